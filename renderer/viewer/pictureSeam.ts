import { pointPixel, type PointPixel } from '../../core/geometry/plane.ts';
import type { SeriesId } from '../../core/contract/ids.ts';
import type { Window } from './painting.ts';
import type { Drag } from './pointer.ts';
import { createPointerTaker, type DragEnds } from './pointerTaker.ts';
import { canvasFromUv, uvFromCanvas, type PointCanvas, type View } from './viewTransform.ts';

/** The single picture that is on the screen: a frame of a run, a slice of a series that is no volume. */
export interface ShownPicture {
  readonly series: SeriesId;
  readonly of: 'run' | 'slices';
  /** 0-based. */
  readonly frame: number;
  readonly view: View;
  /** Null for colours. */
  readonly window: Window | null;
  readonly isInverted: boolean;
  /** Neither subtracted nor sharpened. */
  readonly isAsStored: boolean;
}

/** Who takes the left button and the hovering pointer before the viewer does; places are pixels of the picture. */
export interface SeamPointer extends DragEnds {
  /** The left button went down; null leaves it to the viewer. */
  begin(at: PointPixel, onCanvas: PointCanvas): ((at: PointPixel) => void) | null;
  hover(at: PointPixel | null): void;
}

/** Where marks on single pictures meet the viewer: places, frame, a layer of their own, the pointer. */
export interface PictureSeam {
  /** The single frame or slice that is on the screen; null while it is black, and for a picture of many frames. */
  shown(): ShownPicture | null;
  /** CSS pixels of the tile; null while it is black. */
  canvasFromPixel(at: PointPixel): PointCanvas | null;
  pixelFromCanvas(at: PointCanvas): PointPixel | null;
  /** An SVG group over the picture and under the words, in CSS pixels of the tile; whoever draws in it clears it. */
  layer(name: string): SVGGElement;
  /** Calls after each picture that reached the screen, another place or scale included; returns the undoing. */
  whenDrawn(draw: () => void): () => void;
  /** Gives the pointer to a tool; null gives it back. A drag of who had it is cancelled. */
  give(pointer: SeamPointer | null): void;
}

/** The viewer's side of the seam. */
export interface OwnedSeam {
  readonly seam: PictureSeam;
  drawn(): void;
  begin(at: PointCanvas): Drag | null;
  end(): void;
  cancel(): void;
  hover(at: PointCanvas | null): void;
  dispose(): void;
}

const SVG = 'http://www.w3.org/2000/svg';

/** Where in a picture a point of the canvas lies: continuous column and row, whole at the middles of pixels. */
export function pixelFromCanvas(view: View, at: PointCanvas): PointPixel {
  const [u, v] = uvFromCanvas(view, at);
  return pointPixel(u / view.plane.spacing[0], v / view.plane.spacing[1]);
}

/** Where a place of the picture lies on the canvas. */
export const canvasFromPixel = (view: View, [column, row]: PointPixel): PointCanvas =>
  canvasFromUv(view, column * view.plane.spacing[0], row * view.plane.spacing[1]);

/** A seam on the pictures of `tile`; the layer comes after what is in the tile now. */
export function createPictureSeam(
  tile: HTMLElement, shown: () => ShownPicture | null, view: () => View | null,
): OwnedSeam {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'picture-marks');
  svg.setAttribute('aria-hidden', 'true');
  tile.append(svg);
  const told = new Set<() => void>();
  const taker = createPointerTaker<SeamPointer>();
  const pixelAt = (at: PointCanvas): PointPixel | null => {
    const laid = view();
    return laid === null ? null : pixelFromCanvas(laid, at);
  };
  return {
    seam: {
      shown,
      canvasFromPixel: (at) => {
        const laid = view();
        return laid === null ? null : canvasFromPixel(laid, at);
      },
      pixelFromCanvas: pixelAt,
      layer: (name) => {
        const known = svg.querySelector<SVGGElement>(`g[data-layer="${name}"]`);
        if (known !== null) return known;
        const group = document.createElementNS(SVG, 'g');
        group.dataset['layer'] = name;
        svg.append(group);
        return group;
      },
      whenDrawn: (draw) => {
        told.add(draw);
        return () => { told.delete(draw); };
      },
      give: (next) => {
        taker.given()?.hover(null);
        taker.give(next);
      },
    },
    drawn: () => { for (const draw of told) draw(); },
    begin: (at) => {
      const pixel = pixelAt(at);
      const move = pixel === null ? null : taker.begin((pointer) => pointer.begin(pixel, at));
      return move === null ? null : (now) => {
        const to = pixelAt(now);
        if (to !== null) move(to);
      };
    },
    end: taker.end,
    cancel: taker.cancel,
    hover: (at) => taker.given()?.hover(at === null ? null : pixelAt(at)),
    dispose: () => {
      told.clear();
      svg.remove();
    },
  };
}
