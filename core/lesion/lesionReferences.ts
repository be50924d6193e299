import type { SectionMeasure } from '../calcium/profile.ts';
import { equalAreaDiameter } from '../geometry/polygon.ts';
import { liesIn, type Stretch } from '../geometry/stretch.ts';
import { referenceFound } from '../section/references.ts';
import { type Mm, mm } from '../units.ts';
import { FACTS } from './caseFacts.ts';
import type { Zones } from './lesionMeasures.ts';

/** Mean lumen diameter beside a lesion, and where it was read. */
export interface LesionReference {
  readonly diameter: Mm;
  readonly stretch: Stretch;
  /** Whether the operator chose where. */
  readonly isChosen: boolean;
}

/** The references of a lesion. */
export interface LesionReferences {
  readonly proximalReference: LesionReference | null;
  readonly distalReference: LesionReference | null;
}

/**
 * The references on both sides of an occlusion; null where no lumen is open that is wide enough for one.
 *
 * @param sections - of the whole vessel, one each `stepMm`
 * @source see referenceFound; where the operator chose a stretch, the mean of the open lumen in it
 */
export function lesionReferences(
  sections: readonly SectionMeasure[], [start, end]: Stretch, stepMm: number, zones: Pick<Zones, 'proximalReference' | 'distalReference'>,
): LesionReferences {
  const before = sections.slice(0, Math.ceil(start / stepMm)).toReversed();
  const beyond = sections.slice(Math.floor(end / stepMm) + 1);
  return {
    proximalReference: wideEnough(zones.proximalReference === null ? found(before, stepMm) : chosen(sections, zones.proximalReference)),
    distalReference: wideEnough(zones.distalReference === null ? found(beyond, stepMm) : chosen(sections, zones.distalReference)),
  };
}

const wideEnough = (reference: LesionReference | null): LesionReference | null =>
  (reference !== null && reference.diameter >= FACTS.proximalReferenceMm.kind.least ? reference : null);

/** @param sections - from the cap outwards */
function found(sections: readonly SectionMeasure[], stepMm: number): LesionReference | null {
  const reference = referenceFound(sections.map(({ lumenArea }) => lumenArea), stepMm);
  if (reference === null) return null;
  const ends = [sections[reference.from]?.abscissa ?? mm(0), sections[reference.to]?.abscissa ?? mm(0)] as const;
  return { diameter: reference.diameter, stretch: [mm(Math.min(...ends)), mm(Math.max(...ends))], isChosen: false };
}

function chosen(sections: readonly SectionMeasure[], stretch: Stretch): LesionReference | null {
  const open = sections.flatMap(({ abscissa, lumenArea }) => (lumenArea === null || !liesIn([stretch], abscissa) ? [] : [equalAreaDiameter(lumenArea)]));
  if (open.length === 0) return null;
  return { diameter: mm(open.reduce((sum, diameter) => sum + diameter, 0) / open.length), stretch, isChosen: true };
}
