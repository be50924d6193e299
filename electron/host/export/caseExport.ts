import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { planIdSchema, type CaseId, type OperatorId } from '../../../core/contract/ids.ts';
import { caseReadme, type PlanNamed } from '../../../core/report/caseReadme.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { directoryBytes, type DirectoryFile } from '../dicom/directory.ts';
import { directoryFile } from '../dicom/directoryFile.ts';
import { writtenZip, type AddFile, type Ended, type FileThere } from '../files/zipWriter.ts';
import type { CaseRecord, RecordedFile } from '../store/caseRecord.ts';
import type { NoCase } from '../store/library.ts';
import type { Store } from '../store/open.ts';
import type { StoreTrouble } from '../store/trouble.ts';
import { exportedZip } from './exportedZip.ts';
import type { Packed, PackProgress } from './pack/writePack.ts';
import { jsonOf } from './planFiles.ts';
import { printVersion, versionImages } from './printVersion.ts';

/** Why nothing was written. */
export type CaseNotExported = NoCase | FileThere | Ended | StoreTrouble;

type Parts = Pick<Store, 'records' | 'plans' | 'planImages'>;

/** Beside its files: what room the words of a case need at most. */
const WORDS_BYTES = 64 * 2 ** 20;

/**
 * Everything that the library holds of a patient, as one zip that is there as a whole or not at all: every DICOM file byte
 * for byte with a DICOMDIR, every signed version on paper and as it was sealed, the pictures, and the rows of the library
 * itself. What is damaged or gone is named, and the rest handed out.
 *
 * The audit notes it first, so that nothing leaves unnoted.
 *
 * @param path - of the zip; nothing may lie there
 */
export async function exportCase(
  store: Parts, caseId: CaseId, by: OperatorId | null, path: string, signal: AbortSignal, progress: PackProgress,
): Promise<Result<Packed, CaseNotExported>> {
  const noted = store.records.noteExported(caseId, by);
  if (!noted.ok) return noted;
  const record = store.records.read(caseId);
  if (!record.ok) return record;
  const { images, pictures } = record.value;
  const needed = WORDS_BYTES + [...images, ...pictures].reduce((sum, { bytes }) => sum + bytes, 0);
  const day = new Date().toISOString().slice(0, 10);
  return exportedZip(path, needed, () => writtenZip(path, day, signal, (add) =>
    fill({ store, caseId, record: record.value, day, signal, progress, add })));
}

interface Filling {
  readonly store: Parts;
  readonly caseId: CaseId;
  readonly record: CaseRecord;
  readonly day: string;
  readonly signal: AbortSignal;
  readonly progress: PackProgress;
  readonly add: AddFile;
}

async function fill({ store, caseId, record, day, signal, progress, add }: Filling): Promise<Result<Omit<Packed, 'bytes'>, Ended>> {
  const { images, pictures, versions, tables } = record;
  // At most: what is left out is told and not counted.
  const of = images.length + pictures.length + 2 * versions.length + Object.keys(tables).length + 2;
  const leftOut: string[] = [];
  let done = 0;
  const put = async (name: string, content: Uint8Array | string): Promise<void> => {
    await add(name, typeof content === 'string' ? Buffer.from(content) : content);
    done += 1;
    progress(done, of);
  };
  progress(0, of);
  const directory: DirectoryFile[] = [];
  const counts = new Map<string, number>();
  for (const image of images) {
    if (signal.aborted) return err({ code: 'export/cancelled' });
    const content = await kept(image);
    if (content === null) {
      leftOut.push(`The image file ${image.sha256.slice(0, 16)}: it is gone, or not as it was imported.`);
      continue;
    }
    const number = (counts.get(image.seriesUid) ?? 0) + 1;
    counts.set(image.seriesUid, number);
    const fileId = ['DICOM', `S${padded([...counts.keys()].indexOf(image.seriesUid) + 1)}`, `I${padded(number)}`];
    const entry = directoryFile(content, fileId);
    if (entry !== null) directory.push(entry);
    await put(fileId.join('/'), content);
  }
  const written = done;
  if (directory.length > 0) await put('DICOMDIR', directoryBytes(directory, 'FULLMOON'));
  for (const picture of pictures) {
    const content = await kept(picture);
    if (content === null) leftOut.push(`The picture ${picture.sha256.slice(0, 16)}: it is gone, or not as it was kept.`);
    else await put(`pictures/${picture.sha256.slice(0, 16)}.png`, content);
  }
  const plans: PlanNamed[] = [];
  for (const { plan, version } of versions) {
    if (signal.aborted) return err({ code: 'export/cancelled' });
    const written = await writtenVersion(store, plan, version);
    plans.push(written.named);
    if (written.why !== null) leftOut.push(`Version ${version} of plan ${plan}: ${written.why} Its rows are in library/plan_version.json.`);
    for (const [name, content] of written.files) await put(`plans/${name}`, content);
  }
  for (const [table, rows] of Object.entries(tables)) await put(`library/${table}.json`, JSON.stringify(rows, null, 1));
  await put('README.txt', caseReadme({ caseId, day, images: written, pictures: pictures.length, plans, leftOut }));
  return ok({ files: done, images: written, leftOut, unseen: 0 });
}

interface WrittenVersion {
  readonly named: PlanNamed;
  readonly files: readonly (readonly [name: string, content: Uint8Array])[];
  /** Why something of it is not there; null where all is. */
  readonly why: string | null;
}

/** A version as it was sealed, and on paper; the names of its files say where it must not be used. */
async function writtenVersion({ plans, planImages }: Parts, plan: string, version: number): Promise<WrittenVersion> {
  const named = { plan, version, isWithdrawn: false, isReceived: false };
  const id = planIdSchema.safeParse(plan);
  if (!id.success) return { named, files: [], why: 'its name is not as it was written.' };
  const found = plans.version(id.data, version);
  if (!found.ok) {
    const why = found.failure.code === 'plan/damaged' ? 'it is not as it was signed.' : 'it could not be read.';
    return { named, files: [], why };
  }
  const { sealed, standing, received } = found.value;
  const told = { ...named, isWithdrawn: standing.withdrawn !== null, isReceived: received !== null };
  const name = `${plan}-v${version}${told.isWithdrawn ? '-WITHDRAWN' : ''}${told.isReceived ? '-RECEIVED' : ''}`;
  const json = [`${name}.json`, jsonOf(sealed, standing, received)] as const;
  try {
    const { images } = await versionImages(planImages, sealed);
    return { named: told, files: [json, [`${name}.pdf`, await printVersion(sealed, standing, images, received)]], why: null };
  } catch {
    return { named: told, files: [json], why: 'it could not be printed.' };
  }
}

/** The file as it was kept; null where it is gone or another. */
async function kept({ path, sha256 }: RecordedFile): Promise<Uint8Array | null> {
  const content = await readFile(path).catch(() => null);
  return content !== null && createHash('sha256').update(content).digest('hex') === sha256 ? content : null;
}

const padded = (number: number): string => String(number).padStart(7, '0');
