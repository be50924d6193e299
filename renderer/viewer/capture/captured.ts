import { drawTaken, type TakenPicture } from './takenPicture.ts';

/** What is written above and below a picture that leaves the program. */
export interface Captions {
  /** Who and what it is of; none where no patient data are wanted. */
  readonly head: readonly string[];
  /** What whoever sees it must know. */
  readonly foot: string;
}

const LINE = 22;
const PAD = 10;

/** The size of a capture: the picture with its captions. */
export const captureSize = ({ pixels }: TakenPicture, { head }: Captions): { readonly width: number; readonly height: number } =>
  ({ width: pixels.width, height: headHeight(head) + pixels.height + LINE + PAD });
const headHeight = (head: readonly string[]): number => (head.length === 0 ? 0 : head.length * LINE + PAD);

/** Draws a taken picture with its captions on a context of captureSize. */
export async function drawCapture(context: CanvasRenderingContext2D, taken: TakenPicture, captions: Captions): Promise<void> {
  const { width, height } = captureSize(taken, captions);
  const top = headHeight(captions.head);
  await drawTaken(context, taken, top);
  context.fillStyle = '#0a0e13';
  context.fillRect(0, 0, width, top);
  context.fillRect(0, top + taken.pixels.height, width, height - top - taken.pixels.height);
  context.textBaseline = 'middle';
  const written = (text: string, y: number, weight: number): void => {
    context.font = `${weight} 15px ${getComputedStyle(document.body).fontFamily}`;
    context.fillText(text, PAD, y, width - 2 * PAD);
  };
  context.fillStyle = '#f0f4f8';
  captions.head.forEach((line, n) => written(line, PAD / 2 + LINE * (n + 0.5), n === 0 ? 700 : 400));
  context.fillStyle = '#bcc8d4';
  written(captions.foot, height - (LINE + PAD) / 2, 400);
}

/** A capture as PNG; null where the browser made none. */
export async function pngOf(taken: TakenPicture, captions: Captions): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, captureSize(taken, captions));
  const context = canvas.getContext('2d');
  if (context === null) return null;
  await drawCapture(context, taken, captions);
  return new Promise((done) => canvas.toBlob(done, 'image/png'));
}
