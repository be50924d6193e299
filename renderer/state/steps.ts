import type { Author } from '../../core/annotation/annotation.ts';

/** One item of a record before and after a step; null where it is not there. */
export type EditOf<Id extends string, Content, Of> = Of & {
  readonly id: Id;
  readonly before: Content | null;
  readonly after: Content | null;
};

/** A step of work: what undo takes back as one. `words` names it: "move cap". */
export interface StepOf<Edit> { readonly words: string; readonly edits: readonly Edit[] }

/** The longest name of a step, characters. */
const LONGEST_WORDS = 120;

/** The step that takes another one back. */
export const reversed = <Edit extends { readonly before: unknown; readonly after: unknown }>({ words, edits }: StepOf<Edit>): StepOf<Edit> => ({
  words: `undo ${words}`.slice(0, LONGEST_WORDS), edits: edits.map((edit) => ({ ...edit, before: edit.after, after: edit.before })),
});

/** Who does something, and when: for what is shown before it is kept. */
export interface Doing { readonly author: Author | null; readonly at: string }

/** How the items of a record are made from what is edited of them. */
export interface ItemsOf<Item, Edit, Content> {
  readonly contentOf: (item: Item) => Content;
  readonly isSame: (one: Content, other: Content) => boolean;
  /** The item as it is after an edit. */
  readonly changed: (item: Item, after: Content, doing: Doing) => Item;
  /** A new item. */
  readonly added: (edit: Edit, after: Content, doing: Doing) => Item;
}

/** What is edited of an item. */
type Edited<Id extends string, Content> = EditOf<Id, Content, unknown>;

/** Whether a step starts from what is there now: nobody else has changed it since. */
export function startsFrom<Id extends string, Content, Item extends { readonly id: Id }, Edit extends Edited<Id, Content>>(
  shown: readonly Item[], { edits }: StepOf<Edit>, { contentOf, isSame }: Pick<ItemsOf<Item, Edit, Content>, 'contentOf' | 'isSame'>,
): boolean {
  return edits.every(({ id, before }) => {
    const item = shown.find((one) => one.id === id);
    return item === undefined || before === null ? item === undefined && before === null : isSame(before, contentOf(item));
  });
}

/** What is there after a step; what the step adds comes last. */
export function afterStep<Id extends string, Content, Item extends { readonly id: Id }, Edit extends Edited<Id, Content>>(
  shown: readonly Item[], { edits }: StepOf<Edit>, doing: Doing, { changed, added }: Pick<ItemsOf<Item, Edit, Content>, 'changed' | 'added'>,
): readonly Item[] {
  const edited = new Map(edits.map((edit) => [edit.id, edit]));
  const known = new Set(shown.map(({ id }) => id));
  const kept = shown.flatMap((item): readonly Item[] => {
    const edit = edited.get(item.id);
    if (edit === undefined) return [item];
    return edit.after === null ? [] : [changed(item, edit.after, doing)];
  });
  return [...kept, ...edits.flatMap((edit): readonly Item[] =>
    (edit.after === null || known.has(edit.id) ? [] : [added(edit, edit.after, doing)]))];
}
