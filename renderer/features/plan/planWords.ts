import type { CaseId } from '../../../core/contract/ids.ts';
import type { PlanVersionView, PlanView } from '../../../core/contract/plans.ts';
import { stopWords, type PlanBudget, type PlannedStep, type StopRule } from '../../../core/plan/plan.ts';
import type { EditRefusal } from '../../../core/plan/editedPlan.ts';
import type { DeviceRow } from '../../../core/plan/planDevices.ts';
import { MOST_TEMPLATES, type PlanTemplate, type TemplateStop } from '../../../core/plan/planTemplate.ts';
import type { Standing } from '../../../core/plan/planObjections.ts';
import type { WaitingOutcome } from '../../state/outcomeBook.ts';
import type { Tone } from '../../ui/Sign.tsx';
import { instantWords, localDate } from '../../ui/dateWords.ts';
import { failureWords, type AnyFailure } from '../../words.ts';
import type { Moved } from './sameWork.ts';

/** Why an edit was not carried out, and what to do. */
export function refusalWords(refusal: EditRefusal): string {
  switch (refusal.code) {
    case 'plan/full': return `There is no room for more than ${refusal.most}. Remove one first.`;
    case 'plan/already-there': return 'This is in the plan already.';
    case 'plan/no-such-step': return 'This step is no longer in the plan.';
    case 'plan/no-such-image': return 'This key image is no longer in the plan.';
  }
}

/** The version that the draft becomes when it is signed. */
export const nextVersion = ({ versions }: Pick<PlanView, 'versions'>): number =>
  1 + Math.max(0, ...versions.map(({ version }) => version));

/** The newest version; null where nothing was signed. */
export const newestVersion = ({ versions }: Pick<PlanView, 'versions'>): PlanVersionView | null =>
  versions.toSorted((one, other) => other.version - one.version)[0] ?? null;

/** Whether the draft was edited since the last version was signed. */
export const isDraftNewer = (plan: PlanView): boolean => {
  const newest = newestVersion(plan);
  return plan.draft !== null && (newest === null || plan.draft.changedAt > newest.signedAt);
};

/**
 * How a plan stands, as the banner has it: "v3 draft, saved 19:42", "v2 signed", "v2 signed, measured otherwise since". Null where
 * there is none.
 */
export function bannerWords(plan: PlanView | null, isWaiting: boolean, hasObstacle: boolean, now: Date, moved: Moved | null): string | null {
  const newest = plan === null ? null : newestVersion(plan);
  if (isWaiting || (plan !== null && isDraftNewer(plan))) {
    const name = `v${plan === null ? 1 : nextVersion(plan)} draft`;
    if (hasObstacle) return `${name}, not kept`;
    if (isWaiting || plan?.draft == null) return `${name}, being kept`;
    return `${name}, saved ${instantWords(plan.draft.changedAt, localDate(now)).replace(/^today /, '')}`;
  }
  if (newest === null) return null;
  if (newest.withdrawn !== null) return `v${newest.version} withdrawn`;
  return moved === null ? `v${newest.version} signed` : `v${newest.version} signed, ${moved.since}`;
}

/** What is not kept of outcomes, as the banner has it; null where all is. Of another case it is told too: nobody looks there. */
export function outcomeBannerWords(waiting: readonly WaitingOutcome[], caseId: CaseId): string | null {
  const stuck = waiting.filter(({ isStuck }) => isStuck);
  const here = stuck.filter((one) => one.caseId === caseId).map(({ version }) => `outcome of v${version} not kept`);
  const words = here.length === stuck.length ? here : [...here, 'an outcome of another case not kept'];
  return words.length === 0 ? null : words.join(', ');
}

/** Why plans of a case are not shown, and what to do: of one that is damaged nobody can tell what the others are to it. */
export function unreadWords(failure: AnyFailure, those: 'plans of this case' | 'plans from other workstations'): string {
  return failure.code === 'case/damaged'
    ? `One of the ${those} is not as it was written, so that they cannot be read, and nothing of them is signed. Do not use copies of it; restore the library from a backup.`
    : `The ${those} could not be read. ${failureWords(failure)}`;
}

/** How a plan stands where it could not be read when it was asked for last; `stands` as it was known before. */
export const unreadBannerWords = (stands: string | null): string => (stands === null ? 'cannot be read' : `${stands}, not read since`);

/** A name that no template has yet: "Antegrade 2" where there is an "Antegrade". */
export function freeName(name: string, taken: readonly string[]): string {
  const isTaken = (one: string): boolean => taken.some((other) => other.toLowerCase() === one.toLowerCase());
  if (!isTaken(name)) return name;
  for (let n = 2; ; n += 1) {
    const next = `${name.slice(0, MOST_TEMPLATES.name - ` ${n}`.length)} ${n}`;
    if (!isTaken(next)) return next;
  }
}

/** Why a file was not taken as a template; `where` in it, where it is one that cannot be read. */
export const templateFileWords = (where: string | null): string => (where === null
  ? 'This file is no template of Fullmoon. Choose one that was exported here or at another Fullmoon.'
  : `This template cannot be read at “${where}”: it is damaged, or of another release. Export it again where it comes from.`);

/** What a template holds, in few words: "A 4, B 2 steps". */
export function templateWords(content: PlanTemplate | null): string {
  if (content === null) return 'not as it was kept';
  const rungs = content.rungs.filter(({ steps }) => steps.length > 0).map(({ letter, steps }) => `${letter} ${steps.length}`);
  return rungs.length === 0 ? 'no step' : `${rungs.join(', ')} ${rungs.length === 1 && rungs[0]?.endsWith(' 1') === true ? 'step' : 'steps'}`;
}

/** When a rung of a template is left: "30 min without progress, or the contrast limit: change the strategy". */
export function templateStopWords({ isAtContrastLimit, words, ...figures }: TemplateStop): string {
  const said = [stopWords({ ...figures, contrastMl: null, words: '' }), ...(isAtContrastLimit ? ['the contrast limit'] : [])]
    .filter((part) => part !== '').join(', or ');
  return [said, words].filter((part) => part !== '').join(': ');
}

/** The words of a rung under its letter. */
export const RUNG_WORDS = { A: 'cap', B: 'cross', C: 'expand' } as const;

/** How an objection stands, in words and as a sign. */
export const STANDING_WORDS: Readonly<Record<Standing, { readonly words: string; readonly tone: Tone }>> = {
  blocks: { words: 'breaks a safety limit', tone: 'refused' },
  asks: { words: 'needs a reason', tone: 'refused' },
  overridden: { words: 'kept, because', tone: 'warning' },
  room: { words: 'settled in the room', tone: 'info' },
  caution: { words: 'care', tone: 'warning' },
};

/** How many of a device there are in the room, in words and as a sign; the sign of what is not listed is a "?". */
export function deviceStateWords({ state, usable, needed }: Pick<DeviceRow, 'state' | 'usable' | 'needed'>): { readonly words: string; readonly tone: Tone | null } {
  switch (state) {
    case 'there': return { words: String(usable), tone: 'ok' };
    case 'last': return { words: usable === 1 ? '1, last one' : `${usable}, the last`, tone: 'warning' };
    case 'short': return { words: `${usable} of ${needed}`, tone: 'refused' };
    case 'expired': return { words: 'expired', tone: 'refused' };
    case 'other-size': return { words: 'other sizes', tone: 'refused' };
    case 'missing': return { words: '0, none', tone: 'refused' };
    case 'unlisted': return { words: 'not on the list', tone: null };
  }
}

/** A number as it was typed, with so many digits; NaN where it is none. `isUp`: what was begun counts, as with minutes against a limit. */
export function figureTyped(words: string, digits: number, isUp: boolean): number {
  const [typed, scale] = [Number(words.trim().replace(',', '.')), 10 ** digits];
  return (isUp ? Math.ceil(typed * scale) : Math.round(typed * scale)) / scale;
}

/** The track that the steps before leave the wire on; null where none of them says. */
export const trackBefore = (steps: readonly Pick<PlannedStep, 'track'>[]): PlannedStep['track'] =>
  steps.findLast(({ track }) => track !== null)?.track ?? null;

/** A step that nobody has written yet. */
export const newStep = (id: string): PlannedStep => ({
  id, technique: 'New step', aim: '', devices: [], minutes: null, at: null, act: null, track: null, because: [],
  override: null,
});

/** A stop rule that says nothing yet but its usual time. */
export const newStop = ({ wireMinutes, contrastMl }: PlanBudget): StopRule =>
  ({ minutes: wireMinutes ?? 30, attempts: null, contrastMl, airKermaGy: null, words: '' });
