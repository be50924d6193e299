import type { HostClient, Input } from '../../../core/contract/contract.ts';
import { planIdSchema } from '../../../core/contract/ids.ts';
import type { KeptOutcome, Outcome } from '../../../core/plan/outcome.ts';
import { err, ok } from '../../../core/result.ts';
import type { OutcomeNotKept } from '../../../renderer/state/outcomeDraft.ts';

export const plan = planIdSchema.parse('pln_0123456789abcdef');
export const LOG: Outcome = {
  crossing: null, crossedWith: null, wireMinutes: 26, totalMinutes: null, contrastMl: null, airKermaGy: null, technicalSuccess: null, proceduralSuccess: null,
  complications: null, devices: [], ivus: '', notes: '',
};
export const noted = (notes: string): Outcome => ({ ...LOG, notes });

/** A host that keeps one outcome as the real one does: what is made of an older revision is stale. */
export function outcomeKeeper() {
  const revisions: KeptOutcome[] = [];
  let failure: OutcomeNotKept | null = null;
  const asked: Input<'outcomes.save'>[] = [];
  const keep = (outcome: Outcome, isConfirmed = false): void => {
    revisions.push({ outcome, isConfirmed, revision: revisions.length + 1, at: '2026-11-29T10:00:00.000Z', by: null });
  };
  const host: Pick<HostClient, 'outcomes.save' | 'outcomes.load'> = {
    'outcomes.load': async () => ok({ revisions: [...revisions] }),
    'outcomes.save': async (input) => {
      asked.push(input);
      await Promise.resolve();
      if (failure !== null) return err(failure);
      if (input.revision !== revisions.length) return err({ code: 'outcome/stale' });
      keep(input.outcome, input.isConfirmed);
      return ok({ revisions: [...revisions] });
    },
  };
  return { host, asked, keep, revisions, fail: (next: OutcomeNotKept | null) => { failure = next; } };
}
export const settled = async (): Promise<void> => { for (let n = 0; n < 60; n += 1) await Promise.resolve(); };
