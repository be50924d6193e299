import { describe, expect, it } from 'vitest';
import type { CaseFacts } from '../../../../core/lesion/caseFacts.ts';
import { STANDARD_PARAMETERS } from '../../../../core/strategy/parameters.ts';
import { answerOf, PLAIN } from './asked.ts';

const review = (change: CaseFacts) => answerOf('seed', { ...PLAIN, ...change });
const noRetro = { interventional: false };

const VIGNETTES: readonly (readonly [row: string, first: string, facts: CaseFacts])[] = [
  ['S052', 'CCTA', { proximalCapAmbiguous: true, ctDone: false }],
  ['S071', 'stiffer wires', { capImpenetrable: true }],
  ['S080', 'AWE', {}],
  ['S081', 'ADR', { track: 'extraplaque' }],
  ['S081', 'ADR', { intraplaqueSpent: true }],
  ['S090', 'device crossing', { wireCrossed: true }],
  ['S090', 'device crossing', { phase: 'device' }],
  ['S102', 'more support', { wireCrossed: true, deviceUncrossable: true }],
  ['S112', 'ADR', { wireCrossed: true, deviceUncrossable: true, intraplaqueSpent: true }],
  ['S121', 'plaque preparation', { wireCrossed: true, phase: 'preparation' }],
  ['S122', 'high-pressure NC balloon', { wireCrossed: true, phase: 'preparation', undilatable: true }],
];

describe('the order of the review', () => {
  it.each(VIGNETTES)('answers by rule %s: %s', (row, first, facts) => {
    const answer = review(facts);
    expect([answer.rows[0]?.id, answer.first, answer.standing, answer.status])
      .toEqual([row, first, 'decided', 'read']);
  });

  it('begins intraplaque, with the retrograde wire and dissection behind it', () => {
    expect(review({}).alternatives).toEqual(['RWE', 'ADR', 'RDR']);
    expect(review({ collaterals: noRetro }).alternatives).toEqual(['ADR']);
    expect(review({}).because).toEqual([]);
  });

  it.each([
    ['19.9 mm', { occlusionLengthMm: { ct: 19.9 } }, false],
    ['20 mm', { occlusionLengthMm: { ct: 20 } }, true],
    ['20.1 mm', { occlusionLengthMm: { ct: 20.1 } }, true],
    ['45°', { bendInOcclusionDeg: { ct: 45 } }, false],
    ['45.1°', { bendInOcclusionDeg: { ct: 45.1 } }, true],
    ['an unknown length', { occlusionLengthMm: null }, true],
  ])('offers extraplaque tracking within the vessel for %s: %o', (_what, facts, offers) => {
    expect(review(facts).alternatives.includes('knuckle')).toBe(offers);
    expect(review(facts).rows.some(({ id }) => id === 'S083')).toBe(offers);
    expect(review(facts).first).toBe('AWE');
  });

  it.each([
    ['99 %', { maxArcDeg: 360, maxCsaPercent: 99 }, ['stiffer wires'], ['S080', 'S082', 'S081']],
    [
      '100 %', { maxArcDeg: 360, maxCsaPercent: 100 }, ['stiffer wires', 'move-the-cap'],
      ['S080', 'S082', 'S074', 'S081'],
    ],
    ['49 %', { maxArcDeg: 360, maxCsaPercent: 49 }, [], ['S080', 'S081']],
  ])('offers stiff wires in severe calcium, and to move the cap of a full moon, at %s', (
    _share, ctCalcium, offered, rows,
  ) => {
    const answer = review({ ctCalcium, collaterals: noRetro });
    expect(answer.first).toBe('AWE');
    expect(answer.alternatives).toEqual([...offered, 'ADR']);
    expect(answer.rows.map(({ id }) => id)).toEqual(rows);
  });

  it('follows the setting for a long occlusion', () => {
    const longFrom30 = { ...STANDARD_PARAMETERS, longOcclusionMm: 30 };
    const facts = { ...PLAIN, occlusionLengthMm: { ct: 25 } };
    expect(answerOf('seed', facts).alternatives).toContain('knuckle');
    expect(answerOf('seed', facts, longFrom30).alternatives).not.toContain('knuckle');
  });

  it('sends an ambiguous course to CT first, unless CT is there', () => {
    const facts = { proximalCapAmbiguous: true, ctDone: false } as const;
    expect(review(facts)).toMatchObject({ first: 'CCTA', alternatives: ['AWE'] });
    expect(review({ ...facts, ctDone: true }).first).toBe('AWE');
    expect(review({ proximalCapAmbiguous: null, ctDone: false })).toMatchObject({
      standing: 'on-condition', first: 'AWE', needs: ['proximalCapAmbiguous'],
    });
  });

  it('climbs ladder A at a cap that no wire passes', () => {
    const cap = { capImpenetrable: true, proximalCapCalcified: false, ivlDeliverable: false } as const;
    const always = ['more support', 'move-the-cap', 'Carlino'];
    expect(review({ ...cap, collaterals: noRetro }).alternatives).toEqual(always);
    expect(review({ ...cap, collaterals: noRetro, proximalCapCalcified: true }).alternatives)
      .toEqual(['more support', 'screwing microcatheter', 'move-the-cap', 'Carlino']);
    expect(review({
      ...cap, collaterals: noRetro, sideBranchAtProximalCap: true, ivlDeliverable: true,
    }).alternatives).toEqual([...always, 'IVL from the side branch']);
    expect(review(cap).alternatives).toEqual([...always, 'retrograde']);
    expect(review(cap).rows.map(({ id }) => id)).toEqual(['S071', 'S072', 'S074', 'S077', 'S079']);
  });

  it('offers the second line after intraplaque wiring by what is feasible', () => {
    expect(review({ track: 'extraplaque' }).alternatives).toEqual(['RDR']);
    expect(review({ track: 'extraplaque', collaterals: noRetro }).alternatives).toEqual([]);
    expect(review({ deviceUncrossable: true, intraplaqueSpent: true }).alternatives).toEqual(['RDR']);
  });

  it('climbs ladder B where no device passes, atherectomy only inside the plaque', () => {
    const stuck = { deviceUncrossable: true } as const;
    const always = ['low-profile balloon', 'screwing microcatheter', 'BAM'];
    expect(review(stuck).alternatives).toEqual(always);
    expect(review({ ...stuck, track: 'extraplaque' }).alternatives).toEqual(always);
    expect(review({ ...stuck, track: 'intraplaque' }).alternatives)
      .toEqual([...always, 'atherectomy']);
  });

  it('climbs ladder C where the waist remains', () => {
    const waist = { undilatable: true, ivlDeliverable: false } as const;
    expect(review(waist).alternatives).toEqual([]);
    expect(review({ ...waist, ivlDeliverable: true }).alternatives).toEqual(['IVL']);
    expect(review({ ...waist, track: 'intraplaque' }).alternatives).toEqual(['OPN balloon']);
    expect(review({ ...waist, track: 'intraplaque', trackConfirmedByIvus: true }).alternatives)
      .toEqual(['OPN balloon', 'atherectomy']);
    expect(review({ ...waist, track: 'extraplaque', trackConfirmedByIvus: true }).alternatives).toEqual([]);
  });

  it.each(['before-stent', 'after-stent', 'follow-up'] as const)('has ended in the phase %s', (phase) => {
    expect(review({ phase })).toMatchObject({ standing: 'ended', first: null, because: ['phase'] });
    expect(review({ phase, undilatable: true }).first).toBe('high-pressure NC balloon');
  });
});
