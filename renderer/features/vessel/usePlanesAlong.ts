import { useEffect, useRef, type RefObject } from 'react';
import type { StoreApi } from 'zustand';
import { centrelineAt, type CentrelinePoint } from '../../../core/centreline/centreline.ts';
import { between, norm, vectorLps, type PointLps, type VectorLps } from '../../../core/geometry/frame.ts';
import { radFromDeg, type Deg } from '../../../core/units.ts';
import type { PlaneAxes } from '../../../core/volume/planeAxes.ts';
import { useVesselDesk } from '../../state/vesselDesk.ts';
import type { PlanesState } from '../../viewer/planesState.ts';
import type { PlanesViewer } from '../../viewer/planesViewer.ts';
import { followPoint } from './usePathDesk.ts';
import { useVessel } from './useVessel.ts';
import { useVesselView } from './vesselView.ts';

/** The planes about a vessel: A across it, B and C along it, B in the direction of the cursor. */
export function axesAlong({ u, v, tangent }: Pick<CentrelinePoint, 'u' | 'v' | 'tangent'>, angle: Deg): PlaneAxes {
  const [cosine, sine] = [Math.cos(radFromDeg(angle)), Math.sin(radFromDeg(angle))];
  const mixed = (a: number, b: number): VectorLps => vectorLps(a * u[0] + b * v[0], a * u[1] + b * v[1], a * u[2] + b * v[2]);
  const [along, across] = [mixed(cosine, sine), mixed(-sine, cosine)];
  // The vessel runs to the right, as in the straightened view.
  return { axial: { u, v }, coronal: { u: tangent, v: along }, sagittal: { u: tangent, v: across } };
}

/**
 * Keeps the planes and the vessel's cursor at one place: the planes follow the cursor; where they are moved by hand near
 * the path, the cursor follows them. Along the vessel they turn with it.
 */
export function usePlanesAlong(viewer: RefObject<PlanesViewer | null>, states: StoreApi<PlanesState | null>): void {
  const { centreline } = useVessel();
  const isAlong = useVesselView((view) => view.isAlong);
  /** Whether the planes were brought to the cursor, or moved by hand: from then on they stay where the hand puts them. */
  const isBrought = useRef(false);
  useEffect(() => states.subscribe((now, before) => {
    if (now?.cursor != null && before?.cursor != null && now.cursor !== before.cursor) isBrought.current = true;
  }), [states]);
  useEffect(() => {
    if (centreline === null) return;
    /** Where the planes were brought from here: what they then tell is nothing new. */
    let brought: PointLps | null = null;
    let isFollowing = false;
    const bring = (): void => {
      const { at, angle } = useVesselDesk.getState().cursor;
      const point = centrelineAt(centreline, at);
      const made = viewer.current;
      if (point === undefined || made === null || isFollowing) return;
      brought = point.at;
      if (isAlong) made.setAxes(axesAlong(point, angle));
      made.moveCursor(point.at);
    };
    const follow = (): void => {
      const cursor = states.getState()?.cursor ?? null;
      if (cursor === null || (brought !== null && norm(between(cursor, brought)) < 1e-3)) return;
      brought = cursor;
      // Off the path the planes stay where they were put; along it they stay on the path.
      isFollowing = !isAlong;
      followPoint(centreline, cursor);
      isFollowing = false;
    };
    const stops = [
      useVesselDesk.subscribe((now, before) => {
        if (now.cursor !== before.cursor) bring();
      }),
      states.subscribe((now, before) => {
        if (now?.cursor !== before?.cursor) follow();
      }),
    ];
    if (isAlong || !isBrought.current) bring();
    isBrought.current ||= viewer.current?.scene() != null;
    return () => {
      for (const stop of stops) stop();
    };
  }, [centreline, isAlong, viewer, states]);

  useEffect(() => {
    const made = viewer.current;
    if (!isAlong) return;
    return () => {
      // Given up with the station, there is nothing to straighten.
      if (made !== null && viewer.current === made) made.straighten();
    };
  }, [isAlong, viewer]);
}
