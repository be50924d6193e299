import type { ImportReport } from '../../../core/contract/schemas.ts';
import { countWords } from '../../ui/amountWords.ts';
import { instantWords } from '../../ui/dateWords.ts';
import { Said } from '../../ui/Sign.tsx';

/** One import in full: what was read, refused and why, and what may be measured. */
export function ReportView({ report, today }: { readonly report: ImportReport; readonly today: string }) {
  const counts = [
    [report.filesSeen, 'files seen'],
    [report.filesRead, 'DICOM read'],
    [report.filesNew, 'new here'],
    [report.filesOther, 'not DICOM'],
    [report.rejectedCount, 'refused'],
  ] as const;
  const hidden = report.rejectedCount - report.rejected.length;
  return (
    <article className="report">
      <p className="second wrap">
        From{' '}
        <b>
          <bdi>{report.source}</bdi>
        </b>
        , {instantWords(report.importedAt, today)}, by <bdi>{report.by ?? 'nobody named'}</bdi>
      </p>
      <dl className="counts">
        {counts.map(([count, words]) => (
          <div key={words} data-empty={count === 0 || undefined}>
            <dd>{countWords(count)}</dd>
            <dt>{words}</dt>
          </div>
        ))}
        <div>
          <dd>
            {report.usable} of {report.series}
          </dd>
          <dt>series may be measured</dt>
        </div>
      </dl>
      <div className="lines">
        {report.lines.map((line) => (
          <Said key={line.text} tone={line.tone}>
            <bdi>{line.text}</bdi>
          </Said>
        ))}
      </div>
      {report.rejected.length === 0 ? null : (
        <div className="rejected">
          <table className="table">
            <caption className="sr-only">Files that were refused</caption>
            <thead>
              <tr>
                <th scope="col">Refused file</th>
                <th scope="col">Why, and what to do</th>
              </tr>
            </thead>
            <tbody>
              {report.rejected.map(({ name, code, message }, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a report never changes; names may recur
                <tr key={at}>
                  <td className="wrap">
                    <bdi>{name}</bdi>
                  </td>
                  <td className="wrap" title={code}>
                    <bdi>{message}</bdi>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {hidden > 0 ? <p className="muted">{countWords(hidden)} more refusals are not listed.</p> : null}
        </div>
      )}
    </article>
  );
}
