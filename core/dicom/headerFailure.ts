/** Why a file gave no header. Keys: sentences are in words.ts. */
export const HEADER_FAILURE_CODES = [
  'file/unreadable', 'file/not-a-file', 'file/empty', 'file/not-dicom', 'file/directory-record',
  'file/truncated',
  'file/malformed', 'file/contradicts-itself', 'file/missing-uids', 'file/no-image-size',
  'file/no-pixel-format',
  'file/too-deep', 'file/too-many-elements', 'file/header-too-long', 'file/too-large', 'file/image-too-large',
  'file/too-many-frames', 'file/damaged-deflate', 'file/inflates-too-far', 'file/took-too-long',
  'file/reader-stopped',
] as const;
export type HeaderFailureCode = (typeof HEADER_FAILURE_CODES)[number];

/** `detail` is for the log and for a second line: a tag, an offset, a figure. Never patient data. */
export interface HeaderFailure {
  readonly code: HeaderFailureCode;
  readonly detail: string;
  /** Which instance the file would have been, where it still says so. */
  readonly instance?: { readonly seriesUid: string; readonly sopInstanceUid: string };
}
