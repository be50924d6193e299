import { describe, expect, it } from 'vitest';
import type { CaseFacts } from '../../../core/lesion/caseFacts.ts';
import { planObjections } from '../../../core/plan/planObjections.ts';
import type { PlanStep } from '../../../core/strategy/stepCheck.ts';
import { planOf, step } from './planOf.ts';

const nc = (pressureAtm: number, diameterMm = 2.5): PlanStep => ({ do: 'dilate', balloon: { kind: 'NC', diameterMm, pressureAtm } });
const rota = (burrMm: number): PlanStep => ({ do: 'ablate', atherectomy: { kind: 'rotational', burrMm } });
const REFERENCES: CaseFacts = { proximalReferenceMm: 2.5, distalReferenceMm: 2.5 };
const said = (facts: CaseFacts, rungs: Parameters<typeof planOf>[0]): readonly string[] =>
  planObjections(planOf(rungs), { ...REFERENCES, ...facts }).map(({ step: id, rule, standing }) => `${id} ${rule} ${standing}`);

describe('the gates over a plan', () => {
  it.each([[13.9, []], [14, ['b S140 blocks', 'b S145 blocks']]])('after a step that goes extraplaque %d atm', (atm, objections) => {
    const found = said({}, { C: [step('a', { track: 'extraplaque' }), step('b', { act: nc(atm) })] });
    expect(found.filter((one) => /S140|S145/.test(one))).toEqual(objections);
  });

  it('judge a step by the track of its own rung, not by another rung’s', () => {
    expect(said({}, { A: [step('a', { track: 'extraplaque' })], C: [step('c', { act: nc(20) })] })).toEqual([]);
  });

  it('judge the step that changes the track on the new one', () => {
    expect(said({}, { C: [step('a', { track: 'extraplaque', act: nc(20) })] })).toContain('a S140 blocks');
    expect(said({}, { C: [step('a', { track: 'extraplaque' }), step('b', { track: 'intraplaque', act: nc(20) })] })).toEqual([]);
  });

  it('begin on the track that is planned, or on the one that is there', () => {
    expect(said({ plannedTrack: 'extraplaque' }, { C: [step('a', { act: nc(20) })] })).toContain('a S140 blocks');
    expect(said({ track: 'extraplaque' }, { C: [step('a', { act: nc(20) })] })).toContain('a S140 blocks');
    expect(said({ plannedTrack: 'extraplaque', track: 'intraplaque' }, { C: [step('a', { act: nc(20) })] })).toEqual([]);
  });

  it.each([[29, []], [30, ['a S141 blocks']]])('ordinary NC balloon at %d atm', (atm, objections) => {
    expect(said({}, { C: [step('a', { act: nc(atm) })] }).filter((one) => one.includes('S141'))).toEqual(objections);
  });

  it('leave what only IVUS shows to the room, and ask once it is known to be otherwise', () => {
    expect(said({}, { C: [step('a', { act: rota(1.25) })] })).toContain('a S089 room');
    expect(said({ trackConfirmedByIvus: true }, { C: [step('a', { act: rota(1.25) })] })).toEqual([]);
    expect(said({}, { C: [step('a', { track: 'extraplaque', act: rota(1.25) })] })).toContain('a S143 asks');
  });

  it('take a reason that is written down, for the rules that it names', () => {
    const kept = { track: 'extraplaque', act: rota(1.25), override: { rules: ['S143'], reason: 'no other way' } } as const;
    expect(said({}, { C: [step('a', kept)] })).toContain('a S143 overridden');
    expect(said({}, { C: [step('a', { ...kept, override: { rules: ['S089'], reason: 'no other way' } })] })).toContain('a S143 asks');
  });

  it('take no reason for what the review knows no exception of', () => {
    expect(said({}, { C: [step('a', { act: nc(30), override: { rules: ['S141'], reason: 'hard' } })] })).toContain('a S141 blocks');
  });

  it('hold the first balloon of an uncrossable lesion under 1.5 mm in rung B, and nowhere else', () => {
    const small = (diameterMm: number) => step('a', { act: { do: 'dilate', balloon: { kind: 'SC', diameterMm, pressureAtm: 10 } } });
    expect(said({}, { B: [small(1.5)] })).toContain('a S147 asks');
    expect(said({}, { B: [small(1.49)] })).toEqual([]);
    expect(said({}, { C: [small(2.5)] })).toEqual([]);
  });

  it('say nothing of a step that is no act of theirs', () => {
    expect(said({}, { A: [step('a'), step('b')] })).toEqual([]);
  });
});
