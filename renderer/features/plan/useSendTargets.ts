import type { ArchiveView } from '../../../core/contract/archives.ts';
import type { PlanId } from '../../../core/contract/ids.ts';
import { useAnswer } from '../../api/useHost.ts';

/**
 * The archives that a version can be sent to: those that do not have it and wait for nothing of it. Null where there is
 * nothing to choose: all have it, or the version was withdrawn, and only those are told who have it.
 */
export function useSendTargets(plan: PlanId | null, version: number | null, isWithdrawn: boolean): readonly ArchiveView[] | null {
  const archives = useAnswer('archives.list', {});
  const sendings = useAnswer('sendings.list', { plan });
  if (plan === null || version === null || isWithdrawn || archives?.ok !== true || sendings?.ok !== true) return null;
  const known = new Set(sendings.value.sendings.filter((one) => one.version === version).map(({ archive }) => archive.id));
  const others = archives.value.archives.filter(({ id }) => !known.has(id));
  return others.length === 0 && archives.value.archives.length > 0 ? null : others;
}
