import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seriesIdSchema, type CaseId } from '../../../../core/contract/ids.ts';
import type { ImportReport, SeriesView } from '../../../../core/contract/schemas.ts';
import type { InstanceHeader, PatientIdentity } from '../../../../core/dicom/header.ts';
import { pointLps, vectorLps } from '../../../../core/geometry/frame.ts';
import type { Result } from '../../../../core/result.ts';
import type { StoredFile } from '../../../../electron/host/store/copiedFile.ts';
import type { AddFailure, CaseToStore } from '../../../../electron/host/store/library.ts';
import type { Store } from '../../../../electron/host/store/open.ts';

/** The value of a result that the test expects to be one. */
export function valueIn<T, F>(result: Result<T, F>): T {
  if (!result.ok) throw new Error(`a failure: ${JSON.stringify(result.failure)}`);
  return result.value;
}

export const anna: PatientIdentity = { name: 'Muster, Anna', id: 'MRN-00123', birthDate: '1951-02-03', sex: 'F' };

export interface Wanted {
  readonly patient?: PatientIdentity;
  readonly study?: string;
  readonly series?: string;
  readonly slices?: number;
  readonly from?: number;
  readonly studyDate?: string | null;
  /** Changes the bytes of every file without changing its header. */
  readonly salt?: string;
}

/** A header of one axial CT slice. */
export function sliceHeader(wanted: Wanted, k: number): InstanceHeader {
  const { patient = anna, study = '1.2.3', series = `${wanted.study ?? '1.2.3'}.1`, studyDate = '2026-11-20' } = wanted;
  return {
    sopInstanceUid: `${series}.${k}`, sopClassUid: '1.2.840.10008.5.1.4.1.1.2', transferSyntaxUid: '1.2.840.10008.1.2.1',
    patient, study: { uid: study, date: studyDate, time: '101112.5', description: 'Coronary CT' },
    series: {
      uid: series, number: 4, description: 'CTA 0.5', modality: 'CT', kernel: 'Bv40', manufacturer: 'Nobody', contrastAgent: null,
      patientPosition: 'HFS', gantryTiltDeg: null,
    },
    instanceNumber: k + 1, imageType: ['ORIGINAL', 'PRIMARY', 'AXIAL'], frameOfReferenceUid: '1.2.3.9',
    image: {
      format: {
        rows: 512, columns: 512, frames: 1, samplesPerPixel: 1, photometric: 'MONOCHROME2', planarConfiguration: 0,
        bitsAllocated: 16, bitsStored: 12, highBit: 11, isSigned: true, padding: { value: -2000, limit: null }, isLossy: false,
      },
      pixels: { kind: 'native', offset: 1500, length: 524288 }, pixelFault: null, window: { width: 800, level: 300 },
      frames: [{
        position: pointLps(-90.25, -90.1, -100 + 0.5 * k), orientation: [vectorLps(1, 0, 0), vectorLps(0, 1, 0)],
        pixelSpacing: [0.35, 0.36], sliceThicknessMm: 0.6, rescale: { slope: 1, intercept: -1024, type: 'HU' },
        phasePercent: 75, triggerTimeMs: 612.5, temporalPosition: null, acquisitionNumber: 1,
        acquisitionTime: '101200', contentTime: null,
      }],
      xa: null,
    },
    notes: k === 0 ? [{ code: 'file/program-in-preamble', detail: 'MZ' }] : [],
  };
}

export const report = (changed: Partial<ImportReport> = {}): ImportReport => ({
  importedAt: '2026-11-22T10:00:00.000Z', by: 'Dr. Test', source: 'CD of Anna', filesSeen: 12, filesRead: 10, filesOther: 1,
  filesNew: 10, rejectedCount: 1, usable: 1, series: 1, lines: [{ tone: 'ok', text: '10 slices.' }, { tone: 'info', text: 'Phase 75 %.' }],
  rejected: [{ name: 'x/readme.dcm', code: 'file/truncated', message: 'Cut off.' }], ...changed,
});

/** A CT item over these headers, with a problem. */
export function seriesView(headers: readonly InstanceHeader[], id: string, changed: Partial<SeriesView> = {}): SeriesView {
  const first = headers[0];
  if (first === undefined) throw new Error('a series of nothing');
  return {
    id: seriesIdSchema.parse(id), kind: 'ct-volume', studyUid: first.study.uid, seriesUid: first.series.uid, stack: 1, stacks: 1,
    instanceUid: null, studyDate: first.study.date, studyDescription: first.study.description, modality: 'CT',
    description: first.series.description, kernel: first.series.kernel, number: first.series.number, patientPosition: 'HFS',
    phasePercent: 75, triggerTimeMs: 612.5, setAside: null, instances: headers.length, frames: headers.length, rows: 512, columns: 512,
    spacing: [0.35, 0.36, 0.5], transferSyntaxUid: first.transferSyntaxUid, lossy: false, angles: null, frameRate: null,
    measurable: 'after correction', proposed: 'its phase is nearest to 75 %',
    problems: [{
      code: 'uneven-spacing', weight: 'correctable', message: 'Slices are 0.5 to 0.6 mm apart.',
      instances: headers.slice(0, 2).map(({ sopInstanceUid }) => sopInstanceUid),
    }],
    ...changed,
  };
}

/** Everything up to the transaction: files copied in, ids given out. Files are small: the store does not look into them. */
export async function prepared(store: Store, wanted: Wanted = {}): Promise<CaseToStore> {
  const { patient = anna, slices = 3, from = 0, salt = '' } = wanted;
  const headers = Array.from({ length: slices }, (_, k) => sliceHeader(wanted, from + k));
  const files = await takenIn(store, headers.map((header) => `${header.sopInstanceUid}|${salt}`));
  const [first] = headers;
  if (first === undefined) throw new Error('an import of nothing');
  const { caseId } = valueIn(store.library.placement(patient, first.study.uid));
  const stored = store.library.instances(caseId);
  const before = stored.ok ? stored.value.map(({ header }) => header) : [];
  const known = new Set(before.map(({ sopInstanceUid }) => sopInstanceUid));
  const all = [...before, ...headers.filter(({ sopInstanceUid }) => !known.has(sopInstanceUid))];
  const groups = Object.values(Object.groupBy(all, ({ series }) => series.uid)).flatMap((group) => (group === undefined ? [] : [group]));
  const items = groups.map((group) => ({
    seriesUid: group[0]?.series.uid ?? '', stack: 1, instanceUid: null, instances: group.map(({ sopInstanceUid }) => sopInstanceUid),
  }));
  const ids = valueIn(store.library.seriesIds(caseId, items));
  return {
    caseId, patient, isDemo: false, by: null, report: report(),
    instances: headers.flatMap((header, k) => {
      const file = files[k];
      return file === undefined ? [] : [{ header, file }];
    }),
    series: groups.map((group, k) => ({
      view: seriesView(group, ids[k] ?? ''), instances: group.map(({ sopInstanceUid }) => sopInstanceUid),
      facts: [{ leastGapMm: 0.5, mostGapMm: 0.6, gapsMm: [0.5, 0.6] }],
    })),
  };
}

/** Texts as files in the managed store. */
export async function takenIn(store: Store, texts: readonly string[]): Promise<readonly StoredFile[]> {
  const folder = mkdtempSync(join(tmpdir(), 'fullmoon-source-'));
  try {
    const sources = texts.map((text, k) => {
      const path = join(folder, `${k}.dcm`);
      writeFileSync(path, text);
      return { path, zeroPreamble: false };
    });
    const taken = valueIn(await store.files.take(sources, new AbortController().signal));
    return taken.map((file) => valueIn(file));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** An import from its files to the acknowledged transaction. */
export async function imported(
  store: Store, wanted: Wanted = {},
): Promise<Result<{ readonly caseId: CaseId; readonly added: number }, AddFailure>> {
  return store.library.addCase(await prepared(store, wanted));
}

/** A case with rows of its own, without image files worth mentioning. */
export const importedId = async (store: Store, wanted: Wanted = {}): Promise<CaseId> => valueIn(await imported(store, wanted)).caseId;
