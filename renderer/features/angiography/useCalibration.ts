import { useLayoutEffect, useRef, useState } from 'react';
import { measuredShaft, outerDiameter, type GreyPicture } from '../../../core/angiography/catheter.ts';
import { pixelLength } from '../../../core/angiography/frameLength.ts';
import { measuredScale, type RunScale } from '../../../core/angiography/runScale.ts';
import type { ShaftKind } from '../../../core/angiography/shaftWidth.ts';
import { measuredCircle } from '../../../core/angiography/sphere.ts';
import type { MeasuredInput } from '../../../core/contract/runs.ts';
import type { PointPixel } from '../../../core/geometry/plane.ts';
import { createPicking, type Picking } from '../../viewer/picking.ts';
import type { RunSteps } from './runSteps.ts';
import { shaftWords } from './runWords.ts';
import type { Desk, DeskRun } from './useRunDesk.ts';

export type Method = MeasuredInput['by'];

/** What the operator says of the object before it is picked. */
export interface ObjectFacts {
  readonly by: Method;
  /** Null: the diameter is typed. */
  readonly french: number | null;
  readonly knownMm: number;
  readonly shaft: ShaftKind;
}

/** How a calibration stands. */
export type CalibrationStep =
  | { readonly kind: 'idle' }
  | { readonly kind: 'picking'; readonly facts: ObjectFacts; readonly problem: string | null }
  | { readonly kind: 'measured'; readonly facts: ObjectFacts; readonly measured: MeasuredInput; readonly scale: RunScale; readonly sections: string };

const IDLE: CalibrationStep = { kind: 'idle' };

/** Calibrating the run that leads. */
export interface CalibrationWork {
  readonly step: CalibrationStep;
  readonly begin: (by: Method) => void;
  readonly change: (facts: Partial<ObjectFacts>) => void;
  readonly again: () => void;
  readonly cancel: () => void;
  readonly use: () => void;
  /** Takes the kept calibration back. */
  readonly remove: () => void;
  readonly picking: Picking | null;
  /** Why the last save was not kept. */
  readonly refused: string | null;
}

/** The size that is offered first for each object. */
const FIRST: Readonly<Record<Method, ObjectFacts>> = {
  catheter: { by: 'catheter', french: 6, knownMm: outerDiameter(6), shaft: 'guiding' },
  sphere: { by: 'sphere', french: null, knownMm: 10, shaft: 'guiding' },
  distance: { by: 'distance', french: null, knownMm: 10, shaft: 'guiding' },
};

export function useCalibration({ runs, lead, cine }: Desk, steps: RunSteps): CalibrationWork {
  const run = runs[lead];
  const opened = run?.opened ?? null;
  // Of one run: what was picked on another is no place on this one.
  const [begun, setBegun] = useState<{ readonly of: typeof opened; readonly step: CalibrationStep }>({ of: null, step: IDLE });
  if (begun.of !== opened) setBegun({ of: opened, step: IDLE });
  const step = begun.of === opened ? begun.step : IDLE;
  const setStep = (next: CalibrationStep): void => setBegun({ of: opened, step: next });
  const [refused, setRefused] = useState<string | null>(null);
  const [picking, setPicking] = useState<Picking | null>(null);
  const facts = step.kind === 'idle' ? null : step.facts;
  const places = useRef<readonly [PointPixel, PointPixel] | null>(null);

  const measureNow = (chosen: ObjectFacts | null, made: Picking | null): void => {
    const { current: picked } = places;
    if (run === undefined || picked === null || chosen === null) return;
    const found = measuredAt(run, chosen, picked);
    if (!found.ok) {
      made?.found([]);
      setStep({ kind: 'picking', facts: chosen, problem: found.problem });
      return;
    }
    made?.found(found.lines);
    setStep({ kind: 'measured', facts: chosen, measured: found.measured, scale: found.scale, sections: found.sections });
  };

  const newest = useRef((made: Picking) => measureNow(facts, made));
  useLayoutEffect(() => {
    newest.current = (made) => measureNow(facts, made);
  });

  const viewer = run?.viewer ?? null;
  const isWorking = step.kind !== 'idle';
  // One picking for each run that is worked on; before the page is shown, so that the next key already counts.
  useLayoutEffect(() => {
    if (!isWorking || viewer === null || opened === null) return;
    places.current = null;
    const made = createPicking(viewer.seam, [opened.columns, opened.rows], (from, to) => {
      places.current = [from, to];
      newest.current(made);
    });
    setPicking(made);
    return () => {
      setPicking(null);
      made.dispose();
    };
  }, [isWorking, viewer, opened]);

  const keep = async (measured: MeasuredInput | null, words: string): Promise<void> => {
    if (run !== undefined) setRefused(await steps.calibrate({ series: run.opened.series.id, note: run.note }, measured, words));
  };

  return {
    step, picking, refused,
    begin: (by) => {
      cine?.pause();
      run?.viewer?.setLook({ show: 'frames' });
      setRefused(null);
      setStep({ kind: 'picking', facts: FIRST[by], problem: null });
      picking?.again();
      run?.tile.current?.focus();
    },
    change: (part) => {
      if (step.kind === 'idle') return;
      const next = { ...step.facts, ...part };
      if (places.current === null) setStep({ kind: 'picking', facts: next, problem: null });
      else measureNow(next, picking);
    },
    again: () => {
      if (step.kind === 'idle') return;
      places.current = null;
      picking?.again();
      setStep({ kind: 'picking', facts: step.facts, problem: null });
    },
    cancel: () => setStep(IDLE),
    use: () => {
      if (step.kind !== 'measured') return;
      setStep(IDLE);
      void keep(step.measured, `calibration by ${step.scale.beside}`);
    },
    remove: () => void keep(null, 'removal of the calibration'),
  };
}

type Found =
  | { readonly ok: false; readonly problem: string }
  | {
    readonly ok: true; readonly measured: MeasuredInput; readonly scale: RunScale; readonly sections: string;
    readonly lines: readonly (readonly [PointPixel, PointPixel])[];
  };

/** Measures the object between two places of the frame on the screen. */
function measuredAt({ opened, viewer }: DeskRun, facts: ObjectFacts, [from, to]: readonly [PointPixel, PointPixel]): Found {
  const samples = viewer?.stored() ?? null;
  const frame = viewer?.frame() ?? null;
  if (samples === null || frame === null || opened.samplesPerPixel === 3) return { ok: false, problem: 'This picture cannot be measured: it is not there yet, or in colour.' };
  const picture: GreyPicture = { samples, columns: opened.columns, rows: opened.rows, aspect: opened.pixelAspect, intensity: opened.details.intensity };
  const { by, french, knownMm, shaft } = facts;
  const size = sizeOf(picture, by, shaft, from, to);
  if (!size.ok) return size;
  const measured: MeasuredInput = {
    by, knownMm, measuredPixels: size.pixels, spreadPixels: size.spread, french: by === 'catheter' ? french : null,
    shaft: by === 'catheter' ? shaft : null, frame, from, to,
  };
  const scale = measuredScale(measured);
  return scale === null
    ? { ok: false, problem: `${knownMm} mm over ${size.pixels.toFixed(1)} pixels cannot be true for a coronary run. Correct the size, or pick again.` }
    : { ok: true, measured, scale, sections: size.words, lines: size.lines };
}

type Size =
  | { readonly ok: false; readonly problem: string }
  | { readonly ok: true; readonly pixels: number; readonly spread: number | null; readonly words: string; readonly lines: readonly (readonly [PointPixel, PointPixel])[] };

function sizeOf(picture: GreyPicture, by: Method, shaft: ShaftKind, from: PointPixel, to: PointPixel): Size {
  if (by === 'distance') {
    const pixels = pixelLength([from, to], picture.aspect);
    return pixels < 5 ? { ok: false, problem: 'The two places lie too close together. Pick them at the ends of the known distance.' }
      : { ok: true, pixels, spread: null, lines: [], words: `${pixels.toFixed(1)} pixels` };
  }
  if (by === 'sphere') {
    const circle = measuredCircle(picture, from, to);
    if (!circle.ok) return { ok: false, problem: shaftWords(circle.failure) };
    const { diameterPixels, spreadPixels, rays } = circle.value;
    return { ok: true, pixels: diameterPixels, spread: spreadPixels, lines: [], words: `${diameterPixels.toFixed(2)} ± ${spreadPixels.toFixed(2)} pixels at ${rays} places` };
  }
  const found = measuredShaft(picture, from, to, shaft);
  if (!found.ok) return { ok: false, problem: shaftWords(found.failure) };
  const { diameterPixels, spreadPixels, sections, dropped, edges } = found.value;
  const left = dropped === 0 ? '' : `, ${dropped} left out`;
  return {
    ok: true, pixels: diameterPixels, spread: spreadPixels, lines: edges,
    words: `${diameterPixels.toFixed(2)} ± ${spreadPixels.toFixed(2)} pixels in ${sections} sections${left}`,
  };
}
