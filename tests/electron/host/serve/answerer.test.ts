import { beforeEach, describe, expect, it } from 'vitest';
import { answererOver, type Answerer } from '../../../../electron/host/serve/answerer.ts';
import { volumeStream } from '../../../../electron/host/serve/volumeStream.ts';
import type { Served, ServedVolume } from '../../../../electron/host/blobs.ts';
import {
  BOX_REF,
  RUN_REF,
  sampleAt,
  scriptedHost,
  scriptedVolume,
  VOLUME_REF,
  type Scripted,
} from '../../../contract/scriptedHost.ts';
import { smallPage } from '../../loopback/running.ts';

let running: Scripted;
let answered: Answerer;
let violations: string[];
const over = (host: Scripted): Answerer =>
  answererOver({ files: smallPage(), running: host, onViolation: (text) => violations.push(text) });
beforeEach(() => {
  violations = [];
  running = scriptedHost();
  answered = over(running);
});
const get = (path: string): Promise<Response> => answered(new Request(`http://127.0.0.1:1${path}`));
const volumeOf = (served: Served): ServedVolume => (served as { volume: ServedVolume }).volume;

/** Slices of a stream in the order in which they came. */
function recordsIn(
  bytes: ArrayBuffer,
): readonly { readonly k: number; readonly samples: readonly number[] }[] {
  const view = new DataView(bytes);
  const size = 4 + 2 * 12;
  return Array.from({ length: bytes.byteLength / size }, (_, at) => ({
    k: view.getInt32(at * size, true),
    samples: Array.from({ length: 12 }, (_none, index) => view.getInt16(at * size + 4 + 2 * index, true)),
  }));
}
const samplesOf = (k: number): readonly number[] =>
  Array.from({ length: 12 }, (_, index) => sampleAt(index, k));

describe('the pixels of a CT', () => {
  it('come as one record a slice, the middle one first, little-endian', async () => {
    const response = await get(`/blob/${VOLUME_REF}`);
    const bytes = await response.arrayBuffer();
    expect(response.headers.get('content-length')).toBe(`${bytes.byteLength}`);
    expect(recordsIn(bytes)).toEqual([2, 3, 1, 4, 0].map((k) => ({ k, samples: samplesOf(k) })));
  });

  it('come slice by slice on demand, without the index', async () => {
    const response = await get(`/blob/${VOLUME_REF}?slice=4`);
    expect(response.status).toBe(200);
    expect([...new Int16Array(await response.arrayBuffer())]).toEqual(samplesOf(4));
  });

  it.each(['5', '-1', '1.5', '', '1e0', 'x', '00000000001', '%31%00'])(
    'are refused for slice %s',
    async (k) => {
      const response = await get(`/blob/${VOLUME_REF}?slice=${k}`);
      expect(response.status).toBe(400);
      expect(await response.json()).toEqual({
        ok: false,
        failure: { code: 'carriage/bad-input', issues: ['slice: from 0 to 4'] },
      });
    },
  );

  it('name the reason where a slice cannot be read, alone and in the stream', async () => {
    answered = over(scriptedHost(new Map([[VOLUME_REF, scriptedVolume(1)]])));
    const alone = await get(`/blob/${VOLUME_REF}?slice=1`);
    expect(alone.status).toBe(422);
    expect(await alone.json()).toEqual({
      ok: false,
      failure: { code: 'frame/damaged', detail: 'it ends too early' },
    });
    const stream = await get(`/blob/${VOLUME_REF}`);
    await expect(stream.arrayBuffer()).rejects.toThrow('frame/damaged');
  });

  it('break off, and do not merely end, where the series is closed meanwhile', async () => {
    const volume = volumeOf(scriptedVolume());
    const closed = volumeStream({
      ...volume,
      order: async function* () {
        yield* [2, 3];
      },
    });
    await expect(new Response(closed).arrayBuffer()).rejects.toThrow('closed');
  });

  it('are made no faster than they are taken, and no longer once nobody takes them', async () => {
    const volume = volumeOf(scriptedVolume());
    let made = 0;
    let isReleased = false;
    const stream = volumeStream({
      ...volume,
      slice: (k) => {
        made += 1;
        return volume.slice(k);
      },
      order: async function* () {
        try {
          yield* [2, 3, 1, 4, 0];
        } finally {
          isReleased = true;
        }
      },
    });
    const reader = stream.getReader();
    await reader.read();
    await new Promise((done) => setTimeout(done, 20));
    expect(made).toBeLessThanOrEqual(3);
    await reader.cancel();
    await new Promise((done) => setTimeout(done, 20));
    expect(made).toBeLessThanOrEqual(3);
    expect(isReleased).toBe(true);
  });
});

describe('the frames of a run', () => {
  it('come as they were decoded', async () => {
    expect([...new Uint8Array(await (await get(`/blob/${RUN_REF}?frame=0`)).arrayBuffer())]).toEqual([
      7, 8, 9,
    ]);
  });

  it.each(['?frame=2', '?frame=-1', '', '?slice=0'])('are refused for "%s"', async (query) => {
    expect((await get(`/blob/${RUN_REF}${query}`)).status).toBe(400);
  });

  it('name the reason where one cannot be read', async () => {
    expect((await get(`/blob/${RUN_REF}?frame=1`)).status).toBe(422);
  });
});

it.each(['/blob/', '/blob/none', `/blob/${VOLUME_REF}/x`, '/blob/constructor'])(
  '%s is no blob',
  async (path) => {
    expect((await get(path)).status).toBe(404);
  },
);

describe('an upload', () => {
  const put = (path: string, body: Uint8Array<ArrayBuffer> | null): Promise<Response> =>
    answered(new Request(`http://127.0.0.1:1${path}`, { method: 'PUT', body }));

  it('fills the box under its relative name', async () => {
    const response = await put(`/upload/${BOX_REF}/folder/sub%20%C3%BC/im%2F1.dcm`, Uint8Array.of(1, 2, 3));
    expect(await response.json()).toEqual({ ok: true, value: { bytes: 3 } });
    expect([...running.uploaded]).toEqual([['folder/sub ü/im/1.dcm', Buffer.from([1, 2, 3])]]);
  });

  it('may be empty', async () => {
    expect(await (await put(`/upload/${BOX_REF}/empty`, null)).json()).toEqual({
      ok: true,
      value: { bytes: 0 },
    });
  });

  it('is refused for an unknown box, a name that leads out and a name that is no text', async () => {
    expect((await put('/upload/none/a', Uint8Array.of(1))).status).toBe(404);
    expect((await put(`/upload/${BOX_REF}/a/%2e%2e%2f%2e%2e/x`, Uint8Array.of(1))).status).toBe(400);
    expect((await put(`/upload/${BOX_REF}/%ff`, Uint8Array.of(1))).status).toBe(400);
    expect((await get(`/upload/${BOX_REF}/a`)).status).toBe(405);
    expect(running.uploaded.size).toBe(0);
  });
});

describe('the page', () => {
  it('has its files and nothing else', async () => {
    expect((await get('/')).headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect((await get('/index.html')).status).toBe(200);
    expect((await get('/assets/decode-abc123.wasm')).headers.get('content-type')).toBe('application/wasm');
    for (const path of ['/.hidden', '/secret.txt', '/assets', '/assets/', '/Index.html'])
      expect((await get(path)).status).toBe(404);
  });

  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('takes no %s', async (method) => {
    expect((await answered(new Request('http://127.0.0.1:1/', { method }))).status).toBe(405);
  });
});

it('passes on what the policy stopped, without more of the page than is needed', async () => {
  const report = {
    'csp-report': {
      'effective-directive': 'script-src-elem',
      'blocked-uri': 'inline',
      'source-file': 'http://127.0.0.1:1/',
      'line-number': 3,
      'script-sample': 'a patient',
      'document-uri': 'a patient',
    },
  };
  const response = await answered(
    new Request('http://127.0.0.1:1/csp-report', { method: 'POST', body: JSON.stringify(report) }),
  );
  expect(response.status).toBe(204);
  await answered(new Request('http://127.0.0.1:1/csp-report', { method: 'POST', body: 'nonsense' }));
  expect(violations).toEqual(['script-src-elem inline http://127.0.0.1:1/ 3', 'a report that is not JSON']);
});
