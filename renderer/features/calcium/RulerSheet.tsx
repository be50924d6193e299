import { Button } from '@mantine/core';
import { useState } from 'react';
import type { CaseView, SeriesView } from '../../../core/contract/schemas.ts';
import { saveFile } from '../../state/saveFile.ts';
import { localDate } from '../../ui/dateWords.ts';
import { Sheet } from '../../ui/Sheet.tsx';
import { Notice } from '../../ui/Sign.tsx';
import { rulerDrawing } from './rulerDrawing.ts';
import { pixelsOf, rulerCaptions, takenRuler } from './rulerExport.ts';
import type { CalciumView } from './useCalcium.ts';

/** Device pixels for each of the screen's: sharp in a slide. */
const SCALE = 2;

/** The ruler as a picture to take along: pixels or lines, with the patient's name or without. */
export function RulerSheet({ caseView, series, view, onClose }: {
  readonly caseView: CaseView; readonly series: SeriesView | null; readonly view: CalciumView; readonly onClose: () => void;
}) {
  const [withPatient, setWithPatient] = useState(true);
  const [failed, setFailed] = useState(false);
  const save = async (as: 'png' | 'svg'): Promise<void> => {
    const ruler = document.querySelector<HTMLElement>('.calcium-ruler .ruler');
    const taken = ruler === null ? null : takenRuler(ruler);
    if (taken === null) return setFailed(true);
    const image = series === null ? null : { patient: caseView.row.patient, series };
    const drawing = rulerDrawing({ ...taken, ...rulerCaptions(image, view, taken.pixelsPerMm, withPatient, localDate(new Date())) });
    const blob = as === 'svg' ? new Blob([drawing.svg], { type: 'image/svg+xml' }) : await pixelsOf(drawing, SCALE);
    if (blob === null) return setFailed(true);
    saveFile(blob, rulerFileName(new Date(), as));
    onClose();
  };
  return (
    <Sheet
      label="Save the ruler as a picture" width="460px" onClose={onClose}
      foot={<><Button onClick={() => void save('png')}>Pixels (PNG)</Button><Button variant="default" onClick={() => void save('svg')}>Lines (SVG)</Button></>}
    >
      <div className="stack">
        {failed ? <Notice tone="refused">The picture could not be made. Make the window larger and try again.</Notice> : null}
        <p>What the ruler shows now, with the series, the threshold and the scale below it.</p>
        <label className="check"><input type="checkbox" checked={withPatient} onChange={(event) => setWithPatient(event.target.checked)} /> With name, date of birth and ID of the patient</label>
      </div>
    </Sheet>
  );
}

/** A file name that tells what and when, and nothing of the patient. */
export function rulerFileName(at: Date, ending: 'png' | 'svg'): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `fullmoon calcium-ruler ${localDate(at)} ${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join('.')}.${ending}`;
}
