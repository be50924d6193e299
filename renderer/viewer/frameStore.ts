import type { FetchBlob } from './volumeStore.ts';
import type { Samples } from './painting.ts';

/** What is needed to read a frame of a run. */
export interface FrameShape {
  readonly frames: number;
  readonly rows: number;
  readonly columns: number;
  readonly bytesPerSample: 1 | 2;
  readonly samplesPerPixel: 1 | 3;
  readonly isSigned: boolean;
}

/** The frames of an opened run: fetched when needed and ahead of it, kept within a limit. */
export interface FrameStore {
  /** The frame where it is there; asks for it where not. */
  frame(n: number): Samples | null;
  /** The frame where it is there; asks for nothing. */
  peek(n: number): Samples | null;
  has(n: number): boolean;
  present(): number;
  /** Why frame `n` will not come; null where nothing speaks against it. */
  failure(n: number): string | null;
  /** Fetches from frame `n` on, round the run. */
  prefetchFrom(n: number): void;
  close(): void;
}

/** Most that frames of one run may keep; a run of 1024 × 1024 × 128 in 16 bit fits. */
const LIMIT_BYTES = 288 * 1024 * 1024;
const AT_ONCE = 3;

/** Frames of a run by `?frame=n`, the one looked at first. */
export function openFrameStore(shape: FrameShape, fetchBlob: FetchBlob, onFrame: (n: number) => void): FrameStore {
  const frameBytes = shape.rows * shape.columns * shape.bytesPerSample * shape.samplesPerPixel;
  const most = Math.max(8, Math.floor(LIMIT_BYTES / frameBytes));
  const frames = new Map<number, Samples>();
  const failures = new Map<number, string>();
  const running = new Set<number>();
  const closing = new AbortController();
  let from = 0;

  const samplesOf = (buffer: ArrayBuffer): Samples =>
    shape.bytesPerSample === 1 ? new Uint8Array(buffer)
      : shape.isSigned ? new Int16Array(buffer) : new Uint16Array(buffer);

  async function load(n: number): Promise<void> {
    running.add(n);
    try {
      const response = await fetchBlob(`?frame=${n}`, closing.signal);
      const buffer = response.ok ? await response.arrayBuffer() : null;
      if (closing.signal.aborted) return;
      if (buffer?.byteLength === frameBytes) keep(n, samplesOf(buffer));
      else failures.set(n, 'run/frame-unreadable');
    } catch {
      if (closing.signal.aborted) return;
      failures.set(n, 'run/frame-not-fetched');
    } finally {
      running.delete(n);
    }
    onFrame(n);
    more();
  }

  function keep(n: number, samples: Samples): void {
    frames.set(n, samples);
    if (frames.size <= most) return;
    // The frame that is needed last on the way round goes first.
    const ahead = (frame: number): number => (frame - from + shape.frames) % shape.frames;
    const last = [...frames.keys()].reduce((worst, frame) => (ahead(frame) > ahead(worst) ? frame : worst));
    frames.delete(last);
  }

  function more(): void {
    const reach = Math.min(shape.frames, most);
    for (let step = 0; step < reach && running.size < AT_ONCE; step += 1) {
      const n = (from + step) % shape.frames;
      if (!frames.has(n) && !running.has(n) && !failures.has(n)) void load(n);
    }
  }

  return {
    frame(n) {
      from = n;
      more();
      return frames.get(n) ?? null;
    },
    peek: (n) => frames.get(n) ?? null,
    has: (n) => frames.has(n) || failures.has(n),
    present: () => frames.size,
    failure: (n) => failures.get(n) ?? null,
    prefetchFrom(n) {
      from = n;
      more();
    },
    close() {
      closing.abort();
      frames.clear();
    },
  };
}
