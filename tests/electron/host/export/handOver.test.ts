import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Input } from '../../../../core/contract/contract.ts';
import { answererOver, type Answerer } from '../../../../electron/host/serve/answerer.ts';
import type { RunningHost } from '../../../../electron/host/runningHost.ts';
import { cleanSeries } from '../../../phantoms/series.ts';
import { ended, runningHost, value } from '../running.ts';
import { smallPage } from '../../loopback/running.ts';
import { sha256 } from '../store/fixture.ts';
import { signedCase } from './pack/signedCase.ts';

async function begun() {
  const { store, data, plan, caseId } = await signedCase(cleanSeries({ key: 'handed', slices: 12 }));
  store.close();
  const running = await runningHost(data);
  const fetched = answererOver({ files: smallPage(), running, onViolation: () => {} });
  const asked: Input<'exports.pack'> = { plan, version: 1, holds: 'pack', isDeidentified: false, withImages: true };
  return { running, fetched, asked, data, caseId };
}
async function packed(running: RunningHost, asked: Input<'exports.pack'>) {
  const { job } = value(await running.host['exports.pack'](asked));
  expect(await ended(running, job)).toMatchObject({ kind: 'export', state: 'done', phase: 'finished' });
  return value(await running.host['exports.packed']({ job }));
}
const got = (fetched: Answerer, address: string, method = 'GET'): Promise<Response> => fetched(new Request(`http://127.0.0.1:1${address}`, { method }));

it('a pack is made by a job and fetched as a file, from the disk, as often as it is wanted', async () => {
  const { running, fetched, asked } = await begun();
  const { address, name, bytes, files, images } = await packed(running, asked);
  expect([name, images, files]).toEqual([`cto-plan-${asked.plan.slice(-6)}-v1.zip`, 12, 21]);
  const first = await got(fetched, address);
  expect([first.status, first.headers.get('content-type'), first.headers.get('content-length'), first.headers.get('content-disposition'), first.headers.get('cache-control')])
    .toEqual([200, 'application/zip', `${bytes}`, `attachment; filename="${name}"`, 'no-store']);
  const body = Buffer.from(await first.arrayBuffer());
  expect([body.length, body.toString('latin1', 0, 2)]).toEqual([bytes, 'PK']);
  expect(sha256(Buffer.from(await (await got(fetched, address)).arrayBuffer()))).toBe(sha256(body));
});

it('nothing but what waits is fetched, only the last packs wait, and none when the host has ended', async () => {
  const { running, fetched, asked, data } = await begun();
  const made = [];
  for (const isDeidentified of [false, true, false]) made.push(await packed(running, { ...asked, withImages: false, isDeidentified }));
  expect(made.map(({ name }) => name)).toEqual([expect.any(String), expect.stringMatching(/^cto-plan-FM-[A-Z2-9]{8}-v1-deidentified\.zip$/), expect.any(String)]);
  expect(await Promise.all(made.map(async ({ address }) => (await got(fetched, address)).status))).toEqual([404, 200, 200]);
  for (const address of ['/export/', '/export/exp_0123456789abcdef', '/export/../files', `${made[1]?.address}/x`]) expect((await got(fetched, address)).status).toBe(404);
  expect((await got(fetched, made[1]?.address ?? '', 'POST')).status).toBe(405);
  await running.close();
  expect(readdirSync(data)).not.toContain('staging');
});

it('is given up when it is cancelled, and says why where it fails', async () => {
  const { running, asked, data } = await begun();
  const { job } = value(await running.host['exports.pack'](asked));
  expect(value(await running.host['jobs.cancel']({ id: job })).state).toBe('cancelled');
  expect(await running.host['exports.packed']({ job })).toEqual({ ok: false, failure: { code: 'job/not-found' } });
  expect(readdirSync(join(data, 'staging', 'outgoing'))).toEqual([]);
  expect(await running.host['exports.pack']({ ...asked, version: 2 })).toEqual({ ok: false, failure: { code: 'plan/not-found' } });
  value(await running.host['plans.withdraw']({ plan: asked.plan, version: 1, reason: 'wrong phase' }));
  expect(await running.host['exports.pack'](asked)).toEqual({ ok: false, failure: { code: 'plan/withdrawn' } });
});

it('nothing of a case is handed out any more once it is removed: what waits and what is being made is given up', async () => {
  const { running, fetched, asked, data, caseId } = await begun();
  const { address } = await packed(running, { ...asked, withImages: false });
  const { job } = value(await running.host['exports.case']({ id: caseId }));
  value(await running.host['cases.remove']({ id: caseId }));
  expect((await got(fetched, address)).status).toBe(404);
  const left = await running.host['exports.packed']({ job });
  expect(left.ok ? (await got(fetched, left.value.address)).status : 404).toBe(404);
  expect(readdirSync(join(data, 'staging', 'outgoing'))).toEqual([]);
  expect(await running.host['exports.case']({ id: caseId })).toEqual({ ok: false, failure: { code: 'case/not-found' } });
});
