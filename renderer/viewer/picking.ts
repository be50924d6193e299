import { pointPixel, type PointPixel } from '../../core/geometry/plane.ts';
import type { PictureSeam } from './pictureSeam.ts';

const SVG = 'http://www.w3.org/2000/svg';

/** Two places being picked on a picture. */
export interface Picking {
  /** Moves the cross by pixels, for those who pick by keys; it begins in the middle of the picture. */
  move(right: number, down: number): void;
  /** Takes the place of the cross; where there is none yet it is shown first. */
  place(): void;
  /** Short lines that show what was found, over the two places. */
  found(lines: readonly (readonly [PointPixel, PointPixel])[]): void;
  again(): void;
  dispose(): void;
}

/**
 * Lets two places be picked by clicks, by a drag, or by keys, and draws them in a layer of their own.
 *
 * @param onPicked - told of both places once there are two; from then on the pointer is the viewer's again
 */
export function createPicking(
  seam: PictureSeam, size: readonly [width: number, height: number], onPicked: (from: PointPixel, to: PointPixel) => void,
): Picking {
  const layer = seam.layer('picking');
  let places: readonly PointPixel[] = [];
  let cross: PointPixel | null = null;
  let lines: readonly (readonly [PointPixel, PointPixel])[] = [];

  const stroke = (from: PointPixel, to: PointPixel, name: string): readonly SVGElement[] => {
    const [a, b] = [seam.canvasFromPixel(from), seam.canvasFromPixel(to)];
    if (a === null || b === null) return [];
    return ['picking-backing', name].map((className) => {
      const line = document.createElementNS(SVG, 'line');
      line.setAttribute('class', className);
      for (const [key, value] of Object.entries({ x1: a[0], y1: a[1], x2: b[0], y2: b[1] })) line.setAttribute(key, value.toFixed(1));
      return line;
    });
  };
  const mark = (at: PointPixel, name: string): readonly SVGElement[] => {
    const place = seam.canvasFromPixel(at);
    if (place === null) return [];
    return ['picking-backing', name].map((className) => {
      const path = document.createElementNS(SVG, 'path');
      path.setAttribute('class', className);
      const [x, y] = place;
      path.setAttribute('d', `M${x - 9} ${y}h6M${x + 3} ${y}h6M${x} ${y - 9}v6M${x} ${y + 3}v6`);
      return path;
    });
  };
  function draw(): void {
    const [from, to] = places;
    layer.replaceChildren(
      ...lines.flatMap(([a, b]) => stroke(a, b, 'picking-found')),
      ...(from !== undefined && to !== undefined ? stroke(from, to, 'picking-line')
        : from !== undefined && cross !== null ? stroke(from, cross, 'picking-line') : []),
      ...places.flatMap((place) => mark(place, 'picking-mark')),
      ...(cross !== null && places.length < 2 ? mark(cross, 'picking-cross') : []),
    );
  }
  function take(at: PointPixel): void {
    if (places.length === 2) return;
    places = [...places, at];
    const [from, to] = places;
    if (from !== undefined && to !== undefined) {
      seam.give(null);
      cross = null;
      onPicked(from, to);
    }
    draw();
  }
  const pointer = {
    begin: (at: PointPixel) => {
      take(at);
      if (places.length !== 1) return () => undefined;
      return (to: PointPixel) => {
        cross = to;
        draw();
      };
    },
    hover: (at: PointPixel | null) => {
      cross = at;
      draw();
    },
  };
  const stop = seam.whenDrawn(draw);
  const again = (): void => {
    places = [];
    lines = [];
    seam.give(pointer);
    draw();
  };
  again();

  const move = (right: number, down: number): void => {
    const [x, y] = cross ?? places[0] ?? pointPixel(size[0] / 2, size[1] / 2);
    cross = pointPixel(Math.min(size[0] - 1, Math.max(0, x + right)), Math.min(size[1] - 1, Math.max(0, y + down)));
    draw();
  };

  return {
    move,
    place() {
      if (cross === null) move(0, 0);
      else take(cross);
    },
    found(next) {
      lines = next;
      draw();
    },
    again,
    dispose() {
      seam.give(null);
      stop();
      layer.replaceChildren();
    },
  };
}
