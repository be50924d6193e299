import { pointLps, vectorLps } from '../../../core/geometry/frame.ts';
import type { InstanceHeader } from '../../../core/dicom/header.ts';
import type { GeometryCode, SeriesItem } from '../../../core/dicom/series.ts';
import type { DigestOf } from '../../../core/dicom/stack.ts';
import { changed, ctHeader, ctSeries, enhancedTwin, shuffled, type Change } from './syntheticHeaders.ts';

/** What the promise of a fault comes down to, for each CT volume that is listed. */
export interface Verdict {
  readonly frames: number;
  readonly usable: boolean;
  readonly codes: readonly GeometryCode[];
  /** Slice spacing, mm, where there is one; to 0.0001 mm. */
  readonly step: number | null;
  /** Slices of the volumes that are given or offered. */
  readonly offered: { readonly as?: number; readonly corrected?: number; readonly intact?: number };
}

/** One fault of the table of the reliability goals, 3.2, and what is promised for it. */
export interface FaultCase {
  readonly id: string;
  readonly name: string;
  readonly headers: readonly InstanceHeader[];
  readonly digestOf?: DigestOf;
  readonly promised: readonly Verdict[];
}

/** What the index says of a case, in the words of the table. */
export const verdictOf = ({ frames, geometry, spacing }: SeriesItem): Verdict => ({
  frames, usable: geometry.usable, codes: geometry.problems.map(({ code }) => code).toSorted(),
  step: spacing === null ? null : Math.round(spacing[2] * 1e4) / 1e4,
  offered: {
    ...(geometry.recipe === null ? {} : { as: geometry.recipe.grid.dims[2] }),
    ...(geometry.correctedRecipe === null ? {} : { corrected: geometry.correctedRecipe.grid.dims[2] }),
    ...(geometry.intactRecipe === null ? {} : { intact: geometry.intactRecipe.grid.dims[2] }),
  },
});

const clean = (frames: number, codes: readonly GeometryCode[] = []): Verdict =>
  ({ frames, usable: true, codes, step: 0.5, offered: { as: frames } });
const refused = (frames: number, codes: readonly GeometryCode[], step: number | null = null): Verdict =>
  ({ frames, usable: false, codes, step, offered: {} });

const at = (z: number): Change => ({ frame: { position: pointLps(-64, -64, z) } });
const without = (n: number, ...numbers: readonly number[]): readonly InstanceHeader[] =>
  ctSeries(n).filter((_, k) => !numbers.includes(k + 1));
const each = (n: number, zOf: (number: number) => number): readonly InstanceHeader[] =>
  ctSeries(n, (number) => at(zOf(number)));
// Gaps of 0.55 and 0.45 mm in turn: 49.55 mm hold 90 steps of the more frequent 0.55.
const jitter = (number: number): number => 0.5 * number + (number % 2 === 0 ? 0.05 : 0);
/** Two or more stacks in the same places, told apart by `mark`. */
const twice = (n: number, mark: (stack: number, number: number) => Change,
  stacks = 2): readonly InstanceHeader[] =>
  Array.from({ length: stacks }, (_, stack) => ctSeries(n, (number) => ({
    ...mark(stack, number),
    top: { sopInstanceUid: `1.2.${4 + stack}.${number}`, instanceNumber: stack * n + number },
  }))).flat();
const copyOf = (number: number, change: Change = {}): InstanceHeader =>
  ctHeader(number,
    { ...change, top: { sopInstanceUid: `1.2.3.${900 + number}`, instanceNumber: 900 + number,
      ...change.top } });
const TILT = (10 * Math.PI) / 180;
const tiltedColumn = vectorLps(0, Math.cos(TILT), -Math.sin(TILT));
const TRUNCATED = { code: 'truncated-pixels', expectedBytes: 131_072, presentBytes: 4096 } as const;
const rescale = (change: Partial<{ slope: number; intercept: number; type: string | null }>): Change =>
  ({ frame: { rescale: { slope: 1, intercept: -1024, type: 'HU', ...change } } });
const time = (seconds: number): string => {
  const [hour, minute, second] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return [hour, minute, second].map((part) => String(part).padStart(2, '0')).join('');
};

export const FAULTS: readonly FaultCase[] = [
  { id: 'D0', name: 'a clean series', headers: ctSeries(100), promised: [clean(100)] },
  { id: 'D1', name: 'one slice cut short inside its pixels',
    headers: ctSeries(20, (number) => (number === 6 ? { image: { pixelFault: TRUNCATED } } : {})),
    promised: [{ ...refused(20, ['truncated-pixels'], 0.5), offered: { intact: 14 } }] },
  ...([['damaged pixels', 'malformed-pixels',
    { image: { pixelFault: { ...TRUNCATED, code: 'malformed-pixels' } } }],
    ['colour', 'unsupported-photometric', { format: { photometric: 'RGB', samplesPerPixel: 3 } }],
    ['pixels of 32 bits', 'unsupported-pixel-format', { format: { bitsAllocated: 32 } }],
    ['JPEG XL', 'unsupported-transfer-syntax', { top: { transferSyntaxUid: '1.2.840.10008.1.2.4.110' } }],
  ] as const).map(([name, code, change]): FaultCase => ({ id: 'D1', name: `${name} in one slice`,
    headers: ctSeries(20, (number) => (number === 6 ? change : {})),
    promised: [{ ...refused(20, code === 'malformed-pixels' || code === 'unsupported-transfer-syntax' ? [code]
      : ['mixed-pixel-format', code], 0.5), offered: { intact: 14 } }] })),
  { id: 'D2', name: '1 % of the slices missing', headers: without(100, 40),
    promised: [{ ...refused(99, ['missing-slice']), offered: { intact: 60 } }] },
  { id: 'D2', name: 'one of seven missing', headers: without(7, 4),
    promised: [{ ...refused(6, ['missing-slice']), offered: { intact: 3 } }] },
  { id: 'D2', name: 'one of five missing', headers: without(5, 3),
    promised: [refused(4, ['missing-slice'])] },
  { id: 'D2', name: '5 % missing in one gap', headers: without(100, 51, 52, 53, 54, 55),
    promised: [{ ...refused(95, ['missing-slice']), offered: { intact: 50 } }] },
  { id: 'D2', name: '10 % missing here and there',
    headers: without(100, 5, 14, 22, 37, 45, 58, 66, 71, 83, 92),
    promised: [{ ...refused(90, ['missing-slice']), offered: { intact: 14 } }] },
  { id: 'D3', name: 'the same file twice', headers: [...ctSeries(100), ctHeader(7)], promised: [clean(100)] },
  { id: 'D3', name: 'the same pixels under a new UID', headers: [...ctSeries(100), copyOf(7)],
    digestOf: (header) => `pixels of z ${header.image?.frames[0]?.position?.[2]}`, promised: [clean(100)] },
  { id: 'D3', name: 'different pixels at one position', headers: [...ctSeries(100), copyOf(7)],
    digestOf: ({ sopInstanceUid }) => sopInstanceUid, promised: [refused(101, ['duplicate-slice'])] },
  { id: 'D3', name: 'a slice twice whose pixels cannot be compared', headers: [...ctSeries(100), copyOf(7)],
    promised: [refused(101, ['duplicate-slice'])] },
  { id: 'D3', name: 'different pixels at one position beside a gap',
    headers: [...without(100, 40), copyOf(7)],
    digestOf: ({ sopInstanceUid }) => sopInstanceUid,
    promised: [refused(100, ['duplicate-slice', 'missing-slice'])] },
  { id: 'D3', name: 'the same pixels in one position, moved sideways',
    headers: [...ctSeries(100), copyOf(7, { frame: { position: pointLps(-60, -64, 3.5) } })],
    digestOf: () => 'pixels', promised: [refused(101, ['duplicate-slice'])] },
  { id: 'D3', name: 'the same pixels in one position, rescaled in another way',
    headers: [...ctSeries(100), copyOf(7, rescale({ intercept: -1000 }))],
    digestOf: () => 'pixels', promised: [refused(101, ['duplicate-slice'])] },
  { id: 'D3', name: 'two frames of one instance in one place',
    headers: [enhancedTwin([...ctSeries(100), copyOf(7)])],
    digestOf: () => 'pixels', promised: [refused(101, ['duplicate-slice'])] },
  { id: 'D4', name: 'shuffled', headers: shuffled(ctSeries(100)), promised: [clean(100)] },
  { id: 'D4', name: 'instance numbers wrong',
    headers: ctSeries(100, (number) => ({ top: { instanceNumber: (number * 37) % 100 } })),
    promised: [clean(100)] },
  { id: 'D4', name: 'instance numbers missing',
    headers: ctSeries(100, () => ({ top: { instanceNumber: null } })),
    promised: [clean(100)] },
  { id: 'D5', name: 'a jump from 0.5 to 0.8 mm',
    headers: each(100, (number) => (number <= 50 ? 0.5 * number : 0.8 * number - 15)),
    // 49 gaps of 0.5 and 50 of 0.8: 64.5 mm hold 80 steps of the more frequent 0.8.
    promised: [{ ...refused(100, ['uneven-spacing']), offered: { corrected: 81 } }] },
  { id: 'D5', name: 'a jump from 0.5 to 1 mm with thicker slices',
    headers: ctSeries(100, (number) => (number <= 50 ? at(0.5 * number)
      : { frame: { ...at(number - 25).frame, sliceThicknessMm: 1.2 } })),
    promised: [{ ...refused(100, ['uneven-spacing']), offered: { corrected: 75 } }] },
  { id: 'D5', name: 'every second slice of one half missing',
    headers: ctSeries(150).filter((_, k) => k < 50 || k % 2 === 1),
    promised: [{ ...refused(100, ['missing-slice', 'uneven-spacing']), offered: { intact: 50 } }] },
  { id: 'D5', name: 'two of three slices of the first half missing, thickness not stated',
    headers: ctSeries(150, () => ({ frame: { sliceThicknessMm: null } }))
      .filter((_, k) => k >= 90 || k % 3 === 0),
    promised: [{ ...refused(90, ['missing-slice', 'uneven-spacing']), offered: { intact: 60 } }] },
  { id: 'D5', name: 'a drift from 0.5 to 0.6 mm',
    headers: each(100, (number) => 0.5 * number + 0.0005 * number ** 2),
    // Gaps grow evenly, so that their median is their mean: 99 steps again.
    promised: [{ ...refused(100, ['uneven-spacing']), offered: { corrected: 100 } }] },
  { id: 'D5', name: '10 % jitter', headers: each(100, jitter),
    promised: [{ ...refused(100, ['uneven-spacing']), offered: { corrected: 91 } }] },
  { id: 'D5', name: 'a jump too wide to resample',
    headers: each(100, (number) => (number <= 50 ? 0.5 * number : 1.3 * number - 40)),
    promised: [refused(100, ['uneven-spacing'])] },
  { id: 'D6', name: 'tilted slices moved along the table', headers: ctSeries(100, () => ({
    frame: { orientation: [vectorLps(1, 0, 0), tiltedColumn] } })),
    promised: [{ ...refused(100, ['gantry-tilt'], Math.round(5000 * Math.cos(TILT)) / 1e4),
      offered: { corrected: 100 } }] },
  { id: 'D6', name: 'upright slices with sheared positions', headers: ctSeries(100, (number) => ({
    frame: { position: pointLps(-64, -64 + 0.5 * number * Math.tan(TILT), 0.5 * number) } })),
    promised: [{ ...refused(100, ['gantry-tilt'], 0.5), offered: { corrected: 100 } }] },
  ...([[-1, 0], [0, -1], [1, 0]] as const).map(([x, y]): FaultCase => ({
    id: 'D6', name: `upright slices with positions sheared towards ${x}, ${y}`,
    headers: ctSeries(100, (number) => {
      const shift = 0.5 * number * Math.tan(TILT);
      return { frame: { position: pointLps(-64 + x * shift, -64 + y * shift, 0.5 * number) } };
    }), promised: [{ ...refused(100, ['gantry-tilt'], 0.5), offered: { corrected: 100 } }] })),
  { id: 'D6', name: 'a stated tilt that the positions do not show',
    headers: ctSeries(100, () => ({ series: { gantryTiltDeg: 12 } })),
    promised: [clean(100, ['gantry-tilt'])] },
  { id: 'D6', name: 'slices re-centred sideways', headers: ctSeries(100, (number) => (number <= 50 ? {}
    : { frame: { position: pointLps(-60, -64, 0.5 * number) } })),
    promised: [refused(100, ['shifted-slices'], 0.5)] },
  { id: 'D6', name: 'a tilted stack, one slice of it cut short', headers: ctSeries(100, (number) => ({
    frame: { orientation: [vectorLps(1, 0, 0), tiltedColumn] },
    image: number === 50 ? { pixelFault: TRUNCATED } : {} })),
    promised: [refused(100, ['gantry-tilt', 'truncated-pixels'], Math.round(5000 * Math.cos(TILT)) / 1e4)] },
  { id: 'D6', name: 'a tilted stack that wavers', headers: ctSeries(100, (number) => ({ frame: {
    position: pointLps(-64, -64, jitter(number)), orientation: [vectorLps(1, 0, 0), tiltedColumn] } })),
    promised: [refused(100, ['gantry-tilt', 'uneven-spacing'])] },
  { id: 'D7', name: 'a localizer in the series',
    headers: [ctHeader(900, { top: { imageType: ['ORIGINAL', 'PRIMARY', 'LOCALIZER'] },
    frame: { orientation: [vectorLps(1, 0, 0), vectorLps(0, 0, -1)] } }), ...ctSeries(100)],
      promised: [clean(100)] },
  { id: 'D7', name: 'two directions in the series', headers: [...ctSeries(40), ...ctSeries(30, (number) => ({
    top: { sopInstanceUid: `1.2.4.${number}` },
    frame: { orientation: [vectorLps(0, 1, 0), vectorLps(0, 0, -1)],
      position: pointLps(0.5 * number, 0, 0) } }))],
    promised: [clean(40, ['mixed-orientation']), clean(30, ['mixed-orientation'])] },
  { id: 'D7', name: 'a direction that turns from slice to slice', headers: ctSeries(40, (number) => {
    const turn = (number * Math.PI) / 360;
    return { frame: { orientation: [vectorLps(Math.cos(turn), Math.sin(turn), 0),
      vectorLps(-Math.sin(turn), Math.cos(turn), 0)] } };
  }), promised: [refused(40, ['mixed-orientation'])] },
  { id: 'D8', name: 'two phases by per cent',
    headers: shuffled(twice(50, (stack) => ({ frame: { phasePercent: stack === 0 ? 40 : 75 } }))),
    promised: [clean(50), clean(50)] },
  { id: 'D8', name: 'ten phases by trigger time',
    headers: shuffled(twice(20, (stack) => ({ frame: { triggerTimeMs: 80 * stack } }), 10)),
    promised: Array.from({ length: 10 }, () => clean(20)) },
  { id: 'D8', name: 'two phases by trigger times that jitter', headers: twice(50, (stack, number) => ({
    frame: { triggerTimeMs: 300 + 400 * stack + 7 * Math.sin(number) } })),
      promised: [clean(50), clean(50)] },
  { id: 'D8', name: 'two time points by acquisition number',
    headers: twice(50, (stack) => ({ frame: { acquisitionNumber: stack + 1 } })),
    promised: [clean(50), clean(50)] },
  { id: 'D8', name: 'two time points by temporal position',
    headers: twice(50, (stack) => ({ frame: { temporalPosition: stack + 1 } })),
    promised: [clean(50), clean(50)] },
  { id: 'D8', name: 'two time points by content time', headers: twice(50, (stack, number) => ({
    frame: { contentTime: time(36_000 + 600 * stack + number) } })), promised: [clean(50), clean(50)] },
  { id: 'D8', name: 'two kernels of two phases',
    headers: shuffled([0, 1].flatMap((kernel) => twice(30, (stack) => ({
    series: { kernel: `Bv${40 + 8 * kernel}` }, frame: { phasePercent: stack === 0 ? 40 : 75 } }))
    .map((header) => changed(header, { top: { sopInstanceUid: `${header.sopInstanceUid}.${kernel}` } })))),
    promised: [clean(30), clean(30), clean(30), clean(30)] },
  { id: 'D8', name: 'two phases, one of them without a per cent', headers: twice(50, (stack) => ({
    frame: { phasePercent: stack === 0 ? null : 75 } })),
    promised: [refused(100, ['duplicate-slice', 'mixed-phase'])] },
  ...([[25, true], [24, false]] as const).map(([n, isSplit]): FaultCase => ({
    id: 'D8', name: `a phase of 50 slices and one of ${n}`,
    headers: [...ctSeries(50, () => ({ frame: { phasePercent: 40 } })), ...ctSeries(n, (number) => ({
      top: { sopInstanceUid: `1.2.5.${number}` }, frame: { phasePercent: 75 } }))],
    promised: isSplit ? [clean(50), clean(n)] : [refused(50 + n, ['duplicate-slice', 'mixed-phase'])] })),
  { id: 'D8', name: 'a pair of every slice in one of two acquisitions', headers: [
    ...ctSeries(20, (number) => ({ frame: { acquisitionNumber: number <= 10 ? 1 : 2 } })),
    ...ctSeries(10, (number) =>
      ({ top: { sopInstanceUid: `1.2.5.${number}` }, frame: { acquisitionNumber: 1 } }))],
    promised: [refused(30, ['duplicate-slice'])] },
  ...([[20, true], [19, false]] as const).map(([later, isSplit]): FaultCase => ({
    id: 'D8', name: `two time points, the second from ${later} s on, the first up to 19 s`,
    headers: twice(20, (stack, number) =>
      ({ frame: { contentTime: time(36_000 + number - 1 + stack * later) } })),
    promised: isSplit ? [clean(20), clean(20)] : [refused(40, ['duplicate-slice'])] })),
  { id: 'D8', name: 'two phases that nothing tells apart', headers: twice(50, () => ({})),
    promised: [refused(100, ['duplicate-slice'])] },
  { id: 'D9', name: 'two frames of reference',
    headers: ctSeries(100, (number) => ({ top: { frameOfReferenceUid: number < 50 ? '1.2.9' : '1.2.8' } })),
    promised: [refused(100, ['mixed-frame-of-reference'])] },
  { id: 'D9', name: 'three frames of reference', headers: ctSeries(100, (number) => ({
    top: { frameOfReferenceUid: `1.2.9.${number % 3}` } })),
    promised: [refused(100, ['mixed-frame-of-reference'])] },
  { id: 'D9', name: 'a frame of reference for every slice',
    headers: ctSeries(100, (number) => ({ top: { frameOfReferenceUid: `1.2.9.${number}` } })),
    promised: [clean(100, ['mixed-frame-of-reference'])] },
  { id: 'D9', name: 'a frame of reference for every slice but one pair', headers: ctSeries(100, (number) => ({
    top: { frameOfReferenceUid: `1.2.9.${Math.max(2, number)}` } })),
    promised: [refused(100, ['mixed-frame-of-reference'])] },
  { id: 'D9', name: 'a frame of reference for every slice but one, which has none',
    headers: ctSeries(100, (number) =>
      ({ top: { frameOfReferenceUid: number === 5 ? null : `1.2.9.${number}` } })),
    promised: [refused(100, ['mixed-frame-of-reference'])] },
  { id: 'D9', name: 'a frame of reference for each of three enhanced instances',
    headers: [0, 1, 2].map((part) =>
    changed(enhancedTwin(ctSeries(30).slice(10 * part, 10 * part + 10)),
      { top: { sopInstanceUid: `1.2.3.50${part}`, frameOfReferenceUid: `1.2.9.${part}` } })),
    promised: [refused(30, ['mixed-frame-of-reference'])] },
  { id: 'D9', name: 'two patients',
    headers: ctSeries(100, (number) => (number === 9 ? { patient: { id: 'C2' } } : {})),
    promised: [refused(100, ['mixed-patient'])] },
  ...([{ name: 'Case, Cleaner' }, { birthDate: '1950-02-04' }] as const).map((patient) => ({
    id: 'D9', name: `two patients by ${Object.keys(patient).join('')}`,
    headers: ctSeries(100, (number) => (number === 9 ? { patient } : {})),
    promised: [refused(100, ['mixed-patient'])] })),
  { id: 'D9', name: 'two matrix sizes',
    headers: ctSeries(100, (number) => (number > 50 ? { format: { rows: 512, columns: 512 } } : {})),
    promised: [refused(100, ['mixed-size'])] },
  { id: 'D10', name: 'no pixel spacing', headers: ctSeries(100, () => ({ frame: { pixelSpacing: null } })),
    promised: [refused(100, ['no-pixel-spacing'])] },
  { id: 'D10', name: 'an impossible pixel spacing',
    headers: ctSeries(100, () => ({ frame: { pixelSpacing: [500, 0.5] } })),
    promised: [refused(100, ['no-pixel-spacing'])] },
  ...([[10, 10], [0.05, 0.05], [0.4, 0.8], [1, 0.5]] as const).map((pixelSpacing) => ({
    id: 'D10', name: `a pixel spacing of ${pixelSpacing.join(' x ')} mm, at the edge`,
    headers: ctSeries(100, () => ({ frame: { pixelSpacing } })), promised: [clean(100)] })),
  ...([[10.01, 10.01], [0.049, 0.05], [0.005, 0.005], [0.4, 0.81], [1.01, 0.5]] as const)
    .map((pixelSpacing) => ({
      id: 'D10', name: `a pixel spacing of ${pixelSpacing.join(' x ')} mm, beyond it`,
      headers: ctSeries(100, () => ({ frame: { pixelSpacing } })),
      promised: [refused(100, ['no-pixel-spacing'])] })),
  { id: 'D10', name: 'two pixel spacings',
    headers: ctSeries(100, (number) => (number > 50 ? { frame: { pixelSpacing: [0.4, 0.4] } } : {})),
    promised: [refused(100, ['mixed-spacing'])] },
  // 256 pixels: 0.00003 mm each move the far edge by less than 0.01 mm, 0.00004 by more.
  ...([[0.50003, 0.5], [0.5, 0.50003]] as const).map((pixelSpacing) => ({
    id: 'D10', name: `a pixel spacing of ${pixelSpacing.join(' x ')} mm beside 0.5 x 0.5`,
    headers: ctSeries(100, (number) => (number === 9 ? { frame: { pixelSpacing } } : {})),
    promised: [clean(100)] })),
  ...([[0.50004, 0.5], [0.5, 0.50004]] as const).map((pixelSpacing) => ({
    id: 'D10', name: `a pixel spacing of ${pixelSpacing.join(' x ')} mm beside 0.5 x 0.5`,
    headers: ctSeries(100, (number) => (number === 9 ? { frame: { pixelSpacing } } : {})),
    promised: [refused(100, ['mixed-spacing'])] })),
  { id: 'D10', name: 'no position in one slice',
    headers: ctSeries(100, (number) => (number === 3 ? { frame: { position: null } } : {})),
    promised: [refused(100, ['no-position'])] },
  { id: 'D10', name: 'no direction in one slice',
    headers: ctSeries(100, (number) => (number === 3 ? { frame: { orientation: null } } : {})),
    promised: [refused(100, ['no-position'])] },
  { id: 'D10', name: 'a direction that is no direction', headers: ctSeries(100, () => ({
    frame: { orientation: [vectorLps(1, 0, 0), vectorLps(1, 0, 0)] } })),
      promised: [refused(100, ['no-position'])] },
  { id: 'D12', name: 'signed and unsigned slices together', headers: ctSeries(100, (number) => (number > 50
    ? { format: { isSigned: true, bitsStored: 13, highBit: 12 } } : {})),
      promised: [clean(100, ['mixed-pixel-format'])] },
  ...([{ bitsAllocated: 8 }, { bitsStored: 13 }, { highBit: 12 }, { photometric: 'MONOCHROME1' }] as const)
    .map((format) => ({
      id: 'D12', name: `pixels of which one slice has another ${Object.keys(format).join('')}`,
      headers: ctSeries(100, (number) => (number === 9 ? { format } : {})),
      promised: [clean(100, ['mixed-pixel-format'])] })),
  { id: 'D13', name: 'a modified rescale to HU', headers: ctSeries(100, () => rescale({ type: 'HU_MOD' })),
    promised: [clean(100)] },
  { id: 'D13', name: 'a rescale of no stated kind', headers: ctSeries(100, () => rescale({ type: null })),
    promised: [clean(100)] },
  { id: 'D13', name: 'a rescale of its own for each slice',
    headers: ctSeries(100, (number) => rescale({ slope: 1 + number / 100 })),
    promised: [clean(100)] },
  { id: 'D13', name: 'no rescale at all', headers: ctSeries(100, () => ({ frame: { rescale: null } })),
    promised: [clean(100, ['no-rescale'])] },
  { id: 'D13', name: 'a slope of zero', headers: ctSeries(100, () => rescale({ slope: 0 })),
    promised: [clean(100, ['no-rescale'])] },
  { id: 'D13', name: 'no rescale in one slice',
    headers: ctSeries(100, (number) => (number === 8 ? { frame: { rescale: null } } : {})),
    promised: [refused(100, ['mixed-rescale'], 0.5)] },
  ...([{ slope: 0.01 }, { slope: 100 }, { intercept: 32_768 }, { intercept: -32_768 },
    { slope: -1, type: 'Z_EFF' }] as const).map((change) => ({
    id: 'D13', name: `a rescale at the edge, ${JSON.stringify(change)}`,
    headers: ctSeries(100, () => rescale(change)),
    promised: [clean(100, 'type' in change ? ['not-hu'] : [])] })),
  ...([{ slope: 0.0099 }, { slope: 100.1 }, { slope: -1 }, { slope: Number.NaN }, { slope: Infinity },
    { intercept: 32_769 }, { intercept: -32_769 }, { intercept: Number.NaN }] as const).map((change) => ({
    id: 'D13',
    name: `a rescale beyond the edge, ${Object.keys(change).join('')} ${Object.values(change).join('')}`,
    headers: ctSeries(100, () => rescale(change)),
    promised: [refused(100, ['implausible-rescale'], 0.5)] })),
  { id: 'D13', name: 'an unreadable rescale in one slice', headers: ctSeries(100, (number) =>
    (number === 8 ? { frame: { rescale: 'unreadable' } } : {})),
    promised: [refused(100, ['implausible-rescale'], 0.5)] },
  { id: 'D13', name: 'an unreadable rescale everywhere',
    headers: ctSeries(100, () => ({ frame: { rescale: 'unreadable' } })),
    promised: [refused(100, ['implausible-rescale'], 0.5)] },
  { id: 'D13', name: 'values that are not HU', headers: ctSeries(100, () => rescale({ type: 'Z_EFF' })),
    promised: [clean(100, ['not-hu'])] },
  { id: 'D14', name: 'MONOCHROME1',
    headers: ctSeries(100, () => ({ format: { photometric: 'MONOCHROME1' } })), promised: [clean(100)] },
  { id: 'D14', name: 'colour',
    headers: ctSeries(100, () => ({ format: { photometric: 'RGB', samplesPerPixel: 3 } })),
    promised: [refused(100, ['unsupported-photometric'], 0.5)] },
  { id: 'D14', name: 'grey of three samples',
    headers: ctSeries(100, () => ({ format: { samplesPerPixel: 3 } })),
    promised: [refused(100, ['unsupported-photometric'], 0.5)] },
  { id: 'D14', name: 'a palette',
    headers: ctSeries(100, () => ({ format: { photometric: 'PALETTE COLOR' } })),
    promised: [refused(100, ['unsupported-photometric'], 0.5)] },
  { id: 'D15', name: 'JPEG XL',
    headers: ctSeries(100, () => ({ top: { transferSyntaxUid: '1.2.840.10008.1.2.4.110' } })),
    promised: [refused(100, ['unsupported-transfer-syntax'], 0.5)] },
  { id: 'D15', name: 'lossy compression', headers: ctSeries(100, () => ({ format: { isLossy: true } })),
    promised: [clean(100, ['lossy'])] },
  { id: 'D16', name: 'an enhanced multi-frame instance', headers: [enhancedTwin(shuffled(ctSeries(100)))],
    promised: [clean(100)] },
  { id: 'D19', name: 'one UID for two pictures', headers: [...ctSeries(100), ctHeader(7, at(90))],
    promised: [refused(100, ['uid-clash'], null)] },
  { id: 'D20', name: 'two slices only', headers: ctSeries(2), promised: [refused(2, ['too-few-slices'])] },
];
