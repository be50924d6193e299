import { join } from 'node:path';
import { phantomPainter } from '../../../core/phantom/painter.ts';
import { DEMO_RECIPE, heartPhantom } from '../../../core/phantom/phantom.ts';
import { derivedUid } from '../dicom/derivedUid.ts';
import { writeInstance } from '../dicom/writeInstance.ts';
import { ctImage } from './ctImage.ts';
import { CT_GRID, CT_IMAGING, CT_SERIES, CT_STUDY, CT_THICKNESS_MM } from './demoCase.ts';

/** A part of the demo that one thread makes: a stretch of CT slices, or an angiographic run. */
export type DemoPart =
  | { readonly kind: 'ct'; readonly from: number; readonly to: number }
  | { readonly kind: 'xa'; readonly run: 'target' | 'donor' };

/** Files that a part holds, in units of about equal work. */
export const partSize = (part: DemoPart): number => (part.kind === 'ct' ? part.to - part.from : XA_WORK);
/** A run takes as long as this many slices. */
const XA_WORK = 30;

/** Writes one part of the demo into the folder; `onFile` is told how much of it is done after each file. */
export function writePart(folder: string, part: DemoPart, onFile: (units: number) => void): void {
  if (part.kind === 'xa') return;
  const phantom = heartPhantom(DEMO_RECIPE);
  const painter = phantomPainter(phantom.layers, CT_GRID, CT_IMAGING);
  for (let k = part.from; k < part.to; k += 1) {
    const position = CT_GRID.positions[k];
    if (position === undefined) return;
    const stored = Uint16Array.from(painter.slice(k), (hu) => hu - CT_SERIES.intercept);
    writeInstance(join(folder, `CT${String(k + 1).padStart(4, '0')}.dcm`), ctImage(CT_STUDY, CT_SERIES, {
      uid: derivedUid(`demo ct slice ${k}`), instanceNumber: k + 1, rows: CT_GRID.rows, columns: CT_GRID.columns, position,
      orientation: [CT_GRID.row, CT_GRID.column], pixelSpacing: CT_GRID.pixelSpacing, thicknessMm: CT_THICKNESS_MM,
      pixels: new Uint8Array(stored.buffer),
    }));
    onFile(1);
  }
}
