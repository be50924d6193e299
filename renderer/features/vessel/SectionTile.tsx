import { useMemo } from 'react';
import { deg, degFromRad } from '../../../core/units.ts';
import { useVesselDesk } from '../../state/vesselDesk.ts';
import { edgeLetters } from '../../viewer/viewTransform.ts';
import { HuPicture } from './HuPicture.tsx';
import { AngleLine, SectionOutlines } from './sectionMarks.tsx';
import { usePictureLook } from './usePictureLook.ts';
import { STEP, stepAlong, turnAbout, useVesselCursor } from './useVesselCursor.ts';
import { useVessel } from './useVessel.ts';
import type { VesselHandlesNow } from './useVesselHandles.ts';
import type { TileParts } from './vesselTiles.ts';
import { sectionGrid, sectionLook } from './vesselPictures.ts';
import { lookAt, useVesselView } from './vesselView.ts';
import { abscissaWords, mmWords } from './vesselWords.ts';

/** The section across the vessel at the cursor. A drag turns about the vessel, the wheel runs along it. */
export function SectionTile({ parts: { volume, slab, depth, cautions }, handles, note, onLarge }: {
  readonly parts: TileParts; readonly handles: VesselHandlesNow; readonly note: string | null; readonly onLarge: () => void;
}) {
  const { at, angle, line, point } = useVesselCursor();
  const { findings } = useVessel();
  const { window, areMarksShown } = useVesselView();
  const grid = useMemo(() => (volume === null || line === null ? null : sectionGrid(volume, line, at, slab)), [volume, line, at, slab]);
  const { look, setLook } = usePictureLook(sectionLook, null);
  // Of a path that is newer than what was found nothing is drawn that lies elsewhere.
  const outline = findings === null || findings.centreline !== line ? undefined : findings.outlines[Math.round(at / findings.centreline.step)];
  const letters = useMemo(() => (point === null ? null : edgeLetters(point)), [point]);
  const isUncertain = point?.isBridged === true && Number.isFinite(point.uncertainty);
  return (
    <HuPicture
      label="Section across the vessel" className="vessel-section" name="section" grid={grid} look={look} onLook={setLook} window={window}
      onWindow={(next) => lookAt({ window: next })} note={note} onDoubleClick={onLarge}
      words={{
        title: `Section at ${mmWords(at)}`, place: handles.lesion === null ? 'from the first point' : abscissaWords(at, handles),
        depth, cautions: [...cautions, ...(isUncertain ? [`middle ±${mmWords(point.uncertainty)}`] : [])], letters, hasScale: true,
      }}
      placeWords={([u, v]) => `${mmWords(Math.hypot(u, v))} off the middle, ${Math.round((degFromRad(Math.atan2(v, u)) + 360) % 360)}°`}
      pointer={{
        begin: () => ([u, v]) => useVesselDesk.getState().turnTo(deg(Math.round(degFromRad(Math.atan2(v, u))))),
        scroll: (steps, { shiftKey }) => (shiftKey ? turnAbout(steps * STEP.turn) : stepAlong(line, steps * STEP.along)),
      }}
    >
      {(laid) => (areMarksShown ? (
        <>
          {outline === undefined ? null : <SectionOutlines laid={laid} outline={outline} />}
          {isUncertain ? <circle className="section-uncertain" cx={laid.x(0)} cy={laid.y(0)} r={laid.x(point.uncertainty) - laid.x(0)} /> : null}
          <AngleLine laid={laid} angle={angle} />
        </>
      ) : null)}
    </HuPicture>
  );
}
