import type { Volume, VolumeGrid } from '../../core/volume/volume.ts';
import { sliceReader } from './sliceRecords.ts';

/** Fetches the blob of an opened series: the whole stream for '', or `?slice=k`, `?frame=n`. */
export type FetchBlob = (query: string, signal: AbortSignal) => Promise<Response>;

/** How the background stream stands. */
export type StreamState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'complete' }
  | { readonly kind: 'failed'; readonly code: string };

/** The voxels of one opened series, in one array, as they arrive. */
export interface VolumeStore {
  readonly volume: Volume;
  /** The voxels of `volume`, for workers; nobody else writes to them. */
  readonly voxels: Int16Array;
  has(k: number): boolean;
  /** The voxels of slice k, where they lie: not a copy. */
  slice(k: number): Int16Array;
  /** How many slices are there. */
  present(): number;
  state(): StreamState;
  /** Asks for one slice ahead of the stream; a newer wish replaces the older one. */
  want(k: number): void;
  /** Blackens what has not arrived, for pictures that run across slices. */
  blank(): void;
  /** Starts the background stream again after it failed. */
  retry(): void;
  /** Stops everything; nothing is told afterwards, whatever still arrives. */
  close(): void;
}

/** What the store tells while it fills. */
export interface VolumeEvents {
  /** A slice is there. */
  readonly onSlice: (k: number) => void;
  readonly onState: (state: StreamState) => void;
}

/** Value of voxels that have not arrived: black in every window. */
export const NOT_THERE = -32_768;

/** As much of the stream is taken at once; the browser's own buffer holds half as much. */
const PIECE_BYTES = 2 ** 20;

/** Fills one Int16Array from the stream and from single slices, whichever comes first. */
export function openVolumeStore(grid: VolumeGrid, fetchBlob: FetchBlob, events: VolumeEvents): VolumeStore {
  const [nx, ny, nz] = grid.dims;
  const sliceBytes = 2 * nx * ny;
  // In shared memory where the page may have it: workers render from it without a copy.
  const voxels = typeof SharedArrayBuffer === 'undefined' ? new Int16Array(nx * ny * nz)
    : new Int16Array(new SharedArrayBuffer(2 * nx * ny * nz));
  const bytes = new Uint8Array(voxels.buffer);
  const there = new Uint8Array(nz);
  const closing = new AbortController();
  let wish: { readonly k: number; readonly abort: AbortController } | null = null;
  const blanked = new Uint8Array(nz);
  let present = 0;
  /** The slice that the stream is in the middle of; -1 where it is in none. */
  let filling = -1;
  let state: StreamState = { kind: 'loading' };

  const isClosed = (): boolean => closing.signal.aborted;
  const arrived = (k: number): void => {
    if (there[k] === 1) return;
    there[k] = 1;
    present += 1;
    events.onSlice(k);
  };
  const blacken = (k: number): void => {
    blanked[k] = 1;
    voxels.fill(NOT_THERE, k * nx * ny, (k + 1) * nx * ny);
  };
  /** The stream is in the middle of nothing any more: a slice that it broke off in is as black as one that never came. */
  const letGo = (): void => {
    if (filling !== -1 && there[filling] !== 1) blacken(filling);
    filling = -1;
  };
  const enter = (next: StreamState): void => {
    if (isClosed()) return;
    letGo();
    state = next;
    events.onState(next);
  };

  async function stream(): Promise<void> {
    try {
      const response = await fetchBlob('', closing.signal);
      if (!response.ok || response.body === null) return enter({ kind: 'failed', code: await failureCode(response) });
      const reader = sliceReader(nz, sliceBytes, (offset, piece) => {
        filling = Math.floor(offset / sliceBytes);
        bytes.set(piece, offset);
      }, arrived);
      const chunks = response.body.getReader({ mode: 'byob' });
      // Each piece comes in the same memory: one of its own for each would be as much rubbish as there are voxels.
      let memory = new ArrayBuffer(PIECE_BYTES);
      for (;;) {
        const { done, value } = await chunks.read(new Uint8Array(memory));
        if (isClosed()) return;
        if (done) break;
        if (!reader.feed(value)) return enter({ kind: 'failed', code: 'stream/not-understood' });
        memory = value.buffer;
      }
      const isWhole = reader.isBetweenRecords() && present === nz;
      enter(isWhole ? { kind: 'complete' } : { kind: 'failed', code: 'stream/cut-short' });
    } catch {
      enter({ kind: 'failed', code: 'stream/cut-short' });
    }
  }

  async function fetchSlice(k: number, abort: AbortController): Promise<void> {
    try {
      const response = await fetchBlob(`?slice=${k}`, abort.signal);
      if (!response.ok) return;
      const samples = new Uint8Array(await response.arrayBuffer());
      if (isClosed() || samples.length !== sliceBytes || there[k] === 1) return;
      bytes.set(samples, k * sliceBytes);
      arrived(k);
    } catch {
      // A wish that was replaced, or a slice that the stream will report on.
    } finally {
      if (wish?.abort === abort) wish = null;
    }
  }

  void stream();
  return {
    volume: { grid, voxels }, voxels,
    has: (k) => there[k] === 1,
    slice: (k) => voxels.subarray(k * nx * ny, (k + 1) * nx * ny),
    present: () => present,
    state: () => state,
    want(k) {
      if (there[k] === 1 || wish?.k === k || isClosed()) return;
      wish?.abort.abort();
      const abort = new AbortController();
      wish = { k, abort };
      void fetchSlice(k, abort);
    },
    blank() {
      for (let k = 0; k < nz; k += 1) {
        if (there[k] !== 1 && blanked[k] !== 1 && k !== filling) blacken(k);
      }
    },
    retry() {
      if (state.kind !== 'failed' || isClosed()) return;
      enter({ kind: 'loading' });
      void stream();
    },
    close() {
      closing.abort();
      wish?.abort.abort();
    },
  };
}

/** The code of a refusal as the serve layer writes it. */
async function failureCode(response: Response): Promise<string> {
  try {
    const { failure } = await response.json() as { readonly failure?: { readonly code?: unknown } };
    return typeof failure?.code === 'string' ? failure.code : 'stream/cut-short';
  } catch {
    return 'stream/cut-short';
  }
}
