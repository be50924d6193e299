import type { PlanRow } from '../../../core/contract/plans.ts';
import type { Tone } from '../../ui/Sign.tsx';
import type { FilterName } from './planListStore.ts';
import type { PlanQuestion } from './usePlanPages.ts';

/** What stands in a cell: with its sign where it has one, and a second line. */
export interface CellWords {
  readonly tone: Tone | null;
  readonly words: string;
  readonly more: string | null;
}

/** Version and state of a plan: its newest version, and what is written beside it. */
export function stateWords({ version, isWithdrawn, hasDraft, origin, isDamaged }: PlanRow): CellWords {
  if (isDamaged) return { tone: 'refused', words: 'not as it was written', more: 'open it to see why' };
  if (version === null) return { tone: 'info', words: 'draft', more: 'never signed' };
  const elsewhere = origin === null ? null : 'of another workstation';
  if (isWithdrawn)
    return {
      tone: 'refused',
      words: `v${version} withdrawn`,
      more: elsewhere ?? (hasDraft ? 'new draft not signed' : null),
    };
  return {
    tone: 'ok',
    words: origin === null ? `v${version} signed` : `v${version} received`,
    more: elsewhere ?? (hasDraft ? 'changed since, not signed' : null),
  };
}

/** What room and outcome say of the procedure. The outcome of a received plan is recorded where it was signed. */
export function procedureWords({ procedure, origin, version }: PlanRow): CellWords {
  switch (procedure) {
    case 'none':
      return { tone: null, words: version === null ? '' : 'not begun', more: null };
    case 'begun':
      return { tone: 'info', words: 'in the room', more: 'not ended' };
    case 'ended':
      return origin === null
        ? { tone: 'warning', words: 'done', more: 'outcome missing' }
        : { tone: 'ok', words: 'done', more: 'outcome at its workstation' };
    case 'outcome-written':
      return { tone: 'warning', words: 'done', more: 'outcome not confirmed' };
    case 'outcome-confirmed':
      return { tone: 'ok', words: 'done', more: 'outcome confirmed' };
  }
}

/** "2", "2 to 3"; null where nothing was scored. */
export const jCtoWords = ({ jCto }: Pick<PlanRow, 'jCto'>): string | null =>
  jCto === null ? null : jCto[0] === jCto[1] ? String(jCto[0]) : `${jCto[0]} to ${jCto[1]}`;

/** What each filter is called. */
export const KIND_WORDS = {
  all: 'All',
  draft: 'Drafts',
  signed: 'Signed',
  withdrawn: 'Withdrawn',
  received: 'Received',
} as const;

/** What of no kind is listed: "No draft". */
export const NOTHING_WORDS: Readonly<Record<keyof typeof KIND_WORDS, string>> = {
  all: 'No plan',
  draft: 'No draft',
  signed: 'No valid signed plan',
  withdrawn: 'No withdrawn plan',
  received: 'No plan of another workstation',
};

/** What is looked for beside text and kind: " from 2026-01-01 to 2026-03-31 whose J-CTO may be 3"; empty where nothing is. */
export const narrowWords = ({ from, to, jCto }: Pick<PlanQuestion, 'from' | 'to' | 'jCto'>): string =>
  [
    from === null ? '' : ` from ${from}`,
    to === null ? '' : ` to ${to}`,
    jCto === null ? '' : ` whose J-CTO may be ${jCto}`,
  ].join('');

/** What a filter that is taken away lets in. */
export const WITHOUT_WORDS: Readonly<Record<FilterName, string>> = {
  text: 'Any text',
  days: 'Any day',
  jCto: 'Any J-CTO',
  kind: 'Of all kinds',
};
