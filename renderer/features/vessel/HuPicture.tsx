import { useEffect, useLayoutEffect, useRef, useState, type ReactNode, type Ref } from 'react';
import type { PointUv } from '../../../core/geometry/plane.ts';
import { createHuPicture, type HuPictureCanvas, type HuWords } from '../../viewer/huPicture.ts';
import { huLaid, huView, pannedHu, zoomedHu, type HuGrid, type HuLaid, type HuLook, type HuView } from '../../viewer/huLaying.ts';
import type { Window } from '../../viewer/painting.ts';
import { connectPointer, type Press, type WheelKeys } from '../../viewer/pointer.ts';
import type { CanvasSize, PointCanvas } from '../../viewer/viewTransform.ts';
import { draggedWindow } from '../../viewer/windows.ts';
import '../../viewer/viewer.css';

/** A drag over the picture: where the pointer is now, in the picture's own mm and in CSS pixels. */
export type HuDrag = (at: PointUv, onCanvas: PointCanvas) => void;

/** Who takes the left button, the hovering pointer and the wheel. */
export interface HuPointer {
  /** The left button went down; null leaves it. */
  readonly begin?: (at: PointUv, onCanvas: PointCanvas, press: Press) => HuDrag | null;
  /** The drag that `begin` returned is over. */
  readonly end?: () => void;
  /** It did not end: what it did is taken back. */
  readonly cancel?: () => void;
  readonly hover?: (at: PointUv | null, onCanvas: PointCanvas | null) => void;
  /** Notches onwards (+) or back (−). */
  readonly scroll?: (steps: number, keys: WheelKeys) => void;
}

/** A picture of HU in a tile: painted at the device's pixels, looked at as `look` says, with SVG over it. */
export function HuPicture({ label, name, className = '', tile, grid, look, onLook, window, onWindow, words, placeWords, pointer, isActive, note, controls, onDoubleClick, children }: {
  readonly label: string; readonly className?: string;
  /** Tells the tile from the others of its station. */
  readonly name?: string;
  /** The tile itself, for the keys of its part. */
  readonly tile?: Ref<HTMLDivElement>;
  /** Null while there is none: the tile is black, and `note` says why. */
  readonly grid: HuGrid | null;
  readonly look: HuLook | ((grid: HuGrid, size: CanvasSize) => HuView);
  /** Middle drag and Ctrl wheel; without it the picture stays where it is. */
  readonly onLook?: (look: HuView) => void;
  readonly window: Window;
  /** Right drag. */
  readonly onWindow?: (window: Window) => void;
  readonly words: HuWords;
  /** Says where in the vessel the pointer is. */
  readonly placeWords?: (at: PointUv) => string;
  readonly pointer?: HuPointer;
  readonly isActive?: boolean;
  /** Lies over the middle of a picture that is not there, or not right yet. */
  readonly note?: ReactNode;
  /** SVG over the picture, in CSS pixels of the tile; `laid` leads there from the picture's own places. */
  readonly children?: (laid: HuLaid) => ReactNode;
  /** What can be focused and moved, over the SVG: placed in CSS pixels of the tile. */
  readonly controls?: (laid: HuLaid) => ReactNode;
  readonly onDoubleClick?: () => void;
}) {
  const own = useRef<HTMLDivElement>(null);
  const canvas = useRef<HuPictureCanvas | null>(null);
  const [size, setSize] = useState<CanvasSize | null>(null);
  const laid = grid === null || size === null ? null : huLaid(typeof look === 'function' ? look(grid, size) : huView(grid, look, size), size);

  const newest = useRef({ laid, onLook, window, onWindow, placeWords, pointer });
  useLayoutEffect(() => {
    newest.current = { laid, onLook, window, onWindow, placeWords, pointer };
  });
  useLayoutEffect(() => {
    if (own.current === null) return;
    const made = createHuPicture(own.current, setSize);
    canvas.current = made;
    return () => {
      canvas.current = null;
      made.dispose();
    };
  }, []);
  useLayoutEffect(() => {
    canvas.current?.show(grid === null || laid === null ? null : { grid, view: laid.view, window, words });
  });
  useEffect(() => (own.current === null ? undefined : connectPointer(own.current, {
    tool: () => 'cross',
    begin: (at, chosen, press) => {
      const now = newest.current;
      // What lies over the picture has the pointer for itself.
      if (now.laid === null || (press.target instanceof Element && press.target.closest('.picture-controls > *') !== null)) return null;
      if (chosen === 'pan') return now.onLook === undefined ? null : (_, by) => {
        const { laid: here, onLook: lookAt } = newest.current;
        if (here !== null) lookAt?.(pannedHu(here.view, by));
      };
      if (chosen === 'window') return now.onWindow === undefined ? null
        : (_, [dx, dy]) => newest.current.onWindow?.(draggedWindow(newest.current.window, dx, dy));
      own.current?.focus({ preventScroll: true });
      const drag = now.pointer?.begin?.(now.laid.at(at), at, press) ?? null;
      return drag === null ? null : (to) => {
        const here = newest.current.laid;
        if (here !== null) drag(here.at(to), to);
      };
    },
    end: () => newest.current.pointer?.end?.(),
    cancel: () => newest.current.pointer?.cancel?.(),
    hover: (at) => {
      const { laid: here, pointer: use, placeWords: say } = newest.current;
      const place = at === null || here === null ? null : here.at(at);
      canvas.current?.probe(place, place === null ? '' : say?.(place) ?? '');
      use?.hover?.(place, at);
    },
    scroll: (steps, keys) => newest.current.pointer?.scroll?.(steps, keys),
    zoom: (factor, at) => {
      const { laid: here, onLook: lookAt } = newest.current;
      if (here !== null) lookAt?.(zoomedHu(here, factor, at));
    },
  })), []);

  return (
    <div
      ref={(node) => {
        own.current = node;
        if (typeof tile === 'function') tile(node);
        else if (tile != null) tile.current = node;
      }}
      className={`picture hu-picture ${className}`} data-active={isActive} data-tile={name} role="group" aria-label={label} aria-roledescription="medical picture" tabIndex={0} onDoubleClick={onDoubleClick}
      data-laid={laid === null ? undefined : [...laid.view.centre, ...laid.view.perPixel, ...laid.size].join(' ')}
    >
      <svg className="picture-marks" aria-hidden="true">{laid === null ? null : children?.(laid)}</svg>
      <div className="picture-controls">{laid === null ? null : controls?.(laid)}</div>
      <div className="picture-note" hidden={note == null}>{note}</div>
    </div>
  );
}
