import type { CaseFacts } from '../lesion/caseFacts.ts';
import { adviceFor } from '../strategy/advice.ts';
import { stepsOf, type NamedStep } from './plan.ts';
import { planObjections } from './planObjections.ts';
import { factsOf } from './planStanding.ts';
import type { RoomPhase } from './roomLog.ts';
import { trackLimits } from './roomLimits.ts';
import type { RoomState } from './roomState.ts';
import type { SealedPlan } from './sealedPlan.ts';

type Signed = Pick<SealedPlan, 'content' | 'evidence'>;
type Now = Pick<RoomState, 'track' | 'isTrackProven' | 'phase'>;

/** What is so once the procedure has come to a phase. */
const COME_TO: { readonly [phase in RoomPhase]?: Partial<CaseFacts> } = {
  device: { wireCrossed: true, deviceUncrossable: true }, preparation: { wireCrossed: true },
  'before-stent': { wireCrossed: true }, 'after-stent': { wireCrossed: true },
};

/** The facts that the plan was decided on, with what the procedure has shown since. */
const factsNow = ({ evidence }: Signed, { track, isTrackProven, phase }: Now): CaseFacts => ({
  ...factsOf(evidence), track, plannedTrack: track, trackConfirmedByIvus: isTrackProven, phase, ...COME_TO[phase],
});

/**
 * Steps of the plan that a safety gate speaks against as the procedure stands, with the reason. What was kept by the
 * operator's own reason is not among them.
 *
 * @source the gates of the review, by core/strategy/stepCheck
 */
export function offTheTable(plan: Signed, now: Now): ReadonlyMap<string, string> {
  const objections = planObjections(plan.content, factsNow(plan, now), { parameters: plan.evidence.parameters });
  return new Map(objections.filter(({ standing }) => standing === 'blocks' || standing === 'asks')
    .toReversed().map(({ step, reason }) => [step, reason]));
}

/** What is different in the advice once the track or the phase has changed. */
export interface RoomChange {
  /** What may not be done any more, in the words of the limits. */
  readonly off: readonly string[];
  /** What may be done now. */
  readonly possible: readonly string[];
  /** Steps of the plan that are off the table now. */
  readonly steps: readonly NamedStep[];
  /** What the review says from now on, the most binding first. */
  readonly advice: readonly string[];
}

/**
 * What changes in the advice between two states of the room.
 *
 * @source Mashayekhi, EuroIntervention 2023, doi:10.4244/EIJ-D-22-01096, by the rules and limits named
 */
export function roomChange(plan: Signed, before: Now, after: Now): RoomChange {
  const [limitsBefore, limitsAfter] = [before, after].map(({ track, isTrackProven }) => trackLimits(track, isTrackProven));
  const newly = (says: 'never' | 'allowed'): readonly string[] => {
    const known = new Set(limitsBefore?.filter((line) => line.says === says).map(({ words }) => words));
    return (limitsAfter ?? []).filter((line) => line.says === says && !known.has(line.words)).map(({ words }) => words);
  };
  const [offBefore, offAfter] = [offTheTable(plan, before), offTheTable(plan, after)];
  const { parameters } = plan.evidence;
  const known = new Set(adviceFor(factsNow(plan, before), { parameters }).fired.map(({ id }) => id));
  return {
    off: newly('never'), possible: newly('allowed'),
    steps: stepsOf(plan.content).filter(({ step: { id } }) => offAfter.has(id) && !offBefore.has(id)),
    advice: adviceFor(factsNow(plan, after), { parameters }).fired
      .filter(({ id, overruledBy }) => !known.has(id) && overruledBy === undefined).map(({ text }) => text),
  };
}
