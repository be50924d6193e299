import { createServer, type ServerResponse } from 'node:http';
import { readdirSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Archive } from '../../../../electron/host/archive/dicomWeb.ts';
import { fetchedFiles } from '../../../../electron/host/archive/fetchedFiles.ts';
import { dicomParts } from '../../../../electron/host/archive/multipart.ts';
import { tempFolder } from '../../../tempFolder.ts';

const { body, contentType } = dicomParts(['one', 'two', 'three'].map((word) => Buffer.from(word.repeat(50_000))), 'b');

/** An archive that lists a study of three files and gives it as a test says. */
async function archive(give: (response: ServerResponse) => void, listed: unknown = [{ '0020000D': { vr: 'UI', Value: ['1.2'] }, '00201208': { vr: 'IS', Value: [3] } }]): Promise<Archive> {
  const server = createServer((request, response) => {
    if (request.url?.includes('/studies?') === true) response.writeHead(200, { 'content-type': 'application/dicom+json' }).end(JSON.stringify(listed));
    else give(response.writeHead(200, { 'content-type': contentType }));
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/dicom-web`, user: null, password: null };
}
const never = new AbortController().signal;

it('each file is there under its name once it is whole, and what the archive told goes along', async () => {
  const folder = tempFolder();
  const told: (readonly [number, number | null])[] = [];
  const from = await archive((response) => response.end(body));
  expect(await fetchedFiles({ archive: from, studyUid: '1.2', instances: null }, folder, (...how) => told.push(how), never))
    .toEqual({ ok: true, value: { studyUid: '1.2', given: 3, stated: 3, isPart: false } });
  expect(told).toEqual([[0, 3], [1, 3], [2, 3], [3, 3]]);
  expect(readdirSync(folder).toSorted()).toEqual(['1.dcm', '2.dcm', '3.dcm']);
  expect(readFileSync(join(folder, '3.dcm'), 'latin1')).toBe('three'.repeat(50_000));
});

it('who was told the number before does not ask again, and an archive that lists no such study tells none', async () => {
  const from = await archive((response) => response.end(body), []);
  const wanted = { archive: from, studyUid: '1.2' };
  expect(await fetchedFiles({ ...wanted, instances: 7 }, tempFolder(), () => {}, never)).toMatchObject({ value: { stated: 7 } });
  expect(await fetchedFiles({ ...wanted, instances: null }, tempFolder(), () => {}, never)).toMatchObject({ value: { stated: null } });
});

it('a file that is under way, breaks off or is given up never has its name', async () => {
  const half = body.subarray(0, Math.floor(body.length / 2));
  const folder = tempFolder();
  const abort = new AbortController();
  const from = await archive((response) => response.write(half));
  const fetching = fetchedFiles({ archive: from, studyUid: '1.2', instances: 3 }, folder, () => {}, abort.signal);
  await expect.poll(() => readdirSync(folder).toSorted()).toEqual(['1.dcm', '2.part']);
  abort.abort();
  expect(await fetching).toMatchObject({ ok: false, failure: { code: 'archive/unreachable' } });
  expect(readdirSync(folder).filter((name) => name.endsWith('.dcm'))).toEqual(['1.dcm']);
  const broken = await archive((response) => response.write(half, () => response.destroy()));
  const other = tempFolder();
  expect(await fetchedFiles({ archive: broken, studyUid: '1.2', instances: 3 }, other, () => {}, never)).toMatchObject({ ok: false, failure: { code: 'archive/unreachable' } });
  expect(readdirSync(other).filter((name) => name.endsWith('.dcm'))).toEqual(['1.dcm']);
});

it('stops before it has taken the room of what is saved meanwhile', async () => {
  const folder = tempFolder();
  const from = await archive((response) => response.end(body));
  let looks = 0;
  const fetching = fetchedFiles({ archive: from, studyUid: '1.2', instances: 3 }, folder, () => {}, never, () => {
    looks += 1;
    return looks === 1 ? 2 ** 30 : 2 ** 20;
  });
  await expect(fetching).rejects.toMatchObject({ code: 'ENOSPC' });
  expect(readdirSync(folder).filter((name) => name.endsWith('.dcm'))).toEqual(['1.dcm']);
});
