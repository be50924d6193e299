import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { apply, indexIjk } from '../../../../core/geometry/frame.ts';
import { err, ok } from '../../../../core/result.ts';
import type { VolumeRecipe } from '../../../../core/dicom/series.ts';
import type { SealedPlan } from '../../../../core/plan/sealedPlan.ts';
import { mm } from '../../../../core/units.ts';
import { text, withElements, withoutTags } from '../../../../electron/host/dicom/dataset.ts';
import { readSegmentation } from '../../../../electron/host/dicom/readSegmentation.ts';
import { instanceBytes } from '../../../../electron/host/dicom/writeInstance.ts';
import { planObjects } from '../../../../electron/host/export/dicom/planObjects.ts';
import { calciumSegmentation } from '../../../../electron/host/export/dicom/segmentation.ts';
import { presentationState } from '../../../../electron/host/export/dicom/presentationState.ts';
import type { PlanSources } from '../../../../electron/host/export/planSources.ts';
import { confirmedPlan, examplePlan } from '../../../core/report/examplePlan.ts';
import { fileBytes } from '../../../phantoms/series.ts';
import { tempFolder } from '../../../tempFolder.ts';
import { CT_FILES, CT_FRAME, HELD, KEY_IMAGES, planOnSources, recipe, RUN_FILE, SOURCES, withdrawalOnSources } from './exampleSources.ts';
import { greyPng } from './greyPng.ts';
import { isThere, judged } from './judges.ts';

type DataSet = import('dicom-parser').DataSet;
const { parseDicom } = createRequire(import.meta.url)('dicom-parser') as typeof import('dicom-parser');
const [hasIods, hasEntities, hasReports, hasStates] = [isThere('dciodvfy'), isThere('dcentvfy'), isThere('dsrdump'), isThere('dcmpschk')];

const PDF = Buffer.from('%PDF-1.7 even');
const IMAGES = new Map(KEY_IMAGES.map(({ sha256 }, n) => [sha256, greyPng(16 + n, 12)]));
const made = (plan: SealedPlan = planOnSources(), sources: PlanSources = SOURCES) => planObjects(plan, PDF, IMAGES, sources, null);
const bytesOf = (name: string, plan?: SealedPlan): Uint8Array => made(plan).files.find((file) => file.name === name)?.bytes ?? new Uint8Array();
const parsed = (name: string, plan?: SealedPlan): DataSet => parseDicom(bytesOf(name, plan));
const items = (set: DataSet | undefined, tag: string): readonly DataSet[] =>
  (set?.elements[tag]?.items ?? []).flatMap(({ dataSet }) => dataSet ?? []);
const first = (set: DataSet | undefined, ...tags: readonly string[]): DataSet | undefined =>
  tags.reduce<DataSet | undefined>((below, tag) => items(below, tag)[0], set);
const decimals = (set: DataSet | undefined, tag: string): readonly number[] => (set?.string(tag) ?? '').split('\\').map(Number);
const floats = (set: DataSet | undefined, tag: string): readonly number[] =>
  Array.from({ length: (set?.elements[tag]?.length ?? 0) / 4 }, (_, n) => set?.float(tag, n) ?? NaN);

it('everything of a plan is made, in an order that stays', () => {
  expect(made().files.map(({ name }) => name)).toEqual([
    'plan.dcm', 'measures.dcm', 'key-1.dcm', 'key-2.dcm', 'key-3.dcm', 'calcium.dcm', 'marks-1.dcm', 'marks-2.dcm', 'selection.dcm', 'selection-2.dcm',
  ]);
  expect(made().leftOut).toEqual([]);
  expect(made().files.map(({ bytes }) => Buffer.from(bytes).toString('base64'))).toEqual(made().files.map(({ bytes }) => Buffer.from(bytes).toString('base64')));
  const uids = made().files.map(({ bytes }) => parseDicom(bytes).string('x00080018'));
  expect(new Set(uids).size).toBe(uids.length);
});

it('what cannot be made is said in a sentence', () => {
  const none: PlanSources = { ...SOURCES, calcium: err('Import it again.'), frames: new Map([['1', err('Import it again.')], ['2', SOURCES.frames.get('2') ?? err('')]]) };
  const { files, leftOut } = made(planOnSources(), none);
  expect(files.map(({ name }) => name).filter((name) => /calcium|marks/.test(name))).toEqual(['marks-2.dcm']);
  expect(leftOut).toEqual([
    'The calcium is not among the DICOM objects. Import it again.', 'The marks of key image 1 are not among the DICOM objects. Import it again.',
  ]);
  const calcium = SOURCES.calcium?.ok === true ? SOURCES.calcium.value : null;
  if (calcium === null) throw new Error('no calcium');
  const bare = { ...SOURCES, calcium: ok({ ...calcium, voxels: new Uint32Array() }), frames: new Map() };
  expect(made(planOnSources(), bare).leftOut).toEqual(['There is no segmentation of the calcium: no voxel of the vessel holds any.']);
});

describe('the calcium as a segmentation', () => {
  const seg = parsed('calcium.dcm');
  const perFrame = items(seg, 'x52009230');

  it('has a frame for each slice that holds calcium, and each voxel at its place in the patient', () => {
    expect([seg.intString('x00280008'), perFrame.length]).toEqual([3, 3]);
    // As any reader would: position, directions and spacing of the file, bits from the lowest up, no gap between frames.
    const [ux = 0, uy = 0, uz = 0, vx = 0, vy = 0, vz = 0] = decimals(first(seg, 'x52009229', 'x00209116'), 'x00200037');
    const [dy = 0, dx = 0] = decimals(first(seg, 'x52009229', 'x00289110'), 'x00280030');
    const [columns, rows] = [seg.uint16('x00280011') ?? 0, seg.uint16('x00280010') ?? 0];
    const pixels = seg.elements['x7fe00010'];
    const places: (readonly number[])[] = [];
    perFrame.forEach((frame, n) => {
      const [x = 0, y = 0, z = 0] = decimals(first(frame, 'x00209113'), 'x00200032');
      for (let p = 0; p < columns * rows; p += 1) {
        const bit = n * columns * rows + p;
        if ((((seg.byteArray[(pixels?.dataOffset ?? 0) + (bit >> 3)] ?? 0) >> (bit & 7)) & 1) === 0) continue;
        const [i, j] = [p % columns, Math.floor(p / columns)];
        places.push([x + i * dx * ux + j * dy * vx, y + i * dx * uy + j * dy * vy, z + i * dx * uz + j * dy * vz]);
      }
    });
    const rounded = (all: readonly (readonly number[])[]): readonly string[] => all.map((at) => at.map((value) => value.toFixed(6)).join(' ')).toSorted();
    expect(rounded(places)).toEqual(rounded(HELD.map(([i, j, k]) => [...apply(recipe.grid.lpsFromIjk, indexIjk(i, j, k))])));
  });

  it('refers, frame by frame, to the very slice it was made from, and lies in its frame of reference', () => {
    const sources = perFrame.map((frame) => first(frame, 'x00089124', 'x00082112')?.string('x00081155'));
    expect(sources).toEqual([2, 3, 9].map((k) => recipe.slices[k]?.sopInstanceUid));
    expect(first(perFrame[0], 'x00089124', 'x00089215')?.string('x00080100')).toBe('113076');
    expect(seg.string('x00200052')).toBe(recipe.grid.frameOfReferenceUid);
    expect(items(first(seg, 'x00081115'), 'x0008114a')).toHaveLength(12);
    expect(seg.string('x0020000d')).toBe(planOnSources().series[0]?.studyUid);
  });

  it('refers, after a correction, to the slices on either side of a frame', () => {
    const calcium = SOURCES.calcium;
    if (calcium?.ok !== true) throw new Error('no calcium');
    // Every slice but the first lies a third of a step before the grid's own.
    const corrected: VolumeRecipe = {
      ...recipe, correction: { kind: 'uneven-spacing', method: 'linear along the normal', alongNormal: [] },
      slices: recipe.slices.map((slice, k) => (k === 0 ? slice : { ...slice, alongNormal: mm(slice.alongNormal - 0.25) })),
    };
    const file = parseDicom(instanceBytes(calciumSegmentation(planOnSources(), { ...calcium.value, recipe: corrected })));
    const [frame] = items(file, 'x52009230');
    expect(items(first(frame, 'x00089124'), 'x00082112').map((one) => one.string('x00081155')))
      .toEqual([recipe.slices[2]?.sopInstanceUid, recipe.slices[3]?.sopInstanceUid]);
  });

  it('is read again by our own reader as what it was made from', () => {
    const path = join(tempFolder(), 'calcium.dcm');
    writeFileSync(path, bytesOf('calcium.dcm'));
    const read = readSegmentation(path, null, recipe.grid.frameOfReferenceUid);
    if (!read.ok) throw new Error(read.failure.code);
    const { inside, grid } = read.value;
    const held = [...inside.entries()].filter(([, value]) => value === 1).map(([o]) =>
      apply(grid.lpsFromIjk, indexIjk(o % 7, Math.floor(o / 7) % 5, Math.floor(o / 35))).map((value) => value.toFixed(6)).join(' '));
    expect(held.toSorted()).toEqual(HELD.map(([i, j, k]) => apply(recipe.grid.lpsFromIjk, indexIjk(i, j, k)).map((value) => value.toFixed(6)).join(' ')).toSorted());
  });

  it('says what it is, by what it was made, and UNVERIFIED where anything rests on what nobody confirmed', () => {
    const segment = first(seg, 'x00620002');
    expect([segment?.string('x00620005'), segment?.string('x00620008'), segment?.string('x00620009')])
      .toEqual(['UNVERIFIED. Calcified plaque', 'SEMIAUTOMATIC', 'calcium-mask/1 centreline/3 calcium/2']);
    expect(segment?.string('x00620006')).toMatch(/^UNVERIFIED\. RCA mid, CTO 31\.4 mm\. Voxels at or above the calcium threshold .* as scanned: blur is not taken off/);
    expect(first(segment, 'x0062000f')?.string('x00080100')).toBe('18115005');
    const confirmed = first(parsed('calcium.dcm', planOnSources(confirmedPlan)), 'x00620002');
    expect(confirmed?.string('x00620005')).toBe('Calcified plaque');
  });
});

it('each object says of patient and study what the images of that study say', () => {
  const of = (set: DataSet) => ['x00080030', 'x00080050', 'x00100010', 'x00200010', 'x00081030'].map((tag) => set.string(tag));
  const [ct, run] = [CT_FILES[0], RUN_FILE].map((file) => parseDicom(file === undefined ? new Uint8Array() : fileBytes(file)));
  if (ct === undefined || run === undefined) throw new Error('no file');
  expect(of(ct).includes(undefined)).toBe(false);
  for (const { name, bytes } of [...made().files, withdrawalOnSources()]) expect([name, of(parseDicom(bytes))]).toEqual([name, of(/^(marks|selection)-2/.test(name) ? run : ct)]);
  expect(of(parsed('plan.dcm')).length).toBe(5);
  const bare = planObjects(planOnSources(), PDF, IMAGES, { ...SOURCES, studies: new Map() }, null).files[0]?.bytes ?? new Uint8Array();
  expect(of(parseDicom(bare))).toEqual([undefined, undefined, 'Test^Phantom', undefined, undefined]);
});

it('the notice of a withdrawal is a document of its own, of the day of the withdrawal, under a UID that follows from what it holds', () => {
  const notice = parseDicom(withdrawalOnSources().bytes);
  const plan = parsed('plan.dcm');
  const of = (tag: string) => [plan.string(tag) === notice.string(tag), notice.string(tag)];
  expect(['x00080016', 'x00080020', 'x00100010', 'x00100020', 'x00100030', 'x0020000d'].map((tag) => of(tag)[0])).toEqual(Array.from({ length: 6 }, () => true));
  expect([of('x0020000e')[0], of('x00080018')[0], of('x00080023'), of('x0008103e')[1]]).toEqual([false, false, [false, '20261128'], 'Plan WITHDRAWN, not to be used']);
  const uid = (sources = SOURCES): unknown => parseDicom(withdrawalOnSources(sources).bytes).string('x00080018');
  expect(uid()).toBe(uid());
  expect(uid({ ...SOURCES, studies: new Map() })).not.toBe(uid());
});

it('what was seen, referred to or segmented otherwise is another object, and so is what refers to it', () => {
  const { calcium, frames, studies } = SOURCES;
  const [source] = [...frames.values()].flatMap((one) => (one.ok ? [one.value] : []));
  if (calcium?.ok !== true || source === undefined) throw new Error('no source');
  const changed = (sources: PlanSources): readonly string[] => {
    const uids = (set: PlanSources) => new Map(made(planOnSources(), set).files.map(({ name, bytes }) => [name, parseDicom(bytes).string('x00080018')]));
    const [was, is] = [uids(SOURCES), uids(sources)];
    return [...is].filter(([name, uid]) => was.get(name) !== uid).map(([name]) => name);
  };
  expect(changed({ ...SOURCES })).toEqual([]);
  expect(changed({ ...SOURCES, calcium: ok({ ...calcium.value, voxels: calcium.value.voxels.slice(1) }) })).toEqual(['calcium.dcm']);
  expect(changed({ ...SOURCES, frames: new Map([...frames, ['1', ok({ ...source, sopInstanceUid: '1.2.3' })]]) })).toEqual(['marks-1.dcm', 'selection.dcm']);
  expect(changed({ ...SOURCES, studies: new Map([...studies].map(([uid, words], n) => [uid, n === 0 ? words : withElements(words, text(0x00200010, 'SH', 'other'))])) }))
    .toEqual(['marks-2.dcm', 'selection-2.dcm']);
});

describe('a key image of one frame as a presentation state', () => {
  const [ct, run] = [parsed('marks-1.dcm'), parsed('marks-2.dcm')];

  it('draws in pixels from the corner of the frame: the middle of the first pixel is 0.5', () => {
    const graphics = items(first(ct, 'x00700001'), 'x00700009');
    expect(graphics.map((one) => [one.string('x00700023'), floats(one, 'x00700022'), one.uint16('x00700021')])).toEqual([
      ['POLYLINE', [0.5, 0.5, 3.75, 2.5], 2], ['CIRCLE', [3.5, 2.5, 5, 2.5], 2], ['POLYLINE', [1.5, 1.5, 2.5, 1.5, 2.5, 2.5, 1.5, 1.5], 4],
    ]);
    expect(graphics.map((one) => one.string('x00700005'))).toEqual(['PIXEL', 'PIXEL', 'PIXEL']);
    const [words] = items(first(ct, 'x00700001'), 'x00700008');
    expect([words?.string('x00700006'), floats(words, 'x00700014')]).toEqual(['2.1 mm', [0.5, 0.5]]);
  });

  it('shows the part of the frame that was seen, in its window', () => {
    const area = (set: DataSet): readonly number[] => ['x00700052', 'x00700053'].flatMap((tag) =>
      [0, 1].map((n) => first(set, 'x0070005a')?.int32(tag, n) ?? NaN));
    // All of 7 x 5; of the run columns 10 to 40 and rows 21 to 30, counted from 0.
    expect([area(ct), area(run)]).toEqual([[1, 1, 7, 5], [11, 22, 41, 31]]);
    const window = (set: DataSet): readonly number[] => ['x00281050', 'x00281051'].map((tag) => Number(first(set, 'x00283110')?.string(tag)));
    expect([window(ct), window(run)]).toEqual([[300, 900], [100, 200]]);
    // HU are known by the way to them alone; a run has none.
    expect([ct.string('x00281052'), ct.string('x00281053'), run.string('x00281052')]).toEqual(['-1024', '1', undefined]);
    expect([ct.string('x20500020'), run.string('x20500020')]).toEqual(['IDENTITY', 'INVERSE']);
  });

  it('tells millimetres only where they are in the patient, else the shape of a pixel alone', () => {
    const source = SOURCES.frames.get('2');
    const [, image] = KEY_IMAGES;
    if (source?.ok !== true || image?.frame === undefined) throw new Error('no frame');
    const { frame } = image;
    const shape = (pixelSpacing: readonly [number, number] | null, detectorSpacing: readonly [number, number] | null) => {
      const file = instanceBytes(presentationState(planOnSources(), image, frame, { ...source.value, pixelSpacing, detectorSpacing }, 2));
      const area = first(parseDicom(file), 'x0070005a');
      return [area?.string('x00700101'), area?.string('x00700102')];
    };
    expect(shape([0.2, 0.25], [0.3, 0.375])).toEqual(['0.25\\0.2', undefined]);
    expect(shape(null, [0.308, 0.308])).toEqual([undefined, '1\\1']);
    expect(shape(null, [0.3, 0.4])).toEqual([undefined, '4000\\3000']);
    expect(shape(null, null)).toEqual([undefined, '1\\1']);
  });

  it('refers to the frame, in whose study it lies', () => {
    const references = [ct, run].map((set) => first(set, 'x00081115', 'x00081140'));
    expect(references.map((one) => [one?.string('x00081155'), one?.string('x00081160')])).toEqual([
      [recipe.slices[3]?.sopInstanceUid, undefined], [SOURCES.frames.get('2')?.ok === true ? expect.any(String) : '', '5'],
    ]);
    const studies = ['1', '2'].map((id) => {
      const source = SOURCES.frames.get(id);
      return source?.ok === true ? source.value.studyUid : null;
    });
    expect([ct, run].map((set) => set.string('x0020000d'))).toEqual(studies);
  });

  it('is made of no frame of colours', () => {
    const source = SOURCES.frames.get('1');
    if (source?.ok !== true) throw new Error('no frame');
    const { leftOut } = made(planOnSources(), { ...SOURCES, calcium: null, frames: new Map([['1', ok({ ...source.value, isColour: true })]]) });
    expect(leftOut).toEqual(['The marks of key image 1 are not among the DICOM objects. It shows a frame in colours; the capture of it is there.']);
  });
});

describe('the selection', () => {
  it('refers to the captures and to what they show, each study in a selection of its own', () => {
    const chosen = (set: DataSet): readonly unknown[] => items(set, 'x0040a730').filter((one) => one.string('x0040a040') === 'IMAGE')
      .map((one) => [first(one, 'x00081199')?.string('x00081155'), first(one, 'x00081199')?.string('x00081160')]);
    const [own, other] = [parsed('selection.dcm'), parsed('selection-2.dcm')];
    const captures = ['key-1.dcm', 'key-2.dcm', 'key-3.dcm'].map((name) => [parsed(name).string('x00080018'), undefined]);
    expect(chosen(own)).toEqual([...captures, [recipe.slices[3]?.sopInstanceUid, undefined]]);
    expect(chosen(other)).toEqual([[first(parsed('marks-2.dcm'), 'x00081115', 'x00081140')?.string('x00081155'), '5']]);
    expect(first(own, 'x0040a043')?.string('x00080104')).toBe('For Therapy');
    const evidence = (set: DataSet): readonly unknown[] => items(first(set, 'x0040a375'), 'x00081115').flatMap((series) =>
      items(series, 'x00081199').map((one) => [series.string('x0020000e'), one.string('x00081155'), one.string('x00081160')]));
    expect(evidence(own)).toHaveLength(4);
    // As evidence an instance is all of it, whichever of its frames was chosen.
    expect(evidence(other)).toEqual([[expect.any(String), expect.any(String), undefined]]);
    expect(new Set([own.string('x0020000d'), first(own, 'x0040a375')?.string('x0020000d')]).size).toBe(1);
    expect(other.string('x0020000d')).toBe(parsed('marks-2.dcm').string('x0020000d'));
  });
});

describe('before judges that others wrote', () => {
  const errorsIn = (bytes: Uint8Array): readonly string[] =>
    judged(bytes, 'dciodvfy', '<file>').says.split('\n').filter((line) => line.startsWith('Error'));

  it.runIf(hasIods).each([['with what nobody confirmed', examplePlan], ['confirmed', confirmedPlan]] as const)('have no error: %s', (_, plan) => {
    for (const { name, bytes } of [...made(planOnSources(plan)).files, withdrawalOnSources()]) expect([name, errorsIn(bytes)]).toEqual([name, []]);
  });

  it.runIf(hasIods)('would have one: a segmentation without its segment, a presentation state without its area', () => {
    const calcium = SOURCES.calcium;
    const source = SOURCES.frames.get('1');
    const [image] = KEY_IMAGES;
    if (calcium?.ok !== true || source?.ok !== true || image === undefined) throw new Error('no source');
    const segmentation = calciumSegmentation(planOnSources(), calcium.value);
    expect(errorsIn(instanceBytes(withoutTags(segmentation, 0x00620002)))).not.toEqual([]);
    const state = presentationState(planOnSources(), image, CT_FRAME, source.value, 1);
    expect(errorsIn(instanceBytes(withoutTags(state, 0x0070005a)))).not.toEqual([]);
  });

  /** What dcentvfy says of the images and these objects together: what of one patient, study or series is said in two ways. */
  function contradictions(sources: PlanSources): readonly string[] {
    const folder = tempFolder();
    const all = [...[...CT_FILES, RUN_FILE].map((file, n) => ({ name: `source-${n}.dcm`, bytes: fileBytes(file) })), ...made(planOnSources(), sources).files, withdrawalOnSources(sources)];
    for (const { name, bytes } of all) writeFileSync(join(folder, name), bytes);
    const { says } = judged(new Uint8Array(), 'dcentvfy', ...all.map(({ name }) => join(folder, name)));
    // An SR has an accession number in its series too, where what was asked for is told.
    return says.split('\n').filter((line) => line !== '' && !line.includes('Different information entities'));
  }

  it.runIf(hasEntities)('contradict the images that they lie beside in nothing, for dcentvfy', () => {
    expect(contradictions(SOURCES)).toEqual([]);
    expect(contradictions({ ...SOURCES, studies: new Map() }).some((line) => line.includes('StudyTime'))).toBe(true);
  });

  it.runIf(hasStates).each(['marks-1.dcm', 'marks-2.dcm'])('dcmpschk passes %s', (name) => {
    const { status, says } = judged(bytesOf(name), 'dcmpschk', '<file>');
    expect([status, says]).toEqual([0, expect.stringContaining('Test passed')]);
  });

  it.runIf(hasReports).each(['selection.dcm', 'selection-2.dcm'])('dsrdump reads %s', (name) => {
    const { status, says } = judged(bytesOf(name), 'dsrdump', '<file>');
    expect([status, says]).toEqual([0, expect.stringContaining('For Therapy')]);
    // What dcmtk 3.6.7 says of every file of ours: it has no checks for UTF-8, and none for templates.
    const known = ['W: The VR checker does not support this Specific Character Set: ISO_IR 192', 'W: Check for template constraints not yet supported'];
    expect(says.split('\n').filter((line) => /^[EW]:/.test(line) && !known.includes(line))).toEqual([]);
  });
});
