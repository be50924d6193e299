import type { Annotation, Drawing } from '../../core/annotation/annotation.ts';
import type { AnnotationId, SeriesId } from '../../core/contract/ids.ts';
import { isSameData } from './sameData.ts';
import type { EditOf, ItemsOf, StepOf } from './steps.ts';

/** One annotation before and after a step, on its series. */
export type Edit = EditOf<AnnotationId, Drawing, { readonly series: SeriesId }>;
/** A step of work on what is drawn. */
export type Step = StepOf<Edit>;

/** What is drawn, without who and when. */
export const drawingOf = ({ kind, place, text }: Drawing): Drawing => ({ kind, place, text });

/** Annotations as items of a record. */
export const DRAWN: ItemsOf<Annotation, Edit, Drawing> = {
  contentOf: drawingOf,
  isSame: (one, other) => isSameData(drawingOf(one), drawingOf(other)),
  changed: (item, after, { author, at }) => ({ ...item, ...after, changedBy: author, changedAt: at }),
  added: ({ id, series }, after, { author, at }) =>
    ({ id, series, ...after, revision: 0, author, createdAt: at, changedBy: author, changedAt: at }),
};
