import type { KeyboardEvent } from 'react';
import { mm, type Mm } from '../../../core/units.ts';
import { placeWords, type RulerAxis } from './rulerAxis.ts';
import { spanOf } from './RulerEvents.tsx';
import type { RulerLayout } from './rulerLayout.ts';
import { fitted, widestGap } from './rulerText.ts';
import type { RulerSegment } from './rulerValues.ts';

/** One end of a drawn segment. */
export type SegmentEnd = 0 | 1;

/** The occlusion and the segments that were drawn; the chosen one has its ends to hold. */
export function RulerSegments({ axis, layout, segments, zero, chosen, onChoose, onHold, onMove }: {
  readonly axis: RulerAxis; readonly layout: RulerLayout; readonly segments: readonly RulerSegment[]; readonly zero: Mm;
  readonly chosen: string | null;
  readonly onChoose: ((id: string | null) => void) | undefined;
  /** An end is held by the pointer. */
  readonly onHold: (id: string, end: SegmentEnd) => void;
  /** An end moves to a place by a key. */
  readonly onMove: ((id: string, end: SegmentEnd, to: Mm) => void) | undefined;
}) {
  const { top, height } = layout.segments;
  const taken = segments.filter(({ id }) => id !== null).map((segment) => spanOf(segment, axis)).filter((span) => span !== null);
  return (
    <g>
      {segments.map((segment) => {
        const span = spanOf(segment, axis);
        if (span === null) return null;
        const [from, to] = span;
        const { id } = segment;
        const isOcclusion = id === null;
        // What is said of the occlusion stands where no drawn segment lies over it.
        const [start, end] = isOcclusion ? widestGap(span, taken) : span;
        const words = fitted(segment.words, end - start - 12);
        const isChosen = !isOcclusion && id === chosen;
        return (
          <g key={id ?? 'occlusion'} className={isOcclusion ? 'ruler-occlusion' : 'ruler-segment'} data-chosen={isChosen}
            onPointerDown={isOcclusion || onChoose === undefined ? undefined : () => onChoose(id)}
          >
            <title>{segment.title}</title>
            {isOcclusion
              ? <path d={`M${from} ${top + height}V${top + height / 2}H${to}V${top + height}`} />
              : <rect x={from} y={top} width={to - from} height={height} rx="2" />}
            {words === null ? null : <text className={isOcclusion ? 'on-line' : undefined} x={(start + end) / 2} y={top + height / 2 + 4} textAnchor="middle">{words}</text>}
            {isChosen && id !== null ? ([0, 1] as const).map((end) => (
              <Grip key={end} x={axis.x(segment.stretch[end])} y={top + height / 2} name={end === 0 ? 'From' : 'To'} at={mm(segment.stretch[end] - zero)}
                onHold={() => onHold(id, end)} onMove={(by) => onMove?.(id, end, mm(segment.stretch[end] + by))} />
            )) : null}
          </g>
        );
      })}
    </g>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -0.5, ArrowRight: 0.5 };

function Grip({ x, y, name, at, onHold, onMove }: {
  readonly x: number; readonly y: number; readonly name: string; readonly at: Mm; readonly onHold: () => void; readonly onMove: (by: number) => void;
}) {
  const press = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (step === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    onMove(step * (event.shiftKey ? 10 : 1));
  };
  return (
    <circle
      className="ruler-grip" cx={x} cy={y} r="6" tabIndex={0} role="slider" aria-label={`${name}, mm from the proximal cap`}
      aria-valuenow={Math.round(at * 10) / 10} aria-valuetext={`${placeWords(at, 1)} mm`} onKeyDown={press}
      onPointerDown={onHold}
    />
  );
}
