import { create } from 'zustand';
import type { ShapeKind } from '../../../core/annotation/annotation.ts';
import type { AnnotationId } from '../../../core/contract/ids.ts';

interface Desk {
  /** The tool in the hand; null is the viewer's own. */
  readonly tool: ShapeKind | null;
  readonly selected: AnnotationId | null;
  /** The handle that keys move; null moves all of it. */
  readonly handle: number | null;
  /** The annotation whose text is being written. */
  readonly writing: AnnotationId | null;
  /** The annotation that the pictures shall go to; grows with each wish, so that the same one can be wished again. */
  readonly wish: { readonly id: AnnotationId; readonly count: number } | null;
}

const EMPTY: Desk = { tool: null, selected: null, handle: null, writing: null, wish: null };

/** What is in the hand and what is chosen, over all pictures of the open case. */
export const useDesk = create<Desk>()(() => EMPTY);

/** Takes a tool, or puts it down. */
export const takeTool = (tool: ShapeKind | null): void =>
  useDesk.setState(tool === null ? { tool } : { tool, selected: null, handle: null });

/** Chooses an annotation, and of it a handle or all. */
export const choose = (selected: AnnotationId | null, handle: number | null = null): void =>
  useDesk.setState({ selected, handle });

/** Chooses an annotation and brings the pictures there. */
export const goTo = (id: AnnotationId): void => useDesk.setState(({ wish }) =>
  ({ selected: id, handle: null, tool: null, wish: { id, count: (wish?.count ?? 0) + 1 } }));

/** Another case: nothing of the last one stays in the hand. */
export const clearDesk = (): void => useDesk.setState(EMPTY, true);
