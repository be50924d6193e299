/** One way to do the same work. `run` gives the figure of one round, or is null where the tool is not there. */
export interface Contender {
  readonly name: string;
  readonly run: (() => Promise<number> | number) | null;
}

/** What is to be reached: another's figure at least `atLeast` times ours, or ours at most so much in itself. */
export type Goal =
  | { readonly id: string; readonly against: string; readonly atLeast: number }
  | { readonly id: string; readonly atMost: number };

/** A figure that is measured of several contenders in turn; the first of them is ours. Less is better. */
export interface Course {
  readonly title: string;
  readonly unit: string;
  readonly rounds: number;
  readonly warmUps: number;
  readonly contenders: readonly [ours: Contender, ...peers: Contender[]];
  readonly goals: readonly Goal[];
}

export interface Row { readonly name: string; readonly figures: readonly number[] | null; readonly why?: string }
export interface Verdict {
  readonly goal: Goal;
  /** Peer's figure over ours, or our figure itself: median of the rounds, and of the least figures. Null: not measured. */
  readonly measured: { readonly median: number; readonly least: number } | null;
  readonly reached: boolean | 'not measured';
}
export interface CourseResult {
  readonly title: string;
  readonly unit: string;
  readonly rows: readonly Row[];
  readonly verdicts: readonly Verdict[];
}

export const median = (figures: readonly number[]): number => {
  const sorted = figures.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] ?? Number.NaN
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
};

/** A contender's run over a tool that may not be there. */
export const where = <T>(tool: T | null, run: (tool: T) => Promise<number> | number): Contender['run'] =>
  (tool === null ? null : () => run(tool));

/** Wall time of the work, ms. */
export const timed = async (work: () => unknown): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

/** Runs the contenders in turn, round by round, so that a slow stretch of the machine meets them all. */
export async function raced(course: Course): Promise<CourseResult> {
  const figures = new Map<string, number[]>();
  const failed = new Map<string, string>();
  for (let round = -course.warmUps; round < course.rounds; round += 1) {
    for (const { name, run } of course.contenders) {
      if (run === null || failed.has(name)) continue;
      try {
        const figure = await run();
        if (round >= 0) figures.set(name, [...(figures.get(name) ?? []), figure]);
      } catch (fault) {
        failed.set(name, fault instanceof Error ? fault.message.split('\n')[0] ?? '' : String(fault));
      }
    }
  }
  const rows = course.contenders.map(({ name, run }): Row => {
    const why = failed.get(name) ?? (run === null ? 'not installed' : undefined);
    return why === undefined ? { name, figures: figures.get(name) ?? [] } : { name, figures: null, why };
  });
  const ours = rows[0]?.figures ?? null;
  return {
    title: course.title, unit: course.unit, rows,
    verdicts: course.goals.map((goal) => verdict(goal, ours,
      'against' in goal ? rows.find(({ name }) => name === goal.against)?.figures ?? null : null)),
  };
}

/** A goal is missed only where both the median of the rounds and the least figures miss it: a busy machine proves nothing. */
function verdict(goal: Goal, ours: readonly number[] | null, theirs: readonly number[] | null): Verdict {
  if (ours === null || ('against' in goal && theirs === null)) return { goal, measured: null, reached: 'not measured' };
  if (theirs === null || !('against' in goal)) {
    const measured = { median: median(ours), least: Math.min(...ours) };
    return { goal, measured, reached: 'atMost' in goal && measured.least <= goal.atMost };
  }
  const measured = {
    median: median(theirs.map((figure, round) => figure / (ours[round] ?? Number.NaN))),
    least: Math.min(...theirs) / Math.min(...ours),
  };
  return { goal, measured, reached: Math.max(measured.median, measured.least) >= goal.atLeast };
}

const figure = (value: number): string => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2));
const column = (text: string, width: number): string => text.padEnd(width);

/** The result as lines of text. */
export function table({ title, unit, rows, verdicts }: CourseResult): string {
  const width = Math.max(...rows.map(({ name }) => name.length)) + 2;
  const ours = rows[0]?.figures ?? [];
  const lines = rows.map(({ name, figures, why }) => (figures === null
    ? `  ${column(name, width)} not measured (${why ?? ''})`
    : `  ${column(name, width)} ${figure(median(figures))} [${figure(Math.min(...figures))} .. ${figure(Math.max(...figures))}] ${unit}`
      + `  ${figure(median(figures.map((one, round) => one / (ours[round] ?? Number.NaN))))}x`));
  const goals = verdicts.map(({ goal, measured, reached }) => {
    const words = reached === 'not measured' ? 'not measured' : reached ? 'reached' : 'MISSED';
    const wanted = 'against' in goal ? `at least ${figure(goal.atLeast)}x against ${goal.against}` : `at most ${goal.atMost} ${unit}`;
    const said = measured === null ? '' : `, measured ${figure(measured.median)} (of the least figures ${figure(measured.least)})`;
    return `  ${goal.id}: ${wanted}${said}: ${words}`;
  });
  return [title, ...lines, ...goals].join('\n');
}
