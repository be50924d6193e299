import type { Settings, Operator } from '../../../core/contract/schemas.ts';
import type { OperatorId } from '../../../core/contract/ids.ts';
import type { Result } from '../../../core/result.ts';
import type { Library } from './library.ts';
import type { ManagedFiles } from './files.ts';
import type { StoreTrouble } from './trouble.ts';

/** The operators of this site, and who is working. */
export interface Operators {
  list(): Result<{ readonly operators: readonly Operator[]; readonly current: OperatorId | null }, StoreTrouble>;
  add(name: string): Result<Operator, { readonly code: 'operator/exists' } | StoreTrouble>;
  choose(id: OperatorId): Result<Operator, { readonly code: 'operator/not-found' } | StoreTrouble>;
}

export interface SiteSettings {
  /** Defaults where nothing was saved. */
  load(): Result<Settings, StoreTrouble>;
  save(settings: Settings, by: OperatorId | null): Result<Settings, StoreTrouble>;
}

/** An open library with everything that is kept in it. */
export interface Store {
  readonly library: Library;
  readonly files: ManagedFiles;
  readonly operators: Operators;
  readonly settings: SiteSettings;
  /** Shown but not writable, and why; null where it can be written. */
  readonly isReadOnly: 'in use elsewhere' | 'folder not writable' | null;
  close(): void;
}
