import { useRef, useState } from 'react';
import { arcsWithout } from '../../../core/calcium/editedArcs.ts';
import { brushed, outlined, outlinesOfArea, paintedArea, type PaintedArea, type Painting } from '../../../core/calcium/paintedArea.ts';
import type { Arc } from '../../../core/calcium/review.ts';
import type { VesselWork } from '../../../core/contract/entries.ts';
import { type PointUv, uvFromLps } from '../../../core/geometry/plane.ts';
import type { Polygon } from '../../../core/geometry/polygon.ts';
import { drawnOutline } from '../../../core/lesion/drawnReview.ts';
import { outlineOf } from '../../../core/section/polar.ts';
import { type Deg, deg, mm } from '../../../core/units.ts';
import { useVesselDesk } from '../../state/vesselDesk.ts';
import { useView } from '../../state/viewStore.ts';
import type { Press } from '../../viewer/pointer.ts';
import type { ReviewDrawn } from '../vessel/calciumActions.ts';
import type { VesselActions } from '../vessel/vesselActions.ts';
import type { ShownSection } from './calciumModel.ts';
import { type SectionTool, useCalciumDesk } from './calciumStore.ts';
import { useReviewing } from './useReviewing.ts';
import {
  type ArcHold, arcHoldAt, arcHoldOf, arcsAdded, arcsDragged, arcsFrom, contourOf, contourPulled, handleRayAt, isOnRing, keptArcs, polarOf, rayOf,
} from './sectionHand.ts';

/** What the hand holds, from where it was taken. */
type Hold =
  | { readonly kind: 'arc'; readonly hold: ArcHold; readonly arcs: readonly Arc[]; readonly from: Deg; readonly isNew: boolean }
  | { readonly kind: 'contour'; readonly which: 'wall' | 'lumen'; readonly radii: readonly number[]; readonly ray: number; readonly off: number }
  | { readonly kind: 'brush'; readonly area: PaintedArea; readonly from: PointUv; readonly how: Painting }
  | { readonly kind: 'lasso'; readonly line: Polygon; readonly how: Painting };

/** Work with the pointer and the keys on the section at the cursor. What is dragged is shown at once, and kept when it is let go. */
export interface SectionHand {
  /** An outline as far as it is drawn. */
  readonly lasso: Polygon;
  /** @param reach - how near is on something, mm */
  readonly begin: (at: PointUv, press: Press, reach: number) => ((at: PointUv) => void) | null;
  readonly end: () => void;
  /** What was dragged goes back to what is kept. */
  readonly cancel: () => void;
  /** Moves a handle by its name: degrees, or mm outwards. */
  readonly nudge: (handle: string, by: number) => void;
  /** One more arc at an angle; which it is, null where there is no room. */
  readonly add: (angle: Deg) => number | null;
  readonly removeArc: (n: number) => void;
  readonly dab: (at: PointUv) => void;
}

/** What the review of a section says with other arcs, or other areas; what else was said stays. */
const withArcs = ({ said }: ShownSection, arcs: readonly Arc[]): ReviewDrawn => ({ arcs, areas: said?.areas ?? null, isFullMoon: false });
const withAreas = ({ said }: ShownSection, areas: readonly Polygon[]): ReviewDrawn => ({ arcs: said?.arcs ?? null, areas, isFullMoon: false });

/** The contours of a vessel with one drawn on a section in the place of what was there. */
function contoursWith({ contours }: Pick<VesselWork, 'contours'>, { ground }: ShownSection, which: 'wall' | 'lumen', outline: Polygon): VesselWork['contours'] {
  const near = (contour: VesselWork['contours'][number]): boolean => {
    const [u, v] = uvFromLps(ground.plane, contour.at);
    return contour.which === which && Math.hypot(u, v) < 1e-3 && Math.hypot(...contour.at.map((value, n) => value - (ground.plane.origin[n] ?? 0))) < 1e-3;
  };
  return [...contours.filter((contour) => !near(contour)), { which, at: ground.plane.origin, outline: [...drawnOutline(ground, outline)] }];
}

/** The hand over the section that is shown. */
export function useSectionHand(shown: ShownSection | undefined, work: VesselWork, actions: VesselActions): SectionHand {
  const hold = useRef<{ readonly what: Hold; readonly section: ShownSection; last: (() => void) | null } | null>(null);
  const [lasso, setLasso] = useState<Polygon>([]);
  const reviewing = useReviewing();
  const { setLive } = useVesselDesk.getState();

  const showContour = (section: ShownSection, which: 'wall' | 'lumen', radii: readonly number[]): void =>
    setLive({ contours: contoursWith(work, section, which, outlineOf(Float32Array.from(radii), section.centre)) });
  const keepContour = (section: ShownSection, which: 'wall' | 'lumen', radii: readonly number[], gesture?: string): void =>
    actions.setContour(which, section.at, outlineOf(Float32Array.from(radii), section.centre), gesture);
  const vesselOf = (section: ShownSection): Polygon => outlineOf(Float32Array.from(section.wall), section.centre);
  const areaOf = (section: ShownSection): PaintedArea => paintedArea(section.areas, section.centre);

  function taken(section: ShownSection, tool: SectionTool, at: PointUv, { altKey }: Press, reach: number): Hold | null {
    switch (tool) {
      case 'arc': {
        const under = arcHoldAt(section.arcs, section, at, reach);
        const { angle } = polarOf(at, section.centre);
        if (under !== null) return { kind: 'arc', hold: under, arcs: section.arcs, from: angle, isNew: false };
        if (!isOnRing(section, at, reach)) return null;
        return { kind: 'arc', hold: { n: section.arcs.length, part: 'to' }, arcs: arcsFrom(section.arcs, angle), from: deg(angle + 5), isNew: true };
      }
      case 'wall': case 'lumen': {
        const radii = contourOf(section, tool);
        const ray = handleRayAt(radii, section.centre, at, reach);
        return ray === null ? null : { kind: 'contour', which: tool, radii, ray, off: (radii[ray] ?? 0) - polarOf(at, section.centre).radius };
      }
      case 'brush': case 'outline': {
        const { how } = useCalciumDesk.getState().brush;
        const turned = altKey ? (how === 'add' ? 'take' : 'add') : how;
        return tool === 'brush' ? { kind: 'brush', area: areaOf(section), from: at, how: turned } : { kind: 'lasso', line: [at], how: turned };
      }
    }
  }

  /** Shows what is held at a place; returns what is held there, and how it is kept. */
  function dragged(section: ShownSection, what: Hold, at: PointUv): { readonly what: Hold; readonly keep: () => void } {
    switch (what.kind) {
      case 'arc': {
        const { angle } = polarOf(at, section.centre);
        const arcs = arcsDragged(what.arcs, what.hold, what.from, angle);
        reviewing.show(section, withArcs(section, arcs));
        return { what: { ...what, arcs, from: angle }, keep: () => reviewing.keep(section, withArcs(section, keptArcs(arcs))) };
      }
      case 'contour': {
        const radii = contourPulled(section, what.which, what.radii, what.ray, mm(polarOf(at, section.centre).radius + what.off));
        showContour(section, what.which, radii);
        return { what, keep: () => keepContour(section, what.which, radii) };
      }
      case 'brush': {
        const area = brushed(what.area, what.from, at, useCalciumDesk.getState().brush.radius, what.how, vesselOf(section));
        const areas = outlinesOfArea(area);
        reviewing.show(section, withAreas(section, areas));
        return { what: { ...what, area, from: at }, keep: () => reviewing.keep(section, withAreas(section, areas)) };
      }
      case 'lasso': {
        const line = [...what.line, at];
        setLasso(line);
        return { what: { ...what, line }, keep: () => {
          if (line.length < 3) return;
          reviewing.keep(section, withAreas(section, outlinesOfArea(outlined(areaOf(section), line, what.how, vesselOf(section)))));
        } };
      }
    }
  }

  return {
    lasso,
    begin(at, press, reach) {
      const { tool } = useCalciumDesk.getState();
      if (shown === undefined || tool === null) return null;
      if (!(tool === 'wall' || tool === 'lumen' ? reviewing.mayOutline() : reviewing.mayDraw(shown))) return null;
      const what = taken(shown, tool, at, press, reach);
      if (what === null) return null;
      hold.current = { what, section: shown, last: null };
      const move = (to: PointUv): void => {
        const now = hold.current;
        if (now === null) return;
        const next = dragged(now.section, now.what, to);
        hold.current = { what: next.what, section: now.section, last: next.keep };
      };
      // A dab of the brush is a stroke without length.
      if (what.kind === 'brush') move(at);
      return move;
    },
    end() {
      const now = hold.current;
      hold.current = null;
      setLasso([]);
      if (now === null) return;
      if (now.last !== null) now.last();
      // A click on the empty circle makes an arc of the usual width.
      else if (now.what.kind === 'arc' && now.what.isNew) {
        const added = arcsAdded(now.section.arcs, deg(now.what.from - 5));
        if (added !== null) reviewing.keep(now.section, withArcs(now.section, keptArcs(added.arcs)));
      }
      if (now.what.kind === 'lasso') setLive(null);
    },
    cancel() {
      if (hold.current === null) return;
      hold.current = null;
      setLasso([]);
      setLive(null);
    },
    nudge(handle, by) {
      const [arc, ray] = [arcHoldOf(handle), rayOf(handle)];
      if (shown === undefined || !(arc === null ? reviewing.mayOutline() : reviewing.mayDraw(shown))) return;
      const gesture = `${handle} at ${shown.n}`;
      const { tool } = useCalciumDesk.getState();
      if (arc !== null) reviewing.keep(shown, withArcs(shown, keptArcs(arcsDragged(shown.arcs, arc, deg(0), deg(by)))), gesture);
      else if (ray !== null && (tool === 'wall' || tool === 'lumen')) {
        const radii = contourOf(shown, tool);
        keepContour(shown, tool, contourPulled(shown, tool, radii, ray, mm((radii[ray] ?? 0) + by)), gesture);
      }
    },
    add(angle) {
      if (shown === undefined || !reviewing.mayDraw(shown)) return null;
      const added = arcsAdded(shown.arcs, angle);
      if (added === null) {
        useView.getState().say('An arc lies where the cut is: turn the cut with Q or W to where one is missing');
        return null;
      }
      const kept = keptArcs(added.arcs);
      reviewing.keep(shown, withArcs(shown, kept));
      const made = added.arcs[added.n];
      return made === undefined ? null : kept.findIndex(([from]) => Math.abs(from - made[0]) < 0.06);
    },
    removeArc(n) {
      if (shown !== undefined && reviewing.mayDraw(shown)) reviewing.keep(shown, withArcs(shown, arcsWithout(shown.arcs, n)));
    },
    dab(at) {
      if (shown === undefined || !reviewing.mayDraw(shown)) return;
      const { radius, how } = useCalciumDesk.getState().brush;
      const area = brushed(areaOf(shown), at, at, radius, how, vesselOf(shown));
      reviewing.keep(shown, withAreas(shown, outlinesOfArea(area)), `brush at ${shown.n}`);
    },
  };
}
