import { join } from 'node:path';
import { phantomPainter } from '../../../core/phantom/painter.ts';
import { DEMO_RECIPE, heartPhantom } from '../../../core/phantom/phantom.ts';
import { angiogram, runBackground } from '../../../core/phantom/projection.ts';
import { derivedUid } from '../dicom/derivedUid.ts';
import { writeInstance } from '../dicom/writeInstance.ts';
import { ctImage } from './ctImage.ts';
import {
  CT_GRID, CT_IMAGING, CT_SERIES, CT_STUDY, CT_THICKNESS_MM, XA_RUNS, XA_STUDY, XA_VIEW,
} from './demoCase.ts';
import { xaImage } from './xaImage.ts';

/** A part of the demo that one thread makes: a stretch of CT slices, or the pair of angiographic runs. */
export type DemoPart =
  | { readonly kind: 'ct'; readonly from: number; readonly to: number }
  | { readonly kind: 'xa' };

/** The background of the runs takes as long as this many slices; three frames as long as one. */
const BACKGROUND_WORK = 40;
const FRAMES_A_UNIT = 3;

/** The part's work, in units of about one slice. */
export const partSize = (part: DemoPart): number => (part.kind === 'ct' ? part.to - part.from
  : BACKGROUND_WORK + XA_RUNS.reduce((sum, { recipe }) => sum + Math.floor(recipe.frames / FRAMES_A_UNIT),
    0));

/** Writes one part of the demo into the folder; `onDone` is told of each stretch of work. */
export function writePart(folder: string, part: DemoPart, onDone: (units: number) => void): void {
  if (part.kind === 'ct') writeSlices(folder, part, onDone);
  else writeRuns(folder, onDone);
}

function writeSlices(folder: string, part: DemoPart & { readonly kind: 'ct' },
  onDone: (units: number) => void): void {
  const phantom = heartPhantom(DEMO_RECIPE);
  const painter = phantomPainter(phantom.layers, CT_GRID, CT_IMAGING);
  for (let k = part.from; k < part.to; k += 1) {
    const position = CT_GRID.positions[k];
    if (position === undefined) return;
    const stored = painter.slice(k);
    // Twelve bits from 0 on; the words are the same, signed or not.
    stored.forEach((hu, n) => { stored[n] = hu - CT_SERIES.intercept; });
    writeInstance(join(folder, `CT${String(k + 1).padStart(4, '0')}.dcm`), ctImage(CT_STUDY, CT_SERIES, {
      uid: derivedUid(`demo ct slice ${k}`), instanceNumber: k + 1, rows: CT_GRID.rows,
        columns: CT_GRID.columns, position,
      orientation: [CT_GRID.row, CT_GRID.column], pixelSpacing: CT_GRID.pixelSpacing,
        thicknessMm: CT_THICKNESS_MM,
      pixels: new Uint8Array(stored.buffer),
    }));
    onDone(1);
  }
}

function writeRuns(folder: string, onDone: (units: number) => void): void {
  const background = runBackground(XA_VIEW, DEMO_RECIPE.seed);
  onDone(BACKGROUND_WORK);
  for (const { facts, recipe } of XA_RUNS) {
    const run = angiogram(recipe, background);
    const pixels = new Uint8Array(recipe.frames * XA_VIEW.rows * XA_VIEW.columns);
    for (let n = 0; n < recipe.frames; n += 1) {
      pixels.set(run.frame(n), n * XA_VIEW.rows * XA_VIEW.columns);
      if (n % FRAMES_A_UNIT === FRAMES_A_UNIT - 1) onDone(1);
    }
    writeInstance(join(folder, `XA${String(facts.instanceNumber).padStart(4, '0')}.dcm`), xaImage(XA_STUDY, {
      ...facts, rWaveFrames: run.rWaveFrames.map((frame) => frame + 1), pixels,
    }));
  }
}
