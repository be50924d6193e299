import { describe, expect, it } from 'vitest';
import { boundaryOf, dicomParts, MultipartFault, partsOf } from '../../../../electron/host/archive/multipart.ts';
import { wholeParts } from './wholeParts.ts';

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const read = async (bytes: Uint8Array, size: number, boundary = 'mark', largest?: number): Promise<readonly string[]> =>
  (await wholeParts(inChunks(bytes, size), boundary, largest)).map((part) => part.toString('latin1'));
/** Bodies that look like what is between them. */
const BODIES = ['', 'one', '\r\n--mar', 'x--mark', '\r\n', '\r\n\r\n--mark-\r\n'.replace('--mark-', '--marx'), '\u0000'.repeat(300)];
const { body } = dicomParts(BODIES.map((one) => Buffer.from(one, 'latin1')), 'mark');

describe('parts of a body', () => {
  it.each([1, 2, 3, 7, 64, 10_000])('come out as they went in, in chunks of %d', async (size) => {
    expect(await read(body, size)).toEqual(BODIES);
  });

  it('may have words before the first and after the last', async () => {
    const wrapped = Buffer.concat([Buffer.from('to whom it may concern\r\n'), body, Buffer.from('the end')]);
    expect(await read(wrapped, 5)).toEqual(BODIES);
  });

  it.each([['cut off', body.subarray(0, -6)], ['empty', Buffer.alloc(0)], ['not in parts', Buffer.from('hello')]])('that is %s is no body', async (_, bytes) => {
    await expect(read(bytes, 8)).rejects.toThrow(MultipartFault);
  });

  it('without a head is refused', async () => {
    await expect(read(Buffer.from('--mark\r\nno head\r\n--mark--\r\n'), 8)).rejects.toThrow('no head');
  });

  it('that is too large is refused, at the edge on both sides', async () => {
    const { body: ten } = dicomParts([Buffer.alloc(10)], 'mark');
    expect(await read(ten, 4, 'mark', 10)).toHaveLength(1);
    await expect(read(ten, 4, 'mark', 9)).rejects.toThrow('too large');
  });
});

describe('parts in pieces', () => {
  it('of 168 MB are handed on as they come: no piece is larger than a chunk, and no chunk is asked for before the one before is used', async () => {
    const chunk = Buffer.alloc(64 * 1024, 'x');
    const CHUNKS = 2688;
    let asked = 0;
    async function* study(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('--mark\r\nContent-Type: application/dicom\r\n\r\n');
      for (; asked < CHUNKS; asked += 1) yield chunk;
      yield Buffer.from('\r\n--mark--\r\n');
    }
    let [parts, bytes, largest, ahead] = [0, 0, 0, 0];
    for await (const part of partsOf(study(), 'mark')) {
      parts += 1;
      for await (const piece of part) {
        bytes += piece.length;
        largest = Math.max(largest, piece.length);
        ahead = Math.max(ahead, asked * chunk.length - bytes);
      }
    }
    expect([parts, bytes]).toEqual([1, CHUNKS * chunk.length]);
    expect(largest).toBeLessThanOrEqual(chunk.length + 16);
    expect(ahead).toBeLessThanOrEqual(chunk.length + 16);
  });

  it('may be passed over, and left', async () => {
    const found: string[] = [];
    for await (const part of partsOf(inChunks(body, 3), 'mark')) {
      found.push('part');
      if (found.length === 2) continue;
      for await (const piece of part) {
        found.push(Buffer.from(piece).toString('latin1'));
        break;
      }
      if (found.length > 7) break;
    }
    expect(found.slice(0, 3)).toEqual(['part', 'part', 'part']);
    expect(found).toHaveLength(8);
  });
});

describe('the boundary', () => {
  it.each([
    ['multipart/related; boundary=a-b', 'a-b'], ['Multipart/Related; type="application/dicom"; boundary="a b"', 'a b'],
    ['multipart/related; boundary=x; type=y', 'x'], ['multipart/related', null], ['application/json; boundary=x', null], [null, null],
  ])('of %s is %s', (contentType, boundary) => {
    expect(boundaryOf(contentType)).toBe(boundary);
  });
});
