import type { CaseId } from '../../../core/contract/ids.ts';
import type { RunState } from '../../../core/contract/runs.ts';
import { useAnswer } from '../../api/useHost.ts';

const NOTHING: readonly RunState[] = [];

/** What operators said of the runs of a case, as it is now. */
export function useRunNotes(caseId: CaseId): readonly RunState[] {
  const answer = useAnswer('runs.list', { caseId });
  return answer?.ok === true ? answer.value.runs : NOTHING;
}
