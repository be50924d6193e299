import type { VesselWork } from '../../../core/contract/entries.ts';
import type { VesselId } from '../../../core/contract/ids.ts';
import type { Told } from '../../../core/contract/told.ts';
import type { Extent, NotTraced } from '../../../core/lesion/vesselSteps.ts';
import type { Result } from '../../../core/result.ts';
import type { VolumeGrid } from '../../../core/volume/volume.ts';

/** A question about one vessel in an opened volume. */
export interface VesselQuestion {
  readonly blob: string;
  readonly vessel: VesselId;
  readonly work: VesselWork;
  readonly upTo: Extent;
  /** The name of the answer that whoever asks has; null where none. */
  readonly has: string | null;
}

/** An opened volume of which all is read; its voxels lie in memory that is shared with the thread. */
export interface VesselGround { readonly grid: VolumeGrid; readonly voxels: Int16Array; readonly seriesUid: string }

/** What the thread is told. */
export type VesselOrder =
  | { readonly kind: 'measure'; readonly number: number; readonly question: VesselQuestion; readonly ground: VesselGround }
  /** Nobody waits for it any more. */
  | { readonly kind: 'give up'; readonly number: number }
  /** The volume is closed: all that was made of it goes. */
  | { readonly kind: 'forget'; readonly blob: string };

/** What the thread answers, once to each question, by its difference from what whoever asks has of the same vessel; null where it gave up. */
export interface VesselReply {
  readonly number: number;
  readonly answer: Result<Told, NotTraced> | null;
}
