import { useState } from 'react';
import type { Input, Output } from '../../../core/contract/contract.ts';
import type { CaseRow } from '../../../core/contract/schemas.ts';
import { useAnswer, useAskAgain, useHost, type Reply } from '../../api/useHost.ts';
import { useView } from '../../state/viewStore.ts';
import { byteWords } from '../../ui/amountWords.ts';
import { failureWords } from '../../words.ts';
import { nameWords } from '../frame/patientWords.ts';
import { useWorklistStore } from './worklistStore.ts';

export type CaseList = Output<'cases.list'>;

export interface Worklist {
  /** The last list that arrived, kept while the next one is asked for; null until the first. */
  readonly list: CaseList | null;
  readonly chosen: CaseRow | null;
  readonly problem: string | null;
  /** Asks for the list again. */
  readonly retry: () => void;
  readonly remove: (row: CaseRow) => void;
}

/** The rows that match, the chosen one among them, and removal. */
export function useWorklist(): Worklist {
  const host = useHost();
  const { text, sort, order, limit, chosen, askToRemove } = useWorklistStore();
  const askAgain = useAskAgain();
  const question: Input<'cases.list'> = { text: text.trim(), sort, order, limit, offset: 0 };
  const answer = useAnswer('cases.list', question);
  const shown = useLast(answer);
  const [refusal, setRefusal] = useState<string | null>(null);
  const list = shown?.ok === true ? shown.value : null;
  return {
    list,
    chosen: list?.rows.find(({ id }) => id === chosen) ?? list?.rows[0] ?? null,
    problem: refusal ?? (shown?.ok === false ? failureWords(shown.failure) : null),
    retry: () => askAgain('cases.list', question),
    remove: (row) => {
      void host['cases.remove']({ id: row.id }).then((reply) => {
        setRefusal(reply.ok ? null : failureWords(reply.failure));
        askToRemove(null);
        if (!reply.ok) return;
        const view = useView.getState();
        if (view.caseId === row.id) view.closeCase();
        view.say(`${nameWords(row.patient)} removed, ${byteWords(reply.value.freedBytes)} freed`);
      });
    },
  };
}

/** The last answer of a question whose words change while one types: no empty table between two letters. */
function useLast(answer: Reply<'cases.list'> | undefined): Reply<'cases.list'> | undefined {
  const [last, setLast] = useState(answer);
  if (answer !== undefined && answer !== last) setLast(answer);
  return answer ?? last;
}
