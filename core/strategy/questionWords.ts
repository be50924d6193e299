import type { FactKind } from '../lesion/caseFacts.ts';
import { assertNever } from '../result.ts';

/**
 * What may be answered to the question for a fact, as the end of a spoken sentence: "yes or no".
 *
 * @source the table of facts
 */
export function expectedWords(kind: FactKind): string {
  switch (kind.is) {
    case 'choice':
      return alternatives(kind.of);
    case 'yes-no':
      return 'yes or no';
    case 'number': {
      const unit = kind.unit === null ? '' : kind.unit === '°' ? ' (degrees)' : ` (${kind.unit})`;
      return `how much${unit}${kind.orWord === undefined ? '' : `, or ${kind.orWord}`}`;
    }
    case 'choices':
      return `which of ${alternatives(kind.of)}`;
    case 'text':
    case 'texts':
      return 'in words';
    case 'stretches':
      return `from where to where (${kind.unit})`;
    default:
      return assertNever(kind);
  }
}

const alternatives = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
