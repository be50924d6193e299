import { memo, useCallback, useEffect, useMemo, useRef, type RefObject } from 'react';
import { previewCourse } from '../../../core/centreline/preview.ts';
import type { LesionMeasures } from '../../../core/lesion/lesionMeasures.ts';
import type { SectionMeasure } from '../../../core/calcium/profile.ts';
import type { Centreline } from '../../../core/centreline/centreline.ts';
import { useVesselDesk } from '../../state/vesselDesk.ts';
import { useView } from '../../state/viewStore.ts';
import type { PathDesk } from '../../viewer/path/pathTool.ts';
import type { PathShown } from '../../viewer/path/pathShown.ts';
import { createTubeLayer, TUBE_WORDS, tubePieces, type Tube, type TubeLayer, type TubeLook } from '../../viewer/path/tubeLayer.ts';
import type { RenderingSeam } from '../../viewer/rendering/renderingSeam.ts';
import type { RenderSource } from '../../viewer/rendering/renderingViewer.ts';
import { RenderingTile, type PlanesBeside } from '../rendering/RenderingTile.tsx';
import type { PlanesHandle } from './VesselPlanes.tsx';
import { useVessel } from './useVessel.ts';
import { useVesselView } from './vesselView.ts';

/** The rendering with the vessel as a tube, coloured by its calcium. A click on it sets a point. */
export function VesselRendering({ source, path, desk, planes, onLarge }: {
  readonly source: RenderSource | null; readonly path: PathShown | null; readonly desk: PathDesk;
  readonly planes: RefObject<PlanesHandle | null>; readonly onLarge: () => void;
}) {
  const { centreline, measures } = useVessel();
  const tool = useVesselView((view) => view.tool);
  const tube = useMemo(() => (path === null || !path.isShown ? null : tubeOf(path, centreline, measures)), [path, centreline, measures]);
  const now = useRef<Tube | null>(null);
  const layer = useRef<TubeLayer | null>(null);
  const seam = useRef<RenderingSeam | null>(null);
  useEffect(() => {
    now.current = tube;
    layer.current?.refresh();
  }, [tube]);
  useEffect(() => useVesselDesk.subscribe((state, before) => {
    if (state.cursor !== before.cursor) layer.current?.refreshCursor();
  }), []);
  const pick = useCallback((at: Parameters<Parameters<RenderingSeam['give']>[0] & object>[0]) => {
    if (at === null) {
      useView.getState().say('Nothing is seen there: click on a vessel');
      return;
    }
    desk.added(at);
    planes.current?.moveTo(at);
  }, [desk, planes]);
  useEffect(() => {
    seam.current?.give(tool === 'trace' ? pick : null);
  }, [tool, pick]);
  const marks = useCallback((made: RenderingSeam) => {
    seam.current = made;
    layer.current = createTubeLayer(made, () => now.current, desk.cursor);
    made.give(desk.isTracing() ? pick : null);
    return () => {
      layer.current?.dispose();
      [layer.current, seam.current] = [null, null];
    };
  }, [desk, pick]);
  const beside = useMemo<PlanesBeside>(() => ({
    planeOf: (cut) => planes.current?.planeOf(cut)?.view.plane ?? null,
    whenMoved: (moved) => planes.current?.whenMoved(moved) ?? (() => undefined),
  }), [planes]);
  const hasLegend = measures !== null && tube !== null;
  return (
    <div className="vessel-rendering" data-tile="rendering" data-legend={hasLegend} onDoubleClick={onLarge}>
      <RenderingTile source={source} planes={beside} marks={marks}>
        {hasLegend ? <TubeLegend /> : null}
      </RenderingTile>
    </div>
  );
}

/** What the looks of the tube mean. */
const TubeLegend = memo(() => (
  <ul className="tube-legend" aria-label="Calcium along the vessel, share of its area">
    <li><b>Calcium</b></li>
    {TUBE_WORDS.map(({ look, words }) => (
      <li key={look}>
        <svg viewBox="0 0 28 12" aria-hidden="true">
          <path className="tube-backing" data-look={look} d="M1 6H27" /><path className="tube-line" data-look={look} d="M1 6H27" />
          {look === 'half' || look === 'moon' ? <path className="tube-core" data-look={look} d="M1 6H27" /> : null}
        </svg>{words}
      </li>
    ))}
  </ul>
));

const NO_CALCIUM = 1;
const HALF = 50;

/** How a section looks on the tube. */
function lookOf(section: SectionMeasure | undefined, isBridged: boolean): TubeLook {
  if (section === undefined) return isBridged ? 'bridged' : 'free';
  if (section.pattern === 'full-moon') return 'moon';
  if (section.csaPercent >= HALF) return 'half';
  return section.csaPercent >= NO_CALCIUM ? 'some' : isBridged ? 'bridged' : 'free';
}

/** The vessel as it was measured; before that, as its path is. */
function tubeOf(path: PathShown, line: Centreline | null, measures: LesionMeasures | null): Tube {
  const isTraced = line !== null && path.legs.length > 0 && path.legs.every((leg) => leg.isTraced);
  const course = isTraced ? line.points.map(({ at }) => at) : previewCourse(path.legs);
  const looks = !isTraced ? course.map((): TubeLook => 'preview')
    : line.points.map(({ isBridged }, n) => lookOf(measures?.findings.centreline === line ? measures.sections[n] : undefined, isBridged));
  return {
    pieces: tubePieces(course, looks), points: path.points, chosen: path.chosen,
    places: path.places.map(({ at, words }) => ({ at, words })),
  };
}
