import { wallClock } from '../../../core/report/planDates.ts';
import type { RoomHappening, RoomPhase } from '../../../core/plan/roomLog.ts';
import type { ReceivedFrom } from '../../../core/contract/plans.ts';
import { stepsOf, type PlanContent, type Track } from '../../../core/plan/plan.ts';
import { sealWords } from '../../../core/plan/sealedPlan.ts';
import type { RoomAct } from './roomAct.ts';

/** "37:12", "1:07:12" from an hour on. */
export function clockWords(minutes: number): string {
  const seconds = Math.floor(minutes * 60);
  const two = (value: number): string => `${value}`.padStart(2, '0');
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** "09:41", in the time of the place where the plan was signed: the clock of the room may be set otherwise. */
export const timeWords = (instant: string, timeZone: string): string => wallClock(instant, timeZone).time;

/** How old a version is: "20 min old", "12 h old", "3 days old". */
export function oldWords(minutes: number): string {
  if (minutes < 60) return `${Math.floor(minutes)} min old`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h old` : `${Math.floor(hours / 24)} days old`;
}

/** A plan of another workstation is never taken for an own one; null for an own one. */
export function receivedWords(received: ReceivedFrom): string | null {
  if (received === null) return null;
  const images = { here: '', 'other-files': '; images here are other files', missing: '; images not here' }[received.images];
  return `Plan of workstation ${sealWords(received.origin)}${images}`;
}

/** The track as the room says it. */
export const trackWords = (track: Track, isProven: boolean): string =>
  track === 'extraplaque' ? 'Extraplaque' : isProven ? 'Intraplaque, proven by IVUS' : 'Intraplaque, not proven';

/** The same within a sentence. */
export const lower = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);

/** The phases as the room says them. */
export const PHASE_WORDS: Readonly<Record<RoomPhase, string>> = {
  cap: 'Proximal cap', tracking: 'Tracking', device: 'Device will not cross', preparation: 'Preparation',
  'before-stent': 'Before the stent', 'after-stent': 'After the stent',
};

/** What was just entered, said back in a few words; nothing for what is seen at its place anyway. */
export function saidBack(happening: RoomHappening): string | null {
  switch (happening.what) {
    case 'note': return `Noted: ${happening.words}`;
    case 'end': return 'The procedure has ended: record the outcome at the desk. The times stand still.';
    case 'access': return 'Arterial access: now';
    case 'first-wire': return 'First wire: now';
    default: return null;
  }
}

/** What the host refused for good: the screen shows it no more, so these words do. Null where there is nothing. */
export function refusedWords(refused: readonly RoomAct[], plan: Pick<PlanContent, 'rungs'>, timeZone: string): string | null {
  const last = refused.at(-1);
  if (last === undefined) return null;
  const more = refused.length === 1 ? '' : `, and ${refused.length - 1} more`;
  return `Refused: ${doneWords(last.happening, plan)}, ${timeWords(last.doneAt, timeZone)}${more}. In no log: enter it again, or keep it on paper.`;
}

function doneWords(happening: RoomHappening, plan: Pick<PlanContent, 'rungs'>): string {
  const step = (id: string): string => `step ${stepsOf(plan).find((one) => one.step.id === id)?.label ?? 'unknown'}`;
  switch (happening.what) {
    case 'access': return 'arterial access';
    case 'first-wire': return 'first wire';
    case 'tick': return `${step(happening.step)} done`;
    case 'untick': return `${step(happening.step)} not done`;
    case 'go-to': return `to ${step(happening.step)}`;
    case 'contrast': return `contrast ${happening.totalMl} ml`;
    case 'air-kerma': return `air kerma ${happening.totalGy} Gy`;
    case 'track': return lower(trackWords(happening.track, happening.isProvenByIvus));
    case 'phase': return lower(PHASE_WORDS[happening.phase]);
    case 'note': return 'the note';
    case 'end': return 'end of the procedure';
  }
}

/** An amount that was typed, or what is wrong with it. */
export type Typed = { readonly amount: number } | { readonly wrong: string };

/** Contrast in all, ml, as typed. */
export function typedContrast(text: string): Typed {
  const amount = numberOf(text);
  if (amount === null) return { wrong: 'Type the millilitres in all, such as 118.' };
  return amount > 3000 ? { wrong: '3000 ml at the most. Type the millilitres in all.' } : { amount };
}

/** Air kerma in all, Gy, as typed. X-ray units show mGy as well: such a number is not guessed at. */
export function typedKerma(text: string): Typed {
  const amount = numberOf(text);
  if (amount === null) return { wrong: 'Type the gray in all, such as 2.6.' };
  return amount > 60 ? { wrong: `60 Gy at the most. ${text.trim()} mGy would be ${+(amount / 1000).toFixed(3)} Gy.` } : { amount };
}

const numberOf = (text: string): number | null =>
  /^\d+([.,]\d+)?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : null;

/** How large the words of the step at hand may be: all of them are read, whatever their length. */
export const sizeOfWords = (words: string): 'short' | 'middle' | 'long' =>
  words.length <= 36 ? 'short' : words.length <= 72 ? 'middle' : 'long';
