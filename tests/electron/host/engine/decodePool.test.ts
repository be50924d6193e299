import { afterEach, describe, expect, it } from 'vitest';
import type { DecodeAnswer, DecodeJob } from '../../../../electron/host/engine/decodeJob.ts';
import { openDecodePool, type DecodePool } from '../../../../electron/host/engine/decodePool.ts';
import { pixelFormat, UID } from '../dicom/pixelFiles.ts';

const worker = new URL('./standInWorker.ts', import.meta.url);
const open: DecodePool[] = [];
const pool = (threads: number, frameLimitMs = 5000): DecodePool => {
  const opened = openDecodePool({ threads, frameLimitMs, worker });
  open.push(opened);
  return opened;
};
afterEach(async () => { for (const one of open.splice(0)) await one.close(); });

const job = (path: string, frame = 1, transferSyntaxUid: string = UID.rle): DecodeJob => ({
  kind: 'frame', frame,
  source: { path, transferSyntaxUid, format: pixelFormat({ rows: 1, columns: 4 }),
    pixels: { kind: 'encapsulated', offset: 0, length: null } },
});
const codeOf = ({ result }: DecodeAnswer): string => (result.ok ? 'read' : result.failure.code);

describe('threads that decode', () => {
  it('answer each job with its own frame', async () => {
    const threads = pool(2);
    const answers = await Promise.all([3, 1, 4, 1, 5].map((frame) => threads.decode(job('', frame)).answer));
    expect(answers.map(({ kind, result }) => kind === 'frame' && result.ok
      && result.value.values[0])).toEqual([3, 1, 4, 1, 5]);
  });
  it('are replaced when a frame hangs: that frame has failed, the others are read', async () => {
    const threads = pool(1, 3_000);
    const codes =
      await Promise.all(['hangs', '', 'hangs', ''].map((path) =>
      threads.decode(job(path)).answer.then(codeOf)));
    expect(codes).toEqual(['pixels/took-too-long', 'read', 'pixels/took-too-long', 'read']);
  });
  it('are replaced when they die of a frame', async () => {
    const threads = pool(1);
    const codes =
      await Promise.all(['dies', '', 'throws', ''].map((path) =>
      threads.decode(job(path)).answer.then(codeOf)));
    expect(codes).toEqual(['pixels/damaged', 'read', 'pixels/damaged', 'read']);
  });
  it('pass on what a lost thread held ready', async () => {
    const threads = pool(1, 3_000);
    const jobs = ['hangs', '', ''].map((path) => job(path, 1, UID.explicit));
    const answers = jobs.map((one) => threads.decode(one).answer.then(codeOf));
    expect(await Promise.all(answers)).toEqual(['pixels/took-too-long', 'read', 'read']);
  });
  it('take a job in a hurry before all that have not begun', async () => {
    const threads = pool(1);
    const order: number[] = [];
    const tickets = [0, 1, 2, 3, 4].map((frame) => {
      const ticket = threads.decode(job('waits 20', frame));
      return { ...ticket, answer: ticket.answer.then(() => order.push(frame)) };
    });
    tickets[3]?.hurry();
    await Promise.all(tickets.map(({ answer }) => answer));
    expect(order).toEqual([0, 3, 1, 2, 4]);
  });
  it('answer everything as closed when they are closed, and take nothing on', async () => {
    const threads = pool(1);
    const answers = [job('hangs'), job(''), job('')].map((one) => threads.decode(one).answer.then(codeOf));
    await threads.close();
    expect(await Promise.all(answers)).toEqual(['pixels/closed', 'pixels/closed', 'pixels/closed']);
    expect(codeOf(await threads.decode(job('')).answer)).toBe('pixels/closed');
  });
});
