import { describe, expect, it } from 'vitest';
import type { OffsetTable } from '../../../../electron/host/dicom/dataset.ts';
import { readFrame } from '../../../../electron/host/dicom/readFrames.ts';
import { EXPLICIT_BE, EXPLICIT_LE, IMPLICIT_LE,
  DEFLATED_LE } from '../../../../electron/host/dicom/writeInstance.ts';
import { CODINGS, CODING_NAMES, coded, takesFile } from '../../../phantoms/codings.ts';
import { cleanRun } from '../../../phantoms/runs.ts';
import { cleanSeries, fileBytes, SIGNED_12, SIGNED_16, UNSIGNED_12,
  type SliceFile } from '../../../phantoms/series.ts';
import { writtenFile } from './pixelFiles.ts';
import { imageFile } from './sharedData.ts';

const SIGNED_13 = { bitsAllocated: 16, bitsStored: 13, highBit: 12, isSigned: true } as const;
async function framesOf(slice: SliceFile): Promise<readonly (readonly number[])[]> {
  const file = imageFile(writtenFile(fileBytes(slice)));
  const all: number[][] = [];
  for (let frame = 0; frame < (file.header.image?.format.frames ?? 0); frame += 1) {
    const read = await readFrame(file, frame);
    if (!read.ok) throw new Error(`${slice.transferSyntaxUid}: ${read.failure.code} ${read.failure.detail}`);
    all.push([...read.value.values]);
  }
  return all;
}
const one = (format: typeof UNSIGNED_12): SliceFile => {
  const [slice] = cleanSeries({ slices: 1, format, intercept: format.isSigned ? 0 : -1024 });
  if (slice === undefined) throw new Error('no slice');
  return slice;
};

describe('every coding of one slice', () => {
  for (const [name, format] of [['12 bits', UNSIGNED_12], ['12 bits with sign', SIGNED_12],
    ['13 bits with sign', SIGNED_13], ['16 bits with sign', SIGNED_16]] as const) {
    it(`gives the same stored values: ${name}`, async () => {
      const slice = one(format);
      const [reference] = await framesOf({ ...slice, transferSyntaxUid: EXPLICIT_LE });
      expect(new Set(reference).size).toBeGreaterThan(50);
      if (format.isSigned) expect(reference?.some((value) => value < 0)).toBe(true);
      for (const transferSyntaxUid of [IMPLICIT_LE, EXPLICIT_BE, DEFLATED_LE]) {
        expect([transferSyntaxUid,
          await framesOf({ ...slice, transferSyntaxUid })]).toEqual([transferSyntaxUid, [reference]]);
      }
      for (const coding of CODING_NAMES.filter((candidate) => CODINGS[candidate].isLossless
        && takesFile(slice, candidate))) {
        expect([coding, await framesOf(await coded(slice, coding))]).toEqual([coding, [reference]]);
      }
    });
  }
  it('gives nearly the same stored values where it loses some', async () => {
    const slice = one(UNSIGNED_12);
    const reference = (await framesOf(slice))[0] ?? [];
    for (const coding of CODING_NAMES.filter((candidate) => !CODINGS[candidate].isLossless
      && takesFile(slice, candidate))) {
      const values = (await framesOf(await coded(slice, coding)))[0] ?? [];
      const most = values.reduce((worst, value, n) =>
        Math.max(worst, Math.abs(value - (reference[n] ?? Infinity))), 0);
      expect([coding, most < 60]).toEqual([coding, true]);
    }
  });
});

describe('every way to lay out the frames of a run', () => {
  const run = cleanRun({ frames: 5 });
  for (const coding of CODING_NAMES.filter((candidate) => CODINGS[candidate].isLossless
    && takesFile(run, candidate))) {
    it(`gives each frame its own pixels: ${coding}`, async () => {
      const reference = await framesOf(run);
      const layouts: readonly { readonly fragments: number; readonly offsets: OffsetTable }[] = [
        { fragments: 1, offsets: 'basic' }, { fragments: 1, offsets: 'none' },
        { fragments: 1, offsets: 'extended' },
        { fragments: 3, offsets: 'basic' }, { fragments: 3, offsets: 'none' },
      ];
      for (const layout of layouts) {
        // Of codings without a mark at the start of a frame the fragments must stay whole.
        if (layout.fragments > 1 && !CODINGS[coding].mayBeCut) continue;
        expect([layout, await framesOf(await coded(run, coding, layout))]).toEqual([layout, reference]);
      }
    });
  }
});
