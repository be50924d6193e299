import { useMemo } from 'react';
import { orientationLetters } from '../../../core/geometry/orientation.ts';
import { scaled } from '../../../core/geometry/frame.ts';
import type { PointUv } from '../../../core/geometry/plane.ts';
import { useVesselDesk } from '../../state/vesselDesk.ts';
import type { HuLaid } from '../../viewer/huLaying.ts';
import { HuPicture } from './HuPicture.tsx';
import { usePictureLook } from './usePictureLook.ts';
import { STEP, stepAlong, turnAbout, useVesselCursor } from './useVesselCursor.ts';
import { useVessel } from './useVessel.ts';
import { stretchedPicture, type StretchedPicture } from './vesselPictures.ts';
import type { TileParts } from './vesselTiles.ts';
import { lookAt, useVesselView } from './vesselView.ts';
import { capPlaces } from './vesselWords.ts';

/** Room that the words of a cap take, CSS pixels. */
const CAP_WORDS = 88;

/** The stretched curved view: all lengths on it are true. A drag moves the cursor, the wheel too. */
export function StretchedTile({ parts: { volume, slab, depth, cautions }, note, onLarge }: {
  readonly parts: TileParts; readonly note: string | null; readonly onLarge: () => void;
}) {
  const { line, point } = useVesselCursor();
  const { findings } = useVessel();
  const { window, areMarksShown } = useVesselView();
  const picture = useMemo(() => (volume === null || line === null ? null : stretchedPicture(volume, line, slab)), [volume, line, slab]);
  const { look, setLook } = usePictureLook('whole', null);
  const caps = useMemo(() => (picture === null || findings === null ? [] : capPlaces(findings).flatMap(({ at, words, isProposed }) => {
    const place = picture.placeOf(at);
    return place === undefined ? [] : [{ place, words, isProposed }];
  })), [picture, findings]);
  const cursor = picture === null || point === null ? undefined : picture.placeOf(point.at);
  const goTo = (at: PointUv): void => {
    const abscissa = picture?.abscissaAt(at);
    if (abscissa !== undefined) useVesselDesk.getState().moveTo(abscissa);
  };
  const why = note ?? (picture === null && volume !== null && line !== null ? 'This vessel runs straight on: it cannot be stretched.' : null);
  return (
    <HuPicture
      label="Stretched curved view" className="vessel-stretched" name="stretched" grid={picture?.grid ?? null} look={look} onLook={setLook} window={window}
      onWindow={(next) => lookAt({ window: next })} note={why} onDoubleClick={onLarge}
      words={{
        title: 'Stretched curved view', place: 'every length is true', depth, cautions,
        letters: picture === null ? null : { top: orientationLetters(scaled(picture.down, -1)), bottom: orientationLetters(picture.down), left: '', right: '' },
        hasScale: true,
      }}
      pointer={{
        begin: (at) => {
          goTo(at);
          return goTo;
        },
        scroll: (steps, { shiftKey }) => (shiftKey ? turnAbout(steps * STEP.turn) : stepAlong(line, steps * STEP.along)),
      }}
    >
      {(laid) => (areMarksShown && picture !== null ? (
        <>
          <VesselCourse laid={laid} picture={picture} />
          {caps.map(({ place: [u, v], words, isProposed }, n) => {
            // Where there is room, and one above the vessel and one below it: they may be close together.
            const isRight = laid.x(u) + CAP_WORDS < laid.size[0];
            return (
              <g key={words} className="path-place" data-proposed={isProposed} transform={`translate(${laid.x(u)} ${laid.y(v)})`}>
                <path d="M-5 0L0 -5L5 0L0 5Z" /><text x={isRight ? 9 : -9} y={n === 0 ? -6 : 17} textAnchor={isRight ? 'start' : 'end'}>{words}</text>
              </g>
            );
          })}
          {cursor === undefined ? null : <path className="path-cursor" d="M-10 -10L-4 -4M10 -10L4 -4M-10 10L-4 4M10 10L4 4" transform={`translate(${laid.x(cursor[0])} ${laid.y(cursor[1])})`} />}
        </>
      ) : null)}
    </HuPicture>
  );
}

/** Two fine lines beside the vessel, so that what lies in it is not hidden. */
function VesselCourse({ laid, picture }: { readonly laid: HuLaid; readonly picture: StretchedPicture }) {
  const line = picture.course.map(([u, v], n) => `${n === 0 ? 'M' : 'L'}${laid.x(u).toFixed(1)} ${laid.y(v).toFixed(1)}`).join('');
  return <path className="course-line" d={line} />;
}
