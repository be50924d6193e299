import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text as allOf } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { run } from '../../../electron/commandLine/run.ts';
import { boundaryOf, dicomParts } from '../../../electron/host/archive/multipart.ts';
import { planIdSchema } from '../../../core/contract/ids.ts';
import { fileMeta } from '../../../electron/host/archive/fileMeta.ts';
import { text, textOf, withElements } from '../../../electron/host/dicom/dataset.ts';
import { cleanSeries, fileBytes, writeSeries } from '../../phantoms/series.ts';
import { dimseNode } from '../host/archive/dimseNode.ts';
import { wholeParts } from '../host/archive/wholeParts.ts';
import { openIn } from '../host/store/fixture.ts';
import { valueIn } from '../host/store/imports.ts';
import { planDesk, signedBy } from '../host/store/planFixture.ts';
import { tempFolder } from '../../tempFolder.ts';

const SERIES = cleanSeries({ key: 'archived', slices: 12 });
const STUDY = textOf(SERIES[0]?.dataset ?? [], 0x0020000d) ?? '';

/** An archive with one study; it keeps what is sent, or refuses it. */
let server: Server;
let address: string;
let taken: Buffer[];
let cutShort = 0;
let refuses = false;
/** What it gives of the study, of which it lists twelve files. */
let given: readonly Uint8Array[];
beforeEach(async () => {
  [taken, cutShort, refuses, given] = [[], 0, false, SERIES.map(fileBytes)];
  server = createServer((request, response) => {
    void (async () => {
      if (request.method === 'POST') {
        const parts = await wholeParts(request, boundaryOf(request.headers['content-type'] ?? null) ?? '');
        if (!refuses) taken.push(...parts);
        const items = parts.map((part) => ({ '00081155': { vr: 'UI', Value: [fileMeta(part)?.instanceUid ?? ''] } }));
        response.writeHead(refuses ? 409 : 200, { 'content-type': 'application/dicom+json' })
          .end(JSON.stringify({ [refuses ? '00081198' : '00081199']: { vr: 'SQ', Value: items } }));
      } else if (request.url?.endsWith(`/studies/${STUDY}`) === true) {
        const { body, contentType } = dicomParts(given, 'b');
        response.writeHead(200, { 'content-type': contentType }).end(body.subarray(0, body.length - cutShort));
      } else if (request.url?.includes('/studies?') === true) {
        response.writeHead(200, { 'content-type': 'application/dicom+json' })
          .end(JSON.stringify([{ '0020000D': { vr: 'UI', Value: [STUDY] }, '00080020': { vr: 'DA', Value: ['20261112'] }, '00201208': { vr: 'IS', Value: [12] } }]));
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

  it('holds what arrives against what the archive told: a file too few and one of another study are in the report', async () => {
    const [strange] = cleanSeries({ key: 'strange', slices: 1 });
    if (strange === undefined) throw new Error('no file');
    const other = withElements(strange.dataset, text(0x0020000d, 'UI', '1.2.3.4'));
    given = [...SERIES.slice(1).map(fileBytes), fileBytes({ ...strange, dataset: other })];
    const { status, answer } = await fullmoon('archive', 'fetch', STUDY, '--at', address);
    expect([status, answer]).toMatchObject([0, { report: { filesNew: 11, rejectedCount: 1 } }]);
    const words = JSON.stringify(answer);
    expect(words).toContain('11 of 12');
    expect(words).toContain('of another study than the one that was fetched');
    expect(await fullmoon('list')).toMatchObject({ answer: { total: 1 } });
  });

  it('says where an archive lists a study and gives nothing of it', async () => {
    given = [];
    expect(await fullmoon('archive', 'fetch', STUDY, '--at', address)).toMatchObject({ status: 1, answer: { error: { code: expect.stringMatching(/^archive\//) } } });
    expect(await fullmoon('list')).toMatchObject({ answer: { total: 0 } });
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
    [['archive'], 2], [['archive', 'queue', 'x'], 2], [['archive', 'find', '--at', 'dicom://A@b:1'], 2], [['archive', 'find', '--at', 'dicom://b:1'], 2],
    [['archive', 'send', 'pln_0123456789abcdef'], 2], [['archive', 'send', 'pln_0123456789abcdef', '--at', 'Radiology', '--version', '0'], 2],
    [['archive', 'send', 'pln_0123456789abcdef', '--at', 'Radiology'], 1], [['archive', 'find'], 2], [['archive', '--at', 'x'], 2], [['archive', 'fetch', '--at', 'x'], 2], [['archive', 'find', '--at', 'pacs'], 1],
    [['archive', 'send', '/nowhere', '--at', 'http://127.0.0.1:9/x'], 1],
  ])('%o ends with status %d and one sentence', async (words, status) => {
    const said = await fullmoon(...words);
    expect(said.status).toBe(status);
    expect(said.err.split('\n')[0]).toMatch(/^[A-Za-z-].*\.$/);
  });
});

describe('archive, by the library', () => {
  /** A signed plan and an archive of the name Radiology. */
  async function signed(): Promise<string> {
    const store = openIn(process.env['FULLMOON_DATA'] ?? '');
    const desk = await planDesk(store);
    const { id } = signedBy(store, desk, 'first');
    valueIn(store.archives.save({ id: null, name: 'Radiology', place: { kind: 'dicomweb', address, user: null } }, null));
    store.close();
    return id;
  }

  it('names the archives, and takes their names', async () => {
    await signed();
    expect(await fullmoon('archive', 'list')).toMatchObject({ status: 0, answer: { archives: [{ name: 'Radiology', hasPassword: false, place: { address } }] } });
    expect(await fullmoon('archive', 'find', '--at', 'radiology')).toMatchObject({ status: 0, answer: { studies: [{ studyUid: STUDY }] } });
    expect(await fullmoon('archive', 'find', '--at', 'Cath lab')).toMatchObject({ status: 1, answer: { error: { code: 'archive/not-found' } } });
  });

  it('sends a plan by the queue; what does not get there waits and is told of', async () => {
    const plan = await signed();
    expect(await fullmoon('archive', 'queue')).toMatchObject({ status: 0, answer: { sendings: [] } });
    server.closeAllConnections();
    await new Promise((resolve) => { server.close(resolve); });
    expect(await fullmoon('archive', 'send', plan, '--at', 'Radiology')).toMatchObject({
      status: 1, answer: { error: { code: 'sending/waiting', message: expect.stringMatching(/does not answer.* It stays in the queue/) } },
    });
    expect(await fullmoon('archive', 'queue')).toMatchObject({ answer: { sendings: [{ plan, version: 1, state: 'waiting', attempts: 1, archive: { name: 'Radiology' } }] } });
    server.listen(Number(new URL(address).port), '127.0.0.1');
    expect(await fullmoon('archive', 'send', plan, '--at', 'Radiology', '--version', '1')).toMatchObject({ status: 0, answer: { sending: { state: 'sent', has: { what: 'plan' } } } });
    expect(await fullmoon('archive', 'queue')).toMatchObject({ answer: { sendings: [] } });
    expect(taken.length).toBe(2);
    expect(await fullmoon('archive', 'send', plan, '--at', 'Radiology', '--version', '2')).toMatchObject({ status: 1, answer: { error: { code: 'plan/not-found' } } });
  });

  it('leaves the queue alone where something else is asked for', async () => {
    const plan = await signed();
    const store = openIn(process.env['FULLMOON_DATA'] ?? '');
    const [to] = valueIn(store.archives.list());
    if (to === undefined) throw new Error('no archive');
    valueIn(store.sendings.ask(planIdSchema.parse(plan), 1, to.id, null));
    store.close();
    await fullmoon('list');
    expect(taken).toEqual([]);
    expect(await fullmoon('archive', 'queue')).toMatchObject({ answer: { sendings: [{ state: 'waiting', attempts: 0 }] } });
  });
});

it('speaks DIMSE as the program that people start, outside of any test runner', async () => {
  const node = await dimseNode();
  const folder = tempFolder();
  writeSeries(folder, SERIES.slice(0, 2));
  const words = ['electron/commandLine/main.ts', 'archive', 'send', folder, '--at', `dicom://PACS@127.0.0.1:${node.port}`];
  const program = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [out, [status]] = await Promise.all([allOf(program.stdout), once(program, 'exit')]);
  expect([status, JSON.parse(out)]).toEqual([0, { stored: node.got }]);
  expect(node.got).toHaveLength(2);
});
