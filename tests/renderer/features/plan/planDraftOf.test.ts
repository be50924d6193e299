import { expect, it } from 'vitest';
import type { HostClient } from '../../../../core/contract/contract.ts';
import { planDraftOf } from '../../../../renderer/features/plan/usePlan.ts';
import { EMPTY_PLAN } from '../../../../renderer/state/planDraft.ts';
import { useUndo } from '../../../../renderer/state/undoStore.ts';
import { useView } from '../../../../renderer/state/viewStore.ts';
import { vessel } from '../../../core/lesion/plainFindings.ts';
import { caseId } from '../../state/entryKeeper.ts';

it('the steps of a plan are kept while the worklist is in front, and go with the case that is closed', () => {
  const host = { 'plans.edit': () => new Promise(() => undefined) } as unknown as HostClient;
  useView.getState().openCase(caseId);
  const draft = planDraftOf(host, caseId, vessel);
  draft.change('write notes', { ...EMPTY_PLAN, notes: 'a' });
  useView.getState().go('worklist');
  expect([planDraftOf(host, caseId, vessel) === draft, useUndo.getState().done.length]).toEqual([true, 1]);
  useView.getState().closeCase();
  expect([planDraftOf(host, caseId, vessel) === draft, useUndo.getState().done.length]).toEqual([false, 0]);
});
