import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pointLps, vectorLps } from '../../core/geometry/frame.ts';
import { ctImage } from '../../electron/host/demo/ctImage.ts';
import { derivedUid } from '../../electron/host/dicom/derivedUid.ts';
import { readHeader } from '../../electron/host/dicom/readHeader.ts';
import { instanceBytes } from '../../electron/host/dicom/writeInstance.ts';
import { makeBenchRun, makeBenchSeries, WHOLE } from '../phantoms/benchSeries.ts';
import { coded, type CodingName } from '../phantoms/codings.ts';
import { SIGNED_16, type SliceFile, studyFacts } from '../phantoms/series.ts';

const PLACE = join(import.meta.dirname, '..', '..', 'dist', 'bench', 'inputs');

/** Makes an input once; it is there whole or not at all. */
export async function madeOnce(name: string, make: (path: string) => Promise<void> | void): Promise<string> {
  const path = join(PLACE, name);
  if (existsSync(path)) return path;
  process.stderr.write(`Making the input ${name} (once) …\n`);
  const making = `${path}.making`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(PLACE, { recursive: true });
  await make(making);
  renameSync(making, path);
  return path;
}

/** Files of a folder, full paths, by name. */
export const filesIn = (folder: string): readonly string[] => readdirSync(folder).toSorted().map((name) => join(folder, name));

/** The bytes of all files, read once: brings them into the page cache. */
export const warmed = (folder: string): number => filesIn(folder).reduce((sum, file) => sum + readFileSync(file).length, 0);

/** 400 slices of 512 x 512, one file each, uncompressed: 210 MB. */
export const ctFolder = (): Promise<string> => madeOnce('ct-400', (path) => makeBenchSeries(path));

/** The same 400 files, hard-linked, and as many of another patient. */
export const twoPatientsFolder = (): Promise<string> => madeOnce('two-400', async (path) => {
  const files = filesIn(await ctFolder());
  await makeBenchSeries(join(path, 'other'), WHOLE, 2);
  for (const file of files) linkSync(file, join(path, basename(file)));
});

/** Ten hard-linked copies of the 400 files. */
export const manyFolder = (): Promise<string> => madeOnce('ct-4000', async (path) => {
  const files = filesIn(await ctFolder());
  mkdirSync(path);
  for (let copy = 0; copy < 10; copy += 1) files.forEach((file, n) => { linkSync(file, join(path, `${copy}-${n}`)); });
});

/** The stored words of so many neighbouring slices from the middle of the series, through the heart. */
export async function storedSlices(count: number): Promise<readonly SliceFile[]> {
  const headers = filesIn(await ctFolder()).flatMap((path) => {
    const header = readHeader(path);
    return header.ok ? [{ path, header: header.value }] : [];
  }).toSorted((a, b) => (a.header.instanceNumber ?? 0) - (b.header.instanceNumber ?? 0));
  const first = (headers.length - count) >> 1;
  return headers.slice(first, first + count).flatMap(({ path, header }, k): readonly SliceFile[] => {
    const pixels = header.image?.pixels;
    if (pixels?.kind !== 'native') return [];
    // A copy: small files come from a pool of Node's, and their words need not be aligned.
    const words = Uint8Array.from(readFileSync(path).subarray(pixels.offset, pixels.offset + pixels.length));
    return [{
      name: `I${k}`, transferSyntaxUid: header.transferSyntaxUid,
      dataset: ctImage(studyFacts('bench coded'), {
        uid: derivedUid('bench coded series'), number: 5, description: 'CCTA 75 %, coded', kernel: 'Bv40', phasePercent: 75, triggerTimeMs: 776,
        frameOfReferenceUid: derivedUid('bench coded frame'), patientPosition: 'HFS', format: SIGNED_16, slope: 1, intercept: -1024,
        hasContrast: true,
      }, {
        uid: derivedUid(`bench coded slice ${k}`), instanceNumber: k + 1, rows: 512, columns: 512, position: pointLps(0, 0, 0.5 * k),
        orientation: [vectorLps(1, 0, 0), vectorLps(0, 1, 0)], pixelSpacing: [0.35, 0.35], thicknessMm: 0.5, pixels: words,
      }),
    }];
  });
}

/** So many slices of the series, compressed, one file each. */
export const codedFolder = (coding: CodingName, count: number): Promise<string> =>
  madeOnce(`ct-${count}-${coding.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`, async (path) => {
    mkdirSync(path);
    for (const slice of await storedSlices(count)) {
      const file = await coded(slice, coding);
      writeFileSync(join(path, file.name), instanceBytes(file.dataset, file.transferSyntaxUid));
    }
  });

/** A cine of 1024 x 1024, 80 frames, 12 bits of 16: 168 MB. */
export const cineFile = (): Promise<string> => madeOnce('xa-1024.dcm', (path) => makeBenchRun(path, '12 bits'));
