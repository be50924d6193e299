import type { CaseFacts } from '../../../core/lesion/caseFacts.ts';

/** A case on paper: which rules fire, block and wait, and which have nothing to say. */
export interface Vignette {
  readonly name: string;
  readonly facts: CaseFacts;
  readonly fires?: readonly string[];
  readonly blocks?: readonly string[];
  readonly waits?: readonly string[];
  /** Neither fires, blocks nor waits. */
  readonly silent?: readonly string[];
  /** Neither fires nor blocks; may wait. */
  readonly not?: readonly string[];
}
