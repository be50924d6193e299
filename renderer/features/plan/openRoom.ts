import type { HostClient } from '../../../core/contract/contract.ts';
import type { PlanId } from '../../../core/contract/ids.ts';
import { openRoomWindow } from '../../state/secondWindow.ts';
import { useView } from '../../state/viewStore.ts';
import { failureWords } from '../../words.ts';

/** Opens the room screen of a signed version, on the other display where the shell can. */
export async function openRoom(host: Pick<HostClient, 'room.open'>, plan: PlanId, version: number): Promise<void> {
  const { say } = useView.getState();
  const opened = await host['room.open']({ plan, version });
  if (!opened.ok) return say(failureWords(opened.failure));
  if (opened.value.address !== null) openRoomWindow(opened.value.address);
  say(`The room screen of version ${version} is open`);
}
