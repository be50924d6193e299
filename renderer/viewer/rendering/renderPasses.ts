import { resizedView, type RenderView } from '../../../core/rendering/camera.ts';
import type { CutPlane } from '../../../core/rendering/rayCast.ts';
import type { RenderPreset } from '../../../core/rendering/transfer.ts';
import type { RenderCrew } from './renderCrew.ts';

/** What is to be seen. */
export interface Look { readonly view: RenderView; readonly preset: RenderPreset; readonly cuts: readonly CutPlane[] }

/** A piece of a picture: its pixels, and where they belong in it. */
export interface Piece {
  readonly look: Look;
  readonly isFine: boolean;
  readonly size: readonly [width: number, height: number];
  readonly from: number;
  readonly rows: number;
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
  /** The whole picture is there now. */
  readonly isLast: boolean;
}

/** Renders what was wanted last: coarse as long as it changes, then fine. */
export interface RenderPasses {
  want(look: Look, perPixel: number): void;
  /** ms that the last coarse picture took; null before the first. */
  coarseMs(): number | null;
  dispose(): void;
}

/** Without a change for this long, the fine picture begins. */
const STILL_MS = 120;
/** A coarse picture should take no longer, and need not be faster. */
const TOO_SLOW_MS = 140;
const TOO_FAST_MS = 60;
const COARSEST = 6;
const FINEST_COARSE = 2;
const BAND = 20;
/** Steps along a ray as shares of the least spacing. */
const COARSE_STEP = 1.6;
const FINE_STEP = 0.6;

interface Pass {
  readonly look: Look; readonly isFine: boolean; readonly view: RenderView; readonly began: number; readonly bands: readonly number[]; readonly band: number;
  next: number; back: number;
}

/** Bands from the middle outwards: what is looked at comes first. */
const bandsOf = (height: number, band: number): readonly number[] =>
  Array.from({ length: Math.ceil(height / band) }, (_, n) => n * band)
    .toSorted((one, other) => Math.abs(one + band / 2 - height / 2) - Math.abs(other + band / 2 - height / 2));

/**
 * A renderer of passes; one pass at a time, and a coarse one is not given up, so that a turning picture always moves.
 *
 * @param spacing - least distance of voxels, mm
 */
export function createRenderPasses(
  crew: Pick<RenderCrew, 'idle' | 'rows'>, spacing: number, now: () => number, onPiece: (piece: Piece) => void,
): RenderPasses {
  let wanted: { readonly look: Look; readonly perPixel: number } | null = null;
  let pass: Pass | null = null;
  let coarseness = 3;
  let coarseMs: number | null = null;
  let still: ReturnType<typeof setTimeout> | null = null;
  let isOver = false;

  function begin(look: Look, perPixel: number, isFine: boolean): void {
    const scale = isFine ? perPixel : perPixel / coarseness;
    const size = look.view.size.map((pixels) => Math.max(1, Math.round(pixels * scale)));
    const view = resizedView(look.view, [size[0] ?? 1, size[1] ?? 1], (size[0] ?? 1) / Math.max(1, look.view.size[0]));
    const band = isFine ? BAND : Math.max(1, Math.ceil(view.size[1] / Math.max(1, crew.idle())));
    pass = { look, isFine, view, began: now(), bands: bandsOf(view.size[1], band), band, next: 0, back: 0 };
    pump(pass);
  }

  function pump(of: Pass): void {
    while (pass === of && of.next < of.bands.length && crew.idle() > 0) {
      const from = of.bands[of.next] ?? 0;
      of.next += 1;
      const to = Math.min(of.view.size[1], from + of.band);
      void crew.rows({
        view: of.view, preset: of.look.preset, cuts: of.look.cuts, stepMm: spacing * (of.isFine ? FINE_STEP : COARSE_STEP), from, to,
      }).then((pixels) => arrived(of, from, to, pixels));
    }
  }

  function arrived(of: Pass, from: number, to: number, pixels: Uint8ClampedArray<ArrayBuffer>): void {
    if (isOver) return;
    of.back += 1;
    // Of a pass that was given up nothing is shown.
    if (pass === of) {
      const isLast = of.back === of.bands.length;
      onPiece({ look: of.look, isFine: of.isFine, size: of.view.size, from, rows: to - from, pixels, isLast });
      if (isLast) ended(of);
      else pump(of);
    } else if (pass === null) next();
    else pump(pass);
  }

  function ended(of: Pass): void {
    pass = null;
    if (!of.isFine) {
      coarseMs = now() - of.began;
      if (coarseMs > TOO_SLOW_MS) coarseness = Math.min(COARSEST, coarseness + 1);
      else if (coarseMs < TOO_FAST_MS) coarseness = Math.max(FINEST_COARSE, coarseness - 1);
    }
    next(of);
  }

  /** The newest wish, coarse; where it has been fulfilled, the fine picture after a while. */
  function next(last: Pass | null = null): void {
    const wish = wanted;
    if (wish === null) return;
    if (last === null || last.look !== wish.look) {
      begin(wish.look, wish.perPixel, false);
      return;
    }
    if (last.isFine) return;
    still = setTimeout(() => {
      still = null;
      if (pass === null && wanted === wish && !isOver) begin(wish.look, wish.perPixel, true);
    }, STILL_MS);
  }

  return {
    want(look, perPixel) {
      wanted = { look, perPixel };
      if (still !== null) clearTimeout(still);
      still = null;
      if (pass?.isFine === true) pass = null;
      // A worker that is busy with what was given up begins the next when it is done.
      if (pass === null && crew.idle() > 0) next();
    },
    coarseMs: () => coarseMs,
    dispose() {
      isOver = true;
      pass = null;
      if (still !== null) clearTimeout(still);
    },
  };
}
