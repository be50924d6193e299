import { useMemo } from 'react';
import { orientationLetters } from '../../../core/geometry/orientation.ts';
import { scaled } from '../../../core/geometry/frame.ts';
import type { PointUv } from '../../../core/geometry/plane.ts';
import { useVesselDesk } from '../../state/vesselDesk.ts';
import type { HuLaid } from '../../viewer/huLaying.ts';
import { acrossAt } from './besideCourse.ts';
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
/** How far off the vessel's middle they lie: beyond its wall, and half of their height. */
const WORDS_OFF_MM = 3.5;
const WORDS_OFF = 12;

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
          {caps.map(({ place, words, isProposed }, n) => (
            <CapWords key={words} laid={laid} picture={picture} place={place} words={words} isProposed={isProposed} isBelow={n > 0} />
          ))}
          {cursor === undefined ? null : <path className="path-cursor" d="M-10 -10L-4 -4M10 -10L4 -4M-10 10L-4 4M10 10L4 4" transform={`translate(${laid.x(cursor[0])} ${laid.y(cursor[1])})`} />}
        </>
      ) : null)}
    </HuPicture>
  );
}

/** A cap, with its words beside the vessel and its calcium: of two, one above and one below, for they may be close together. */
function CapWords({ laid, picture, place, words, isProposed, isBelow }: {
  readonly laid: HuLaid; readonly picture: StretchedPicture; readonly place: PointUv; readonly words: string; readonly isProposed: boolean; readonly isBelow: boolean;
}) {
  const [x, y] = [laid.x(place[0]), laid.y(place[1])];
  const off = (isBelow ? -1 : 1) * (WORDS_OFF_MM * Math.abs(laid.x(1) - laid.x(0)) + WORDS_OFF);
  const [right, down] = acrossAt(picture.course, place);
  const within = (value: number, room: number, size: number): number => Math.min(size - room, Math.max(room, value));
  const [at, line] = [within(x + right * off, CAP_WORDS / 2 + 2, laid.size[0]), within(y + down * off, 14, laid.size[1])];
  return (
    <g className="path-place" data-proposed={isProposed}>
      <path className="path-place-lead" d={`M${x} ${y}L${at} ${line}`} />
      <path d="M-5 0L0 -5L5 0L0 5Z" transform={`translate(${x} ${y})`} /><text x={at} y={line + 4} textAnchor="middle">{words}</text>
    </g>
  );
}

/** Two fine lines beside the vessel, so that what lies in it is not hidden. */
function VesselCourse({ laid, picture }: { readonly laid: HuLaid; readonly picture: StretchedPicture }) {
  const line = picture.course.map(([u, v], n) => `${n === 0 ? 'M' : 'L'}${laid.x(u).toFixed(1)} ${laid.y(v).toFixed(1)}`).join('');
  return <path className="course-line" d={line} />;
}
