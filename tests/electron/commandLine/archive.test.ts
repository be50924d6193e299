import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { run } from '../../../electron/commandLine/run.ts';
import { boundaryOf, dicomParts, partsOf } from '../../../electron/host/archive/multipart.ts';
import { textOf } from '../../../electron/host/dicom/dataset.ts';
import { cleanSeries, fileBytes, writeSeries } from '../../phantoms/series.ts';
import { tempFolder } from '../../tempFolder.ts';

const SERIES = cleanSeries({ key: 'archived', slices: 12 });
const STUDY = textOf(SERIES[0]?.dataset ?? [], 0x0020000d) ?? '';

/** An archive with one study; it keeps what is sent, or refuses it. */
let server: Server;
let address: string;
let taken: Buffer[];
let cutShort = 0;
let refuses = false;
beforeEach(async () => {
  [taken, cutShort, refuses] = [[], 0, false];
  server = createServer((request, response) => {
    void (async () => {
      if (request.method === 'POST') {
        const parts: Buffer[] = [];
        for await (const part of partsOf(request, boundaryOf(request.headers['content-type'] ?? null) ?? '')) parts.push(Buffer.from(part));
        if (!refuses) taken.push(...parts);
        const items = parts.map((_, n) => ({ '00081155': { vr: 'UI', Value: [`1.2.${n}`] } }));
        response.writeHead(refuses ? 409 : 200, { 'content-type': 'application/dicom+json' })
          .end(JSON.stringify({ [refuses ? '00081198' : '00081199']: { vr: 'SQ', Value: items } }));
      } else if (request.url?.endsWith(`/studies/${STUDY}`) === true) {
        const { body, contentType } = dicomParts(SERIES.map(fileBytes), 'b');
        response.writeHead(200, { 'content-type': contentType }).end(body.subarray(0, body.length - cutShort));
      } else if (request.url?.includes('/studies?') === true) {
        response.writeHead(200, { 'content-type': 'application/dicom+json' })
          .end(JSON.stringify([{ '0020000D': { vr: 'UI', Value: [STUDY] }, '00080020': { vr: 'DA', Value: ['20261112'] } }]));
      } else response.writeHead(404).end();
    })();
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/dicom-web`;
  vi.stubEnv('FULLMOON_DATA', tempFolder());
});
afterEach(async () => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  await new Promise((resolve) => { server.close(resolve); });
});

interface Said { readonly status: number; readonly answer: unknown; readonly err: string }
async function fullmoon(...words: readonly string[]): Promise<Said> {
  let [out, err] = ['', ''];
  const status = await run(words, { out: (line) => { out += line; }, say: (line) => { err += `${line}\n`; } });
  return { status, answer: out === '' ? null : JSON.parse(out), err };
}
const leftOvers = (): readonly string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('fullmoon-study-'));

describe('archive', () => {
  it('finds studies', async () => {
    expect(await fullmoon('archive', 'find', '--at', address, '--from', '2026-11-01')).toMatchObject({ status: 0, answer: { studies: [{ studyUid: STUDY, date: '20261112' }] } });
    expect(await fullmoon('archive', 'find', '--at', address, '--from', 'yesterday')).toMatchObject({ status: 2 });
  });

  it('fetches a study into the library, and the same again changes nothing', async () => {
    const before = leftOvers();
    const fetched = await fullmoon('archive', 'fetch', STUDY, '--at', address);
    expect(fetched).toMatchObject({ status: 0, answer: { cases: [expect.any(String)], report: { filesNew: 12 } } });
    expect(await fullmoon('list')).toMatchObject({ answer: { total: 1 } });
    expect(await fullmoon('archive', 'fetch', STUDY, '--at', address)).toMatchObject({ status: 0, answer: { report: { filesNew: 0 } } });
    expect(await fullmoon('list')).toMatchObject({ answer: { total: 1 } });
    expect(leftOvers()).toEqual(before);
  });

  it('keeps nothing of a study that breaks off', async () => {
    cutShort = 20_000;
    const before = leftOvers();
    expect(await fullmoon('archive', 'fetch', STUDY, '--at', address)).toMatchObject({ status: 1, answer: { error: { code: 'archive/not-understood' } } });
    expect(await fullmoon('list')).toMatchObject({ answer: { total: 0 } });
    expect(leftOvers()).toEqual(before);
  });

  it('sends the DICOM files of a folder as they are, and nothing else of it', async () => {
    const folder = tempFolder();
    writeSeries(join(folder, 'a'), SERIES);
    writeSeries(folder, [{ name: 'notes.txt', bytes: Buffer.from('text') }]);
    expect(await fullmoon('archive', 'send', folder, '--at', address)).toMatchObject({ status: 0, answer: { stored: expect.any(Array) } });
    expect(taken.map((bytes) => bytes.toString('base64')).toSorted()).toEqual(SERIES.map((one) => Buffer.from(fileBytes(one)).toString('base64')).toSorted());
  });

  it('says how many files an archive refused', async () => {
    refuses = true;
    const folder = tempFolder();
    writeSeries(folder, SERIES.slice(0, 2));
    expect(await fullmoon('archive', 'send', folder, '--at', address)).toMatchObject({
      status: 1, answer: { error: { code: 'archive/files-refused', message: expect.stringContaining('refused 2 of 2 files') } },
    });
  });

  it.each([
    [['archive', 'find'], 2], [['archive', '--at', 'x'], 2], [['archive', 'fetch', '--at', 'x'], 2], [['archive', 'find', '--at', 'pacs'], 1],
    [['archive', 'send', '/nowhere', '--at', 'http://127.0.0.1:9/x'], 1],
  ])('%o ends with status %d and one sentence', async (words, status) => {
    const said = await fullmoon(...words);
    expect(said.status).toBe(status);
    expect(said.err.split('\n')[0]).toMatch(/^[A-Za-z].*\.$/);
  });
});
