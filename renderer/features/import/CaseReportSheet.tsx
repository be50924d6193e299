import type { CaseId } from '../../../core/contract/ids.ts';
import { useAnswer } from '../../api/useHost.ts';
import { localDate } from '../../ui/dateWords.ts';
import { Sheet } from '../../ui/Sheet.tsx';
import { Notice } from '../../ui/Sign.tsx';
import { failureWords } from '../../words.ts';
import { nameWords } from '../frame/patientWords.ts';
import { ReportView } from './ReportView.tsx';
import './import.css';

/** Every import that fed a case, newest first. */
export function CaseReportSheet({ id, onClose }: { readonly id: CaseId; readonly onClose: () => void }) {
  const answer = useAnswer('cases.reports', { id });
  const today = localDate(new Date());
  const name = answer?.ok === true ? nameWords(answer.value.patient) : '';
  return (
    <Sheet
      label="Import report"
      width="900px"
      head={
        <b className="second wrap">
          <bdi>{name}</bdi>
        </b>
      }
      onClose={onClose}
    >
      {answer?.ok === false ? <Notice tone="refused">{failureWords(answer.failure)}</Notice> : null}
      {answer?.ok === true
        ? answer.value.reports.map((report) => (
            <ReportView key={report.importedAt} report={report} today={today} />
          ))
        : null}
      {answer?.ok === true && answer.value.reports.length === 0 ? (
        <p className="second">No report is kept for this case.</p>
      ) : null}
    </Sheet>
  );
}
