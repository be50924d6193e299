import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { PlanId } from '../../../../core/contract/ids.ts';
import type { PlanVersionView, ReceivedFrom } from '../../../../core/contract/plans.ts';
import type { SealedPlan } from '../../../../core/plan/sealedPlan.ts';
import { wallClock } from '../../../../core/report/planDates.ts';
import { packReadme } from '../../../../core/report/packReadme.ts';
import { RECEIVED_FROM_NOBODY, receivedWords } from '../../../../core/report/receivedMark.ts';
import { err, ok, type Result } from '../../../../core/result.ts';
import { directoryBytes, type DirectoryFile } from '../../dicom/directory.ts';
import { writtenZip, type AddFile, type Ended, type FileThere } from '../../files/zipWriter.ts';
import type { Store } from '../../store/open.ts';
import { exportedZip } from '../exportedZip.ts';
import type { NotExported } from '../planFiles.ts';
import { caseImages, type CaseImage, type ImagesLost } from './caseImages.ts';
import { deidentifiedFile } from '../../dicom/deidentifiedFile.ts';
import { directoryFile } from '../../dicom/directoryFile.ts';
import { planParts, type PackParts, type PlanParts } from './planParts.ts';

/** What is handed over of a signed version. */
export interface PackRequest {
  readonly plan: PlanId;
  readonly version: number;
  /** The DICOM objects alone, or with paper, JSON and pictures. */
  readonly holds: 'dicom' | 'pack';
  readonly isDeidentified: boolean;
  readonly withImages: boolean;
}

/** What was written. */
export interface Packed {
  readonly files: number;
  readonly bytes: number;
  /** Images of the case that are in it. */
  readonly images: number;
  /** What is not in it and why, in sentences. */
  readonly leftOut: readonly string[];
  /** Images in a pack without identity whose pixels nobody vouches for; see deidentifiedFile. */
  readonly unseen: number;
}

/** Why nothing was written. */
export type NotPacked = NotExported | ImagesLost | FileThere | Ended;

/** How far it is: files written, of so many. */
export type PackProgress = (done: number, of: number) => void;

/** With what a pack is made. */
export interface WritingParts extends PackParts {
  readonly store: PackParts['store'] & Pick<Store, 'library'>;
}

/** Beside the images: what room a plan needs at most. */
const PLAN_BYTES = 32 * 2 ** 20;
/** Archives know no earlier day. */
const FIRST_DAY = '1980-01-01';

/**
 * Writes a hand-over pack: a zip that is there as a whole or not at all. One file of it is in memory at a time. Without
 * the images of the case the same version gives the same bytes.
 *
 * @param path - of the zip; nothing may lie there
 */
export async function writePack(
  parts: WritingParts, request: PackRequest, path: string, signal: AbortSignal, progress: PackProgress,
): Promise<Result<Packed, NotPacked>> {
  const { store } = parts;
  const found = store.plans.version(request.plan, request.version);
  if (!found.ok) return found;
  const { sealed, standing, received } = found.value;
  if (standing.withdrawn !== null) return err({ code: 'plan/withdrawn' });
  const here = store.receivedPlans.seriesHere(request.plan, request.version);
  if (!here.ok) return here;
  const images = request.withImages ? caseImages(store.library, sealed, here.value) : ok([]);
  if (!images.ok) return images;
  const needed = PLAN_BYTES + images.value.reduce((sum, { bytes }) => sum + bytes, 0);
  return exportedZip(path, needed, async (): Promise<Result<Omit<Packed, 'bytes'>, NotPacked>> => {
    const made = await planParts(parts, request.plan, found.value, request.isDeidentified);
    if (!made.ok) return made;
    const day = request.isDeidentified ? FIRST_DAY : wallClock(sealed.signedAt, sealed.timeZone).day;
    return writtenZip(path, day < FIRST_DAY ? FIRST_DAY : day, signal, (add) =>
      fill({ request, sealed, standing, received, parts: made.value, images: images.value, signal, progress, add }));
  });
}

interface Filling {
  readonly request: PackRequest;
  readonly sealed: SealedPlan;
  readonly standing: PlanVersionView;
  readonly received: ReceivedFrom;
  readonly parts: PlanParts;
  readonly images: readonly CaseImage[];
  readonly signal: AbortSignal;
  readonly progress: PackProgress;
  readonly add: AddFile;
}

/** Images first: what was left out of them is told in the words that come last. */
async function fill(
  { request, sealed, standing, received, parts, images, signal, progress, add }: Filling,
): Promise<Result<Omit<Packed, 'bytes'>, ImagesLost | Ended>> {
  const { isDeidentified, withImages } = request;
  const papers = request.holds === 'pack' ? parts.papers : [];
  const of = parts.objects.length + images.length + papers.length + 2;
  const directory: DirectoryFile[] = [];
  let [done, unseen] = [0, 0];
  const put = async (name: string, content: Uint8Array): Promise<void> => {
    await add(name, content);
    done += 1;
    progress(done, of);
  };
  const putDicom = async (content: Uint8Array, series: number, number: number): Promise<boolean> => {
    const fileId = ['DICOM', `S${padded(series)}`, `I${padded(number)}`];
    const record = directoryFile(content, fileId);
    if (record === null) return false;
    directory.push(record);
    await put(fileId.join('/'), content);
    return true;
  };
  progress(0, of);
  for (const [n, { bytes }] of parts.objects.entries()) await putDicom(bytes, 0, n + 1);
  const left = new Map<string, number>();
  const count = (why: string): void => { left.set(why, (left.get(why) ?? 0) + 1); };
  for (const image of images) {
    if (signal.aborted) return err({ code: 'export/cancelled' });
    const file = await readFile(image.path).catch(() => null);
    if (file === null || createHash('sha256').update(file).digest('hex') !== image.sha256) return err({ code: 'images/changed' });
    const clean = parts.pseudonyms === null ? ok({ bytes: file, isUnseen: false }) : deidentifiedFile(file, 'picture', parts.pseudonyms);
    if (!clean.ok) count(clean.failure);
    else if (!(await putDicom(clean.value.bytes, image.series, image.number))) count('unreadable');
    else if (clean.value.isUnseen) unseen += 1;
  }
  const written = directory.length - parts.objects.length;
  const leftOut = [...parts.leftOut, ...[...left].map(([why, number]) => leftWords(why, number))];
  await put('DICOMDIR', directoryBytes(directory, 'FULLMOON'));
  for (const { name, bytes } of papers) await put(name, bytes);
  await put('README.txt', Buffer.from(packReadme({
    sealed, sha256: standing.sha256, isDeidentified,
    received: isDeidentified && received !== null ? RECEIVED_FROM_NOBODY : receivedWords(sealed, standing, received),
    pseudonym: parts.pseudonyms?.patient ?? null, isDicomAlone: request.holds === 'dicom',
    keyImages: sealed.content.keyImages.length, images: withImages ? written : null, unseen, leftOut,
  })));
  return ok({ files: done, images: written, leftOut, unseen });
}

const padded = (number: number): string => String(number).padStart(7, '0');

const WHY: Readonly<Record<string, string>> = {
  'words in its pixels': 'its header says that words are burnt into the pixels',
  'words perhaps in its pixels': 'it is no picture as it was taken, and its header does not say that no words are burnt into the pixels',
  'an overlay': 'an overlay lies on it, which may hold words',
  'no picture of a CT or an angiogram': 'it is no picture of a CT or an angiogram',
  'a picture made of pictures': 'it was made from other pictures, such as a page of doses, and may hold words',
  'its coding': 'its coding is not written here',
};

/** "3 images of the case: an overlay lies on each, ...". */
const leftWords = (why: string, number: number): string =>
  `${number === 1 ? '1 image' : `${number} images`} of the case: ${WHY[why] ?? 'the file could not be read to its end'}.`;
