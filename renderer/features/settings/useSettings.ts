import { useState } from 'react';
import type { Settings } from '../../../core/contract/schemas.ts';
import { useAnswer, useHost } from '../../api/useHost.ts';
import { useUndo } from '../../state/undoStore.ts';
import { failureWords } from '../../words.ts';

/** The site's settings. A change is kept at once, and can be taken back. */
export function useSettings(): {
  readonly settings: Settings | null;
  readonly change: (part: Partial<Settings>, words: string) => void;
  readonly problem: string | null;
} {
  const host = useHost();
  const did = useUndo((history) => history.did);
  const [problem, setProblem] = useState<string | null>(null);
  const answer = useAnswer('settings.load', {});
  const settings = answer?.ok === true ? answer.value : null;
  const save = async (next: Settings): Promise<boolean> => {
    const reply = await host['settings.save'](next);
    setProblem(reply.ok ? null : failureWords(reply.failure));
    return reply.ok;
  };
  return {
    settings,
    problem: problem ?? (answer?.ok === false ? failureWords(answer.failure) : null),
    change: (part, words) => {
      if (settings === null) return;
      const next = { ...settings, ...part };
      void save(next).then((isKept) => {
        if (isKept) did({ words, undo: () => void save(settings), redo: () => void save(next) });
      });
    },
  };
}
