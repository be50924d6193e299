import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { newId } from '../newId.ts';

/** A file that waits to be fetched by the page, once or again. */
export interface OutgoingFile {
  readonly path: string;
  /** As it is to be called where it is saved; it tells nobody who the patient is. */
  readonly name: string;
  readonly bytes: number;
}

/** Files on their way out of the program, by references that nobody can guess. */
export interface Outgoing {
  /** A place for one more; what was made before the last few is given up. */
  place(): { readonly ref: string; readonly path: string };
  keep(ref: string, file: Omit<OutgoingFile, 'path'>): void;
  /** Undefined where there is none, or it was given up. */
  find(ref: string): OutgoingFile | undefined;
  /** Gives up one, waiting or not: nothing of it is left. */
  giveUp(ref: string): void;
  /** Gives up all that wait: what they hold is to be here no more. What is being written is its writer's. */
  clear(): void;
}

/** So many wait at once: each may be as large as a case. */
const MOST_WAITING = 2;

/** @param scratch - cleared when the host starts and ends */
export function createOutgoing(scratch: string): Outgoing {
  const folder = join(scratch, 'outgoing');
  const files = new Map<string, OutgoingFile>();
  const pathOf = (ref: string): string => join(folder, `${ref}.zip`);
  const giveUp = (ref: string): void => {
    files.delete(ref);
    rmSync(pathOf(ref), { force: true });
  };
  return {
    place: () => {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      for (const ref of [...files.keys()].slice(0, Math.max(0, files.size + 1 - MOST_WAITING))) giveUp(ref);
      const ref = newId('exp');
      return { ref, path: pathOf(ref) };
    },
    keep: (ref, file) => { files.set(ref, { ...file, path: pathOf(ref) }); },
    find: (ref) => files.get(ref),
    giveUp,
    clear: () => { for (const ref of files.keys()) giveUp(ref); },
  };
}
