import type { PlanBudget, Track } from './plan.ts';
import type { RoomState } from './roomState.ts';
import type { RuleId } from '../strategy/rule.ts';

/** How far an amount has come: below its warning, near its limit, or past it. `unknown`: nothing was entered. */
export type Load = 'fine' | 'near' | 'over' | 'unknown';
/** The warning comes at this share of a limit: before it, not after. */
export const WARN_AT = 0.8;

/** How an amount stands against its limit. */
export const loadOf = (amount: number | null, limit: number | null): Load =>
  amount === null ? 'unknown' : limit === null ? 'fine' : amount >= limit ? 'over' : amount >= WARN_AT * limit ? 'near' : 'fine';

/** Minutes between two instants; null before it has begun. Never negative: a clock that goes back stands still. */
export const minutesSince = (from: string | null, now: string): number | null =>
  from === null ? null : Math.max(0, (Date.parse(now) - Date.parse(from)) / 60_000);

/** What the room must know now, the most urgent first. */
export interface RoomWarning { readonly load: 'near' | 'over'; readonly words: string }

/** Warnings of time, contrast and dose. */
export function roomWarnings(state: RoomState, { contrastMl, airKermaGy, wireMinutes, totalMinutes }: PlanBudget, now: string): readonly RoomWarning[] {
  const until = state.endedAt ?? now;
  const rows: readonly (readonly [amount: number | null, limit: number | null, near: string, over: string])[] = [
    [minutesSince(state.firstWireAt, until), wireMinutes, `wire time nears ${wireMinutes} min`, `${wireMinutes} min of wire time passed`],
    [state.contrastMl, contrastMl, `contrast nears ${contrastMl} ml`, `contrast limit of ${contrastMl} ml reached`],
    [state.airKermaGy, airKermaGy, `air kerma nears ${airKermaGy} Gy`, `air kerma limit of ${airKermaGy} Gy reached`],
    [minutesSince(state.accessAt, until), totalMinutes, `procedure nears ${totalMinutes} min`, `${totalMinutes} min since access passed`],
  ];
  return rows.flatMap(([amount, limit, near, over]): readonly RoomWarning[] => {
    const load = loadOf(amount, limit);
    return load === 'near' ? [{ load, words: near }] : load === 'over' ? [{ load, words: over }] : [];
  }).toSorted((a, b) => Number(b.load === 'over') - Number(a.load === 'over'));
}

/** A line of what the present track allows. `never`: off the table; `care`: an exception, or with care; `allowed`. */
export interface TrackLimit { readonly says: 'never' | 'care' | 'allowed'; readonly words: string; readonly rules: readonly RuleId[] }

const LIMITS: Readonly<Record<'extraplaque' | 'unproven' | 'proven', readonly TrackLimit[]>> = {
  extraplaque: [
    { says: 'never', words: 'No balloon from 14 atm', rules: ['S140', 'S145'] },
    { says: 'never', words: 'No rotational, orbital, laser', rules: ['S143'] },
    { says: 'care', words: 'Only exception: burr < 1.5 mm at the transition', rules: ['S144'] },
    { says: 'never', words: 'No OPN', rules: ['S142'] },
    { says: 'care', words: 'IVL with care', rules: ['S146'] },
  ],
  unproven: [
    { says: 'never', words: 'No atherectomy or OPN before IVUS', rules: ['S089'] },
    { says: 'care', words: 'NC balloon < 30 atm', rules: ['S141'] },
    { says: 'allowed', words: 'IVL where it can be delivered', rules: ['S124'] },
  ],
  proven: [
    { says: 'care', words: 'NC balloon < 30 atm', rules: ['S141'] },
    { says: 'allowed', words: 'OPN at 40 to 50 atm', rules: ['S142'] },
    { says: 'allowed', words: 'Rotational or orbital atherectomy', rules: ['S125'] },
    { says: 'allowed', words: 'IVL', rules: ['S124'] },
  ],
};

/**
 * What the track of the wire allows, in the words of the room.
 *
 * @source Mashayekhi, EuroIntervention 2023, doi:10.4244/EIJ-D-22-01096: section (III), Central Illustration,
 *   by the rules named
 */
export const trackLimits = (track: Track, isProven: boolean): readonly TrackLimit[] =>
  LIMITS[track === 'extraplaque' ? 'extraplaque' : isProven ? 'proven' : 'unproven'];
