import type { Cut } from '../../core/volume/standardPlanes.ts';
import { CUTS } from '../../core/volume/planeAxes.ts';
import { planeNow, valueAt, type OpenedCt, type OpenPlanes, type VoxelSource } from './openPlanes.ts';
import type { OverlayContent } from './overlay.ts';
import type { Window } from './painting.ts';
import type { Drawn } from './pictureView.ts';
import type { OtherPlane } from './planeGrips.ts';
import { planeOverlay } from './planeOverlay.ts';
import { isSameSpace, type PlanesDrawing } from './planesDrawing.ts';
import type { PlaneTile } from './planeTile.ts';
import { pointWords } from './planeWords.ts';
import { lpsFromCanvas, type PointCanvas } from './viewTransform.ts';

/** What is written over all tiles of three planes, of a first series and of the one beside it. */
export interface PlanesOverlays {
  /** Writes all anew, from the pictures as they are drawn. */
  update(): void;
  /** The other planes as they are drawn beside this one. */
  othersOf(tile: PlaneTile, now: OpenPlanes): readonly OtherPlane[];
  /** The pointer at a place of a tile, or gone from it. True where it came to another tile: then all is to be written anew. */
  point(tile: PlaneTile, at: PointCanvas | null): boolean;
  /** The tile under the pointer and where in it; null while it is over none. */
  pointed(): { readonly tile: PlaneTile; readonly at: PointCanvas } | null;
}

/** Overlays of `tiles`, of which `first` show the first series; the rest as it is when they are written. */
export function createPlanesOverlays({ tiles, first, drawing, active, window }: {
  readonly tiles: readonly PlaneTile[]; readonly first: Readonly<Record<Cut, PlaneTile>>; readonly drawing: PlanesDrawing;
  readonly active: () => Cut; readonly window: () => Window;
}): PlanesOverlays {
  let pointed: { readonly tile: PlaneTile; readonly at: PointCanvas } | null = null;

  /** The series of the two that a picture is of. */
  function sourceOf(of: OpenedCt): VoxelSource | null {
    const other = drawing.compared()?.source;
    return [drawing.series(), other].find((source) => source?.opened === of) ?? null;
  }

  const othersOf: PlanesOverlays['othersOf'] = ({ cut }, now) => CUTS.filter((other) => other !== cut).map((other) => {
    const drawn = first[other].view.drawn();
    // Of a plane that is not on the screen, where it would be.
    return { cut: other, plane: drawn === null || sourceOf(drawn.picture.of) === null ? planeNow(now, other) : drawn.view.plane };
  });

  function contentOf(tile: PlaneTile, drawn: Drawn<OpenedCt>): OverlayContent | null {
    const now = drawing.series();
    const source = sourceOf(drawn.picture.of);
    if (now === null || source === null) return null;
    const isOther = source.opened !== now.opened;
    return planeOverlay({
      source, cut: tile.cut, standard: now.planes[tile.cut], drawn, slab: now.slab, window: window(), cursor: now.cursor,
      others: othersOf(tile, now), probe: probeWords(tile),
      warnings: isOther && !isSameSpace(now.opened, source.opened) ? ['other frame of reference'] : [],
    });
  }

  /** Value and place under the pointer; without one, at the cursor in the active picture. */
  function probeWords(tile: PlaneTile): string {
    const drawn = tile.view.drawn();
    const source = drawn === null ? null : sourceOf(drawn.picture.of);
    const now = drawing.series();
    if (drawn === null || source === null || now === null) return '';
    const at = pointed?.tile === tile ? pointed.at : null;
    if (at === null && (pointed !== null || tile !== first[active()])) return '';
    const point = at === null ? now.cursor : lpsFromCanvas(drawn.view, at);
    const value = valueAt(source, point);
    return value === 'outside' ? '' : `${at === null ? 'cursor ' : ''}${value ?? 'not loaded yet'}\n${pointWords(point)}`;
  }

  return {
    othersOf,
    pointed: () => pointed,
    update() {
      for (const tile of tiles) {
        const drawn = tile.view.drawn();
        if (drawn === null) tile.overlay.update(null);
        // Of a series that is about to give way the marks stay as they are.
        else if (sourceOf(drawn.picture.of) !== null) tile.overlay.update(contentOf(tile, drawn));
        tile.seam.drawn();
      }
    },
    point(tile, at) {
      const before = pointed?.tile;
      pointed = at === null ? null : { tile, at };
      if (before !== pointed?.tile) return true;
      tile.overlay.probe(probeWords(tile));
      return false;
    },
  };
}
