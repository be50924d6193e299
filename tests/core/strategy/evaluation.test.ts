import { describe, expect, it } from 'vitest';
import { truthOf, valueOf, worldOf } from '../../../core/strategy/evaluation.ts';
import {
  above,
  all,
  anyOf,
  atLeast,
  atMost,
  below,
  holds,
  is,
  named,
  no,
  none,
  not,
  open,
  recorded,
  recordedAmong,
  shown,
  stated,
  surely,
  yes,
  type Condition,
} from '../../../core/strategy/expression.ts';
import { groundsOf } from '../../../core/strategy/grounds.ts';
import { STANDARD_PARAMETERS } from '../../../core/strategy/parameters.ts';
import type { CaseFacts } from '../../../core/lesion/caseFacts.ts';

const truth = (condition: Condition, facts: CaseFacts = {}): boolean | 'waits' =>
  truthOf(condition, worldOf(facts));
const grounds = (condition: Condition, facts: CaseFacts = {}): readonly string[] =>
  groundsOf(condition, worldOf(facts));

// Three conditions that are settled by hand: true, false, waiting.
const T = yes('priorCabg');
const F = yes('inStent');
const W = yes('dissection');
const facts: CaseFacts = { priorCabg: true, inStent: false };

describe('a condition', () => {
  it.each([
    ['all of true and true', all(T, T), true],
    ['all of true and waiting', all(T, W), 'waits'],
    ['all of waiting and false', all(W, F), false],
    ['all of nothing', all(), true],
    ['any of false and false', anyOf(F, F), false],
    ['any of false and waiting', anyOf(F, W), 'waits'],
    ['any of waiting and true', anyOf(W, T), true],
    ['any of nothing', anyOf(), false],
    ['not true', not(T), false],
    ['not false', not(F), true],
    ['not waiting', not(W), 'waits'],
    ['surely true', surely(T), true],
    ['surely false', surely(F), false],
    ['surely waiting', surely(W), false],
    ['known', recorded('dissection', 'inStent'), true],
    ['not known', recorded('dissection', 'octPlanned'), false],
    ['one of many known', recordedAmong('stents', ['inStent']), true],
    ['open although known', open('inStent'), 'waits'],
    ['a definition', named('bypass', T, 'none'), true],
    ['what the fact says', stated('inStent', F, T), false],
    ['what follows otherwise', stated('dissection', F, T), true],
    ['what waits otherwise', stated('dissection', F, W), 'waits'],
  ] as const)('with %s', (_name, condition, expected) => {
    expect(truth(condition, facts)).toBe(expected);
  });

  it.each([
    ['of one value', is('phase', 'cap'), true],
    ['of several values', is('phase', 'planning', 'cap'), true],
    ['of another value', is('phase', 'planning'), false],
    ['that is answered with no', no('inStent'), true],
    ['that leaves the question open', is('proximalTortuosity', 'severe'), 'waits'],
    ['that asks for the open answer itself', is('proximalTortuosity', 'unseen'), true],
  ] as const)('asks for a fact %s', (_name, condition, expected) => {
    expect(truth(condition, { phase: 'cap', inStent: false, proximalTortuosity: 'unseen' })).toBe(expected);
  });

  it('reads lists: what they hold, that they are empty, that they are not known', () => {
    const listed: CaseFacts = { plannedStrategies: ['ADR'], skills: [] };
    expect([
      truth(holds('plannedStrategies', 'ADR'), listed),
      truth(holds('plannedStrategies', 'RDR'), listed),
      truth(none('plannedStrategies'), listed),
      truth(none('skills'), listed),
      truth(holds('skills', 'ADR'), listed),
      truth(none('skills')),
      truth(holds('skills', 'ADR')),
    ]).toEqual([true, false, false, true, false, 'waits', 'waits']);
  });

  it.each([
    ['atLeast', atLeast, [false, true, true]],
    ['above', above, [false, false, true]],
    ['atMost', atMost, [true, true, false]],
    ['below', below, [true, false, false]],
  ] as const)('%s has its edge on its side', (_name, compare, expected) => {
    expect([4, 5, 6].map((lvef) => truth(compare('lvefPercent', 5), { lvefPercent: lvef }))).toEqual(
      expected,
    );
    expect(truth(compare('lvefPercent', 5))).toBe('waits');
  });

  it('takes its threshold from the parameters', () => {
    const condition = atLeast('occlusionLengthMm.ct', 'longOcclusionMm');
    const parameters = { ...STANDARD_PARAMETERS, longOcclusionMm: 30 };
    const long: CaseFacts = { occlusionLengthMm: { ct: 25 } };
    expect(truthOf(condition, worldOf(long))).toBe(true);
    expect(truthOf(condition, worldOf(long, { parameters }))).toBe(false);
  });

  it('takes an answer in words for no number', () => {
    expect(truth(atLeast('durationMonths', 12), { durationMonths: 'unknown' })).toBe('waits');
  });

  it('treats null like absent', () => {
    expect(truth(T, { priorCabg: null })).toBe('waits');
    expect(truth(yes('ivus.nodule'), { ivus: null })).toBe('waits');
    expect(truth(recorded('ivus.nodule'), { ivus: { nodule: null } })).toBe(false);
  });

  it('is true of what is on show only', () => {
    expect(truth(shown('kcct'))).toBe(true);
    expect(truthOf(shown('kcct'), worldOf({}, { shown: new Set(['cl']) }))).toBe(false);
  });

  it('does not take measurement ranges for facts', () => {
    expect(truth(recorded('ageYears'), { ranges: { ageYears: [60, 62] } })).toBe(false);
  });

  it('counts the points of J-CTO: settled, ruled out or open', () => {
    const points = (atLeast: number): Condition => ({ kind: 'points', score: 'j-cto', atLeast });
    const two: CaseFacts = { stump: 'blunt', angioCalcium: 'none', occlusionLengthMm: { angio: 30 } };
    expect([2, 3, 4, 5].map((least) => truth(points(least), two))).toEqual([true, 'waits', 'waits', false]);
    expect(truth({ kind: 'complete', score: 'j-cto' }, two)).toBe('waits');
    const whole: CaseFacts = { ...two, bendInOcclusionDeg: { angio: 45 }, priorFailedAttempt: false };
    expect(truth({ kind: 'complete', score: 'j-cto' }, whole)).toBe(true);
    expect(truth({ kind: 'complete', score: 'j-cto-ct' }, whole)).toBe('waits');
  });
});

describe('a quantity', () => {
  const value = (quantity: Parameters<typeof valueOf>[0], given: CaseFacts): number | null =>
    valueOf(quantity, worldOf(given));
  const lengths = ['occlusionLengthMm.ct', 'occlusionLengthMm.angio'] as const;
  const both: CaseFacts = { occlusionLengthMm: { ct: 15, angio: 30 } };

  it('is the first, the greatest or the least that is known', () => {
    expect([
      value({ first: lengths }, both),
      value({ greatest: lengths }, both),
      value({ least: lengths }, both),
      value({ first: lengths }, { occlusionLengthMm: { angio: 30 } }),
      value({ greatest: lengths }, {}),
    ]).toEqual([15, 30, 15, 30, null]);
  });

  it('is a ratio or a difference of what is known', () => {
    const given: CaseFacts = {
      contrastMl: 150,
      egfr: 60,
      proximalReferenceMm: 2.55,
      balloon: { diameterMm: 2.8 },
    };
    expect(value({ ratio: ['contrastMl', 'egfr'] }, given)).toBe(2.5);
    expect(value({ ratio: ['contrastMl', 'egfr'] }, { contrastMl: 150 })).toBeNull();
    expect(value({ ratio: ['contrastMl', 'egfr'] }, { egfr: 60 })).toBeNull();
    expect(value({ difference: ['balloon.diameterMm', 'proximalReferenceMm'] }, given)).toBe(0.25);
    expect(value({ difference: ['balloon.diameterMm', 'distalReferenceMm'] }, given)).toBeNull();
    expect(value({ difference: ['distalReferenceMm', 'balloon.diameterMm'] }, given)).toBeNull();
  });
});

describe('the grounds of a condition', () => {
  it('are the parts that came out like the whole', () => {
    expect(grounds(all(T, no('inStent')), facts)).toEqual(['priorCabg', 'inStent']);
    expect(grounds(anyOf(T, F), facts)).toEqual(['priorCabg']);
    expect(grounds(all(T, F, W), facts)).toEqual(['inStent']);
    expect(grounds(not(F), facts)).toEqual(['inStent']);
    expect(grounds(named('stent', F, 'none'), facts)).toEqual(['inStent']);
  });

  it('are, while it waits, only what still matters, each once', () => {
    expect(grounds(all(T, W, anyOf(W, yes('octPlanned'), F)), facts)).toEqual(['dissection', 'octPlanned']);
    expect(grounds(all(W, anyOf(T, yes('octPlanned'))), facts)).toEqual(['dissection']);
  });

  it('never name what merely might have been', () => {
    expect(grounds(all(T, not(surely(W))), facts)).toEqual(['priorCabg']);
    expect(grounds(all(surely(T), not(surely(F))), facts)).toEqual(['priorCabg', 'inStent']);
  });

  it('name the fact that was stated, or ask for it beside what it would follow from', () => {
    expect(grounds(stated('inStent', no('inStent'), W), facts)).toEqual(['inStent']);
    expect(grounds(stated('dissection', W, yes('octPlanned')), facts)).toEqual(['octPlanned', 'dissection']);
    expect(grounds(stated('dissection', W, T), facts)).toEqual(['priorCabg']);
  });

  it('name of the known facts those that are known, and of the open ones all', () => {
    expect(grounds(recorded('dissection', 'inStent', 'priorCabg'), facts)).toEqual(['inStent', 'priorCabg']);
    expect(grounds(open('dissection', 'inStent'), facts)).toEqual(['dissection', 'inStent']);
  });

  it('name what a number was made of, or what it lacks', () => {
    const sized = above(
      {
        difference: [
          'balloon.diameterMm',
          {
            greatest: ['proximalReferenceMm', 'distalReferenceMm'],
          },
        ],
      },
      0.25,
    );
    const lengths = ['occlusionLengthMm.ct', 'occlusionLengthMm.angio'] as const;
    expect(grounds(sized, { balloon: { diameterMm: 3 } })).toEqual([
      'proximalReferenceMm',
      'distalReferenceMm',
    ]);
    expect(grounds(sized, { distalReferenceMm: 3 })).toEqual(['balloon.diameterMm']);
    expect(grounds(sized, { balloon: { diameterMm: 4 }, distalReferenceMm: 3 })).toEqual([
      'balloon.diameterMm',
      'distalReferenceMm',
    ]);
    expect(grounds(below({ ratio: ['contrastMl', 'egfr'] }, 3), { egfr: 60 })).toEqual(['contrastMl']);
    expect(grounds(below({ ratio: ['contrastMl', 'egfr'] }, 3), { egfr: 60, contrastMl: 90 })).toEqual([
      'contrastMl',
      'egfr',
    ]);
    expect(grounds(atLeast({ first: lengths }, 20), { occlusionLengthMm: { angio: 30 } })).toEqual([
      'occlusionLengthMm.angio',
    ]);
    expect(grounds(atLeast({ first: lengths }, 20))).toEqual([...lengths]);
    expect(grounds(atLeast('lvefPercent', 20))).toEqual(['lvefPercent']);
    expect(grounds(holds('skills', 'ADR'))).toEqual(['skills']);
    expect(grounds(none('skills'))).toEqual(['skills']);
  });

  it('name the items of a score: those that settle it, or those still open', () => {
    const points: Condition = { kind: 'points', score: 'j-cto', atLeast: 2 };
    expect(
      grounds(points, {
        stump: 'blunt',
        angioCalcium: 'mild',
        priorFailedAttempt: false,
        bendInOcclusionDeg: { angio: 10 },
      }),
    ).toEqual(['stump', 'angioCalcium', 'bendInOcclusionDeg.angio', 'priorFailedAttempt']);
    expect(
      grounds(points, {
        stump: 'blunt',
        angioCalcium: 'none',
        bendInOcclusionDeg: { angio: 10 },
        occlusionLengthMm: { ct: 10 },
      }),
    ).toEqual(['priorFailedAttempt']);
  });

  it('ask nobody for CT where there is none, unless nothing else would answer', () => {
    const length = atLeast({ first: ['occlusionLengthMm.ct', 'occlusionLengthMm.angio'] }, 20);
    expect(grounds(length, { ctDone: false })).toEqual(['occlusionLengthMm.angio']);
    expect(grounds(length, { ctDone: true })).toEqual(['occlusionLengthMm.ct', 'occlusionLengthMm.angio']);
    expect(grounds(yes('ctCalcium.fullMoon'), { ctDone: false })).toEqual(['ctCalcium.fullMoon']);
    expect(grounds(all(W, T), { ctDone: false, priorCabg: true })).toEqual(['dissection']);
  });

  it('are none of what is on show', () => {
    expect(grounds(shown('cl'))).toEqual([]);
  });
});
