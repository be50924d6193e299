import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import type { Change } from '../../../core/contract/contract.ts';
import { planIdSchema } from '../../../core/contract/ids.ts';
import { err, ok } from '../../../core/result.ts';
import { outcomeHandlers } from '../../../electron/host/handlers/outcomes.ts';
import { tempFolder } from '../../tempFolder.ts';
import { openIn } from './store/fixture.ts';
import { valueIn } from './store/imports.ts';
import { outcomeWith, planDesk, signedBy } from './store/planFixture.ts';

const outcome = outcomeWith();

it('keeps an outcome in the name of who works, tells the windows, and counts it once it is confirmed', async () => {
  const folder = tempFolder();
  const store = openIn(folder);
  const desk = await planDesk(store);
  valueIn(store.operators.choose(desk.tina));
  const { id: plan } = signedBy(store, desk, 'one');
  const told: Change[] = [];
  const host = outcomeHandlers({ store, announce: (change) => { told.push(change); } });
  expect(await host['outcomes.load']({ plan, version: 1 })).toEqual(ok({ revisions: [] }));
  const saved = await host['outcomes.save']({ plan, version: 1, revision: 0, outcome, isConfirmed: false });
  expect(saved.ok && saved.value.revisions.map(({ by, revision }) => [by?.name, revision])).toEqual([['Tina Test', 1]]);
  expect(await host['outcomes.observed']({})).toMatchObject({ value: { procedures: 0, leftOut: { unconfirmed: 1 } } });
  const unready = await host['outcomes.save']({ plan, version: 1, revision: 1, outcome: { ...outcome, crossing: null }, isConfirmed: true });
  expect(unready).toMatchObject({ ok: false, failure: { code: 'outcome/not-ready', reasons: [expect.stringContaining('crossed')] } });
  expect(await host['outcomes.save']({ plan, version: 1, revision: 0, outcome, isConfirmed: true })).toMatchObject({ failure: { code: 'outcome/stale' } });
  expect(told).toEqual([{ what: 'outcome', plan, version: 1 }]);
  await host['outcomes.save']({ plan, version: 1, revision: 1, outcome, isConfirmed: true });
  expect(await host['outcomes.observed']({})).toMatchObject({
    value: { procedures: 1, leftOut: { unconfirmed: 0 }, curves: expect.arrayContaining([expect.objectContaining({ id: 'j-cto', cases: 0, leftOut: 1 })]) },
  });
  const made = await host['outcomes.csv']({});
  expect(made.ok && [made.value.procedures, made.value.csv.split('\r\n').length]).toEqual([1, 3]);
  const db = new Database(join(folder, 'library.sqlite'), { readonly: true });
  const noted = db.prepare<[], { readonly details_json: string; readonly operator_name: string }>(
    `SELECT details_json, operator_name FROM audit WHERE action = 'outcomes-exported'`,
  ).all();
  db.close();
  expect(noted).toEqual([{ details_json: '{"procedures":1}', operator_name: 'Tina Test' }]);
});

it('gives no table that the audit cannot note', async () => {
  const store = openIn(tempFolder());
  const outcomes = { ...store.outcomes, exported: () => err({ code: 'store/read-only' } as const) };
  const host = outcomeHandlers({ store: { operators: store.operators, outcomes }, announce: () => {} });
  expect(await host['outcomes.csv']({})).toEqual(err({ code: 'store/read-only' }));
});

it('says that there is no such plan', async () => {
  const store = openIn(tempFolder());
  const host = outcomeHandlers({ store, announce: () => {} });
  const none = { plan: planIdSchema.parse('pln_zzzzzzzzzzzzzzzz'), version: 1 };
  const answers = await Promise.all([host['outcomes.load'](none), host['outcomes.save']({ ...none, revision: 0, outcome, isConfirmed: false })]);
  for (const answer of answers) expect(answer).toEqual({ ok: false, failure: { code: 'plan/not-found' } });
});
