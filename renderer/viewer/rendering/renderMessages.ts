import type { PointLps } from '../../../core/geometry/frame.ts';
import type { PointPixel } from '../../../core/geometry/plane.ts';
import type { RenderView } from '../../../core/rendering/camera.ts';
import type { CutPlane } from '../../../core/rendering/rayCast.ts';
import type { RenderPreset } from '../../../core/rendering/transfer.ts';
import type { VolumeGrid } from '../../../core/volume/volume.ts';

/** Voxels that lie in a grid. */
export interface Voxels { readonly grid: VolumeGrid; readonly voxels: Int16Array }

/** What a worker has to render: everything, and the heart without its chest wall where one was found. */
export interface Prepared {
  readonly all: Voxels;
  readonly heart: Voxels | null;
  readonly bloodHu: number | null;
}

/** Rows of a picture that are wanted. */
export interface RowsWanted {
  readonly view: RenderView;
  readonly preset: RenderPreset;
  readonly cuts: readonly CutPlane[];
  readonly stepMm: number;
  readonly from: number;
  readonly to: number;
}

/** A pixel of a picture of which it is wanted where in the patient that is. */
export interface PickWanted extends Pick<RowsWanted, 'view' | 'preset' | 'cuts'> { readonly pixel: PointPixel }

/** What the page asks of a worker. */
export type ToWorker =
  | { readonly ask: 'prepare'; readonly volume: Voxels; readonly factors: readonly [number, number, number]; readonly isShared: boolean }
  | { readonly ask: 'take'; readonly prepared: Prepared }
  | { readonly ask: 'rows'; readonly wanted: RowsWanted }
  | { readonly ask: 'pick'; readonly wanted: PickWanted };

/** What a worker answers, each question once and in order. */
export type FromWorker =
  | { readonly tell: 'prepared'; readonly prepared: Prepared }
  | { readonly tell: 'taken' }
  | { readonly tell: 'rows'; readonly pixels: Uint8ClampedArray<ArrayBuffer> }
  | { readonly tell: 'picked'; readonly at: PointLps | null };
