import type { PointLps } from '../../../core/geometry/frame.ts';
import type { RenderView } from '../../../core/rendering/camera.ts';
import { svgMade } from '../svg.ts';
import type { PointCanvas } from '../viewTransform.ts';

/** Who hears of clicks on the rendering: the point of the patient that is seen there, null beside all that is seen. */
export type RenderingPick = (at: PointLps | null, onCanvas: PointCanvas) => void;

/** Where marks on the rendering meet the viewer. */
export interface RenderingSeam {
  /** How the picture on the screen is looked at, one pixel a CSS pixel; null while it is black. */
  view(): RenderView | null;
  /** An SVG group over the picture and under the words, in CSS pixels of the tile; whoever draws in it clears it. */
  layer(name: string): SVGGElement;
  /** Calls after each picture that reached the screen; returns the undoing. */
  whenDrawn(draw: () => void): () => void;
  /** Gives clicks to somebody; null gives them back. */
  give(pick: RenderingPick | null): void;
}

/** The viewer's side of the seam. */
export interface OwnedRenderingSeam {
  readonly seam: RenderingSeam;
  drawn(): void;
  /** Whether somebody wants to hear of clicks. */
  isWanted(): boolean;
  picked: RenderingPick;
  dispose(): void;
}

/** A seam on the rendering in `tile`; its layer comes after what is in the tile now. */
export function createRenderingSeam(tile: HTMLElement, view: () => RenderView | null): OwnedRenderingSeam {
  const svg = svgMade(tile, 'svg', { class: 'picture-marks', 'aria-hidden': 'true' });
  const told = new Set<() => void>();
  const layers = new Map<string, SVGGElement>();
  let picks: RenderingPick | null = null;
  return {
    seam: {
      view,
      layer(name) {
        const known = layers.get(name) ?? svgMade(svg, 'g', {});
        layers.set(name, known);
        return known;
      },
      whenDrawn(draw) {
        told.add(draw);
        return () => {
          told.delete(draw);
        };
      },
      give(pick) {
        picks = pick;
      },
    },
    drawn: () => {
      for (const draw of told) draw();
    },
    isWanted: () => picks !== null,
    picked: (at, onCanvas) => picks?.(at, onCanvas),
    dispose() {
      told.clear();
      svg.remove();
    },
  };
}
