import { captureSize, drawCapture, type Captions } from './captured.ts';
import { takenPicture } from './takenPicture.ts';

/** A video that is being recorded. */
export interface Recording {
  /** Ends it; the video, or null where nothing was recorded. */
  stop(): Promise<Blob | null>;
}

const TYPES = ['video/webm;codecs=vp9', 'video/webm;codecs=vp8', 'video/webm'] as const;
const MOST_FRAMES_S = 30;

/** The kind of WebM that this browser can record; null where it can record none. */
export const recordable = (): string | null =>
  (typeof MediaRecorder === 'undefined' ? null : TYPES.find((type) => MediaRecorder.isTypeSupported(type)) ?? null);

/**
 * Records what a tile shows from now on, at its own pace: a cine that plays, a scroll, a turn.
 *
 * Each frame of the video is one moment of the tile, with its own lines and letters. Null where the browser cannot.
 *
 * @param captions - asked anew for each frame, so that they are those of what is shown
 */
export async function startRecording(tile: HTMLElement, withMarks: boolean, captions: () => Captions): Promise<Recording | null> {
  const mimeType = recordable();
  const first = takenPicture(tile, withMarks);
  if (mimeType === null || first === null) return null;
  const canvas = document.createElement('canvas');
  Object.assign(canvas, captureSize(first, captions()));
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) return null;
  await drawCapture(context, first, captions());
  const recorder = new MediaRecorder(canvas.captureStream(MOST_FRAMES_S), { mimeType, videoBitsPerSecond: 8_000_000 });
  const parts: Blob[] = [];
  recorder.addEventListener('dataavailable', ({ data }) => {
    if (data.size > 0) parts.push(data);
  });
  const ended = new Promise<void>((done) => recorder.addEventListener('stop', () => done(), { once: true }));
  recorder.start(500);
  let isOver = false;
  const frame = async (): Promise<void> => {
    if (isOver) return;
    const taken = takenPicture(tile, withMarks);
    if (taken !== null && taken.pixels.width === first.pixels.width && taken.pixels.height === first.pixels.height) {
      await drawCapture(context, taken, captions());
    }
    setTimeout(() => requestAnimationFrame(() => void frame()), 1000 / MOST_FRAMES_S / 2);
  };
  void frame();
  return {
    async stop() {
      isOver = true;
      recorder.stop();
      await ended;
      return parts.length === 0 ? null : new Blob(parts, { type: 'video/webm' });
    },
  };
}
