import { useEffect, useLayoutEffect, useRef } from 'react';
import type { SeriesView } from '../../../core/contract/schemas.ts';
import { tellFrame } from '../../viewer/marks/keyFrame.ts';
import { createMarks, type MarkDesk, type Marks } from '../../viewer/marks/marks.ts';
import type { Surface } from '../../viewer/marks/surface.ts';
import type { AnnotationBook } from '../../state/annotationBook.ts';
import { useCommands, type Handlers } from '../../state/commands.ts';
import { useView } from '../../state/viewStore.ts';
import { copied, drew, edited, remove, sayRefused } from './actions.ts';
import { originWords } from './annotationWords.ts';
import { ANNOTATION_COMMANDS, DRAWING_TOOLS } from './commands.ts';
import { choose, goTo, takeTool, useDesk } from './deskStore.ts';
import { useBookState, useOpenBook } from './useBook.ts';

/** What the pictures share, over the book and the desk. */
const deskOver = (book: AnnotationBook, series: () => readonly SeriesView[]): MarkDesk => ({
  annotations: () => book.store.getState().annotations,
  tool: () => useDesk.getState().tool,
  selected: () => useDesk.getState().selected,
  handle: () => useDesk.getState().handle,
  select: choose,
  drew: (drawing, of) => drew(book, drawing, of),
  edited: (annotation, after, words, gesture) => void edited(book, annotation, after, words, gesture),
  refused: sayRefused,
  said: (why) => {
    takeTool(null);
    useView.getState().say(why);
  },
  originWords: (id) => originWords(series(), id),
});

/**
 * Marks on the pictures of a pane: seen, drawn by mouse, and by keys on the active one.
 *
 * @param surfaces - makes the pictures that are drawn on, once they are there; must keep its identity while they are
 */
export function useMarks(surfaces: () => readonly Surface[]): void {
  const { book, series } = useOpenBook();
  const annotations = useBookState((state) => state.annotations);
  const { tool, selected } = useDesk();
  const marks = useRef<readonly Marks[]>([]);
  const known = useRef(series);
  useLayoutEffect(() => {
    known.current = series;
  });
  useEffect(() => {
    const desk = deskOver(book, () => known.current);
    const drawnOn = surfaces();
    const made = drawnOn.map((surface) => createMarks(surface, desk));
    marks.current = made;
    const refresh = (): void => { for (const each of made) each.refresh(); };
    refresh();
    const stops = [...drawnOn.map((surface) => tellFrame(surface, desk.annotations)), book.store.subscribe(refresh), useDesk.subscribe((now, before) => {
      if (now.tool !== before.tool) for (const each of made) each.cancel();
      refresh();
    })];
    return () => {
      for (const stop of stops) stop();
      for (const each of made) each.dispose();
      marks.current = [];
    };
  }, [book, surfaces]);

  /** The picture that keys are for: where something is being drawn, else the one in front. */
  const inFront = (): Marks | undefined => marks.current.find((each) => each.isDrawing())
    ?? marks.current.find(({ surface }) => surface.tile.contains(document.activeElement))
    ?? marks.current.find(({ surface }) => surface.tile.dataset['active'] === 'true') ?? marks.current[0];
  /** For something chosen, a picture that shows it. */
  const showing = (): Marks | undefined => {
    const front = inFront();
    if (selected === null || front?.sees(selected) === true) return front;
    return marks.current.find((each) => each.sees(selected));
  };
  const chosen = annotations.find(({ id }) => id === selected);
  const nudge = (columns: number, rows: number): void => (tool === null ? showing() : inFront())?.nudge(columns, rows);
  const moves: Handlers = tool === null && chosen === undefined ? {} : {
    left: () => nudge(-1, 0), right: () => nudge(1, 0), up: () => nudge(0, -1), down: () => nudge(0, 1),
    farLeft: () => nudge(-10, 0), farRight: () => nudge(10, 0), farUp: () => nudge(0, -10), farDown: () => nudge(0, 10),
  };
  const inHand: Handlers = tool === null ? {} : {
    set: () => inFront()?.set(), finish: () => inFront()?.finish(), shorten: () => inFront()?.shorten(),
  };
  const withChosen: Handlers = chosen === undefined || tool !== null ? {} : {
    remove: () => remove(book, chosen),
    text: () => useDesk.setState({ writing: chosen.id }),
    nextHandle: () => choose(chosen.id, handleAfter(chosen.place.points.length, 1)),
    previousHandle: () => choose(chosen.id, handleAfter(chosen.place.points.length, -1)),
    copy: () => void copied((showing()?.surface.valueWords(chosen) ?? []).join(', ')),
  };
  const step = (by: 1 | -1): void => {
    const at = annotations.findIndex(({ id }) => id === selected);
    const next = annotations[(at + by + (at < 0 && by < 0 ? 1 : 0) + annotations.length) % annotations.length];
    if (next !== undefined) goTo(next.id);
  };
  useCommands(ANNOTATION_COMMANDS, {
    ...Object.fromEntries(DRAWING_TOOLS.map(({ kind }) => [kind, () => takeTool(tool === kind ? null : kind)])),
    ...moves, ...inHand, ...withChosen,
    ...(annotations.length === 0 ? {} : { next: () => step(1), previous: () => step(-1) }),
    ...(tool === null && selected === null ? {} : { cancel: () => (tool === null ? choose(null) : takeTool(null)) }),
  });
}

/** The handle that comes next; between the last and the first comes all of it (null). */
function handleAfter(count: number, by: 1 | -1): number | null {
  const now = useDesk.getState().handle ?? (by > 0 ? -1 : count);
  const next = now + by;
  return next < 0 || next >= count ? null : next;
}
