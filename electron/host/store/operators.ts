import type { Operator } from '../../../core/contract/schemas.ts';
import { operatorIdSchema, type OperatorId } from '../../../core/contract/ids.ts';
import type { Result } from '../../../core/result.ts';
import { newId } from '../newId.ts';
import { nameKey } from './identityKey.ts';
import type { StoreParts } from './parts.ts';
import { readSetting, writeSetting } from './settings.ts';
import { Leave, type StoreTrouble } from './trouble.ts';

/** The operators of this site, and who is working. */
export interface Operators {
  list(): Result<{ readonly operators: readonly Operator[]; readonly current: OperatorId | null }, StoreTrouble>;
  add(name: string): Result<Operator, { readonly code: 'operator/exists' } | StoreTrouble>;
  choose(id: OperatorId): Result<Operator, { readonly code: 'operator/not-found' } | StoreTrouble>;
}

const CURRENT = 'current_operator';

/** First letters of the first and the last word of a name. */
export function initials(name: string): string {
  const words = name.split(/[\s,.-]+/u).filter((word) => word !== '');
  return [words.at(0), ...(words.length > 1 ? [words.at(-1)] : [])]
    .map((word) => (/^./u.exec(word ?? '')?.[0] ?? '').toUpperCase()).join('');
}

export function openOperators(parts: StoreParts): Operators {
  const { sql } = parts;
  return {
    list: () => parts.read(() => {
      const operators = sql<Operator>('SELECT id, name, initials FROM operator ORDER BY name_key').all();
      const current = operatorIdSchema.safeParse(readSetting(parts, CURRENT));
      return { operators, current: current.success ? current.data : null };
    }),
    add: (name) => parts.write(() => {
      const given = name.trim();
      const key = nameKey(given) ?? '';
      if (sql('SELECT 1 FROM operator WHERE name_key = ?').get(key) !== undefined) {
        throw new Leave({ code: 'operator/exists' as const });
      }
      const operator: Operator = { id: operatorIdSchema.parse(newId('opr')), name: given, initials: initials(given) };
      sql('INSERT INTO operator VALUES (?, ?, ?, ?, ?)')
        .run(operator.id, operator.name, key, operator.initials, parts.setting.now().toISOString());
      parts.audit({
        action: 'operator-added', caseId: null, contentSha256: null, details: { operator_id: operator.id },
      }, operator.id);
      return operator;
    }),
    choose: (id) => parts.write(() => {
      const operator = sql<Operator>('SELECT id, name, initials FROM operator WHERE id = ?').get(id);
      if (operator === undefined) throw new Leave({ code: 'operator/not-found' as const });
      writeSetting(parts, CURRENT, id);
      parts.audit({ action: 'operator-chosen', caseId: null, contentSha256: null, details: {} }, id);
      return operator;
    }),
  };
}
