import { expect, it } from 'vitest';
import { seriesIndex } from '../../../../core/dicom/seriesIndex.ts';
import { readHeaderFrom } from '../../../../electron/host/dicom/readHeader.ts';
import { ctElements, enhancedElements, fragments, part10, type Written } from './headerBytes.ts';

// The fault table once more, from the bytes of files: each attribute that the gate goes by is really read.

const text = (tag: number, vr: string, value: string): Written => ({ tag, vr, value });
const ds = (tag: number, ...values: readonly number[]): Written =>
  text(tag, 'DS', values.map((value) => Number(value.toFixed(6))).join('\\'));
const [POSITION, ORIENTATION, SPACING, FRAME, CLASS] = [0x00200032, 0x00200037, 0x00280030, 0x00200052,
  0x00080016];
type Change = Readonly<Record<number, Written | null>>;

/** n files, 0.5 mm apart along z, each changed in its own way. */
const files = (n: number, change: (k: number) => Change = () => ({}), stack = 0): readonly Uint8Array[] =>
  Array.from({ length: n }, (_, k) => part10(ctElements({
    0x00080018: text(0x00080018, 'UI', `1.2.3.${stack + 4}.${k + 1}`),
    [POSITION]: ds(POSITION, -64, -63.5, 0.5 * k), ...change(k),
  })));
const twice = (mark: (stack: number, k: number) => Change): readonly Uint8Array[] =>
  [0, 1].flatMap((stack) => files(10, (k) => mark(stack, k), stack));
const of = (...list: readonly Written[]): Change =>
  Object.fromEntries(list.map((written) => [written.tag, written]));
const tilt = (12 * Math.PI) / 180;

/** Per volume: slices, usable, codes. */
function verdicts(all: readonly Uint8Array[]) {
  const headers = all.flatMap((bytes) => {
    const header = readHeaderFrom(bytes);
    return header.ok ? [header.value] : [];
  });
  return seriesIndex(headers).items.map(({ kind, frames, geometry }) =>
    [kind, frames, geometry.usable, geometry.problems.map(({ code }) => code).join(' ')]);
}
const volume = (frames: number, codes = '', usable = codes === '') => ['ct-volume', frames, usable, codes];

it.each<readonly [string, readonly Uint8Array[], readonly (readonly unknown[])[]]>([
  ['D0 a clean series', files(10), [volume(10)]],
  ['D1 a file cut inside its pixels', files(10).map((bytes, k) => (k === 4 ? bytes.subarray(0, -50) : bytes)),
    [volume(10, 'truncated-pixels')]],
  ['D1 a file cut inside its header', files(10).map((bytes, k) => (k === 4 ? bytes.subarray(0, 900) : bytes)),
    [volume(9, 'missing-slice')]],
  ['D2 a file that is not there', files(10).filter((_, k) => k !== 4), [volume(9, 'missing-slice')]],
  ['D3 another picture in one place', [...files(10), ...files(1, () => of(ds(POSITION, -64, -63.5, 2)), 9)],
    [volume(11, 'duplicate-slice')]],
  ['D5 a jump', files(12, (k) => of(ds(POSITION, -64, -63.5, k < 6 ? 0.5 * k : 0.8 * k - 1.5))),
    [volume(12, 'uneven-spacing')]],
  ['D5 a jump so near the end that slices may be missing',
    files(10, (k) => of(ds(POSITION, -64, -63.5, k < 6 ? 0.5 * k : k - 2.5))),
    [volume(10, 'missing-slice')]],
  ['D6 tilted slices', files(10, () => of(ds(ORIENTATION, 1, 0, 0, 0, Math.cos(tilt), -Math.sin(tilt)))),
    [volume(10, 'gantry-tilt')]],
  ['D6 sheared positions', files(10, (k) => of(ds(POSITION, -64, 0.1 * k, 0.5 * k))),
    [volume(10, 'gantry-tilt')]],
  ['D7 a localizer',
    [...files(10), ...files(1, () => of(text(0x00080008, 'CS', 'ORIGINAL\\PRIMARY\\LOCALIZER')), 9)],
    [volume(10), ['other', 1, false, '']]],
  ['D8 phases by per cent', twice((stack) => of({ tag: 0x00209241, vr: 'FD', value: [40 + 35 * stack] })),
    [volume(10), volume(10)]],
  ['D8 phases by trigger time', twice((stack) => of(ds(0x00181060, 300 + 400 * stack))),
    [volume(10), volume(10)]],
  ['D8 phases by temporal position', twice((stack) => of(text(0x00200100, 'IS', `${stack + 1}`))),
    [volume(10), volume(10)]],
  ['D8 phases by acquisition', twice((stack) => of(text(0x00200012, 'IS', `${stack + 1}`))),
    [volume(10), volume(10)]],
  ['D8 phases by content time', twice((stack, k) => of(text(0x00080033, 'TM', `10${10 + stack}${10 + k}`))),
    [volume(10), volume(10)]],
  ['D8 kernels', twice((stack) => of(text(0x00181210, 'SH', `Bv${40 + 20 * stack}`))),
    [volume(10), volume(10)]],
  ['D9 frames of reference', files(10, (k) => of(text(FRAME, 'UI', k < 5 ? '1.2.9' : '1.2.8'))),
    [volume(10, 'mixed-frame-of-reference')]],
  ['D9 patients', files(10, (k) => of(text(0x00100020, 'LO', k < 9 ? 'P1' : 'P2'))),
    [volume(10, 'mixed-patient')]],
  ['D10 no pixel spacing', files(10, () => ({ [SPACING]: null })), [volume(10, 'no-pixel-spacing')]],
  ['D10 a pixel spacing of zero', files(10, () => of(ds(SPACING, 0, 0.4))), [volume(10, 'no-pixel-spacing')]],
  ['D10 no position', files(10, () => ({ [POSITION]: null })), [volume(10, 'no-position')]],
  ['D13 no rescale', files(10, () => ({ 0x00281052: null })), [volume(10, 'no-rescale', true)]],
  ...(['NaN', '1,5', '1\\1', '1\\2', 'one', '1\\'] as const).flatMap((value) =>
    [0x00281052, 0x00281053].map((tag) =>
    [`D13 ${tag === 0x00281053 ? 'a slope' : 'an intercept'} of ${value}`,
      files(10, (k) => (k === 4 ? of(text(tag, 'DS', value)) : {})),
      [volume(10, 'implausible-rescale')]] as const)),
  ['D13 a slope of blanks', files(10, () => of(text(0x00281053, 'DS', '  '))),
    [volume(10, 'no-rescale', true)]],
  ['D13 a slope of 1.5, blanks around', files(10, () => of(text(0x00281053, 'DS', ' 1.5 '))), [volume(10)]],
  ['D13 a negative slope', files(10, () => of(ds(0x00281053, -1))), [volume(10, 'implausible-rescale')]],
  ['D13 not HU', files(10, () => of(text(0x00281054, 'LO', 'US'))), [volume(10, 'not-hu', true)]],
  ['D14 a palette', files(10, () => of(text(0x00280004, 'CS', 'PALETTE COLOR'))),
    [volume(10, 'unsupported-photometric')]],
  ['D15 lossy', files(10, () => of(text(0x00282110, 'CS', '01'))), [volume(10, 'lossy', true)]],
  ['D15 JPEG XL', Array.from({ length: 10 }, (_, k) => part10(ctElements({
    ...of(text(0x00080018, 'UI', `1.2.3.4.${k}`), ds(POSITION, 0, 0, k)),
    0x7fe00010: fragments([new Uint8Array(8)]),
  }), '1.2.840.10008.1.2.4.110')), [volume(10, 'unsupported-transfer-syntax')]],
  ['D19 one UID for two pictures', [...files(10), ...files(1, () => of(ds(POSITION, -64, -63.5, 9)))],
    [volume(10, 'uid-clash', false)]],
  ['D20 files that are no DICOM',
    [...files(10), new Uint8Array(0), new Uint8Array(Buffer.from('{"no": "DICOM"}'))],
    [volume(10)]],
  ['a screen capture', files(1, () => of(text(CLASS, 'UI', '1.2.840.10008.5.1.4.1.1.7'))),
    [['other', 1, false, '']]],
])('%s', (name, all, promised) => {
  const found = verdicts(all);
  // Of a clash, only that it is named and refused: which picture was kept decides the rest.
  expect(name.startsWith('D19')
    ? found.map(([kind, , usable, codes]) => [kind, usable, String(codes).split(' ')[0]]) : found)
    .toEqual(name.startsWith('D19') ? [['ct-volume', false, 'uid-clash']] : promised);
});

it('takes what a file states once for each of its frames', () => {
  const shared = enhancedElements().filter(({ tag }) => tag !== 0x52009230);
  expect(verdicts([part10(shared)])).toEqual([volume(3, 'no-position')]);
});
