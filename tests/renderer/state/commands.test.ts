import { describe, expect, it } from 'vitest';
import { chordOf } from '../../../renderer/state/chord.ts';
import { commandTable, handlerOf, type BoundTable, type CommandTable, type Handlers } from '../../../renderer/state/commands.ts';
import { ANNOTATION_COMMANDS } from '../../../renderer/features/annotations/commands.ts';
import { ANGIOGRAM_COMMANDS, PICKING_COMMANDS, RUN_COMMANDS } from '../../../renderer/features/angiography/commands.ts';
import { AREA_COMMANDS, BRUSH_COMMANDS, CALCIUM_COMMANDS, HANDLE_COMMANDS, THRESHOLD_COMMANDS } from '../../../renderer/features/calcium/commands.ts';
import { FRAME_COMMANDS } from '../../../renderer/features/frame/commands.ts';
import { IMAGES_COMMANDS, PLANES_COMMANDS, SLICES_COMMANDS } from '../../../renderer/features/images/commands.ts';
import { KEY_IMAGE_COMMANDS, PLAN_COMMANDS, TEMPLATE_COMMANDS } from '../../../renderer/features/plan/commands.ts';
import { PLAN_LIST_COMMANDS } from '../../../renderer/features/planList/commands.ts';
import { WORKLIST_COMMANDS } from '../../../renderer/features/worklist/commands.ts';

const press = (key: string, held: readonly ('shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey')[] = []) =>
  chordOf({
    key, shiftKey: held.includes('shiftKey'), ctrlKey: held.includes('ctrlKey'), altKey: held.includes('altKey'),
    metaKey: held.includes('metaKey'),
  });

describe('chordOf', () => {
  it('writes keys as they are printed', () => {
    expect([press('r'), press(' '), press('ArrowLeft', ['shiftKey']), press('F3'), press('PageDown'), press('-')])
      .toEqual(['R', 'Space', 'Shift ←', 'F3', 'PgDn', '−']);
  });

  it('names what is held in one order, Command as Ctrl', () => {
    expect([press('Z', ['ctrlKey', 'shiftKey']), press('z', ['metaKey']), press('ArrowUp', ['altKey'])])
      .toEqual(['Ctrl Shift Z', 'Ctrl Z', 'Alt ↑']);
  });

  it('takes a sign as the sign, whether its keyboard needs Shift for it or not', () => {
    expect([press('?', ['shiftKey']), press('?'), press('1', ['shiftKey']), press('+', ['shiftKey'])])
      .toEqual(['?', '?', '1', '+']);
  });
});

describe('handlerOf', () => {
  const bound = (table: CommandTable, handlers: Handlers, scope: BoundTable['scope'] = null): BoundTable =>
    ({ table, handlers: () => handlers, scope });
  const table = commandTable('Test', [{ id: 'a', keys: ['A', 'F1'], does: 'A' }, { id: 'b', keys: ['A'], does: 'B' }]);
  const a = (): void => undefined;
  const b = (): void => undefined;
  const holding = (does: boolean): NonNullable<BoundTable['scope']> => ({ current: { contains: () => does } as unknown as HTMLElement });

  it('finds by any of its keys, and nothing for others', () => {
    expect([handlerOf([bound(table, { a })], 'F1', null), handlerOf([bound(table, { a })], 'F2', null)]).toEqual([a, null]);
  });

  it('passes over what cannot be done now', () => {
    expect(handlerOf([bound(table, { b })], 'A', null)).toBe(b);
    expect(handlerOf([bound(table, {})], 'A', null)).toBeNull();
  });

  it('lets the part that holds the focus go before the others, and says nothing for it elsewhere', () => {
    const tables = [bound(table, { a }), bound(table, { b }, holding(true))];
    expect(handlerOf(tables, 'A', null)).toBe(b);
    expect(handlerOf([bound(table, { a }), bound(table, { b }, holding(false))], 'A', null)).toBe(a);
    expect(handlerOf([bound(table, { b }, { current: null })], 'A', null)).toBeNull();
  });

  it('lets what is in the hand go before what lies under it, whichever came to the screen first, and only while it can', () => {
    const inHand = commandTable('In the hand', [{ id: 'b', keys: ['A'], does: 'B' }], [], true);
    for (const does of [{ b }, {}]) {
      const tables = [bound(table, { a }), bound(inHand, does)];
      for (const order of [tables, tables.toReversed()]) expect(handlerOf(order, 'A', null)).toBe('b' in does ? b : a);
    }
    expect(handlerOf([bound(inHand, { b }), bound(table, { a }, holding(true))], 'A', null)).toBe(a);
  });

  it('gives the keys that drawing shares with planes and runs to what is drawn', () => {
    expect([ANNOTATION_COMMANDS, PLANES_COMMANDS, RUN_COMMANDS].map(({ isInHand }) => isInHand)).toEqual([true, false, false]);
  });
});

/** Tables that are on the screen together. */
const TOGETHER: Readonly<Record<string, readonly CommandTable[]>> = {
  worklist: [FRAME_COMMANDS, WORKLIST_COMMANDS],
  planList: [FRAME_COMMANDS, PLAN_LIST_COMMANDS],
  planes: [FRAME_COMMANDS, IMAGES_COMMANDS, PLANES_COMMANDS],
  slices: [FRAME_COMMANDS, IMAGES_COMMANDS, SLICES_COMMANDS],
  run: [FRAME_COMMANDS, IMAGES_COMMANDS, RUN_COMMANDS],
  angiogram: [FRAME_COMMANDS, RUN_COMMANDS, ANGIOGRAM_COMMANDS],
  calcium: [FRAME_COMMANDS, CALCIUM_COMMANDS],
  painting: [FRAME_COMMANDS, AREA_COMMANDS, BRUSH_COMMANDS],
  plan: [FRAME_COMMANDS, PLAN_COMMANDS, KEY_IMAGE_COMMANDS],
  templates: [FRAME_COMMANDS, TEMPLATE_COMMANDS, KEY_IMAGE_COMMANDS],
};

it.each(Object.entries(TOGETHER))('gives no key two meanings: %s', (_, tables) => {
  const chords = tables.flatMap(({ commands }) => commands.flatMap(({ keys }) => keys));
  expect(chords.filter((chord, at) => chords.indexOf(chord) !== at)).toEqual([]);
});

it.each([FRAME_COMMANDS, WORKLIST_COMMANDS, PLAN_LIST_COMMANDS, IMAGES_COMMANDS, PLANES_COMMANDS, SLICES_COMMANDS, RUN_COMMANDS, ANGIOGRAM_COMMANDS, PICKING_COMMANDS,
  CALCIUM_COMMANDS, HANDLE_COMMANDS, BRUSH_COMMANDS, AREA_COMMANDS, THRESHOLD_COMMANDS, PLAN_COMMANDS, TEMPLATE_COMMANDS] as const)(
  'names each command of $title once, and says what it does', ({ commands }) => {
    expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length);
    expect(commands.filter(({ does }) => !/^\p{Lu}/u.test(does))).toEqual([]);
  },
);
