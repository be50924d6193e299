import { Button } from '@mantine/core';
import type { CaseRow } from '../../../core/contract/schemas.ts';
import { useAnswer } from '../../api/useHost.ts';
import { byteWords } from '../../ui/amountWords.ts';
import { failureWords } from '../../words.ts';
import { Said } from '../../ui/Sign.tsx';
import { PackingProgress } from '../plan/PackingProgress.tsx';
import { nameWords } from '../frame/patientWords.ts';
import { imagesWords } from './CaseTableRow.tsx';
import { useCaseExport } from './caseExport.ts';

const SHOWN_LINES = 8;

/** The chosen case: what its import had to say, and what can be done with it. */
export function CasePanel({
  row,
  isReadOnly,
  onOpen,
  onReport,
  onExport,
  onRemove,
}: {
  readonly row: CaseRow;
  readonly isReadOnly: boolean;
  readonly onOpen: () => void;
  readonly onReport: () => void;
  readonly onExport: () => void;
  readonly onRemove: () => void;
}) {
  const answer = useAnswer('cases.reports', { id: row.id });
  const report = answer?.ok === true ? answer.value.reports[0] : undefined;
  const hidden = Math.max(0, (report?.lines.length ?? 0) - SHOWN_LINES);
  return (
    <section className="panel case-panel" aria-label="Chosen case">
      <header className="panel-head">
        <h2>Chosen case</h2>
        <span className="gap" />
        {report === undefined ? null : (
          <small>
            {report.usable} of {report.series} usable
          </small>
        )}
      </header>
      <div className="panel-body stack" tabIndex={0} role="group" aria-label="What the import found">
        <div>
          <p className="case-name wrap">
            <bdi>{nameWords(row.patient)}</bdi>
          </p>
          <p className="second">
            {imagesWords(row)}, {byteWords(row.bytes)}
          </p>
        </div>
        {answer?.ok === false ? <Said tone="warning">{failureWords(answer.failure)}</Said> : null}
        {report === undefined ? null : (
          <div className="lines">
            {report.lines.slice(0, SHOWN_LINES).map((line) => (
              <Said key={line.text} tone={line.tone}>
                <bdi>{line.text}</bdi>
              </Said>
            ))}
            {hidden === 0 ? null : <p className="muted">{hidden} more in the report</p>}
          </div>
        )}
        <Exporting row={row} />
      </div>
      <footer className="panel-foot">
        <Button className="go" onClick={onOpen}>
          Open case<kbd>Enter</kbd>
        </Button>
        <Button variant="default" onClick={onReport}>
          Report<kbd>R</kbd>
        </Button>
        <Button
          variant="default"
          disabled={isReadOnly}
          onClick={onExport}
          title="Export everything of this patient as one zip (X): images, plans, work, audit"
        >
          Export<kbd>X</kbd>
        </Button>
        <Button
          variant="default"
          disabled={isReadOnly}
          onClick={onRemove}
          title="Remove this case (Delete); asks first"
        >
          Remove…<kbd>Del</kbd>
        </Button>
      </footer>
    </section>
  );
}

/** An export of this case on its way, or how the last one ended. */
function Exporting({ row }: { readonly row: CaseRow }) {
  const { work, ended } = useCaseExport();
  if (work !== null) {
    return work.caseId === row.id ? <PackingProgress id={work.job} before="The case is being read" />
      : <p className="second" role="status">Another case is being exported; wait until it is saved.</p>;
  }
  if (ended === null || ended.caseId !== row.id) return null;
  return (
    <div role="status">
      <Said tone={ended.tone}>{ended.words}</Said>
      {ended.leftOut.length === 0 ? null : (
        <ul className="left-out" aria-label="Not in it">
          {ended.leftOut.map((sentence) => <li key={sentence}>Left out: {sentence}</li>)}
        </ul>
      )}
    </div>
  );
}
