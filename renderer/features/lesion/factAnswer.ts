import { expected } from '../../../core/contract/caseFacts.ts';
import { checkOf } from '../../../core/contract/factCheck.ts';
import { factRow, type FactKind, type FactPath, type FactValue } from '../../../core/lesion/caseFacts.ts';
import { err, ok, type Result } from '../../../core/result.ts';

/** The answer to a fact as it was typed, or the sentence that says what is wrong with it. */
export function typedAnswer(path: FactPath, text: string): Result<FactValue<FactPath>, string> {
  const { label, kind } = factRow(path);
  const value = valueOf(kind, text.trim());
  // What passes the check of its kind is a value of its fact.
  return checkOf(kind)(value) ? ok(value as FactValue<FactPath>)
    : err(`The ${label} must be ${expected(kind)}. Correct it, or press Esc.`);
}

function valueOf(kind: FactKind, text: string): unknown {
  switch (kind.is) {
    case 'number': return text === kind.orWord ? text : /^-?\d+(?:[.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : text;
    case 'texts': return text === '' ? [] : text.split(',').map((part) => part.trim()).filter((part) => part !== '');
    case 'stretches': return stretchesOf(text);
    case 'choice':
    case 'choices':
    case 'text':
    case 'yes-no': return text;
  }
}

/** "21.8-24.3, 28.7-31.4" as stretches; null where it is none. */
function stretchesOf(text: string): readonly (readonly [number, number])[] | null {
  if (text === '' || text === 'none') return [];
  const parts = text.split(/[,;]\s*/).map((part) => /^(\d+(?:\.\d+)?)\s*(?:-|–|to)\s*(\d+(?:\.\d+)?)$/.exec(part.trim()));
  return parts.some((part) => part === null) ? null : parts.map((part) => [Number(part?.[1]), Number(part?.[2])] as const);
}

/** A value as it is typed into a field. */
export function typedValue(value: FactValue<FactPath> | null): string {
  if (value === null || typeof value === 'boolean') return '';
  if (typeof value === 'number') return `${Math.round(100 * value) / 100}`;
  if (typeof value === 'string') return value;
  return value.map((part) => (typeof part === 'string' ? part : part.map((end) => end.toFixed(1)).join('-'))).join(', ');
}

/** U is no number: in a field for one it leads on as it does elsewhere, as long as nothing is typed that would be lost. */
export const isNextUnknown = ({ key, ctrlKey, altKey, metaKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey'>, isUntouched: boolean): boolean =>
  isUntouched && key.toUpperCase() === 'U' && !ctrlKey && !altKey && !metaKey;
