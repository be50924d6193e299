import { create } from 'zustand';
import type { SeriesView } from '../../../core/contract/schemas.ts';
import type { Picture, Window } from '../../viewer/painting.ts';

const WIDTH = 52;
const HEIGHT = 44;

interface Thumbnails { readonly urls: ReadonlyMap<string, string> }
const useThumbnails = create<Thumbnails>()(() => ({ urls: new Map() }));

/** The small picture of a series; undefined until it has been seen once. */
export const useThumbnail = (id: SeriesView['id']): string | undefined => useThumbnails(({ urls }) => urls.get(id));

/** Is there a small picture of this series? */
export const hasThumbnail = (id: SeriesView['id']): boolean => useThumbnails.getState().urls.has(id);

/** Keeps a small picture of a series, once. */
export function keepThumbnail(id: SeriesView['id'], picture: Picture<unknown>, window: Window, isInverted: boolean): void {
  const { urls } = useThumbnails.getState();
  if (urls.has(id)) return;
  const url = thumbnailOf(picture, window, isInverted);
  if (url !== null) useThumbnails.setState({ urls: new Map(urls).set(id, url) });
}

/** Forgets the small pictures: they are of the patient. */
export const dropThumbnails = (): void => useThumbnails.setState({ urls: new Map() });

function thumbnailOf({ samples, samplesPerPixel, plane }: Picture<unknown>, { width, level }: Window, isInverted: boolean): string | null {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const context = canvas.getContext('2d');
  if (context === null) return null;
  const image = context.createImageData(WIDTH, HEIGHT);
  const [columns, rows] = plane.size;
  const [du, dv] = plane.spacing;
  // The middle of the picture, as much of it as the small format takes at its true proportions.
  const mmPerPixel = Math.min((columns * du) / WIDTH, (rows * dv) / HEIGHT);
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      const column = Math.floor(columns / 2 + ((x - WIDTH / 2) * mmPerPixel) / du);
      const row = Math.floor(rows / 2 + ((y - HEIGHT / 2) * mmPerPixel) / dv);
      const at = (row * columns + column) * samplesPerPixel;
      const grey = (((samples[at] ?? 0) - level + width / 2) / width) * 255;
      const to = 4 * (y * WIDTH + x);
      for (const channel of [0, 1, 2]) {
        image.data[to + channel] = samplesPerPixel === 3 ? samples[at + channel] ?? 0 : isInverted ? 255 - grey : grey;
      }
      image.data[to + 3] = 255;
    }
  }
  context.putImageData(image, 0, 0);
  return canvas.toDataURL('image/png');
}
