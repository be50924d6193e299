import type { Annotation, Drawing, DrawingFault } from '../../../core/annotation/annotation.ts';
import { SHAPE_WORDS } from '../../../core/annotation/words.ts';
import type { SeriesId } from '../../../core/contract/ids.ts';
import type { AnnotationBook } from '../../state/annotationBook.ts';
import { drawingOf } from '../../state/annotationSteps.ts';
import { useView } from '../../state/viewStore.ts';
import { choose, useDesk } from './deskStore.ts';
import { newAnnotationId } from '../../state/newId.ts';

/** Keeps something new and puts the tool down; an arrow asks for its words. */
export function drew(book: AnnotationBook, drawing: Drawing, series: SeriesId): void {
  const id = newAnnotationId();
  book.change({
    words: `draw ${SHAPE_WORDS[drawing.kind]}`, edits: [{ id, series, before: null, after: drawingOf(drawing) }],
  });
  useDesk.setState({ tool: null, selected: id, handle: null, writing: drawing.kind === 'arrow' ? id : null });
}

/** Keeps a change of something drawn. */
export const edited = (
  book: AnnotationBook, annotation: Annotation, after: Drawing, words: string, gesture?: string,
): boolean => book.change({
  words,
  edits: [{ id: annotation.id, series: annotation.series, before: drawingOf(annotation), after: drawingOf(after) }],
}, gesture);

/** Removes something drawn. */
export function remove(book: AnnotationBook, annotation: Annotation): void {
  const { id, series, kind } = annotation;
  book.change({ words: `remove ${SHAPE_WORDS[kind]}`, edits: [{ id, series, before: drawingOf(annotation), after: null }] });
  if (useDesk.getState().selected === id) choose(null);
}

const FAULTS: Readonly<Record<DrawingFault['code'], string>> = {
  'annotation/no-extent': 'Nothing was kept: its points lie in one place',
  'annotation/off-plane': 'Nothing was kept: a region must lie in one plane',
  'annotation/point-count': 'Nothing was kept: too few points, or too many',
  'annotation/wrong-place': 'This cannot be drawn here',
};
/** Says in one line why something was not drawn. */
export const sayRefused = (code: DrawingFault['code']): void => useView.getState().say(FAULTS[code]);

/** Copies the value of something drawn, and says so. */
export async function copied(words: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(words);
    useView.getState().say(`Copied: ${words}`);
  } catch {
    useView.getState().say('The clipboard may not be used here: allow it in the browser');
  }
}
