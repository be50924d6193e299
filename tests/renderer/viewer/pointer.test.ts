import { expect, it } from 'vitest';
import { connectPointer } from '../../../renderer/viewer/pointer.ts';

/** A tile at the corner of the page, with what is told of drags on it. */
function bench() {
  const told: string[] = [];
  const tile = Object.assign(new EventTarget(), {
    clientLeft: 0, clientTop: 0, getBoundingClientRect: () => ({ left: 0, top: 0 }), setPointerCapture: () => undefined,
  });
  const disconnect = connectPointer(tile as unknown as HTMLElement, {
    begin: () => (at) => told.push(`moved to ${at[0]}`), end: () => told.push('ended'), cancel: () => told.push('cancelled'),
    tool: () => 'cross', hover: () => undefined, scroll: () => undefined, zoom: () => undefined,
  });
  const pointer = (type: string, clientX = 0, pointerId = 1) =>
    tile.dispatchEvent(Object.assign(new Event(type), { button: 0, clientX, clientY: 0, pointerId }));
  return { told, disconnect, pointer };
}

it('a drag ends where the button goes up', () => {
  const { told, pointer } = bench();
  pointer('pointerdown');
  pointer('pointermove', 5);
  pointer('pointerup', 5, 2);
  pointer('pointerup', 5);
  expect(told).toEqual(['moved to 5', 'ended']);
});
it('a drag whose pointer is cancelled does not end: what it did is taken back', () => {
  const { told, pointer } = bench();
  pointer('pointerdown');
  pointer('pointermove', 5);
  pointer('pointercancel');
  pointer('pointermove', 9);
  expect(told).toEqual(['moved to 5', 'cancelled']);
});
it('a drag whose picture goes is cancelled, and only such a one', () => {
  const { told, pointer, disconnect } = bench();
  pointer('pointerdown');
  disconnect();
  expect(told).toEqual(['cancelled']);
  const other = bench();
  other.disconnect();
  expect(other.told).toEqual([]);
});
