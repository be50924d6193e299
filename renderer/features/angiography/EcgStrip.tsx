import { useEffect, useMemo, useRef, type PointerEvent } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import { ecgStepMs, heartRate } from '../../../core/angiography/beats.ts';
import { extremes } from '../../../core/sequence.ts';
import type { CineState } from '../../viewer/cine.ts';
import type { DeskRun } from './useRunDesk.ts';

const WIDTH = 1000;
const HEIGHT = 40;

/** The ECG of a run with its R waves and the place of the clock; a click goes there. */
export function EcgStrip({ run, label, clock, at, onSeek }: {
  readonly run: DeskRun; readonly label: string; readonly clock: StoreApi<CineState>;
  /** Which run of the clock it is. */
  readonly at: number;
  readonly onSeek: (withinMs: number) => void;
}) {
  const { opened: { details: { ecg } }, times, beats } = run;
  const { roundMs } = times;
  const path = useMemo(() => {
    if (ecg === null) return null;
    const { least, most } = extremes(ecg.samples);
    const step = ecgStepMs(ecg, times);
    // Two points a column show every peak, however many samples there are.
    const stride = Math.max(1, Math.floor(ecg.samples.length / (2 * WIDTH)));
    const points: string[] = [];
    for (let n = 0; n < ecg.samples.length; n += stride) {
      const x = (n * step * WIDTH) / roundMs;
      if (x > WIDTH) break;
      const value = ecg.samples.slice(n, n + stride).reduce((peak, sample) => (Math.abs(sample) > Math.abs(peak) ? sample : peak), 0);
      points.push(`${x.toFixed(1)} ${(HEIGHT - 3 - ((value - least) * (HEIGHT - 6)) / Math.max(1e-9, most - least)).toFixed(1)}`);
    }
    return `M${points.join('L')}`;
  }, [ecg, times, roundMs]);
  // The cursor is moved without anything being laid out anew: it goes with every frame of a cine.
  const cursor = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const move = ({ withinMs }: CineState): void => {
      const now = withinMs[at] ?? 0;
      if (cursor.current === null) return;
      cursor.current.style.visibility = now < 0 || now > roundMs ? 'hidden' : 'visible';
      cursor.current.style.transform = `translateX(${(100 * now) / roundMs}%)`;
    };
    move(clock.getState());
    return clock.subscribe(move);
  }, [clock, at, roundMs]);
  const rate = heartRate(beats);
  const words = [
    ...(ecg !== null ? (label === 'ECG' ? [] : ['ECG']) : [beats.length === 0 ? 'no ECG recorded' : 'R waves only']),
    ...(rate === null ? [] : [`${Math.round(rate)}/min`]),
  ].join(', ');
  const seek = (event: PointerEvent<SVGSVGElement>): void => {
    if (event.buttons !== 1) return;
    const box = event.currentTarget.getBoundingClientRect();
    onSeek(Math.min(roundMs, Math.max(0, ((event.clientX - box.left) / box.width) * roundMs)));
  };
  return (
    <div className="ecg" data-empty={ecg === null && beats.length === 0}>
      <span className="ecg-words"><b>{label}</b><span>{words}</span></span>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img"
        aria-label={`${label}: ${words}`} onPointerDown={seek} onPointerMove={seek}
      >
        {beats.map((beat) => <line key={beat} className="ecg-beat" x1={(beat * WIDTH) / roundMs} x2={(beat * WIDTH) / roundMs} y1={0} y2={HEIGHT} />)}
        {path === null ? null : <path className="ecg-trace" d={path} />}
      </svg>
      <div className="ecg-rail"><div ref={cursor} className="ecg-cursor" /></div>
    </div>
  );
}
