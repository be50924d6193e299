import type { PlanVersionView } from '../../../core/contract/plans.ts';
import { wallClock } from '../../../core/report/planDates.ts';
import type { SealedPlan } from '../../../core/plan/sealedPlan.ts';

/** Fills the screen where no step may be read: what is wrong, and what to do. */
export const StopPage = ({ head, lines }: { readonly head: string; readonly lines: readonly string[] }) => (
  <main className="room-stop" role="alert">
    <h1>{head}</h1>
    {lines.map((line) => <p key={line}>{line}</p>)}
  </main>
);

/** A version that was taken back: by whom, when, why. No step of it is shown. */
export function WithdrawnPage({ sealed, withdrawn: { at, by, reason }, newest, unsent }: {
  readonly sealed: SealedPlan;
  readonly withdrawn: NonNullable<PlanVersionView['withdrawn']>;
  /** The version that holds; null where there is none. */
  readonly newest: PlanVersionView | null;
  /** What was done after that and is in no log. */
  readonly unsent: number;
}) {
  const { patient, version, evidence: { lesion }, timeZone } = sealed;
  const { day, time } = wallClock(at, timeZone);
  return (
    <StopPage
      head={`Stop. Version ${version} was withdrawn.`}
      lines={[
        [patient.name ?? 'Name not stated', lesion?.name].filter((part) => part !== undefined).join(', '),
        `By ${by?.name ?? 'nobody named'} on ${day} at ${time}: ${reason}`,
        newest === null ? 'Do not go on by this plan. No other version of it is signed.'
          : `Do not go on by this plan. Open the room screen of version ${newest.version}.`,
        ...(unsent === 0 ? [] : [`${unsent} ${unsent === 1 ? 'entry' : 'entries'} made since could not be kept in its log.`]),
      ]}
    />
  );
}
