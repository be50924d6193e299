import { existsSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ok } from '../../../../core/result.ts';
import { createOutgoing } from '../../../../electron/host/export/outgoing.ts';
import { packHandlers } from '../../../../electron/host/handlers/packs.ts';
import { createJobs } from '../../../../electron/host/jobs/jobs.ts';
import { tempFolder } from '../../../tempFolder.ts';
import { value } from '../running.ts';
import { openIn } from '../store/fixture.ts';
import { planDesk } from '../store/planFixture.ts';

it('giving up what waits leaves alone what is still being written', () => {
  const outgoing = createOutgoing(tempFolder());
  const [a, b] = [outgoing.place(), outgoing.place()];
  writeFileSync(a.path, 'a');
  outgoing.keep(a.ref, { name: 'a.zip', bytes: 1 });
  outgoing.clear();
  writeFileSync(b.path, 'b');
  outgoing.keep(b.ref, { name: 'b.zip', bytes: 1 });
  expect([outgoing.find(a.ref), existsSync(a.path)]).toEqual([undefined, false]);
  expect([outgoing.find(b.ref)?.path, existsSync(b.path)]).toEqual([b.path, true]);
});

it('an export that was whole just when it was cancelled is given up', async () => {
  const store = openIn(tempFolder());
  const { caseId } = await planDesk(store);
  const outgoing = createOutgoing(tempFolder());
  const jobs = createJobs(() => {}, String);
  const written: string[] = [];
  const handlers = packHandlers({
    store, jobs, outgoing, isReadOnly: false,
    pack: () => Promise.reject(new Error('not asked for')),
    exportCase: async (_, path, signal) => {
      await new Promise((resolve) => { signal.addEventListener('abort', resolve); });
      writeFileSync(path, 'whole');
      written.push(path);
      return ok({ bytes: 5, files: 1, images: 0, leftOut: [], unseen: 0 });
    },
  });
  const { job } = value(await handlers['exports.case']({ id: caseId }));
  expect((await jobs.cancel(job))?.state).toBe('cancelled');
  expect(written.map((path) => existsSync(path))).toEqual([false]);
  expect(await handlers['exports.packed']({ job })).toEqual({ ok: false, failure: { code: 'job/not-found' } });
});
