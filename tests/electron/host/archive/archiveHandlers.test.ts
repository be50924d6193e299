import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { archiveIdSchema } from '../../../../core/contract/ids.ts';
import { tempFolder } from '../../../tempFolder.ts';
import { runningHost, value, watched } from '../running.ts';
import { freePort } from './freePort.ts';

/** An archive that lists no study, for one user only. */
async function listening(): Promise<string> {
  const server = createServer(({ headers }, response) => {
    const isLetIn = headers.authorization === `Basic ${Buffer.from('desk:secret words').toString('base64')}`;
    response.writeHead(isLetIn ? 204 : 401).end();
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  onTestFinished(() => new Promise<void>((resolve) => {
    server.closeAllConnections();
    server.close(() => { resolve(); });
  }));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/dicom-web`;
}

it('archives are kept, told of, and tested; no answer and no log holds a password', async () => {
  const folder = tempFolder();
  const running = await runningHost(folder);
  const { host } = running;
  const changes = watched(running);
  const place = { kind: 'dicomweb', address: await listening(), user: 'desk' } as const;
  const saved = value(await host['archives.save']({ id: null, name: 'Radiology', place, password: { do: 'set', password: 'secret words' } }));
  expect(changes).toContainEqual({ what: 'archives' });
  const listed = value(await host['archives.list']({}));
  expect(listed).toEqual({ archives: [saved], sealsPasswords: false });
  expect(await host['archives.test']({ id: saved.id })).toEqual({ ok: true, value: { answers: true, words: 'The archive answers.' } });
  value(await host['archives.save']({ id: saved.id, name: 'Radiology', place, password: { do: 'set', password: 'wrong words' } }));
  const refused = value(await host['archives.test']({ id: saved.id }));
  expect(refused).toEqual({ answers: false, words: expect.stringContaining('Check user and password') });
  expect(JSON.stringify([listed, refused])).not.toContain(' words"');
  value(await host['archives.remove']({ id: saved.id }));
  expect(await host['archives.test']({ id: saved.id })).toMatchObject({ failure: { code: 'archive/not-found' } });
  expect(await host['archives.remove']({ id: archiveIdSchema.parse('arc_0000000000000000') })).toMatchObject({ failure: { code: 'archive/not-found' } });
  await running.close();
  expect(readFileSync(join(folder, 'logs', 'fullmoon.log'), 'utf8')).not.toMatch(/secret words|wrong words/);
});

it('an archive that is not there is told in one sentence, by DICOMweb and by DIMSE', async () => {
  const { host } = await runningHost();
  const port = await freePort();
  const web = value(await host['archives.save']({
    id: null, name: 'A', place: { kind: 'dicomweb', address: `http://127.0.0.1:${port}/dicom-web`, user: null }, password: { do: 'remove' },
  }));
  const dimse = value(await host['archives.save']({
    id: null, name: 'B', place: { kind: 'dimse', host: '127.0.0.1', port, calledAe: 'PACS', callingAe: 'FULLMOON', tls: null }, password: { do: 'remove' },
  }));
  for (const { id } of [web, dimse]) {
    expect(value(await host['archives.test']({ id }))).toEqual({
      answers: false, words: expect.stringMatching(/^The archive does not answer \(.*ECONNREFUSED.*\)\. Check the network and the address, and try again\.$/),
    });
  }
});
