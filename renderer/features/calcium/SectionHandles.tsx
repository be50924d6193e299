import { type AriaAttributes, useRef } from 'react';
import type { PointUv } from '../../../core/geometry/plane.ts';
import type { HuLaid } from '../../viewer/huLaying.ts';
import { useWishedFocus } from './calciumStore.ts';
import type { SectionHandle } from './sectionHand.ts';

/** The handles of a section for the keys: each is reached with Tab, and moved by the arrow keys. The pointer goes through to the picture. */
export function SectionHandles({ laid, handles, onHeld, onEnter }: {
  readonly laid: HuLaid; readonly handles: readonly SectionHandle[]; readonly onHeld: (handle: string | null) => void; readonly onEnter: () => void;
}) {
  return handles.map(({ id, at, label, value, unit }) => (
    <Grip key={id} id={id} laid={laid} at={at} onHeld={onHeld} onEnter={onEnter} aria={{ 'role': 'slider', 'aria-label': label, 'aria-valuenow': value, 'aria-valuetext': `${value} ${unit}` }} />
  ));
}

/** The name of the brush among what can be held. */
export const BRUSH_HANDLE = 'brush';

/** The brush for the keys. */
export const BrushHandle = ({ laid, at, onHeld }: { readonly laid: HuLaid; readonly at: PointUv; readonly onHeld: (handle: string | null) => void }) => (
  <Grip id={BRUSH_HANDLE} laid={laid} at={at} onHeld={onHeld} aria={{ 'role': 'button', 'aria-label': 'Brush: arrow keys move it, Space paints' }} />
);

function Grip({ id, laid, at, aria, onHeld, onEnter }: {
  readonly id: string; readonly laid: HuLaid; readonly at: PointUv; readonly aria: AriaAttributes & { readonly role: string };
  readonly onHeld: (handle: string | null) => void; readonly onEnter?: () => void;
}) {
  const own = useRef<HTMLDivElement>(null);
  useWishedFocus(id, own);
  return (
    <div
      ref={own} {...aria} className="section-grip" tabIndex={0} style={{ left: laid.x(at[0]), top: laid.y(at[1]) }}
      onFocus={() => onHeld(id)} onBlur={() => onHeld(null)}
      onKeyDown={(event) => {
        // A slider keeps Enter for itself; here it confirms, as everywhere at the station. What is confirmed is let go of.
        if (event.key !== 'Enter' || onEnter === undefined || event.shiftKey || event.ctrlKey || event.altKey) return;
        event.preventDefault();
        event.currentTarget.closest<HTMLElement>('.picture')?.focus({ preventScroll: true });
        onEnter();
      }}
    />
  );
}
