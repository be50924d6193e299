import { centrelineAt, type Centreline } from '../../../core/centreline/centreline.ts';
import type { PointLps } from '../../../core/geometry/frame.ts';
import type { Stretch } from '../../../core/geometry/stretch.ts';
import type { Entry, ZoneEntry } from '../../../core/lesion/entry.ts';
import { landingZone } from '../../../core/lesion/landingZone.ts';
import type { SideBranch } from '../../../core/tree/sideBranches.ts';
import type { LesionBranch } from '../../../core/lesion/lesionBranches.ts';
import { lesionReferences } from '../../../core/lesion/lesionReferences.ts';
import { NO_ZONES, type LesionMeasures } from '../../../core/lesion/lesionMeasures.ts';
import type { VesselFindings } from '../../../core/lesion/vesselFindings.ts';
import { isOf } from '../../../core/lesion/vesselWork.ts';
import { footOnLine } from '../../../core/geometry/polyline.ts';
import type { VesselWork } from '../../../core/contract/entries.ts';
import type { CapFound } from '../../../core/section/caps.ts';
import type { Mm } from '../../../core/units.ts';
import { capShape, mmWords } from './vesselWords.ts';

/** How a value stands: as the program proposes it, confirmed as it is, or set otherwise. */
export type HandleState = 'proposed' | 'confirmed' | 'edited';

/** What can be moved along the vessel. */
export type HandleId = 'proximal' | 'distal' | ZoneEntry['which'] | `branch ${number}`;

interface Handle {
  readonly id: HandleId;
  /** What it is: "Proximal cap". */
  readonly name: string;
  /** Its value: "blunt", "3.3 mm". */
  readonly value: string;
  readonly state: HandleState;
  /** What was proposed, and why. */
  readonly why: string;
}
/** A place of the vessel. */
export interface PlaceHandle extends Handle { readonly kind: 'cap' | 'branch'; readonly at: Mm }
/** A stretch of the vessel; null where there is none, and `why` says so. */
export interface ZoneHandle extends Handle { readonly kind: 'zone'; readonly id: ZoneEntry['which']; readonly stretch: Stretch | null; /** As the program would choose it. */ readonly proposed: Stretch | null }
export type VesselHandle = PlaceHandle | ZoneHandle;

/** Nearer than this to what is proposed, a place is confirmed rather than moved, mm: half a step of the centreline. */
const SAME_MM = 0.25;

/** Read anew, a zone may hold a section more or less at either end, mm. */
const SAME_END_MM = 0.6;

const isSame = (one: Stretch | null, other: Stretch | null): boolean =>
  one !== null && other !== null && Math.abs(one[0] - other[0]) <= SAME_END_MM && Math.abs(one[1] - other[1]) <= SAME_END_MM;

/** The caps as handles. @param caps - the operator's, with what is in the hand; they go before the findings, which follow */
export function capHandles(findings: VesselFindings, entries: readonly Entry[], caps: VesselWork['caps']): readonly PlaceHandle[] {
  const { proposedCaps } = findings;
  const line = findings.centreline.points.map(({ at }) => at);
  return (['proximal', 'distal'] as const).map((which): PlaceHandle => {
    const found = which === 'proximal' ? findings.proximalCap : findings.distalCap;
    const set = caps[which];
    const cap = set === null ? found : { ...found, abscissa: footOnLine(line, set)?.abscissa ?? found.abscissa };
    const proposed = proposedCaps === null ? null : proposedCaps[which];
    const isSet = set !== null || entries.some((entry) => isOf('cap')(entry) && entry.content.which === which);
    const state = !isSet ? 'proposed' : proposed !== null && Math.abs(proposed.abscissa - cap.abscissa) <= SAME_MM ? 'confirmed' : 'edited';
    return {
      kind: 'cap', id: which, at: cap.abscissa, name: which === 'proximal' ? 'Proximal cap' : 'Distal cap',
      value: cap.isSeen ? capShape(cap) : 'end of contrast not seen', state, why: capWhy(which, cap, proposed, isSet),
    };
  });
}

function capWhy(which: 'proximal' | 'distal', cap: CapFound, proposed: CapFound | null, isSet: boolean): string {
  const ends = which === 'proximal' ? 'ends' : 'resumes';
  const seen = (one: CapFound): string => (!one.isSeen ? `where contrast ${ends} is not seen`
    : one.shape === null ? 'what the picture shows there is not measured yet' : `contrast ${ends} there, ${capShape(one)}`);
  if (!isSet) return `Proposed by the program: ${seen(cap)}.`;
  if (proposed === null) return `Set by the operator: ${seen(cap)}.`;
  const off = cap.abscissa - proposed.abscissa;
  return Math.abs(off) <= SAME_MM ? `Confirmed where the program proposed it: ${seen(proposed)}.`
    : `Set ${mmWords(Math.abs(off))} ${off < 0 ? 'before' : 'beyond'} what the program proposed: ${seen(proposed)}.`;
}

/** References and landing zone as handles, with what the program chooses by itself beside them. */
export function zoneHandles({ sections, start, end, findings: { centreline }, metal, branches, ...measures }: LesionMeasures): readonly ZoneHandle[] {
  const auto = lesionReferences(sections, [start, end], centreline.step, NO_ZONES);
  const autoLanding = landingZone(sections, end, branches, metal);
  const { landing } = measures;
  const reference = (which: 'proximal' | 'distal'): ZoneHandle => {
    const [used, own] = which === 'proximal' ? [measures.proximalReference, auto.proximalReference] : [measures.distalReference, auto.distalReference];
    const state = used?.isChosen !== true ? 'proposed' : isSame(used.stretch, own?.stretch ?? null) ? 'confirmed' : 'edited';
    const proposed = own === null ? `no open lumen is seen ${which === 'proximal' ? 'before' : 'beyond'} the occlusion`
      : `${mmWords(own.diameter)}, the mean of the first whole 5 mm of lumen ${which === 'proximal' ? 'before' : 'beyond'} the cap`;
    return {
      kind: 'zone', id: `${which}-reference`, name: which === 'proximal' ? 'Proximal reference' : 'Distal reference',
      value: used === null ? 'none' : mmWords(used.diameter), state, stretch: used?.stretch ?? null, proposed: own?.stretch ?? null,
      why: `${WHO[state]}: ${proposed}.`,
    };
  };
  const isThere = !('why' in landing);
  const own = 'why' in autoLanding ? null : autoLanding;
  const landingState = !isThere || !landing.isChosen ? 'proposed' : isSame(landing.stretch, own?.stretch ?? null) ? 'confirmed' : 'edited';
  return [reference('proximal'), reference('distal'), {
    kind: 'zone', id: 'landing', name: 'Landing zone', stretch: isThere ? landing.stretch : null, proposed: own?.stretch ?? null, state: landingState,
    value: isThere ? `${mmWords(landing.diameter)}, ${landing.isDiseased ? 'diseased' : 'healthy'}` : 'none',
    why: isThere ? `${WHO[landingState]}: ${own === null ? ('why' in autoLanding ? lowered(autoLanding.why) : '') : 'the first 20 mm beyond the distal cap.'} ${landing.because}` : landing.why,
  }];
}

const WHO: Readonly<Record<HandleState, string>> = {
  proposed: 'Proposed by the program', confirmed: 'Confirmed as the program proposed it', edited: 'Chosen by the operator; the program proposed',
};
const lowered = (sentence: string): string => `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;

/** Side branches as handles. `found`: as the program found them, whatever is said of them. */
export const branchHandles = (branches: readonly LesionBranch[] | null, found: readonly SideBranch[] = []): readonly PlaceHandle[] =>
  (branches ?? []).map((branch, n): PlaceHandle => {
    const isAsFound = found.some(({ ostium, diameter }) => diameter === branch.diameter && ostium.every((part, axis) => part === branch.ostium[axis]));
    const state = !branch.isAdded ? 'proposed' : isAsFound ? 'confirmed' : 'edited';
    const seen = `contrast leaves the lumen here${branch.angle === null ? '' : ` at ${Math.round(branch.angle)}°`}`;
    return {
      kind: 'branch', id: `branch ${n}`, at: branch.abscissa, name: 'Side branch', value: branch.diameter === null ? 'width not known' : mmWords(branch.diameter), state,
      why: `${state === 'edited' ? 'Entered by the operator' : state === 'confirmed' ? `Confirmed as the program found it: ${seen}` : `Found by the program: ${seen}`}.${
        branch.diameter === null ? ' Say how wide it is: whether it is a side branch at a cap hangs on it.' : ''}`,
    };
  });

/**
 * Abscissae of the findings on a path that is newer: each at the place nearest to where it lay. On the findings' own path
 * they are what they are.
 */
export function ontoPath(findings: Pick<VesselFindings, 'centreline'>, line: Centreline | null): (at: Mm) => Mm {
  if (line === null || line === findings.centreline) return (at) => at;
  const course = line.points.map(({ at }) => at);
  return (at) => {
    const point = pointOf(findings, at);
    return point === null ? at : footOnLine(course, point)?.abscissa ?? at;
  };
}

/** A handle where it lies on another path. */
export const movedHandle = <H extends VesselHandle>(handle: H, onto: (at: Mm) => Mm): H => (handle.kind === 'zone'
  ? { ...handle, stretch: handle.stretch === null ? null : [onto(handle.stretch[0]), onto(handle.stretch[1])] } : { ...handle, at: onto(handle.at) });

/** The point of the patient at an abscissa of the findings. */
export const pointOf = ({ centreline }: Pick<VesselFindings, 'centreline'>, at: Mm): PointLps | null => centrelineAt(centreline, at)?.at ?? null;
