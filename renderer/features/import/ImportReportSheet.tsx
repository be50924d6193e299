import type { JobId } from '../../../core/contract/ids.ts';
import { useAnswer } from '../../api/useHost.ts';
import { localDate } from '../../ui/dateWords.ts';
import { Sheet } from '../../ui/Sheet.tsx';
import { Notice } from '../../ui/Sign.tsx';
import { failureWords } from '../../words.ts';
import { ReportView } from './ReportView.tsx';

/** What an import that just ended had to say; also where it found no case to keep it with. */
export function ImportReportSheet({ job, onClose }: { readonly job: JobId; readonly onClose: () => void }) {
  const answer = useAnswer('imports.report', { job });
  return (
    <Sheet label="Import report" width="900px" onClose={onClose}>
      {answer === undefined ? null : answer.ok ? (
        <ReportView report={answer.value} today={localDate(new Date())} />
      ) : (
        <Notice tone="refused">{failureWords(answer.failure)}</Notice>
      )}
    </Sheet>
  );
}
