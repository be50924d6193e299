/** A file to be read, by its real path and by the name that people may see: relative to what was chosen. */
export interface FoundFile { readonly path: string; readonly name: string }

/** Something that was seen and not read, and why. */
export interface Unread {
  readonly name: string;
  readonly code: UnreadCode;
  /** Where what was got of it lies: good for telling whose it is, and for nothing else. */
  readonly remains?: string;
  /** Which instance it would have been, where whoever names it says so. */
  readonly sopInstanceUid?: string | undefined;
}

/** Why a file was not even opened as DICOM. */
export type UnreadCode =
  | 'file/link' | 'file/not-regular' | 'file/not-readable' | 'file/archive-inside' | 'file/gzip'
  | 'file/name-not-text' | 'folder/not-readable'
  | 'zip/unsafe-name' | 'zip/encrypted' | 'zip/unsupported-compression' | 'zip/damaged-entry'
  | 'dicomdir/unsafe-name' | 'dicomdir/file-missing' | 'dicomdir/not-readable';

/** What a walk gives, in small lists so that nothing waits for all of it. */
export interface Batch { readonly files: readonly FoundFile[]; readonly unread: readonly Unread[] }

/** Why a source as a whole cannot be read. */
export type SourceFailure =
  | { readonly code: 'source/not-found' }
  | { readonly code: 'source/not-readable' }
  | { readonly code: 'source/not-a-file-or-folder' }
  | { readonly code: 'source/disk-full'; readonly freeBytes: number; readonly neededBytes: number }
  | { readonly code: 'zip/damaged' }
  | { readonly code: 'zip/too-many-entries'; readonly entries: number; readonly limit: number }
  | { readonly code: 'zip/too-large'; readonly bytes: number; readonly limit: number }
  | { readonly code: 'zip/ratio'; readonly ratio: number; readonly limit: number };
