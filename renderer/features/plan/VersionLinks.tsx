import { Button } from '@mantine/core';
import type { PlanId } from '../../../core/contract/ids.ts';
import type { ReceivedPlanView } from '../../../core/contract/plans.ts';
import { useHost } from '../../api/useHost.ts';
import { openRoom } from './openRoom.ts';
import { askForRoom, receivedKey, usePlanDesk } from './planDesk.ts';
import { printVersion } from './printVersion.ts';

interface OfVersion { readonly plan: PlanId; readonly version: number }

/** Saves a version on paper. */
export function PrintLink({ plan, version }: OfVersion) {
  const host = useHost();
  return <button type="button" className="link quiet" title="P: for the version shown, else the newest" onClick={() => void printVersion(host, plan, version)}>Save v{version} as PDF</button>;
}

/** Opens the room screen of a version. */
export function RoomLink({ plan, version }: OfVersion) {
  const host = useHost();
  return <button type="button" className="link quiet" title="R: for the version shown, else the newest" onClick={() => void openRoom(host, plan, version)}>Open v{version} in the room</button>;
}

/** The same of a plan of another workstation: without the images that it rests on only after a question, in its place. */
export function ReceivedRoomLink({ plan, version, images }: OfVersion & { readonly images: ReceivedPlanView['images'] }) {
  const host = useHost();
  const key = receivedKey(plan, version);
  const isAsking = usePlanDesk((desk) => desk.roomAsked === key);
  if (images === 'here') return <RoomLink plan={plan} version={version} />;
  if (!isAsking) return <button type="button" className="link quiet" title="R: for the version shown" onClick={() => askForRoom(key)}>Open v{version} in the room …</button>;
  const end = (): void => usePlanDesk.setState({ roomAsked: null });
  return (
    <div className="plan-withdraw" role="group" aria-label={`Open v${version} in the room?`} onKeyDown={(event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      end();
    }}>
      <span className="wrap">{images === 'missing' ? 'Its images are not here' : 'The images here are other files than it was signed on'}: nothing of it can be checked against them. Open it in the room all the same?</span>
      <div className="row">
        <Button size="compact-xs" variant="default" data-field="room-asked" onClick={end}>Not now</Button>
        <Button size="compact-xs" onClick={() => {
          end();
          void openRoom(host, plan, version);
        }}>Open without its images</Button>
      </div>
    </div>
  );
}
