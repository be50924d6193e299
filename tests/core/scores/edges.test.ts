import { describe, expect, it } from 'vitest';
import { withFact, type CaseFacts, type FactPathOf } from '../../../core/lesion/caseFacts.ts';
import type { ScoreId } from '../../../core/scores/score.ts';
import { SCORES } from '../../../core/scores/scores.ts';
import { flagsOf, scoreOf } from './asked.ts';

type Row = readonly [
  id: ScoreId,
  item: string,
  fact: FactPathOf<'number'>,
  edge: number,
  below: number,
  at: number,
  above: number,
  beside?: CaseFacts,
];
/** Points of an item just below, at and just above its edge, by the reference notes. */
const EDGES: readonly Row[] = [
  ['j-cto', 'bend', 'bendInOcclusionDeg.angio', 45, 0, 0, 1],
  ['j-cto', 'bend', 'bendInOcclusionDeg.ct', 45, 0, 0, 1],
  ['j-cto', 'length', 'occlusionLengthMm.angio', 20, 0, 1, 1],
  ['j-cto', 'length', 'occlusionLengthMm.ct', 20, 0, 1, 1],
  ['j-cto-ct', 'calcification', 'ctCalcium.maxCsaPercent', 50, 0, 0, 1],
  ['j-cto-ct', 'bend', 'bendInOcclusionDeg.ct', 45, 0, 0, 1],
  ['j-cto-ct', 'bend', 'bendInOcclusionDeg.angio', 45, 0, 0, 1],
  ['j-cto-ct', 'length', 'occlusionLengthMm.ct', 20, 0, 0, 1],
  ['j-cto-ct', 'length', 'occlusionLengthMm.angio', 20, 0, 0, 1],
  ['cl', 'length', 'occlusionLengthMm.angio', 20, 0, 1.5, 1.5],
  ['cl', 'length', 'occlusionLengthMm.ct', 20, 0, 1.5, 1.5],
  ['castle', 'age', 'ageYears', 70, 0, 1, 1],
  ['castle', 'length', 'occlusionLengthMm.angio', 20, 0, 1, 1],
  ['castle', 'length', 'occlusionLengthMm.ct', 20, 0, 1, 1],
  ['castle', 'extent', 'angioCalciumLengthPercent', 50, 0, 0, 1],
  ['kcct', 'bend', 'bendInOcclusionDeg.ct', 45, 0, 0, 1],
  ['kcct', 'bend', 'bendInOcclusionDeg.angio', 45, 0, 0, 1],
  ['kcct', 'length', 'occlusionLengthMm.ct', 15, 0, 1, 1],
  ['kcct', 'length', 'occlusionLengthMm.angio', 15, 0, 1, 1],
  ['kcct', 'peripheral', 'ctCalcium.maxArcDeg', 180, 0, 1, 1, { ctCalcium: { maxCsaPercent: 70 } }],
  ['kcct', 'peripheral', 'ctCalcium.maxCsaPercent', 50, 0, 1, 1, { ctCalcium: { maxArcDeg: 240 } }],
  ['kcct', 'full-moon', 'ctCalcium.maxCsaPercent', 100, 0, 1, 1, { ctCalcium: { maxArcDeg: 360 } }],
  ['kcct', 'full-moon', 'ctCalcium.maxCsaPercent', 95, 1, 1, 1, { ctCalcium: { maxArcDeg: 360, fullMoon: true } }],
  ['kcct', 'full-moon', 'ctCalcium.maxArcDeg', 350, 1, 1, 1, { ctCalcium: { maxCsaPercent: 100, fullMoon: true } }],
  ['kcct', 'duration', 'durationMonths', 12, 0, 1, 1],
  ['ct-rector', 'calcification', 'ctCalcium.maxCsaPercent', 50, 0, 1, 1],
  ['ct-rector', 'bend', 'bendInOcclusionDeg.ct', 45, 0, 0, 1],
  ['ct-rector', 'bend', 'bendInOcclusionDeg.angio', 45, 0, 0, 1],
  ['ct-rector', 'duration', 'durationMonths', 12, 0, 1, 1],
  ['progress-complications-2016', 'age', 'ageYears', 65, 0, 0, 3],
  ['progress-complications-2016', 'length', 'occlusionLengthMm.angio', 23, 0, 2, 2],
  ['progress-complications-2016', 'length', 'occlusionLengthMm.ct', 23, 0, 2, 2],
  ['progress-mace', 'age', 'ageYears', 65, 0, 1, 1],
  ['progress-death', 'age', 'ageYears', 65, 0, 1, 1],
  ['progress-death', 'lvef', 'lvefPercent', 45, 1, 1, 0],
  ['progress-pericardiocentesis', 'age', 'ageYears', 65, 0, 1, 1],
  ['progress-perforation', 'age', 'ageYears', 65, 0, 1, 1],
  ['ora', 'age', 'ageYears', 75, 0, 1, 1],
  ['w-cto', 'length', 'occlusionLengthMm.angio', 20, 0, 0, 1.5],
  ['w-cto', 'length', 'occlusionLengthMm.ct', 20, 0, 0, 1.5],
  ['recharge', 'bend', 'bendInOcclusionDeg.angio', 45, 0, 1, 1],
  ['recharge', 'bend', 'bendInOcclusionDeg.ct', 45, 0, 1, 1],
  ['recharge', 'length', 'occlusionLengthMm.angio', 20, 0, 1, 1],
  ['recharge', 'length', 'occlusionLengthMm.ct', 20, 0, 1, 1],
  ['ivus-calcium', 'arc', 'ivus.arcDeg', 270, 0, 0, 1, { ivus: { lengthMm: 8 } }],
  ['ivus-calcium', 'arc', 'ivus.lengthMm', 5, 0, 0, 1, { ivus: { arcDeg: 300 } }],
  ['ivus-calcium', 'vessel', 'ivus.vesselMm', 3.5, 1, 0, 0],
  ['oct-calcium', 'arc', 'oct.arcDeg', 180, 0, 0, 2],
  ['oct-calcium', 'thickness', 'oct.thicknessMm', 0.5, 0, 0, 1],
  ['oct-calcium', 'length', 'oct.lengthMm', 5, 0, 0, 1],
];
/** Grades are whole numbers: they have an edge, but nothing just beside it. */
const GRADES = ['ora collaterals.rentrop 2', 'w-cto collaterals.rentrop 2'];

const itemAt = (id: ScoreId, item: string, facts: CaseFacts) => {
  const found = scoreOf(id, facts).items.find((one) => one.id === item);
  if (found === undefined) throw new Error(`no item ${item}`);
  return found;
};
const HAIR = 0.001;

const rows = EDGES.map(([id, item, fact, edge, below, at, above, beside = {}]) => ({
  id,
  item,
  fact,
  edge,
  below,
  at,
  above,
  beside,
}));
describe.each(rows)('$id $item by $fact at $edge', ({ id, item, fact, edge, below, at, above, beside }) => {
  const points = (value: number) => itemAt(id, item, withFact(beside, fact, value)).points;
  it('scores just below, at and just above as its paper draws the edge', () => {
    expect([points(edge - HAIR), points(edge), edge === 100 ? points(edge) : points(edge + HAIR)]).toEqual(
      [below, at, above].map((one) => ({ min: one, max: one })),
    );
  });
  it('marks the edge itself, and nothing far from it', () => {
    const flag = (value: number) =>
      itemAt(id, item, withFact(beside, fact, value)).flags ?? [
        itemAt(id, item, withFact(beside, fact, value)).flag,
      ];
    expect(flag(edge)).toContain('boundary');
    expect(flag(edge * 0.7)).not.toContain('boundary');
  });
});

it('leaves out no edge of the tables, and knows none that they lack', () => {
  const drawn = SCORES.flatMap(({ id, numbers }) =>
    numbers.flatMap(({ path, edges }) => edges.map((edge) => `${id} ${path} ${edge}`)),
  );
  const tested = [...new Set(EDGES.map(([id, , fact, edge]) => `${id} ${fact} ${edge}`)), ...GRADES];
  expect(tested.toSorted()).toEqual(drawn.toSorted());
});

describe('the edge of CT calcium', () => {
  const share = (value: number, ranges: CaseFacts['ranges'] = null) =>
    flagsOf(scoreOf('j-cto-ct', { ctCalcium: { maxCsaPercent: value }, ranges }))['calcification'] ?? null;
  const arc = (value: number) =>
    flagsOf(scoreOf('kcct', { ctCalcium: { maxArcDeg: value, maxCsaPercent: 70 } }))['peripheral'] ?? null;

  it('is 5 points of area wide where the engine gives no range', () => {
    expect([44.9, 45, 45.1, 50, 54.9, 55, 55.1].map((one) => share(one))).toEqual([
      null,
      null,
      'boundary',
      'boundary',
      'boundary',
      'boundary',
      null,
    ]);
  });
  it('is 10° wide where the engine gives no range', () => {
    expect([169.9, 170, 180, 189.9, 190, 190.1].map((one) => arc(one))).toEqual([
      null,
      'boundary',
      'boundary',
      'boundary',
      null,
      null,
    ]);
  });
  it('is as wide as the range of the engine where it gives one', () => {
    expect(share(47, { 'ctCalcium.maxCsaPercent': [46, 49] })).toBe(null);
    expect(share(47, { 'ctCalcium.maxCsaPercent': [41, 58] })).toBe('boundary');
    expect(share(70, { 'ctCalcium.maxCsaPercent': [49, 80] })).toBe('boundary');
    expect(share(47, { 'ctCalcium.maxCsaPercent': [41, 50] })).toBe(null);
  });
  it('does not mark what cannot change the points', () => {
    const peripheral = (maxArcDeg: number, maxCsaPercent: number) =>
      flagsOf(scoreOf('kcct', { ctCalcium: { maxArcDeg, maxCsaPercent } }))['peripheral'] ?? null;
    expect([peripheral(179, 20), peripheral(60, 50), peripheral(175, 48)]).toEqual([null, null, 'boundary']);
  });
  it('is not there for other lengths and bends, which have no tolerance of their own', () => {
    const flags = flagsOf(
      scoreOf('j-cto', {
        occlusionLengthMm: { angio: 20.1 },
        bendInOcclusionDeg: { angio: 44.9 },
      }),
    );
    expect([flags['length'], flags['bend']]).toEqual([undefined, undefined]);
  });
});

describe('ages between two birthdays', () => {
  const age = (id: ScoreId, value: number) => flagsOf(scoreOf(id, { ageYears: value }))['age'] ?? null;
  it('are marked where rounding them would change the points', () => {
    expect([69, 69.01, 69.99, 70, 70.5].map((one) => age('castle', one))).toEqual([
      null,
      'boundary',
      'boundary',
      'boundary',
      null,
    ]);
    expect([64.5, 65, 65.5, 66].map((one) => age('progress-complications-2016', one))).toEqual([
      null,
      'boundary',
      'boundary',
      null,
    ]);
  });
});

describe('where sources draw an edge differently', () => {
  it('the edge itself carries both marks', () => {
    const item = (id: ScoreId, name: string, facts: CaseFacts) => itemAt(id, name, facts);
    expect(item('j-cto', 'length', { occlusionLengthMm: { angio: 20 } }).flags).toEqual([
      'boundary',
      'sources-differ',
    ]);
    expect(item('j-cto-ct', 'length', { occlusionLengthMm: { ct: 20 } }).flags).toEqual([
      'boundary',
      'sources-differ',
    ]);
    expect(item('ct-rector', 'calcification', { ctCalcium: { maxCsaPercent: 50 } }).flags).toEqual([
      'boundary',
      'sources-differ',
    ]);
    expect(item('castle', 'length', { occlusionLengthMm: { angio: 20 } })).toMatchObject({
      flag: 'boundary',
    });
    expect(item('castle', 'length', { occlusionLengthMm: { angio: 20 } }).flags).toBeUndefined();
    expect(item('ct-rector', 'calcification', { ctCalcium: { maxCsaPercent: 51 } }).flags).toBeUndefined();
  });
});
