import type { Annotation } from '../../core/annotation/annotation.ts';
import type { CarriageFailure, Failure, HostClient, Output } from '../../core/contract/contract.ts';
import type { CaseId } from '../../core/contract/ids.ts';
import { ok } from '../../core/result.ts';
import { DRAWN, type Edit } from './annotationSteps.ts';
import { createJournal, type Journal, type Progress } from './journal.ts';
import { WAITS } from './notKeptNow.ts';
import type { Doing } from './steps.ts';

/** Why a step is not kept. */
export type NotKept = Failure<'annotations.change'> | CarriageFailure;

/** What is drawn: as kept, and over it the steps that are on their way. */
interface Shown { readonly annotations: readonly Annotation[] }
export type BookState = Shown & Progress<NotKept>;

/** What is drawn on the images of one case. */
export interface AnnotationBook extends Omit<Journal<Annotation, Edit, Shown, NotKept>, 'take'> {
  /** What the host has: a fresh answer to annotations.list. */
  take(answer: Output<'annotations.list'>): void;
}

/** The book of a case over the host. `who` is asked at each step; `onStale` hears of an undo that came too late. */
export function createAnnotationBook(
  host: Pick<HostClient, 'annotations.change' | 'annotations.list'>, caseId: CaseId, who: () => Doing,
  onStale: () => void = () => undefined,
): AnnotationBook {
  const journal = createJournal({
    ...DRAWN, scope: caseId, who, onStale, waits: ({ code }: NotKept) => WAITS.has(code),
    shown: (annotations: readonly Annotation[]): Shown => ({ annotations }),
    send: async ({ words, edits }, revisionOf) => {
      const reply = await host['annotations.change']({
        caseId, words,
        put: edits.flatMap(({ id, series, after }) => (after === null ? [] : [{ id, series, ...after, revision: revisionOf(id) }])),
        // What never reached the host need not be removed there.
        remove: edits.flatMap(({ id, after }) => (after === null && revisionOf(id) > 0 ? [{ id, revision: revisionOf(id) }] : [])),
      });
      return reply.ok ? ok({ ...reply.value, items: reply.value.annotations }) : reply;
    },
    list: async () => {
      const reply = await host['annotations.list']({ caseId });
      return reply.ok ? ok({ items: reply.value.annotations, changes: reply.value.changes }) : reply;
    },
  });
  return { ...journal, take: ({ annotations, changes }) => journal.take({ items: annotations, changes }) };
}
