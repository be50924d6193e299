import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { link, mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { SourceRef } from '../../../core/contract/ids.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { newId } from '../newId.ts';
import type { UploadFailure, Uploads } from '../runningHost.ts';
import { troubleOf, type DiskFull } from '../store/trouble.ts';
import { hasControlCharacter } from './names.ts';

export interface UploadLimits {
  readonly files: number;
  readonly fileBytes: number;
  readonly totalBytes: number;
}
/** What one drop may bring. */
export const UPLOAD_LIMITS: UploadLimits = {
  files: 200_000,
  fileBytes: 4 * 2 ** 30,
  totalBytes: 20 * 2 ** 30,
};

/**
 * How long a box waits for its next file, ms: its page may be looking through 100,000 files that are none of
 * ours. A page that is gone never comes back to it.
 */
const IDLE_MS = 15 * 60_000;

interface Box {
  readonly folder: string; readonly name: string;
  files: number; bytes: number;
  /** Files on their way into it. */
  arriving: number;
  /** An import has taken it over: it goes with that one. */
  isClaimed: boolean;
  patience: NodeJS.Timeout | null;
}

/**
 * The boxes: each a folder below `staging` that goes when its import is over, when it is given up, or when
 * nothing more comes.
 */
export interface UploadBoxes extends Uploads {
  create(name: string): Promise<Result<SourceRef, DiskFull>>;
  find(ref: string): { readonly folder: string; readonly name: string } | undefined;
  /** Its import begins: from now on only `remove` ends it. */
  claim(ref: string): void;
  /** Removes a box that no import has taken over. */
  discard(ref: string): Promise<void>;
  remove(ref: string): Promise<void>;
}

export function createUploadBoxes(
  staging: string, limits = UPLOAD_LIMITS, idleMs = IDLE_MS,
): UploadBoxes {
  const boxes = new Map<string, Box>();
  const remove = async (ref: string): Promise<void> => {
    const box = boxes.get(ref);
    boxes.delete(ref);
    if (box === undefined) return;
    if (box.patience !== null) clearTimeout(box.patience);
    await rm(box.folder, { recursive: true, force: true, maxRetries: 3 });
  };
  /** Begins to wait anew; a timer alone must not keep the process alive. */
  const wait = (ref: string, box: Box): void => {
    if (box.patience !== null) clearTimeout(box.patience);
    box.patience = box.isClaimed || box.arriving > 0 || !boxes.has(ref)
      ? null : setTimeout(() => { void remove(ref); }, idleMs).unref();
  };

  const put = async (
    ref: string,
    name: string,
    body: Readable,
  ): Promise<Result<{ bytes: number }, UploadFailure>> => {
    const box = boxes.get(ref);
    const parts = safeName(name);
    const refusal: UploadFailure | null = box === undefined ? { code: 'upload/not-found' }
      : parts === null ? { code: 'upload/bad-name' }
      : box.files >= limits.files ? { code: 'upload/too-many', limit: limits.files } : null;
    if (box === undefined || parts === null || refusal !== null) {
      body.resume();
      return err(refusal ?? { code: 'upload/bad-name' });
    }
    box.files += 1;
    box.arriving += 1;
    wait(ref, box);
    const path = join(box.folder, 'files', ...parts);
    const partial = join(box.folder, randomBytes(8).toString('hex'));
    let bytes = 0;
    const meter = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        box.bytes += chunk.length;
        const isTooLarge = bytes > limits.fileBytes || box.bytes > limits.totalBytes;
        done(isTooLarge ? new TooLarge() : null, chunk);
      },
    });
    try {
      await mkdir(dirname(path), { recursive: true });
      await pipeline(body, meter, createWriteStream(partial, { flags: 'wx' }));
      await link(partial, path);
      return ok({ bytes });
    } catch (fault) {
      box.files -= 1;
      box.bytes -= bytes;
      if (fault instanceof TooLarge) return err({ code: 'upload/too-large', limitBytes: limits.fileBytes });
      return err({ code: 'upload/not-written', detail: codeOf(fault) });
    } finally {
      await rm(partial, { force: true });
      box.arriving -= 1;
      wait(ref, box);
      // Removed while this file arrived: whatever it made anew goes, too.
      if (!boxes.has(ref) && box.arriving === 0) await rm(box.folder, { recursive: true, force: true });
    }
  };

  return {
    put,
    create: async (name) => {
      const ref = newId('src') as SourceRef;
      const folder = join(staging, `upload-${ref}`);
      try {
        await mkdir(join(folder, 'files'), { recursive: true });
      } catch (fault) {
        const trouble = troubleOf(fault, staging);
        if (trouble?.code === 'store/disk-full') return err(trouble);
        throw fault;
      }
      const box: Box =
        { folder, name, files: 0, bytes: 0, arriving: 0, isClaimed: false, patience: null };
      boxes.set(ref, box);
      wait(ref, box);
      return ok(ref);
    },
    find: (ref) => {
      const box = boxes.get(ref);
      return box === undefined ? undefined : { folder: join(box.folder, 'files'), name: box.name };
    },
    claim: (ref) => {
      const box = boxes.get(ref);
      if (box === undefined) return;
      box.isClaimed = true;
      wait(ref, box);
    },
    discard: async (ref) => {
      if (boxes.get(ref)?.isClaimed === false) await remove(ref);
    },
    remove,
  };
}

/** What to import of a filled box: the one file that was dropped (a zip, say), else everything in it. */
export async function droppedIn(folder: string): Promise<string> {
  const [first, ...others] = await readdir(folder, { withFileTypes: true });
  return first !== undefined && others.length === 0 && first.isFile() ? join(folder, first.name) : folder;
}

class TooLarge extends Error {}

/**
 * The components of a relative name, made fit for every system we run on (`a:b.` becomes `a_b_`); null for a
 * name
 * that is absolute, climbs, names a drive or a share, or holds control characters.
 */
export function safeName(name: string): readonly string[] | null {
  if (name.length > 1_000 || /^[a-z]:/i.test(name)) return null;
  const parts = name.split('/');
  const isSafe = (part: string): boolean =>
    part !== '' && part !== '.' && part !== '..' && Buffer.byteLength(part) <= 200
    && !part.includes('\\') && !hasControlCharacter(part);
  return parts.every(isSafe) ? parts.map(portable) : null;
}

const portable = (part: string): string =>
  part
    .replace(/[:*?"<>|]/g, '_')
    .replace(/[. ]$/, '_')
    .replace(/^(?=(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))/i, '_');

const codeOf = (fault: unknown): string =>
  fault instanceof Error && 'code' in fault && typeof fault.code === 'string' ? fault.code : 'unknown';
