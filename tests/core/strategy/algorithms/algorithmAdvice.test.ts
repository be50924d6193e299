import { describe, expect, it } from 'vitest';
import { answerOf, asked, PLAIN } from './asked.ts';

describe('the answer of an algorithm', () => {
  it('has the weakest status of all rows that still may answer while it waits', () => {
    const waiting = answerOf('hybrid', { ...PLAIN, proximalCapAmbiguous: true, collaterals: null });
    expect(waiting.rows.map(({ id, status }) => [id, status]))
      .toEqual([['H3', 'read'], ['H6', 'unverified']]);
    expect(waiting.status).toBe('unverified');
  });

  it('rests, while it waits, on the facts that ruled other rows out, and on no other', () => {
    expect(answerOf('hybrid', { proximalCapAmbiguous: false }).because).toEqual(['proximalCapAmbiguous']);
    expect(answerOf('hybrid', {}).because).toEqual([]);
    // A cap that lets wires pass rules no row of CT out: whether there is a CT is still open.
    expect(answerOf('ct', { capImpenetrable: false, occlusionLengthMm: { angio: 15 } }).because)
      .not.toContain('capImpenetrable');
  });

  it('offers nothing where a row that may answer has no strategy', () => {
    const unknown = { ...PLAIN, ctDone: null, ctCalcium: null, occlusionLengthMm: { angio: 15 } };
    expect(answerOf('ct', { ...unknown, bendInOcclusionDeg: null })).toMatchObject({
      standing: 'waits', alternatives: ['AWE'], needs: ['ctDone'],
    });
  });

  it('does not offer its first answer a second time', () => {
    const answer = answerOf('hybrid', { ...PLAIN, distalCapAtBifurcation: null, collaterals: null });
    expect(answer).toMatchObject({ standing: 'on-condition', first: 'AWE', alternatives: ['RWE'] });
    expect(answer.rows.map(({ id }) => id)).toEqual(['H1', 'H5', 'H7']);
  });

  it('cites the row behind an option with its own words and mark', () => {
    const facts = { ...PLAIN, proximalCapAmbiguous: true, sideBranchAtProximalCap: true };
    expect(answerOf('asia-pacific', facts).rows).toEqual([
      {
        id: 'A2', mark: 'READ', status: 'read',
        text: 'Ambiguous cap or poor distal vessel with an interventional collateral: primary retrograde.',
      },
      {
        id: 'A1', mark: 'READ (role), condition UNVERIFIED', status: 'unverified',
        text: 'Ambiguous cap with a side branch that takes the probe: antegrade entry guided by IVUS.',
      },
    ]);
  });

  it('names the rule behind an option that has no row, with the words of the strategy', () => {
    expect(answerOf('seed', PLAIN).rows.slice(1)).toEqual([
      { id: 'S081', mark: 'SEED', status: 'read', text: expect.stringMatching(/^The intraplaque attempt/) },
    ]);
    expect(answerOf('seed', { ...PLAIN, capImpenetrable: true }).rows).toContainEqual({
      id: 'S077', mark: 'SEED', status: 'read', text: 'Carlino: a small selective injection of contrast.',
    });
  });

  it('says each row once, though it may answer and is cited too', () => {
    const facts = { ...PLAIN, ctCalcium: { maxCsaPercent: 70 }, priorFailedAttempt: null, inStent: null };
    expect(answerOf('asia-pacific', facts).rows.map(({ id }) => id)).toEqual(['A6', 'A4', 'A5', 'A3']);
  });

  it('is compared with another as soon as there are two', () => {
    expect(asked({ angioCalcium: 'severe', ctDone: false, proximalCapAmbiguous: false }).comparison[0]).toBe(
      'Agreement on the way in: antegrade in EuroCTO Club review 2023 (AWE), '
        + 'EuroCTO algorithm 2019 (knuckle).',
    );
    expect(asked({ angioCalcium: 'none', ctDone: false, proximalCapAmbiguous: true }).comparison[0])
      .toMatch(/^Hybrid algorithm 2012 waits for: /);
  });
});
