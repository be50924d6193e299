import { FACTS, factRow, type FactPathOf } from '../lesion/caseFacts.ts';
import { compared, type Condition, type Operator } from './condition.ts';

const SIGNS: Readonly<Record<Operator, string>> = { '>=': '≥', '>': '>', '<=': '≤', '<': '<' };

/**
 * A number with the unit of its fact: "20 mm", "45°".
 *
 * @source the table of facts
 */
export function withUnit(value: number, path: FactPathOf<'number'>): string {
  const { unit } = FACTS[path].kind;
  return unit === null ? `${value}` : unit === '°' ? `${value}°` : `${value} ${unit}`;
}

/**
 * A condition in words, made from what is computed: for a clinician to hold against the paper.
 *
 * @source the condition itself
 */
export function conditionWords(condition: Condition): string {
  switch (condition.is) {
    case 'number': {
      const { fact, operator, edge, elsewhere, unknownScores } = condition;
      const words = `${factRow(fact).label} ${SIGNS[operator]} ${withUnit(edge, fact)}`;
      return (
        words +
        (unknownScores === true ? ', or "unknown"' : '') +
        (elsewhere === undefined ? '' : ` (elsewhere ${SIGNS[elsewhere]})`)
      );
    }
    case 'one-of': {
      const { fact, of, presumed = [], open = [] } = condition;
      return (
        `${factRow(fact).label}: ${of.join(', ')}` +
        (presumed.length === 0 ? '' : `; ${presumed.join(', ')} too, marked as not in the paper`) +
        (open.length === 0 ? '' : `; ${open.join(', ')} leaves it open`)
      );
    }
    case 'yes':
      return `${factRow(condition.fact).label}: ${condition.answer ? 'yes' : 'no'}`;
    case 'vessel':
      return `target vessel: ${condition.answer ? '' : 'not '}${condition.named}; a branch leaves it open`;
    case 'not-deep':
      return 'calcium not known to lie deep';
    case 'planned':
      return `planned: ${condition.any.join(' or ')}`;
    case 'all':
      return condition.of.map(nested).join(' and ');
    case 'any':
      return condition.of.map(nested).join(' or ');
    case 'first':
      return condition.of.map(conditionWords).join('; where not known: ');
    case 'told':
      return `${factRow(condition.fact).label}: yes; where not known: ${conditionWords(condition.follows)}`;
    case 'checked':
      return conditionWords(condition.of);
  }
}

const JOINED: ReadonlySet<Condition['is']> = new Set(['all', 'any', 'first', 'told', 'checked'] as const);
const nested = (condition: Condition): string =>
  JOINED.has(condition.is) ? `(${conditionWords(condition)})` : conditionWords(condition);

/**
 * What a number exactly at each edge of a condition does: "45°: no".
 *
 * @source the condition itself
 */
export function edgeWords(condition: Condition): readonly string[] {
  switch (condition.is) {
    case 'number': {
      const { fact, operator, edge } = condition;
      return [`${withUnit(edge, fact)}: ${compared(edge, operator, edge) ? 'yes' : 'no'}`];
    }
    case 'all':
    case 'any':
    case 'first':
      return [...new Set(condition.of.flatMap(edgeWords))];
    case 'told':
      return edgeWords(condition.follows);
    case 'checked':
      return edgeWords(condition.of);
    case 'one-of':
    case 'yes':
    case 'vessel':
    case 'not-deep':
    case 'planned':
      return [];
  }
}
