import type { PlanId } from '../../../core/contract/ids.ts';
import { useHost } from '../../api/useHost.ts';
import { openRoom } from './openRoom.ts';
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
