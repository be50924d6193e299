import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { fetchedStudy, foundStudies, sentFiles, type Archive } from '../../../../electron/host/archive/dicomWeb.ts';
import { dicomParts } from '../../../../electron/host/archive/multipart.ts';
import { wholeOf, wholeParts } from './wholeParts.ts';

const open: Server[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => { server.close(resolve); });
  }
});

/** An archive that answers as a test says. */
async function archive(answer: (request: IncomingMessage, response: ServerResponse) => void, more: Partial<Archive> = {}): Promise<Archive> {
  const server = createServer(answer);
  open.push(server);
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/dicom-web`, user: null, password: null, ...more };
}
const json = (status: number, value: unknown) => (_: IncomingMessage, response: ServerResponse): void => {
  response.writeHead(status, { 'content-type': 'application/dicom+json' }).end(typeof value === 'string' ? value : JSON.stringify(value));
};
const ANYTHING = { patientName: null, patientId: null, from: null, to: null };
const uid = (value: string) => ({ vr: 'UI', Value: [value] });

describe('sending', () => {
  it('sends every file as it is, in parts, and reads what became of each', async () => {
    const got: { url: string; parts: readonly string[]; auth: string }[] = [];
    const to = await archive((request, response) => {
      void (async () => {
        const boundary = /boundary=(.*)$/.exec(request.headers['content-type'] ?? '')?.[1] ?? '';
        const parts = (await wholeParts(request, boundary)).map((part) => part.toString());
        got.push({ url: request.url ?? '', parts, auth: request.headers.authorization ?? '' });
        json(202, {
          '00081199': { vr: 'SQ', Value: [{ '00081155': uid('1.2.1') }] },
          '00081198': { vr: 'SQ', Value: [{ '00081155': uid('1.2.2'), '00081197': { vr: 'US', Value: [272] } }] },
        })(request, response);
      })();
    }, { user: 'döner', password: 'p:w' });
    const sent = await sentFiles(to, [Buffer.from('one'), Buffer.from('two')]);
    expect(sent).toEqual({ ok: true, value: { stored: ['1.2.1'], refused: [{ instanceUid: '1.2.2', reason: 272 }] } });
    expect(got).toEqual([{ url: '/dicom-web/studies', parts: ['one', 'two'], auth: `Basic ${Buffer.from('döner:p:w').toString('base64')}` }]);
  });

  it('a conflict names every file that was refused', async () => {
    const to = await archive(json(409, { '00081198': { vr: 'SQ', Value: [{ '00081155': uid('1.2.2') }] } }));
    expect(await sentFiles(to, [Buffer.from('x')])).toEqual({ ok: true, value: { stored: [], refused: [{ instanceUid: '1.2.2', reason: null }] } });
  });

  it.each([
    [400, 'archive/refused'], [401, 'archive/not-allowed'], [403, 'archive/not-allowed'], [404, 'archive/bad-address'],
    [429, 'archive/busy'], [500, 'archive/busy'], [503, 'archive/busy'], [302, 'archive/refused'],
  ])('status %d is %s', async (status, code) => {
    const sent = await sentFiles(await archive(json(status, {})), [Buffer.from('x')]);
    expect(sent).toMatchObject({ ok: false, failure: { code } });
  });

  it('says that nobody is there', async () => {
    const gone = await archive(json(200, {}));
    const [server] = open.splice(0);
    await new Promise((resolve) => { server?.close(resolve); });
    expect(await sentFiles(gone, [Buffer.from('x')])).toMatchObject({ ok: false, failure: { code: 'archive/unreachable' } });
  });

  it.each(['', 'pacs', 'ftp://pacs/x', 'file:///etc/passwd', 'http://user:word@pacs/x', 'http://pacs/?x=1'])('takes no address like "%s"', async (address) => {
    expect(await sentFiles({ address, user: null, password: null }, [])).toMatchObject({ ok: false, failure: { code: 'archive/bad-address' } });
  });

  it('follows no redirect: the password is for one address alone', async () => {
    let asked = 0;
    const other = await archive((request, response) => { asked += 1; json(200, {})(request, response); });
    const to = await archive((_, response) => { response.writeHead(307, { location: `${other.address}/studies` }).end(); }, { user: 'a', password: 'b' });
    expect(await sentFiles(to, [Buffer.from('x')])).toMatchObject({ ok: false });
    expect(asked).toBe(0);
  });

  it('is given up at once', async () => {
    const to = await archive(() => {});
    const ends = new AbortController();
    const sending = sentFiles(to, [Buffer.from('x')], ends.signal);
    ends.abort();
    expect(await sending).toMatchObject({ ok: false, failure: { code: 'archive/unreachable' } });
  });

  it('an answer that is no JSON is not understood', async () => {
    expect(await sentFiles(await archive(json(200, '<html>')), [Buffer.from('x')])).toMatchObject({ ok: false, failure: { code: 'archive/not-understood' } });
  });
});

describe('finding', () => {
  it('asks by name, ID and days, and lists the newest first', async () => {
    const asked: string[] = [];
    const from = await archive((request, response) => {
      asked.push(decodeURIComponent(request.url ?? ''));
      json(200, [
        { '0020000D': uid('1.1'), '00080020': { vr: 'DA', Value: ['20260101'] } },
        {
          '0020000D': uid('1.2'), '00080020': { vr: 'DA', Value: ['20261112'] }, '00100010': { vr: 'PN', Value: [{ Alphabetic: 'Doe^Jane' }] },
          '00100020': { vr: 'LO', Value: ['7'] }, '00080061': { vr: 'CS', Value: ['CT', 'XA'] }, '00201208': { vr: 'IS', Value: [400] },
        },
        { '00080020': { vr: 'DA', Value: ['20261112'] } }, 7, null,
      ])(request, response);
    });
    const found = await foundStudies(from, { patientName: 'D*oe', patientId: '7', from: '20260101', to: null });
    expect(found.ok && found.value.map(({ studyUid, patientName, modalities, instances }) => [studyUid, patientName, modalities, instances]))
      .toEqual([['1.2', 'Doe^Jane', ['CT', 'XA'], 400], ['1.1', null, [], null]]);
    expect(asked[0]).toContain('00100010=*Doe*');
    expect(asked[0]).toContain('00100020=7');
    expect(asked[0]).toContain('00080020=20260101-');
  });

  it('a list without an end is not read to its end', async () => {
    let written = 0;
    const from = await archive((_, response) => {
      response.writeHead(200, { 'content-type': 'application/dicom+json' });
      const more = (): void => {
        while (!response.destroyed && written < 512 * 2 ** 20) {
          written += 2 ** 20;
          if (!response.write(Buffer.alloc(2 ** 20, 0x20))) {
            response.once('drain', more);
            return;
          }
        }
        response.end('[]');
      };
      more();
    });
    expect(await foundStudies(from, ANYTHING)).toEqual({ ok: false, failure: { code: 'archive/not-understood', detail: 'the answer is too long' } });
    expect(written).toBeLessThan(256 * 2 ** 20);
  });

  it('no content is no study; an object is no list', async () => {
    expect(await foundStudies(await archive((_, response) => { response.writeHead(204).end(); }), ANYTHING)).toEqual({ ok: true, value: [] });
    expect(await foundStudies(await archive(json(200, {})), ANYTHING)).toMatchObject({ ok: false, failure: { code: 'archive/not-understood' } });
  });
});

describe('fetching', () => {
  const inParts = (cut = 0) => (_: IncomingMessage, response: ServerResponse): void => {
    const { body, contentType } = dicomParts([Buffer.from('one'), Buffer.from('two')], 'b');
    response.writeHead(200, { 'content-type': contentType }).end(body.subarray(0, body.length - cut));
  };
  const fetched = async (from: Archive, study = '1.2'): Promise<readonly [unknown, readonly string[]]> => {
    const files: string[] = [];
    const result = await fetchedStudy(from, study, async (pieces) => { files.push((await wholeOf(pieces)).toString()); });
    return [result, files];
  };

  it('hands on every file', async () => {
    expect(await fetched(await archive(inParts()))).toEqual([{ ok: true, value: { files: 2, isPart: false } }, ['one', 'two']]);
  });

  it('takes no more of a file of 168 MB than it has written: an archive that sends faster waits', async () => {
    const chunk = Buffer.alloc(1024 * 1024, 'x');
    const CHUNKS = 168;
    let sent = 0;
    const from = await archive((_, response) => {
      response.writeHead(200, { 'content-type': 'multipart/related; boundary=b' });
      response.write('--b\r\nContent-Type: application/dicom\r\n\r\n');
      const more = (): void => {
        while (sent < CHUNKS) {
          sent += 1;
          if (!response.write(chunk)) return void response.once('drain', more);
        }
        response.end('\r\n--b--\r\n');
      };
      more();
    });
    let [got, largest, whileHeld] = [0, 0, 0];
    const fetched = await fetchedStudy(from, '1.2', async (pieces) => {
      for await (const piece of pieces) {
        // A disk that is slow, until the archive has long stopped.
        if (got === 0) {
          await sleep(500);
          whileHeld = sent;
        }
        got += piece.length;
        largest = Math.max(largest, piece.length);
      }
    });
    expect(fetched).toEqual({ ok: true, value: { files: 1, isPart: false } });
    expect([got, sent]).toEqual([CHUNKS * chunk.length, CHUNKS]);
    // What lies between: the buffers of two sockets.
    expect([whileHeld < 24, largest <= 1024 * 1024]).toEqual([true, true]);
  });

  it('says where the archive gave but a part', async () => {
    const { body, contentType } = dicomParts([Buffer.from('one')], 'b');
    const from = await archive((_, response) => { response.writeHead(206, { 'content-type': contentType }).end(body); });
    expect(await fetched(from)).toEqual([{ ok: true, value: { files: 1, isPart: true } }, ['one']]);
  });

  it.each([['before it answers', false], ['in the midst of a study', true]])('an archive that falls silent %s is not waited for', async (_, isBegun) => {
    const { body, contentType } = dicomParts([Buffer.from('one'), Buffer.from('two')], 'b');
    const from = await archive((_request, response) => {
      if (isBegun) response.writeHead(200, { 'content-type': contentType }).write(body.subarray(0, body.length - 20));
    });
    expect(await fetchedStudy(from, '1.2', async () => {}, undefined, 200))
      .toEqual({ ok: false, failure: { code: 'archive/unreachable', detail: 'it was silent for 0 s' } });
  });

  it('a study that breaks off is told, with what had come', async () => {
    expect(await fetched(await archive(inParts(8)))).toEqual([expect.objectContaining({ ok: false, failure: expect.objectContaining({ code: 'archive/not-understood' }) }), ['one', 'two'].slice(0, 1)]);
  });

  it('a study that is not there, or is no study', async () => {
    expect((await fetched(await archive(json(404, {}))))[0]).toMatchObject({ failure: { code: 'archive/no-such-study' } });
    expect((await fetched(await archive(inParts()), '../../etc'))[0]).toMatchObject({ failure: { code: 'archive/no-such-study' } });
    expect((await fetched(await archive(json(200, {}))))[0]).toMatchObject({ failure: { code: 'archive/not-understood' } });
  });

  it('a full disk on our side is ours, not the archive’s', async () => {
    const from = await archive(inParts());
    await expect(fetchedStudy(from, '1.2', async () => { throw new Error('disk full'); })).rejects.toThrow('disk full');
  });
});
