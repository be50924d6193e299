import type { PlanVersionView, ReceivedFrom } from '../../../core/contract/plans.ts';
import { minutesSince } from '../../../core/plan/roomLimits.ts';
import { isUnverified, type SealedPlan } from '../../../core/plan/sealedPlan.ts';
import { bornWords, nameWords } from '../frame/patientWords.ts';
import { localDate } from '../../ui/dateWords.ts';
import type { RoomKnown } from './roomBook.ts';
import { oldWords, receivedWords, refusedWords, timeWords } from './roomWords.ts';
import { RoomSign } from './RoomSign.tsx';

/** From so many letters on a name takes two lines, which are smaller. */
const LONG_NAME = 44;

/** Whose plan this is, for which lesion, which version and how old; and whether the host is there. */
export function RoomHeader({ sealed, received, endedAt, newest, isReceived, known: { cutOffSince, waiting, notKept, refused }, now, fault }: {
  readonly sealed: SealedPlan;
  readonly received: ReceivedFrom;
  readonly endedAt: string | null;
  readonly newest: PlanVersionView | null;
  /** The plan came from another workstation: its outcome is recorded there. */
  readonly isReceived: boolean;
  readonly known: RoomKnown;
  readonly now: string;
  readonly fault: string | null;
}) {
  const { patient, evidence, version, signedAt, timeZone } = sealed;
  const waits = waiting.length === 0 ? '' : `, ${waiting.length} not sent yet`;
  const newer = newest !== null && newest.version > version
    ? `Version ${newest.version} was signed at ${timeWords(newest.signedAt, timeZone)}: this is version ${version}. Open the newer one at the desk.` : null;
  const trouble = fault
    ?? (cutOffSince !== null ? `Not connected since ${timeWords(cutOffSince, timeZone)}${waits}. It goes on, and is sent when the connection is back.`
      : notKept === 'store/disk-full' ? `The disk is full: ${waiting.length} not kept yet. Free some space at the desk.`
        : notKept === 'store/read-only' ? `The library cannot be written: ${waiting.length} not kept yet. See the desk.`
          : refusedWords(refused, sealed.content, timeZone) ?? newer);
  const from = receivedWords(received);
  return (
    <header className={trouble === null ? 'room-head' : 'room-head is-cut'}>
      <div className={nameWords(patient).length > LONG_NAME ? 'room-head-line is-long' : 'room-head-line'}>
        <div>
          <h1>{nameWords(patient)}</h1>
          <p className="dim">{[bornWords(patient, localDate(new Date(now))), patient.id].filter((part) => part !== null).join(' · ')}</p>
        </div>
        <div className="room-head-plan">
          <b>{evidence.lesion?.name ?? 'no lesion measured'}</b>
          <p>
            <span className="dim">not for primary diagnosis</span>
            {isUnverified(evidence) ? <b className="warn"><RoomSign is="triangle" /> UNVERIFIED</b> : null}
            <b className="ok"><RoomSign is="tick" /> v{version} signed, {oldWords(minutesSince(signedAt, now) ?? 0)}</b>
          </p>
        </div>
      </div>
      {from === null ? null : <p className="room-received"><RoomSign is="triangle" /> {from}</p>}
      {endedAt === null ? null : (
        <p className="room-ended"><RoomSign is="tick" /> Procedure ended at {timeWords(endedAt, timeZone)}: {isReceived ? 'record the outcome at the workstation that made the plan.' : 'record the outcome at the desk, station 7, key E.'}</p>
      )}
      {trouble === null ? null : <p className="room-trouble" role="status"><RoomSign is="triangle" /> {trouble}</p>}
    </header>
  );
}
