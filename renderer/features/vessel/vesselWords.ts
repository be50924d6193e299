import { centrelineAt } from '../../../core/centreline/centreline.ts';
import type { VesselId } from '../../../core/contract/ids.ts';
import type { PathEntry } from '../../../core/lesion/entry.ts';
import { TARGET_WORDS } from '../../../core/lesion/targetName.ts';
import type { VesselFindings } from '../../../core/lesion/vesselFindings.ts';
import type { CapFound } from '../../../core/section/caps.ts';
import { scctSegment } from '../../../core/tree/segmentNames.ts';
import type { Mm } from '../../../core/units.ts';
import type { WayBack } from '../../state/entryBook.ts';
import type { PathPlace } from '../../viewer/path/pathShown.ts';
import { type PlansKnown, validVersion } from './goneVessel.ts';

const MINUS = '−';

/** Millimetres to a tenth, with a true minus: "−3.0 mm". */
export const mmWords = (value: number): string => `${signed(value.toFixed(1))} mm`;
const signed = (text: string): string => (text === '-0.0' ? '0.0' : text.replace('-', MINUS));

/** A range to a tenth: "29.9 to 32.9 mm". */
export const rangeWords = ([least, most]: readonly [number, number], digits = 1): string => `${least.toFixed(digits)} to ${most.toFixed(digits)}`;

/** Where a place lies: from the proximal cap where there is one, else from the first point. */
export const abscissaWords = (at: Mm, { zero, lesion }: { readonly zero: Mm; readonly lesion: unknown }): string =>
  (lesion === null ? `${mmWords(at)} from the first point` : `${mmWords(at - zero)} from the proximal cap`);

/** How a cap looks: "blunt", "tapered over 3.0 mm"; empty where it is not seen. */
export const capShape = ({ shape, taper }: CapFound): string =>
  (shape === null ? '' : shape === 'tapered' && taper !== null ? `tapered over ${mmWords(taper)}` : shape);

/** The caps as places of the path. */
export function capPlaces({ centreline, proximalCap, distalCap, areCapsProposed }: VesselFindings): readonly PathPlace[] {
  return ([['proximal cap', proximalCap], ['distal cap', distalCap]] as const).flatMap(([words, cap]) => {
    const point = centrelineAt(centreline, cap.abscissa);
    return point === undefined ? [] : [{ at: point.at, words, isProposed: areCapsProposed }];
  });
}

/** What is signed for a vessel that is about to go, and what becomes of it. */
export function signedWords(plans: PlansKnown, vessel: VesselId): string {
  if (plans === null) return 'Whether a plan of it is signed cannot be told now.';
  const version = validVersion(plans, vessel);
  return version === null ? 'No valid signed plan is made for it.'
    : `Version ${version} of its plan is signed and stays valid: withdraw it first where it must not be used. Once the vessel is gone, the plan can only be read, handed over and withdrawn.`;
}

/** How a vessel that is removed comes back. */
export const WAY_BACK_WORDS: Readonly<Record<WayBack, string>> = {
  undo: 'Undo (Ctrl Z) brings the vessel back.',
  redo: 'Redo (Ctrl Shift Z) brings the vessel back, until something new is done.',
};

/** What a vessel is called in a list: as somebody named it, else by its place among those without a name. */
export function vesselName({ target, segment }: Pick<PathEntry, 'target' | 'segment'>, n: number): string {
  const known = scctSegment(segment);
  if (target === null) return `Vessel ${n + 1}, not named`;
  if (target === 'graft') return known === undefined ? 'Graft' : `Graft to ${known.short} (SCCT ${known.scct})`;
  return known === undefined ? TARGET_WORDS[target] : `${known.short} (SCCT ${known.scct})`;
}
