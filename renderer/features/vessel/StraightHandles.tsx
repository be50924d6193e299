import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import { mm, type Mm } from '../../../core/units.ts';
import { useGone } from '../../ui/useGone.ts';
import type { HuLaid } from '../../viewer/huLaying.ts';
import { StateSign } from './StateSign.tsx';
import type { VesselHandle } from './vesselHandles.ts';
import { FLAGS, GUTTER, LANES } from './straightWords.ts';
import { mmWords } from './vesselWords.ts';

/** What dragging a handle does: each movement, the hand let go, and the hand gone without that. */
export interface HandleMoves {
  readonly move: (at: Mm) => void;
  readonly drop: (at: Mm) => void;
  /** It goes back to where it was. */
  readonly cancel: () => void;
  /** A step of a key: kept at once; steps in a row are one. */
  readonly nudge: (at: Mm) => void;
  readonly confirm: () => void;
  /** Where the cursor goes when the handle gets the focus. */
  readonly show: () => void;
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -0.5, ArrowDown: -0.5, ArrowRight: 0.5, ArrowUp: 0.5, PageDown: -5, PageUp: 5 };

/** Something on the straightened view that is moved along the vessel, by pointer or by keys. Out of view it stays there, unseen: it may be in the hand. */
export function Grip({ laid, handle, at, length, moves, isInView, className, style, label, children }: {
  readonly laid: HuLaid; readonly handle: Pick<VesselHandle, 'name' | 'value' | 'state' | 'why'>; readonly at: number; readonly length: number;
  readonly moves: HandleMoves; readonly isInView: boolean; readonly className: string; readonly style: Readonly<Record<string, string | number>>; readonly label: string;
  readonly children?: ReactNode;
}) {
  const drag = useRef<{ readonly pointer: number; readonly from: number; at: Mm | null } | null>(null);
  const cancel = (): void => {
    const held = drag.current;
    drag.current = null;
    if (held?.at != null) moves.cancel();
  };
  useGone(cancel);
  const within = (value: number): Mm => mm(Math.min(length, Math.max(0, value)));
  const under = (clientX: number, node: HTMLElement): number => {
    const box = node.closest('.hu-picture')?.getBoundingClientRect();
    return box === undefined ? at : laid.at([clientX - box.left, 0])[0];
  };
  const onKey = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (step !== undefined && !event.altKey && !event.ctrlKey) moves.nudge(within(at + (event.shiftKey ? 10 * step : step)));
    else if (event.key === 'Enter') moves.confirm();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      className={`grip ${className}`} data-state={handle.state} style={isInView ? style : { ...style, visibility: 'hidden' }} role="slider" tabIndex={0} aria-label={label} aria-orientation="horizontal"
      aria-valuemin={0} aria-valuemax={Math.round(10 * length) / 10} aria-valuenow={Math.round(10 * at) / 10}
      aria-valuetext={`${mmWords(at)} from the first point, ${handle.state === 'proposed' ? 'proposed' : handle.state === 'confirmed' ? 'confirmed' : 'set by the operator'}`}
      title={`${handle.name}${handle.value === '' ? '' : `: ${handle.value}`}\n${handle.why}\nDrag, or ← → 0.5 mm, Shift 5 mm; Enter confirms`}
      onKeyDown={onKey} onFocus={moves.show}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { pointer: event.pointerId, from: under(event.clientX, event.currentTarget) - at, at: null };
      }}
      onPointerMove={(event) => {
        const held = drag.current;
        if (held === null || held.pointer !== event.pointerId) return;
        held.at = within(under(event.clientX, event.currentTarget) - held.from);
        moves.move(held.at);
      }}
      onPointerUp={() => {
        const held = drag.current;
        drag.current = null;
        if (held?.at != null) moves.drop(held.at);
      }}
      onPointerCancel={cancel}
    >{children}</div>
  );
}

/** A flag ends at its line, but where it would lie over the words at the left. @param room - up to those, CSS pixels */
const besideWords = (room: number): string => `max(-100%, ${Math.min(0, -room).toFixed(1)}px)`;
/** A flag begins at its line, but where it would be cut off at the right. @param room - up to there, CSS pixels */
const besideEdge = (room: number): string => `min(0px, ${room.toFixed(1)}px - 100%)`;

/** The flag of a cap, above the vessel; its line runs through the picture. */
export const CapFlag = ({ laid, handle, length, moves, isInView }: {
  readonly laid: HuLaid; readonly handle: Extract<VesselHandle, { readonly kind: 'cap' | 'branch' }>; readonly length: number; readonly moves: HandleMoves;
  readonly isInView: boolean;
}) => {
  const isDistal = handle.id === 'distal';
  const x = laid.x(handle.at);
  return (
    <Grip
      laid={laid} handle={handle} at={handle.at} length={length} moves={moves} isInView={isInView} className={`grip-flag ${isDistal ? 'grip-right' : 'grip-left'}`} label={`${handle.name}${handle.value === '' ? '' : `, ${handle.value}`}`}
      style={{ left: x, top: 2, height: FLAGS - 4, transform: `translateX(${isDistal ? besideEdge(laid.size[0] - x) : besideWords(x - GUTTER)})` }}
    >
      <StateSign state={handle.state} /><b>{handle.name}</b>{handle.value === '' ? null : <span className="hide-narrow of-figures">{handle.value}</span>}
    </Grip>
  );
};

/** Where the lanes below the vessel begin, from the top of the tile. */
export const laneTop = ({ size }: HuLaid, lane: 0 | 1): number => size[1] - LANES + lane * 21;
