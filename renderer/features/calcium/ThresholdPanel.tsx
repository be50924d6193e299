import { Button } from '@mantine/core';
import { memo, useId, useRef, type PointerEvent } from 'react';
import type { Threshold } from '../../../core/calcium/threshold.ts';
import type { WallHistogram } from '../../../core/lesion/vesselFindings.ts';
import { useCommands } from '../../state/commands.ts';
import { Hatches } from '../../ui/Hatches.tsx';
import { useGone } from '../../ui/useGone.ts';
import { useNewest } from '../../ui/useNewest.ts';
import { useSize } from '../../ui/useSize.ts';
import { huWords } from '../../ui/ruler/rulerWords.ts';
import { THRESHOLD_COMMANDS } from './commands.ts';
import { THRESHOLD_HANDLE, type ThresholdPart, useCalciumDesk, useWishedFocus } from './calciumStore.ts';
import { type HistogramBar, histogramScale } from './histogramScale.ts';
import { contrastCaution, ruleHu, ruleWords } from './thresholdWords.ts';

/** What a user may set, HU. @source core/contract/entries */
const LEAST = 100;
const MOST = 3000;

/** The threshold as a handle on how often each HU lies within the wall, with the rule that it rests on. */
export function ThresholdPanel({ histogram, threshold, value, isUser, isBlind, isReadOnly, onPart, onDrag, onCancel, onSet, onRule }: {
  readonly histogram: WallHistogram; readonly threshold: Threshold;
  /** As it is now, in the hand or kept, HU. */
  readonly value: number;
  readonly isUser: boolean; readonly isBlind: boolean; readonly isReadOnly: boolean;
  readonly onPart: (part: ThresholdPart) => void;
  /** Dragged, and not let go yet. */
  readonly onDrag: (hu: number) => void;
  /** The hand is gone without letting it go. */
  readonly onCancel: () => void;
  readonly onSet: (hu: number, gesture?: string) => void;
  readonly onRule: () => void;
}) {
  const id = useId();
  const part = useCalciumDesk((desk) => desk.part);
  const own = useRef<HTMLDivElement>(null);
  const handle = useRef<HTMLDivElement>(null);
  const size = useSize(own);
  const held = useRef(false);
  const cancel = (): void => {
    if (held.current) onCancel();
    held.current = false;
  };
  useGone(cancel);
  const toRule = useNewest(onRule);
  useWishedFocus(THRESHOLD_HANDLE, handle);
  const rule = ruleHu(threshold, part);
  const limited = (hu: number): number => Math.min(MOST, Math.max(LEAST, Math.round(hu)));
  const step = (by: number): void => onSet(limited(value + by), `threshold ${part}`);
  const isFixed = isReadOnly || isBlind;
  const leave = (): void => handle.current?.blur();
  useCommands(THRESHOLD_COMMANDS, isFixed ? { leave } : { less: () => step(-10), more: () => step(10), farLess: () => step(-50), farMore: () => step(50), rule: onRule, leave }, own);
  const [width, height] = size ?? [0, 0];
  const bottom = height - 17;
  const scale = width === 0 ? null : histogramScale(histogram, histogram[part], width, 22, bottom);
  // Beyond what is drawn it stays in sight at the edge.
  const place = scale === null ? 0 : Math.min(width - 10, scale.x(value));
  const at = (event: PointerEvent): number => limited(scale?.hu(event.clientX - (own.current?.getBoundingClientRect().left ?? 0)) ?? value);
  const caution = contrastCaution(threshold);
  return (
    <section className="panel threshold" aria-label="Threshold">
      <header className="panel-head">
        <h2>Threshold</h2>
        <span className="gap" />
        <div className="segments" role="group" aria-label="Part of the vessel">
          {([['occlusion', 'Occlusion'], ['open', 'Beside contrast']] as const).map(([each, words]) => (
            <button key={each} type="button" aria-pressed={part === each} title={`${words} (Y)`} onClick={() => onPart(each)}>{words}</button>
          ))}
        </div>
      </header>
      <div ref={own} className="histogram">
        {scale === null ? null : (
          <>
            <svg width={width} height={height} aria-hidden="true">
              <Hatches id={id} />
              {isBlind ? null : (
                <>
                  <path className="plain" d={barsPath(scale.bars.filter((bar) => bar.from < value))} />
                  <path className="calcified" d={barsPath(scale.bars.filter((bar) => bar.from >= value))} />
                </>
              )}
              <path className="histogram-floor" d={`M10 ${bottom}H${width - 10}`} />
              {scale.ticks.map((tick) => <text key={tick} x={Math.min(width - 18, scale.x(tick))} y={height - 4} textAnchor="middle">{huWords(tick)}</text>)}
              {isBlind ? <text x={width / 2} y={bottom / 2 + 6} textAnchor="middle">hidden during the second reading</text> : null}
              {isUser ? <path className="histogram-rule" d={`M${scale.x(rule)} 24V${bottom}`} /> : null}
              <path className="histogram-line" d={`M${place} 6V${bottom}`} />
              <Label x={place} width={width} words={`${isUser ? 'set' : 'rule'} ${huWords(value)} HU`} />
            </svg>
            <div
              ref={handle} className="histogram-handle" role="slider" tabIndex={0} aria-label={`Threshold ${part === 'occlusion' ? 'in the occlusion' : 'beside contrast'}`}
              aria-valuemin={LEAST} aria-valuemax={MOST} aria-valuenow={Math.round(value)} aria-valuetext={`${Math.round(value)} HU, ${isUser ? 'set by hand' : 'by the rule'}`}
              aria-disabled={isFixed || undefined} style={{ left: place, height: bottom }}
              onPointerDown={(event) => {
                if (isFixed || event.button !== 0) return;
                held.current = true;
                event.currentTarget.setPointerCapture(event.pointerId);
              }}
              onPointerMove={(event) => {
                if (event.buttons === 0) cancel();
                else if (held.current) onDrag(at(event));
              }}
              onPointerUp={(event) => {
                if (held.current) onSet(at(event));
                held.current = false;
              }}
              onPointerCancel={cancel}
            />
          </>
        )}
      </div>
      <div className="threshold-rule">
        <p title={ruleWords(threshold, part)}>
          <b>{isUser ? `Set by hand; rule ${huWords(rule)}` : `Rule: ${part === 'occlusion' ? 'fixed' : 'lumen-adaptive'}`}</b> <span>{ruleWords(threshold, part)}</span>
          {caution === null ? null : <span className="value-warning"> △ {caution}</span>}
        </p>
        <BackToRule isDisabled={!isUser || isFixed} onRule={toRule} />
      </div>
    </section>
  );
}

/** Bars as one path: one for each kind is drawn much faster than one for each bar. */
const barsPath = (bars: readonly HistogramBar[]): string =>
  bars.map(({ x, width, top, height }) => `M${x.toFixed(1)} ${top.toFixed(1)}h${width.toFixed(1)}v${height.toFixed(1)}h${(-width).toFixed(1)}z`).join('');

/** Not drawn anew while the threshold is dragged. */
const BackToRule = memo(({ isDisabled, onRule }: { readonly isDisabled: boolean; readonly onRule: () => void }) => (
  <Button variant="default" size="compact-xs" disabled={isDisabled} onClick={onRule} title="Back to the rule (Shift T)">Rule</Button>
));

function Label({ x, width, words }: { readonly x: number; readonly width: number; readonly words: string }) {
  const isRight = x + 8 + words.length * 7 > width;
  return <text className="histogram-value" x={isRight ? x - 6 : x + 6} y={15} textAnchor={isRight ? 'end' : 'start'}>{words}</text>;
}
