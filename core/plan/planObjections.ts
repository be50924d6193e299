import type { CaseFacts } from '../lesion/caseFacts.ts';
import type { Doing } from '../strategy/advice.ts';
import { objectionsTo, type Objection } from '../strategy/stepCheck.ts';
import type { PlanContent, PlannedStep, PlanRung, Track } from './plan.ts';

/**
 * What the safety gates say of a step of a plan. `blocks`: the review knows no exception. `asks`: it stays for
 * a reason that is written down, and none is. `overridden`: one is. `room`: it hangs on what only the
 * procedure will show. `caution`: it may be done.
 */
export type Standing = 'blocks' | 'asks' | 'overridden' | 'room' | 'caution';
/** One objection to one step. */
export interface PlanObjection extends Objection {
  readonly step: string;
  readonly standing: Standing;
}

/**
 * What the safety gates say of every step, in the order of the plan. Each rung begins on the track that is
 * planned, intraplaque where nothing is said; a step that changes the track changes it for those after it.
 *
 * @source the gates of the review, by core/strategy/stepCheck
 */
export const planObjections = (
  { rungs }: Pick<PlanContent, 'rungs'>, facts: CaseFacts, doing: Doing = {},
): readonly PlanObjection[] => rungs.flatMap((rung) => rungObjections(rung, facts, doing));

function rungObjections({ steps, letter }: PlanRung, facts: CaseFacts, doing: Doing): readonly PlanObjection[] {
  let track: Track = trackPlanned(facts);
  return steps.flatMap((step) => {
    track = step.track ?? track;
    if (step.act === null) return [];
    const there: CaseFacts = {
      ...facts, track, plannedTrack: track,
      // A rung is for its own trouble; that of the others is not there. Whether it is overcome the room will see.
      deviceUncrossable: letter === 'B', undilatable: letter !== 'C' ? false : step.act.do === 'stent' ? null : true,
      baseChosen: facts.baseChosen ?? isBase(step),
    };
    const overridden = new Set(step.override?.rules ?? []);
    return objectionsTo(step.act, there, doing).map((objection): PlanObjection =>
      ({ ...objection, step: step.id, standing: standingOf(objection, overridden.has(objection.rule)) }));
  });
}

/** Is a step balloon-assisted subintimal entry (BASE)? Its rule says so, or the balloon that it needs. */
const isBase = ({ because, devices }: PlannedStep): boolean =>
  because.includes('S074') || devices.some(({ item }) => item === 'base-balloon');

const trackPlanned = ({ track, plannedTrack }: CaseFacts): Track => {
  const said = track ?? plannedTrack;
  return said === 'extraplaque' ? 'extraplaque' : 'intraplaque';
};

function standingOf({ verdict, facts }: Objection, isOverridden: boolean): Standing {
  switch (verdict) {
    case 'block': return 'blocks';
    case 'caution': return 'caution';
    case 'waits': return 'room';
    case 'override':
      if (isOverridden) return 'overridden';
      // It rests on no fact that is known: what is not proven yet is settled in the room, not the evening before.
      return facts.length === 0 ? 'room' : 'asks';
  }
}
