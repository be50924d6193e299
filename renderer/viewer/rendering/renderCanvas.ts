import type { Piece } from './renderPasses.ts';

/** The canvas of a rendering. */
export interface RenderCanvas {
  /** Device pixels per CSS pixel of a fine picture. */
  perPixel(): number;
  paint(piece: Piece): void;
  clear(): void;
  dispose(): void;
}

/** A fine picture has no more pixels than this, whatever the screen. */
const MOST_PIXELS = 1_600_000;

/**
 * A canvas that fills `tile`. Coarse pictures are drawn over all of it, smoothly; fine ones row by row at their own pixels.
 *
 * @param onSize - told of the size in CSS pixels, and of each change of it
 * @param onLost - what was drawn is gone, and the canvas can be drawn on again
 */
export function createRenderCanvas(
  tile: HTMLElement, onSize: (size: readonly [width: number, height: number]) => void, onLost: () => void,
): RenderCanvas {
  const canvas = document.createElement('canvas');
  canvas.className = 'picture-canvas rendering-canvas';
  tile.prepend(canvas);
  // In the page's own memory: it outlives the graphics process.
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  const small = document.createElement('canvas');
  const smallContext = small.getContext('2d', { willReadFrequently: true, alpha: false });
  canvas.addEventListener('contextrestored', onLost);
  let perPixel = 1;

  function measure(): void {
    const { clientWidth: width, clientHeight: height } = tile;
    if (width === 0 || height === 0) return;
    perPixel = Math.min(devicePixelRatio, Math.sqrt(MOST_PIXELS / (width * height)));
    canvas.width = Math.max(1, Math.round(width * perPixel));
    canvas.height = Math.max(1, Math.round(height * perPixel));
    onSize([width, height]);
  }
  const observer = new ResizeObserver(measure);
  observer.observe(tile);

  return {
    perPixel: () => perPixel,
    paint({ pixels, size: [width, height], from, rows, isFine, isLast }) {
      if (context === null || smallContext === null) return;
      const piece = new ImageData(pixels, width, rows);
      if (isFine) {
        // A picture that was begun before the tile changed its size is not this canvas's.
        if (width === canvas.width && height === canvas.height) context.putImageData(piece, 0, from);
        return;
      }
      if (small.width !== width || small.height !== height) Object.assign(small, { width, height });
      smallContext.putImageData(piece, 0, from);
      if (!isLast) return;
      context.imageSmoothingEnabled = true;
      context.imageSmoothingQuality = 'medium';
      context.drawImage(small, 0, 0, canvas.width, canvas.height);
    },
    clear: () => context?.clearRect(0, 0, canvas.width, canvas.height),
    dispose() {
      observer.disconnect();
      canvas.removeEventListener('contextrestored', onLost);
      canvas.remove();
    },
  };
}
