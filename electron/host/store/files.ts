import type { Result } from '../../../core/result.ts';
import type { StoreTrouble } from './trouble.ts';

/** A file of the managed store: `<data>/files/ab/<sha256>`. */
export interface StoredFile {
  /** Of the bytes as stored. */
  readonly sha256: string;
  readonly bytes: number;
  /** Of the bytes as they came; differs only where `alteration` says why. */
  readonly originalSha256: string;
  readonly alteration: 'none' | 'preamble zeroed';
}

/** A file to take in. The 128 bytes of the preamble are zeroed where the reader found a program in them. */
export interface FileToTake { readonly path: string; readonly zeroPreamble: boolean }

export type SourceFailure = { readonly code: 'file/not-readable'; readonly detail: string };
export type Cancelled = { readonly code: 'import/cancelled' };
export type FileDamage = { readonly code: 'file/missing' } | { readonly code: 'file/changed' };

/** The managed pixel store. */
export interface ManagedFiles {
  /** The path of a stored file, for the host only. */
  path(sha256: string): string;
  /** What `take` would give, without writing anything: to compare files with instances that are known already. */
  fingerprints(
    sources: readonly FileToTake[], signal: AbortSignal, onDone?: (done: number) => void,
  ): Promise<Result<readonly Result<StoredFile, SourceFailure>[], Cancelled | StoreTrouble>>;
  /**
   * Copies the files in, whole and synced, before it answers; one result per source, in their order.
   * What no case names afterwards is swept at the next start, or by `release`.
   */
  take(
    sources: readonly FileToTake[], signal: AbortSignal, onDone?: (done: number) => void,
  ): Promise<Result<readonly Result<StoredFile, SourceFailure>[], Cancelled | StoreTrouble>>;
  /** Gives up files that were taken but not stored with a case (import cancelled or refused). */
  release(files: readonly StoredFile[]): Promise<Result<void, StoreTrouble>>;
  /** Reads a stored file again and compares it with its name. */
  verify(sha256: string): Promise<Result<void, FileDamage>>;
}
