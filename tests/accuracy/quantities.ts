import { quantile } from './distribution.ts';
import type { Pair, RangedPair, SectionErrors, VesselErrors } from './vessel.ts';

/** A figure of a group of vessels, and the goal it is held against; null where none is set. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly of: (vessels: readonly VesselErrors[]) => number;
  readonly goal: { readonly atMost: number } | { readonly atLeast: number } | null;
}

/** Errors that are drawn: as a distribution and against what a vessel is made from. */
export interface Curve {
  readonly key: string;
  readonly title: string;
  readonly unit: string;
  readonly goal: number | null;
  readonly of: (vessel: VesselErrors) => readonly number[];
}

const errorOf = ({ found, truth }: Pair): number => found - truth;
const sizes = (values: readonly number[]): readonly number[] => values.map(Math.abs);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const share = (holds: readonly boolean[]): number => (100 * holds.filter(Boolean).length) / holds.length;
const occluded = ({ sections }: VesselErrors): readonly SectionErrors[] => sections.filter(({ isOccluded }) => isOccluded);
const isWithin = ({ truth, range: [least, most] }: RangedPair): boolean => truth >= least && truth <= most;
const present = <T>(value: T | null): readonly T[] => (value === null ? [] : [value]);

/** Calcium is there, or was found: sections without either would only flatter. */
const calcified = (vessel: VesselErrors): readonly SectionErrors[] =>
  occluded(vessel).filter(({ arcDeg }) => arcDeg.found > 0 || arcDeg.truth > 0);
const openOff = ({ sections }: VesselErrors): readonly number[] => sections.filter((one) => !one.isOccluded).map(({ offMm }) => offMm);
const occludedOff = (vessel: VesselErrors): readonly number[] => occluded(vessel).map(({ offMm }) => offMm);
const lumens = ({ sections }: VesselErrors): readonly number[] => sections.flatMap(({ lumen }) => present(lumen)).map(errorOf);
const walls = (vessel: VesselErrors): readonly number[] => occluded(vessel).map(({ wall }) => errorOf(wall));
const arcs = (vessel: VesselErrors): readonly number[] => calcified(vessel).map(({ arcDeg }) => errorOf(arcDeg));
const shares = (vessel: VesselErrors): readonly number[] => calcified(vessel).map(({ sharePercent }) => errorOf(sharePercent));

/** Half a section off the end of a deposit: nearer, a tenth of a millimetre decides whether an arc is there at all. */
const OFF_END_MM = 0.25;
const isOffEnds = ({ fromEndMm }: SectionErrors): boolean => fromEndMm === null || fromEndMm > OFF_END_MM;

/** A full moon that is at least two sections long in truth, against a vessel that is at most 85 % filled anywhere. */
const LONG_ENOUGH_MM = 1;
const isMoon = ({ wholeMm }: VesselErrors): boolean => wholeMm >= LONG_ENOUGH_MM;
const isNoMoon = ({ maxSharePercent }: VesselErrors): boolean => maxSharePercent.truth <= 85;

/** Agreement beyond chance of two yes-or-no readings. @method Cohen's kappa */
export function kappa(pairs: readonly { readonly found: boolean; readonly truth: boolean }[]): number {
  const part = (holds: (pair: typeof pairs[number]) => boolean): number => pairs.filter(holds).length / pairs.length;
  const agreed = part(({ found, truth }) => found === truth);
  const [found, truth] = [part((pair) => pair.found), part((pair) => pair.truth)];
  const byChance = found * truth + (1 - found) * (1 - truth);
  return byChance === 1 ? 1 : (agreed - byChance) / (1 - byChance);
}

const of = (values: (vessel: VesselErrors) => readonly number[], figure: (values: readonly number[]) => number):
  Figure['of'] => (vessels) => figure(vessels.flatMap(values));
const median = (values: readonly number[]): number => quantile(sizes(values), 0.5);
const in95 = (values: readonly number[]): number => quantile(sizes(values), 0.95);
const bias = (values: readonly number[]): number => mean(values);

/** All figures of the report, in its order. */
export const FIGURES: readonly Figure[] = [
  { name: 'centreline, open: mean distance', unit: 'mm', of: of((one) => [mean(openOff(one))], mean), goal: { atMost: 0.2 } },
  { name: 'centreline, open: 95 % of vessels', unit: 'mm', of: of((one) => [mean(openOff(one))], in95), goal: null },
  { name: 'centreline, occlusion: mean distance', unit: 'mm', of: of((one) => [mean(occludedOff(one))], mean), goal: { atMost: 0.35 } },
  { name: 'centreline, occlusion: 95 % of vessels', unit: 'mm', of: of((one) => [mean(occludedOff(one))], in95), goal: null },
  { name: 'centreline, within the radius', unit: '%', of: (all) => share(all.flatMap(({ sections }) => sections.map(({ isInside }) => isInside))), goal: { atLeast: 99 } },
  { name: 'centreline, within stated uncertainty', unit: '%', of: (all) => share(all.flatMap(({ sections }) => sections.map((one) => one.isWithinStated))), goal: { atLeast: 95 } },
  { name: 'lumen radius, open: bias', unit: 'mm', of: of(lumens, bias), goal: { atMost: 0.1 } },
  { name: 'lumen radius, open: 95 %', unit: 'mm', of: of(lumens, in95), goal: { atMost: 0.3 } },
  { name: 'wall radius, occlusion: bias', unit: 'mm', of: of(walls, bias), goal: { atMost: 0.15 } },
  { name: 'wall radius, occlusion: 95 %', unit: 'mm', of: of(walls, in95), goal: { atMost: 0.4 } },
  { name: 'occlusion length: 95 %', unit: 'mm', of: of(({ lengthMm }) => [errorOf(lengthMm)], in95), goal: { atMost: 1.5 } },
  { name: 'occlusion length: bias', unit: 'mm', of: of(({ lengthMm }) => [errorOf(lengthMm)], bias), goal: null },
  { name: 'bend: 95 %', unit: 'degrees', of: of(({ bendDeg }) => [errorOf(bendDeg)], in95), goal: { atMost: 8 } },
  { name: 'arc: median', unit: 'degrees', of: of(arcs, median), goal: { atMost: 10 } },
  { name: 'arc: 95 %', unit: 'degrees', of: of(arcs, in95), goal: { atMost: 30 } },
  { name: 'arc: 95 %, off the ends of deposits', unit: 'degrees', of: of((one) => calcified(one).filter(isOffEnds).map(({ arcDeg }) => errorOf(arcDeg)), in95), goal: null },
  { name: 'arc: bias', unit: 'degrees', of: of(arcs, bias), goal: null },
  { name: 'arc: truth in the printed range', unit: '%', of: (all) => share(all.flatMap(calcified).map(({ arcDeg }) => isWithin(arcDeg))), goal: { atLeast: 90 } },
  { name: 'area share: median', unit: 'points', of: of(shares, median), goal: { atMost: 6 } },
  { name: 'area share: 95 %', unit: 'points', of: of(shares, in95), goal: { atMost: 15 } },
  { name: 'area share: bias', unit: 'points', of: of(shares, bias), goal: null },
  { name: 'area share: truth in the printed range', unit: '%', of: (all) => share(all.flatMap(calcified).map((one) => isWithin(one.sharePercent))), goal: { atLeast: 90 } },
  { name: 'full moon: vessels with one', unit: '', of: (all) => all.filter(isMoon).length, goal: null },
  { name: 'full moon: sensitivity', unit: '%', of: (all) => share(all.filter(isMoon).map(({ isFullMoon }) => isFullMoon)), goal: { atLeast: 98 } },
  { name: 'full moon: specificity', unit: '%', of: (all) => share(all.filter(isNoMoon).map(({ isFullMoon }) => !isFullMoon)), goal: { atLeast: 98 } },
  { name: 'peripheral severe: vessels with it', unit: '', of: (all) => all.filter((one) => one.peripheralSevere.truth).length, goal: null },
  { name: 'peripheral severe: kappa', unit: '', of: (all) => kappa(all.map((one) => one.peripheralSevere)), goal: { atLeast: 0.85 } },
  { name: 'open vessel without calcium: false', unit: '%', of: (all) => share(all.flatMap(({ sections }) => sections)
    .filter(({ lumen, arcDeg }) => lumen !== null && arcDeg.truth === 0).map(({ arcDeg }) => arcDeg.found > 0)), goal: null },
  { name: 'calcified length: 95 %', unit: 'mm', of: of(({ calcifiedMm }) => [errorOf(calcifiedMm)], in95), goal: null },
  { name: 'reference diameters: bias', unit: 'mm', of: of(references, bias), goal: { atMost: 0.2 } },
  { name: 'reference diameters: 95 %', unit: 'mm', of: of(references, in95), goal: { atMost: 0.5 } },
  { name: 'caps: shape right, of those seen', unit: '%', of: (all) => 100 * all.reduce((sum, one) => sum + one.capShapes.right, 0)
    / all.reduce((sum, one) => sum + one.capShapes.seen, 0), goal: null },
  { name: 'caps: seen', unit: '%', of: (all) => mean(all.map((one) => 50 * one.capShapes.seen)), goal: null },
];

function references(vessel: VesselErrors): readonly number[] {
  return [...present(vessel.proximalReferenceMm), ...present(vessel.distalReferenceMm)].map(errorOf);
}

/** Whether a figure meets its goal; null where none is set or nothing was measured. */
export function isMet(figure: Figure, value: number): boolean | null {
  if (figure.goal === null || Number.isNaN(value)) return null;
  return 'atMost' in figure.goal ? Math.abs(value) <= figure.goal.atMost : value >= figure.goal.atLeast;
}

/** What is drawn; goals as those of 95 % above. */
export const CURVES: readonly Curve[] = [
  { key: 'centreline-open', title: 'Centreline, open vessel', unit: 'mm', goal: 0.2, of: (one) => [mean(openOff(one))] },
  { key: 'centreline-occlusion', title: 'Centreline, occlusion', unit: 'mm', goal: 0.35, of: (one) => [mean(occludedOff(one))] },
  { key: 'lumen-radius', title: 'Radius of the open lumen', unit: 'mm', goal: 0.3, of: (one) => sizes(lumens(one)) },
  { key: 'wall-radius', title: 'Radius of the wall, occlusion', unit: 'mm', goal: 0.4, of: (one) => sizes(walls(one)) },
  { key: 'length', title: 'Length of the occlusion', unit: 'mm', goal: 1.5, of: ({ lengthMm }) => sizes([errorOf(lengthMm)]) },
  { key: 'bend', title: 'Bend of the occlusion', unit: 'degrees', goal: 8, of: ({ bendDeg }) => sizes([errorOf(bendDeg)]) },
  { key: 'arc', title: 'Arc of calcium', unit: 'degrees', goal: 30, of: (one) => sizes(arcs(one)) },
  { key: 'area-share', title: 'Share of the area', unit: 'points', goal: 15, of: (one) => sizes(shares(one)) },
];
