import { beforeEach, expect, it } from 'vitest';
import { caseIdSchema, planIdSchema, vesselIdSchema } from '../../../../core/contract/ids.ts';
import { isCovered, openOwnPlan, openPlanDesk, openReceivedPlan, usePlanDesk } from '../../../../renderer/features/plan/planDesk.ts';

const caseId = caseIdSchema.parse('cas_0000000000000001');
const [lad, rca] = [vesselIdSchema.parse('ves_0000000000000001'), vesselIdSchema.parse('ves_0000000000000002')];
const looked = { outcome: 1, version: 2, step: 'a-1' } as const;
const shown = () => {
  const { outcome, version, step } = usePlanDesk.getState();
  return { outcome, version, step };
};

beforeEach(() => {
  usePlanDesk.setState(usePlanDesk.getInitialState(), true);
  openPlanDesk(caseId, lad);
  usePlanDesk.setState(looked);
});

it('shows of another vessel nothing that was opened of the one before', () => {
  openPlanDesk(caseId, rca);
  expect(shown()).toEqual({ outcome: null, version: null, step: null });
});

it('stays as it was left for the same vessel, also while none is at hand', () => {
  openPlanDesk(caseId, lad);
  openPlanDesk(caseId, null);
  openPlanDesk(caseId, lad);
  expect(shown()).toEqual(looked);
  openPlanDesk(caseId, null);
  openPlanDesk(caseId, rca);
  expect(shown().outcome).toBeNull();
});

it('begins anew with another case', () => {
  openPlanDesk(caseIdSchema.parse('cas_0000000000000002'), lad);
  expect(shown()).toEqual({ outcome: null, version: null, step: null });
});

it('an own plan is opened as it is now, also where another version or a received one was looked at', () => {
  for (const look of [() => usePlanDesk.setState(looked), () => openReceivedPlan(caseId, planIdSchema.parse('pln_0123456789abcdef'), 1)]) {
    look();
    openOwnPlan(caseId, lad);
    // The station opens for the vessel that is at hand.
    openPlanDesk(caseId, lad);
    expect(shown()).toEqual({ outcome: null, version: null, step: null });
  }
});

it.each([['version', 1], ['compared', { before: 1, after: 'draft' }], ['outcome', 1], ['templates', { chosen: 'new', isRenaming: false }]] as const)(
  'the draft is covered by what stands in its place: %s', (name, value) => {
    openOwnPlan(caseId, lad);
    expect(isCovered(usePlanDesk.getState())).toBe(false);
    usePlanDesk.setState({ [name]: value });
    expect(isCovered(usePlanDesk.getState())).toBe(true);
  });
