import type { Readable } from 'node:stream';
import type { Change, Host } from '../../core/contract/contract.ts';
import type { CaseId, JobId, PlanId, SourceRef } from '../../core/contract/ids.ts';
import type { Result } from '../../core/result.ts';
import type { Keyring } from './archive/passwords.ts';
import type { Blobs } from './blobs.ts';
import type { OutgoingFile } from './export/outgoing.ts';
import type { CaseNotExported } from './export/caseExport.ts';
import type { NotPacked, Packed, PackProgress, PackRequest } from './export/pack/writePack.ts';
import type { ExportedPlan, NotExported } from './export/planFiles.ts';
import type { FetchedFiles } from './import/importer.ts';
import type { Pages } from './pages.ts';
import type { RoomScope } from './serve/roomScope.ts';

/** What a shell can do beside showing a page. */
export interface Capabilities {
  readonly nativeDialog: boolean;
  readonly dropPaths: boolean;
  readonly secondWindow: boolean;
}

/** What a shell gives when it starts the host. */
export interface HostOptions {
  readonly dataFolder: string;
  readonly shell: 'electron' | 'loopback';
  readonly capabilities: Capabilities;
  /** The operating system's own dialog: a path, or null where the user thought better of it. */
  readonly chooseNative?: (kind: 'folder' | 'file') => Promise<string | null>;
  /** Shows the room screen of a version: the address that the page is to open, or null where the shell has opened it. */
  readonly openRoom?: (scope: RoomScope) => string | null;
  /** False leaves alone what waits to be sent to archives (most of the command line). */
  readonly sends?: boolean;
  /** Locks the passwords of archives; undefined where the shell has none: they lie in a file for its owner only. */
  readonly keyring?: Keyring | undefined;
  /** False leaves the demo case alone (tests, command line). Default: it is made at the first start. */
  readonly demo?: boolean;
}

/** A source that the renderer may name without knowing its path. */
export interface NamedSource { readonly ref: SourceRef; readonly name: string }

/** Why a dropped file was not taken. */
export type UploadFailure =
  | { readonly code: 'upload/not-found' }
  | { readonly code: 'upload/bad-name' }
  | { readonly code: 'upload/too-large'; readonly limitBytes: number }
  | { readonly code: 'upload/too-many'; readonly limit: number }
  | { readonly code: 'upload/not-written'; readonly detail: string };

/** Boxes that dropped files are streamed into; `sources.box` makes one, `imports.start` takes it. */
export interface Uploads {
  /**
   * `name` is the relative name as the page sent it, already percent-decoded: `folder/file.dcm`. Nothing
   * half-written stays.
   */
  put(ref: string, name: string, body: Readable): Promise<Result<{ readonly bytes: number }, UploadFailure>>;
}

/** The application without a face. Both shells hold exactly this. */
export interface RunningHost {
  readonly host: Host;
  readonly blobs: Blobs;
  readonly uploads: Uploads;
  /** A file that waits to be fetched; undefined where there is none. */
  outgoing(ref: string): OutgoingFile | undefined;
  /** Writes a hand-over pack to a place; see export/pack. */
  pack(request: PackRequest, path: string, signal: AbortSignal, progress: PackProgress): Promise<Result<Packed, NotPacked>>;
  /** Writes everything of a case to a place; see export/caseExport. */
  exportCase(id: CaseId, path: string, signal: AbortSignal, progress: PackProgress): Promise<Result<Packed, CaseNotExported>>;
  /**
   * A path that the operating system handed to the shell (a drop in Electron, an argument of the command
   * line) as a source.
   */
  sourceFor(
    path: string,
  ): Promise<Result<NamedSource, { readonly code: 'source/not-found' | 'source/not-readable' }>>;
  /** Imports what was fetched into a folder, held against what the archive told; see archive/fetchedFiles. */
  importFetched(folder: string, fetched: FetchedFiles): JobId;
  /** A signed version as files; see export/planFiles. */
  planFiles(plan: PlanId, version: number): Promise<Result<ExportedPlan, NotExported>>;
  /** Changes. Progress of a job is told at most ten times a second, new cases of it and its end at once. Returns the undoing. */
  watch(onChange: (change: Change) => void): () => void;
  /** Told by the shell which pages it shows: what a page holds that is gone is closed. */
  readonly pages: Pick<Pages, 'here'>;
  /** Logs a bug and gives the incident number that the user sees; the fourth argument of `answer`. */
  report(bug: unknown): string;
  /** Cancels what runs, leaves nothing half-written, closes the store. */
  close(): Promise<void>;
}
