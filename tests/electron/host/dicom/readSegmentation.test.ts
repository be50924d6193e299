import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { affine, type IndexIjk, type PointLps } from '../../../../core/geometry/frame.ts';
import { randomStream } from '../../../../core/phantom/random.ts';
import { mm } from '../../../../core/units.ts';
import { numbers, text, withElements, withoutTags } from '../../../../electron/host/dicom/dataset.ts';
import { readSegmentation, segmentationSentence } from '../../../../electron/host/dicom/readSegmentation.ts';
import { EXPLICIT_LE, IMPLICIT_LE, instanceBytes } from '../../../../electron/host/dicom/writeInstance.ts';
import { segmentationDataset } from '../../../phantoms/segmentation.ts';
import { tempFolder } from '../../../tempFolder.ts';

const DIMS = [13, 9, 7] as const;
const inside = Uint8Array.from({ length: 13 * 9 * 7 }, (_, n) => (n % 5 === 0 || n % 7 === 2 ? 1 : 0));
const mask = { inside, grid: {
  dims: DIMS, spacing: [mm(0.5), mm(0.4), mm(0.75)] as const, frameOfReferenceUid: '1.2.3',
  lpsFromIjk: affine<PointLps, IndexIjk>([0.3, 0.32, 0, -7, -0.4, 0.24, 0, 11, 0, 0, 0.75, 5]),
} };
const file = (content: Uint8Array): string => {
  const path = join(tempFolder(), 'seg.dcm');
  writeFileSync(path, content);
  return path;
};
const whole = segmentationDataset(mask, { frameOfReferenceUid: '1.2.3' });
const codeOf = (content: Uint8Array, segment: number | null = null, frame: string | null = '1.2.3'): string => {
  const read = readSegmentation(file(content), segment, frame);
  if (!read.ok) expect(segmentationSentence(read.failure)).toMatch(/\.$/u);
  return read.ok ? 'read' : read.failure.code;
};

describe('a DICOM segmentation', () => {
  it.each([
    ['explicit', instanceBytes(whole, EXPLICIT_LE)], ['implicit', instanceBytes(whole, IMPLICIT_LE)],
    ['fractional', instanceBytes(segmentationDataset(mask, { frameOfReferenceUid: '1.2.3', isFractional: true }))],
    ['in any order of its planes', instanceBytes(segmentationDataset(mask, { order: (planes) => planes.toReversed() }))],
  ])('%s gives every voxel in its place', (_, content) => {
    const read = readSegmentation(file(content), null, '1.2.3');
    expect(read.ok && Array.from(read.value.inside)).toEqual(Array.from(inside));
    expect(read.ok && read.value.grid.dims).toEqual(DIMS);
    mask.grid.lpsFromIjk.forEach((value, n) => expect(read.ok ? read.value.grid.lpsFromIjk[n] : NaN).toBeCloseTo(value, 6));
  });
  it('without its empty planes is whole', () => {
    const holed = inside.slice().fill(0, 13 * 9 * 2, 13 * 9 * 4);
    const read = readSegmentation(file(instanceBytes(segmentationDataset({ ...mask, inside: holed }))), null, null);
    expect(read.ok && Array.from(read.value.inside)).toEqual(Array.from(holed));
  });
  it('of several segments asks for one', () => {
    const two = instanceBytes(segmentationDataset(mask, { segmentOf: (k) => 1 + (k % 2) }));
    expect([codeOf(two), codeOf(two, 3), codeOf(two, 2)]).toEqual(['segmentation/several-segments', 'segmentation/no-such-segment', 'read']);
    const read = readSegmentation(file(two), null, null);
    expect(read.ok ? '' : segmentationSentence(read.failure)).toContain('There are: 1, 2.');
  });
  it.each([
    ['no DICOM', new TextEncoder().encode('{"centreline": []}'), 'segmentation/not-dicom'],
    ['empty', new Uint8Array(0), 'segmentation/not-dicom'],
    ['cut short', instanceBytes(whole).subarray(0, -40), 'segmentation/truncated'],
    ['another object', instanceBytes(withElements(whole, text(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.2'))), 'segmentation/not-a-segmentation'],
    ['of 16 bits', instanceBytes(withElements(whole, numbers(0x00280100, 'US', 16))), 'segmentation/not-binary'],
    ['without places', instanceBytes(withoutTags(whole, 0x52009230)), 'segmentation/no-geometry'],
    ['without orientation', instanceBytes(withoutTags(whole, 0x52009229)), 'segmentation/no-geometry'],
    ['with more frames than it says', instanceBytes(withElements(whole, text(0x00280008, 'IS', '3'))), 'segmentation/no-geometry'],
    ['without end', instanceBytes(withElements(whole, text(0x00280008, 'IS', '2000000000'))), 'segmentation/no-geometry'],
  ])('that is %s is refused', (_, content, code) => {
    expect(codeOf(content)).toBe(code);
  });
  it('of another frame of reference is refused', () => {
    expect(codeOf(instanceBytes(whole), null, '9.9')).toBe('segmentation/other-frame-of-reference');
    expect(codeOf(instanceBytes(whole), null, null)).toBe('read');
  });
  it('that is not there is refused', () => {
    const read = readSegmentation(join(tempFolder(), 'none'), null, null);
    expect(read.ok ? null : read.failure.code).toBe('segmentation/unreadable');
  });
  it('with any bytes changed is read or refused, never a crash', () => {
    const next = randomStream(5);
    const bytes = instanceBytes(whole);
    const codes = Array.from({ length: 400 }, () => {
      const changed = Uint8Array.from(bytes);
      for (let n = 0; n < 4; n += 1) changed[Math.floor(next() * changed.length)] = Math.floor(next() * 256);
      return codeOf(changed.subarray(0, next() < 0.3 ? Math.floor(next() * changed.length) : changed.length));
    });
    expect(codes).toHaveLength(400);
  });
});
