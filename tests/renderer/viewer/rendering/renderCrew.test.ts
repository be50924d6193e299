import { expect, it } from 'vitest';
import { affine, pointLps } from '../../../../core/geometry/frame.ts';
import { lastOf } from '../../../../core/sequence.ts';
import { deg, mm } from '../../../../core/units.ts';
import { createRenderCrew, crewSize, type RenderThread } from '../../../../renderer/viewer/rendering/renderCrew.ts';
import type { FromWorker, ToWorker, Voxels } from '../../../../renderer/viewer/rendering/renderMessages.ts';
import { createRenderWork } from '../../../../renderer/viewer/rendering/renderWork.ts';

/** A thread that works in this one, a turn later. */
function threadHere(asked: ToWorker[]): RenderThread {
  const work = createRenderWork();
  const listeners: ((event: MessageEvent<FromWorker>) => void)[] = [];
  let isOver = false;
  return {
    postMessage: (question: ToWorker) => {
      asked.push(question);
      queueMicrotask(() => {
        if (!isOver) for (const tell of listeners) tell({ data: lastOf(work(question)) } as MessageEvent<FromWorker>);
      });
    },
    terminate: () => {
      isOver = true;
    },
    addEventListener: (type: string, tell: unknown) => {
      if (type === 'message') listeners.push(tell as (event: MessageEvent<FromWorker>) => void);
    },
  };
}

/** A dense ball in the middle of air. */
function ball(isShared: boolean): Voxels {
  const n = 24;
  const voxels = isShared ? new Int16Array(new SharedArrayBuffer(2 * n ** 3)) : new Int16Array(n ** 3);
  voxels.fill(-1000);
  for (let k = 0; k < n; k += 1) for (let j = 0; j < n; j += 1) for (let i = 0; i < n; i += 1) {
    if (Math.hypot(i - 11.5, j - 11.5, k - 11.5) < 6) voxels[i + n * (j + n * k)] = 1200;
  }
  return {
    voxels,
    grid: { dims: [n, n, n], spacing: [mm(1), mm(1), mm(1)], frameOfReferenceUid: null, lpsFromIjk: affine([1, 0, 0, -11.5, 0, 1, 0, -11.5, 0, 0, 1, -11.5]) },
  };
}
const wanted = {
  view: { primary: deg(0), secondary: deg(0), centre: pointLps(0, 0, 0), mmPerPixel: 1, size: [21, 21] as const }, preset: 'bone' as const, cuts: [],
  stepMm: 0.5, from: 0, to: 21,
};
const middleOf = (pixels: Uint8ClampedArray): number => pixels[4 * (10 * 21 + 10)] ?? 0;

it.each([[true, 3, 3], [false, 3, 1]])('renders from shared memory (%s) with %d workers asked for, %d at work', async (shared, size, atWork) => {
  const asked: ToWorker[] = [];
  const crew = createRenderCrew(() => threadHere(asked), size, () => undefined);
  await crew.prepare(ball(shared));
  expect(crew.idle()).toBe(atWork);
  const pixels = await crew.rows(wanted);
  expect(middleOf(pixels)).toBeGreaterThan(150);
  expect(pixels[0]).toBe(0);
  expect(asked.filter(({ ask }) => ask === 'take')).toHaveLength(atWork - 1);
  crew.dispose();
  expect(crew.idle()).toBe(0);
});

it('answers nothing once it is over', async () => {
  const crew = createRenderCrew(() => threadHere([]), 1, () => undefined);
  await crew.prepare(ball(true));
  let answered = false;
  void crew.rows(wanted).then(() => {
    answered = true;
  });
  crew.dispose();
  await new Promise((done) => setTimeout(done, 5));
  expect(answered).toBe(false);
});

it('leaves a processor to the window', () => {
  expect([1, 2, 4, 16].map(crewSize)).toEqual([1, 1, 3, 6]);
});
