import { pngBytes, pngPixels, type RgbImage } from './pngPixels.ts';

/** Letters of five dots by seven: of each its rows from the top, the dots of a row as a digit to the base of 32. */
const LETTERS: Readonly<Record<string, string>> = {
  A: 'ehhvhhh', B: 'uhhuhhu', C: 'fgggggf', D: 'uhhhhhu', E: 'vgguggv', F: 'vgguggg', G: 'fggjhhf',
  H: 'hhhvhhh', I: 'e44444e', J: '72222ic', K: 'hikokih', L: 'ggggggv', M: 'hrllhhh', N: 'hpljhhh',
  O: 'ehhhhhe', P: 'uhhuggg', Q: 'ehhhlid', R: 'uhhukih', S: 'fgge11u', T: 'v444444', U: 'hhhhhhe',
  V: 'hhhhha4', W: 'hhhllrh', X: 'hha4ahh', Y: 'hha4444', Z: 'v1248gv', 0: 'ehjlphe', 1: '4c4444e',
  2: 'eh168gv', 3: 'u11e11u', 4: '26aiv22', 5: 'vgu11he', 6: '68guhhe', 7: 'v124488', 8: 'ehhehhe',
  9: 'ehhf12c', ',': '0000648',
};
const [ACROSS, DOWN] = [5, 7];
/** A dot of room between letters, three around the words. */
const [STEP, MARGIN] = [ACROSS + 1, 3];
/** Black on amber: it is seen beside every picture of an image. */
const [INK, GROUND] = [[0, 0, 0], [255, 191, 64]] as const;

/**
 * The picture under a band with words, larger by that band: nothing of the picture is covered. Null where the bytes are no picture of a
 * canvas.
 *
 * @param words - capital letters, digits, commas
 */
export function bandedPng(png: Uint8Array, words: string): Uint8Array | null {
  const picture = pngPixels(png);
  return picture === null ? null : pngBytes(withBand(picture, words));
}

function withBand(picture: RgbImage, words: string): RgbImage {
  const dots = words.length * STEP + 2 * MARGIN;
  const width = Math.max(picture.width, dots);
  const scale = Math.floor(width / dots);
  const bandHeight = scale * (DOWN + 2 * MARGIN);
  const height = bandHeight + picture.height;
  const rgb = new Uint8Array(width * height * 3);
  for (let y = 0; y < bandHeight; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const isBlack = isInk(words, Math.floor(x / scale) - MARGIN, Math.floor(y / scale) - MARGIN);
      rgb.set(isBlack ? INK : GROUND, 3 * (y * width + x));
    }
  }
  const row = picture.width * 3;
  for (let y = 0; y < picture.height; y += 1) rgb.set(picture.rgb.subarray(y * row, (y + 1) * row), (bandHeight + y) * width * 3);
  return { width, height, rgb };
}

/** Is there a dot of a letter at a place of the words? */
function isInk(words: string, x: number, y: number): boolean {
  const column = x % STEP;
  if (x < 0 || y < 0 || y >= DOWN || column >= ACROSS) return false;
  const row = Number.parseInt(LETTERS[words[Math.floor(x / STEP)] ?? '']?.[y] ?? '0', 32);
  return ((row >> (ACROSS - 1 - column)) & 1) === 1;
}
