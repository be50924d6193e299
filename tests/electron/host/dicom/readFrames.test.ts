import { execFileSync, spawnSync } from 'node:child_process';
import { join, relative } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { FRAME_FAILURE_CODES, frameFailureSentence } from '../../../../core/dicom/codec/frameFailure.ts';
import { transferSyntax } from '../../../../core/dicom/transferSyntaxes.ts';
import { readFrame } from '../../../../electron/host/dicom/readFrames.ts';
import { hasSharedData, imageFile, picturesBelow, sharedData } from './sharedData.ts';
import { tempFolder } from '../../../tempFolder.ts';

const at = (path: string): string => join(sharedData, path);
async function valuesOf(path: string, frame = 0): Promise<ArrayLike<number>> {
  const read = await readFrame(imageFile(path), frame);
  if (!read.ok) throw new Error(`${relative(sharedData, path)}: ${JSON.stringify(read.failure)}`);
  return read.value.values;
}
/** Equality of many samples, quicker to judge than by expect alone. */
const greatestDifference = (a: ArrayLike<number>, b: ArrayLike<number>): number => a.length !== b.length
  ? Infinity
  : Array.from(a).reduce((most, value, n) => Math.max(most, Math.abs(value - (b[n] ?? Number.NaN))), 0);

const rangeOf = (values: ArrayLike<number>): readonly number[] => Array.from(values)
  .reduce(([least, most], value) => [Math.min(least, value), Math.max(most, value)] as const,
    [Infinity, -Infinity] as const);

const SAME_PIXELS: readonly (readonly [string, readonly string[]])[] = [
  ['CT1', ['J2KR/CT1_J2KR', 'JPLL/CT1_JPLL', 'JLSL/CT1_JLSL', 'RLE/CT1_RLE']],
  ['MR1', ['J2KR/MR1_J2KR', 'JPLL/MR1_JPLL', 'JLSL/MR1_JLSL', 'RLE/MR1_RLE']],
  ['NM1', ['J2KR/NM1_J2KR', 'JPLL/NM1_JPLL', 'JLSL/NM1_JLSL', 'RLE/NM1_RLE']],
  ['US1', ['J2KR/US1_J2KR', 'RLE/US1_RLE']],
];

describe.skipIf(!hasSharedData)('every lossless coding of one picture', () => {
  for (const [name, codings] of SAME_PIXELS) {
    it(`gives the same pixels: ${name} of the NEMA samples`, async () => {
      const reference = await valuesOf(at(`conformance/wg04-compsamples/REF/${name}_UNC`));
      expect(reference.length).toBeGreaterThan(60_000);
      for (const coding of codings) {
        expect([coding, greatestDifference(await valuesOf(at(`conformance/wg04-compsamples/${coding}`)),
          reference)]).toEqual([coding, 0]);
      }
    });
  }
  it('gives the same pixels: one CT image in every classic transfer syntax', async () => {
    const folder = 'conformance/ctimage-all-transfer-syntaxes/CTImage.dcm';
    const reference = await valuesOf(at(folder));
    const codings = ['BigEndianExplicitTransferSyntax_1.2.840.10008.1.2.2',
      'JPEG2000LosslessOnlyTransferSyntax_1.2.840.10008.1.2.4.90',
      'JPEGLSLosslessTransferSyntax_1.2.840.10008.1.2.4.80',
      'JPEGProcess14TransferSyntax_1.2.840.10008.1.2.4.57',
      'LittleEndianExplicitTransferSyntax_1.2.840.10008.1.2.1',
        'RLELosslessTransferSyntax_1.2.840.10008.1.2.5'];
    for (const coding of codings) expect([coding,
      greatestDifference(await valuesOf(at(`${folder}_${coding}.dcm`)), reference)]).toEqual([coding, 0]);
  });
  it('gives the same pixels: an angiogram, and CT coded from big-endian, fragments and two enhanced frames',
    async () => {
    const angiogram = await valuesOf(at('xa/XA1_UNC'));
    for (const coding of ['J2KR', 'JPLL', 'RLE']) expect([coding,
      greatestDifference(await valuesOf(at(`xa/XA1_${coding}`)), angiogram)]).toEqual([coding, 0]);
    const ct = await valuesOf(at('conformance/wg04-compsamples/REF/CT1_UNC'));
    for (const coding of ['explicit_big_endian', 'not_fragmented_no_bot_jpeg_ls.80']) {
      expect([coding,
        greatestDifference(await valuesOf(at(`conformance/encapsulation/CT1_UNC.${coding}.dcm`)),
        ct)]).toEqual([coding, 0]);
    }
    const enhanced = at('enhanced/enhanced-ct-CT0012/CT0012');
    for (const frame of [0, 1]) {
      const lossless = await valuesOf(`${enhanced}.not_fragmented_bot_jpeg_ls.80.dcm`, frame);
      expect(greatestDifference(await valuesOf(`${enhanced}.not_fragmented_no_bot_jpeg_ls.80.dcm`, frame),
        lossless)).toBe(0);
    }
  });
  it('keeps the sign where JPEG 2000 states another than the header', async () => {
    const mismatched = await valuesOf(at('broken/pydicom/J2K_pixelrep_mismatch.dcm'));
    expect(rangeOf(mismatched)[0]).toBe(-2000);
    expect(greatestDifference(await valuesOf(at('conformance/pydicom-data/693_J2KR.dcm')),
      await valuesOf(at('conformance/pydicom-data/693_UNCR.dcm')))).toBe(0);
  });
});

describe.skipIf(!hasSharedData)('JPEG 2000 whose last tile part counts its length wrongly', () => {
  it('is read whole where every packet is there', async () => {
    const values =
      await valuesOf(at('ct-thorax/fda-thorax-phantom_0.8mm-0.4mm_j2k-truncated-tilepart/000300.dcm'));
    expect(rangeOf(values)).toEqual([0, 1992]);
  });
});

const has = (program: string): boolean => spawnSync(program, ['--version']).error === undefined;
const otherDecoders = ['dcmdjpeg', 'dcmdjpls', 'dcmdrle', 'gdcmconv'];
const hasOthers = otherDecoders.every(has);
if (!hasOthers) console.log('DCMTK or GDCM is not installed: the comparison with their decoders is skipped.');

describe.skipIf(!hasSharedData || !hasOthers)('beside DCMTK and GDCM', () => {
  const folder = tempFolder();
  const decodedByOther = (path: string, uid: string): string => {
    const out = join(folder, 'out.dcm');
    if (/4\.(50|51|57|70)$/.test(uid)) execFileSync('dcmdjpeg', [path, out], { stdio: 'ignore' });
    else if (/4\.8[01]$/.test(uid)) execFileSync('dcmdjpls', [path, out], { stdio: 'ignore' });
    else if (uid.endsWith('.1.2.5')) execFileSync('dcmdrle', [path, out], { stdio: 'ignore' });
    else execFileSync('gdcmconv', ['--raw', path, out], { stdio: 'ignore' });
    return out;
  };

  it('every lossless grey file decodes to the same bits, and lossy ones within a step or two', async () => {
    const compared: string[] = [];
    for (const folderName of ['conformance', 'enhanced', 'xa']) {
      for (const file of picturesBelow(at(folderName))) {
        const { transferSyntaxUid: uid, image } = file.header;
        const syntax = transferSyntax(uid);
        const isComparable = syntax.isEncapsulated && syntax.isSupported
          && image?.format.samplesPerPixel === 1
          && !/20[123]$/.test(uid) && image.format.frames < 20;
        if (!isComparable) continue;
        const ours = await readFrame(file, 0);
        if (!ours.ok) continue;
        const name = relative(sharedData, file.path);
        let other: string;
        try {
          other = decodedByOther(file.path, uid);
        } catch {
          console.log(`not compared, the other decoder refuses it: ${name}`);
          continue;
        }
        const most = /4\.(50|51)$/.test(uid) ? 2 : 0;
        const difference = greatestDifference(ours.value.values, await valuesOf(other));
        expect([name, difference <= most, difference]).toEqual([name, true, difference]);
        compared.push(name);
      }
    }
    expect(compared.length).toBeGreaterThan(30);
  });
});

describe.skipIf(!hasSharedData)('the real files', () => {
  const outcomes = new Map<string, string>();
  beforeAll(async () => {
    for (const file of picturesBelow(sharedData)) {
      const frames = file.header.image?.format.frames ?? 0;
      for (const frame of new Set([0, frames - 1])) {
        const begun = performance.now();
        const read = await readFrame(file, frame);
        const name = relative(sharedData, file.path);
        outcomes.set(`${name} ${frame}`, read.ok ? 'read' : read.failure.code);
        expect([name, performance.now() - begun < 10_000]).toEqual([name, true]);
        if (!read.ok) {
          expect(FRAME_FAILURE_CODES).toContain(read.failure.code);
          expect(frameFailureSentence(read.failure)).toMatch(/^[A-Z].*\.$/);
        }
      }
    }
  });
  it('all decode, or are refused with a name', () => {
    expect(outcomes.size).toBeGreaterThan(250);
    expect([...outcomes.values()].filter((outcome) => outcome === 'read').length).toBeGreaterThan(220);
  });
  it('are refused for what is wrong with them', () => {
    const refused: readonly (readonly [string, string])[] = [
      ['broken/dicom-ts/20-wrong-transfer-syntax.dcm', 'pixels/bad-fragments'],
      ['broken/gdcm-lineage/Cornell_bug.dcm', 'pixels/damaged'],
      ['broken/pydicom/JPEG2000-embedded-sequence-delimiter.dcm', 'pixels/contradicts-header'],
      ['conformance/encapsulation/CT1_UNC.fragmented_bot_jpeg_ls.80.dcm', 'pixels/bad-fragments'],
      ['conformance/colour-test-pattern/TestPattern_Palette.dcm', 'pixels/unsupported-format'],
      ['enhanced/pydicom-data/liver.dcm', 'pixels/unsupported-format'],
    ];
    for (const [name, code] of refused) expect([name, outcomes.get(`${name} 0`)]).toEqual([name, code]);
  });
  it('give a real cine frame by frame', async () => {
    const cine = imageFile(at('xa/rubo-demo_RCA_96frames_jpeg-baseline.dcm'));
    const means: number[] = [];
    for (let frame = 0; frame < 96; frame += 1) {
      const read = await readFrame(cine, frame);
      if (!read.ok) throw new Error(read.failure.code);
      expect(read.value.values.length).toBe(512 * 512);
      means.push(Array.from(read.value.values).reduce((sum, value) => sum + value, 0) / (512 * 512));
    }
    expect(new Set(means.map((mean) => mean.toFixed(3))).size).toBeGreaterThan(80);
    expect(Math.max(...means) - Math.min(...means)).toBeLessThan(60);
  });
});
