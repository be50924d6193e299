import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import type { Settings } from '../../../../core/contract/schemas.ts';
import { STANDARD_PARAMETERS } from '../../../../core/strategy/parameters.ts';
import { operatorIdSchema } from '../../../../core/contract/ids.ts';
import { initials } from '../../../../electron/host/store/operators.ts';
import { DEFAULT_SETTINGS } from '../../../../electron/host/store/settings.ts';
import { openIn } from './fixture.ts';
import { valueIn } from './imports.ts';
import { tempFolder } from '../../../tempFolder.ts';

const other: Settings = { doseUnit: 'mSv', preferredPhasePercent: 40, measureKernel: 'sharp', startLayout: 'axial',
  ...STANDARD_PARAMETERS, longOcclusionMm: 15 };
const changed = (folder: string, statement: string): void => {
  const db = new Database(join(folder, 'library.sqlite'));
  db.exec(statement);
  db.close();
};

it('settings begin with their defaults and come back as they were saved, after a new start too', () => {
  const folder = tempFolder();
  const store = openIn(folder);
  expect(valueIn(store.settings.load())).toEqual(DEFAULT_SETTINGS);
  expect(valueIn(store.settings.save(other, null))).toEqual(other);
  expect(valueIn(store.settings.load())).toEqual(other);
  store.close();
  expect(valueIn(openIn(folder).settings.load())).toEqual(other);
});

it('saving is in the audit with what changed and by whom; saving the same again is not', () => {
  const folder = tempFolder();
  const store = openIn(folder);
  const operator = valueIn(store.operators.add('Eva Berg'));
  const saved = { ...DEFAULT_SETTINGS, preferredPhasePercent: 40 };
  valueIn(store.settings.save(saved, operator.id));
  valueIn(store.settings.save(saved, operator.id));
  store.close();
  const db = new Database(join(folder, 'library.sqlite'), { readonly: true });
  expect(db.prepare(`SELECT operator_name, details_json FROM audit WHERE action = 'settings-saved'`).all())
    .toEqual([{ operator_name: 'Eva Berg', details_json: '{"preferred_phase_percent":40}' }]);
  db.close();
});

it('a damaged setting is told, not taken for a default', () => {
  const folder = tempFolder();
  const store = openIn(folder);
  valueIn(store.settings.save(other, null));
  changed(folder, `PRAGMA ignore_check_constraints = ON; UPDATE setting SET value_json = '"mS' WHERE name = 'dose_unit'`);
  const loaded = store.settings.load();
  expect(loaded.ok ? 'loaded' : loaded.failure.code).toBe('store/damaged');
});

it('operators are added, chosen and listed by name; the one who is working is remembered', () => {
  const folder = tempFolder();
  const store = openIn(folder);
  expect(valueIn(store.operators.list())).toEqual({ operators: [], current: null });
  const eva = valueIn(store.operators.add(' Eva Berg '));
  const anna = valueIn(store.operators.add('anna maria Huber'));
  expect([eva.name, eva.initials, anna.initials]).toEqual(['Eva Berg', 'EB', 'AH']);
  expect(valueIn(store.operators.choose(eva.id))).toEqual(eva);
  store.close();
  expect(valueIn(openIn(folder).operators.list())).toEqual({ operators: [anna, eva], current: eva.id });
});

it.each(['Eva Berg', 'eva  BERG', 'Eva, Berg'])('a second %j is refused', (name) => {
  const store = openIn(tempFolder());
  valueIn(store.operators.add('Eva Berg'));
  expect(store.operators.add(name)).toEqual({ ok: false, failure: { code: 'operator/exists' } });
  expect(valueIn(store.operators.list()).operators.length).toBe(1);
});

it('an operator who is not there cannot be chosen', () => {
  const store = openIn(tempFolder());
  expect(store.operators.choose(operatorIdSchema.parse('opr_0123456789abcdef'))).toEqual({ ok: false, failure: { code: 'operator/not-found' } });
});

it.each([['Eva Berg', 'EB'], ['eva', 'E'], ['Dr. Jean-Luc Émile', 'DÉ'], ['王小明', '王'], ['  ', '']])('initials of %j are %j', (name, expected) => {
  expect(initials(name)).toBe(expected);
});

it('the arrangement of the pictures is kept for each operator, and for nobody in particular', () => {
  const folder = tempFolder();
  const store = openIn(folder);
  const eva = valueIn(store.operators.add('Eva Berg'));
  expect(valueIn(store.views.load(eva.id))).toBeNull();
  valueIn(store.views.save({ layout: 'large', main: 'coronal', capture: 'marks' }, eva.id));
  valueIn(store.views.save({ layout: 'row', main: 'axial', capture: 'marks' }, null));
  expect(valueIn(store.views.load(eva.id))).toEqual({ layout: 'large', main: 'coronal', capture: 'marks' });
  expect(valueIn(store.views.load(null))).toEqual({ layout: 'row', main: 'axial', capture: 'marks' });
  store.close();
  expect(valueIn(openIn(folder).views.load(eva.id))).toEqual({ layout: 'large', main: 'coronal', capture: 'marks' });
});

it('an arrangement of another release is none', () => {
  const folder = tempFolder();
  const store = openIn(folder);
  valueIn(store.views.save({ layout: 'large', main: 'coronal', capture: 'marks' }, null));
  changed(folder, `UPDATE setting SET value_json = '"heap coronal"' WHERE name = 'views_of_nobody'`);
  expect(valueIn(store.views.load(null))).toBeNull();
});

it('the stock list is replaced as a whole, by whom and when, and is there after a new start', () => {
  const folder = tempFolder();
  const store = openIn(folder);
  expect(valueIn(store.stock.load())).toBeNull();
  const operator = valueIn(store.operators.add('Eva Berg'));
  const row = (name: string, count: number) => ({ item: 'nc-balloon' as const, name, sizeMm: 3.25, count, useBy: null });
  valueIn(store.stock.save({ name: 'old', rows: [row('a', 1), row('b', 2), row('c', 3)] }, null));
  const saved = valueIn(store.stock.save({ name: 'Lab 2', rows: [row('b', 0), { ...row('a', 4), item: null, sizeMm: null, useBy: '2027-02-28' }] }, operator.id));
  expect(saved).toMatchObject({ name: 'Lab 2', savedBy: 'Eva Berg' });
  store.close();
  expect(valueIn(openIn(folder).stock.load())).toEqual(saved);
});

it('a kind of equipment that is not known here is none; the row stays', () => {
  const folder = tempFolder();
  const store = openIn(folder);
  valueIn(store.stock.save({ name: 'Lab 2', rows: [{ item: 'nc-balloon', name: 'a', sizeMm: null, count: 1, useBy: null }] }, null));
  store.close();
  changed(folder, `UPDATE stock_row SET item = 'of-a-later-release'`);
  expect(valueIn(openIn(folder).stock.load())?.rows).toEqual([{ item: null, name: 'a', sizeMm: null, count: 1, useBy: null }]);
});
