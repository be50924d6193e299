import { beforeEach, describe, expect, it } from 'vitest';
import { caseIdSchema, planIdSchema, vesselIdSchema } from '../../../../core/contract/ids.ts';
import type { PlanRow } from '../../../../core/contract/plans.ts';
import { chosenRow } from '../../../../renderer/features/planList/chosenRow.ts';
import { openPlan } from '../../../../renderer/features/planList/openPlan.ts';
import { narrowingFilters, usePlanList } from '../../../../renderer/features/planList/planListStore.ts';
import { jCtoWords, narrowWords, procedureWords, stateWords } from '../../../../renderer/features/planList/planListWords.ts';
import { HEAD_PX, ROW_PX, rowAfter, rowsShown, scrolledTo } from '../../../../renderer/features/planList/rowWindow.ts';
import { isBeginningOfDay, writtenDay } from '../../../../renderer/features/planList/writtenDay.ts';
import { usePlanDesk } from '../../../../renderer/features/plan/planDesk.ts';
import { useVesselDesk } from '../../../../renderer/state/vesselDesk.ts';
import { useView } from '../../../../renderer/state/viewStore.ts';

const [caseId, plan, vessel] = [caseIdSchema.parse('cas_0123456789abcdef'), planIdSchema.parse('pln_0123456789abcdef'), vesselIdSchema.parse('ves_0123456789abcdef')];
const row = (changed: Partial<PlanRow> = {}): PlanRow => ({
  plan, caseId, vessel, patient: { name: 'Muster, Anna', id: 'M', birthDate: null, sex: null }, isDemo: false, lesion: 'RCA', version: 2, sha256: 'a'.repeat(64),
  signedAt: '2026-11-29T10:00:00Z', by: 'Tina', isWithdrawn: false, hasDraft: false, changedAt: '2026-11-29T10:00:00Z', changedBy: 'Tina', procedure: 'none',
  jCto: [2, 3], origin: null, isDamaged: false, ...changed,
});
const elsewhere = { origin: 'a'.repeat(64) };

describe('a row in words', () => {
  it.each([
    [{}, 'ok', 'v2 signed', null], [{ hasDraft: true }, 'ok', 'v2 signed', 'changed since, not signed'], [{ version: null, hasDraft: true }, 'info', 'draft', 'never signed'],
    [{ isWithdrawn: true }, 'refused', 'v2 withdrawn', null], [{ isWithdrawn: true, hasDraft: true }, 'refused', 'v2 withdrawn', 'new draft not signed'],
    [elsewhere, 'ok', 'v2 received', 'of another workstation'], [{ ...elsewhere, isWithdrawn: true }, 'refused', 'v2 withdrawn', 'of another workstation'],
    [{ isDamaged: true, version: null }, 'refused', 'not as it was written', 'open it to see why'],
  ] as const)('%j: its state', (changed, tone, words, more) => expect(stateWords(row(changed))).toEqual({ tone, words, more }));

  it.each([
    [{}, null, 'not begun', null], [{ version: null }, null, '', null], [{ procedure: 'begun' }, 'info', 'in the room', 'not ended'],
    [{ procedure: 'ended' }, 'warning', 'done', 'outcome missing'], [{ ...elsewhere, procedure: 'ended' }, 'ok', 'done', 'outcome at its workstation'],
    [{ procedure: 'outcome-written' }, 'warning', 'done', 'outcome not confirmed'], [{ procedure: 'outcome-confirmed' }, 'ok', 'done', 'outcome confirmed'],
  ] as const)('%j: its procedure', (changed, tone, words, more) => expect(procedureWords(row(changed))).toEqual({ tone, words, more }));

  it('its score as far as it reaches', () => {
    expect([jCtoWords({ jCto: [2, 3] }), jCtoWords({ jCto: [0, 0] }), jCtoWords({ jCto: null })]).toEqual(['2 to 3', '0', null]);
  });
});

describe('the rows that are made', () => {
  const view = HEAD_PX + 10 * ROW_PX;
  it.each([
    [0, 100_000, [0, 16]], [50_000 * ROW_PX, 100_000, [49_994, 50_016]], [99_990 * ROW_PX, 100_000, [99_984, 99_999]], [0, 3, [0, 2]], [0, 0, [0, 0]],
  ] as const)('from %d px of %d rows', (scrollTop, total, range) => expect(rowsShown(scrollTop, view, total)).toEqual(range));

  it('scroll just so far that the chosen one is whole', () => {
    expect([scrolledTo(0, 500, view), scrolledTo(9, 0, view), scrolledTo(10, 0, view), scrolledTo(11, ROW_PX, view)]).toEqual([0, 0, ROW_PX, 2 * ROW_PX]);
  });

  it.each([
    ['ArrowDown', 5, 6], ['ArrowUp', 0, 0], ['PageDown', 5, 14], ['PageUp', 5, 0], ['Home', 5, 0], ['End', 5, 99], ['ArrowDown', 99, 99], ['x', 5, null],
  ] as const)('%s leads from %d to %s', (key, from, to) => expect(rowAfter(key, from, 100, view)).toBe(to));
});

describe('the chosen row', () => {
  const [other, gone] = [planIdSchema.parse('pln_00000000000other'), planIdSchema.parse('pln_000000000000gone')];
  const pages = (...plans: readonly PlanRow['plan'][]) => ({ total: plans.length, isCurrent: true, indexOf: (one: PlanRow['plan']) => plans.indexOf(one) });

  it('follows its plan where others come before it', () => {
    expect([chosenRow({ plan, index: 0 }, pages(plan)), chosenRow({ plan, index: 0 }, pages(other, plan))]).toEqual([0, 1]);
  });
  it('is none where its plan is no longer at hand, whatever stands in its place', () => {
    expect([chosenRow({ plan: gone, index: 0 }, pages(other, plan)), chosenRow({ plan: gone, index: 0 }, pages())]).toEqual([-1, -1]);
  });
  it('goes by its place until its row is known, and never by the rows of the question before', () => {
    expect([chosenRow({ plan: null, index: 1 }, pages(other, plan)), chosenRow({ plan: null, index: 5 }, pages(other, plan)), chosenRow({ plan: null, index: 0 }, pages())])
      .toEqual([1, 1, -1]);
    expect(chosenRow({ plan: null, index: 0 }, { ...pages(other), isCurrent: false })).toBe(-1);
  });
});

describe('how it is looked at', () => {
  beforeEach(() => usePlanList.setState(usePlanList.getInitialState(), true));
  const now = () => usePlanList.getState();

  it('another question begins at its top; the same order twice turns it round', () => {
    for (const ask of [() => now().filter({ text: 'a' }), () => now().filter({ from: '2026' }), () => now().nextJCto(), () => now().filterBy(1), () => now().sortBy('name')]) {
      now().choose({ plan, index: 7 });
      now().scrolled(500);
      ask();
      expect([now().chosen, now().scrollTop]).toEqual([{ plan: null, index: 0 }, 0]);
    }
    expect([now().sort, now().order]).toEqual(['name', 'asc']);
    now().sortBy('name');
    expect(now().order).toBe('desc');
    now().sortBy('jCto');
    expect(now().order).toBe('desc');
  });

  it('the filters follow one another, both ways round', () => {
    const after = (steps: readonly (1 | -1)[]): readonly string[] => steps.map((step) => { now().filterBy(step); return now().kind; });
    expect(after([1, 1, 1, 1, 1, -1, -1])).toEqual(['draft', 'signed', 'withdrawn', 'received', 'all', 'received', 'withdrawn']);
  });
});

describe('what keeps plans out', () => {
  beforeEach(() => usePlanList.setState(usePlanList.getInitialState(), true));

  it('the J-CTO goes from any to the fewest points, up, and to any again', () => {
    const points = Array.from({ length: 8 }, () => { usePlanList.getState().nextJCto(); return usePlanList.getState().jCto; });
    expect(points).toEqual([0, 1, 2, 3, 4, 5, null, 0]);
  });

  it.each([
    ['2026', '2026-01-01', '2026-12-31'], ['2026-03', '2026-03-01', '2026-03-31'], ['2024-02', '2024-02-01', '2024-02-29'], ['2026-02', '2026-02-01', '2026-02-28'],
    ['2026-03-14', '2026-03-14', '2026-03-14'], [' 2026-12 ', '2026-12-01', '2026-12-31'], ['2024-02-29', '2024-02-29', '2024-02-29'],
    ['2026-02-29', null, null], ['2026-13', null, null], ['2026-00', null, null], ['2026-01-00', null, null], ['2026-04-31', null, null], ['14.03.2026', null, null],
    ['', null, null], ['202', null, null], ['2026-3', null, null], ['2026-', null, null],
  ])('%j is the days from %s to %s', (text, first, last) => {
    expect([writtenDay(text, 'first'), writtenDay(text, 'last')]).toEqual([first, last]);
  });

  it.each([['', true], ['202', true], ['2026-', true], ['2026-3', true], ['2026-03-', true], ['2026-03-14', true], ['20-', false], ['14.03', false], ['2026-3-1', false], ['x', false]])(
    '%j may become a day: %s', (text, may) => expect(isBeginningOfDay(text)).toBe(may));

  it('is named, each by itself, and in words', () => {
    const open = { text: '', from: null, to: null, jCto: null, kind: 'all' } as const;
    expect(narrowingFilters(open)).toEqual([]);
    expect(narrowingFilters({ ...open, to: '2026-01-01' })).toEqual(['days']);
    expect(narrowingFilters({ text: 'a', from: '2026-01-01', to: null, jCto: 0, kind: 'draft' })).toEqual(['text', 'days', 'jCto', 'kind']);
    expect([narrowWords(open), narrowWords({ from: '2026-01-01', to: null, jCto: 0 }), narrowWords({ from: '2026-01-01', to: '2026-12-31', jCto: null })])
      .toEqual(['', ' from 2026-01-01 whose J-CTO may be 0', ' from 2026-01-01 to 2026-12-31']);
  });
});

describe('a plan is opened at station 7 of its case', () => {
  beforeEach(() => {
    useView.setState(useView.getInitialState(), true);
    useVesselDesk.setState(useVesselDesk.getInitialState(), true);
    usePlanDesk.setState(usePlanDesk.getInitialState(), true);
  });

  it('an own one at its vessel; its case is not opened anew where it is open', () => {
    openPlan(row());
    expect([useView.getState().caseId, useView.getState().station, useVesselDesk.getState().vessel, useView.getState().openings]).toEqual([caseId, 'plan', vessel, 1]);
    useView.getState().showPlans();
    openPlan(row());
    expect([useView.getState().station, useView.getState().openings]).toEqual(['plan', 1]);
  });

  it('an own one as it is now, whatever of it was looked at before', () => {
    usePlanDesk.setState({ caseId, vessel, version: 1, outcome: 1 });
    openPlan(row());
    expect(usePlanDesk.getState()).toMatchObject({ caseId, vessel, version: null, outcome: null });
  });

  it('a received one in its newest version, whatever vessel is at hand', () => {
    openPlan(row(elsewhere));
    expect([useView.getState().station, useVesselDesk.getState().vessel, usePlanDesk.getState().version]).toEqual(['plan', null, `received ${plan} 2`]);
  });
});
