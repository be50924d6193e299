import { affine, type IndexIjk, type PointLps } from '../geometry/frame.ts';
import { mm, type Mm } from '../units.ts';
import type { Dims, VolumeGrid } from '../volume/volume.ts';
import { MOST_VOLUME_BYTES } from './limits.ts';
import { places } from './phases.ts';
import type { Correction, GeometryProblem, SeriesItem, VolumeRecipe } from './series.ts';
import { axesOf, placed, type Axes, type PlacedSlice, type Slice } from './slice.ts';
import { stackCourse, stackSpacing, type StackCourse, type StackSpacing } from './spacingOfStack.ts';
import { areHu, hasPixels, problem, stackChecks } from './stackChecks.ts';
import { FEWEST_SLICES } from './tolerances.ts';

/** Tells whether two instances hold the same pixels: a digest of the pixels, or null where it cannot be had. */
export type DigestOf = (header: Slice['header']) => string | null;

/** What the gate says of one stack: what is wrong with it, and which volumes may be made of it. */
export interface GatedStack {
  readonly geometry: SeriesItem['geometry'];
  readonly spacing: SeriesItem['spacing'];
  /** The slices, identical copies dropped, in the order of their places where they have one. */
  readonly slices: readonly Slice[];
}

const REFUSED = { recipe: null, correctedRecipe: null, intactRecipe: null } as const;
const blocks = (problems: readonly GeometryProblem[]): boolean => problems.some(({ weight }) => weight === 'blocks');

/** Facts list at most this many places. */
const MOST_LISTED = 100;
const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;

/** Slices of the same place and the same pixels, reduced to one. */
function withoutCopies(slices: readonly PlacedSlice[], digestOf: DigestOf): readonly PlacedSlice[] {
  return places(slices).flatMap((place) => {
    if (place.length === 1) return place;
    const kept: { slice: PlacedSlice; mark: string }[] = [];
    for (const slice of place) {
      const digest = slice.format.frames === 1 ? digestOf(slice.header) : null;
      const mark = JSON.stringify([digest, slice.across.map(rounded), slice.own.rescale, slice.own.pixelSpacing, slice.format]);
      if (digest === null || kept.every((other) => other.mark !== mark)) kept.push({ slice, mark });
    }
    return kept.map(({ slice }) => slice);
  });
}

/** A regular stack of slices as a volume: right-handed, slices along row × column. */
function recipeOf(
  slices: readonly PlacedSlice[], axes: Axes, spacing: number, correction: Correction | null,
  shape: { readonly dims: Dims; readonly origin: readonly [number, number, number] } | null,
): VolumeRecipe | null {
  const [first] = slices;
  const [dx, dy] = first?.own.pixelSpacing ?? [];
  if (first === undefined || dx === undefined || dy === undefined) return null;
  const dims: Dims = shape?.dims ?? [first.format.columns, first.format.rows, slices.length];
  if (dims[0] * dims[1] * dims[2] * 2 > MOST_VOLUME_BYTES) return null;
  const [ox, oy, oz] = shape?.origin ?? first.position;
  const { row, column, normal } = axes;
  const rowsOf = [[row[0], column[0], normal[0], ox], [row[1], column[1], normal[1], oy], [row[2], column[2], normal[2], oz]];
  const grid: VolumeGrid = {
    dims, spacing: [mm(dx), mm(dy), mm(spacing)],
    lpsFromIjk: affine<PointLps, IndexIjk>(rowsOf.flatMap(([r = 0, c = 0, n = 0, o = 0]) => [r * dx, c * dy, n * spacing, o])),
    // One that the slices do not share names nothing.
    frameOfReferenceUid: slices.every(({ header }) => header.frameOfReferenceUid === first.header.frameOfReferenceUid)
      ? first.header.frameOfReferenceUid : null,
  };
  const valuesAre = areHu(slices) ? 'HU' : 'stored values';
  return {
    slices: slices.map(({ header, frame, own, along, format }) => ({
      sopInstanceUid: header.sopInstanceUid, frame, alongNormal: mm(along), format,
      rescale: valuesAre === 'HU' ? own.rescale : null,
    })),
    grid, correction, valuesAre,
  };
}

const alongOf = (slices: readonly PlacedSlice[]): readonly number[] => slices.map(({ along }) => along);

/** The stack resampled to its median spacing, from its first slice to its last. */
function evenRecipe(slices: readonly PlacedSlice[], axes: Axes, median: number): VolumeRecipe | null {
  const [first] = slices;
  const last = slices.at(-1);
  if (first === undefined || last === undefined) return null;
  const spacing = rounded(median);
  const count = Math.floor((last.along - first.along) / spacing + 1e-6) + 1;
  return recipeOf(slices, axes, spacing, {
    kind: 'uneven-spacing', method: 'linear along the normal', alongNormal: alongOf(slices).map(mm),
  }, { dims: [first.format.columns, first.format.rows, count], origin: first.position });
}

/** The stack straightened: a grid that holds every slice whole, and how far each is shifted in it. */
function straightRecipe(
  slices: readonly PlacedSlice[], axes: Axes, spacing: number, tiltDeg: number,
): VolumeRecipe | null {
  const [first] = slices;
  const [dx, dy] = first?.own.pixelSpacing ?? [];
  if (first === undefined || dx === undefined || dy === undefined) return null;
  const span = (axis: 0 | 1): { readonly from: number; readonly to: number } => {
    const values = slices.map(({ across }) => across[axis]);
    return { from: Math.min(...values), to: Math.max(...values) };
  };
  const [x, y] = [span(0), span(1)];
  const [backX, backY] = [x.from - first.across[0], y.from - first.across[1]];
  const { row, column } = axes;
  const origin = [0, 1, 2].map((at) =>
    (first.position[at] ?? 0) + (row[at] ?? 0) * backX + (column[at] ?? 0) * backY);
  const [ox = 0, oy = 0, oz = 0] = origin;
  const more = (range: { from: number; to: number }, step: number): number => Math.ceil((range.to - range.from) / step - 1e-6);
  return recipeOf(slices, axes, spacing, {
    kind: 'gantry-tilt', method: 'shear, linear in the slice', tiltDeg,
    shift: slices.map(({ across }) => [across[0] - x.from, across[1] - y.from]),
  }, {
    dims: [first.format.columns + more(x, dx), first.format.rows + more(y, dy), slices.length], origin: [ox, oy, oz],
  });
}

/** The longest stretch of whole slices without an empty place between them. */
function intactRecipe(
  slices: readonly PlacedSlice[], axes: Axes, steps: readonly number[], spacing: number,
): VolumeRecipe | null {
  let [best, run]: [readonly PlacedSlice[], PlacedSlice[]] = [[], []];
  for (const [at, slice] of slices.entries()) {
    const isNext = (steps[at] ?? 0) - (steps[at - 1] ?? Number.NaN) === 1;
    if (!hasPixels(slice)) run = [];
    else if (isNext && run.length > 0) run = [...run, slice];
    else run = [slice];
    if (run.length > best.length) best = run;
  }
  return best.length >= FEWEST_SLICES ? recipeOf(best, axes, spacing, null, null) : null;
}

function spacingProblems(slices: readonly PlacedSlice[], found: StackSpacing): readonly GeometryProblem[] {
  if (found.kind === 'regular') return [];
  if (found.kind === 'uneven') {
    return [problem('uneven-spacing', found.isCorrectable ? 'correctable' : 'blocks', slices,
      { leastMm: rounded(found.least), mostMm: rounded(found.most), medianMm: rounded(found.median) })];
  }
  const gaps = slices.flatMap((after, at) => {
    const before = slices[at - 1];
    const [from, to] = [found.steps[at - 1] ?? 0, found.steps[at] ?? 0];
    return before === undefined || to - from <= 1 ? [] : [{ before, after, count: to - from - 1 }];
  });
  const missingAt = gaps.flatMap(({ before, count }) =>
    Array.from({ length: Math.min(count, MOST_LISTED) }, (_, step) => rounded(before.along + (step + 1) * found.spacing)));
  return [problem('missing-slice', 'blocks', gaps.flatMap(({ before, after }) => [before, after]), {
    missing: found.missing, spacingMm: rounded(found.spacing),
    gapMm: rounded(Math.max(...gaps.map(({ before, after }) => after.along - before.along))),
    missingAlongNormalMm: missingAt.slice(0, MOST_LISTED),
  })];
}

function courseProblems(slices: readonly PlacedSlice[], course: StackCourse): readonly GeometryProblem[] {
  switch (course.kind) {
    case 'straight': {
      // The header's own angle is a hint only: it is often stale or of the wrong sign.
      const stated = slices[0]?.header.series.gantryTiltDeg ?? 0;
      const isUpright = Math.abs(stated) > 0.05;
      return isUpright ? [problem('gantry-tilt', 'note', slices, { statedTiltDeg: stated, tiltDeg: 0 })] : [];
    }
    case 'tilted':
      return [problem('gantry-tilt', 'correctable', slices, { tiltDeg: course.tiltDeg })];
    case 'shifted': return [problem('shifted-slices', 'blocks', slices, { mostMm: rounded(course.mostMm) })];
  }
}

/** Where two corrections would have to be joined, neither is offered. */
const settled = (problems: readonly GeometryProblem[]): readonly GeometryProblem[] => {
  const correctable = problems.filter(({ weight }) => weight === 'correctable');
  return correctable.length <= 1 ? problems
    : problems.map((found) => (found.weight === 'correctable' ? { ...found, weight: 'blocks' } : found));
};

/**
 * The geometry gate: may a volume be made of these slices, and which?
 *
 * A volume is given only where every slice lies within 0.01 mm of one regular grid. There is no average
 * spacing: gaps, jumps and tilt are problems with a name, and a correction is offered only where it is sound.
 *
 * @param slices - one stack: one series, orientation, phase and kernel
 * @param digestOf - digest of the pixels of an instance; asked only where two slices lie in one place
 */
export function gatedStack(slices: readonly Slice[], digestOf: DigestOf): GatedStack {
  const checked = stackChecks.flatMap((check) => check(slices) ?? []);
  const axes = slices.map(({ own }) => axesOf(own.orientation)).find((found) => found !== null) ?? null;
  const isPlaced = axes !== null && !checked.some(({ code, weight }) => weight === 'blocks' && (UNPLACED.has(code) || code === 'mixed-frame-of-reference'));
  const ordered = isPlaced ? withoutCopies(placed(slices, axes), digestOf) : [];
  const kept = isPlaced ? ordered : slices;
  const refused = (problems: readonly GeometryProblem[]): GatedStack =>
    ({ geometry: { usable: false, problems, ...REFUSED }, spacing: null, slices: kept });
  const few = kept.length < FEWEST_SLICES ? [problem('too-few-slices', 'blocks', kept, { slices: kept.length })] : [];
  if (!isPlaced || few.length > 0) return refused([...checked, ...few]);

  const shared = places(ordered).filter(({ length }) => length > 1);
  const single = places(ordered).flatMap((place) => place.slice(0, 1));
  if (shared.length > 0) {
    return refused([...checked, problem('duplicate-slice', 'blocks', shared.flat(), {
      places: shared.length, alongNormalMm: shared.slice(0, MOST_LISTED).map(([slice]) => rounded(slice?.along ?? 0)),
    }), ...(single.length < FEWEST_SLICES ? [] : spacingProblems(single, stackSpacing(alongOf(single))))]);
  }
  const spacing = stackSpacing(alongOf(ordered));
  const course = stackCourse(alongOf(ordered), ordered.map(({ across }) => across));
  const problems = settled([...checked, ...spacingProblems(ordered, spacing), ...courseProblems(ordered, course)]);
  return volumes(ordered, axes, spacing, course, problems);
}

/** Problems after which places along the stack mean nothing. */
const UNPLACED: ReadonlySet<GeometryProblem['code']> =
  new Set(['no-position', 'no-pixel-spacing', 'mixed-size', 'mixed-spacing', 'mixed-patient']);

/** Problems of single slices, which a stretch without those slices does not have. */
const OF_SINGLE_SLICES: ReadonlySet<GeometryProblem['code']> = new Set([
  'missing-slice', 'truncated-pixels', 'malformed-pixels', 'unsupported-transfer-syntax', 'unsupported-photometric',
  'unsupported-pixel-format',
]);

function volumes(
  ordered: readonly PlacedSlice[], axes: Axes, spacing: StackSpacing, course: StackCourse,
  problems: readonly GeometryProblem[],
): GatedStack {
  const isRegular = spacing.kind === 'regular';
  const pixel = ordered[0]?.own.pixelSpacing;
  const known: SeriesItem['spacing'] = isRegular && pixel !== null && pixel !== undefined
    ? [mm(pixel[0]), mm(pixel[1]), mm(spacing.spacing)] satisfies [Mm, Mm, Mm] : null;
  const gated = (made: Partial<SeriesItem['geometry']>): GatedStack =>
    ({ geometry: { usable: false, problems, ...REFUSED, ...made }, spacing: known, slices: ordered });
  const [first] = problems.filter(({ weight }) => weight !== 'note');
  if (first === undefined && isRegular) {
    const recipe = recipeOf(ordered, axes, spacing.spacing, null, null);
    return recipe === null
      ? { ...gated({}), geometry: { usable: false, problems: [...problems, problem('volume-too-large', 'blocks', ordered)], ...REFUSED } }
      : gated({ usable: true, recipe });
  }
  if (!blocks(problems)) {
    if (spacing.kind === 'uneven') return gated({ correctedRecipe: evenRecipe(ordered, axes, spacing.median) });
    if (isRegular && course.kind === 'tilted') {
      return gated({ correctedRecipe: straightRecipe(ordered, axes, spacing.spacing, course.tiltDeg) });
    }
  }
  const isOfSingleSlices = problems.every(({ weight, code }) => weight === 'note' || OF_SINGLE_SLICES.has(code));
  if (isOfSingleSlices && spacing.kind !== 'uneven' && course.kind === 'straight') {
    const steps = spacing.kind === 'missing' ? spacing.steps : ordered.map((_, at) => at);
    return gated({ intactRecipe: intactRecipe(ordered, axes, steps, spacing.spacing) });
  }
  return gated({});
}
