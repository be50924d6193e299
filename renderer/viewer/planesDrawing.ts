import { CUTS, standardAxes } from '../../core/volume/planeAxes.ts';
import type { ImagePlane } from '../../core/geometry/plane.ts';
import { insideVolume, type Cut } from '../../core/volume/standardPlanes.ts';
import { isStraight, openPlanes, ownPicture, planeNow, type OpenedCt, type OpenPlanes } from './openPlanes.ts';
import type { OpenVolume } from './openVolumes.ts';
import { cutPicture, planePicture } from './planePicture.ts';
import type { CompareAs } from './planesState.ts';
import type { PlaneTile } from './planeTile.ts';
import type { Samples } from './painting.ts';

/** A second series at the place of the first. */
export interface Comparison {
  readonly source: OpenVolume;
  as: CompareAs;
  isInFront: boolean;
}

/** The open series, the one it is compared with, and what of them is in the tiles. */
export interface PlanesDrawing {
  series(): OpenPlanes | null;
  compared(): Comparison | null;
  /** Opens a series. One of the same space keeps cursor, planes and depth; what is on the screen stays until it is there. */
  open(volume: OpenVolume): void;
  close(): void;
  /** Shows a second series at the same place; null ends it. */
  compare(second: { readonly volume: OpenVolume; readonly as: CompareAs } | null): void;
  /** By turns: brings the other series to the front. */
  flip(): void;
  /** Draws the planes whose place or depth changed; all where forced. */
  draw(isForced: boolean): void;
  /** A tile of the first series was drawn: the one beside it follows. */
  drawn(cut: Cut): void;
}

/** While slices arrive, the planes across them are drawn anew no oftener than this. */
const REDRAW_MS = 250;
/** The last picture stays no longer than this while the next series of the same case arrives. */
const HOLD_MS = 1500;

const nothing = (): void => undefined;

type Tiles = Readonly<Record<Cut, PlaneTile>>;

/** Draws into the tiles of a first and of a second series. `tell` is called when loading stands otherwise. */
export function createPlanesDrawing(
  first: Tiles, second: Tiles, { tell, opened: isOpened }: { readonly tell: () => void; readonly opened: (samples: Samples | null) => void },
): PlanesDrawing {
  let series: OpenPlanes | null = null;
  let compared: Comparison | null = null;
  /** True while pictures of the series before stay on the screen. */
  let isHeld = false;
  let isContinued = false;
  /** End being told of what arrives for the first series, and for the second. */
  let [unwatch, unwatchSecond] = [nothing, nothing];
  const timers = new Map<'redraw' | 'hold' | 'second', ReturnType<typeof setTimeout>>();
  const shown = new Map<Cut, string>();
  /** Whose picture each tile was given last. */
  const last = new Map<Cut, OpenedCt>();
  const followed = new Map<Cut, string>();

  const later = (name: 'redraw' | 'hold' | 'second', ms: number, act: () => void): void => {
    if (timers.has(name)) return;
    timers.set(name, setTimeout(() => {
      timers.delete(name);
      act();
    }, ms));
  };
  const never = (name: 'redraw' | 'hold' | 'second'): void => {
    clearTimeout(timers.get(name));
    timers.delete(name);
  };
  const ofTile = ({ view }: PlaneTile): OpenedCt | null => view.drawn()?.picture.of ?? null;
  const isOurs = (of: OpenedCt | null): boolean => of !== null && (of === series?.opened || of === compared?.source.opened);

  function drawPlane(cut: Cut, isForced: boolean): void {
    if (series === null || isHeld) return;
    const other = compared?.isInFront === true ? compared.source : null;
    const key = placeKey(planeNow(series, cut), series.slab.thickness, series.slab.rule, other === null, ownPicture(series, cut));
    if (!isForced && shown.get(cut) === key) return;
    const picture = other === null ? planePicture(series, cut) : cutPicture(other, planeNow(series, cut), series.slab);
    if (picture === null) return;
    if (shown.size === 0) isOpened('samples' in picture ? picture.samples : null);
    shown.set(cut, key);
    const { view } = first[cut];
    const before = view.drawn();
    const was = last.get(cut);
    last.set(cut, picture.of);
    if (before !== null && before.picture.of !== picture.of && isOurs(before.picture.of)) view.showAs(picture, before.view);
    else if (was !== undefined && (was === picture.of || isContinued)) view.show(picture, series.cursor);
    else view.show(picture);
  }

  function draw(isForced: boolean): void {
    for (const cut of CUTS) drawPlane(cut, isForced);
  }

  /** The pictures of the series before give way, all in one frame: never two series under one name. */
  function release(): void {
    never('hold');
    isHeld = false;
    draw(true);
    for (const cut of CUTS) if (!shown.has(cut)) first[cut].view.clear();
  }

  function onSlice(k: number): void {
    if (series === null || isHeld) return;
    if (shown.size === 0) draw(true);
    for (const cut of CUTS) if (isSlice(series, cut) && ownPicture(series, cut) === k) drawPlane(cut, !shown.has(cut));
    later('redraw', REDRAW_MS, () => {
      for (const cut of CUTS) if (series !== null && !isSlice(series, cut)) drawPlane(cut, true);
      tell();
    });
  }

  function follow(cut: Cut, isForced: boolean): void {
    const lead = first[cut].view.drawn();
    if (series === null || compared === null || compared.as !== 'beside' || lead === null || lead.picture.of !== series.opened) return;
    const { view } = lead;
    const key = placeKey(view.plane, series.slab.thickness, series.slab.rule, ...view.centre, view.mmPerPixel, ...view.size);
    if (!isForced && followed.get(cut) === key) return;
    const picture = cutPicture(compared.source, view.plane, series.slab);
    if (picture === null) return;
    followed.set(cut, key);
    second[cut].view.showLike(picture, view);
  }

  function endComparison(): void {
    never('second');
    unwatchSecond();
    const wasInFront = compared?.isInFront === true;
    compared = null;
    followed.clear();
    for (const cut of CUTS) second[cut].view.clear();
    if (wasInFront) draw(true);
  }

  function drop(): void {
    endComparison();
    unwatch();
    series = null;
    shown.clear();
    for (const name of ['redraw', 'hold'] as const) never(name);
  }

  return {
    series: () => series,
    compared: () => compared,
    draw,
    drawn: (cut) => follow(cut, false),
    open(volume) {
      const before = series;
      drop();
      const { opened, store } = volume;
      unwatch = volume.watch({
        onSlice,
        onState: ({ kind }) => {
          if (isHeld && kind !== 'loading') release();
          tell();
        },
      });
      series = openPlanes(volume);
      isContinued = before !== null && isSameSpace(before.opened, opened);
      if (before !== null && isContinued) continueFrom(series, before);
      isHeld = CUTS.some((cut) => ofTile(first[cut]) !== null);
      const onHeld = (): void => (store.present() > 0 ? release() : later('hold', REDRAW_MS, onHeld));
      if (isHeld && store.state().kind !== 'loading') release();
      else if (isHeld) later('hold', HOLD_MS, onHeld);
      draw(true);
      tell();
    },
    close() {
      drop();
      isHeld = false;
      last.clear();
      for (const cut of CUTS) first[cut].view.clear();
      tell();
    },
    compare(next) {
      if (next === null || series === null) {
        if (compared !== null) endComparison();
        tell();
        return;
      }
      if (compared?.source === next.volume) {
        const wasInFront = compared.isInFront;
        compared.as = next.as;
        compared.isInFront = false;
        if (wasInFront) draw(true);
      } else {
        endComparison();
        const again = (): void => {
          if (compared?.isInFront === true) draw(true);
          for (const cut of CUTS) follow(cut, true);
          tell();
        };
        unwatchSecond = next.volume.watch({ onSlice: () => later('second', REDRAW_MS, again), onState: again });
        compared = { source: next.volume, as: next.as, isInFront: false };
      }
      for (const cut of CUTS) follow(cut, true);
      tell();
    },
    flip() {
      if (compared === null || compared.as !== 'by turns' || compared.source.store.present() === 0) return;
      compared.isInFront = !compared.isInFront;
      draw(true);
      tell();
    },
  };
}

/** Coordinates of both mean the same place of the patient. */
export const isSameSpace = (one: OpenedCt, other: OpenedCt): boolean =>
  one.grid.frameOfReferenceUid !== null && one.grid.frameOfReferenceUid === other.grid.frameOfReferenceUid;

/** One of the slices as acquired: it changes only when that slice arrives. */
const isSlice = (series: OpenPlanes, cut: Cut): boolean =>
  series.planes[cut].across === 2 && ownPicture(series, cut) !== null;

/** The next phase is looked at as the one before was. */
function continueFrom(series: OpenPlanes, before: OpenPlanes): void {
  series.cursor = insideVolume(series.grid, before.cursor);
  series.slab = before.slab;
  series.axes = CUTS.every((cut) => isStraight(before, cut)) ? standardAxes(series.planes) : before.axes;
}

const placeKey = ({ origin, u, v }: ImagePlane, ...more: readonly unknown[]): string =>
  [...[...origin, ...u, ...v].map((part) => part.toFixed(6)), ...more].join(' ');
