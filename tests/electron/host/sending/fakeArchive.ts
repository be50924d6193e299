import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { boundaryOf } from '../../../../electron/host/archive/multipart.ts';
import { instanceIds } from '../../../../electron/host/archive/instanceIds.ts';
import { fileMeta } from '../../../../electron/host/archive/fileMeta.ts';
import { wholeParts } from '../archive/wholeParts.ts';

/** What an archive does with the next things that are sent: takes them, is busy, breaks the line, says no, says nothing, hangs. */
export type Mood = 'takes' | 'busy' | 'breaks' | 'refuses' | 'refuses every second' | 'says nothing' | 'hangs' | 'locks out';

/** A DICOMweb archive on loopback that goes down and comes back. */
export interface FakeArchive {
  readonly address: string;
  mood: Mood;
  /** SOP classes of which it takes nothing, and whether it says so of each object or of the request. */
  readonly takesNone: Map<string, 'of the object' | 'of the request'>;
  /** SOP classes that it says to have stored, and drops. */
  readonly drops: Set<string>;
  /** How often it is asked for a series before it lists what it has; never where it cannot be asked. */
  listsAfter: number | 'never';
  /** Told with each time that it is asked for a series, before it answers; what it does not answer, hangs. */
  onLook: (nth: number) => 'answers' | 'is busy' | 'hangs';
  /** How often it was asked for a series. */
  looks(): number;
  /** What it has, by instance UID. */
  readonly kept: Map<string, Buffer>;
  /** How often something was sent to it. */
  posts(): number;
  /** Told with each thing that is sent, before it is answered. */
  onPost: (nth: number) => void;
  /** Nobody listens any more. */
  goDown(): Promise<void>;
  comeBack(): Promise<void>;
}

export async function fakeArchive(): Promise<FakeArchive> {
  let [posts, looks] = [0, 0];
  let server: Server;
  const archive = { mood: 'takes' as Mood, kept: new Map<string, Buffer>(), takesNone: new Map<string, 'of the object' | 'of the request'>(), drops: new Set<string>(),
    listsAfter: 0 as number | 'never', onPost: (_nth: number): void => {},
    onLook: (_nth: number): 'answers' | 'is busy' | 'hangs' => 'answers' };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const say = (status: number, body: object): void => { response.writeHead(status, { 'content-type': 'application/dicom+json' }).end(JSON.stringify(body)); };
    if (request.method !== 'POST') {
      const series = new URL(request.url ?? '', 'http://archive').searchParams.get('0020000E');
      looks += 1;
      const then = archive.onLook(looks);
      if (then === 'hangs') return;
      const listed = [...archive.kept.values()].map(instanceIds).filter(({ seriesUid }) => seriesUid === series);
      if (then === 'is busy') response.writeHead(503).end();
      else if (archive.listsAfter === 'never') response.writeHead(501).end();
      else if (looks <= archive.listsAfter || listed.length === 0) response.writeHead(204).end();
      else say(200, listed.map(({ instanceUid }) => ({ '00080018': { vr: 'UI', Value: [instanceUid] } })));
      return;
    }
    const parts = await wholeParts(request, boundaryOf(request.headers['content-type'] ?? null) ?? '');
    posts += 1;
    archive.onPost(posts);
    const { instanceUid: uid = '', sopClassUid = '' } = fileMeta(parts[0] ?? Buffer.of()) ?? {};
    const failed = (reason: number) => ({ '00081198': item({ '00081197': { vr: 'US', Value: [reason] } }) });
    const item = (more: object = {}) => ({ vr: 'SQ', Value: [{ '00081155': { vr: 'UI', Value: [uid] }, ...more }] });
    switch (archive.mood) {
      case 'busy': return void response.writeHead(503).end();
      case 'locks out': return void response.writeHead(401).end();
      case 'breaks': return void request.socket.destroy();
      case 'hangs': return undefined;
      case 'says nothing': return say(200, {});
      case 'refuses every second': case 'refuses':
        if (archive.mood === 'refuses' || posts % 2 === 0) return say(409, failed(0x0110));
        break;
      case 'takes': break;
    }
    if (archive.takesNone.get(sopClassUid) === 'of the object') return say(202, failed(0x0122));
    if (archive.takesNone.has(sopClassUid)) return void response.writeHead(415).end();
    if (!archive.drops.has(sopClassUid)) for (const part of parts) archive.kept.set(uid, part);
    return say(200, { '00081199': item() });
  }
  const listen = async (port: number): Promise<void> => {
    server = createServer((request, response) => { void answer(request, response).catch(() => response.destroy()); });
    await new Promise<void>((resolve) => { server.listen(port, '127.0.0.1', resolve); });
  };
  await listen(0);
  const { port } = server!.address() as AddressInfo;
  return Object.assign(archive, {
    address: `http://127.0.0.1:${port}/dicom-web`,
    posts: () => posts,
    looks: () => looks,
    goDown: () => new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => { resolve(); });
    }),
    comeBack: () => listen(port),
  });
}
