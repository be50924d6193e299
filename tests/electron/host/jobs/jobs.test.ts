import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../../../core/contract/contract.ts';
import type { CaseId } from '../../../../core/contract/ids.ts';
import { createJobs, type JobControl } from '../../../../electron/host/jobs/jobs.ts';

function jobsWithChanges() {
  const changes: Change[] = [];
  const bugs: unknown[] = [];
  const jobs = createJobs((change) => changes.push(change), (bug) => {
    bugs.push(bug);
    return 'Something went wrong.';
  });
  return { jobs, changes, bugs };
}

describe('a job', () => {
  it('tells its progress and ends as its work ends', async () => {
    const { jobs, changes } = jobsWithChanges();
    const gate = Promise.withResolvers<void>();
    const id = jobs.start('import', 'Disc', async (control) => {
      control.progress('reading', 3, 9);
      await gate.promise;
      return { state: 'failed', message: 'There is nothing here.' };
    });
    await sleep(1);
    expect(jobs.list()).toEqual([
      {
        id,
        kind: 'import',
        title: 'Disc',
        state: 'running',
        phase: 'reading',
        done: 3,
        of: 9,
        cases: [],
        message: null,
      },
    ]);
    gate.resolve();
    await sleep(1);
    expect(jobs.list()[0]).toMatchObject({
      state: 'failed',
      phase: 'finished',
      message: 'There is nothing here.',
    });
    expect(changes.at(-1)).toEqual({ what: 'job', id, done: 3, of: 9 });
  });

  it('announces at most ten times a second, and its end at once', async () => {
    const { jobs, changes } = jobsWithChanges();
    const started = performance.now();
    jobs.start('import', '', async (control) => {
      for (let n = 1; n <= 500; n += 1) {
        control.progress('reading', n, 500);
        if (n % 10 === 0) await sleep(1);
      }
      return { state: 'done', message: null };
    });
    while (jobs.list()[0]?.state === 'running') await sleep(5);
    const seconds = (performance.now() - started) / 1_000;
    expect(changes.length).toBeLessThanOrEqual(Math.ceil(10 * seconds) + 2);
    expect(changes.at(-1)).toMatchObject({ done: 500, of: 500 });
  });

  it('tells at once of a case that can be opened, however lately it told of something', async () => {
    const { jobs, changes } = jobsWithChanges();
    const gate = Promise.withResolvers<void>();
    jobs.start('import', '', async (control) => {
      control.progress('reading', 400, 400);
      await gate.promise;
      const before = changes.length;
      control.cases(['cas_0123456789abcdef' as CaseId]);
      expect([changes.length, jobs.list()[0]?.cases]).toEqual([before + 1, ['cas_0123456789abcdef']]);
      return { state: 'done', message: null };
    });
    gate.resolve();
    await expect.poll(() => jobs.list()[0]?.state).toBe('done');
  });

  it('that is cancelled is over when the cancel answers', async () => {
    const { jobs } = jobsWithChanges();
    let isCleared = false;
    const untilAborted = ({ signal }: JobControl): Promise<void> => new Promise((resolve) => {
      signal.addEventListener('abort', () => setTimeout(resolve, 20));
    });
    const id = jobs.start('import', '', async (control) => {
      await untilAborted(control);
      isCleared = true;
      return { state: 'failed', message: '' };
    });
    await sleep(1);
    expect(await jobs.cancel(id)).toMatchObject({ state: 'cancelled', message: null, cases: [] });
    expect(isCleared).toBe(true);
    expect(await jobs.cancel(id)).toMatchObject({ state: 'cancelled' });
  });

  it('that was done before the cancel came stays done', async () => {
    const { jobs } = jobsWithChanges();
    const id = jobs.start('import', '', async () => ({ state: 'done', message: null }));
    await sleep(1);
    expect(await jobs.cancel(id)).toMatchObject({ state: 'done' });
  });

  it('whose work throws has failed, and the bug is reported', async () => {
    const { jobs, bugs } = jobsWithChanges();
    const bug = new Error('broken');
    jobs.start('demo', '', async () => { throw bug; });
    await sleep(1);
    expect(jobs.list()[0]).toMatchObject({ state: 'failed', message: 'Something went wrong.' });
    expect(bugs).toEqual([bug]);
  });
});

it('the last fifty finished jobs are kept, and all that run', async () => {
  const { jobs } = jobsWithChanges();
  const running = jobs.start('import', 'long', ({ signal }) => new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve({ state: 'failed', message: null }));
  }));
  for (let n = 0; n < 60; n += 1) {
    jobs.start('import', `${n}`, async () => ({ state: 'done', message: null }));
    await sleep(0);
  }
  await sleep(5);
  expect(jobs.list()).toHaveLength(51);
  expect(jobs.list()[0]?.id).toBe(running);
  await jobs.close();
  expect(jobs.list().every(({ state }) => state !== 'running')).toBe(true);
});
