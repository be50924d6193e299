/** The parts of a `multipart/related` body cannot be read as such. */
export class MultipartFault extends Error {
  override readonly name = 'MultipartFault';
}

/** The largest part that is taken, bytes: a part is held in memory. The largest CT that is one file stays well below it. */
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
 * The bodies of the parts, one after the other, as they come; only the part at hand is held.
 *
 * @throws MultipartFault where it ends before its last boundary, or a part is larger than `largest`
 * @source RFC 2046 5.1.1; DICOM PS3.18 8.6.1.2
 */
export async function* partsOf(
  stream: AsyncIterable<Uint8Array>, boundary: string, largest = LARGEST_PART,
): AsyncGenerator<Uint8Array> {
  const mark = Buffer.from(`\r\n--${boundary}`);
  /** What of the part at hand has been searched; every byte is copied twice at most, however large the part is. */
  let before: Buffer[] = [];
  let size = 0;
  // The first boundary may stand at the very beginning.
  let held: Buffer = Buffer.from('\r\n');
  let isInside = false;
  for await (const chunk of stream) {
    held = Buffer.concat([held, chunk]);
    let at = held.indexOf(mark);
    // The two bytes after a boundary tell whether it is the last one.
    while (at >= 0 && held.length >= at + mark.length + 2) {
      if (isInside) yield bodyOf(Buffer.concat([...before, held.subarray(0, at)]), largest);
      const after = held.subarray(at + mark.length);
      if (after[0] === 0x2d && after[1] === 0x2d) return;
      isInside = true;
      [before, size, held] = [[], 0, after];
      at = held.indexOf(mark);
    }
    const searched = at >= 0 ? at : Math.max(0, held.length - mark.length + 1);
    if (isInside) before.push(held.subarray(0, searched));
    size += searched;
    held = held.subarray(searched);
    if (size > largest + LONGEST_HEAD) throw new MultipartFault('a part is too large');
  }
  throw new MultipartFault('it ends before its last boundary');
}

const HEAD_END = Buffer.from('\r\n\r\n');

/** What follows the head of a part. */
function bodyOf(part: Buffer, largest: number): Uint8Array {
  const at = part.subarray(0, LONGEST_HEAD).indexOf(HEAD_END);
  if (at < 0) throw new MultipartFault('a part has no head');
  const body = part.subarray(at + HEAD_END.length);
  if (body.length > largest) throw new MultipartFault('a part is too large');
  return body;
}

/** A body of DICOM files, and the content type that names its boundary. */
export function dicomParts(files: readonly Uint8Array[], boundary: string): { readonly body: Uint8Array<ArrayBuffer>; readonly contentType: string } {
  const pieces = files.flatMap((file) => [Buffer.from(`--${boundary}\r\nContent-Type: application/dicom\r\n\r\n`), file, Buffer.from('\r\n')]);
  return {
    body: Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]),
    contentType: `multipart/related; type="application/dicom"; boundary=${boundary}`,
  };
}
