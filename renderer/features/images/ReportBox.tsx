import type { ImportReport } from '../../../core/contract/schemas.ts';
import { Said, Sign } from '../../ui/Sign.tsx';

/** What the newest import read, refused and found, in its own lines; `onAll` shows the reports of all imports. */
export function ReportBox({ report, onAll }: { readonly report: ImportReport | undefined; readonly onAll: () => void }) {
  if (report === undefined) return null;
  const tone = report.lines.some((line) => line.tone === 'refused') || report.rejectedCount > 0
    ? 'warning' : report.lines.some((line) => line.tone === 'warning') ? 'warning' : 'ok';
  return (
    <section className="panel report-box" aria-label="Import report">
      <div className="panel-head">
        <h2 className={`report-head ${tone}`}><Sign tone={tone} />Import report</h2>
        <span className="gap" /><small className="hide-narrow">{report.usable} of {report.series} usable</small>
        <button type="button" className="link" onClick={onAll} title="The whole import report of this case (I)">Report <kbd>I</kbd></button>
      </div>
      <div className="report-lines" tabIndex={0} role="group" aria-label="Lines of the import report">
        {report.lines.map((line) => <Said key={line.text} tone={line.tone}>{line.text}</Said>)}
        {report.rejectedCount === 0 ? null : (
          <details>
            <summary>Files refused: {report.rejectedCount}</summary>
            <ul>{report.rejected.map(({ name, message }) => <li key={name}><bdi>{name}</bdi>: {message}</li>)}</ul>
            {report.rejected.length < report.rejectedCount
              ? <p className="muted">{report.rejectedCount - report.rejected.length} more are not listed here.</p> : null}
          </details>
        )}
      </div>
    </section>
  );
}
