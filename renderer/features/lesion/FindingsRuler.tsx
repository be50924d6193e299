import { useId, useMemo, useRef } from 'react';
import { useVesselDesk } from '../../state/vesselDesk.ts';
import { Hatches } from '../../ui/Hatches.tsx';
import { domainHolding, lesionDomain, placeWords, type RulerAxis, rulerAxis } from '../../ui/ruler/rulerAxis.ts';
import { sectionAt } from '../../ui/ruler/rulerBars.ts';
import { RulerCaps, RulerCursor } from '../../ui/ruler/RulerCursor.tsx';
import { RulerEvents } from '../../ui/ruler/RulerEvents.tsx';
import type { RulerLayout } from '../../ui/ruler/rulerLayout.ts';
import { ARC, RulerTicks } from '../../ui/ruler/RulerRows.tsx';
import { spacedLabels } from '../../ui/ruler/rulerText.ts';
import { RulerTrack } from '../../ui/ruler/RulerTrack.tsx';
import type { RulerPlace } from '../../ui/ruler/rulerValues.ts';
import { arcReading, shareReading } from '../../ui/ruler/rulerWords.ts';
import { useRulerPointer } from '../../ui/ruler/useRulerPointer.ts';
import { useSize } from '../../ui/useSize.ts';
import '../../ui/ruler/ruler.css';
import { lesionOf } from '../calcium/calciumModel.ts';
import { rulerOf } from '../calcium/rulerOf.ts';
import { STEP, stepAlong } from '../vessel/useVesselCursor.ts';
import type { VesselOnDesk } from '../vessel/vesselOnDesk.ts';

const HEIGHT = 108;
const NONE = { top: 0, height: 0 };
/** Findings beside the flags of the caps, events, one track and the axis: what fits above a list. */
const ROWS = { strips: [], events: { top: 18, height: 29 }, arc: { top: 51, height: 36 }, axis: { top: 89, height: 19 } };
const [LEFT, RIGHT] = [32, 8];

/** The calcium ruler in short: the same axis and cursor, with what CT shows where IVUS shall be entered. */
export function FindingsRuler({ vessel: { findings, laid, work, measures } }: { readonly vessel: VesselOnDesk }) {
  const id = useId();
  const own = useRef<HTMLDivElement>(null);
  const [width] = useSize(own) ?? [0];
  const { at, angle } = useVesselDesk((desk) => desk.cursor);
  const values = useMemo(() => (findings === null || measures === null || laid === null ? null
    : rulerOf({ findings, caps: work.caps, measures, laid, isBlind: false })), [findings, work.caps, measures, laid]);
  // Here the findings have a line of their own, and the axis says where the caps are.
  const drawn = useMemo(() => (values === null ? null : { ...values, ivus: [], caps: values.caps.map((cap) => ({ ...cap, words: [] })) }), [values]);
  const layout = useMemo((): RulerLayout => ({
    ...ROWS, width, height: HEIGHT, left: LEFT, plotWidth: Math.max(40, width - LEFT - RIGHT), isSmall: true,
    segments: NONE, share: ROWS.arc, peak: NONE, state: NONE,
  }), [width]);
  const [from, to] = values === null || measures === null ? [0, 1] : domainHolding(lesionDomain(lesionOf(measures), values.length), at, values.length);
  const axis = useMemo(() => rulerAxis([from, to] as Parameters<typeof rulerAxis>[0], layout.left, layout.plotWidth), [from, to, layout]);
  const pointer = useRulerPointer(axis, layout, { onMove: useVesselDesk.getState().moveTo });
  const read = pointer.hover ?? at;
  const section = values === null ? undefined : sectionAt(values.sections, read);
  if (values === null || drawn === null) return null;
  return (
    <div className="findings-ruler">
      <p className="small-text">
        <output aria-label="Place on the ruler"><b>{placeWords(read - values.zero, 1)} mm</b>{section === undefined ? '' : <> <span className="second">CT: arc {arcReading(section)}, area {shareReading(section)}</span></>}</output>
      </p>
      <div ref={own} role="group" aria-label="Ruler of the findings" style={{ height: HEIGHT }} onWheel={({ deltaY, ctrlKey }) => { if (deltaY !== 0 && !ctrlKey) stepAlong(values, Math.sign(deltaY) * STEP.along); }}>
        {width === 0 ? null : (
          <svg className="ruler-svg ruler-front" width={width} height={HEIGHT} {...pointer.handlers}>
            <Hatches id={id} />
            <RulerEvents id={id} axis={axis} layout={layout} values={drawn} />
            <RulerTrack id={id} axis={axis} row={layout.arc} sections={values.sections} {...ARC} />
            <RulerTicks axis={axis} layout={layout} values={values} />
            <Marks places={values.ivus} axis={axis} />
            <RulerCaps caps={drawn.caps} axis={axis} layout={layout} />
            <RulerCursor at={at} angle={angle} axis={axis} layout={layout} values={values} isHover={false} />
            {pointer.hover === null ? null : <RulerCursor at={pointer.hover} angle={null} axis={axis} layout={layout} values={values} isHover />}
          </svg>
        )}
      </div>
    </div>
  );
}

/** A ring for each finding, with as much of its arc as there is room for. */
function Marks({ places, axis }: { readonly places: readonly RulerPlace[]; readonly axis: RulerAxis }) {
  const shown = places.filter(({ at }) => at >= axis.domain[0] && at <= axis.domain[1]).toSorted((a, b) => a.at - b.at);
  const labels = spacedLabels(shown.map(({ at, words }) => ({ x: axis.x(at) + MARK_WORDS, words })), [axis.left, axis.left + axis.width]);
  return shown.map(({ at, title }, n) => (
    <g key={at} className="ruler-ivus">
      <title>{title}</title>
      <path d={`M${axis.x(at) - 4.5} 9a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0`} />
      {labels[n] == null ? null : <text x={labels[n].middle} y="13" textAnchor="middle">{labels[n].words}</text>}
    </g>
  ));
}
/** The words of a finding stand beside its ring, CSS pixels. */
const MARK_WORDS = 36;
