import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { templateIdSchema, type OperatorId } from '../../../../core/contract/ids.ts';
import type { TemplateDraft } from '../../../../core/contract/templates.ts';
import { MOST_TEMPLATES, templateOf } from '../../../../core/plan/planTemplate.ts';
import { openStore, type Store } from '../../../../electron/host/store/open.ts';
import { planContent } from '../../../contract/fixtures/values.ts';
import { tempFolder } from '../../../tempFolder.ts';
import { openIn, optionsOf } from './fixture.ts';
import { valueIn } from './imports.ts';
import { contentOf } from './planFixture.ts';

const idOf = (n: number) => templateIdSchema.parse(`tpl_${String(n).padStart(16, '0')}`);
const draft = (n: number, more: Partial<TemplateDraft> = {}): TemplateDraft =>
  ({ id: idOf(n), revision: 0, name: `Template ${n}`, isShared: false, place: 99, content: templateOf(planContent), ...more });
const failing = (answer: { readonly ok: boolean; readonly failure?: unknown }): unknown => (answer.ok ? 'done' : answer.failure);

function desk(): { readonly store: Store; readonly folder: string; readonly tina: OperatorId; readonly eva: OperatorId } {
  const folder = tempFolder();
  const store = openIn(folder);
  return { store, folder, tina: valueIn(store.operators.add('Tina Test')).id, eva: valueIn(store.operators.add('Eva Berg')).id };
}
const names = (store: Store, of: OperatorId | null): readonly string[] => valueIn(store.templates.list(of)).map(({ name }) => name);
const changed = (folder: string, statement: string): void => {
  const db = new Database(join(folder, 'library.sqlite'));
  db.exec(statement);
  db.close();
};

describe('templates', () => {
  it('are kept for who saved them, in their order, and are there after a new start', () => {
    const { store, folder, tina, eva } = desk();
    const first = valueIn(store.templates.save(draft(1), tina));
    expect(first).toEqual({
      id: idOf(1), revision: 1, name: 'Template 1', owner: 'Tina Test', isOwn: true, isShared: false, savedAt: expect.any(String), content: templateOf(planContent),
    });
    valueIn(store.templates.save(draft(2, { place: 0 }), tina));
    valueIn(store.templates.save(draft(3, { place: 1 }), tina));
    expect(names(store, tina)).toEqual(['Template 2', 'Template 3', 'Template 1']);
    expect([names(store, eva), names(store, null)]).toEqual([[], []]);
    store.close();
    const again = openIn(folder);
    expect(names(again, tina)).toEqual(['Template 2', 'Template 3', 'Template 1']);
    expect(valueIn(again.templates.list(tina))[2]).toEqual(first);
  });

  it('that are shared are shown to all, after their own, by owner and name, and are changed by their owner alone', () => {
    const { store, tina, eva } = desk();
    valueIn(store.templates.save(draft(1, { name: 'b', isShared: true }), tina));
    valueIn(store.templates.save(draft(2, { name: 'a', isShared: true }), tina));
    valueIn(store.templates.save(draft(3, { name: 'hers' }), eva));
    expect([names(store, tina), names(store, eva), names(store, null)]).toEqual([['b', 'a'], ['hers', 'a', 'b'], ['a', 'b']]);
    expect(valueIn(store.templates.list(eva)).map(({ isOwn, owner }) => [isOwn, owner])).toEqual([[true, 'Eva Berg'], [false, 'Tina Test'], [false, 'Tina Test']]);
    const before = valueIn(store.templates.list(tina));
    for (const by of [eva, null]) {
      expect(failing(store.templates.remove({ id: idOf(1), revision: 1 }, by))).toEqual({ code: 'template/not-own' });
    }
    expect(failing(store.templates.save(draft(1, { revision: 1 }), eva))).toEqual({ code: 'template/not-own' });
    expect(failing(store.templates.save(draft(1, { revision: 0 }), eva))).toEqual({ code: 'template/not-own' });
    expect(failing(store.templates.save(draft(4), null))).toEqual({ code: 'template/no-operator' });
    expect(valueIn(store.templates.list(tina))).toEqual(before);
  });

  it('are renamed, moved, shared, saved over and removed; from an old state nothing is', () => {
    const { store, tina } = desk();
    for (const n of [1, 2, 3]) valueIn(store.templates.save(draft(n), tina));
    const content = templateOf(contentOf('other'));
    expect(valueIn(store.templates.save(draft(3, { revision: 1, name: 'Last is first', place: 0, isShared: true, content }), tina)))
      .toMatchObject({ revision: 2, name: 'Last is first', isShared: true, content });
    expect(names(store, tina)).toEqual(['Last is first', 'Template 1', 'Template 2']);
    const stale = { code: 'template/stale' };
    for (const revision of [0, 1, 3]) expect(failing(store.templates.save(draft(3, { revision }), tina))).toEqual(stale);
    expect(failing(store.templates.remove({ id: idOf(3), revision: 1 }, tina))).toEqual(stale);
    valueIn(store.templates.remove({ id: idOf(3), revision: 2 }, tina));
    expect(failing(store.templates.remove({ id: idOf(3), revision: 2 }, tina))).toEqual(stale);
    expect(failing(store.templates.save(draft(3, { revision: 2 }), tina))).toEqual(stale);
    expect(names(store, tina)).toEqual(['Template 1', 'Template 2']);
    // What was removed comes back under its id where it is put again.
    valueIn(store.templates.save(draft(3, { name: 'Last is first', place: 0 }), tina));
    expect(names(store, tina)).toEqual(['Last is first', 'Template 1', 'Template 2']);
  });

  it('have each name once for each operator, whatever its case and spaces', () => {
    const { store, tina, eva } = desk();
    valueIn(store.templates.save(draft(1, { name: 'Heavy calcium' }), tina));
    valueIn(store.templates.save(draft(2), tina));
    for (const [n, revision] of [[3, 0], [2, 1]] as const)
      expect(failing(store.templates.save(draft(n, { revision, name: 'heavy  CALCIUM' }), tina))).toEqual({ code: 'template/exists' });
    expect(valueIn(store.templates.save(draft(1, { revision: 1, name: 'HEAVY calcium' }), tina)).name).toBe('HEAVY calcium');
    expect(valueIn(store.templates.save(draft(4, { name: 'Heavy calcium' }), eva)).name).toBe('Heavy calcium');
  });

  it('are so many and no more', () => {
    const { store, tina, eva } = desk();
    for (let n = 0; n < MOST_TEMPLATES.own; n += 1) valueIn(store.templates.save(draft(n), tina));
    expect(failing(store.templates.save(draft(99), tina))).toEqual({ code: 'template/full' });
    expect(valueIn(store.templates.save(draft(0, { revision: 1 }), tina)).revision).toBe(2);
    expect(valueIn(store.templates.save(draft(98), eva)).revision).toBe(1);
  });

  it('are in the audit by their id alone', () => {
    const { store, folder, tina } = desk();
    valueIn(store.templates.save(draft(1, { name: 'Muster, Anna' }), tina));
    valueIn(store.templates.remove({ id: idOf(1), revision: 1 }, tina));
    store.close();
    const db = new Database(join(folder, 'library.sqlite'), { readonly: true });
    expect(db.prepare(`SELECT action, operator_name, case_id, details_json FROM audit WHERE action LIKE 'template%' ORDER BY sequence`).all()).toEqual([
      { action: 'template-saved', operator_name: 'Tina Test', case_id: null, details_json: `{"revision":1,"template_id":"${idOf(1)}"}` },
      { action: 'template-removed', operator_name: 'Tina Test', case_id: null, details_json: `{"revision":1,"template_id":"${idOf(1)}"}` },
    ]);
    db.close();
  });

  it.each([
    `UPDATE plan_template SET content_json = replace(content_json, 'Stent', 'Stend')`, `UPDATE plan_template SET name = 'Another'`,
    `UPDATE plan_template SET is_shared = 1`, `UPDATE plan_template SET operator_id = (SELECT id FROM operator WHERE name = 'Eva Berg')`,
    `UPDATE plan_template SET sha256 = '${'e'.repeat(64)}'`,
  ])('that are not as they were kept bring nothing, and can be removed: %s', (harm) => {
    const { store, folder, tina, eva } = desk();
    valueIn(store.templates.save(draft(1), tina));
    changed(folder, harm);
    const of = harm.includes('Eva Berg') ? eva : tina;
    expect(valueIn(store.templates.list(of)).map(({ content }) => content)).toEqual([null]);
    valueIn(store.templates.remove({ id: idOf(1), revision: 1 }, of));
    expect(names(store, of)).toEqual([]);
  });

  it('of a library that is open elsewhere are shown, and nothing is kept', () => {
    const { store, folder, tina } = desk();
    const kept = valueIn(store.templates.save(draft(1), tina));
    const second = valueIn(openStore(optionsOf(folder)));
    expect(valueIn(second.templates.list(tina))).toEqual([kept]);
    expect(failing(second.templates.save(draft(2), tina))).toEqual({ code: 'store/read-only' });
    expect(failing(second.templates.remove({ id: idOf(1), revision: 1 }, tina))).toEqual({ code: 'store/read-only' });
    second.close();
  });
});
