import { useCallback, useState } from 'react';
import type { OperatorId } from '../../../core/contract/ids.ts';
import type { Operator } from '../../../core/contract/schemas.ts';
import { useHost } from '../../api/useHost.ts';
import { failureWords } from '../../words.ts';

/** Choosing and adding the people who work here. `problem` is the last refusal in words. */
export function useOperators(): {
  readonly choose: (id: OperatorId) => void;
  readonly add: (name: string) => Promise<Operator | null>;
  readonly problem: string | null;
} {
  const host = useHost();
  const [problem, setProblem] = useState<string | null>(null);
  const choose = useCallback(
    (id: OperatorId) => {
      void host['operators.choose']({ id }).then((reply) =>
        setProblem(reply.ok ? null : failureWords(reply.failure)),
      );
    },
    [host],
  );
  const add = useCallback(
    async (name: string) => {
      const reply = await host['operators.add']({ name });
      setProblem(reply.ok ? null : failureWords(reply.failure));
      return reply.ok ? reply.value : null;
    },
    [host],
  );
  return { choose, add, problem };
}
