import type { Host, Output } from '../../../core/contract/contract.ts';
import type { CaseId, JobId } from '../../../core/contract/ids.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { pseudonymsOf } from '../dicom/pseudonyms.ts';
import type { CaseNotExported } from '../export/caseExport.ts';
import type { Outgoing } from '../export/outgoing.ts';
import { packSentence } from '../export/pack/words.ts';
import type { NotPacked, Packed, PackProgress, PackRequest } from '../export/pack/writePack.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Store } from '../store/open.ts';
import { certain } from './trouble.ts';

interface Parts {
  readonly store: Pick<Store, 'plans' | 'siteSecret' | 'library'>;
  readonly jobs: Jobs;
  readonly outgoing: Outgoing;
  readonly isReadOnly: boolean;
  pack(request: PackRequest, path: string, signal: AbortSignal, progress: PackProgress): Promise<Result<Packed, NotPacked>>;
  exportCase(id: CaseId, path: string, signal: AbortSignal, progress: PackProgress): Promise<Result<Packed, CaseNotExported>>;
}

/** Packs that are told about after they were made. */
const MOST_TOLD = 50;

type Packs = Pick<Host, 'exports.pack' | 'exports.case' | 'exports.packed'>;
type Write = (path: string, signal: AbortSignal, progress: PackProgress) => Promise<Result<Packed, NotPacked | CaseNotExported>>;

/** Hand-over packs, and everything of a case: made by a job, then fetched as a file. */
export function packHandlers({ store, jobs, outgoing, isReadOnly, pack, exportCase }: Parts): Packs {
  const made = new Map<JobId, { readonly ref: string; readonly told: Output<'exports.packed'> }>();
  const begun = (name: string, write: Write): JobId => jobs.start('export', name, async ({ id, signal, progress }) => {
    const { ref, path } = outgoing.place();
    const packed = await write(path, signal, (done, of) => progress('packing', done, of));
    if (!packed.ok) return { state: 'failed', message: packSentence(packed.failure) };
    if (signal.aborted) {
      // It was whole before it heard of it: its case may be removed by now.
      outgoing.giveUp(ref);
      return { state: 'failed', message: null };
    }
    outgoing.keep(ref, { name, bytes: packed.value.bytes });
    made.set(id, { ref, told: { ...packed.value, leftOut: [...packed.value.leftOut], name, address: `/export/${ref}` } });
    for (const old of [...made.keys()].slice(0, -MOST_TOLD)) made.delete(old);
    return { state: 'done', message: null };
  });
  return {
    'exports.pack': async (request) => {
      if (isReadOnly) return err({ code: 'store/read-only' });
      const found = store.plans.version(request.plan, request.version);
      if (!found.ok) {
        const { failure } = found;
        return failure.code === 'plan/not-found' || failure.code === 'plan/damaged' ? err({ code: failure.code }) : certain(err(failure));
      }
      if (found.value.standing.withdrawn !== null) return err({ code: 'plan/withdrawn' });
      const { patient } = found.value.sealed;
      const name = nameOf(request, request.isDeidentified ? pseudonymsOf(patient, certain(store.siteSecret())).patient : request.plan.slice(-6));
      return ok({ job: begun(name, (...where) => pack(request, ...where)) });
    },
    'exports.case': async ({ id }) => {
      if (isReadOnly) return err({ code: 'store/read-only' });
      const found = store.library.reports(id);
      if (!found.ok && found.failure.code === 'case/not-found') return err({ code: 'case/not-found' });
      return ok({ job: begun(`cto-case-${id.slice(-6)}.zip`, (...where) => exportCase(id, ...where)) });
    },
    'exports.packed': async ({ job }) => {
      const found = made.get(job);
      if (found !== undefined && outgoing.find(found.ref) !== undefined) return ok(found.told);
      const state = jobs.list().find(({ id }) => id === job)?.state;
      return err({ code: state === 'running' ? 'job/still-running' : 'job/not-found' });
    },
  };
}

/** Of the plan, not of the patient: names of files end up in places where nobody looks after them. Without identity, not of the plan either. */
const nameOf = ({ version, holds, isDeidentified }: PackRequest, whose: string): string =>
  `cto-plan-${whose}-v${version}${holds === 'dicom' ? '-dicom' : ''}${isDeidentified ? '-deidentified' : ''}.zip`;
