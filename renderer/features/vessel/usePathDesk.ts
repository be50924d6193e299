import { useLayoutEffect, useMemo, useRef } from 'react';
import { centrelineAt } from '../../../core/centreline/centreline.ts';
import { continuedEnd, nearestOnPath } from '../../../core/centreline/pathEnds.ts';
import { previewLegs } from '../../../core/centreline/preview.ts';
import type { PointLps } from '../../../core/geometry/frame.ts';
import { footOnLine } from '../../../core/geometry/polyline.ts';
import { useVesselDesk } from '../../state/vesselDesk.ts';
import { useView } from '../../state/viewStore.ts';
import type { PathDesk } from '../../viewer/path/pathTool.ts';
import type { PathShown } from '../../viewer/path/pathShown.ts';
import { useVessel, useVesselActions, useVesselVolume } from './useVessel.ts';
import { capPlaces } from './vesselWords.ts';
import { lookAt, useVesselView } from './vesselView.ts';

/** Nearer to the path than this, the vessel's cursor goes where the pictures look, mm. */
const FOLLOWS_MM = 4;

/** The path of the vessel as the pictures show it; null while there is none. */
export function usePathShown(): PathShown | null {
  const vessel = useVessel();
  const { path, work, centreline, through, findings, failure } = vessel;
  const chosen = useVesselView((view) => view.chosen);
  const isShown = useVesselView((view) => view.areMarksShown);
  const legs = useMemo(() => previewLegs(work.points, centreline === null || through === null ? null : { line: centreline, through }),
    [work.points, centreline, through]);
  const places = useMemo(() => (findings === null ? [] : capPlaces(findings)), [findings]);
  return useMemo(() => (path === null ? null : {
    points: work.points, legs, line: centreline, chosen: chosen !== null && chosen.vessel === path.vessel ? chosen.n : null,
    failure: failure === null ? null : { point: failure.point, message: failure.message },
    places, isShown,
  }), [path, work.points, legs, centreline, chosen, failure, places, isShown]);
}

/**
 * What the pictures do with the path. The desk keeps its identity; what it shows is the newest.
 *
 * @param wentTo - the pointer is dragged over a picture
 */
export function usePathDesk(shown: PathShown | null, wentTo: (at: PointLps) => void): PathDesk {
  const actions = useVesselActions();
  const volume = useVesselVolume();
  const { id } = useVessel();
  const now = useRef({ shown, volume, id, wentTo });
  // Before anything is drawn from it.
  useLayoutEffect(() => {
    now.current = { shown, volume, id, wentTo };
  });
  return useMemo(() => {
    const points = (): readonly PointLps[] => now.current.shown?.points ?? [];
    const chose = (n: number | null): void => {
      const { id: vessel } = now.current;
      lookAt({ chosen: n === null || vessel === null ? null : { vessel, n } });
    };
    return {
      chose,
      shown: () => now.current.shown,
      cursor: () => cursorOn(now.current.shown?.line ?? null),
      isTracing: () => useVesselView.getState().tool === 'trace',
      isBeginning: () => useVesselView.getState().isBeginning,
      added(at) {
        const { volume: open, id: vessel } = now.current;
        chose(null);
        if (open?.opened == null || open.series === null) {
          useView.getState().say('The series is still being opened: click again in a moment');
          return;
        }
        if (vessel === null || useVesselView.getState().isBeginning) {
          actions.begin(open.series.id, open.opened.grid.frameOfReferenceUid, at);
          lookAt({ isBeginning: false });
        } else if (continuedEnd(points(), at) === 'proximal') actions.insertPoint(0, at);
        else actions.addPoint(at);
      },
      inserted(leg, at) {
        const on = nearestOnPath(now.current.shown?.legs.slice(leg, leg + 1) ?? [], at)?.at ?? at;
        actions.insertPoint(leg + 1, on);
        chose(leg + 1);
        return leg + 1;
      },
      dragged: (n, at) => useVesselDesk.getState().setLive({ points: points().map((point, m) => (m === n ? at : point)) }),
      dropped: (n, at) => actions.movePoint(n, at),
      cancelled(inserted) {
        useVesselDesk.getState().setLive(null);
        if (inserted === null) return;
        chose(null);
        actions.removePoint(inserted);
      },
      wentTo: (at) => now.current.wentTo(at),
    };
  }, [actions]);
}

/** Where the vessel's cursor lies on a path. */
function cursorOn(line: PathShown['line']): PointLps | null {
  return line === null ? null : centrelineAt(line, useVesselDesk.getState().cursor.at)?.at ?? null;
}

/** Moves the vessel's cursor to the place of the path next to a point, where one is near. */
export function followPoint(line: PathShown['line'], at: PointLps): void {
  const foot = line === null ? undefined : footOnLine(line.points.map((point) => point.at), at);
  if (foot !== undefined && foot.distance <= FOLLOWS_MM) useVesselDesk.getState().moveTo(foot.abscissa);
}
