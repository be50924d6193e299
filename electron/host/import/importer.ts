import type { CaseId, OperatorId } from '../../../core/contract/ids.ts';
import type { ImportReport } from '../../../core/contract/schemas.ts';
import type { Source } from '../files/source.ts';
import type { JobControl, JobEnd } from '../jobs/jobs.ts';
import { carriedPlans } from './carriedPlans.ts';
import { gathered, type Gathered } from './gather.ts';
import { importCase, type CaseImport } from './importCase.ts';
import type { ImportParts } from './parts.ts';
import { importReport, type ReportParts } from './importReport.ts';
import { byPatient } from './mixedSeries.ts';
import { troubleSentence } from './words.ts';

/** What an archive gave for the study that it was asked for. */
export interface FetchedFiles {
  readonly studyUid: string;
  readonly given: number;
  /** How many files it had told that there are; null where it did not. */
  readonly stated: number | null;
  /** It says itself that it gave but a part. */
  readonly isPart: boolean;
}
export interface ImportOutcome { readonly end: JobEnd; readonly report: ImportReport | null }

const NOTHING_STORED =
  'None of these images could be stored: the report says why. Ask for a new export of them.';
const OTHER_STUDY = 'archive/other-study';
const OTHER_STUDY_WORDS = 'The archive gave this file for another study than the one that was asked for, so it was not taken. Ask whoever keeps it.';
const failed = (message: string): JobEnd => ({ state: 'failed', message });

/**
 * Reads a source, shows its cases at once, copies their files into the library and stores each case as a
 * whole.
 * Ended early, it leaves nothing of a case that was not finished.
 */
export async function importSource(
  parts: ImportParts, source: Source, job: JobControl, setting: { readonly isDemo: boolean; readonly fetched: FetchedFiles | null },
): Promise<ImportOutcome> {
  const { store, now } = parts;
  const current = store.operators.list();
  if (!current.ok) return { end: failed(troubleSentence(current.failure)), report: null };
  const operator = setting.isDemo
    ? null : current.value.operators.find(({ id }) => id === current.value.current) ?? null;
  const read = await gathered(source, parts.reader, job.signal, job.progress);
  if (job.signal.aborted) return { end: failed(''), report: null };
  const all = setting.fetched === null ? read : ofStudy(read, setting.fetched);
  const carried = await carriedPlans(all.images, job.signal);
  if (job.signal.aborted) return { end: failed(''), report: null };
  const sorted = byPatient(carried.images, store.library);
  if (!sorted.ok) return { end: failed(troubleSentence(sorted.failure)), report: null };
  const { patients, mixed } = sorted.value;
  const found = { ...all, refused: [...all.refused, ...carried.refused, ...mixed] };
  const importedAt = now();
  const common = {
    importedAt,
    by: setting.isDemo ? 'Fullmoon' : operator?.name ?? null,
    source: source.name,
    filesSeen: found.seen,
    filesOther: found.other,
    short: setting.fetched === null ? null : shortOf(setting.fetched, all),
  };
  if (patients.length === 0) {
    const report = importReport({
      ...common,
      filesRead: 0,
      filesNew: 0,
      copies: 0,
      items: [],
      refused: found.refused,
      patients: 0,
      sharesPatientId: false,
      plans: [],
    });
    return { end: failed(carried.refused[0]?.message ?? mixed[0]?.message ?? nothingFound(source, found)), report };
  }

  const cases: CaseImport[] = [];
  const images = patients.reduce((sum, own) => sum + own.length, 0);
  const there = (): readonly CaseId[] => cases.filter(({ isThere }) => isThere).map(({ caseId }) => caseId);
  let before = 0;
  let end: JobEnd = { state: 'done', message: null };
  for (const own of patients) {
    const done = await importCase(parts, {
      images: own,
      plans: carried.plans.filter(({ image }) => own.includes(image)),
      refused: patients.length === 1 ? found.refused : [],
      lost: found.lost,
      patients: patients.length,
      common,
      by: idOf(operator),
      isDemo: setting.isDemo,
      signal: job.signal,
      progress: (phase, count) => job.progress(phase, before + count, images),
      onShown: (id) => job.cases([...there(), id]),
    });
    if (!done.ok) {
      end = failed(done.failure.code === 'import/cancelled' ? '' : troubleSentence(done.failure));
      break;
    }
    before += own.length;
    cases.push(done.value);
  }
  job.cases(there());
  if (end.state === 'done' && there().length === 0) end = failed(NOTHING_STORED);
  const [only] = cases;
  if (cases.length === 1 && patients.length === 1 && only !== undefined) return { end, report: only.report };
  const report = importReport({
    ...common,
    filesRead: cases.reduce((sum, { report: one }) => sum + one.filesRead, 0),
    filesNew: cases.reduce((sum, { report: one }) => sum + one.filesNew, 0),
    copies: cases.reduce((sum, one) => sum + one.copies, 0),
    items: cases.flatMap(({ items }) => items),
    refused: [...found.refused, ...cases.flatMap(({ refused }) => refused)],
    patients: patients.length, sharesPatientId: cases.some((one) => one.sharesPatientId),
    plans: cases.flatMap(({ plans }) => plans),
  });
  return { end, report };
}

/** Without the files of studies that nobody asked for. */
function ofStudy(all: Gathered, { studyUid }: FetchedFiles): Gathered {
  const isAskedFor = ({ header }: Gathered['images'][number]): boolean => header.study.uid === studyUid;
  const strange = all.images.filter((image) => !isAskedFor(image))
    .map(({ name }) => ({ name, code: OTHER_STUDY, message: OTHER_STUDY_WORDS }));
  return { ...all, images: all.images.filter(isAskedFor), refused: [...all.refused, ...strange] };
}

/** Files of other studies are none of those that were stated. */
function shortOf({ given: all, stated, isPart }: FetchedFiles, { refused }: Gathered): ReportParts['short'] {
  const given = all - refused.filter(({ code }) => code === OTHER_STUDY).length;
  return stated !== null && given < stated ? { given, stated } : isPart ? { given, stated: null } : null;
}

const idOf = (operator: { readonly id: OperatorId } | null): OperatorId | null =>
  operator === null ? null : operator.id;

/** One plain sentence for a source without a case. */
function nothingFound(source: Source, { seen, other, refused }: Gathered): string {
  const what = source.kind === 'zip' ? 'zip' : 'folder';
  if (seen === 0) return `This ${what} is empty. Choose the folder, disc or zip that holds the images.`;
  if (source.kind === 'file')
    return refused[0]?.message ?? 'This file is no DICOM image. Choose another one.';
  if (other === refused.length) {
    return `There is no DICOM image in this ${what}. Choose the folder, disc or zip that holds the images.`;
  }
  return `No image in this ${what} could be read: the report says why. Ask for a new copy of the disc.`;
}
