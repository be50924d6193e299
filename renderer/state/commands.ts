import { useLayoutEffect, useRef, type RefObject } from 'react';
import { create } from 'zustand';

/** Something that can be done: its name in code, its keys as they are printed on them, and its words. */
export interface Command<Id extends string = string> {
  readonly id: Id;
  /** 'R', 'F1', 'PgDn', 'Space', '←', 'Shift ←', 'Ctrl Z'; the first is the one that is shown. None is fine. */
  readonly keys: readonly string[];
  /** What it does, for the palette: "Reset the views". */
  readonly does: string;
  /** Neighbours of the same row share one line of the key sheet, which says this. */
  readonly row?: string;
}

/** All that can be done in one place, from which keys, key sheet and palette follow. */
export interface CommandTable<Id extends string = string> {
  /** Heads its part of the key sheet: "Images". */
  readonly title: string;
  readonly commands: readonly Command<Id>[];
  /** What is no command but belongs on the key sheet: the wheel, a drag, the keys of a list. */
  readonly hints: readonly (readonly [keys: string, does: string])[];
  /** What of it can be done now has its keys before every other table: what is in the hand, before what lies under it. */
  readonly isInHand: boolean;
}

/** What the commands of a table do now; one that is left out cannot be done at the moment. */
export type Handlers<Id extends string = string> = { readonly [id in Id]?: (() => void) | undefined };

/** A table with what its commands do now. */
export interface BoundTable {
  readonly table: CommandTable;
  readonly handlers: () => Handlers;
  /** Keys count only while the focus is in here, and then before those of every other table. */
  readonly scope: RefObject<HTMLElement | null> | null;
}

/** A table of commands; the names in it are checked wherever it is bound. */
export const commandTable = <const Id extends string>(
  title: string, commands: readonly Command<Id>[], hints: CommandTable['hints'] = [], isInHand = false,
): CommandTable<Id> => ({ title, commands, hints, isInHand });

/** The tables of what is on the screen. */
export const useBoundTables = create<{ readonly tables: readonly BoundTable[] }>()(() => ({ tables: [] }));

/**
 * Makes the commands of a table work while the component is on the screen.
 *
 * `scope` is for a part among others of its kind: its keys count while the focus is in it.
 */
export function useCommands<Id extends string>(
  table: CommandTable<Id>, handlers: Handlers<NoInfer<Id>>, scope: BoundTable['scope'] = null,
): void {
  const newest = useRef<Handlers>(handlers);
  // Both before the page is shown: a key pressed at first sight of what it does counts.
  useLayoutEffect(() => {
    newest.current = handlers;
  });
  useLayoutEffect(() => {
    const bound: BoundTable = { table, handlers: () => newest.current, scope };
    useBoundTables.setState(({ tables }) => ({ tables: [...tables, bound] }));
    return () => useBoundTables.setState(({ tables }) => ({ tables: tables.filter((each) => each !== bound) }));
  }, [table, scope]);
}

/** What a chord does on the screen as it is; null where it means nothing. */
export function handlerOf(tables: readonly BoundTable[], chord: string, focus: Element | null): (() => void) | null {
  const inFront = tables.filter(({ scope }) => scope?.current?.contains(focus) === true);
  const everywhere = tables.filter(({ scope }) => scope === null)
    .toSorted((one, other) => Number(other.table.isInHand) - Number(one.table.isInHand));
  for (const { table, handlers } of [...inFront, ...everywhere]) {
    for (const { id, keys } of table.commands) {
      const handler = keys.includes(chord) ? handlers()[id] : undefined;
      if (handler !== undefined) return handler;
    }
  }
  return null;
}

/** Handlers for the actions that a viewer names as the table does. */
export const actionHandlers = <Action extends string>(
  actions: readonly Action[], act: (action: Action) => void,
): Handlers<Action> => Object.fromEntries(actions.map((action) => [action, () => act(action)])) as Handlers<Action>;
