import type { Drawing, Place, ShapeKind } from '../../../core/annotation/annotation.ts';
import type { SeriesId } from '../../../core/contract/ids.ts';
import type { PointPixel } from '../../../core/geometry/plane.ts';
import type { KeyFrame } from '../../../core/plan/plan.ts';
import type { CanvasSize, PointCanvas } from '../viewTransform.ts';

/** A drawing as it lies on a tile, CSS pixels. */
export interface Projected {
  /** Pieces of its line; what lies outside the slab is left out. */
  readonly pieces: readonly (readonly [from: PointCanvas, to: PointCanvas])[];
  /** Where its points lie, and which of them are in the slab. */
  readonly handles: readonly { readonly at: PointCanvas; readonly isSeen: boolean }[];
  readonly isWhole: boolean;
}

/** Who takes the left button; CSS pixels of the tile. */
export interface MarkPointer {
  begin(at: PointCanvas, isShift: boolean): ((to: PointCanvas) => void) | null;
  end(): void;
  /** The drag did not end: what was dragged goes back. */
  cancel(): void;
}

/** The frame that a picture shows pixel by pixel. */
export interface FrameOnTile extends Pick<KeyFrame, 'of' | 'index' | 'window' | 'isInverted'> {
  /** Where on the frame a point of the tile lies. */
  pixelAt(at: PointCanvas): PointPixel;
}

/** One picture that is drawn on: a plane of a volume, a frame of a run. */
export interface Surface {
  readonly tile: HTMLElement;
  readonly layer: SVGGElement;
  /** The series on the screen; null while it is black. */
  series(): SeriesId | null;
  size(): CanvasSize;
  /** Null while it is black, and for what shows no single frame as it is: a cut, a depth, a subtraction. */
  frame(): FrameOnTile | null;
  /** Calls after everything that reached the screen; returns the undoing. */
  whenDrawn(draw: () => void): () => void;
  give(pointer: MarkPointer | null): void;
  /** How a drawing of a series lies on the picture; null where it is not seen there. */
  projected(drawing: Drawing, of: SeriesId): Projected | null;
  /** Why a shape may not be drawn here, in a sentence; null where it may. */
  refusal(kind: ShapeKind): string | null;
  /** The place behind points of the tile, for something new; null while there is no picture. */
  placeAt(kind: ShapeKind, points: readonly PointCanvas[]): Place | null;
  /** The drawing with a handle carried from one point of the tile to another; all of it for null. */
  withHandle(drawing: Drawing, handle: number | null, from: PointCanvas, to: PointCanvas): Drawing;
  /** Where the lines of the crosshair meet; null where there is none. */
  cross(): PointCanvas | null;
  /** Where drawing by keys begins: under the cursor, or in the middle. */
  start(): PointCanvas;
  /** CSS pixels of the smallest step by keys: half a millimetre, or one pixel of a frame. */
  step(): number;
  /** What stands beside a drawing: its value with its unit, and what must be known of it. */
  valueWords(drawing: Drawing): readonly string[];
}
