import type { Change, Host } from '../../../core/contract/contract.ts';
import { observedCurves } from '../../../core/plan/observedCurve.ts';
import { outcomesCsv, recordedOf } from '../../../core/plan/outcomesCsv.ts';
import { err, ok } from '../../../core/result.ts';
import type { Store } from '../store/open.ts';
import { undone, unshown } from './planFailures.ts';
import { certain, refused } from './trouble.ts';

interface Parts {
  readonly store: Pick<Store, 'outcomes' | 'operators'>;
  announce(change: Change): void;
}

/** What became of procedures, and how the scores hold over all of them. */
export function outcomeHandlers({ store: { outcomes, operators }, announce }: Parts): Pick<Host, `outcomes.${'load' | 'save' | 'observed' | 'csv'}`> {
  return {
    'outcomes.load': async ({ plan, version }) => {
      const kept = outcomes.load(plan, version);
      return kept.ok ? ok({ revisions: [...kept.value] }) : unshown(kept.failure);
    },
    'outcomes.save': async ({ plan, version, ...edit }) => {
      const saved = outcomes.save(plan, version, edit, certain(operators.list()).current);
      if (saved.ok) {
        announce({ what: 'outcome', plan, version });
        return ok({ revisions: [...saved.value] });
      }
      const { failure } = saved;
      return failure.code === 'outcome/not-ready' ? err({ code: failure.code, reasons: [...failure.reasons] }) : undone(failure);
    },
    'outcomes.observed': async () => {
      const { procedures, leftOut } = certain(await outcomes.counted());
      return ok({ procedures: procedures.length, curves: [...observedCurves(procedures.map(recordedOf))], leftOut });
    },
    'outcomes.csv': async () => {
      const { procedures, leftOut } = certain(await outcomes.counted());
      const noted = outcomes.exported(procedures.length, certain(operators.list()).current);
      return noted.ok ? ok({ procedures: procedures.length, csv: outcomesCsv(procedures), leftOut }) : refused<never>(noted.failure);
    },
  };
}
