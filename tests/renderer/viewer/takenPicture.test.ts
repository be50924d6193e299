import { expect, it } from 'vitest';
import { takenPicture } from '../../../renderer/viewer/capture/takenPicture.ts';

const tile = (canvas: { readonly width: number; readonly height: number } | null, shown: { readonly width: number; readonly height: number }): HTMLElement =>
  ({ querySelector: () => (canvas === null ? null : { ...canvas, getBoundingClientRect: () => ({ left: 0, top: 0, ...shown }) }) }) as unknown as HTMLElement;

it('there is no picture of a tile in which nothing is drawn, or that has no room on the screen', () => {
  const drawn = { width: 300, height: 200 };
  expect(takenPicture(tile(null, drawn), true)).toBeNull();
  expect(takenPicture(tile({ width: 0, height: 200 }, drawn), true)).toBeNull();
  for (const shown of [{ width: 0, height: 200 }, { width: 300, height: 0 }]) expect(takenPicture(tile(drawn, shown), true)).toBeNull();
});
