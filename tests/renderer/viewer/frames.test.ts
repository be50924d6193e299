import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { inFrame, nextTick, notInFrame } from '../../../renderer/viewer/frames.ts';

let due: FrameRequestCallback[] = [];
/** The browser makes a frame. */
const frame = (now: number): void => {
  const callbacks = due;
  due = [];
  for (const callback of callbacks) callback(now);
};
beforeEach(() => {
  due = [];
  vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => due.push(callback));
});
afterEach(() => vi.unstubAllGlobals());

it('does a job once a frame, however often it was asked for', () => {
  let done = 0;
  const job = (): void => { done += 1; };
  for (let n = 0; n < 5; n += 1) inFrame(job);
  expect([done, due.length]).toEqual([0, 1]);
  frame(1);
  frame(2);
  expect(done).toBe(1);
});

it('does what follows from a job in the same frame, after it', () => {
  const order: string[] = [];
  const told = (): void => { order.push('told'); };
  const drawn = (): void => {
    order.push('drawn');
    inFrame(told);
  };
  inFrame(told);
  inFrame(drawn);
  frame(1);
  expect([order, due.length]).toEqual([['told', 'drawn', 'told'], 0]);
});

it('ticks before the jobs, and the next tick waits for the next frame', () => {
  const order: string[] = [];
  const job = (): void => { order.push('job'); };
  const tick = (now: number): void => {
    order.push(`tick ${now}`);
    inFrame(job);
    if (now === 1) nextTick(tick);
  };
  nextTick(tick);
  frame(1);
  expect([order, due.length]).toEqual([['tick 1', 'job'], 1]);
  frame(2);
  expect([order, due.length]).toEqual([['tick 1', 'job', 'tick 2', 'job'], 0]);
});

it('drops what is no longer wanted', () => {
  const order: string[] = [];
  const job = (): void => { order.push('job'); };
  inFrame(job);
  const stop = nextTick(() => order.push('tick'));
  notInFrame(job);
  stop();
  frame(1);
  expect(order).toEqual([]);
});

it('goes on with the rest in the next frame when a job fails', () => {
  const order: string[] = [];
  const broken = (): void => { throw new Error('broken'); };
  const job = (): void => { order.push('job'); };
  inFrame(broken);
  inFrame(job);
  expect(() => frame(1)).toThrow('broken');
  frame(2);
  expect(order).toEqual(['job']);
});
