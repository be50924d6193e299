import { afterAll, beforeAll, expect, it } from 'vitest';
import { BOX_REF, scriptedVolume, VOLUME_REF, scriptedHost } from '../../contract/scriptedHost.ts';
import { started, type Started } from './running.ts';

let shell: Started;
beforeAll(async () => {
  shell = await started();
});
afterAll(() => shell.close());
const asked = (path: string, init: RequestInit = {}, by: Started = shell): Promise<Response> =>
  fetch(`${by.origin}${path}`, { ...init, headers: { ...init.headers as Record<string, string>, origin: by.origin, cookie: by.cookie } });

it('streams the changes of the host until the page goes', async () => {
  const leave = new AbortController();
  const response = await asked('/events', { signal: leave.signal });
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let said = decoder.decode((await reader.read()).value);
  expect(shell.scripted.watchers()).toBe(1);
  shell.scripted.announce({ what: 'cases' });
  shell.scripted.announce({ what: 'settings' });
  while (!said.includes('settings')) said += decoder.decode((await reader.read()).value);
  expect(said.split('\n').filter((line) => line.startsWith('data: '))).toEqual([
    'data: {"what":"cases"}',
    'data: {"what":"settings"}',
  ]);
  leave.abort();
  await expect.poll(() => shell.scripted.watchers()).toBe(0);
});

it('tells the host which page asks, and that it is there for as long as it listens', async () => {
  const page = 'pag_0123456789abcdef';
  const leave = new AbortController();
  const response = await asked(`/events?page=${page}`, { signal: leave.signal });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  await reader.read();
  expect(shell.scripted.here()).toEqual([page]);
  const ask = (name: string): Promise<Response> => asked('/api/jobs.list', {
    method: 'POST', headers: { 'content-type': 'application/json', 'fullmoon-page': name }, body: '{}',
  });
  expect((await ask(page)).status).toBe(200);
  expect(shell.scripted.askedBy()).toBe(page);
  await ask('no page');
  expect(shell.scripted.askedBy()).toBeNull();
  leave.abort();
  await expect.poll(() => shell.scripted.here()).toEqual([]);
});

it('carries a whole volume and an upload over the socket', async () => {
  const volume = await (await asked(`/blob/${VOLUME_REF}`)).arrayBuffer();
  expect(volume.byteLength).toBe(5 * (4 + 2 * 12));
  const megabytes = new Uint8Array(3 * 1024 * 1024).fill(7);
  const put = await asked(`/upload/${BOX_REF}/deep/large.dcm`, { method: 'PUT', body: megabytes });
  expect(await put.json()).toEqual({ ok: true, value: { bytes: megabytes.length } });
});

it('breaks off the stream of a volume that cannot be read to its end', async () => {
  const broken = await started(scriptedHost(new Map([[VOLUME_REF, scriptedVolume(0)]])));
  await expect(
    asked(`/blob/${VOLUME_REF}`, {}, broken).then((response) => response.arrayBuffer()),
  ).rejects.toThrow();
  await broken.close();
});

it('ends at once when it is closed, also with a page that listens', async () => {
  const other = await started();
  const events = await asked('/events', {}, other);
  await other.close();
  await expect(events.text()).rejects.toThrow();
  await expect(asked('/', {}, other)).rejects.toThrow();
});
