import type { HostClient } from '../../../core/contract/contract.ts';
import type { PlanView } from '../../../core/contract/plans.ts';

/**
 * The version whose outcome is meant where none is shown: the newest that the room noted something with, though it was
 * withdrawn since: the procedure was done by it. Else the newest that was not withdrawn; null where there is none.
 */
export async function outcomeVersion(host: Pick<HostClient, 'room.log'>, { id, versions }: Pick<PlanView, 'id' | 'versions'>): Promise<number | null> {
  const newestFirst = versions.toSorted((one, other) => other.version - one.version);
  for (const { version } of newestFirst) {
    const log = await host['room.log']({ plan: id, version });
    if (log.ok && log.value.events.length > 0) return version;
  }
  return newestFirst.find(({ withdrawn }) => withdrawn === null)?.version ?? null;
}
