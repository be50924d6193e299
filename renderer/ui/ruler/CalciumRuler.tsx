import { memo, useId, useMemo, useRef, type ReactNode, type WheelEvent } from 'react';
import type { Stretch } from '../../../core/geometry/stretch.ts';
import type { Deg, Mm } from '../../../core/units.ts';
import { useSize } from '../useSize.ts';
import './ruler.css';
import { placeWords, rulerAxis, type RulerAxis } from './rulerAxis.ts';
import { sectionAt } from './rulerBars.ts';
import { RulerCaps, RulerCursor, RulerReading } from './RulerCursor.tsx';
import { spanOf } from './RulerEvents.tsx';
import { rulerLayout, type RulerLayout, type RulerRow } from './rulerLayout.ts';
import { RulerRows } from './RulerRows.tsx';
import { RulerSegments, type SegmentEnd } from './RulerSegments.tsx';
import type { RulerValues } from './rulerValues.ts';
import { lengthWords, sectionReading } from './rulerWords.ts';
import { useRulerPointer } from './useRulerPointer.ts';

/** A picture above the tracks, on the same axis: the vessel pulled straight, or its wall laid flat. */
export interface RulerStrip {
  readonly name: string;
  /** Second lines under its name; the stretch of its height against the axis may be among them. */
  readonly notes: (axis: RulerAxis, row: RulerRow) => readonly string[];
  /** Fills its row. */
  readonly picture: ReactNode;
  /** SVG over it, in pixels of the ruler. */
  readonly over?: (axis: RulerAxis, row: RulerRow) => ReactNode;
  /** Words before its edge, at a share of its height. */
  readonly marks?: readonly { readonly share: number; readonly words: string }[];
}

/**
 * The calcium ruler: pictures of the vessel, events, arc, area, peak and state over one axis in mm from the proximal cap.
 *
 * `domain`, cursor and all that is told back are abscissae. A click or drag moves the cursor, Shift and a drag draws a stretch.
 */
export function CalciumRuler({ values, domain, cursor, strips, chosen = null, onMove, onStrip, onScroll, onDraw, onChoose, onSegment, onCancel, drawing = null, label = 'Calcium ruler' }: {
  readonly values: RulerValues;
  /** The stretch of the vessel that is shown. */
  readonly domain: Stretch;
  readonly cursor: { readonly at: Mm; readonly angle: Deg };
  readonly strips: readonly RulerStrip[];
  /** The segment that is chosen. */
  readonly chosen?: string | null;
  readonly onMove?: (at: Mm) => void;
  readonly onStrip?: (strip: number, share: number) => void;
  /** Notches of the wheel, onwards above 0. */
  readonly onScroll?: (steps: number, keys: { readonly shiftKey: boolean }) => void;
  readonly onDraw?: (stretch: Stretch) => void;
  readonly onChoose?: (id: string | null) => void;
  readonly onSegment?: (id: string, end: SegmentEnd, to: Mm, isLast: boolean) => void;
  /** The end that is dragged goes back to where it was. */
  readonly onCancel?: () => void;
  /** A stretch that is being drawn by keys. */
  readonly drawing?: Stretch | null;
  readonly label?: string;
}) {
  const id = useId();
  const own = useRef<HTMLDivElement>(null);
  const size = useSize(own);
  const [width, height] = size ?? [0, 0];
  const count = strips.length;
  const layout = useMemo(() => (width === 0 || height === 0 ? null : rulerLayout(width, height, count)), [width, height, count]);
  const [from, to] = domain;
  const axis = useMemo(() => (layout === null ? null : rulerAxis([from, to], layout.left, layout.plotWidth)), [layout, from, to]);
  const pointer = useRulerPointer(axis, layout, { ...given('onMove', onMove), ...given('onStrip', onStrip), ...given('onDraw', onDraw), ...given('onSegment', onSegment), ...given('onCancel', onCancel) });
  const drawn = pointer.drawing ?? drawing;
  const read = pointer.hover ?? cursor.at;
  const section = sectionAt(values.sections, cursor.at);
  return (
    <div ref={own} className="ruler" role="group" aria-label={label} tabIndex={0}
      onWheel={onScroll === undefined ? undefined : ({ deltaX, deltaY, ctrlKey, shiftKey }: WheelEvent) => {
        // With Shift some systems turn the wheel to the side.
        const turned = deltaY === 0 && shiftKey ? deltaX : deltaY;
        if (turned !== 0 && !ctrlKey) onScroll(Math.sign(turned), { shiftKey });
      }}
    >
      <output className="sr-only">
        {placeWords(cursor.at - values.zero, 1)} mm from the proximal cap{section === undefined ? '' : `: ${sectionReading(section)}`}
      </output>
      {layout === null || axis === null ? null : (
        <>
          {layout.strips.map(({ top, height: tall }, n) => (
            <div key={strips[n]?.name} className="ruler-strip" style={{ left: axis.left, top, width: axis.width, height: tall }}>{strips[n]?.picture}</div>
          ))}
          {/* What follows the cursor lies on a layer of its own: the rows below are not painted again with it. */}
          <svg className="ruler-svg" width={layout.width} height={layout.height}>
            {layout.strips.map((row, n) => (strips[n] === undefined ? null : <StripWords key={strips[n].name} strip={strips[n]} row={row} axis={axis} />))}
            <RulerRows id={id} axis={axis} layout={layout} values={values} />
          </svg>
          <svg className="ruler-svg ruler-front" width={layout.width} height={layout.height} data-domain={`${from} ${to}`} data-plot={`${axis.left} ${axis.width}`} {...pointer.handlers}>
            <Titles values={values} axis={axis} layout={layout} />
            <RulerCaps caps={values.caps} axis={axis} layout={layout} />
            {drawn === null ? null : (
              <g className="ruler-drawn">
                <rect x={axis.x(drawn[0])} y={layout.events.top} width={Math.max(1, axis.x(drawn[1]) - axis.x(drawn[0]))} height={layout.axis.top - layout.events.top} />
                <text x={(axis.x(drawn[0]) + axis.x(drawn[1])) / 2} y={layout.segments.top + 13} textAnchor="middle">{lengthWords(drawn[1] - drawn[0])}</text>
              </g>
            )}
            <RulerCursor at={cursor.at} angle={cursor.angle} axis={axis} layout={layout} values={values} isHover={false} />
            {/* Above the cursor: its line does not cross what is said of a segment. */}
            <RulerSegments
              axis={axis} layout={layout} segments={values.segments} zero={values.zero} chosen={chosen} onChoose={onChoose} onHold={pointer.holdEnd}
              onMove={onSegment === undefined ? undefined : (segment, end, at) => onSegment(segment, end, at, true)}
            />
            {pointer.hover === null ? null : <RulerCursor at={pointer.hover} angle={null} axis={axis} layout={layout} values={values} isHover />}
            <RulerReading at={read} axis={axis} layout={layout} values={values} />
          </svg>
        </>
      )}
    </div>
  );
}

/** A part of an object that is left out where it is not given. */
const given = <Name extends string, T>(name: Name, value: T | undefined): { readonly [key in Name]?: T } =>
  (value === undefined ? {} : { [name]: value } as { readonly [key in Name]: T });

/** What the boxes of the events are called, where the pointer rests on them. */
const Titles = memo(function Titles({ values: { moons, windows, metal }, axis, layout: { events: { top, height } } }: {
  readonly values: RulerValues; readonly axis: RulerAxis; readonly layout: RulerLayout;
}) {
  return [...moons, ...windows, ...metal].map((box) => {
    const span = spanOf(box, axis);
    return span === null ? null : (
      <rect key={`${box.title} ${box.stretch[0]}`} className="ruler-title" x={span[0]} y={top} width={span[1] - span[0]} height={height}><title>{box.title}</title></rect>
    );
  });
});

function StripWords({ strip: { name, notes, over, marks = [] }, row, axis }: { readonly strip: RulerStrip; readonly row: RulerRow; readonly axis: RulerAxis }) {
  return (
    <g>
      <text className="ruler-name" x={10} y={row.top + 14}>{name}</text>
      {notes(axis, row).slice(0, Math.floor((row.height - 8) / 15) - 1).map((note, n) => <text key={note} className="ruler-name second" x={10} y={row.top + 29 + 15 * n}>{note}</text>)}
      <rect className="ruler-frame" x={axis.left} y={row.top} width={axis.width} height={row.height} />
      {over?.(axis, row)}
      {marks.map(({ share, words }) => <text key={words} className="ruler-number" textAnchor="end" x={axis.left - 6} y={row.top + row.height * share + 4}>{words}</text>)}
    </g>
  );
}
