import type { SendingView } from '../../../core/contract/sendings.ts';
import { instantWords } from '../../ui/dateWords.ts';
import type { Tone } from '../../ui/Sign.tsx';

/** How a sending stands, in a line, and what can be done about it. */
export interface SendingWords {
  readonly tone: Tone;
  /** "Radiology: sending 3 of 6". */
  readonly words: string;
  /** Why it is not there yet. */
  readonly reason: string | null;
  /** "Send now", "Send again"; null where there is nothing to do. */
  readonly again: string | null;
  readonly cancel: string | null;
}

/** "15:04" today, else with its date. */
const clock = (instant: string, today: string): string => instantWords(instant, today).replace(/^today /, '');

/** @param today - YYYY-MM-DD */
export function sendingWords({ archive: { id, name }, state, done, of, reason, nextTryAt, since, has, attempts, isFound, isPartFound }: SendingView, isWithdrawn: boolean, today: string): SendingWords {
  const what = isWithdrawn ? 'withdrawal ' : '';
  switch (state) {
    case 'waiting': return {
      tone: 'info', reason, again: 'Send now', cancel: 'Cancel',
      words: `${name}: ${what}waiting${attempts === 0 || nextTryAt === null ? '' : `, next try ${clock(nextTryAt, today)}`}`,
    };
    case 'sending': return {
      tone: 'info', reason: null, again: null, cancel: 'Cancel',
      words: `${name}: ${what}${of === 0 ? 'sending' : done < of ? `sending ${done} of ${of}` : 'sent, asking what it lists'}`,
    };
    case 'refused': return { tone: 'refused', reason, again: 'Send again', cancel: 'Give up', words: `${name}: ${what}refused ${clock(since, today)}` };
    case 'in-part': return { tone: 'warning', reason, again: 'Send the rest', cancel: 'Give up', words: `${name}: ${what}sent in part ${clock(since, today)}` };
    case 'not-found': return {
      tone: 'warning', reason, again: 'Send again', cancel: 'Give up',
      words: `${name}: ${what}sent ${clock(since, today)}, not ${isPartFound ? 'all ' : ''}found in the archive`,
    };
    case 'taken-back': return {
      tone: 'info', reason: null, again: id === null ? null : 'Send again', cancel: null, words: `${name}: ${what}taken back ${clock(since, today)}, a part may be there`,
    };
    case 'sent': {
      const at = clock(has?.at ?? since, today);
      const canSend = id !== null;
      // It has a plan that is not to be used, and does not know.
      if (isWithdrawn && has?.what === 'plan')
        return { tone: 'warning', words: `${name} has it from ${at} and does not know that it is withdrawn`, reason: null, again: canSend ? 'Send the withdrawal' : null, cancel: null };
      return { tone: 'ok', words: `${name}: ${what}sent ${at}${isFound ? ', found there' : ''}`, reason: null, again: canSend ? 'Send again' : null, cancel: null };
    }
  }
}

/**
 * What is on the way in the whole library, for the status line, the most pressing of it; null where nothing is.
 *
 * @returns with the first of those that the words are about
 */
export function openWords(sendings: readonly SendingView[]):
  { readonly words: string; readonly isRefused: boolean; readonly first: SendingView } | null {
  const inState = (wanted: SendingView['state']): readonly SendingView[] => sendings.filter(({ state }) => state === wanted);
  const notFound = inState('not-found');
  const groups = [
    { of: inState('refused'), one: 'plan', said: 'refused by an archive' },
    // Somebody may go by a plan that he does not know to be withdrawn.
    { of: notFound.filter(({ isWithdrawn }) => isWithdrawn), one: 'withdrawal', said: 'sent and not found in the archive' },
    { of: notFound, one: 'plan', said: 'sent and not found in the archive' },
    { of: inState('in-part'), one: 'plan', said: 'sent to an archive in part' },
    { of: sendings, one: 'plan', said: 'on the way to an archive' },
  ];
  for (const { of, one, said } of groups) {
    const [first] = of;
    if (first !== undefined) return { words: `${of.length} ${one}${of.length === 1 ? '' : 's'} ${said}`, isRefused: of !== sendings, first };
  }
  return null;
}
