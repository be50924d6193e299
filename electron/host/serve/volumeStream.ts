import type { ServedVolume } from '../blobs.ts';

const INDEX_BYTES = 4;

/** Bytes of one record: the slice index, then its samples. */
export const recordBytes = ([nx, ny]: readonly [number, number, number]): number => INDEX_BYTES + 2 * nx * ny;

const bytesOf = (samples: Int16Array): Uint8Array =>
  new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);

/** The samples alone, copied out of shared memory. */
export const sliceBytes = (samples: Int16Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytesOf(samples));

/** What stands before the samples of a slice in the stream. */
function sliceIndex(k: number): Uint8Array<ArrayBuffer> {
  const index = new Uint8Array(INDEX_BYTES);
  new DataView(index.buffer).setInt32(0, k, true);
  return index;
}

/**
 * The whole volume as records in the order in which slices become ready: little-endian int32 slice index, then
 * int16 HU. The samples are sent from where they lie in shared memory, never copied: a slice that is ready does not
 * change. A record is sent only when the reader has room for it; a slice that cannot be read, or a series that is
 * closed meanwhile, breaks the stream off with an error.
 */
export function volumeStream(volume: ServedVolume): ReadableStream<Uint8Array> {
  const order = volume.order()[Symbol.asyncIterator]();
  let sent = 0;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await order.next();
        if (next.done === true) {
          if (sent === volume.grid.dims[2]) controller.close();
          else controller.error(new Error('the series was closed'));
          return;
        }
        const slice = await volume.slice(next.value);
        if (!slice.ok) {
          controller.error(new Error(slice.failure.code));
          await order.return?.();
          return;
        }
        sent += 1;
        controller.enqueue(sliceIndex(next.value));
        controller.enqueue(bytesOf(slice.value));
      },
      async cancel() {
        await order.return?.();
      },
    },
    { highWaterMark: 4 },
  );
}
