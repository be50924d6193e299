import { Button } from '@mantine/core';
import { useStore } from 'zustand';
import { offsetByBeat, offsetByTime, type AlignBy } from '../../../core/angiography/alignment.ts';
import type { OverlayFailure } from '../../../core/angiography/opacity.ts';
import type { Result } from '../../../core/result.ts';
import { Said } from '../../ui/Sign.tsx';
import { Nudge } from './PicturePanel.tsx';
import { Segments } from '../images/ToolBar.tsx';
import { alignWords, overlayWords, roleOf, type ShownRole } from './runWords.ts';
import { alignable, type Desk, type DeskRun } from './useRunDesk.ts';

/** Two runs of a dual injection: which is which, how they lie on the clock, and both in one picture. */
export function DualPanel({ desk, fit, isOverlay, gap, onRole, onOverlay, onGap, onNudge }: {
  readonly desk: Desk; readonly fit: Result<number, OverlayFailure> | null; readonly isOverlay: boolean;
  /** The gap between the stumps, in words; null where none is drawn. */
  readonly gap: string | null;
  readonly onRole: (run: DeskRun, role: ShownRole) => void; readonly onOverlay: () => void; readonly onGap: () => void;
  readonly onNudge: (steps: number) => void;
}) {
  const [first, second] = desk.runs;
  const offsetMs = useStore(desk.clock, ({ offsetsMs }) => offsetsMs[1] ?? 0);
  return (
    <section className="panel" aria-label={second === undefined ? 'Run' : 'Dual injection'}>
      <div className="panel-head"><h2>{second === undefined ? 'Run' : 'Dual injection'}</h2></div>
      <div className="angio-part">
        {desk.runs.map((run, n) => (
          <div key={run.opened.blob} className="angio-line">
            <span>{desk.runs.length < 2 ? 'Shows' : n === 0 ? 'Left shows' : 'Right shows'}</span>
            <Role run={run} onRole={(role) => onRole(run, role)} />
          </div>
        ))}
        {first === undefined || second === undefined
          ? <p className="muted small-text">A second run is laid beside this one from the strip below, or with <kbd>W</kbd>.</p>
          : <Alignment desk={desk} first={first} second={second} offsetMs={offsetMs} onNudge={onNudge} />}
        {second === undefined || fit === null ? null : fit.ok ? (
          <>
            <div className="row">
              <Button variant={isOverlay ? 'light' : 'default'} aria-pressed={isOverlay} onClick={onOverlay} title="The darkest of all frames of both runs (U)">Both in one picture</Button>
              <Button variant="default" disabled={!isOverlay} onClick={onGap} title={isOverlay ? 'Click both stumps (J)' : 'On both in one picture'}>Draw the gap</Button>
            </div>
            {gap === null ? null : <p className="strong" role="status">{gap}</p>}
          </>
        ) : <Said tone="info">{overlayWords(fit.failure)}</Said>}
      </div>
    </section>
  );
}

function Role({ run, onRole }: { readonly run: DeskRun; readonly onRole: (role: ShownRole) => void }) {
  const { role, isProposed } = roleOf(run.opened.series.description, run.note);
  const mark = isProposed && role !== 'neither' ? ', proposed by its description' : '';
  return (
    <Segments
      label={`What the run shows${mark}`} chosen={role} onChoose={onRole}
      options={[
        { value: 'donor', name: `Donor vessel${role === 'donor' ? mark : ''}`, words: 'Donor' },
        { value: 'target', name: `Target vessel${role === 'target' ? mark : ''}`, words: 'Target' },
        { value: 'neither', name: 'Neither', words: 'Neither' },
      ]}
    />
  );
}

function Alignment({ desk, first, second, offsetMs, onNudge }: {
  readonly desk: Desk; readonly first: DeskRun; readonly second: DeskRun; readonly offsetMs: number; readonly onNudge: (steps: number) => void;
}) {
  const byTime = offsetByTime(alignable(first), alignable(second));
  const byBeat = offsetByBeat(alignable(first), alignable(second), offsetMs, 0);
  const missing = [byTime, byBeat].flatMap((tried) => (tried.ok ? [] : [alignWords(tried.failure)]));
  const choose = (by: AlignBy): void => {
    const found = by === 'time' ? byTime : by === 'ecg' ? byBeat : null;
    if (found === null) desk.setAlign('hand', offsetMs);
    else if (found.ok) desk.setAlign(by, found.value);
  };
  return (
    <>
      <div className="angio-line">
        <span>Aligned by</span>
        <Segments
          label="Aligned by" chosen={desk.align} onChoose={choose}
          options={[
            { value: 'time', name: byTime.ok ? 'As far apart as they were acquired' : missing[0] ?? '', words: 'Time' },
            { value: 'ecg', name: byBeat.ok ? 'R wave on R wave' : missing.at(-1) ?? '', words: 'ECG' },
            { value: 'hand', name: 'By hand: < and >', words: 'Hand' },
          ]}
        />
      </div>
      <div className="angio-line">
        <span>Right begins</span>
        <div className="angio-nudge">
          <Nudge label={desk.align === 'ecg' ? 'One beat earlier (<)' : 'One frame earlier (<)'} turn={-90} onPress={() => onNudge(-1)} />
          <output aria-label="The right run begins">{(offsetMs / 1000).toFixed(2).replace('-', '−')} s</output>
          <Nudge label={desk.align === 'ecg' ? 'One beat later (>)' : 'One frame later (>)'} turn={90} onPress={() => onNudge(1)} />
        </div>
      </div>
      {missing.map((words) => <p key={words} className="muted small-text">{words}</p>)}
    </>
  );
}
