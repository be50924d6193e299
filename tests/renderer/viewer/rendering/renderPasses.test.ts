import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pointLps } from '../../../../core/geometry/frame.ts';
import { deg } from '../../../../core/units.ts';
import { createRenderPasses, type Look, type Piece } from '../../../../renderer/viewer/rendering/renderPasses.ts';
import type { RowsWanted } from '../../../../renderer/viewer/rendering/renderMessages.ts';

const look = (primary: number): Look => ({
  view: { primary: deg(primary), secondary: deg(0), centre: pointLps(0, 0, 0), mmPerPixel: 0.5, size: [120, 90] }, preset: 'vessel', cuts: [],
});

/** A crew whose answers come when the test says so. */
function crewOf(size: number) {
  const open: { readonly wanted: RowsWanted; readonly done: (pixels: Uint8ClampedArray<ArrayBuffer>) => void }[] = [];
  const asked: RowsWanted[] = [];
  return {
    asked, open,
    idle: () => size - open.length,
    rows: (wanted: RowsWanted) => new Promise<Uint8ClampedArray<ArrayBuffer>>((done) => {
      asked.push(wanted);
      open.push({ wanted, done });
    }),
    async answer(): Promise<void> {
      const next = open.shift();
      next?.done(new Uint8ClampedArray(4 * next.wanted.view.size[0] * (next.wanted.to - next.wanted.from)));
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const passesOf = (crew: ReturnType<typeof crewOf>, now: () => number = () => 0) => {
  const pieces: Piece[] = [];
  return { pieces, passes: createRenderPasses(crew, 1, now, (piece) => pieces.push(piece)) };
};

describe('a picture that is turned', () => {
  it('comes coarse at once, and fine when it has been still for a while', async () => {
    const crew = crewOf(1);
    const { pieces, passes } = passesOf(crew);
    passes.want(look(10), 1);
    expect(crew.asked.map(({ view, from, to }) => [...view.size, from, to])).toEqual([[40, 30, 0, 30]]);
    await crew.answer();
    expect(pieces.map(({ isFine, isLast }) => [isFine, isLast])).toEqual([[false, true]]);
    expect(crew.asked).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(200);
    // The fine one in bands from the middle, the next only when the last is there.
    expect(crew.asked.at(-1)).toMatchObject({ from: 40, to: 60 });
    while (crew.open.length > 0) await crew.answer();
    const fine = pieces.filter(({ isFine }) => isFine);
    expect(fine.map(({ from }) => from).toSorted((a, b) => a - b)).toEqual([0, 20, 40, 60, 80]);
    expect(fine.filter(({ isLast }) => isLast)).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1000);
    expect(crew.open).toHaveLength(0);
  });

  it('shows each coarse picture it began, then the newest wish, not those between', async () => {
    const crew = crewOf(1);
    const { pieces, passes } = passesOf(crew);
    for (const primary of [1, 2, 3, 4]) passes.want(look(primary), 1);
    await crew.answer();
    await crew.answer();
    expect(pieces.map(({ look: { view } }) => view.primary)).toEqual([1, 4]);
  });

  it('gives a fine picture up as soon as something changes, and shows nothing more of it', async () => {
    const crew = crewOf(1);
    const { pieces, passes } = passesOf(crew);
    passes.want(look(1), 1);
    await crew.answer();
    await vi.advanceTimersByTimeAsync(200);
    passes.want(look(2), 1);
    await crew.answer();
    expect(crew.asked.at(-1)?.view.primary).toBe(2);
    await crew.answer();
    expect(pieces.map(({ isFine, look: { view } }) => [isFine, view.primary])).toEqual([[false, 1], [false, 2]]);
  });
});

it('is cut among all workers', async () => {
  const crew = crewOf(3);
  const { pieces, passes } = passesOf(crew);
  passes.want(look(1), 1);
  expect(crew.asked.map(({ from, to }) => [from, to]).toSorted(([a = 0], [b = 0]) => a - b)).toEqual([[0, 10], [10, 20], [20, 30]]);
  for (let n = 0; n < 3; n += 1) await crew.answer();
  expect(pieces.map(({ isLast }) => isLast)).toEqual([false, false, true]);
});

it.each([[300, 30], [20, 60], [100, 40]])('chooses how coarse from how long the last one took: %d ms', async (took, width) => {
  const crew = crewOf(1);
  let clock = 0;
  const { passes } = passesOf(crew, () => clock);
  passes.want(look(1), 1);
  clock += took;
  await crew.answer();
  passes.want(look(2), 1);
  expect(crew.asked.at(-1)?.view.size[0]).toBe(width);
});

it('shows nothing after its end', async () => {
  const crew = crewOf(1);
  const { pieces, passes } = passesOf(crew);
  passes.want(look(1), 1);
  passes.dispose();
  await crew.answer();
  expect(pieces).toEqual([]);
});
