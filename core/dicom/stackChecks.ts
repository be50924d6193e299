import type { Rescale } from './header.ts';
import type { GeometryProblem } from './series.ts';
import { axesOf, type Slice } from './slice.ts';
import {
  FARTHEST_INTERCEPT, LEAST_SLOPE, MOST_SLOPE, NARROWEST_PIXEL, POSITION_TOLERANCE, WIDEST_ASPECT,
  WIDEST_PIXEL,
} from './tolerances.ts';
import { transferSyntax } from './transferSyntaxes.ts';

type Facts = GeometryProblem['facts'];
type Weight = GeometryProblem['weight'];

/** A problem of these slices; their instances named once each. */
export const problem = (
  code: GeometryProblem['code'], weight: Weight, slices: readonly Slice[], facts: Facts = {},
): GeometryProblem =>
  ({ code, weight, facts, instances: [...new Set(slices.map(({ header }) => header.sopInstanceUid))] });

const different = <T>(slices: readonly Slice[], of: (slice: Slice) => T): readonly T[] =>
  [...new Set(slices.map(of))];
/** The values in words, at most four of them. */
export const listed = (values: readonly (string | number)[]): string =>
  values.length <= 4 ? values.join(', ') : `${values.slice(0, 4).join(', ')} and ${values.length - 4} more`;

type Check = (slices: readonly Slice[]) => GeometryProblem | null;
/** One problem for the slices that are wrong; null when none is. */
const each = (
  code: GeometryProblem['code'], weight: Weight, isWrong: (slice: Slice) => boolean, facts?: (wrong: Slice) =>
    Facts,
): Check => (slices) => {
  const wrong = slices.filter(isWrong);
  const [first] = wrong;
  return first === undefined ? null : problem(code, weight, wrong, facts?.(first));
};
/** One problem for all slices when they do not agree; null when they do. */
const agreed = <P, T extends string | number>(
  code: GeometryProblem['code'], weight: Weight, part: (slice: Slice) => P, of: (part: P) => T,
  facts: (values: readonly T[]) => Facts,
): Check => (slices) => {
  // Slices of one series often share the very object: then there is nothing to compare.
  const values = [...new Set(different(slices, part).map(of))];
  return values.length <= 1 ? null : problem(code, weight, slices, facts(values));
};
const itself = <T>(value: T): T => value;

const isReadable = ({ header }: Slice): boolean => transferSyntax(header.transferSyntaxUid).isSupported;
const GREY: ReadonlySet<string> = new Set(['MONOCHROME1', 'MONOCHROME2']);
const isGrey = ({ format }: Slice): boolean => format.samplesPerPixel === 1 && GREY.has(format.photometric);
const hasReadableBits = ({ format }: Slice): boolean => format.bitsAllocated === 8
  || format.bitsAllocated === 16;

/** Whether the pixels of a slice are all there and can be read. */
export const hasPixels = (slice: Slice): boolean =>
  slice.image.pixelFault === null && isReadable(slice) && isGrey(slice) && hasReadableBits(slice);

/** What concerns the pictures themselves, wherever they lie: the same for CT and XA. */
export const pictureChecks: readonly Check[] = [
  each('unsupported-transfer-syntax', 'blocks', (slice) => !isReadable(slice), ({ header }) => {
    const { name, uid } = transferSyntax(header.transferSyntaxUid);
    return { name: name === 'unknown' ? uid : name, uid };
  }),
  each('truncated-pixels', 'blocks', ({ image }) => image.pixelFault?.code === 'truncated-pixels',
    ({ image }) => ({
    expectedBytes: image.pixelFault?.expectedBytes ?? 0, presentBytes: image.pixelFault?.presentBytes ?? 0,
  })),
  each('malformed-pixels', 'blocks', ({ image }) => image.pixelFault?.code === 'malformed-pixels'),
  each('unsupported-photometric', 'blocks', (slice) => !isGrey(slice), ({ format }) =>
    ({ photometric: format.photometric === '' ? 'of no stated kind' : format.photometric })),
  each('unsupported-pixel-format', 'blocks', (slice) => !hasReadableBits(slice), ({ format }) =>
    ({ bits: format.bitsAllocated })),
  each('lossy', 'note', ({ format }) => format.isLossy),
];

const isPlausible = ({ own }: Slice): boolean => {
  if (own.pixelSpacing === null) return false;
  const [least, most] = [Math.min(...own.pixelSpacing), Math.max(...own.pixelSpacing)];
  return least >= NARROWEST_PIXEL && most <= WIDEST_PIXEL && most <= WIDEST_ASPECT * least + 1e-9;
};
const hasPlace = ({ own }: Slice): boolean => own.position !== null && axesOf(own.orientation) !== null;

/** Spacings that put the far edge of the picture in one place, within the tolerance. */
const mixedSpacing: Check = (slices) => {
  const known = slices.filter(isPlausible);
  const [first] = known;
  if (first === undefined) return null;
  const [x0 = 0, y0 = 0] = first.own.pixelSpacing ?? [];
  const isSame = ({ own, format }: Slice): boolean => {
    const [x = 0, y = 0] = own.pixelSpacing ?? [];
    return Math.abs(x - x0) * format.columns <= POSITION_TOLERANCE
      && Math.abs(y - y0) * format.rows <= POSITION_TOLERANCE;
  };
  return known.every(isSame) ? null : problem('mixed-spacing', 'blocks', slices, {
    spacings: listed(different(known, ({ own }) => (own.pixelSpacing ?? []).join(' x '))),
  });
};

/** The rescale that a slice states; a slope of zero states none. */
const rescaleOf = ({ own }: Slice): Rescale | null =>
  (own.rescale === null || own.rescale === 'unreadable' || own.rescale.slope === 0 ? null : own.rescale);
const isOfHu = ({ type }: Rescale): boolean => type === null || type === 'HU' || type === 'HU_MOD';
const isBelievable = ({ slope, intercept }: Rescale): boolean =>
  slope >= LEAST_SLOPE && slope <= MOST_SLOPE && Math.abs(intercept) <= FARTHEST_INTERCEPT;

const isHu = (slice: Slice): boolean => {
  const rescale = rescaleOf(slice);
  return rescale !== null && isOfHu(rescale) && isBelievable(rescale);
};

/** Whether the values of a stack become HU, all of them. */
export const areHu = (slices: readonly Slice[]): boolean => slices.every(isHu);

const isDamaged = (slice: Slice): boolean => {
  const rescale = rescaleOf(slice);
  return slice.own.rescale === 'unreadable'
    || (rescale !== null && isOfHu(rescale) && !isBelievable(rescale));
};

const rescaling: Check = (slices) => {
  const without = slices.filter((slice) => rescaleOf(slice) === null && slice.own.rescale !== 'unreadable');
  if (without.length === slices.length) return problem('no-rescale', 'note', slices);
  return without.length === 0 ? null : problem('mixed-rescale', 'blocks', without);
};

const isOfOtherKind = (slice: Slice): boolean => {
  const rescale = rescaleOf(slice);
  return rescale !== null && !isOfHu(rescale);
};

/**
 * Two frames of reference are two scans. One for every slice is no statement at all: de-identification tools
 * replace the identifier file by file, and the positions still tell the truth. Files of many slices that
 * differ are scans of their own.
 */
const framesOfReference: Check = (slices) => {
  const frames = different(slices, ({ header }) => header.frameOfReferenceUid ?? 'none').length;
  if (frames <= 1) return null;
  const isOnePerSlice = frames === slices.length
    && slices.every(({ header }) => header.frameOfReferenceUid !== null);
  return problem('mixed-frame-of-reference', isOnePerSlice ? 'note' : 'blocks', slices, { frames });
};

/** What must hold of the slices of one CT stack before their places are looked at. */
export const stackChecks: readonly Check[] = [
  ...pictureChecks,
  agreed('mixed-patient', 'blocks', ({ header }) => header.patient,
    ({ id, name, birthDate }) => JSON.stringify([id, name, birthDate]),
    (patients) => ({ patients: patients.length })),
  framesOfReference,
  agreed('mixed-size', 'blocks', ({ format }) => format, ({ columns, rows }) => `${columns} x ${rows}`,
    (sizes) => ({ sizes: listed(sizes) })),
  each('no-pixel-spacing', 'blocks', (slice) => !isPlausible(slice)),
  mixedSpacing,
  each('no-position', 'blocks', (slice) => !hasPlace(slice)),
  rescaling,
  each('implausible-rescale', 'blocks', isDamaged),
  each('not-hu', 'note', isOfOtherKind, (slice) => ({ type: rescaleOf(slice)?.type ?? '' })),
  agreed('mixed-pixel-format', 'note', ({ format }) => format,
    ({ bitsAllocated, bitsStored, highBit, isSigned, photometric }) =>
      [bitsAllocated, bitsStored, highBit, isSigned, photometric].join(' '),
    (formats) => ({ formats: formats.length })),
  agreed('mixed-kernel', 'note', ({ header }) => header.series.kernel ?? 'none', itself, (kernels) =>
    ({ kernels: listed(kernels) })),
];
