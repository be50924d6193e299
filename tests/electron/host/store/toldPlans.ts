import { planIdSchema, type CaseId } from '../../../../core/contract/ids.ts';
import type { Store } from '../../../../electron/host/store/open.ts';

/**
 * What a process was told of its plans and templates before it ended, and a library does not hold as it was told. Each line is a word, the
 * case, the plan and a number; of cases that are gone nothing is asked.
 */
export function brokenPlans(store: Store, lines: readonly string[], here: ReadonlySet<string>): readonly string[] {
  return lines.flatMap((line) => {
    const [what = '', id = '', plan = '', count = ''] = line.split(' ');
    if (!here.has(id)) return [];
    const number = Number(count);
    switch (what) {
      case 'drafted': {
        const plans = store.plans.list(id as CaseId);
        const draft = plans.ok ? plans.value.find((one) => one.id === plan)?.draft : null;
        return (draft?.revision ?? 0) >= number ? [] : [`lost: ${line}`];
      }
      case 'signed': {
        const found = store.plans.version(planIdSchema.parse(plan), number);
        return found.ok && found.value.sealed.content.notes === `version ${number}` ? [] : [`lost: ${line}`];
      }
      case 'withdrawn': {
        const found = store.plans.version(planIdSchema.parse(plan), number);
        return found.ok && found.value.standing.withdrawn !== null ? [] : [`lost: ${line}`];
      }
      case 'noted': {
        const log = store.rooms.log(planIdSchema.parse(plan), number);
        return log.ok && log.value.length === 1 ? [] : [`lost: ${line}`];
      }
      case 'recorded': {
        const kept = store.outcomes.load(planIdSchema.parse(plan), number);
        return kept.ok && kept.value.at(-1)?.outcome.notes === `version ${number}` ? [] : [`lost: ${line}`];
      }
      case 'asked': case 'sent': {
        const listed = store.sendings.list(planIdSchema.parse(plan));
        const sending = listed.ok ? listed.value.find((one) => one.version === number) : undefined;
        return sending !== undefined && (what === 'asked' || sending.has !== null) ? [] : [`lost: ${line}`];
      }
      case 'received': {
        const listed = store.receivedPlans.list(id as CaseId);
        const there = listed.ok ? listed.value.find((one) => one.id === plan) : undefined;
        return there?.versions.length === number ? [] : [`lost: ${line}`];
      }
      default: return [];
    }
  });
}

/** The same of the template that it kept again and again: `templated` with the revision that was told. */
export function brokenTemplate(store: Store, lines: readonly string[]): readonly string[] {
  const told = lines.flatMap((line) => (line.startsWith('templated ') ? [Number(line.slice('templated '.length))] : []));
  if (told.length === 0) return [];
  const operator = store.operators.list();
  const listed = store.templates.list(operator.ok ? operator.value.operators[0]?.id ?? null : null);
  const kept = listed.ok ? listed.value[0] : undefined;
  return kept !== undefined && kept.content !== null && kept.revision >= Math.max(...told) ? [] : [`lost: template ${Math.max(...told)}`];
}
