import { describe, expect, it } from 'vitest';
import type { CaseFacts } from '../../../core/lesion/caseFacts.ts';
import { CROSSING_ALGORITHMS } from '../../../core/strategy/sideBySide.ts';
import { asked, PLAIN } from './algorithms/asked.ts';

const firsts = (change: CaseFacts): Record<string, string | null> =>
  Object.fromEntries(asked({ ...PLAIN, ...change }).algorithms.map(({ id, first }) => [id, first]));
const optionsOf = (id: string, change: CaseFacts): readonly string[] =>
  asked({ ...PLAIN, ...change }).algorithms.find((one) => one.id === id)?.alternatives ?? [];

const poor = { diameterMm: 1.8, diseased: true, calciumArcDeg: 0 };
const noRetro = { interventional: false };

/**
 * The matrix of the notes on the crossing algorithms, section 4, row by row; what is marked there as
 * unverified of the EuroCTO algorithm is off.
 */
describe('the matrix of the notes', () => {
  it('clear cap, 15 mm, good distal vessel, no severe calcium', () => {
    expect(firsts({})).toEqual({
      seed: 'AWE', hybrid: 'AWE', 'asia-pacific': 'AWE', euro: null, global: 'antegrade wiring', ct: 'AWE',
    });
  });

  it('clear cap, 28 mm, good distal vessel, no severe calcium', () => {
    const facts = { occlusionLengthMm: { angio: 28, ct: 28 } };
    expect(firsts(facts)).toEqual({
      seed: 'AWE', hybrid: 'ADR', 'asia-pacific': 'AWE', euro: null, global: 'antegrade wiring', ct: 'ADR',
    });
    expect(optionsOf('asia-pacific', facts)).toEqual(['ADR']);
    expect(optionsOf('global', facts)).toEqual(['ADR']);
    expect(optionsOf('seed', facts)).toContain('knuckle');
  });

  it('clear cap, 15 mm, full moon, good distal vessel', () => {
    const facts = { ctCalcium: { maxCsaPercent: 100, maxArcDeg: 360 } };
    expect(firsts(facts)).toEqual({
      seed: 'AWE', hybrid: 'AWE', 'asia-pacific': 'AWE', euro: 'knuckle', global: 'antegrade wiring',
      ct: 'AWE',
    });
    expect(optionsOf('asia-pacific', facts)).toEqual(['ADR']);
  });

  it('ambiguous cap, good collateral', () => {
    const facts = { proximalCapAmbiguous: true, sideBranchAtProximalCap: true, ctDone: false };
    expect(firsts(facts)).toEqual({
      seed: 'CCTA', hybrid: 'RWE', 'asia-pacific': 'retrograde', euro: null, global: null, ct: null,
    });
    expect(optionsOf('asia-pacific', facts)).toEqual(['IVUS-guided entry']);
    expect(optionsOf('global', facts)).toEqual(['IVUS-guided entry', 'retrograde', 'move-the-cap']);
  });

  it('poor distal vessel, good collateral, severe calcium', () => {
    const facts = { distalVessel: poor, ctCalcium: { maxCsaPercent: 70 } };
    expect(firsts(facts)).toEqual({
      seed: 'AWE', hybrid: 'RWE', 'asia-pacific': 'retrograde', euro: 'knuckle', global: 'RDR', ct: 'RWE',
    });
    expect(firsts({ ...facts, occlusionLengthMm: { angio: 28 } })['hybrid']).toBe('RDR');
  });

  it('bifurcation at the distal cap, no collateral', () => {
    expect(firsts({ distalCapAtBifurcation: true, collaterals: noRetro })).toEqual({
      seed: 'AWE', hybrid: 'AWE', 'asia-pacific': 'AWE', euro: null,
      global: 'dual-lumen microcatheter and IVUS', ct: 'AWE',
    });
  });
});

describe('agreement and disagreement', () => {
  const words = (change: CaseFacts): readonly string[] => asked({ ...PLAIN, ...change }).comparison;
  const [REVIEW, HYBRID, CLUB] = [
    'EuroCTO Club review 2023', 'Hybrid algorithm 2012', 'Asia Pacific algorithm 2017',
  ];
  const [EURO, GLOBAL, CT] = [
    'EuroCTO algorithm 2019', 'Global crossing algorithm 2021', 'CT-based hybrid algorithm 2021',
  ];
  const OFF = `${EURO}: Its one verified criterion, heavy calcium before anything was tried, does not apply; `
    + 'its other rows are not verified and are off.';

  it('says that all begin in the same way, each by name, and who is not verified', () => {
    const all = `${REVIEW} (AWE), ${HYBRID} (AWE), ${CLUB} (AWE), ${GLOBAL} (antegrade wiring), `
      + `${CT} (AWE, not verified)`;
    expect(words({})).toEqual([
      `Agreement on the way in: antegrade in ${all}.`, `Agreement on the means: wires in ${all}.`, OFF,
    ]);
  });

  it('says where they part, and what one of them leaves open', () => {
    const facts = { proximalCapAmbiguous: true, ctCalcium: { maxCsaPercent: 70 } };
    expect(words(facts)).toEqual([
      `Disagreement on the way in: antegrade in ${REVIEW} (AWE), ${EURO} (knuckle); `
        + `retrograde in ${HYBRID} (RWE), ${CLUB} (retrograde), ${CT} (RWE, not verified).`,
      `Disagreement on the means: wires in ${REVIEW} (AWE), ${HYBRID} (RWE), ${CT} (RWE, not verified); `
        + `dissection in ${EURO} (knuckle).`,
      `${GLOBAL} leaves open: IVUS-guided entry, RDR, move-the-cap.`,
    ]);
  });

  it('says what they wait for and what could change an answer', () => {
    const sentences = words({ occlusionLengthMm: null, distalCapAtBifurcation: null });
    expect(sentences).toContain(
      `${HYBRID} waits for: distal cap at a bifurcation, occlusion length on angiography, `
        + 'occlusion length on CT.',
    );
    expect(sentences).toContain(`${GLOBAL} could change with: distal cap at a bifurcation.`);
  });

  it('compares nothing where fewer than two answer, and says what has ended', () => {
    expect(words({ wireCrossed: true })).toEqual(
      [HYBRID, CLUB, EURO, GLOBAL, CT].map((name) => `${name}: What it decides is done.`),
    );
  });

  it('leaves what goes neither way out of the comparison', () => {
    const sentences = words({ capImpenetrable: true });
    expect(sentences.filter((sentence) => /greement/.test(sentence))).toEqual([]);
  });
});

describe('all of them together', () => {
  it('answers once each, in a steady order, with a citation that holds a DOI', () => {
    expect(asked({}).algorithms.map(({ id }) => id))
      .toEqual(['seed', 'hybrid', 'asia-pacific', 'euro', 'global', 'ct']);
    expect(CROSSING_ALGORITHMS.filter(({ citation }) => !/doi:10\.\d{4,}\//.test(citation))).toEqual([]);
  });

  it('makes none answer for certain while nothing is known', () => {
    expect(asked({}).algorithms.map(({ id, standing, first }) => [id, standing, first])).toEqual([
      ['seed', 'on-condition', 'AWE'], ['hybrid', 'waits', null], ['asia-pacific', 'waits', null],
      ['euro', 'waits', null], ['global', 'waits', null], ['ct', 'waits', null],
    ]);
  });

  it('changes its answers as the procedure goes on', () => {
    const hybridAndReview = (facts: CaseFacts) => {
      const { seed, hybrid } = firsts(facts);
      return [seed, hybrid];
    };
    expect(hybridAndReview({ phase: 'planning' })).toEqual(['AWE', 'AWE']);
    expect(hybridAndReview({ phase: 'cap', capImpenetrable: true }))
      .toEqual(['stiffer wires', 'change of strategy']);
    expect(hybridAndReview({ phase: 'tracking', track: 'extraplaque' }))
      .toEqual(['ADR', 'change of strategy']);
    expect(hybridAndReview({ phase: 'device', wireCrossed: true, deviceUncrossable: true }))
      .toEqual(['more support', null]);
    expect(hybridAndReview({ phase: 'preparation', wireCrossed: true, undilatable: true }))
      .toEqual(['high-pressure NC balloon', null]);
  });

  it('gives every entry the fields that the command line promises', () => {
    for (const entry of asked({}).algorithms) {
      expect(entry).toMatchObject({
        alternatives: expect.any(Array), because: expect.any(Array), needs: expect.any(Array),
        status: expect.stringMatching(/^(read|secondary|unverified)$/),
      });
    }
  });
});
