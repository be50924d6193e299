import { useId, useRef, useState } from 'react';
import { arcsCover, saidArcs } from '../../../core/calcium/review.ts';
import { type PointUv, pointUv } from '../../../core/geometry/plane.ts';
import type { VesselWork } from '../../../core/contract/entries.ts';
import { deg } from '../../../core/units.ts';
import { useCommands } from '../../state/commands.ts';
import { useVesselDesk } from '../../state/vesselDesk.ts';
import { StateMark } from '../../ui/StateMark.tsx';
import { useSize } from '../../ui/useSize.ts';
import { arcRangeWords, arcWords } from '../../ui/ruler/rulerWords.ts';
import type { HuGrid } from '../../viewer/huLaying.ts';
import type { HuWords } from '../../viewer/huPicture.ts';
import type { Window } from '../../viewer/painting.ts';
import type { WheelKeys } from '../../viewer/pointer.ts';
import { HuPicture, type HuPointer } from '../vessel/HuPicture.tsx';
import type { VesselActions } from '../vessel/vesselActions.ts';
import { BRUSH_COMMANDS, HANDLE_COMMANDS } from './commands.ts';
import type { ShownSection } from './calciumModel.ts';
import { holdHandle, useCalciumDesk, useSectionPointer } from './calciumStore.ts';
import { arcHandleId, arcHandles, arcHoldOf, contourHandles, contourOf, rayOf, type SectionHandle } from './sectionHand.ts';
import { BRUSH_HANDLE, BrushHandle, SectionHandles } from './SectionHandles.tsx';
import { SectionMarks } from './SectionMarks.tsx';
import { confirmedWords } from './sectionStates.ts';
import { SectionTools, ToolLine } from './SectionTools.tsx';
import { MARK_OF } from './stateMarks.ts';
import { useSectionHand } from './useSectionHand.ts';

/** A handle or an end is taken within so many CSS pixels. */
const REACH_PX = 13;
const STEP = { '°': { near: 5, far: 20 }, 'mm': { near: 0.1, far: 0.5 } } as const;

/** The section at the cursor with everything that is drawn on it, and the tools that draw it. */
export function SectionPicture({ shown, grid, reach, words, window, work, actions, onWindow, onScroll, onMoon, onConfirm, note }: {
  readonly shown: ShownSection | undefined;
  readonly grid: HuGrid | null;
  /** Half of what is shown, mm. */
  readonly reach: number;
  readonly words: HuWords; readonly window: Window; readonly work: VesselWork; readonly actions: VesselActions;
  readonly onWindow: (window: Window) => void; readonly onScroll: (steps: number, keys: WheelKeys) => void; readonly onMoon: () => void; readonly onConfirm: () => void;
  readonly note: string | null;
}) {
  const id = useId();
  const tile = useRef<HTMLDivElement>(null);
  const tool = useCalciumDesk((desk) => desk.tool);
  const brush = useCalciumDesk((desk) => desk.brush);
  const angle = useVesselDesk((desk) => desk.cursor.angle);
  const hand = useSectionHand(shown, work, actions);
  const [held, setHeld] = useState<string | null>(null);
  const [cross, setCross] = useState<PointUv | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  const size = useSize(frame);
  // Within the border of the tile.
  const perPixel = size === null ? 0.03 : (2 * reach) / Math.max(1, Math.min(...size) - 2);

  const handles: readonly SectionHandle[] = shown === undefined || tool === null ? []
    : tool === 'arc' ? arcHandles(shown.arcs, shown)
      : tool === 'wall' || tool === 'lumen' ? contourHandles(contourOf(shown, tool), shown.centre, tool)
        : [];
  const isBrush = tool === 'brush' && shown !== undefined;
  // Only the brush is drawn where the pointer is: with any other tool nothing is drawn anew for it.
  const pointed = useSectionPointer(({ at, isOnBare }) => (isBrush && !isOnBare ? at : null));
  const brushAt = cross ?? shown?.centre ?? pointUv(0, 0);

  const nudge = (isFar: boolean, sign: 1 | -1): void => {
    const handle = handles.find((one) => one.id === held);
    if (handle !== undefined) hand.nudge(handle.id, sign * STEP[handle.unit][isFar ? 'far' : 'near']);
  };
  const step = (by: 1 | -1): void => {
    const at = handles.findIndex((handle) => handle.id === held);
    const next = handles[(at + by + handles.length) % handles.length];
    if (next !== undefined) holdHandle(next.id);
  };
  const arc = held === null ? null : arcHoldOf(held);
  const isHandle = held !== null && (arc !== null || rayOf(held) !== null);
  const leave = (): void => { tile.current?.focus({ preventScroll: true }); };
  useCommands(HANDLE_COMMANDS, isHandle ? {
    less: () => nudge(false, -1), more: () => nudge(false, 1), farLess: () => nudge(true, -1), farMore: () => nudge(true, 1),
    previousHandle: () => step(-1), nextHandle: () => step(1), leave,
    add: tool === 'arc' ? () => {
      const added = hand.add(deg(angle));
      if (added !== null && added >= 0) holdHandle(arcHandleId(added, 'from'));
    } : undefined,
    removeArc: arc === null ? undefined : () => hand.removeArc(arc.n),
  } : {}, tile);
  const shift = (u: number, v: number): void => setCross(pointUv(brushAt[0] + u, brushAt[1] + v));
  useCommands(BRUSH_COMMANDS, held === BRUSH_HANDLE ? {
    left: () => shift(-0.1, 0), right: () => shift(0.1, 0), up: () => shift(0, -0.1), down: () => shift(0, 0.1),
    farLeft: () => shift(-0.5, 0), farRight: () => shift(0.5, 0), farUp: () => shift(0, -0.5), farDown: () => shift(0, 0.5),
    dab: () => hand.dab(brushAt), leave,
  } : {}, tile);

  const pointer: HuPointer = {
    begin: (at, _, press) => hand.begin(at, press, REACH_PX * perPixel),
    end: hand.end,
    cancel: hand.cancel,
    hover: (at) => useSectionPointer.setState({ at, isOnBare: false }),
    scroll: onScroll,
  };
  const isHidden = shown?.state === 'hidden';
  return (
    <div ref={frame} className="section-picture" data-tool={tool ?? 'none'}>
      <HuPicture
        label="Section at the cursor" tile={tile} isActive grid={grid} window={window} onWindow={onWindow} words={words} pointer={pointer} note={note}
        look={{ centre: shown?.centre ?? pointUv(0, 0), perPixel: [perPixel, perPixel] }}
        controls={(laid) => (
          <>
            <SectionHandles laid={laid} handles={handles} onHeld={setHeld} onEnter={onConfirm} />
            {isBrush ? <BrushHandle laid={laid} at={brushAt} onHeld={setHeld} /> : null}
          </>
        )}
      >
        {(laid) => (shown === undefined ? null : (
          <SectionMarks
            id={id} laid={laid} shown={shown} tool={tool} angle={angle} handles={handles} held={held} lasso={hand.lasso}
            stroke={!isBrush ? null : held === BRUSH_HANDLE ? { at: brushAt, radius: brush.radius } : pointed === null ? null : { at: pointed, radius: brush.radius }}
          />
        ))}
      </HuPicture>
      <SectionTools isMoon={shown?.said?.isFullMoon === true} onMoon={onMoon} />
      <ToolLine />
      {shown === undefined || isHidden ? null : <Reading shown={shown} />}
      {isHidden ? (
        <div className="section-reading" data-state={shown.said === null ? 'hidden' : 'edited'}>
          {shown.said === null ? null : <b><StateMark state="edited" />{arcWords(arcsCover(shown.arcs).arc)}</b>}
          <span>{shown.said === null ? 'hidden until you confirm it' : 'yours, not confirmed yet'}</span>
        </div>
      ) : null}
    </div>
  );
}

/** The one number of the view; in a stent there is none. */
function Reading({ shown: { state, section, arcs, isMetal } }: { readonly shown: ShownSection }) {
  if (isMetal) return <div className="section-reading" data-state="metal"><b>stent</b><span>no calcium is told here</span></div>;
  // What is being dragged is read at once; as found the engine's own figure counts.
  const arc = section.review === null || section.review.arcs === null ? section.arc : arcsCover(arcs).arc;
  const range = arcRangeWords(section.arcRange);
  const before = confirmedWords(section);
  const isDrawn = section.review !== null && (section.review.isFullMoon || saidArcs(section.review) !== null);
  return (
    <div className="section-reading" data-state={state}>
      <b><StateMark state={MARK_OF[state]} /><span className={isDrawn ? undefined : 'of-figures'}>{arcWords(arc)}</span></b>
      <span>{before !== null ? before : state === 'edited' ? `automatic ${arcWords(section.automatic.arc)}` : <>{range === '' ? '' : <span className={isDrawn ? undefined : 'of-figures'}>{range}°</span>}<span className="exact">{range === '' ? '' : ', '}exact to 10°</span></>}</span>
    </div>
  );
}
