import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { Archive } from '../../../../electron/host/archive/dicomWeb.ts';
import { boundaryOf, dicomParts } from '../../../../electron/host/archive/multipart.ts';
import { wholeParts } from './wholeParts.ts';

const { parseDicom } = createRequire(import.meta.url)('dicom-parser') as typeof import('dicom-parser');

/** An archive in memory that speaks STOW, QIDO and WADO; what it has under a UID it keeps, as most archives do. */
export interface FakeArchive {
  readonly archive: Archive;
  /** Bytes by which the next study that is fetched falls short. */
  cutShort: number;
  /** A study is begun and never ended while this is set. */
  isStuck: boolean;
  /** Files that are not given though they are listed. */
  heldBack: number;
  /** A file that it gives along with every study. */
  stray: Uint8Array | null;
  close(): Promise<void>;
}

export async function fakeArchive(): Promise<FakeArchive> {
  const kept = new Map<string, { readonly studyUid: string; readonly patientId: string; readonly modality: string; readonly bytes: Buffer }>();
  const server = createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? '', 'http://archive');
      const json = (value: unknown) => response.writeHead(200, { 'content-type': 'application/dicom+json' }).end(JSON.stringify(value));
      const study = /\/studies\/([0-9.]+)$/.exec(url.pathname)?.[1];
      if (request.method === 'POST') {
        const uids: string[] = [];
        for (const bytes of await wholeParts(request, boundaryOf(request.headers['content-type'] ?? null) ?? '')) {
          const said = parseDicom(bytes, { untilTag: 'x7fe00010' });
          const uid = said.string('x00080018') ?? '';
          uids.push(uid);
          if (!kept.has(uid)) kept.set(uid, {
            studyUid: said.string('x0020000d') ?? '', patientId: said.string('x00100020') ?? '', modality: said.string('x00080060') ?? '', bytes,
          });
        }
        json({ '00081199': { vr: 'SQ', Value: uids.map((uid) => ({ '00081155': { vr: 'UI', Value: [uid] } })) } });
      } else if (study !== undefined) {
        const own = [...kept.values()].filter(({ studyUid }) => studyUid === study).map(({ bytes }) => bytes);
        const given = [...own.slice(fake.heldBack), ...(fake.stray === null ? [] : [fake.stray])];
        const { body, contentType } = dicomParts(given, 'b');
        response.writeHead(200, { 'content-type': contentType });
        if (fake.isStuck) response.write(body.subarray(0, 1000));
        else response.end(body.subarray(0, body.length - fake.cutShort));
      } else {
        const wanted = url.searchParams.get('00100020');
        const found = Map.groupBy([...kept.values()].filter(({ patientId }) => wanted === null || patientId === wanted), ({ studyUid }) => studyUid);
        json([...found].map(([uid, files]) => ({
          '0020000D': { vr: 'UI', Value: [uid] }, '00080020': { vr: 'DA', Value: ['20261112'] }, '00100020': { vr: 'LO', Value: [files[0]?.patientId] },
          '00100010': { vr: 'PN', Value: [{ Alphabetic: 'Test^Phantom' }] }, '00080061': { vr: 'CS', Value: [...new Set(files.map(({ modality }) => modality))] },
          '00201208': { vr: 'IS', Value: [files.length] },
        })));
      }
    })();
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const fake: FakeArchive = {
    archive: { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/dicom-web`, user: null, password: null },
    cutShort: 0, isStuck: false, heldBack: 0, stray: null,
    close: () => new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };
  return fake;
}
