import { expect, it } from 'vitest';
import { found, offers } from '../../../../renderer/features/palette/found.ts';
import { commandTable, type BoundTable } from '../../../../renderer/state/commands.ts';

const run = (): void => undefined;
const planes: BoundTable = {
  table: commandTable('Planes', [
    { id: 'reset', keys: ['R'], does: 'Reset the views' }, { id: 'calcium', keys: ['F3'], does: 'Window Calcium' },
    { id: 'on', keys: [], does: 'One slice on' },
  ]),
  handlers: () => ({ reset: run, calcium: run }), scope: null,
};
const frame: BoundTable = {
  table: commandTable('Everywhere', [{ id: 'palette', keys: ['Ctrl K'], does: 'Find a command' }, { id: 'calcium', keys: ['4'], does: 'Station Calcium' }]),
  handlers: () => ({ palette: run, calcium: run }), scope: null,
};
const all = offers([planes, frame]);
const titles = (text: string): readonly string[] => found(all, text).map(({ command }) => command.does);

it('offers what can be done now, and not itself', () => {
  expect(titles('')).toEqual(['Reset the views', 'Window Calcium', 'Station Calcium']);
});

it('finds by the beginnings of words, in any order and case', () => {
  expect(titles('cal wind')).toEqual(['Window Calcium']);
  expect(titles('CALCIUM everywhere')).toEqual(['Station Calcium']);
  expect(titles('alcium')).toEqual([]);
});

it('puts first what begins with the words', () => {
  const two: BoundTable = {
    ...planes, handlers: () => ({ a: run, b: run }),
    table: commandTable('Planes', [{ id: 'a', keys: [], does: 'Save the view' }, { id: 'b', keys: [], does: 'View reset' }]),
  };
  expect(found(offers([two]), 'view').map(({ command }) => command.id)).toEqual(['b', 'a']);
});
