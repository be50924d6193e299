/** The decoded frames that were used last, as many as fit into a number of bytes. */
export interface FrameCache {
  get(frame: number): Uint8Array | undefined;
  has(frame: number): boolean;
  put(frame: number, samples: Uint8Array): void;
  clear(): void;
  readonly bytes: number;
}

/** A frame larger than the whole limit is not kept at all. */
export function frameCache(limitBytes: number): FrameCache {
  // A map keeps the order of insertion: the first key is the one that was used longest ago.
  const frames = new Map<number, Uint8Array>();
  let bytes = 0;
  const drop = (frame: number): void => {
    bytes -= frames.get(frame)?.byteLength ?? 0;
    frames.delete(frame);
  };
  return {
    get: (frame) => {
      const samples = frames.get(frame);
      if (samples !== undefined) {
        frames.delete(frame);
        frames.set(frame, samples);
      }
      return samples;
    },
    has: (frame) => frames.has(frame),
    put: (frame, samples) => {
      drop(frame);
      if (samples.byteLength > limitBytes) return;
      frames.set(frame, samples);
      bytes += samples.byteLength;
      for (const oldest of frames.keys()) {
        if (bytes <= limitBytes) break;
        drop(oldest);
      }
    },
    clear: () => {
      frames.clear();
      bytes = 0;
    },
    get bytes() { return bytes; },
  };
}
