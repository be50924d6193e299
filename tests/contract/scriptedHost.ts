import { methods } from '../../core/contract/carry.ts';
import type { Change, Host, Method } from '../../core/contract/contract.ts';
import type { PageId } from '../../core/contract/ids.ts';
import { affine } from '../../core/geometry/frame.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { mm } from '../../core/units.ts';
import type { Served } from '../../electron/host/blobs.ts';
import type { RunningHost } from '../../electron/host/runningHost.ts';

/** A running host whose answers a test writes, and which remembers what it was asked. */
export interface Scripted extends RunningHost {
  /** The next answer of every method; a function may throw. */
  next(answer: () => Result<unknown, unknown>): void;
  readonly asked: { readonly method: Method; readonly input: unknown }[];
  readonly uploaded: Map<string, Uint8Array>;
  readonly bugs: unknown[];
  announce(change: Change): void;
  watchers(): number;
  /** The pages that are there. */
  here(): readonly PageId[];
  /** The page that asked last. */
  askedBy(): PageId | null | undefined;
}

export const VOLUME_REF = 'blb_00000000000000ct';
export const RUN_REF = 'blb_00000000000000xa';
export const BOX_REF = 'src_0000000000000box';
const [NX, NY, NZ] = [4, 3, 5];

/** Sample of the scripted volume: every one differs, some are negative. */
export const sampleAt = (index: number, k: number): number => 100 * k + index - 200;

const slice = (k: number): Int16Array =>
  Int16Array.from({ length: NX * NY }, (_, index) => sampleAt(index, k));

/** 4 × 3 × 5 voxels, middle slice first; slice `broken` cannot be read. */
export const scriptedVolume = (broken: number | null = null): Served => ({
  kind: 'ct',
  volume: {
    grid: {
      dims: [NX, NY, NZ],
      spacing: [mm(1), mm(1), mm(1)],
      lpsFromIjk: affine([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]),
      frameOfReferenceUid: null,
    },
    slice: async (k) =>
      k === broken ? err({ code: 'frame/damaged', detail: 'it ends too early' }) : ok(slice(k)),
    order: async function* () {
      yield* [2, 3, 1, 4, 0];
    },
  },
  measured: { voxels: new Int16Array(NX * NY * NZ), done: Promise.resolve(ok({})), valuesAre: 'HU', seriesUid: '1.2.3' },
});

const scriptedRun: Served = {
  kind: 'xa',
  run: {
    frames: 2,
    frame: async (n) =>
      n === 1 ? err({ code: 'frame/damaged', detail: 'frame 2' }) : ok(Uint8Array.of(7, 8, 9)),
  },
};

/** The scripted host, alone. */
export function scriptedHost(
  served: ReadonlyMap<string, Served> = new Map([
    [VOLUME_REF, scriptedVolume()],
    [RUN_REF, scriptedRun],
  ]),
): Scripted {
  let answer: () => Result<unknown, unknown> = () => ok({});
  const asked: { method: Method; input: unknown }[] = [];
  const uploaded = new Map<string, Uint8Array>();
  const bugs: unknown[] = [];
  const watchers = new Set<(change: Change) => void>();
  const here = new Set<PageId>();
  let last: PageId | null | undefined;
  const host = Object.fromEntries(
    methods.map((method) => [
      method,
      async (input: unknown, page?: PageId | null) => {
        asked.push({ method, input });
        last = page;
        return answer();
      },
    ]),
  ) as unknown as Host;
  return {
    host,
    asked,
    uploaded,
    bugs,
    next: (made) => {
      answer = made;
    },
    announce: (change) => {
      for (const watcher of watchers) watcher(change);
    },
    importFetched: () => { throw new Error('not asked for by a page'); },
    planFiles: async () => err({ code: 'plan/not-found' }),
    watchers: () => watchers.size,
    here: () => [...here],
    askedBy: () => last,
    pages: {
      here: (page) => {
        here.add(page);
        return () => { here.delete(page); };
      },
    },
    watch: (onChange) => {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
    report: (bug) => {
      bugs.push(bug);
      return `incident-${bugs.length}`;
    },
    blobs: { open: (ref) => served.get(ref), close: async () => {} },
    outgoing: () => undefined,
    pack: async () => err({ code: 'plan/not-found' }),
    exportCase: async () => err({ code: 'case/not-found' }),
    uploads: {
      put: async (ref, name, body) => {
        if (ref !== BOX_REF) return err({ code: 'upload/not-found' });
        if (name === '' || name.split('/').includes('..')) return err({ code: 'upload/bad-name' });
        const bytes = Buffer.concat((await body.toArray()) as Uint8Array[]);
        uploaded.set(name, bytes);
        return ok({ bytes: bytes.length });
      },
    },
    sourceFor: async (path) =>
      path === '/here'
        ? ok({ ref: 'src_0123456789abcdef', name: 'here' } as never)
        : err({ code: 'source/not-found' }),
    close: async () => {},
  };
}
