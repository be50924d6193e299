import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { Views } from '../../../core/contract/schemas.ts';
import { useCommands } from '../../state/commands.ts';
import { useDisplayedImage } from '../../state/displayedImage.ts';
import { saveFile } from '../../state/saveFile.ts';
import { useView } from '../../state/viewStore.ts';
import { localDate } from '../../ui/dateWords.ts';
import { pngOf, type Captions } from '../../viewer/capture/captured.ts';
import { startRecording, type Recording } from '../../viewer/capture/recording.ts';
import { takenPicture } from '../../viewer/capture/takenPicture.ts';
import { captionsOf, fileName } from './captureWords.ts';
import { CaptureSheet } from './CaptureSheet.tsx';
import { CAPTURE_COMMANDS } from './commands.ts';
import { shownPictures, type ShownPicture } from './shownPictures.ts';
import './capture.css';

type Choice = Views['capture'];
const hasMarks = (choice: Choice): boolean => choice === 'marks' || choice === 'marks-patient';
const hasPatient = (choice: Choice): boolean => choice === 'patient' || choice === 'marks-patient';
const say = (words: string): void => useView.getState().say(words);

/** Pictures to take along: the sheet, the keys, and the recording that runs. `choice` is what goes with a picture. */
export function Capture({ choice, onChoice }: { readonly choice: Choice; readonly onChoice: (choice: Choice) => void }) {
  const [sheet, setSheet] = useState<readonly ShownPicture[] | null>(null);
  const [running, setRunning] = useState<{ readonly recording: Recording; readonly name: string } | null>(null);
  const newest = useRef(running);
  useEffect(() => {
    newest.current = running;
  });
  useEffect(() => () => void newest.current?.recording.stop(), []);

  const captions = (name: string): Captions =>
    captionsOf(useDisplayedImage.getState().image, name, hasPatient(choice), localDate(new Date()));
  const png = ({ tile, name }: ShownPicture): Promise<Blob | null> => {
    const taken = takenPicture(tile, hasMarks(choice));
    return taken === null ? Promise.resolve(null) : pngOf(taken, captions(name));
  };
  const none = (): void => say('No picture is drawn yet: wait until it is on the screen');

  async function copy(picture: ShownPicture | undefined): Promise<void> {
    if (picture === undefined) return none();
    try {
      // The picture is given as a promise: the permission of the key press does not wait for it.
      const blob = png(picture).then((made) => made ?? new Blob());
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })]);
      say(`Copied: ${picture.name}`);
    } catch {
      say('The browser did not take the picture into the clipboard; save it as a file instead');
    }
  }

  async function save(picture: ShownPicture): Promise<void> {
    const blob = await png(picture);
    if (blob === null) return none();
    saveFile(blob, fileName(picture.name, new Date(), 'png'));
  }

  async function record({ tile, name }: ShownPicture): Promise<void> {
    const recording = await startRecording(tile, hasMarks(choice), () => captions(name));
    if (recording === null) return none();
    setRunning({ recording, name });
  }

  async function stop(): Promise<void> {
    if (running === null) return;
    setRunning(null);
    const blob = await running.recording.stop();
    if (blob === null) say('Nothing was recorded: the recording was ended before its first frame');
    else saveFile(blob, fileName(running.name, new Date(), 'webm'));
  }

  useCommands(CAPTURE_COMMANDS, {
    sheet: () => setSheet(shownPictures()),
    copy: () => void copy(shownPictures()[0]),
    stop: running === null ? undefined : () => void stop(),
  });

  return (
    <>
      <button type="button" className="capture-open" onClick={() => setSheet(shownPictures())}>
        <span>Save or copy picture</span><kbd>Ctrl S</kbd>
      </button>
      {running === null ? null : (
        <div className="recording" role="status">
          <span className="recording-mark" aria-hidden="true" />
          <span>Recording: {running.name}. Play, scroll or turn it.</span>
          <Button size="xs" onClick={() => void stop()} title="Ctrl Shift S">End and save</Button>
        </div>
      )}
      {sheet === null ? null : (
        <CaptureSheet
          pictures={sheet} hasMarks={hasMarks(choice)} hasPatient={hasPatient(choice)} isRecording={running !== null}
          onChoice={(marks, patient) => onChoice(marks ? (patient ? 'marks-patient' : 'marks') : patient ? 'patient' : 'plain')}
          onCopy={(picture) => void copy(picture)} onSave={(picture) => void save(picture)} onRecord={(picture) => void record(picture)}
          onClose={() => setSheet(null)}
        />
      )}
    </>
  );
}
