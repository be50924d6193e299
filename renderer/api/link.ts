import type { Carrier } from '../../core/contract/carry.ts';
import type { CarriageFailure, Change } from '../../core/contract/contract.ts';
import type { SourceRef } from '../../core/contract/ids.ts';
import type { Result } from '../../core/result.ts';

/** A dropped folder or file as a source that the host can import. */
export interface DroppedSource {
  readonly ref: SourceRef;
  readonly name: string;
}
export type DropFailure = CarriageFailure | { readonly code: 'source/not-found' | 'source/not-readable' };

/** How dropped files reach the host: by their path (Electron), or by sending their bytes (browser). */
export type Drop =
  | { readonly by: 'path'; readonly sourceOf: (file: File) => Promise<Result<DroppedSource, DropFailure>> }
  | { readonly by: 'upload' };

/** What the renderer holds of its shell. */
export interface Link {
  readonly call: Carrier['call'];
  /** Announcements, and whether they arrive at all; `onState` is told of each change. Returns the undoing. */
  readonly watch: (onChange: (change: Change) => void, onState: (isUp: boolean) => void) => () => void;
  readonly drop: Drop;
}
