import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HEADER_FAILURE_CODES } from '../../../../core/dicom/headerFailure.ts';
import { affine, apply, indexIjk, type IndexIjk, type PointLps } from '../../../../core/geometry/frame.ts';
import type { VolumeGrid } from '../../../../core/volume/volume.ts';
import { seriesIndex } from '../../../../core/dicom/seriesIndex.ts';
import { readHeader, readHeaderCounting } from '../../../../electron/host/dicom/readHeader.ts';
import { comparable, independentParse } from './independentParse.ts';
import { tempFolder } from '../../../tempFolder.ts';

const data = join(import.meta.dirname, '../../../../../shared/data');
const isHere = existsSync(data);
if (!isHere) console.log('real DICOM files: ../shared/data is not here, skipped');

const filesUnder = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).toSorted();
const headersUnder = (folder: string) => filesUnder(join(data, folder)).flatMap((path) => {
  const header = readHeader(path);
  return header.ok ? [{ path, header: header.value }] : [];
});
const indexOf = (folder: string) => seriesIndex(headersUnder(folder).map(({ header }) => header));

describe.skipIf(!isHere)('real files', () => {
  it('are each read or refused by name, within two seconds', () => {
    const outcomes = filesUnder(data).map((path) => {
      const began = performance.now();
      const header = readHeader(path);
      expect(performance.now() - began, path).toBeLessThan(2000);
      return { name: relative(data, path), outcome: header.ok ? 'read' : header.failure.code };
    });
    expect(outcomes.filter(({ outcome }) => outcome !== 'read'
      && !HEADER_FAILURE_CODES.some((code) => code === outcome))).toEqual([]);
    const dicom = outcomes.filter(({ name }) => !/\.(md|tsv|txt|stl|vtp|mha|npy|csv|gz)$/.test(name));
    const refused = dicom.filter(({ outcome, name }) => outcome !== 'read' && !name.startsWith('broken/'));
    // The rest are directories, files without study or series UID, one that begins with a stray byte, one of
    // floats.
    expect(refused.filter(({ outcome, name }) =>
      !['file/directory-record', 'file/missing-uids'].includes(outcome)
      && !/no_meta\.dcm$|parametric_map/.test(name))).toEqual([]);
    expect(outcomes.filter(({ outcome }) => outcome === 'read').length).toBeGreaterThanOrEqual(260);
  });

  it('say what an independent parse of the whole file reads', () => {
    const compared = filesUnder(data).flatMap((path) => {
      const header = readHeader(path);
      const isSingle = header.ok && header.value.image?.frames.length === 1
        && !header.value.notes.some(({ code }) => code === 'header/other-coding-than-stated');
      const theirs = isSingle ? independentParse(readFileSync(path)) : null;
      return header.ok && theirs !== null ? [{ path, ours: comparable(header.value, theirs), theirs }] : [];
    });
    expect(compared.length).toBeGreaterThan(150);
    expect(compared.filter(({ ours, theirs }) => JSON.stringify(ours) !== JSON.stringify(theirs))).toEqual([]);
  });

  it.each([
    ['rtplan_truncated.dcm', 'file/truncated'],
    ['2026-05-26-oob-monochrome-46341.dcm', 'file/image-too-large'],
    ['meta_missing_tsyntax.dcm', 'file/malformed'],
  ])('refuses %s as %s', (name, code) => {
    const path = filesUnder(join(data, 'broken')).find((file) => basename(file) === name) ?? '';
    expect(readHeader(path)).toMatchObject({ ok: false, failure: { code } });
  });

  it.each([
    ['chrFrenMulti', 'Buc, Jérôme'], ['chrGreek', 'Διονυσιος'], ['chrRuss', 'Люкceмбypг'],
    ['chrArab', 'قباني, لنزار'],
    ['chrH32', 'ﾔﾏﾀﾞ, ﾀﾛｳ (山田 太郎)'], ['chrI2', 'Hong, Gildong (洪 吉洞)'], ['chrX2', 'Wang, XiaoDong (王 小东)'],
    ['chrJapMultiExplicitIR6', 'やまだ, たろう'],
    ['Lena-latin1', /^Test-[À-ÿ]+$/], ['Lena-greek', /^Test-[Ͱ-Ͽ]+$/], ['Lena-tis-620', /^Test-[฀-๿]+$/],
    ['Lena-latin3', /^Test-[Ā-ſÀ-ÿ]+$/], ['Lena-latin5', /^Test-[Ā-ſÀ-ÿ]+$/], ['Lena-ascii', 'Test-'],
    ['MarekLatin2', 'Testowy, Teste'],
  ])('reads the name in %s', (name, expected) => {
    const header = readHeader(join(data, 'charset', `${name}.dcm`));
    if (!header.ok) throw new Error(header.failure.code);
    if (typeof expected === 'string') expect(header.value.patient.name).toBe(expected);
    else expect(header.value.patient.name).toMatch(expected);
    expect(header.value.notes.filter(({ code }) => code === 'header/undecodable-text')).toEqual([]);
  });

  it('puts the LIDC slices in order, 1.0 mm apart', () => {
    const [item] = indexOf('ct-thorax/lidc-idri-0314_1mm_implicit-vr').items;
    expect([item?.frames, item?.spacing, item?.geometry.usable]).toEqual([32, [0.78125, 0.78125, 1], true]);
    const along = item?.geometry.recipe?.slices.map(({ alongNormal }) => alongNormal) ?? [];
    expect(along.map((place) => Math.round(place - (along[0] ?? 0)))).toEqual(Array.from({ length: 32 },
      (_, k) => k));
  });

  it('catches the tilted gantry by its positions, 18.5 degrees', () => {
    const [item] = indexOf('ct-gantry-tilt').items;
    expect(item?.geometry.problems).toMatchObject([{ code: 'gantry-tilt', weight: 'correctable',
      facts: { tiltDeg: 18.5 } }]);
    expect(item?.geometry.correctedRecipe?.grid.dims).toEqual([512, 546, 8]);
  });

  it('reads the pixels of sagittal slices as they are: not square', () => {
    const [item] = indexOf('ct-orientation/sagittal_nonsquare-pixels').items;
    expect(item?.geometry.usable).toBe(true);
    expect(item?.spacing?.map((spacing) => Math.round(spacing * 1e4) / 1e4)).toEqual([1.3672, 1.6797,
      1.6797]);
  });

  it('knows the run of a real angiogram', () => {
    const [item] = indexOf('xa').items;
    expect(item).toMatchObject({ kind: 'xa-run', frames: 96, spacing: null, geometry: { usable: true } });
    expect(item?.xa?.rWaveFrames?.length).toBeGreaterThan(0);
  });

  it('reads of each slice of a series no more than the pages that its header lies on', () => {
    const counts = headersUnder('ct-thorax/lidc-idri-0314_1mm_implicit-vr').map(({ path }) =>
      readHeaderCounting(path));
    expect(counts.map((count) => (count.ok ? count.value.bytesRead : 0))).toEqual(counts.map(() => 4096));
  });
});

const dcm2niix = ['/usr/bin/dcm2niix', '/usr/local/bin/dcm2niix'].find((path) => existsSync(path));
if (dcm2niix === undefined) console.log('dcm2niix is not installed: comparison skipped');

describe.skipIf(!isHere || dcm2niix === undefined)('beside dcm2niix', () => {
  it.each([
    'ct-thorax/lidc-idri-0314_1mm_implicit-vr', 'ct-gantry-tilt/ge_tilt18.5_7mm',
    'ct-orientation/sagittal_nonsquare-pixels',
    'dicomdir/pydicom-dicomdirtests/98892001/CT5N', 'dicomdir/pydicom-dicomdirtests/77654033/CT2', 'missing',
    'tilted',
  ])('no series of %s passes in silence that it warns of', (folder) => {
    const work = tempFolder();
    const made = folder === 'missing' ? 'ct-thorax/lidc-idri-0314_1mm_implicit-vr' : folder === 'tilted'
      ? 'ct-gantry-tilt/ge_tilt18.5_7mm' : folder;
    const all = filesUnder(join(data, made));
    const order = (path: string): number => {
      const header = readHeader(path);
      return header.ok ? header.value.image?.frames[0]?.position?.[2] ?? 0 : 0;
    };
    const kept = folder === 'missing'
      ? all.toSorted((a, b) => order(a) - order(b)).filter((_, at) => at !== 9) : all;
    for (const [at, path] of kept.entries()) copyFileSync(path, join(work, `${at}.dcm`));
    const said = execFileSync(dcm2niix ?? '', ['-b', 'o', '-f', 'out', work],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    const isWarned = /Missing images|distance varies|Gantry Tilt|equidistant|not stacked/i.test(said);
    const headers = kept.flatMap((path) => {
      const header = readHeader(path);
      return header.ok ? [header.value] : [];
    });
    const silent = seriesIndex(headers).items.filter(({ kind, geometry }) => kind === 'ct-volume'
      && geometry.usable
      && geometry.problems.length === 0);
    expect(isWarned ? silent : []).toEqual([]);
    if (folder === 'missing') expect(isWarned).toBe(true);
  });

  it.each([
    'ct-thorax/lidc-idri-0314_1mm_implicit-vr', 'ct-orientation/sagittal_nonsquare-pixels',
    'dicomdir/pydicom-dicomdirtests/98892001/CT5N',
  ])('the corners of %s lie where it puts them, to 0.01 mm', (folder) => {
    const recipe = indexOf(folder).items.find(({ geometry }) => geometry.recipe !== null)?.geometry.recipe;
    if (recipe === null || recipe === undefined) throw new Error('no volume');
    const work = tempFolder();
    const { slices, grid } = recipe;
    const wanted = new Set(slices.map(({ sopInstanceUid }) => sopInstanceUid));
    for (const [at, { path, header }] of headersUnder(folder).entries()) {
      if (wanted.has(header.sopInstanceUid)) copyFileSync(path, join(work, `${at}.dcm`));
    }
    execFileSync(dcm2niix ?? '', ['-z', 'n', '-b', 'n', '-f', 'out', work], { stdio: 'ignore' });
    const [nii = ''] = readdirSync(work).filter((name) => name.endsWith('.nii'));
    expect(cornersOf(niftiGrid(readFileSync(join(work, nii))))).toEqual(cornersOf(grid));
  });
});

/** NIfTI states x and y the other way round (RAS). @source nifti1.h: dim at byte 40, srow_x at byte 280 */
function niftiGrid(file: Buffer): Pick<VolumeGrid, 'dims' | 'lpsFromIjk'> {
  const rows = Array.from({ length: 12 }, (_, at) => file.readFloatLE(280 + 4 * at) * (at < 8 ? -1 : 1));
  return {
    dims: [file.readInt16LE(42), file.readInt16LE(44), file.readInt16LE(46)],
    lpsFromIjk: affine<PointLps, IndexIjk>(rows),
  };
}

/** The eight corner voxels, in an order that does not depend on which way an axis runs; to 0.01 mm. */
function cornersOf({ dims, lpsFromIjk }: Pick<VolumeGrid, 'dims' | 'lpsFromIjk'>): readonly string[] {
  const ends = dims.map((count) => [0, count - 1]);
  return (ends[0] ?? []).flatMap((i) => (ends[1] ?? []).flatMap((j) => (ends[2] ?? []).map((k) =>
    apply(lpsFromIjk, indexIjk(i, j, k)).map((value) => (Math.round(value * 50) / 50 + 0).toFixed(2)).join(' '))))
    .toSorted();
}
