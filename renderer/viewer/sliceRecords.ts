/** Takes the bytes of the volume stream in chunks of any length; tells each piece of a slice and each finished slice. */
export interface SliceReader {
  /** False where a record names a slice that the volume does not have: the stream is not ours. */
  feed(chunk: Uint8Array): boolean;
  /** True where the stream may end: no record is half read. */
  isBetweenRecords(): boolean;
}

const INDEX_BYTES = 4;

/**
 * Reads records of a little-endian int32 slice index and `sliceBytes` of samples.
 *
 * Samples go straight to where they belong: `put` gets each piece with its place in the volume, so that there is
 * never a second copy of a slice.
 */
export function sliceReader(
  slices: number, sliceBytes: number,
  put: (byteOffset: number, bytes: Uint8Array) => void, finished: (k: number) => void,
): SliceReader {
  const index = new Uint8Array(INDEX_BYTES);
  let k = -1;
  /** Bytes of the record that have arrived, its index included. */
  let read = 0;
  return {
    feed(chunk) {
      let at = 0;
      while (at < chunk.length) {
        if (read < INDEX_BYTES) {
          const piece = chunk.subarray(at, at + INDEX_BYTES - read);
          index.set(piece, read);
          read += piece.length;
          at += piece.length;
          if (read < INDEX_BYTES) return true;
          k = new DataView(index.buffer).getInt32(0, true);
          if (k < 0 || k >= slices) return false;
        }
        const piece = chunk.subarray(at, at + INDEX_BYTES + sliceBytes - read);
        put(k * sliceBytes + read - INDEX_BYTES, piece);
        read += piece.length;
        at += piece.length;
        if (read === INDEX_BYTES + sliceBytes) {
          read = 0;
          finished(k);
        }
      }
      return true;
    },
    isBetweenRecords: () => read === 0,
  };
}
