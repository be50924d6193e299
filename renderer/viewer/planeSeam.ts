import type { PointLps } from '../../core/geometry/frame.ts';
import type { Slab } from '../../core/volume/reslice.ts';
import type { Cut } from '../../core/volume/standardPlanes.ts';
import type { OpenedCt } from './openPlanes.ts';
import type { Window } from './painting.ts';
import type { Drag, Press } from './pointer.ts';
import { createPointerTaker, type DragEnds } from './pointerTaker.ts';
import { lpsFromCanvas, type PointCanvas, type View } from './viewTransform.ts';

/** The plane that is on the screen. */
export interface ShownPlane {
  readonly cut: Cut;
  readonly opened: OpenedCt;
  /** The plane as it was drawn (`view.plane`), and how it was laid on the tile. */
  readonly view: View;
  /** What the picture holds in depth, about its plane; thickness 0 is the plane alone. */
  readonly slab: Slab;
  readonly window: Window;
}

/** Who takes the left button and the hovering pointer before the viewer does; places are points of the patient. */
export interface PlanePointer extends DragEnds {
  /** The left button went down; null leaves it to the viewer. */
  begin(at: PointLps, onCanvas: PointCanvas, press: Press): ((at: PointLps, onCanvas: PointCanvas) => void) | null;
  hover(at: PointLps | null, onCanvas: PointCanvas | null): void;
}

/** Where marks on a plane meet the viewer: places, a layer of their own, the pointer. */
export interface PlaneSeam {
  /** What is really on the screen; null while it is black. */
  shown(): ShownPlane | null;
  /** The tile itself: for the cursor, for keys while it has the focus. */
  readonly tile: HTMLElement;
  /** An SVG group over the picture and under the words, in CSS pixels of the tile; whoever draws in it clears it. */
  layer(name: string): SVGGElement;
  /** Calls in each frame in which picture, place, scale, slab or cursor changed, and after `clear`; returns the undoing. */
  whenDrawn(draw: () => void): () => void;
  /** Gives the pointer to a tool; null gives it back. A drag of who had it is cancelled. */
  give(pointer: PlanePointer | null): void;
}

/** The viewer's side of the seam. */
export interface OwnedPlaneSeam {
  readonly seam: PlaneSeam;
  drawn(): void;
  begin(at: PointCanvas, press: Press): Drag | null;
  end(): void;
  cancel(): void;
  /** Whether somebody else has the pointer. */
  hover(at: PointCanvas | null): boolean;
  dispose(): void;
}

const SVG = 'http://www.w3.org/2000/svg';

/** A seam on the plane of `tile`; its layer comes after what is in the tile now. */
export function createPlaneSeam(tile: HTMLElement, shown: () => ShownPlane | null): OwnedPlaneSeam {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'picture-marks');
  svg.setAttribute('aria-hidden', 'true');
  tile.append(svg);
  const told = new Set<() => void>();
  const layers = new Map<string, SVGGElement>();
  const taker = createPointerTaker<PlanePointer>();
  const pointAt = (at: PointCanvas): PointLps | null => {
    const plane = shown();
    return plane === null ? null : lpsFromCanvas(plane.view, at);
  };
  return {
    seam: {
      shown, tile,
      layer(name) {
        const known = layers.get(name);
        if (known !== undefined) return known;
        const group = document.createElementNS(SVG, 'g');
        layers.set(name, group);
        svg.append(group);
        return group;
      },
      whenDrawn(draw) {
        told.add(draw);
        return () => {
          told.delete(draw);
        };
      },
      give(next) {
        taker.given()?.hover(null, null);
        taker.give(next);
      },
    },
    drawn: () => {
      for (const draw of told) draw();
    },
    begin(at, press) {
      const point = pointAt(at);
      const move = point === null ? null : taker.begin((pointer) => pointer.begin(point, at, press));
      return move === null ? null : (to) => {
        const now = pointAt(to);
        if (now !== null) move(now, to);
      };
    },
    end: taker.end,
    cancel: taker.cancel,
    hover(at) {
      const pointer = taker.given();
      pointer?.hover(at === null ? null : pointAt(at), at);
      return pointer !== null;
    },
    dispose() {
      told.clear();
      svg.remove();
    },
  };
}
