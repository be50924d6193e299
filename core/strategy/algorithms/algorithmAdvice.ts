import type { FactPath } from '../../lesion/caseFacts.ts';
import { truthOf, type World } from '../evaluation.ts';
import { anyOf } from '../expression.ts';
import { groundsOf } from '../grounds.ts';
import { STRATEGIES, type Strategy } from './strategies.ts';
import type { CrossingAlgorithm, Option, Row, Saying, Status } from './table.ts';

/**
 * How an answer stands. `decided`: by what is known. `on-condition`: as long as what is not known is
 * absent. `options`: several, none before the others. `waits`: the facts in `needs` decide. `silent`: no row
 * fits. `ended`: what the algorithm decides is done.
 */
export type Standing = 'decided' | 'on-condition' | 'options' | 'waits' | 'silent' | 'ended';

/** What one crossing algorithm answers to a case. */
export interface AlgorithmAdvice {
  readonly id: CrossingAlgorithm['id'];
  readonly name: string;
  readonly citation: string;
  readonly standing: Standing;
  readonly first: Strategy | null;
  readonly alternatives: readonly Strategy[];
  /** The weakest status of the rows behind the answer; of the whole table while none answers. */
  readonly status: Status;
  readonly because: readonly FactPath[];
  /** Facts that are not known and that decide, or could change, the answer. */
  readonly needs: readonly FactPath[];
  /** The rows that answer, and what is said beside them; each with its own mark. */
  readonly rows: readonly Saying[];
  /** What an answer without a row means. */
  readonly reason: string | null;
}

/** Rows that answer or still may, in their order; `settled` when one of them surely does. */
interface Reading { readonly rows: readonly Row[]; readonly settled: boolean }

function readingOf(rows: readonly Row[], world: World): Reading {
  const possible: Row[] = [];
  for (const row of rows) {
    const truth = truthOf(row.when, world);
    if (truth === false) continue;
    possible.push(row);
    if (truth === true) return { rows: possible, settled: true };
  }
  return { rows: possible, settled: false };
}

const WEAKEST_FIRST: readonly Status[] = ['unverified', 'secondary', 'read'];
const weakest = (rows: readonly Row[], none: Status): Status =>
  WEAKEST_FIRST.find((status) => rows.some((row) => row.status === status)) ?? none;

const unique = <T>(items: readonly T[]): readonly T[] => [...new Set(items)];
const offered = (row: Row, world: World): readonly Option[] =>
  (row.others ?? []).filter(({ when }) => when === undefined || truthOf(when, world) !== false);

/**
 * What one algorithm answers to the facts of a case, as far as they are known.
 *
 * @source none of its own: evaluates the table
 */
export function algorithmAdvice(algorithm: CrossingAlgorithm, world: World): AlgorithmAdvice {
  if (truthOf(algorithm.ends, world) === true) {
    return without('ended', algorithm, groundsOf(algorithm.ends, world), 'What it decides is done.');
  }
  const asked = readingOf(algorithm.rows, world);
  const [only] = asked.rows;
  if (only === undefined) {
    return without('silent', algorithm, ruledOutBy(algorithm, world), algorithm.silence);
  }
  if (isSettled(asked)) return answered(algorithm, only, asked, world);
  const presumed = readingOf(algorithm.unlessFound, world);
  const [likely] = presumed.rows;
  if (isSettled(presumed) && likely !== undefined) return answered(algorithm, likely, asked, world);
  return {
    ...without('waits', algorithm, ruledOutBy(algorithm, world), null),
    alternatives: unique(asked.rows.flatMap(firstsOf)),
    status: weakest(asked.rows, algorithm.status),
    needs: waitedFor(asked, world),
    rows: distinct(asked.rows),
  };
}

/** An algorithm that has no answer. */
const without = (
  standing: Standing, { id, name, citation, status }: CrossingAlgorithm, because: readonly FactPath[],
  reason: string | null,
): AlgorithmAdvice => ({
  id, name, citation, standing, first: null, alternatives: [], status, because, needs: [], rows: [], reason,
});

/** One row answers, and no row before it still may. */
const isSettled = ({ rows, settled }: Reading): boolean => settled && rows.length === 1;

const firstsOf = (row: Row): readonly Strategy[] =>
  (row.first === null ? (row.others ?? []).map(({ strategy }) => strategy) : [row.first]);

/** The facts that rows which still may answer wait for; the last of a settled reading does not wait. */
const waitedFor = ({ rows, settled }: Reading, world: World): readonly FactPath[] =>
  groundsOf(anyOf(...(settled ? rows.slice(0, -1) : rows).map(({ when }) => when)), world, 'waits');

/** The facts that rule rows out. */
const ruledOutBy = ({ rows }: CrossingAlgorithm, world: World): readonly FactPath[] =>
  groundsOf(
    anyOf(...rows.map(({ when }) => when).filter((when) => truthOf(when, world) === false)), world, false,
  );

/** The answer of one row; on condition while others of the possible rows still may answer. */
function answered(
  algorithm: CrossingAlgorithm, row: Row, possible: Reading, world: World,
): AlgorithmAdvice {
  const { id, name, citation, rows, remarks } = algorithm;
  const options = offered(row, world);
  const others = possible.rows.filter(({ text }) => text !== row.text);
  const needs = waitedFor(possible, world);
  const alternatives = unique([...options.map((option) => option.strategy), ...others.flatMap(firstsOf)])
    .filter((strategy) => strategy !== row.first);
  const cited = options.flatMap((option) => (option.id === undefined ? [] : [
    rows.find((one) => one.id === option.id)
      // What the table itself has no row for, as a rule of the review, speaks with the mark of its offer.
      ?? { ...row, id: option.id, text: `${option.strategy}: ${STRATEGIES[option.strategy].words}.` },
  ]));
  const beside = remarks.filter(({ when }) => truthOf(when, world) === true);
  const isSilent = row.first === null && alternatives.length === 0;
  return {
    id, name, citation,
    standing: isSilent ? 'silent'
      : needs.length > 0 ? 'on-condition'
      : row.first === null ? 'options' : 'decided',
    first: row.first,
    alternatives,
    status: row.status,
    because: groundsOf(row.when, world, true),
    needs,
    rows: distinct([row, ...others, ...cited, ...beside]),
    reason: isSilent ? row.text : null,
  };
}

/** What is said, each once. */
const distinct = (sayings: readonly Saying[]): readonly Saying[] => sayings
  .filter((one, at) => sayings.findIndex(({ text }) => text === one.text) === at)
  .map(({ id, text, mark, status }) => ({ id, text, mark, status }));
