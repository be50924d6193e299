import { geometryOfHeader } from '../angiography/runDetails.ts';
import { runScale } from '../angiography/runScale.ts';
import { grouped } from '../sequence.ts';
import { distinctInstances } from './copies.ts';
import type { InstanceHeader } from './header.ts';
import { directions } from './orientations.ts';
import { phaseStacks } from './phases.ts';
import { stackPictures } from './pictures.ts';
import type { GeometryProblem, SeriesItem } from './series.ts';
import { setAsideFor } from './setAside.ts';
import { placed, slicesOf, type Slice } from './slice.ts';
import { sopKind } from './sopClasses.ts';
import { gatedStack, type DigestOf, type GatedStack } from './stack.ts';
import { pictureChecks, problem } from './stackChecks.ts';

/** What a folder holds, as a picker shows it, and the instances that were kept out of it. */
export interface SeriesIndex {
  readonly items: readonly SeriesItem[];
  /** The instances that were looked at: of copies of one UID the one that was kept. */
  readonly headers: readonly InstanceHeader[];
  /** Quarantined: the same SOP instance UID stands for different contents. */
  readonly refused: readonly {
    readonly instanceUid: string;
    readonly code: 'uid-clash';
    readonly facts: Readonly<Record<string, number | string>>;
  }[];
}

/** The gate as the index calls it; a parameter only so that a test can show what happens without it. */
export type Gate = (slices: readonly Slice[], digestOf: DigestOf) => GatedStack;

/**
 * Headers of any number of patients in any order → what can be looked at and measured.
 *
 * CT series are split into stacks by direction, kernel and phase, each through the geometry gate; every XA
 * instance is a run of its own; everything else is set aside with the reason. The answer does not depend on
 * the order of the headers.
 *
 * @param digestOf - digest of an instance's pixels or null; asked only where two instances claim one place
 */
export function seriesIndex(
  headers: readonly InstanceHeader[], digestOf: DigestOf = () => null, gate: Gate = gatedStack,
): SeriesIndex {
  const distinct = distinctInstances(headers, digestOf);
  const clashing = new Set(distinct.clashes);
  const studies = [...grouped(distinct.headers, ({ study }) => study.uid).values()];
  const series = studies.flatMap((study) => [...grouped(study, ({ series: { uid } }) => uid).values()]);
  const items = series.flatMap((instances) => seriesItems(instances, clashing, digestOf, gate));
  return {
    items: items.toSorted(byPlaceInPicker),
    headers: distinct.headers,
    refused: distinct.clashes.toSorted().map((instanceUid) =>
      ({ instanceUid, code: 'uid-clash', facts: {} })),
  };
}

const compared = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byPlaceInPicker = (a: SeriesItem, b: SeriesItem): number =>
  compared(`${a.studyDate} ${a.studyTime} ${a.studyUid}`, `${b.studyDate} ${b.studyTime} ${b.studyUid}`)
  || (a.seriesNumber ?? Infinity) - (b.seriesNumber ?? Infinity) || compared(a.seriesUid, b.seriesUid)
    || a.stack - b.stack;

function seriesItems(
  headers: readonly InstanceHeader[], clashing: ReadonlySet<string>, digestOf: DigestOf, gate: Gate,
): readonly SeriesItem[] {
  const sorted = headers.toSorted((a, b) =>
    (a.instanceNumber ?? 0) - (b.instanceNumber ?? 0) || compared(a.sopInstanceUid, b.sopInstanceUid));
  const byReason = grouped(sorted, setAsideFor);
  const measured = byReason.get(null) ?? [];
  const isRun = ({ sopClassUid }: InstanceHeader): boolean => sopKind(sopClassUid, true) === 'xa';
  const slices = slicesOf(measured.filter((header) => !isRun(header)));
  const stacks = slices.length === 0 ? [] : stacksOf(slices).map(({ slices: stack, notes }) => {
    const gated = gate(stack, digestOf);
    const clashed = stack.filter(({ header }) => clashing.has(header.sopInstanceUid));
    const found = [...(clashed.length === 0 ? [] : [problem('uid-clash', 'blocks', clashed)]), ...notes];
    return stackItem(gated, found);
  });
  const runs = measured.filter(isRun).map((header) => runItem(header, clashing));
  const aside = [...byReason].flatMap(([reason, group]) =>
    (reason === null ? [] : [asideItem(group, reason)]));
  const parts = stacks.length + runs.length;
  return [...stacks, ...runs, ...aside].map((item, at) =>
    ({ ...item, stack: at + 1, stacks: Math.max(1, parts) }));
}

interface Stack { readonly slices: readonly Slice[]; readonly notes: readonly GeometryProblem[] }

/** The stacks of a series: one direction each, then one phase and kernel each where places coincide. */
function stacksOf(slices: readonly Slice[]): readonly Stack[] {
  const found = directions(slices);
  if (found === null) return [{ slices, notes: [problem('mixed-orientation', 'blocks', slices)] }];
  return found.flatMap(({ axes, slices: aligned }) => {
    const notes = found.length === 1 ? []
      : [problem('mixed-orientation', 'note', aligned, { stacks: found.length })];
    const unplaced = aligned.filter(({ own }) => own.position === null || own.orientation === null);
    if (axes === null || unplaced.length > 0) return [{ slices: aligned, notes }];
    return phaseStacks(placed(aligned, axes)).map((stack) => ({ slices: stack, notes }));
  });
}

const NO_VOLUME = { recipe: null, correctedRecipe: null, intactRecipe: null } as const;

/** What every item says of its series, from one of its instances. */
function itemOf(header: InstanceHeader, kind: SeriesItem['kind'], instances: readonly string[]): SeriesItem {
  const { patient, study, series, image } = header;
  return {
    kind, patient, studyUid: study.uid, studyDate: study.date, studyTime: study.time,
    studyDescription: study.description,
    seriesUid: series.uid, seriesNumber: series.number, stack: 1, stacks: 1, instanceUid: null,
    modality: series.modality, description: series.description, kernel: series.kernel,
    contrastAgent: series.contrastAgent, patientPosition: series.patientPosition,
    transferSyntaxUid: header.transferSyntaxUid, phasePercent: null, triggerTimeMs: null, setAside: null,
    instances,
    frames: image?.format.frames ?? 0, rows: image?.format.rows ?? 0, columns: image?.format.columns ?? 0,
    spacing: null, window: image?.window ?? null, xa: null, scale: null, pictures: null,
    geometry: { usable: false, problems: [], ...NO_VOLUME },
  };
}

/** The value that all slices agree on. */
function shared<T>(slices: readonly Slice[], of: (slice: Slice) => T): T | null {
  const values = new Set(slices.map(of));
  const [value] = values;
  return values.size === 1 && value !== undefined ? value : null;
}

function stackItem({ geometry, slices, spacing }: GatedStack, found: readonly GeometryProblem[]): SeriesItem {
  const middle = slices[Math.floor(slices.length / 2)];
  const instances = [...new Set(slices.map(({ header }) => header.sopInstanceUid))];
  // A gate never answers with no slices for some, which its type cannot say.
  const item = itemOf((middle ?? slices[0] as Slice).header, 'ct-volume', instances);
  const times = slices.map(({ own }) => own.triggerTimeMs).filter((time) => time !== null).toSorted((a, b) =>
    a - b);
  const problems = [...found, ...geometry.problems];
  const isBlocked = found.some(({ weight }) => weight === 'blocks');
  return {
    ...item, pictures: stackPictures(slices), frames: slices.length, spacing: isBlocked ? null : spacing,
    phasePercent: shared(slices, ({ own }) => own.phasePercent),
    triggerTimeMs: times[Math.floor(times.length / 2)] ?? null,
    geometry: isBlocked ? { ...NO_VOLUME, usable: false, problems } : { ...geometry, problems },
  };
}

function runItem(header: InstanceHeader, clashing: ReadonlySet<string>): SeriesItem {
  const slices = slicesOf([header]);
  const problems = [
    ...(clashing.has(header.sopInstanceUid) ? [problem('uid-clash', 'blocks', slices)] : []),
    ...pictureChecks.flatMap((check) => check(slices) ?? []),
  ];
  const xa = header.image?.xa ?? null;
  return {
    ...itemOf(header, 'xa-run', [header.sopInstanceUid]), instanceUid: header.sopInstanceUid, xa,
    scale: runScale(geometryOfHeader(xa, header.image?.frames[0]?.pixelSpacing ?? null), null),
    geometry: { usable: problems.every(({ weight }) => weight === 'note'), problems, ...NO_VOLUME },
  };
}

function asideItem(headers: readonly InstanceHeader[], reason: string): SeriesItem {
  const [first] = headers;
  const item = itemOf(first as InstanceHeader, 'other', headers.map(({ sopInstanceUid }) => sopInstanceUid));
  const frames = headers.reduce((sum, { image }) => sum + (image?.format.frames ?? 0), 0);
  return { ...item, setAside: reason, frames };
}
