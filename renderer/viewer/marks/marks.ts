import { checkedDrawing, type Annotation, type Drawing, type DrawingFault, type ShapeKind } from '../../../core/annotation/annotation.ts';
import { SHAPE_WORDS } from '../../../core/annotation/words.ts';
import type { AnnotationId, SeriesId } from '../../../core/contract/ids.ts';
import { inFrame, notInFrame } from '../frames.ts';
import type { PointCanvas } from '../viewTransform.ts';
import { begun, clickedAt, ended, previewOf, shortened, STILL, type Clicked, type Draft } from './draft.ts';
import { hitOf, type Hit } from './hit.ts';
import { drawMarks, type Mark } from './markLayer.ts';
import type { MarkPointer, Projected, Surface } from './surface.ts';

/** What all pictures of a case share: what is drawn, what is chosen, and where changes go. */
export interface MarkDesk {
  annotations(): readonly Annotation[];
  tool(): ShapeKind | null;
  selected(): AnnotationId | null;
  /** The handle that keys move; null moves all of it. */
  handle(): number | null;
  select(id: AnnotationId | null, handle?: number | null): void;
  /** Something new is drawn; the tool is put down. */
  drew(drawing: Drawing, series: SeriesId): void;
  edited(annotation: Annotation, after: Drawing, words: string, gesture?: string): void;
  /** It was not drawn, and why. */
  refused(fault: DrawingFault['code']): void;
  /** The same in a sentence of the picture's own; the tool is put down. */
  said(why: string): void;
  /** What the series is called that something was drawn on. */
  originWords(series: SeriesId): string;
}

/** Marks on one picture. */
export interface Marks {
  readonly surface: Surface;
  /** Draws anew: something on the desk changed. */
  refresh(): void;
  /** Whether a mark is seen on this picture. */
  sees(id: AnnotationId): boolean;
  isDrawing(): boolean;
  /** Keys: moves what is chosen, or the place of the next point, by steps of the picture. */
  nudge(columns: number, rows: number): void;
  /** Keys: sets the next point where drawing by keys has come to. */
  set(): void;
  /** Keys: ends a path or an outline with the points it has. */
  finish(): void;
  /** Keys: takes the newest point back. */
  shorten(): void;
  cancel(): void;
  dispose(): void;
}

interface Held { readonly annotation: Annotation; readonly handle: number | null; readonly from: PointCanvas; now: Drawing }

/** From this length on, CSS pixels, a piece of a mark has its words beside it. */
const LEAST_SPOKEN = 12;
const lengthOf = ({ pieces }: Projected): number =>
  pieces.reduce((sum, [from, to]) => sum + Math.hypot(to[0] - from[0], to[1] - from[1]), 0);

/** Lets marks be seen, drawn and dragged on a picture. */
export function createMarks(surface: Surface, desk: MarkDesk): Marks {
  const { tile, layer } = surface;
  const stop = new AbortController();
  let draft: Draft | null = null;
  let key: PointCanvas | null = null;
  let held: Held | null = null;
  let hovered: AnnotationId | null = null;
  let isGiven = false;
  /** Whether the last press was for a mark. */
  let isTaken = false;

  const isOwn = (annotation: Annotation): boolean => annotation.series === surface.series();
  const shownOf = (annotation: Annotation): Drawing =>
    (held?.annotation.id === annotation.id ? held.now : annotation);

  function draw(): void {
    const marks = desk.annotations().flatMap((annotation): readonly Mark[] => {
      const drawing = shownOf(annotation);
      const projected = surface.projected(drawing, annotation.series);
      if (projected === null) return [];
      const look = !isOwn(annotation) ? 'elsewhere' : annotation.id === desk.selected() ? 'selected'
        : annotation.id === hovered ? 'hovered' : 'plain';
      // Where a plane only cuts through, the words would be all that is seen.
      const isSpoken = projected.isWhole || look === 'selected' || look === 'hovered' || lengthOf(projected) >= LEAST_SPOKEN;
      const lines = isSpoken ? wordsOf(annotation, drawing, projected.isWhole) : [];
      return [{ kind: drawing.kind, projected, look, handle: desk.handle(), lines }];
    });
    drawMarks(layer, [...marks, ...draftMark()], key, surface.size(), surface.cross());
  }
  const refresh = (): void => inFrame(draw);

  function wordsOf(annotation: Annotation, drawing: Drawing, isWhole: boolean): readonly string[] {
    const [value, ...more] = surface.valueWords(drawing);
    const isNamed = drawing.text !== null && drawing.text !== '';
    // The statistics of another series are its own: here they would be those of other voxels. Of a piece they are none.
    const lines = [...(value === undefined ? [] : [value]), ...(isOwn(annotation) && isWhole ? more : [])];
    return [
      ...(isNamed ? [drawing.text ?? ''] : []), ...lines, ...(isWhole ? [] : ['partly in this slab']),
      ...(isOwn(annotation) ? [] : [`drawn on ${desk.originWords(annotation.series)}`]),
    ];
  }

  function draftMark(): readonly Mark[] {
    const series = surface.series();
    const preview = draft === null ? null : previewOf(draft, surface.placeAt);
    const projected = preview === null || series === null ? null : surface.projected(preview, series);
    if (preview === null || projected === null) return [];
    const isMeasured = preview.kind === draft?.kind && checkedDrawing(preview).ok;
    return [{
      kind: preview.kind, projected, look: 'draft', handle: null,
      lines: isMeasured ? surface.valueWords(preview).slice(0, 1) : [],
    }];
  }

  function took(clicked: Clicked): void {
    const series = surface.series();
    switch (clicked.step) {
      case 'goes on':
        ({ draft } = clicked);
        break;
      case 'given up':
        draft = null;
        break;
      case 'finished': {
        draft = null;
        key = null;
        const checked = checkedDrawing(clicked.drawing);
        if (!checked.ok) desk.refused(checked.failure.code);
        else if (series !== null) desk.drew(clicked.drawing, series);
      }
    }
    refresh();
  }

  function isRefused(tool: ShapeKind): boolean {
    const why = surface.refusal(tool);
    if (why !== null) desk.said(why);
    return why !== null;
  }

  function follow(at: PointCanvas): void {
    if (draft === null) return;
    draft = { ...draft, moving: at };
    refresh();
  }

  /** The mark under a point of the tile, the chosen one before others. */
  function under(at: PointCanvas): { readonly annotation: Annotation; readonly hit: Hit } | null {
    const hits = desk.annotations().filter(isOwn).flatMap((annotation) => {
      const projected = surface.projected(annotation, annotation.series);
      const hit = projected === null ? null : hitOf(projected, at);
      return hit === null ? [] : [{ annotation, hit }];
    });
    const rank = ({ annotation, hit }: typeof hits[number]): number =>
      hit.distance - (annotation.id === desk.selected() ? 20 : 0) - (hit.handle === null ? 0 : 5);
    return hits.toSorted((one, other) => rank(one) - rank(other))[0] ?? null;
  }

  const pointer: MarkPointer = {
    begin(at, isShift) {
      const tool = desk.tool();
      if (tool !== null) {
        if (isRefused(tool)) return null;
        key = null;
        if (draft === null) draft = begun(tool === 'ellipse' && isShift ? 'circle' : tool, at, surface.placeAt);
        else follow(at);
        const isFirst = draft?.fixed.length === 1 && draft.fixed[0]?.at === at;
        pressed = { at, isFirst };
        refresh();
        return follow;
      }
      const found = under(at);
      if (found === null) return null;
      const { annotation, hit } = found;
      desk.select(annotation.id, hit.handle);
      held = { annotation, handle: hit.handle, from: at, now: annotation };
      return (to) => {
        if (held === null) return;
        const isStill = Math.hypot(to[0] - at[0], to[1] - at[1]) <= STILL / 2 && held.now === held.annotation;
        if (!isStill) held.now = surface.withHandle(held.annotation, held.handle, held.from, to);
        refresh();
      };
    },
    end() {
      if (draft !== null && pressed !== null) {
        // A press that did not move sets no second point.
        const isClick = pressed.isFirst && Math.hypot(draft.moving[0] - pressed.at[0], draft.moving[1] - pressed.at[1]) <= STILL;
        pressed = null;
        if (!isClick) took(clickedAt(draft, draft.moving, surface.placeAt));
      }
      const done = held;
      held = null;
      if (done !== null && done.now !== done.annotation) {
        const what = `${done.handle === null ? 'move' : 'change'} ${SHAPE_WORDS[done.annotation.kind]}`;
        const checked = checkedDrawing(done.now);
        if (checked.ok) desk.edited(done.annotation, done.now, what);
        else desk.refused(checked.failure.code);
      }
      refresh();
    },
    cancel() {
      pressed = null;
      held = null;
      refresh();
    },
  };
  let pressed: { readonly at: PointCanvas; readonly isFirst: boolean } | null = null;

  /** Takes the pointer while it is over a mark or a tool is in the hand, and leaves it to the picture else. */
  function look(event: PointerEvent): void {
    if (held !== null || event.target instanceof HTMLButtonElement) return;
    const box = tile.getBoundingClientRect();
    const at: PointCanvas = [event.clientX - box.left - tile.clientLeft, event.clientY - box.top - tile.clientTop];
    const isTool = desk.tool() !== null;
    if (isTool && event.buttons === 0) follow(at);
    const found = isTool ? null : under(at);
    give(isTool || found !== null);
    if (event.type === 'pointerdown') isTaken = isTool || found !== null;
    if (event.type === 'pointerdown' && event.button === 0 && !isTool && found === null && desk.selected() !== null) desk.select(null);
    tile.dataset['mark'] = isTool ? 'draw' : found === null ? '' : found.hit.handle === null ? 'line' : 'handle';
    const next = found?.annotation.id ?? null;
    if (next === hovered) return;
    hovered = next;
    refresh();
  }
  function give(isWanted: boolean): void {
    if (isGiven === isWanted) return;
    isGiven = isWanted;
    surface.give(isWanted ? pointer : null);
  }
  const listen = { signal: stop.signal, capture: true } as const;
  tile.addEventListener('pointermove', look, listen);
  tile.addEventListener('pointerdown', look, listen);
  // A double click that ends a path, or falls on a mark, is not for the picture.
  tile.addEventListener('dblclick', (event) => { if (isTaken) event.stopPropagation(); }, listen);
  tile.addEventListener('pointerleave', () => {
    if (held !== null || draft !== null) return;
    give(false);
    tile.dataset['mark'] = '';
    hovered = null;
    refresh();
  }, listen);
  const unwatch = surface.whenDrawn(draw);

  return {
    surface, refresh,
    sees: (id) => desk.annotations().some((one) => one.id === id && isOwn(one) && surface.projected(one, one.series) !== null),
    isDrawing: () => draft !== null || key !== null,
    nudge(columns, rows) {
      const step = surface.step();
      if (desk.tool() !== null) {
        const [x, y] = key ?? draft?.moving ?? surface.start();
        key = [x + columns * step, y + rows * step];
        follow(key);
        refresh();
        return;
      }
      const annotation = desk.annotations().find(({ id }) => id === desk.selected());
      if (annotation === undefined || !isOwn(annotation)) return;
      const handle = desk.handle();
      const after = surface.withHandle(annotation, handle, [0, 0], [columns * step, rows * step]);
      const what = `${handle === null ? 'move' : 'change'} ${SHAPE_WORDS[annotation.kind]}`;
      const checked = checkedDrawing(after);
      if (checked.ok) desk.edited(annotation, after, what, `nudge ${annotation.id} ${handle ?? 'whole'}`);
      else desk.refused(checked.failure.code);
    },
    set() {
      const tool = desk.tool();
      if (tool === null || isRefused(tool)) return;
      const at = key ?? draft?.moving ?? surface.start();
      key = at;
      if (draft === null) draft = begun(tool, at, surface.placeAt);
      else took(clickedAt({ ...draft, moving: at }, at, surface.placeAt));
      refresh();
    },
    finish: () => { if (draft !== null) took(ended(draft, surface.placeAt)); },
    shorten() {
      draft = draft === null ? null : shortened(draft);
      refresh();
    },
    cancel() {
      draft = null;
      key = null;
      held = null;
      refresh();
    },
    dispose() {
      stop.abort();
      unwatch();
      give(false);
      notInFrame(draw);
      layer.replaceChildren();
      delete layer.dataset['content'];
    },
  };
}
