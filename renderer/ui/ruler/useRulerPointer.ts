import { useRef, useState, type PointerEvent } from 'react';
import type { Stretch } from '../../../core/geometry/stretch.ts';
import { mm, type Mm } from '../../../core/units.ts';
import { useGone } from '../useGone.ts';
import type { RulerAxis } from './rulerAxis.ts';
import type { RulerLayout } from './rulerLayout.ts';
import type { SegmentEnd } from './RulerSegments.tsx';

/** What the pointer does: moves the cursor, draws a stretch, or moves an end of one. */
export type RulerHold =
  | { readonly kind: 'cursor' }
  | { readonly kind: 'draw'; readonly from: Mm; readonly to: Mm }
  | { readonly kind: 'end'; readonly id: string; readonly end: SegmentEnd };

/** What the ruler does with it. What is left out cannot be done. */
export interface RulerDoes {
  readonly onMove?: (at: Mm) => void;
  /** A place in the picture `strip`: 0 at its top, 1 at its bottom. */
  readonly onStrip?: (strip: number, share: number) => void;
  readonly onDraw?: (stretch: Stretch) => void;
  readonly onSegment?: (id: string, end: SegmentEnd, to: Mm, isLast: boolean) => void;
  /** The end that is dragged goes back to where it was. */
  readonly onCancel?: () => void;
}

/** Shorter than this nothing is drawn: it was a click, mm. */
const LEAST = 0.5;

/** The stretch between two places, whichever comes first; null where it is too short. */
export const drawnBetween = (from: Mm, to: Mm): Stretch | null =>
  (Math.abs(to - from) < LEAST ? null : [mm(Math.min(from, to)), mm(Math.max(from, to))]);

/** The picture above the tracks in which a pixel lies, and how far down in it; null between them. */
export function stripUnder({ strips }: RulerLayout, y: number): { readonly strip: number; readonly share: number } | null {
  const strip = strips.findIndex(({ top, height }) => y >= top && y <= top + height);
  const row = strips[strip];
  return row === undefined ? null : { strip, share: (y - row.top) / row.height };
}

/** The pointer over the ruler: a click or drag moves the cursor, with Shift it draws a stretch. */
export function useRulerPointer(axis: RulerAxis | null, layout: RulerLayout | null, { onMove, onStrip, onDraw, onSegment, onCancel }: RulerDoes) {
  const [hover, setHover] = useState<Mm | null>(null);
  const [hold, setHold] = useState<RulerHold | null>(null);
  const held = useRef<RulerHold | null>(null);
  const take = (next: RulerHold | null): void => {
    held.current = next;
    setHold(next);
  };
  const cancel = (): void => { if (held.current?.kind === 'end') onCancel?.(); };
  useGone(cancel);
  const placeOf = (event: PointerEvent<Element>): { readonly at: Mm; readonly x: number; readonly y: number } | null => {
    if (axis === null) return null;
    const box = event.currentTarget.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    return { at: axis.at(x), x, y };
  };
  const moveTo = (event: PointerEvent<Element>, isFirst: boolean): void => {
    const place = placeOf(event);
    const now = held.current;
    if (place === null || now === null) return;
    if (now.kind === 'draw') take({ ...now, to: place.at });
    else if (now.kind === 'end') onSegment?.(now.id, now.end, place.at, false);
    else {
      onMove?.(place.at);
      const strip = layout === null ? null : stripUnder(layout, place.y);
      if (isFirst && strip !== null) onStrip?.(strip.strip, strip.share);
    }
  };
  return {
    hover: hold === null ? hover : null,
    drawing: hold?.kind === 'draw' ? drawnBetween(hold.from, hold.to) : null,
    holdEnd: (id: string, end: SegmentEnd): void => take({ kind: 'end', id, end }),
    handlers: {
      onPointerDown: (event: PointerEvent<Element>): void => {
        if (event.button !== 0) return;
        const place = placeOf(event);
        if (place === null || axis === null) return;
        // An end that was taken hold of keeps the pointer, wherever it lies.
        if (held.current?.kind !== 'end') {
          if (place.x < axis.left - 2 || place.x > axis.left + axis.width + 2) return;
          take(event.shiftKey && onDraw !== undefined ? { kind: 'draw', from: place.at, to: place.at } : { kind: 'cursor' });
        }
        event.currentTarget.setPointerCapture(event.pointerId);
        moveTo(event, true);
      },
      onPointerMove: (event: PointerEvent<Element>): void => {
        const place = placeOf(event);
        if (place === null || axis === null) return;
        setHover(place.x >= axis.left && place.x <= axis.left + axis.width ? place.at : null);
        if (held.current !== null) moveTo(event, false);
      },
      onPointerUp: (event: PointerEvent<Element>): void => {
        const place = placeOf(event);
        const now = held.current;
        take(null);
        if (now === null || place === null) return;
        if (now.kind === 'end') onSegment?.(now.id, now.end, place.at, true);
        if (now.kind !== 'draw') return;
        const stretch = drawnBetween(now.from, place.at);
        if (stretch === null) onMove?.(place.at);
        else onDraw?.(stretch);
      },
      onPointerCancel: (): void => {
        cancel();
        take(null);
      },
      onPointerLeave: (): void => setHover(null),
    },
  };
}
