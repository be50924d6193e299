import { partsOf } from '../../../../electron/host/archive/multipart.ts';

/** The bytes of something that comes in pieces. */
export async function wholeOf(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(Buffer.from(piece));
  return Buffer.concat(all);
}

/** The bodies of the parts, whole. */
export async function wholeParts(...from: Parameters<typeof partsOf>): Promise<readonly Buffer[]> {
  const all: Buffer[] = [];
  for await (const part of partsOf(...from)) all.push(await wholeOf(part));
  return all;
}
