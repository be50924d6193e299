import type { CaseId } from '../contract/ids.ts';
import type { SendingView } from '../contract/sendings.ts';

/**
 * What of a case has not gone out to archives yet and never will once it is removed, in one sentence; null where nothing waits.
 *
 * @param open - what is not sent yet, of the whole library
 */
export function droppedSendingsWords(
  open: readonly Pick<SendingView, 'caseId' | 'archive'>[],
  caseId: CaseId,
): string | null {
  const waiting = open.filter((sending) => sending.caseId === caseId);
  if (waiting.length === 0) return null;
  const counts = [...Map.groupBy(waiting, ({ archive }) => archive.name)].map(
    ([archive, { length }]) => `${length} to ${archive}`,
  );
  const [sendings, they] =
    waiting.length === 1
      ? ['1 sending still waits', 'it is']
      : [`${waiting.length} sendings still wait`, 'they are'];
  return `${sendings} (${counts.join(', ')}): ${they} dropped with the case. Keep it until ${they} sent, or nobody at the archive learns of it.`;
}
