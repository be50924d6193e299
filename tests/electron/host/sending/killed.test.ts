import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { tempFolder } from '../../../tempFolder.ts';
import { greyPng } from '../export/greyPng.ts';
import { runningHost, value } from '../running.ts';
import { openIn } from '../store/fixture.ts';
import { valueIn } from '../store/imports.ts';
import { planDesk, RCA, signedBy } from '../store/planFixture.ts';
import { fakeArchive } from './fakeArchive.ts';

const child = join(import.meta.dirname, 'killedSending.ts');

it('killed with each object that an archive takes, a sending is finished by the next start, with nothing lost and nothing twice', async () => {
  const folder = tempFolder();
  const archive = await fakeArchive();
  onTestFinished(() => archive.goDown());
  const store = openIn(folder);
  const desk = await planDesk(store);
  const sha256 = valueIn(await store.planImages.keep(desk.caseId, greyPng(9, 7), desk.tina));
  const { id: plan } = signedBy(store, desk, 'first', RCA, { keyImages: [{ id: 'k', sha256, series: null, caption: 'view', detail: '' }] });
  const { id: to } = valueIn(store.archives.save({ id: null, name: 'Radiology', place: { kind: 'dicomweb', address: archive.address, user: null } }, null));
  valueIn(store.sendings.ask(plan, 1, to, desk.tina));
  store.close();

  for (const nth of [1, 2, 3]) {
    const running = spawn(process.execPath, ['--no-warnings', child, folder], { stdio: ['ignore', 'ignore', 'inherit'] });
    const first = archive.posts();
    // Before the answer: the archive has it, and the program never learns that it does.
    archive.onPost = (all) => { if (all - first === nth) running.kill('SIGKILL'); };
    const [, signal] = await once(running, 'exit') as [number | null, string | null];
    expect(signal).toBe('SIGKILL');
    expect(archive.kept.size).toBe(nth);
  }
  archive.onPost = () => {};
  const { host } = await runningHost(folder);
  await expect.poll(async () => value(await host['sendings.list']({ plan })).sendings[0]?.state, { timeout: 45_000 }).toBe('sent');
  expect(archive.kept.size).toBe(4);
  expect(value(await host['sendings.list']({ plan: null }))).toEqual({ sendings: [] });
}, 120_000);
