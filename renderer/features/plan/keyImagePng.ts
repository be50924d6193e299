import { drawTaken, type TakenPicture } from '../../viewer/capture/takenPicture.ts';

/** The longest side of a key image, pixels: what a wall screen and a printed page can show. */
const LONGEST_PX = 1400;
/** The contract takes so many characters of base64. */
const MOST_CHARACTERS = 960_000;
/** A picture that is too large is made smaller by this, until it is not. */
const SMALLER = 0.8;
/** Below this a picture says nothing any more, pixels. */
const SHORTEST_PX = 200;

/** A taken picture as it goes into the plan; null where the browser makes none. */
export async function keyImagePng(taken: TakenPicture): Promise<string | null> {
  const whole = await drawn(taken);
  if (whole === null) return null;
  const longest = Math.max(whole.width, whole.height);
  for (let side = Math.min(LONGEST_PX, longest); side >= SHORTEST_PX; side = Math.floor(side * SMALLER)) {
    const png = pngBase64(side === longest ? whole : scaled(whole, side / longest));
    if (png !== null && png.length <= MOST_CHARACTERS) return png;
  }
  return null;
}

/** A small one for choosing, as an address. */
export async function thumbOf(taken: TakenPicture, longestPx = 220): Promise<string | null> {
  const whole = await drawn(taken);
  return whole === null ? null : scaled(whole, Math.min(1, longestPx / Math.max(whole.width, whole.height))).toDataURL('image/png');
}

async function drawn(taken: TakenPicture): Promise<HTMLCanvasElement | null> {
  const { width, height } = taken.pixels;
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d');
  if (context === null) return null;
  await drawTaken(context, taken, 0);
  return canvas;
}

function scaled(from: HTMLCanvasElement, by: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: Math.max(1, Math.round(from.width * by)), height: Math.max(1, Math.round(from.height * by)) });
  const context = canvas.getContext('2d');
  if (context === null) return canvas;
  context.imageSmoothingQuality = 'high';
  context.drawImage(from, 0, 0, canvas.width, canvas.height);
  return canvas;
}

function pngBase64(canvas: HTMLCanvasElement): string | null {
  const [head, body] = canvas.toDataURL('image/png').split(',');
  return head === 'data:image/png;base64' ? body ?? null : null;
}
