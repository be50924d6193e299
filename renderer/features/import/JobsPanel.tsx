import { Button, Progress } from '@mantine/core';
import type { JobView } from '../../../core/contract/schemas.ts';
import { useAnswer, useHost } from '../../api/useHost.ts';
import { useView } from '../../state/viewStore.ts';
import { countWords, plural } from '../../ui/amountWords.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Said, Sign } from '../../ui/Sign.tsx';
import { failureWords } from '../../words.ts';
import { useImportStore, type Upload } from './importStore.ts';
import { phaseWords } from './phaseWords.ts';

const LINES = 3;

/** Imports on their way, and those that just ended, the newest first, each with what it found. */
export function JobsPanel() {
  const answer = useAnswer('jobs.list', {});
  const { uploads, cleared } = useImportStore();
  const jobs =
    answer?.ok === true
      ? answer.value.jobs.filter(
          ({ id, kind, state }) => !cleared.has(id) && kind !== 'export' && !(kind === 'demo' && state === 'done'),
        )
      : [];
  if (jobs.length === 0 && uploads.length === 0 && answer?.ok !== false) return null;
  const running = uploads.length + jobs.filter(({ state }) => state === 'running').length;
  return (
    <section className="panel jobs-panel" aria-label="Imports">
      <header className="panel-head">
        <h2>Imports</h2>
        <span className="gap" />
        <small>{running > 0 ? `${running} running` : 'all ended'}</small>
      </header>
      <div className="panel-body">
        {answer?.ok === false ? <Said tone="warning">{failureWords(answer.failure)}</Said> : null}
        {uploads.map((upload) => (
          <Sending key={upload.key} upload={upload} />
        ))}
        {jobs.toReversed().map((job) =>
          job.state === 'running' ? <Running key={job.id} job={job} /> : <Ended key={job.id} job={job} />,
        )}
      </div>
    </section>
  );
}

function Sending({ upload: { name, sent, cancel } }: { readonly upload: Upload }) {
  const left = [
    sent.leftOut > 0 ? `${countWords(sent.leftOut)} that are not DICOM left out` : null,
    sent.lost > 0 ? `${countWords(sent.lost)} unreadable` : null,
  ].filter((part) => part !== null);
  return (
    <article className="job" aria-label={`Import of ${name}`}>
      <div className="job-title">
        <b className="wrap">
          <bdi>{name}</bdi>
        </b>
        <Button variant="default" size="compact-xs" onClick={cancel}>
          Cancel
        </Button>
      </div>
      <Progress value={100} className="endless" aria-label="Taking the dropped files" />
      <p className="second small-text" role="status">
        Taking the dropped files, {[plural(sent.sent, 'file'), ...left].join(', ')}
      </p>
    </article>
  );
}

function Running({ job }: { readonly job: JobView }) {
  const host = useHost();
  const isCounted = job.of > 0 && job.phase !== 'walking';
  return (
    <article className="job" aria-label={`Import of ${job.title}`}>
      <div className="job-title">
        <b className="wrap">
          <bdi>{job.title}</bdi>
        </b>
        <Button variant="default" size="compact-xs" onClick={() => void host['jobs.cancel']({ id: job.id })}>
          Cancel
        </Button>
      </div>
      <Progress
        value={isCounted ? (100 * job.done) / job.of : 100}
        className={isCounted ? '' : 'endless'}
        aria-label={phaseWords({ ...job, done: 0, of: 0 })}
      />
      <p className="second small-text">{phaseWords(job)}</p>
      <OpenCases job={job} />
    </article>
  );
}

function Ended({ job }: { readonly job: JobView }) {
  const clear = useImportStore((imports) => imports.clear);
  const words = { done: 'imported', cancelled: 'cancelled', failed: 'failed', running: '' }[job.state];
  const tone = ({ done: 'ok', cancelled: 'info', failed: 'refused', running: 'info' } as const)[job.state];
  return (
    <article className="job" aria-label={`Import of ${job.title}`}>
      <div className="job-title">
        <b className="wrap">
          <bdi>{job.title}</bdi>
        </b>
        <span className={`signed ${tone}`}>
          <Sign tone={tone} />
          {words}
        </span>
        <button
          type="button"
          className="icon-button small"
          aria-label={`Clear ${job.title} from this list`}
          title="Clear from this list"
          onClick={() => clear(job.id)}
        >
          <Icon name="close" />
        </button>
      </div>
      {job.message === null ? null : <p className="wrap">{job.message}</p>}
      {job.state === 'cancelled' && job.message === null ? (
        <p className="second">Nothing of it was kept.</p>
      ) : null}
      {job.kind === 'import' && job.state !== 'failed' ? <Found job={job} /> : null}
    </article>
  );
}

function Found({ job }: { readonly job: JobView }) {
  const answer = useAnswer('imports.report', { job: job.id });
  const showReport = useImportStore((imports) => imports.showReport);
  const report = answer?.ok === true ? answer.value : null;
  return (
    <>
      {report === null ? null : (
        <div className="lines">
          {report.lines.slice(0, LINES).map((line) => (
            <Said key={line.text} tone={line.tone}>
              <bdi>{line.text}</bdi>
            </Said>
          ))}
        </div>
      )}
      <div className="row">
        <OpenCases job={job} />
        {report === null ? null : (
          <Button variant="default" size="compact-sm" onClick={() => showReport(job.id)}>
            Report
          </Button>
        )}
      </div>
    </>
  );
}

/** The cases of a job that can be looked at already. */
function OpenCases({ job }: { readonly job: JobView }) {
  const openCase = useView((view) => view.openCase);
  return job.cases.slice(0, 3).map((id, at) => (
    <Button key={id} variant="default" size="compact-sm" onClick={() => openCase(id)}>
      {job.cases.length === 1 ? 'Open case' : `Open case ${at + 1}`}
    </Button>
  ));
}
