import { describe, expect, it } from 'vitest';
import type { CaseFacts } from '../../../../core/lesion/caseFacts.ts';
import { answerOf, PLAIN } from './asked.ts';

const hybrid = (change: CaseFacts) => answerOf('hybrid', { ...PLAIN, ...change });
const long = { angio: 28, ct: 28 };
const poor = { diameterMm: 2.8, diseased: true, calciumArcDeg: 0 };
const noRetro = { interventional: false };

const VIGNETTES: readonly (readonly [row: string, first: string | null, facts: CaseFacts])[] = [
  ['H1', 'AWE', {}],
  ['H2', 'ADR', { occlusionLengthMm: long }],
  ['H3', 'RWE', { proximalCapAmbiguous: true }],
  ['H4', 'RDR', { proximalCapAmbiguous: true, occlusionLengthMm: long }],
  ['H5', 'RWE', { distalVessel: poor }],
  ['H5', 'RDR', { distalVessel: poor, occlusionLengthMm: long }],
  ['H6', null, { proximalCapAmbiguous: true, collaterals: noRetro }],
  ['H7', 'AWE', { distalVessel: poor, collaterals: noRetro }],
  ['H7', 'ADR', { distalVessel: poor, collaterals: noRetro, occlusionLengthMm: long }],
  ['H8', 'change of strategy', { capImpenetrable: true }],
];

describe('the hybrid algorithm', () => {
  it.each(VIGNETTES)('answers by row %s: %s', (row, first, facts) => {
    const answer = hybrid(facts);
    expect([answer.rows[0]?.id, answer.first]).toEqual([row, first]);
    expect(answer.needs).toEqual([]);
  });

  it.each(VIGNETTES)('keeps row %s silent in every vignette of another answer (%s)', (row, first, facts) => {
    const others = VIGNETTES.filter(([id]) => id !== row).map(([, , other]) => hybrid(other));
    expect(others.flatMap(({ rows }) => rows.map(({ id }) => id))).not.toContain(row);
    expect(hybrid(facts).first).toBe(first);
  });

  it('offers antegrade entry, moving the cap, or deferring for an ambiguous cap without a collateral', () => {
    const answer = hybrid({ proximalCapAmbiguous: true, collaterals: noRetro });
    expect(answer.standing).toBe('options');
    expect(answer.alternatives).toEqual(['IVUS-guided entry', 'move-the-cap', 'defer']);
    expect(answer.status).toBe('unverified');
  });

  it.each([
    [19.9, 'AWE'], [20, 'ADR'], [20.1, 'ADR'],
  ])('at %d mm begins with %s', (angio, first) => {
    expect(hybrid({ occlusionLengthMm: { angio } }).first).toBe(first);
  });

  it('says at exactly 20 mm, and only there, that counting it as long is ours', () => {
    const remarks = (angio: number) => hybrid({ occlusionLengthMm: { angio } }).rows.map(({ mark }) => mark);
    expect([19.9, 20, 20.1].map((length) => remarks(length).includes('OWN'))).toEqual([false, true, false]);
  });

  it('reads the length of the angiogram before that of CT', () => {
    expect(hybrid({ occlusionLengthMm: { angio: 15, ct: 28 } }).first).toBe('AWE');
    expect(hybrid({ occlusionLengthMm: { ct: 28 } }).first).toBe('ADR');
  });

  it.each([
    ['small, 1.9 mm', { diameterMm: 1.9, diseased: false, calciumArcDeg: 0 }, 'RWE'],
    ['2.0 mm', { diameterMm: 2, diseased: false, calciumArcDeg: 0 }, 'AWE'],
    ['2.1 mm', { diameterMm: 2.1, diseased: false, calciumArcDeg: 0 }, 'AWE'],
    ['calcified over 89°', { diameterMm: 3, diseased: false, calciumArcDeg: 89 }, 'AWE'],
    ['calcified over 90°', { diameterMm: 3, diseased: false, calciumArcDeg: 90 }, 'RWE'],
    ['calcified over 91°', { diameterMm: 3, diseased: false, calciumArcDeg: 91 }, 'RWE'],
    ['diseased', { diameterMm: 3, diseased: true, calciumArcDeg: 0 }, 'RWE'],
  ])('takes a distal vessel that is %s', (_what, distalVessel, first) => {
    expect(hybrid({ distalVessel }).first).toBe(first);
  });

  it('counts a bifurcation at the distal cap as a poor distal vessel', () => {
    expect(hybrid({ distalCapAtBifurcation: true }).first).toBe('RWE');
  });

  it('is blind to calcium', () => {
    expect(hybrid({ angioCalcium: 'severe', ctCalcium: { maxCsaPercent: 100 } })).toEqual(hybrid({}));
  });

  it('names the facts behind its answer', () => {
    expect(hybrid({ proximalCapAmbiguous: true }).because)
      .toEqual(['proximalCapAmbiguous', 'collaterals.interventional', 'occlusionLengthMm.angio']);
  });

  it.each([
    ['proximalCapAmbiguous', { proximalCapAmbiguous: null }, ['AWE', 'RWE']],
    ['occlusionLengthMm.angio', { occlusionLengthMm: null }, ['AWE', 'ADR']],
    ['distalVessel.diseased', { distalVessel: { diameterMm: 2.8, calciumArcDeg: 0 } }, ['AWE', 'RWE']],
    ['distalVessel.diameterMm', { distalVessel: { diseased: false, calciumArcDeg: 0 } }, ['AWE', 'RWE']],
  ] as const)('waits for %s', (fact, unknown, possible) => {
    const answer = hybrid(unknown);
    expect([answer.standing, answer.first]).toEqual(['waits', null]);
    expect(answer.needs).toContain(fact);
    expect(answer.alternatives).toEqual(possible);
  });

  it('waits for the collateral of an ambiguous cap, and does not ask for it otherwise', () => {
    const answer = hybrid({ proximalCapAmbiguous: true, collaterals: null });
    expect(answer.needs).toEqual(['collaterals.interventional']);
    expect(answer.alternatives).toEqual(['RWE', 'IVUS-guided entry', 'move-the-cap', 'defer']);
    expect(hybrid({ collaterals: null })).toMatchObject({ standing: 'decided', first: 'AWE', needs: [] });
  });

  it('answers on condition while only bifurcation or distal calcium is not known, and names them', () => {
    const answer = hybrid({
      distalCapAtBifurcation: null, distalVessel: { diameterMm: 2.8, diseased: false },
    });
    expect(answer).toMatchObject({
      standing: 'on-condition', first: 'AWE', alternatives: ['RWE'], status: 'read',
      needs: ['distalVessel.calciumArcDeg', 'distalCapAtBifurcation'],
    });
    expect(answer.rows.map(({ id }) => id)).toEqual(['H1', 'H5']);
  });

  it.each([
    ['the cap is impenetrable', { capImpenetrable: true }],
    ['the wire went extraplaque', { track: 'extraplaque' }],
    ['the intraplaque options are spent', { intraplaqueSpent: true }],
  ] as const)('changes to another of the four when %s', (_what, facts) => {
    expect(hybrid(facts)).toMatchObject({
      standing: 'decided', first: 'change of strategy', alternatives: ['ADR', 'RWE', 'RDR'], status: 'read',
    });
    expect(hybrid({ ...facts, collaterals: noRetro }).alternatives).toEqual(['ADR']);
    expect(hybrid({ ...facts, collaterals: null }).alternatives).toEqual(['ADR', 'RWE', 'RDR']);
  });

  it.each([
    { capImpenetrable: false }, { track: 'intraplaque' }, { intraplaqueSpent: false }, { wireCrossed: false },
    { phase: 'planning' }, { phase: 'cap' }, { phase: 'tracking' }, { deviceUncrossable: false },
    { undilatable: false }, { track: 'mixed' },
  ] as const)('stays with its first strategy at %o', (facts) => {
    expect(hybrid(facts).first).toBe('AWE');
  });

  it.each([
    { wireCrossed: true }, { deviceUncrossable: true }, { undilatable: true }, { phase: 'device' },
    { phase: 'preparation' }, { phase: 'before-stent' }, { phase: 'after-stent' }, { phase: 'follow-up' },
  ] as const)('has ended at %o', (facts) => {
    expect(hybrid(facts)).toMatchObject({
      standing: 'ended', first: null, alternatives: [], needs: [], rows: [], because: Object.keys(facts),
    });
  });
});
