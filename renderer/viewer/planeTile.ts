import type { Slab } from '../../core/volume/reslice.ts';
import type { Cut } from '../../core/volume/standardPlanes.ts';
import type { OpenedCt } from './openPlanes.ts';
import { createOverlay, type Overlay } from './overlay.ts';
import { createPictureView, type PictureView } from './pictureView.ts';
import { createPlaneSeam, type OwnedPlaneSeam } from './planeSeam.ts';

/** The three tiles of one series. */
export type PlaneElements = Readonly<Record<Cut, HTMLElement>>;

/** One tile that shows a plane: its picture, what is written over it, and where marks meet it. */
export interface PlaneTile {
  readonly cut: Cut;
  readonly element: HTMLElement;
  readonly view: PictureView<OpenedCt>;
  readonly overlay: Overlay;
  readonly seam: OwnedPlaneSeam;
  dispose(): void;
}

/** A tile in `element`. `onDrawn` is called after each picture that reached it. */
export function createPlaneTile(element: HTMLElement, cut: Cut, slab: () => Slab, onDrawn: () => void): PlaneTile {
  const host = document.createElement('div');
  host.className = 'picture-canvas';
  element.prepend(host);
  const view = createPictureView<OpenedCt>(host, onDrawn);
  const seam = createPlaneSeam(element, () => {
    const drawn = view.drawn();
    return drawn === null ? null : { cut, opened: drawn.picture.of, view: drawn.view, slab: slab(), window: drawn.window };
  });
  const overlay = createOverlay(element);
  return {
    cut, element, view, overlay, seam,
    dispose() {
      overlay.dispose();
      seam.dispose();
      view.dispose();
      host.remove();
    },
  };
}
