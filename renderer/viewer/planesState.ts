import type { PointLps } from '../../core/geometry/frame.ts';
import type { Slab } from '../../core/volume/reslice.ts';
import type { Cut } from '../../core/volume/standardPlanes.ts';
import type { OpenedCt } from './openPlanes.ts';
import type { Window } from './painting.ts';
import { PICTURE_ACTIONS } from './pictureActions.ts';
import type { Tool } from './pointer.ts';
import type { StreamState } from './volumeStore.ts';

/** How a second series is looked at: beside the first, or in its place by turns. */
export type CompareAs = 'beside' | 'by turns';

/** A second series at the same place. */
export interface Compared {
  readonly opened: OpenedCt;
  readonly as: CompareAs;
  /** By turns: whether it is the one on the screen. */
  readonly isInFront: boolean;
  /** Same frame of reference: the same coordinates are the same place of the patient. */
  readonly isSameSpace: boolean;
  readonly present: number;
  readonly slices: number;
  readonly stream: StreamState;
}

/** What the interface around the pictures shows. */
export interface PlanesState {
  readonly tool: Tool;
  readonly window: Window;
  readonly active: Cut;
  readonly cursor: PointLps | null;
  /** Value of the voxel at the cursor, in words; null while it has not arrived. */
  readonly atCursor: string | null;
  readonly slab: Slab;
  /** Whether planes are turned one by one; else they keep their angles. */
  readonly isFree: boolean;
  /** Whether any plane is turned away from its voxels. */
  readonly isTurned: boolean;
  readonly present: number;
  readonly slices: number;
  readonly stream: StreamState;
  /** The series whose pixels are on the screen. Null while none are. */
  readonly drawn: OpenedCt | null;
  readonly compared: Compared | null;
}

/** What can be done by command; lengths are in mm, the ways those of the active picture. */
export const PLANES_ACTIONS = [
  'on', 'back', 'tenOn', 'tenBack', 'first', 'last', 'left', 'right', 'up', 'down', 'farLeft', 'farRight', 'farUp', 'farDown',
  'centre', ...PICTURE_ACTIONS, 'reset', 'straighten', 'turnLeft', 'turnRight', 'turnFarLeft', 'turnFarRight', 'free',
  'turnAfterLeft', 'turnAfterRight', 'turnBeforeLeft', 'turnBeforeRight', 'thicker', 'thinner', 'rule', 'flip',
] as const;
export type PlanesAction = (typeof PLANES_ACTIONS)[number];

/** Depths that keys and buttons step through, mm. */
export const DEPTHS = [0, 1, 2, 3, 5, 7, 10, 15, 20, 30, 50] as const;

/** The next greater, or next smaller, depth. */
export const steppedDepth = (thickness: number, by: 1 | -1): number =>
  (by > 0 ? DEPTHS.find((depth) => depth > thickness + 1e-6) : DEPTHS.findLast((depth) => depth < thickness - 1e-6))
  ?? thickness;
