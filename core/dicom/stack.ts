import { extremes } from '../sequence.ts';
import { mm } from '../units.ts';
import { phaseProblems } from './mixedPhases.ts';
import { places } from './phases.ts';
import { evenRecipe, intactRecipe, recipeOf, straightRecipe } from './recipes.ts';
import type { GeometryProblem, SeriesItem } from './series.ts';
import { axesOf, placed, type Axes, type PlacedSlice, type Slice } from './slice.ts';
import { stackCourse, stackSpacing, type StackCourse, type StackSpacing } from './spacingOfStack.ts';
import { problem, stackChecks } from './stackChecks.ts';
import { FEWEST_SLICES } from './tolerances.ts';

/**
 * Tells whether two instances hold the same pixels: a digest of all their pixels, or null where it cannot be
 * had.
 */
export type DigestOf = (header: Slice['header']) => string | null;

/** What the gate says of one stack: what is wrong with it, and which volumes may be made of it. */
export interface GatedStack {
  readonly geometry: SeriesItem['geometry'];
  readonly spacing: SeriesItem['spacing'];
  /** The slices, identical copies dropped, in the order of their places where they have one. */
  readonly slices: readonly Slice[];
}

const REFUSED = { recipe: null, correctedRecipe: null, intactRecipe: null } as const;
const blocks = (problems: readonly GeometryProblem[]): boolean =>
  problems.some(({ weight }) => weight === 'blocks');

/** Facts list at most this many places. */
const MOST_LISTED = 100;
const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;

/** Slices of the same place and the same pixels, reduced to one. */
function withoutCopies(slices: readonly PlacedSlice[], digestOf: DigestOf): readonly PlacedSlice[] {
  return places(slices).flatMap((place) => {
    if (place.length === 1) return place;
    const kept: { slice: PlacedSlice; mark: string }[] = [];
    for (const slice of place) {
      const digest = digestOf(slice.header);
      const { across, format, frame, own: { rescale } } = slice;
      const mark = JSON.stringify([digest, frame, across.map(rounded), rescale, format]);
      if (digest === null || kept.every((other) => other.mark !== mark)) kept.push({ slice, mark });
    }
    return kept.map(({ slice }) => slice);
  });
}

const alongOf = (slices: readonly PlacedSlice[]): readonly number[] => slices.map(({ along }) => along);
const spacingOf = (slices: readonly PlacedSlice[]): StackSpacing =>
  stackSpacing(alongOf(slices), slices.map(({ own }) => own.sliceThicknessMm));

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
    Array.from({ length: Math.min(count, MOST_LISTED) }, (_, step) =>
      rounded(before.along + (step + 1) * found.spacing)));
  const { missing, multiple } = found;
  const lost = problem('missing-slice', 'blocks', gaps.flatMap(({ before, after }) => [before, after]), {
    missing, spacingMm: rounded(found.spacing),
    gapMm: rounded(extremes(gaps.map(({ before, after }) => after.along - before.along)).most),
    missingAlongNormalMm: missingAt.slice(0, MOST_LISTED),
  });
  return multiple === null ? [lost] : [lost, problem('uneven-spacing', 'blocks', slices, {
    leastMm: rounded(found.spacing), mostMm: rounded(multiple * found.spacing), multiple,
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

/** Where two corrections would have to be joined, or one leaves something else that blocks, none is offered. */
const settled = (problems: readonly GeometryProblem[]): readonly GeometryProblem[] =>
  (problems.filter(({ weight }) => weight !== 'note').length <= 1 ? problems
    : problems.map((found) => (found.weight === 'correctable' ? { ...found, weight: 'blocks' } : found)));

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
  const isPlaced = axes !== null
    && !checked.some(({ code, weight }) => weight === 'blocks'
      && (UNPLACED.has(code) || code === 'mixed-frame-of-reference'));
  const ordered = isPlaced ? withoutCopies(placed(slices, axes), digestOf) : [];
  const kept = isPlaced ? ordered : slices;
  const refused = (problems: readonly GeometryProblem[]): GatedStack =>
    ({ geometry: { usable: false, problems, ...REFUSED }, spacing: null, slices: kept });
  const few = kept.length < FEWEST_SLICES
    ? [problem('too-few-slices', 'blocks', kept, { slices: kept.length })] : [];
  if (!isPlaced || few.length > 0) return refused([...checked, ...phaseProblems(kept, []), ...few]);

  const shared = places(ordered).filter(({ length }) => length > 1);
  const single = places(ordered).flatMap((place) => place.slice(0, 1));
  if (shared.length > 0) {
    return refused([...checked, ...phaseProblems(ordered, []), problem('duplicate-slice', 'blocks', shared.flat(), {
      places: shared.length,
      alongNormalMm: shared.slice(0, MOST_LISTED).map(([slice]) => rounded(slice?.along ?? 0)),
    }), ...(single.length < FEWEST_SLICES ? [] : spacingProblems(single, spacingOf(single)))]);
  }
  const spacing = spacingOf(ordered);
  const course = stackCourse(alongOf(ordered), ordered.map(({ across }) => across));
  const problems = settled([...checked, ...phaseProblems(ordered, ordered), ...spacingProblems(ordered, spacing),
    ...courseProblems(ordered, course)]);
  return volumes(ordered, axes, spacing, course, problems);
}

/** Problems after which places along the stack mean nothing. */
const UNPLACED: ReadonlySet<GeometryProblem['code']> =
  new Set(['no-position', 'no-pixel-spacing', 'mixed-size', 'mixed-spacing', 'mixed-patient']);

/** Problems of single slices, which a stretch without those slices does not have. */
const OF_SINGLE_SLICES: ReadonlySet<GeometryProblem['code']> = new Set([
  'missing-slice', 'uneven-spacing', 'truncated-pixels', 'malformed-pixels', 'unsupported-transfer-syntax',
  'unsupported-photometric',
  'unsupported-pixel-format',
]);

function volumes(
  ordered: readonly PlacedSlice[], axes: Axes, spacing: StackSpacing, course: StackCourse,
  problems: readonly GeometryProblem[],
): GatedStack {
  const gated = (made: Partial<SeriesItem['geometry']>): GatedStack => ({
    geometry: { usable: false, problems, ...REFUSED, ...made }, spacing: knownSpacing(ordered, spacing),
    slices: ordered,
  });
  const isClean = problems.every(({ weight }) => weight === 'note');
  if (spacing.kind === 'uneven') {
    return !blocks(problems)
      ? gated({ correctedRecipe: evenRecipe(ordered, axes, rounded(spacing.median)) }) : gated({});
  }
  if (isClean) {
    const recipe = recipeOf(ordered, axes, spacing.spacing);
    return recipe === null
      ? gated({ problems: [...problems, problem('volume-too-large', 'blocks', ordered)] })
      : gated({ usable: true, recipe });
  }
  if (!blocks(problems) && course.kind === 'tilted') {
    return gated({ correctedRecipe: straightRecipe(ordered, axes, spacing.spacing, course.tiltDeg) });
  }
  const isOfSingleSlices = problems.every(({ weight, code }) => weight === 'note'
    || OF_SINGLE_SLICES.has(code));
  if (!isOfSingleSlices) return gated({});
  const steps = spacing.kind === 'missing' ? spacing.steps : [...ordered.keys()];
  return gated({ intactRecipe: intactRecipe(ordered, axes, steps, spacing.spacing) });
}

/** Column, row and slice spacing, where all three are one. */
function knownSpacing(slices: readonly PlacedSlice[], spacing: StackSpacing): SeriesItem['spacing'] {
  const [x, y] = slices[0]?.own.pixelSpacing ?? [];
  return spacing.kind !== 'regular' || x === undefined || y === undefined ? null
    : [mm(x), mm(y), mm(spacing.spacing)];
}
