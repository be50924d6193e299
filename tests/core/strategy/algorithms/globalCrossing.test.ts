import { describe, expect, it } from 'vitest';
import type { CaseFacts } from '../../../../core/lesion/caseFacts.ts';
import { answerOf, PLAIN } from './asked.ts';

const global = (change: CaseFacts) => answerOf('global', { ...PLAIN, ...change });
const idsOf = (change: CaseFacts) => global(change).rows.map(({ id }) => id);
const noRetro = { interventional: false };
const poor = { diameterMm: 2.8, diseased: true, calciumArcDeg: 0 };
const severe = { ctCalcium: { maxCsaPercent: 60 } };
const long = { occlusionLengthMm: { angio: 28 } };

const VIGNETTES: readonly (readonly [row: string, first: string | null, facts: CaseFacts])[] = [
  ['G3', null, { proximalCapAmbiguous: true }],
  ['G3', 'antegrade wiring', { proximalCapAmbiguous: true, collaterals: noRetro }],
  ['G4', 'retrograde', { distalVessel: poor }],
  ['G4', 'dual-lumen microcatheter and IVUS', { distalCapAtBifurcation: true }],
  ['G6', 'antegrade wiring', {}],
  ['G7', 'RDR', { distalVessel: poor, ...severe }],
  ['G8', 'change of strategy', { capImpenetrable: true }],
];

describe('the Global algorithm', () => {
  it.each(VIGNETTES)('answers by step %s: %s', (row, first, facts) => {
    const answer = global(facts);
    expect([answer.rows[0]?.id, answer.first, answer.needs, answer.status]).toEqual([row, first, [], 'read']);
  });

  it.each(['G3', 'G4', 'G6', 'G7', 'G8'])('does not answer by step %s in the vignettes of others', (row) => {
    const others = VIGNETTES.filter(([id]) => id !== row).map(([, , facts]) => global(facts).rows[0]?.id);
    expect(others).not.toContain(row);
  });

  it('puts IVUS, retrograde and moving the cap beside each other for an ambiguous cap', () => {
    const ambiguous = { proximalCapAmbiguous: true };
    expect(global(ambiguous)).toMatchObject({
      standing: 'options', first: null, alternatives: ['IVUS-guided entry', 'retrograde', 'move-the-cap'],
    });
    expect(global({ ...ambiguous, ...severe }).alternatives)
      .toEqual(['IVUS-guided entry', 'RDR', 'move-the-cap']);
    expect(idsOf({ ...ambiguous, ...severe })).toContain('G7');
    expect(global({ ...ambiguous, collaterals: noRetro }).alternatives)
      .toEqual(['IVUS-guided entry', 'move-the-cap']);
  });

  it.each([
    [49.9, 'retrograde'], [50, 'RDR'], [50.1, 'RDR'],
  ])('with a poor distal vessel and %d per cent of the area calcified goes %s', (maxCsaPercent, first) => {
    expect(global({ distalVessel: poor, ctCalcium: { maxCsaPercent } }).first).toBe(first);
  });

  it('goes antegrade to a poor distal vessel without a collateral', () => {
    expect(global({ distalVessel: poor, collaterals: noRetro }).first).toBe('antegrade wiring');
  });

  it.each([[19.9, []], [20, ['ADR']], [20.1, ['ADR']]])('at %d mm offers also %o', (angio, offered) => {
    expect(global({ occlusionLengthMm: { angio } }).alternatives).toEqual(offered);
    expect(global({ occlusionLengthMm: { angio }, distalCapAtBifurcation: true }).alternatives)
      .toEqual(['antegrade wiring', ...offered]);
  });

  it('leaves the retrograde way of a bifurcation with a poor vessel to the poor vessel', () => {
    expect(global({ distalVessel: poor, distalCapAtBifurcation: true }).first).toBe('retrograde');
  });

  it('reviews before the first wire, and speaks of stopping once there is no progress', () => {
    expect(idsOf({})).toEqual(['G6', 'G1', 'G2', 'G5']);
    expect(idsOf({ collaterals: noRetro })).toEqual(['G6', 'G1', 'G2']);
    expect(idsOf({ collaterals: null })).toEqual(['G6', 'G1', 'G2']);
    expect(idsOf({ capImpenetrable: true })).toEqual(['G8', 'G9', 'G10']);
  });

  it('changes when there is no progress, and names an investment procedure last', () => {
    expect(global({ capImpenetrable: true, ...long }).alternatives)
      .toEqual(['ADR', 'retrograde', 'investment procedure']);
    expect(global({ track: 'extraplaque', ...severe }).alternatives)
      .toEqual(['ADR', 'RDR', 'investment procedure']);
    expect(global({ intraplaqueSpent: true, collaterals: noRetro }).alternatives)
      .toEqual(['ADR', 'investment procedure']);
  });

  it('waits for the cap, and for the collateral of an ambiguous one', () => {
    expect(global({ proximalCapAmbiguous: null })).toMatchObject({
      standing: 'waits', first: null, needs: ['proximalCapAmbiguous'],
    });
    expect(global({ proximalCapAmbiguous: true, collaterals: null })).toMatchObject({
      standing: 'waits', first: null, needs: ['collaterals.interventional'],
    });
  });

  it('answers on condition while bifurcation, distal calcium or severe calcium are not known', () => {
    expect(global({ distalCapAtBifurcation: null })).toMatchObject({
      standing: 'on-condition', first: 'antegrade wiring', needs: ['distalCapAtBifurcation'],
      alternatives: ['dual-lumen microcatheter and IVUS'],
    });
    expect(global({ distalVessel: { diameterMm: 2.8, diseased: false } })).toMatchObject({
      standing: 'on-condition', first: 'antegrade wiring', needs: ['distalVessel.calciumArcDeg'],
      alternatives: ['retrograde'],
    });
    expect(global({ distalVessel: poor, angioCalcium: null, ctCalcium: null, ctDone: false })).toMatchObject({
      standing: 'on-condition', first: 'retrograde', needs: ['angioCalcium'], alternatives: ['RDR'],
    });
  });

  it('has ended once the wire is across', () => {
    expect(global({ wireCrossed: true }))
      .toMatchObject({ standing: 'ended', reason: 'What it decides is done.' });
  });
});
