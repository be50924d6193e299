import type { ScaleSource } from '../angiography/runScale.ts';
import type { HeaderFailureCode } from '../dicom/headerFailure.ts';
import type { SeriesItem } from '../dicom/series.ts';
import { angleWords, problemSentence } from '../dicom/words.ts';
import { grouped } from '../sequence.ts';

/** A line of the honesty report; `tone` picks its icon. */
export interface ReportLine { readonly tone: 'ok' | 'warning' | 'refused' | 'info'; readonly text: string }

/** What an import found for one case, as far as its report goes. */
export interface ImportFacts {
  /** DICOM files that were read, and how many of them the library did not hold yet. */
  readonly filesRead: number;
  readonly filesNew: number;
  /** Files that are no DICOM at all. */
  readonly filesOther: number;
  /** Identical copies of a file in the same source. */
  readonly copies: number;
  readonly items: readonly SeriesItem[];
  /** Codes of the files that were refused, one entry a file. */
  readonly refused: readonly string[];
  /** Patients in the whole import: each became a case of its own. */
  readonly patients: number;
  /** Another case has this patient's id under another name or birth date. */
  readonly sharesPatientId: boolean;
  /** Fetched from an archive that gave fewer files than it states, or that says itself that it gave but a part; else null. */
  readonly short: { readonly given: number; readonly stated: number | null } | null;
}

/** What the files were refused for, after "3 files refused:". */
const REFUSED_FOR: Readonly<Record<HeaderFailureCode, string>> = {
  'file/unreadable': 'could not be read',
  'file/not-a-file': 'not files',
  'file/empty': 'empty',
  'file/not-dicom': 'not DICOM',
  'file/directory-record': 'a directory, not an image',
  'file/truncated': 'cut short',
  'file/malformed': 'damaged',
  'file/contradicts-itself': 'the header contradicts itself',
  'file/missing-uids': 'without the ids that DICOM demands',
  'file/no-image-size': 'no image size stated',
  'file/no-pixel-format': 'no pixel format stated',
  'file/too-deep': 'nested too deeply',
  'file/too-many-elements': 'too many elements',
  'file/header-too-long': 'header too long',
  'file/too-large': 'too large',
  'file/image-too-large': 'picture too large',
  'file/too-many-frames': 'too many frames',
  'file/damaged-deflate': 'compressed data damaged',
  'file/inflates-too-far': 'compressed data far too large',
  'file/took-too-long': 'reading took too long',
  'file/reader-stopped': 'reading broke off',
};
const REFUSED_FOR_MORE: Readonly<Record<string, string>> = {
  'uid-clash': 'the same id with other content; what is in the library stays as it is',
  'mixed-patient': 'two patients in one series',
  'series-of-another-patient': 'the library holds this series under another patient',
  'file/link': 'links, which are not followed',
  'file/not-regular': 'devices or pipes',
  'file/not-readable': 'could not be read',
  'folder/not-readable': 'folders that could not be listed',
  'file/archive-inside': 'archives inside what was chosen',
  'file/gzip': 'packed with gzip',
  'file/name-not-text': 'names that are not valid text',
  'file/vanished': 'gone or changed while being copied',
  'zip/unsafe-name': 'named outside the archive',
  'zip/encrypted': 'encrypted',
  'zip/unsupported-compression': 'compressed in an unknown way',
  'zip/damaged-entry': 'damaged in the archive',
  'dicomdir/unsafe-name': 'named outside the folder of the DICOMDIR',
  'dicomdir/file-missing': 'named by the DICOMDIR, but not there',
  'dicomdir/not-readable': 'the DICOMDIR is damaged',
  'archive/other-study': 'of another study than the one that was fetched',
  'plan/not-readable': 'the plan in it cannot be read',
  'plan/from-newer-release': 'the plan in it comes from a newer Fullmoon',
  'plan/tampered': 'the plan in it is not as it was signed',
  'plan/of-another-patient': 'the plan in it was signed for another patient',
  'plan/of-several-patients': 'the versions of the plan in it were signed for different patients',
  'plan/in-another-case': 'the library holds the plan in it in another case',
  'plan/report-differs': 'a report of measures says other than its plan',
  'plan/report-not-readable': 'a report of measures cannot be held against its plan',
  'plan/report-alone': 'a report of measures came without its printed plan',
};

/** The honesty report: what was read, what stands against it, what was refused, what may be measured. */
export function importReportLines(facts: ImportFacts): readonly ReportLine[] {
  const nameOf = namesWithin(facts.items);
  return [
    ...readLines(facts),
    ...shortLines(facts),
    ...patientLines(facts),
    ...geometryLines(facts.items.filter((item) => item.kind === 'ct-volume'), nameOf),
    ...refusalLines(facts.refused),
    ...angiogramLines(facts.items.filter((item) => item.kind === 'xa-run'), nameOf),
    measureLine(facts.items, nameOf),
    ...(facts.filesOther > 0
      ? [info(`${counted(facts.filesOther, 'other file')} passed over: not DICOM`)] : []),
  ];
}

/** How an item is called in a report and in the picker: phase, description or number, and the kernel. */
export function itemName(item: SeriesItem): string {
  if (item.kind === 'xa-run') {
    return (
      (item.xa === null ? null : angleWords(item.xa.primaryAngle, item.xa.secondaryAngle)) ??
      item.description ??
      numbered(item)
    );
  }
  const phase = item.phasePercent === null ? null : `Phase ${item.phasePercent} %`;
  const part = item.stacks > 1 && phase === null ? ` (part ${item.stack} of ${item.stacks})` : '';
  return `${phase ?? item.description ?? numbered(item)}${part}`;
}

type NameOf = (item: SeriesItem) => string;

/** Names that tell the items of one case apart: where two share one, each says its description as well. */
function namesWithin(items: readonly SeriesItem[]): NameOf {
  const sharing = grouped(items, itemName);
  return (item) => {
    const name = itemName(item);
    const { description } = item;
    const isShared = (sharing.get(name)?.length ?? 0) > 1;
    return isShared && description !== null && description !== name ? `${name} (${description})` : name;
  };
}

const numbered = (item: SeriesItem): string =>
  item.seriesNumber === null ? 'Series' : `Series ${item.seriesNumber}`;

const readLines = ({ filesRead, filesNew, copies }: ImportFacts): readonly ReportLine[] => [
  filesNew === 0 && filesRead > 0
    ? { tone: 'ok', text: `${counted(filesRead, 'file')} read; all were in the library already` }
    : {
        tone: 'ok',
        text: `${counted(filesRead, 'file')} read`
          + (filesNew < filesRead ? `, ${thousands(filesNew)} of them new` : ''),
      },
  ...(copies > 0 ? [info(`${counted(copies, 'identical copy', 'identical copies')} left out`)] : []),
];

function shortLines({ short }: ImportFacts): readonly ReportLine[] {
  if (short === null) return [];
  const { given, stated } = short;
  const gave = stated === null ? `only a part of the study, ${counted(given, 'file')}` : `${thousands(given)} of ${counted(stated, 'file')}`;
  return [warning(`The archive gave ${gave}: fetch it again before you plan on it`)];
}

const patientLines = ({ patients, sharesPatientId }: ImportFacts): readonly ReportLine[] => [
  ...(patients > 1
    ? [warning(`${patients} patients in this import: each is a case of its own`)] : []),
  ...(sharesPatientId
    ? [warning('Another case has this patient ID under another name or birth date: check who this is')] : []),
];

function geometryLines(volumes: readonly SeriesItem[], nameOf: NameOf): readonly ReportLine[] {
  const regular = volumes.filter(({ geometry }) =>
    geometry.problems.every(({ weight }) => weight === 'note'),
  );
  const lines: ReportLine[] = volumes.flatMap((item) =>
    item.geometry.problems.map(
      (problem): ReportLine => ({
        tone: problem.weight === 'note' ? 'info' : 'warning',
        text: `${nameOf(item)}: ${problemSentence(problem)}`,
      }),
    ),
  );
  if (regular.length === 0) return lines;
  const which = regular.length === volumes.length ? '' : `${listed(regular, nameOf)}: `;
  return [{ tone: 'ok', text: `${which}${which === '' ? 'Tilt' : 'tilt'} 0.0°, spacing even` }, ...lines];
}

const refusalLines = (codes: readonly string[]): readonly ReportLine[] =>
  [...grouped(codes, (code) => code)].map(([code, { length }]) => ({
    tone: 'refused', text: `${counted(length, 'file')} refused: ${refusedFor(code)}`,
  }));

const refusedFor = (code: string): string =>
  (REFUSED_FOR as Readonly<Record<string, string>>)[code] ?? REFUSED_FOR_MORE[code] ?? 'not readable';

/** What the millimetres of a run rest on, in words that follow "by". */
const SCALE_FROM: Readonly<Record<ScaleSource, string>> = {
  fiducial: 'a calibration in the header', geometry: 'the header’s geometry, true at the isocentre',
  magnification: 'the estimated magnification in the header', distances: 'the distances in the header, true at the isocentre',
  catheter: 'a catheter', sphere: 'a sphere', distance: 'a known distance',
};

function angiogramLines(runs: readonly SeriesItem[], nameOf: NameOf): readonly ReportLine[] {
  if (runs.length === 0) return [];
  const problems = runs.flatMap((item) =>
    item.geometry.problems.map(
      (problem): ReportLine => ({
        tone: problem.weight === 'note' ? 'info' : 'warning',
        text: `${nameOf(item)}: ${problemSentence(problem)}`,
      }),
    ),
  );
  const scales = runs.flatMap(({ scale }) => (scale === null || scale.source === null ? [] : [scale.source]));
  const without = runs.length - scales.length;
  const sources = [...new Set(scales)].map((source) => SCALE_FROM[source]).join(' and ');
  const text = scales.length === 0 ? 'Angiograms: no calibration, pixels and ratios only'
    : without === 0 ? `Angiograms: millimetres by ${sources}`
    : `Angiograms: ${scales.length} of ${runs.length} with millimetres by ${sources}, the rest pixels and ratios only`;
  return [...problems, info(text)];
}

function measureLine(items: readonly SeriesItem[], nameOf: NameOf): ReportLine {
  const volumes = items.filter((item) => item.kind === 'ct-volume');
  const asTheyAre = volumes.filter(({ geometry }) => geometry.usable);
  const afterwards = volumes.filter(({ geometry }) => !geometry.usable && geometry.correctedRecipe !== null);
  if (asTheyAre.length > 0) return { tone: 'ok', text: `May be measured: ${listed(asTheyAre, nameOf)}` };
  if (afterwards.length > 0)
    return warning(`May be measured after the offered correction: ${listed(afterwards, nameOf)}`);
  return volumes.length > 0
    ? warning('No CT here may be measured')
    : info('No CT here: nothing can be measured in millimetres');
}

const listed = (items: readonly SeriesItem[], nameOf: NameOf): string =>
  [...new Set(items.map(nameOf))].join(', ');
const info = (text: string): ReportLine => ({ tone: 'info', text });
const warning = (text: string): ReportLine => ({ tone: 'warning', text });

/** "3,412 files", "1 file". */
const counted = (count: number, one: string, many = `${one}s`): string =>
  `${thousands(count)} ${count === 1 ? one : many}`;
const thousands = (count: number): string => String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
