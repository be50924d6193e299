import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { opendir, realpath, stat } from 'node:fs/promises';
import type { SourceRef } from '../../../core/contract/ids.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { newId } from '../newId.ts';

/** Most entries that one look into a folder shows; the rest is counted. */
const MOST_ENTRIES = 2_000;
const MOST_REFS = 50_000;

export interface FolderEntry {
  readonly ref: SourceRef;
  readonly name: string;
  readonly kind: 'folder' | 'zip' | 'file';
}
export interface FolderView {
  readonly name: string;
  readonly ref: SourceRef;
  readonly parent: SourceRef | null;
  readonly entries: readonly FolderEntry[];
  readonly hidden: number;
}
export type FolderFailure = { readonly code: 'source/not-found' | 'source/not-readable' };

/** Opaque references ↔ real paths. A path never leaves the host; a reference means nothing elsewhere. */
export interface FolderRefs {
  refOf(path: string): SourceRef;
  pathOf(ref: SourceRef): string | undefined;
  /** A path by its reference and the name that people see; whether it exists is found out when it is used. */
  named(path: string): { readonly ref: SourceRef; readonly name: string };
  /** A path from outside (a drop, the command line) that exists. */
  sourceFor(path: string): Promise<Result<{ readonly ref: SourceRef; readonly name: string }, FolderFailure>>;
  /** The folder behind a reference; for null the user's own. */
  list(ref: SourceRef | null): Promise<Result<FolderView, FolderFailure>>;
}

export function createFolderRefs(home: string = homedir()): FolderRefs {
  const paths = new Map<SourceRef, string>();
  const refs = new Map<string, SourceRef>();
  const refOf = (path: string): SourceRef => {
    const known = refs.get(path);
    if (known !== undefined) return known;
    if (refs.size >= MOST_REFS) {
      refs.clear();
      paths.clear();
    }
    const ref = newId('src') as SourceRef;
    refs.set(path, ref);
    paths.set(ref, path);
    return ref;
  };
  const nameOf = (path: string): string => basename(path) || path;

  const list = async (ref: SourceRef | null): Promise<Result<FolderView, FolderFailure>> => {
    const path = ref === null ? home : paths.get(ref);
    if (path === undefined) return err({ code: 'source/not-found' });
    const shown: { name: string; kind: FolderEntry['kind'] }[] = [];
    let hidden = 0;
    try {
      for await (const entry of await opendir(path, { bufferSize: 256 })) {
        const kind = entry.isDirectory() ? 'folder'
          : entry.isSymbolicLink() ? await kindOfLink(join(path, entry.name))
          : entry.isFile() ? fileKind(entry.name) : null;
        if (kind === null || entry.name.startsWith('.') || shown.length >= MOST_ENTRIES) hidden += 1;
        else shown.push({ name: entry.name, kind });
      }
    } catch (fault) {
      return err(failureOf(fault));
    }
    const collator = new Intl.Collator(undefined, { numeric: true });
    const entries = shown
      .toSorted(
        (a, b) =>
          Number(b.kind === 'folder') - Number(a.kind === 'folder') || collator.compare(a.name, b.name),
      )
      .map(({ name, kind }) => ({ ref: refOf(join(path, name)), name, kind }));
    const above = dirname(path);
    return ok({
      name: nameOf(path), ref: refOf(path), parent: above === path ? null : refOf(above), entries, hidden,
    });
  };

  return {
    refOf,
    pathOf: (ref) => paths.get(ref),
    named: (path) => ({ ref: refOf(path), name: nameOf(path) }),
    sourceFor: async (path) => {
      try {
        const real = await realpath(path);
        return ok({ ref: refOf(real), name: nameOf(path) });
      } catch (fault) {
        return err(failureOf(fault));
      }
    },
    list,
  };
}

const fileKind = (name: string): 'zip' | 'file' => (/\.zip$/i.test(name) ? 'zip' : 'file');

async function kindOfLink(path: string): Promise<FolderEntry['kind'] | null> {
  try {
    const target = await stat(path);
    return target.isDirectory() ? 'folder' : target.isFile() ? fileKind(path) : null;
  } catch {
    return null;
  }
}

const failureOf = (fault: unknown): FolderFailure =>
  fault instanceof Error && 'code' in fault && (fault.code === 'ENOENT' || fault.code === 'ENOTDIR')
    ? { code: 'source/not-found' }
    : { code: 'source/not-readable' };
