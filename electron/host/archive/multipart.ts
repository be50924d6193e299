/** The parts of a `multipart/related` body cannot be read as such. */
export class MultipartFault extends Error {
  override readonly name = 'MultipartFault';
}

/** The largest part that is taken, bytes: no image is larger, and an archive that never ends fills no disk. */
export const LARGEST_PART = 2 * 1024 ** 3;
/** Heads of parts are a few lines; one that is longer is none. */
const LONGEST_HEAD = 16 * 1024;

/** The boundary that a content type names; null where it is no multipart. @source RFC 2046 5.1.1 */
export function boundaryOf(contentType: string | null): string | null {
  if (contentType === null || !/^multipart\//i.test(contentType)) return null;
  const found = /;\s*boundary=(?:"([^"]{1,200})"|([^\s;]{1,200}))/i.exec(contentType);
  return found?.[1] ?? found?.[2] ?? null;
}

/**
 * The bodies of the parts, one after the other, each in pieces as they come: nothing is held but the piece at hand. What of a
 * part is not read is passed over when the next is asked for.
 *
 * @throws MultipartFault, also while a part is read, where it ends before its last boundary or a part is larger than `largest`
 * @source RFC 2046 5.1.1; DICOM PS3.18 8.6.1.2
 */
export async function* partsOf(
  stream: AsyncIterable<Uint8Array>, boundary: string, largest = LARGEST_PART,
): AsyncGenerator<AsyncIterable<Uint8Array>> {
  const pieces = piecesOf(stream, boundary, largest);
  try {
    for (let first = await pieces.next(); first.done !== true; first = await pieces.next()) {
      let piece: Uint8Array | null = first.value;
      const next = async (): Promise<void> => { piece = (await pieces.next()).value ?? null; };
      yield (async function* () {
        for (; piece !== null; await next()) yield piece;
      })();
      while (piece !== null) await next();
    }
  } finally {
    await pieces.return(undefined);
  }
}

const HEAD_END = Buffer.from('\r\n\r\n');

/** The pieces of all bodies; null ends each body. */
async function* piecesOf(stream: AsyncIterable<Uint8Array>, boundary: string, largest: number): AsyncGenerator<Uint8Array | null, undefined> {
  const mark = Buffer.from(`\r\n--${boundary}`);
  let place: 'before' | 'head' | 'body' = 'before';
  let size = 0;
  // The first boundary may stand at the very beginning.
  let held: Buffer = Buffer.from('\r\n');
  for await (const chunk of stream) {
    held = Buffer.concat([held, chunk]);
    for (;;) {
      const at = held.indexOf(mark);
      if (place === 'head') {
        const end = held.indexOf(HEAD_END);
        if ((at >= 0 && at < end) || end > LONGEST_HEAD || (end < 0 && (at >= 0 || held.length > LONGEST_HEAD))) throw new MultipartFault('a part has no head');
        if (end < 0) break;
        [place, size, held] = ['body', 0, held.subarray(end + HEAD_END.length)];
        continue;
      }
      const searched = at >= 0 ? at : Math.max(0, held.length - mark.length + 1);
      if (place === 'body' && searched > 0) {
        size += searched;
        if (size > largest) throw new MultipartFault('a part is too large');
        yield held.subarray(0, searched);
      }
      held = held.subarray(searched);
      // The two bytes after a boundary tell whether it is the last one.
      if (at < 0 || held.length < mark.length + 2) break;
      if (place === 'body') yield null;
      if (held[mark.length] === 0x2d && held[mark.length + 1] === 0x2d) return;
      [place, held] = ['head', held.subarray(mark.length)];
    }
  }
  throw new MultipartFault('it ends before its last boundary');
}

/** A body of DICOM files, and the content type that names its boundary. */
export function dicomParts(files: readonly Uint8Array[], boundary: string): { readonly body: Uint8Array<ArrayBuffer>; readonly contentType: string } {
  const pieces = files.flatMap((file) => [Buffer.from(`--${boundary}\r\nContent-Type: application/dicom\r\n\r\n`), file, Buffer.from('\r\n')]);
  return {
    body: Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]),
    contentType: `multipart/related; type="application/dicom"; boundary=${boundary}`,
  };
}
