import { factRow, type FactPath } from '../lesion/caseFacts.ts';
import { assertNever } from '../result.ts';
import { withUnit } from '../scores/conditionWords.ts';
import type { Comparison, Condition, Quantity, Shown } from './expression.ts';
import { PARAMETERS, type ParameterName } from './parameters.ts';

const label = (path: FactPath): string => factRow(path).label;
const listed = (paths: readonly FactPath[], joint: string): string => paths.map(label).join(joint);
const words = (value: string | boolean): string => (value === true ? 'yes' : value === false ? 'no' : value);
const SIGNS: Readonly<Record<Comparison, string>> = { atLeast: '≥', above: '>', atMost: '≤', below: '<' };

/**
 * A condition in words that a clinician can check against the review: joined by AND and OR, definitions by
 * name.
 *
 * @source none: reads the condition
 */
export function conditionWords(condition: Condition): string {
  switch (condition.kind) {
    case 'all':
      return condition.of.map(inner).join(' AND ');
    case 'any':
      return condition.of.map(inner).join(' OR ');
    case 'not':
      return `NOT ${inner(condition.of)}`;
    case 'is':
      return `${label(condition.fact)}: ${condition.values.map(words).join(' or ')}`;
    case 'holds':
      return `${label(condition.fact)}: ${condition.value} among them`;
    case 'none':
      return `${label(condition.fact)}: none`;
    case 'number': {
      const { quantity, compare, threshold } = condition;
      return `${quantityWords(quantity)} ${SIGNS[compare]} ${thresholdWords(threshold, quantity)}`;
    }
    case 'stated':
      return (
        `${inner(condition.says)}, or while ${label(condition.fact)} is not known: ` +
        inner(condition.otherwise)
      );
    case 'surely':
      return `surely ${inner(condition.of)}`;
    case 'recorded':
      return `known: ${condition.words ?? listed(condition.facts, ' or ')}`;
    case 'open':
      return `to be asked: ${listed(condition.facts, ' or ')}`;
    case 'points':
      return `${NAMES[condition.score]} ≥ ${condition.atLeast}`;
    case 'complete':
      return `${NAMES[condition.score]} complete`;
    case 'shown':
      return `${SHOWN[condition.what]} on show`;
    case 'named':
      return condition.name;
    default:
      return assertNever(condition);
  }
}

const NAMES = { 'j-cto': 'J-CTO', 'j-cto-ct': 'J-CTO on CT' } as const;
const SHOWN: Readonly<Record<Shown, string>> = {
  ...NAMES,
  'progress-cto': 'PROGRESS-CTO',
  cl: 'CL',
  castle: 'CASTLE',
  kcct: 'KCCT',
  'ct-rector': 'CT-RECTOR',
  hybrid: 'the hybrid algorithm',
  'asia-pacific': 'the Asia Pacific algorithm',
  euro: 'the EuroCTO algorithm',
  global: 'the Global algorithm',
};

/** A part of a condition; in brackets where the joint of the whole would read into it. */
const inner = (condition: Condition): string => {
  const said = conditionWords(condition);
  const isCompound =
    condition.kind === 'stated' ||
    ((condition.kind === 'all' || condition.kind === 'any') && condition.of.length > 1);
  return isCompound ? `(${said})` : said;
};

function quantityWords(quantity: Quantity): string {
  if (typeof quantity === 'string') return label(quantity);
  if ('first' in quantity) return listed(quantity.first, ', else ');
  if ('greatest' in quantity) return `the greatest known of ${listed(quantity.greatest, ', ')}`;
  if ('least' in quantity) return `the least known of ${listed(quantity.least, ', ')}`;
  if ('ratio' in quantity) return listed(quantity.ratio, ' / ');
  return quantity.difference.map(quantityWords).join(' − ');
}

function thresholdWords(threshold: number | ParameterName, quantity: Quantity): string {
  if (typeof threshold !== 'number') {
    const { standard, unit } = PARAMETERS[threshold];
    return `${standard}${unit === null || unit === '°' ? (unit ?? '') : ` ${unit}`} [${threshold}]`;
  }
  const measured = typeof quantity === 'string' ? quantity : 'first' in quantity ? quantity.first[0] : null;
  return measured == null ? `${threshold}` : withUnit(threshold, measured);
}
