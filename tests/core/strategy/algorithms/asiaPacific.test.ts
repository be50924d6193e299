import { describe, expect, it } from 'vitest';
import type { CaseFacts } from '../../../../core/lesion/caseFacts.ts';
import { STANDARD_PARAMETERS } from '../../../../core/strategy/parameters.ts';
import { answerOf, PLAIN } from './asked.ts';

const club = (change: CaseFacts) => answerOf('asia-pacific', { ...PLAIN, ...change });
const idsOf = (change: CaseFacts) => club(change).rows.map(({ id }) => id);
const noRetro = { interventional: false };
const poor = { diameterMm: 2.8, diseased: true, calciumArcDeg: 0 };
const severe = { ctCalcium: { maxCsaPercent: 60 } };
const bent = { bendInOcclusionDeg: { ct: 60 } };
const long = { occlusionLengthMm: { angio: 28 } };
const failed = { priorFailedAttempt: true };

const VIGNETTES: readonly (readonly [row: string, first: string | null, facts: CaseFacts])[] = [
  ['A1', 'IVUS-guided entry', {
    proximalCapAmbiguous: true, sideBranchAtProximalCap: true, collaterals: noRetro,
  }],
  ['A2', 'retrograde', { proximalCapAmbiguous: true }],
  ['A2', 'retrograde', { distalVessel: poor }],
  ['A4', 'CrossBoss', { inStent: true }],
  ['A5', 'ADR', { ...severe, ...bent }],
  ['A6', 'AWE', {}],
  ['A7', null, { track: 'extraplaque' }],
  ['A8', null, { track: 'extraplaque', intraplaqueSpent: true }],
];

describe('the Asia Pacific algorithm', () => {
  it.each(VIGNETTES)('answers by row %s: %s', (row, first, facts) => {
    const answer = club(facts);
    expect([answer.rows[0]?.id, answer.first, answer.needs]).toEqual([row, first, []]);
  });

  it.each(['A1', 'A2', 'A4', 'A5', 'A6', 'A8'])('does not answer by row %s in vignettes of others', (row) => {
    const others = VIGNETTES.filter(([id]) => id !== row).map(([, , facts]) => club(facts).rows[0]?.id);
    expect(others).not.toContain(row);
  });

  it('comes to its antegrade rows through a clear cap and a good distal vessel', () => {
    expect(idsOf({})).toEqual(['A6', 'A3']);
    expect(idsOf({ inStent: true })).toEqual(['A4', 'A3']);
    expect(idsOf({ proximalCapAmbiguous: true })).not.toContain('A3');
    expect(idsOf({ distalVessel: poor })).not.toContain('A3');
  });

  it.each([
    [severe, bent], [severe, long], [severe, failed], [bent, long], [bent, failed], [long, failed],
  ])('dissects for two difficulties together: %o and %o', (one, other) => {
    expect(club({ ...one, ...other })).toMatchObject({ first: 'ADR', status: 'unverified' });
  });

  it.each([severe, bent, long, failed])('never dissects first for one difficulty alone: %o', (one) => {
    expect(club(one)).toMatchObject({ first: 'AWE', alternatives: ['ADR'], status: 'read' });
    expect(idsOf(one)).toEqual(['A6', 'A5', 'A3']);
  });

  it('offers no dissection where there is no difficulty', () => {
    expect(club({}).alternatives).toEqual([]);
  });

  it.each([
    ['length', 19.9, { occlusionLengthMm: { angio: 19.9 } }, 'AWE'],
    ['length', 20, { occlusionLengthMm: { angio: 20 } }, 'ADR'],
    ['length', 20.1, { occlusionLengthMm: { angio: 20.1 } }, 'ADR'],
    ['bend', 44.9, { bendInOcclusionDeg: { ct: 44.9 } }, 'AWE'],
    ['bend', 45, { bendInOcclusionDeg: { ct: 45 } }, 'AWE'],
    ['bend', 45.1, { bendInOcclusionDeg: { ct: 45.1 } }, 'ADR'],
    ['area', 49.9, { ctCalcium: { maxCsaPercent: 49.9 } }, 'AWE'],
    ['area', 50, { ctCalcium: { maxCsaPercent: 50 } }, 'ADR'],
    ['area', 50.1, { ctCalcium: { maxCsaPercent: 50.1 } }, 'ADR'],
  ])('beside a previous failure, a %s of %d leads to %o: %s', (_what, _value, facts, first) => {
    expect(club({ ...failed, ...facts }).first).toBe(first);
  });

  it('has a length of its own, which the setting for a long occlusion does not move', () => {
    const longFrom30 = { ...STANDARD_PARAMETERS, longOcclusionMm: 30 };
    expect(answerOf('asia-pacific', { ...PLAIN, ...failed, ...long }, longFrom30).first).toBe('ADR');
  });

  it('does not count a bifurcation at the distal cap', () => {
    expect(club({ distalCapAtBifurcation: true })).toEqual(club({}));
  });

  it('offers entry by IVUS beside the retrograde way where the side branch may take the probe', () => {
    const ambiguous = { proximalCapAmbiguous: true };
    expect(club({ ...ambiguous, sideBranchAtProximalCap: true }).alternatives).toEqual(['IVUS-guided entry']);
    expect(club({ ...ambiguous, sideBranchAtProximalCap: null }).alternatives).toEqual(['IVUS-guided entry']);
    expect(club(ambiguous).alternatives).toEqual([]);
    expect(club({ distalVessel: poor, sideBranchAtProximalCap: true }).alternatives).toEqual([]);
  });

  it.each([
    ['an ambiguous cap without a side branch or a collateral', { proximalCapAmbiguous: true }],
    ['a poor distal vessel without a collateral', { distalVessel: poor }],
  ])('has no row for %s, and says so', (_what, facts) => {
    const answer = club({ ...facts, collaterals: noRetro });
    expect(answer).toMatchObject({ standing: 'silent', first: null, alternatives: [], rows: [] });
    expect(answer.reason).toBe('No row of the Asia Pacific algorithm that was read fits these facts.');
  });

  it('has no row for a cap that no wire passes', () => {
    expect(club({ capImpenetrable: true })).toMatchObject({ standing: 'silent', rows: [] });
    expect(club({ capImpenetrable: true }).because).toContain('capImpenetrable');
  });

  it('has no row for intraplaque options that are spent while the wire is in the plaque', () => {
    expect(club({ intraplaqueSpent: true, track: 'intraplaque' }).standing).toBe('silent');
  });

  it('leaves a parallel wire and a re-entry open for a wire that went subintimal', () => {
    expect(club({ track: 'extraplaque' })).toMatchObject({
      standing: 'options', alternatives: ['parallel wire', 'ADR'], status: 'read',
    });
    expect(club({ track: 'extraplaque', intraplaqueSpent: true })).toMatchObject({
      standing: 'options', alternatives: ['IVUS-guided wiring', 'LAST'], status: 'read',
    });
  });

  it('waits for the collateral of a poor distal vessel', () => {
    const answer = club({ distalVessel: poor, collaterals: null });
    expect(answer).toMatchObject({ standing: 'waits', needs: ['collaterals.interventional'] });
  });

  it('answers on condition while difficulties are not known, and names each', () => {
    const answer = club({
      inStent: null, priorFailedAttempt: null, bendInOcclusionDeg: null, occlusionLengthMm: null,
      ctCalcium: null, angioCalcium: null, ctDone: false,
    });
    expect(answer).toMatchObject({
      standing: 'on-condition', first: 'AWE', alternatives: ['CrossBoss', 'ADR'],
      needs: [
        'inStent', 'angioCalcium', 'bendInOcclusionDeg.angio', 'occlusionLengthMm.angio',
        'priorFailedAttempt',
      ],
    });
  });

  it.each([
    ['180 min', { elapsedMin: 180 }, false], ['181 min', { elapsedMin: 181 }, true],
    ['contrast of 3.7 times the eGFR', { contrastMl: 222, egfr: 60 }, false],
    ['contrast above it', { contrastMl: 223, egfr: 60 }, true],
    ['contrast alone', { contrastMl: 900 }, false],
    ['5 Gy', { airKermaGy: 5 }, false], ['5.1 Gy', { airKermaGy: 5.1 }, true],
  ])('says to stop beyond its limits, unverified: %s', (_what, facts, says) => {
    const stop = club(facts).rows.find(({ id }) => id === 'A9');
    expect(stop?.status).toBe(says ? 'unverified' : undefined);
    expect(club(facts).first).toBe('AWE');
  });
});
