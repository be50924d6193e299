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

interface Box { readonly folder: string; readonly name: string; files: number; bytes: number }

/** The boxes: each a folder below `staging` that goes when its import is over. */
export interface UploadBoxes extends Uploads {
  create(name: string): Promise<SourceRef>;
  find(ref: string): { readonly folder: string; readonly name: string } | undefined;
  remove(ref: string): Promise<void>;
}

export function createUploadBoxes(staging: string, limits = UPLOAD_LIMITS): UploadBoxes {
  const boxes = new Map<string, Box>();

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
    }
  };

  return {
    put,
    create: async (name) => {
      const ref = newId('src') as SourceRef;
      const folder = join(staging, `upload-${ref}`);
      await mkdir(join(folder, 'files'), { recursive: true });
      boxes.set(ref, { folder, name, files: 0, bytes: 0 });
      return ref;
    },
    find: (ref) => {
      const box = boxes.get(ref);
      return box === undefined ? undefined : { folder: join(box.folder, 'files'), name: box.name };
    },
    remove: async (ref) => {
      const box = boxes.get(ref);
      boxes.delete(ref);
      if (box !== undefined) await rm(box.folder, { recursive: true, force: true });
    },
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
