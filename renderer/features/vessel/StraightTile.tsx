import { useMemo, useState } from 'react';
import { mm, type Mm } from '../../../core/units.ts';
import { useVesselDesk } from '../../state/vesselDesk.ts';
import type { HuLaid, HuView } from '../../viewer/huLaying.ts';
import { HuPicture } from './HuPicture.tsx';
import { CapFlag, Grip, laneTop } from './StraightHandles.tsx';
import { StraightLines } from './StraightLines.tsx';
import { aboutLesion, GUTTER, straightLook } from './straightWords.ts';
import { StateSign } from './StateSign.tsx';
import { useHandleMoves, type VesselHandleMoves } from './useHandleMoves.ts';
import { STEP, stepAlong, turnAbout, useVesselCursor } from './useVesselCursor.ts';
import type { VesselHandle } from './vesselHandles.ts';
import type { VesselHandlesNow } from './useVesselHandles.ts';
import { STRAIGHT_HALF_MM, straightAngle, straightGrid } from './vesselPictures.ts';
import type { TileParts } from './vesselTiles.ts';
import { lookAt, useVesselView } from './vesselView.ts';
import { abscissaWords, mmWords } from './vesselWords.ts';

/** The vessel pulled straight, with its caps, references, side branches and landing zone as handles. */
export function StraightTile({ parts: { volume, slab, depth, cautions }, handles, note, isOnLesion }: {
  readonly parts: TileParts; readonly handles: VesselHandlesNow; readonly note: string | null;
  /** The occlusion fills the view; else all of the vessel does. */
  readonly isOnLesion: boolean;
}) {
  const { at, angle, line } = useVesselCursor();
  const { window, areMarksShown } = useVesselView();
  const moves = useHandleMoves();
  const shownAngle = straightAngle(angle);
  const grid = useMemo(() => (volume === null || line === null ? null : straightGrid(volume, line, shownAngle, slab)), [volume, line, shownAngle, slab]);
  const { lesion } = handles;
  const stretch = isOnLesion && lesion !== null && line !== null ? aboutLesion(lesion, line.length, at) : null;
  const [own, setOwn] = useState<{ readonly of: boolean; readonly look: HuView } | null>(null);
  const goTo = (to: number): void => useVesselDesk.getState().moveTo(mm(Math.min(line?.length ?? 0, Math.max(0, to))));
  return (
    <HuPicture
      label="Straightened view" className="vessel-straight" name="straight" grid={grid} window={window} note={note}
      look={own !== null && own.of === isOnLesion ? own.look : (on, size) => straightLook(on, stretch, size)}
      onLook={(look) => setOwn({ of: isOnLesion, look })} onWindow={(next) => lookAt({ window: next })}
      words={{
        title: 'Straightened', place: `±${STRAIGHT_HALF_MM} mm, ${shownAngle}°`, depth,
        cautions, letters: null, hasScale: true, barRoom: BAR_ROOM,
      }}
      placeWords={([u, v]) => `${abscissaWords(mm(u), handles)}\n${mmWords(Math.abs(v))} off the middle`}
      pointer={{
        begin: ([u]) => {
          goTo(u);
          return ([to]) => goTo(to);
        },
        scroll: (steps, { shiftKey }) => (shiftKey ? turnAbout(steps * STEP.turn) : stepAlong(line, steps * STEP.along)),
      }}
      controls={(laid) => (!areMarksShown || moves === null || line === null ? null
        : <Handles laid={laid} handles={handles} moves={moves} length={line.length} />)}
    >
      {(laid) => (line === null ? null
        : <StraightLines laid={laid} line={line} handles={handles} cursor={at} areMarksShown={areMarksShown} />)}
    </HuPicture>
  );
}

/** The scale bar has its place in the gutter, CSS pixels. */
const BAR_ROOM = 64;

/** All that can be moved. */
function Handles({ laid, handles: { caps, zones, branches }, moves, length }: {
  readonly laid: HuLaid; readonly handles: VesselHandlesNow; readonly moves: VesselHandleMoves; readonly length: Mm;
}) {
  /** Not under the words at the left. */
  const isInView = (at: number): boolean => laid.x(at) >= GUTTER - 2 && laid.x(at) <= laid.size[0] + 2;
  return (
    <>
      {caps.map((handle) => <CapFlag key={handle.id} laid={laid} handle={handle} length={length} moves={moves.cap(handle)} isInView={isInView(handle.at)} />)}
      {branches.map((handle) => (
        <Grip
          key={handle.id} laid={laid} handle={handle} at={handle.at} length={length} moves={moves.branch(handle)} isInView={isInView(handle.at)} className="grip-branch" label={`${handle.name}, ${handle.value}`}
          style={{ left: laid.x(handle.at) - 11, top: laneTop(laid, 0) - 24, width: 22, height: 22 }}
        />
      ))}
      {zones.map((handle) => {
        const { stretch } = handle;
        if (stretch === null) return null;
        const isSeen = isInView(stretch[0]) || isInView(stretch[1]);
        const zone = { ...handle, stretch };
        const [left, right] = [Math.max(GUTTER, laid.x(stretch[0])), laid.x(stretch[1])];
        // The landing zone begins where the distal reference does: it has a lane of its own.
        const top = laneTop(laid, handle.id === 'landing' ? 1 : 0);
        return [
          <Grip
            key={handle.id} laid={laid} handle={handle} at={stretch[0]} length={length} moves={moves.zone(zone, 'all')} isInView={isSeen} className="grip-zone" label={`${handle.name}, ${handle.value}`}
            style={{ left, top, width: Math.max(8, right - left), height: 18 }}
          ><ZoneWords handle={handle} width={right - left} rooms={[left - GUTTER, laid.size[0] - right]} /></Grip>,
          ...(['from', 'to'] as const).map((part) => (
            <Grip
              key={`${handle.id} ${part}`} laid={laid} handle={handle} at={part === 'from' ? stretch[0] : stretch[1]} length={length} moves={moves.zone(zone, part)}
              isInView={isSeen} className="grip-end" label={`${handle.name}, ${part === 'from' ? 'beginning' : 'end'}`} style={{ left: (part === 'from' ? left : right) - 5, top, width: 10, height: 18 }}
            />
          )),
        ];
      })}
    </>
  );
}

/** What a zone is: within it, or where it is too short beside it, away from the occlusion unless there is no room. */
function ZoneWords({ handle: { id, state }, width, rooms: [before, behind] }: {
  readonly handle: Pick<Extract<VesselHandle, { readonly kind: 'zone' }>, 'id' | 'state'>; readonly width: number; readonly rooms: readonly [before: number, behind: number];
}) {
  const { long, short } = ZONE_SHORT[id];
  const isBefore = id === 'proximal-reference' ? before >= OWN_WORDS : behind < OWN_WORDS;
  const words = <><StateSign state={state} /><span>{width < 86 ? short : long}</span></>;
  return width >= OWN_WORDS ? words : <div className={isBefore ? 'zone-beside zone-before' : 'zone-beside'}>{words}</div>;
}
/** The sign and the short word of a zone need so much, CSS pixels. */
const OWN_WORDS = 52;

const ZONE_SHORT = {
  'proximal-reference': { long: 'Reference', short: 'Ref.' }, 'distal-reference': { long: 'Reference', short: 'Ref.' }, landing: { long: 'Landing zone', short: 'Land.' },
} as const;
