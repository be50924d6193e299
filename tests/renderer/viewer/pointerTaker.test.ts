import { expect, it } from 'vitest';
import { createPointerTaker } from '../../../renderer/viewer/pointerTaker.ts';

function bench() {
  const told: string[] = [];
  const taker = createPointerTaker<{ readonly name: string; end(): void; cancel(): void }>();
  const tool = (name: string) => ({ name, end: () => void told.push(`${name} ended`), cancel: () => void told.push(`${name} cancelled`) });
  return { told, taker, tool };
}

it('a drag is ended once, by who began it', () => {
  const { told, taker, tool } = bench();
  taker.give(tool('path'));
  expect(taker.begin(({ name }) => name)).toBe('path');
  taker.end();
  taker.end();
  taker.cancel();
  expect(told).toEqual(['path ended']);
});
it('from who drags the pointer is taken: the drag is cancelled, and who has it now is told nothing of its end', () => {
  const { told, taker, tool } = bench();
  for (const next of [null, tool('marks')]) {
    taker.give(tool('path'));
    taker.begin(() => 'drag');
    taker.give(next);
    taker.end();
  }
  expect(told).toEqual(['path cancelled', 'path cancelled']);
});
it('who has begun nothing is told nothing', () => {
  const { told, taker, tool } = bench();
  expect(taker.begin(() => 'drag')).toBeNull();
  taker.give(tool('path'));
  expect(taker.begin(() => null)).toBeNull();
  taker.end();
  taker.cancel();
  taker.give(null);
  expect([told, taker.given()]).toEqual([[], null]);
});
it('the pointer given anew to who drags is no end of the drag', () => {
  const { told, taker, tool } = bench();
  const path = tool('path');
  taker.give(path);
  taker.begin(() => 'drag');
  taker.give(path);
  taker.end();
  expect(told).toEqual(['path ended']);
});
