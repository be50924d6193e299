import type { OperatorId } from '../../../core/contract/ids.ts';
import { planTemplateSchema, templateSchema, type TemplateDraft, type TemplateView } from '../../../core/contract/templates.ts';
import { MOST_TEMPLATES, type PlanTemplate } from '../../../core/plan/planTemplate.ts';
import type { Result } from '../../../core/result.ts';
import { canonicalJson } from './canonicalJson.ts';
import { nameKey } from './identityKey.ts';
import type { StoreParts } from './parts.ts';
import { sha256Of } from './planRows.ts';
import { Leave, type StoreTrouble } from './trouble.ts';

type Refused = { readonly code: 'template/stale' | 'template/not-own' };
type NotSaved = Refused | { readonly code: 'template/exists' | 'template/full' | 'template/no-operator' };

/** Templates of plans. Each belongs to one operator, who alone changes it; one that is shared is shown to all. */
export interface Templates {
  /** Those of an operator in their order, then those that others share, by owner and name. */
  list(of: OperatorId | null): Result<readonly TemplateView[], StoreTrouble>;
  save(draft: TemplateDraft, by: OperatorId | null): Result<TemplateView, NotSaved | StoreTrouble>;
  remove(template: Pick<TemplateDraft, 'id' | 'revision'>, by: OperatorId | null): Result<void, Refused | StoreTrouble>;
}

interface Row {
  readonly id: string;
  readonly operator_id: string;
  readonly owner: string;
  readonly name: string;
  readonly is_shared: number;
  readonly revision: number;
  readonly saved_at_utc: string;
  readonly sha256: string;
  readonly content_json: string;
}
/** One whose owner is nobody here is damaged, and is listed for everybody: it does not go without a word. */
const ROWS = `SELECT plan_template.id, operator_id, coalesce(operator.name, 'nobody who works here') AS owner, plan_template.name, is_shared,
  revision, saved_at_utc, sha256, content_json
  FROM plan_template LEFT JOIN operator ON operator.id = operator_id`;

/** Hash of all that a template says; whom it belongs to and who may see it are part of that. */
const sealOf = (row: Omit<Row, 'sha256' | 'owner'>): string => sha256Of(JSON.stringify(
  [row.id, row.operator_id, row.name, row.is_shared, row.revision, row.saved_at_utc, row.content_json]));

export function openTemplates(parts: StoreParts): Templates {
  const { sql } = parts;
  const ownIds = (of: OperatorId): readonly string[] =>
    sql<{ readonly id: string }>('SELECT id FROM plan_template WHERE operator_id = ? ORDER BY place, template_number')
      .all(of).map(({ id }) => id);
  const found = (id: string): Row | undefined => sql<Row>(`${ROWS} WHERE plan_template.id = ?`).get(id);
  const placed = (order: readonly string[]): void =>
    order.forEach((id, place) => sql('UPDATE plan_template SET place = ? WHERE id = ? AND place <> ?').run(place, id, place));
  const note = (action: string, id: string, revision: number, by: OperatorId): void =>
    parts.audit({ action, caseId: null, contentSha256: null, details: { template_id: id, revision } }, by);
  /** The row as it was seen, of who changes it; leaves otherwise. */
  function ownAt({ id, revision }: Pick<TemplateDraft, 'id' | 'revision'>, by: OperatorId | null): Row {
    const row = found(id);
    if (row === undefined) throw new Leave<Refused>({ code: 'template/stale' });
    if (row.operator_id !== by) throw new Leave<Refused>({ code: 'template/not-own' });
    if (row.revision !== revision) throw new Leave<Refused>({ code: 'template/stale' });
    return row;
  }
  return {
    list: (of) => parts.read(() => {
      const own = sql<Row>(`${ROWS} WHERE operator_id = ? ORDER BY place, template_number`).all(of);
      const shared = sql<Row>(`${ROWS} WHERE (is_shared = 1 OR operator.id IS NULL) AND operator_id IS NOT ?
        ORDER BY operator.name_key, plan_template.name_key`).all(of);
      return [...own, ...shared].map((row) => viewOf(row, of));
    }),
    save: (draft, by) => parts.write(() => {
      const { id, revision, name, isShared, place, content } = draft;
      if (by === null) throw new Leave<NotSaved>({ code: 'template/no-operator' });
      if (revision > 0 || found(id) !== undefined) ownAt(draft, by);
      const key = nameKey(name) ?? '';
      const twin = sql<{ readonly id: string }>('SELECT id FROM plan_template WHERE operator_id = ? AND name_key = ?').get(by, key);
      if (twin !== undefined && twin.id !== id) throw new Leave<NotSaved>({ code: 'template/exists' });
      const others = ownIds(by).filter((one) => one !== id);
      if (others.length >= MOST_TEMPLATES.own) throw new Leave<NotSaved>({ code: 'template/full' });
      const row = {
        id, operator_id: by, name, is_shared: Number(isShared), revision: revision + 1,
        saved_at_utc: parts.setting.now().toISOString(), content_json: canonicalJson(content),
      };
      sql(`INSERT INTO plan_template (id, operator_id, place, name, name_key, is_shared, revision, saved_at_utc, sha256, content_json)
        VALUES (@id, @operator_id, 0, @name, @name_key, @is_shared, @revision, @saved_at_utc, @sha256, @content_json)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key, is_shared = excluded.is_shared,
          revision = excluded.revision, saved_at_utc = excluded.saved_at_utc, sha256 = excluded.sha256, content_json = excluded.content_json`)
        .run({ ...row, name_key: key, sha256: sealOf(row) });
      placed(others.toSpliced(place, 0, id));
      note('template-saved', id, row.revision, by);
      const saved = found(id);
      if (saved === undefined) throw new Error('a template that was not stored');
      return viewOf(saved, by);
    }),
    remove: (template, by) => parts.write(() => {
      const { id, revision } = ownAt(template, by);
      sql('DELETE FROM plan_template WHERE id = ?').run(id);
      if (by !== null) note('template-removed', id, revision, by);
    }),
  };
}

function viewOf(row: Row, of: OperatorId | null): TemplateView {
  return templateSchema.parse({
    id: row.id, revision: row.revision, name: row.name, owner: row.owner, isOwn: row.operator_id === of, isShared: row.is_shared === 1,
    savedAt: row.saved_at_utc, content: sealOf(row) === row.sha256 ? contentOf(row.content_json) : null,
  });
}

/** A rule or a device that this release does not know makes it unreadable: half a template is none. */
function contentOf(json: string): PlanTemplate | null {
  const read = planTemplateSchema.safeParse(JSON.parse(json));
  return read.success ? read.data : null;
}
