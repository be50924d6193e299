import { Button } from '@mantine/core';
import { useState } from 'react';
import { Sheet } from '../../ui/Sheet.tsx';
import { recordable } from '../../viewer/capture/recording.ts';
import type { ShownPicture } from './shownPictures.ts';

/** Which picture, with what on it, and what to do with it. */
export function CaptureSheet({ pictures, hasMarks, hasPatient, isRecording, onChoice, onCopy, onSave, onRecord, onClose }: {
  readonly pictures: readonly ShownPicture[]; readonly hasMarks: boolean; readonly hasPatient: boolean; readonly isRecording: boolean;
  readonly onChoice: (marks: boolean, patient: boolean) => void;
  readonly onCopy: (picture: ShownPicture) => void; readonly onSave: (picture: ShownPicture) => void;
  readonly onRecord: (picture: ShownPicture) => void; readonly onClose: () => void;
}) {
  const [chosen, setChosen] = useState(0);
  const picture = pictures[chosen];
  const canRecord = recordable() !== null;
  const doing = (act: (of: ShownPicture) => void) => () => {
    if (picture === undefined) return;
    onClose();
    act(picture);
  };
  return (
    <Sheet
      label="Picture to take along" width="560px" onClose={onClose}
      foot={picture === undefined ? undefined : (
        <>
          <Button variant="default" onClick={doing(onCopy)}>Copy</Button>
          <Button variant="default" disabled={!canRecord || isRecording} onClick={doing(onRecord)}>Record video</Button>
          <span className="gap" />
          <Button onClick={doing(onSave)}>Save PNG</Button>
        </>
      )}
    >
      {picture === undefined ? <p>No picture is on the screen yet. Wait until one is drawn, then try again.</p> : (
        <div className="capture">
          <fieldset>
            <legend>Picture</legend>
            {pictures.map(({ name, tile }, index) => (
              <label key={name}>
                <input type="radio" name="picture" checked={index === chosen} onChange={() => setChosen(index)} />
                <span>{name}</span>
                <small>{tile.clientWidth} × {tile.clientHeight}</small>
              </label>
            ))}
          </fieldset>
          <fieldset>
            <legend>On it</legend>
            <label>
              <input type="checkbox" checked={hasMarks} onChange={(event) => onChoice(event.target.checked, hasPatient)} />
              <span>Marks: lines, letters, scale, what was drawn</span>
            </label>
            <label>
              <input type="checkbox" checked={hasPatient} onChange={(event) => onChoice(hasMarks, event.target.checked)} />
              <span>Patient: name, birth date, ID, study date</span>
            </label>
          </fieldset>
          <p className="second">
            {hasPatient ? 'The picture will name the patient. Its file name will not.' : 'Neither the picture nor its file name will name the patient; burned-in words of the original stay.'}
          </p>
          <p className="second">
            {canRecord ? 'A video shows what you do with the picture until you end it: play, scroll, turn. It is a WebM file.'
              : 'This browser cannot record video: use a Chromium browser of this year, or save single pictures.'}
          </p>
        </div>
      )}
    </Sheet>
  );
}
