import { useMemo, useState } from 'react';
import type { FreeWindow } from '../../../core/calcium/windows.ts';
import { type Agreement, agreement, type NoAgreement } from '../../../core/lesion/agreement.ts';
import type { LesionMeasures } from '../../../core/lesion/lesionMeasures.ts';
import type { SectionOutline, VesselFindings } from '../../../core/lesion/vesselFindings.ts';
import { liesIn, type Stretch } from '../../../core/geometry/stretch.ts';
import type { UnrolledMap } from '../../../core/section/unrolled.ts';
import { type Mm, mm } from '../../../core/units.ts';
import type { Volume } from '../../../core/volume/volume.ts';
import { useVesselDesk } from '../../state/vesselDesk.ts';
import { domainHolding, lesionDomain } from '../../ui/ruler/rulerAxis.ts';
import type { RulerValues } from '../../ui/ruler/rulerValues.ts';
import type { HuGrid } from '../../viewer/huLaying.ts';
import { useVessel, useVesselVolume } from '../vessel/useVessel.ts';
import type { VesselOnDesk } from '../vessel/vesselOnDesk.ts';
import { lesionOf, sectionReach, type ShownSection, shownSection } from './calciumModel.ts';
import { useCalciumDesk } from './calciumStore.ts';
import { type NextSection, nextSection } from './nextSection.ts';
import { rulerOf, stretchFigures } from './rulerOf.ts';
import type { ListedStretch } from './StretchesPanel.tsx';
import { LARGE_SECTION, type Part, partOf, sectionGrid, straightStrip, unrolledStrip, wallMap } from './vesselCuts.ts';

/** All that the station shows of a measured vessel. */
export interface CalciumView {
  readonly vessel: VesselOnDesk;
  readonly findings: VesselFindings;
  /** Of the reading that is entered now. */
  readonly measures: LesionMeasures;
  readonly ruler: RulerValues;
  readonly domain: Stretch;
  readonly shown: ShownSection | undefined;
  /** Half of what a section's picture shows, mm. */
  readonly reach: Mm;
  readonly isBlind: boolean;
  /** Where a reader is led on to; null where nothing is left. */
  readonly next: NextSection | null;
  readonly stretches: readonly ListedStretch[];
  readonly windows: readonly FreeWindow[];
}

/** The voxels, once all of them are there. */
export function useVolume(): Volume | null {
  const hand = useVesselVolume();
  const [grid, voxels] = [hand?.grid ?? null, hand?.state === 'whole' ? hand.voxels : null];
  return useMemo(() => (grid === null || voxels === null ? null : { grid, voxels }), [grid, voxels]);
}

/** The vessel at the cursor; null where nothing is measured. */
export function useCalcium(): CalciumView | null {
  const vessel = useVessel();
  const { findings, laid, work } = vessel;
  const at = useVesselDesk((desk) => desk.cursor.at);
  const isBlind = useVesselDesk((desk) => desk.reading) === 2;
  const measures = isBlind ? vessel.secondRead : vessel.measures;
  const isWhole = useCalciumDesk((desk) => desk.isWhole);
  const ruler = useMemo(() => (findings === null || measures === null || laid === null ? null : rulerOf({ findings, caps: work.caps, measures, laid, isBlind })),
    [findings, work.caps, measures, laid, isBlind]);
  const shown = useMemo(() => (findings === null || measures === null || laid === null ? undefined
    : shownSection({ findings, measures, work, isBlind, drafts: laid.drafts }, at)), [findings, measures, work, isBlind, laid, at]);
  const next = useMemo(() => (measures === null || laid === null ? null : nextSection(measures, laid, at, isBlind)), [measures, laid, at, isBlind]);
  const stretches = useMemo(() => (measures === null || laid === null ? [] : stretchesOf(measures, laid)), [measures, laid]);
  const place = shown?.at ?? at;
  const domain = useMemo(() => {
    if (findings === null || measures === null) return null;
    const { length } = findings.centreline;
    return isWhole ? lesionDomain(null, length) : domainHolding(lesionDomain(lesionOf(measures), length), place, length);
  }, [findings, measures, isWhole, place]);
  const [from, to] = domain ?? [mm(0), mm(0)];
  // Sections have one scale as long as the ruler shows the same stretch.
  const reach = useMemo(() => {
    if (findings === null) return null;
    const { centreline: { points }, outlines } = findings;
    return sectionReach(outlines.filter((_, n) => liesIn([[from, to]], points[n]?.abscissa ?? mm(-1))));
  }, [findings, from, to]);
  if (findings === null || measures === null || ruler === null || reach === null || domain === null) return null;
  return { vessel, findings, measures, ruler, domain, shown, reach, isBlind, next, stretches, windows: isBlind ? [] : measures.windows };
}

const stretchesOf = (measures: LesionMeasures, { segments }: NonNullable<VesselOnDesk['laid']>): readonly ListedStretch[] => [
  { id: null, stretch: lesionOf(measures), note: null, isStent: false, figures: stretchFigures(measures, lesionOf(measures)) },
  ...segments.map(({ id, stretch, note, isStent }) => ({ id, stretch, note, isStent, figures: stretchFigures(measures, stretch) })),
];

/** The picture of the section that is shown. */
export function useSectionGrid(volume: Volume | null, findings: VesselFindings, at: Mm | null): HuGrid | null {
  const { centreline } = findings;
  return useMemo(() => (volume === null || at === null ? null : sectionGrid(volume, centreline, at, LARGE_SECTION) ?? null), [volume, centreline, at]);
}

/** The vessel pulled straight and its wall laid flat, over what the ruler shows. */
export function useStrips(volume: Volume | null, { centreline, outlines }: VesselFindings, [from, to]: Stretch): { readonly straight: HuGrid | null; readonly flat: HuGrid | null } {
  const angle = useVesselDesk((desk) => desk.cursor.angle);
  const part = useMemo(() => partOf(centreline, [from, to]), [centreline, from, to]);
  const straight = useMemo(() => (volume === null ? null : straightStrip(volume, part, angle)), [volume, part, angle]);
  // Of another volume or part nothing of the map is the same.
  const lately = useMemo<{ readonly volume: Volume | null; readonly part: Part; map: UnrolledMap | null }>(() => ({ volume, part, map: null }), [volume, part]);
  // It shows what lies between lumen and wall: a change of the calcium alone leaves it as it is.
  const contours = useSameContours(outlines);
  const flat = useMemo(() => {
    if (lately.volume === null) return null;
    lately.map = wallMap(lately.volume, lately.part, contours, lately.map);
    return unrolledStrip(lately.map, lately.part);
  }, [lately, contours]);
  return { straight, flat };
}

/** The outlines for as long as none of their contours is another. */
function useSameContours(outlines: readonly SectionOutline[]): readonly SectionOutline[] {
  const [same, setSame] = useState(outlines);
  const isSame = same === outlines || (same.length === outlines.length && outlines.every(({ centre, wall, lumen }, n) => {
    const before = same[n];
    return before !== undefined && before.centre === centre && before.wall === wall && before.lumen === lumen;
  }));
  if (isSame) return same;
  setSame(outlines);
  return outlines;
}

/** How two readings agree; null while nobody has read a second time. */
export function useAgreement({ measures, secondRead }: VesselOnDesk): Agreement | NoAgreement | null {
  return useMemo(() => (measures === null || secondRead === null ? null : agreement(measures, secondRead)), [measures, secondRead]);
}
