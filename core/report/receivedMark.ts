import type { PlanVersionView, ReceivedFrom } from '../contract/plans.ts';
import { sealWords, type SealedPlan } from '../plan/sealedPlan.ts';
import { wallClock } from './planDates.ts';

/** Before everything that is written again of a plan of another workstation. */
export const RECEIVED = 'RECEIVED';

/** Whose the plan is, where it was signed, and when its chain was checked; null for a plan of this workstation. */
export function receivedWords(
  { author, timeZone }: Pick<SealedPlan, 'author' | 'timeZone'>, { sha256 }: Pick<PlanVersionView, 'sha256'>, received: ReceivedFrom,
): string | null {
  if (received === null) return null;
  const { day, time, zone } = wallClock(received.at, timeZone);
  return `Plan of workstation ${sealWords(received.origin)}, signed there by ${author.name} as the sender states. Written again by workstation `
    + `${sealWords(received.here)}, which measured nothing in it; chain up to seal ${sealWords(sha256)} checked when it came there, ${day} ${time} (${zone}).`;
}

/** The same without identity: whoever has a copy with the name knows workstation, seal and day, too. */
export const RECEIVED_FROM_NOBODY = 'Plan of another workstation, written again by one that measured nothing in it.';

/** What is drawn on its pictures. */
export const receivedBand = ({ origin }: NonNullable<ReceivedFrom>): string =>
  `${RECEIVED} FROM WORKSTATION ${sealWords(origin).toUpperCase()}, WRITTEN AGAIN BY ANOTHER`;
