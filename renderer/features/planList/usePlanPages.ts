import { useState } from 'react';
import type { Input } from '../../../core/contract/contract.ts';
import type { PlanRow } from '../../../core/contract/plans.ts';
import { useAnswer, useAskAgain, type Reply } from '../../api/useHost.ts';
import { failureWords } from '../../words.ts';

/** Rows asked for at once: more than a screen holds, so that two pages always hold what is shown. */
export const PAGE = 64;
/** What is asked, without which page of it. */
export type PlanQuestion = Omit<Input<'plans.search'>, 'limit' | 'offset'>;

export interface PlanPages {
  /** Null until the first answer. */
  readonly total: number | null;
  /** Whether they answer this question, and not the one before. */
  readonly isCurrent: boolean;
  /** Undefined while its page is asked for. */
  readonly rowAt: (index: number) => PlanRow | undefined;
  /** Where a plan is among what is at hand; -1 where it is not. */
  readonly indexOf: (plan: PlanRow['plan']) => number;
  readonly problem: string | null;
  /** Asks again for these pages. */
  readonly retry: () => void;
}
type Answer = Reply<'plans.search'>;
interface Page {
  readonly question: string;
  readonly at: number;
  readonly answer: Answer;
}

/** The rows of the list from one to another, page by page; the answer before stays readable while another question is on its way. */
export function usePlanPages(question: PlanQuestion, first: number, last: number): PlanPages {
  const [from, to] = [Math.floor(first / PAGE), Math.floor(last / PAGE)];
  const askAgain = useAskAgain();
  const pageAt = (at: number): Input<'plans.search'> => ({ ...question, limit: PAGE, offset: at * PAGE });
  const answers = [useAnswer('plans.search', pageAt(from)), useAnswer('plans.search', pageAt(to))];
  const asked = JSON.stringify(question);
  const fresh = answers.flatMap((answer, n): readonly Page[] =>
    answer === undefined ? [] : [{ question: asked, at: n === 0 ? from : to, answer }],
  );
  const [before, setBefore] = useState<readonly Page[]>([]);
  if (fresh.length > 0 && !isSame(fresh, before)) setBefore(fresh);
  // Of the same question other pages say nothing of these rows.
  const pages = fresh.length > 0 ? fresh : before.filter((page) => page.question !== asked);
  const known = fresh.length > 0 ? fresh : before;
  const failed = known.find(({ answer }) => !answer.ok);
  const counted = known.find(({ answer }) => answer.ok);
  return {
    total: counted?.answer.ok === true ? counted.answer.value.total : null,
    isCurrent: fresh.length > 0,
    rowAt: (index) => {
      const page = pages.find(({ at }) => at === Math.floor(index / PAGE));
      return page?.answer.ok === true ? page.answer.value.rows[index - page.at * PAGE] : undefined;
    },
    indexOf: (plan) =>
      pages.reduce((found, { at, answer }) => {
        const n = found < 0 && answer.ok ? answer.value.rows.findIndex((row) => row.plan === plan) : -1;
        return n < 0 ? found : at * PAGE + n;
      }, -1),
    problem: failed?.answer.ok === false ? failureWords(failed.answer.failure) : null,
    retry: () => {
      for (const at of new Set([from, to])) askAgain('plans.search', pageAt(at));
    },
  };
}

const isSame = (one: readonly Page[], other: readonly Page[]): boolean =>
  one.length === other.length &&
  one.every(
    ({ question, at, answer }, n) =>
      other[n]?.question === question && other[n].at === at && other[n].answer === answer,
  );
