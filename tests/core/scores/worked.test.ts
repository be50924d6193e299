import { describe, expect, it } from 'vitest';
import type { CaseFacts } from '../../../core/lesion/caseFacts.ts';
import type { ScoreId } from '../../../core/scores/score.ts';
import { flagsOf, pointsOfScore, scoreOf } from './asked.ts';

/**
 * A worked example: what goes in, the points, the category and the rate (null: none is shown), and the flags.
 */
interface Example {
  readonly facts: CaseFacts;
  readonly points: number | readonly [number, number];
  readonly category?: string | null;
  readonly rate?: number | readonly [number, number] | null;
  readonly flags?: Readonly<Record<string, string>>;
}

const shows = (id: ScoreId, { facts, points, category = null, rate = null, flags = {} }: Example): void => {
  const score = scoreOf(id, facts);
  const [low, high] = rate === null || typeof rate === 'number' ? [rate, rate] : rate;
  expect({
    points: pointsOfScore(score),
    category: score.category,
    flags: flagsOf(score),
    low: score.outcome.lowPercent,
    high: score.outcome.highPercent,
  }).toEqual({ points, category, flags, low, high });
};
const examples = (id: ScoreId, rows: Readonly<Record<string, Example>>): void => {
  describe(id, () => {
    it.each(Object.entries(rows))('%s', (_name, example) => {
      shows(id, example);
    });
  });
};

const jcto = (
  stump: 'tapered' | 'blunt',
  angioCalcium: 'none' | 'mild' | 'severe',
  bend: number,
  length: number | null,
  priorFailedAttempt = false,
): CaseFacts => ({
  stump,
  angioCalcium,
  bendInOcclusionDeg: { angio: bend },
  occlusionLengthMm: { angio: length },
  priorFailedAttempt,
});
examples('j-cto', {
  'nothing scores 0, easy': { facts: jcto('tapered', 'none', 20, 12), points: 0, category: 'easy', rate: 88 },
  'a bend of exactly 45° does not score': {
    facts: jcto('blunt', 'none', 45, 12),
    points: 1,
    category: 'intermediate',
    rate: 67,
    flags: { bend: 'boundary' },
  },
  'a bend of 46° does': { facts: jcto('blunt', 'none', 46, 12), points: 2, category: 'difficult', rate: 42 },
  'exactly 20 mm scores and is marked': {
    facts: jcto('tapered', 'none', 10, 20),
    points: 1,
    category: 'intermediate',
    rate: 67,
    flags: { length: 'boundary' },
  },
  '19.9 mm does not, a faint spot does': {
    facts: jcto('tapered', 'mild', 10, 19.9),
    points: 1,
    category: 'intermediate',
    rate: 67,
  },
  'calcium and bend outside the occlusion are other facts: only length scores': {
    facts: jcto('tapered', 'none', 0, 25),
    points: 1,
    category: 'intermediate',
    rate: 67,
  },
  'four of five is very difficult': {
    facts: jcto('blunt', 'severe', 50, 30),
    points: 4,
    category: 'very difficult',
    rate: 10,
  },
  'all five have no rate of their own': {
    facts: jcto('blunt', 'severe', 50, 30, true),
    points: 5,
    category: 'very difficult',
    rate: 10,
  },
  'an unknown length leaves 1 to 2, and the rates of both': {
    facts: jcto('tapered', 'mild', 30, null),
    points: [1, 2],
    rate: [42, 67],
    flags: { length: 'unknown' },
  },
});

const ctJcto = (
  stump: 'tapered' | 'blunt',
  share: number,
  bend: number,
  length: number,
  priorFailedAttempt = false,
): CaseFacts => ({
  stump,
  ctCalcium: { maxCsaPercent: share },
  bendInOcclusionDeg: { ct: bend },
  occlusionLengthMm: { ct: length },
  priorFailedAttempt,
});
examples('j-cto-ct', {
  'nothing scores 0': { facts: ctJcto('tapered', 30, 20, 15), points: 0, category: 'easy' },
  'exactly 50 % does not score and is marked': {
    facts: ctJcto('tapered', 50, 20, 15),
    points: 0,
    category: 'easy',
    flags: { calcification: 'boundary' },
  },
  '50.1 % scores, marked as within the error of CT': {
    facts: ctJcto('tapered', 50.1, 20, 15),
    points: 1,
    category: 'intermediate',
    flags: { calcification: 'boundary' },
  },
  'a bend of exactly 45° does not': {
    facts: ctJcto('blunt', 60, 45, 15),
    points: 2,
    category: 'difficult',
    flags: { bend: 'boundary' },
  },
  'exactly 20.0 mm does not score here': {
    facts: ctJcto('blunt', 60, 46, 20),
    points: 3,
    category: 'very difficult',
    flags: { length: 'boundary' },
  },
  '20.1 mm does': { facts: ctJcto('tapered', 100, 10, 20.1, true), points: 3, category: 'very difficult' },
  'all five': { facts: ctJcto('blunt', 100, 90, 40, true), points: 5, category: 'very difficult' },
});

const progress = (
  proximalCapAmbiguous: boolean,
  proximalTortuosity: 'none' | 'mild' | 'moderate' | 'severe' | 'unseen',
  vessel: 'LAD' | 'RCA' | 'LCx',
  interventional: boolean,
  more: CaseFacts = {},
): CaseFacts => ({
  proximalCapAmbiguous,
  proximalTortuosity,
  vessel,
  collaterals: { interventional },
  ...more,
});
examples('progress-cto', {
  'nothing scores 0': { facts: progress(false, 'none', 'LAD', true), points: 0 },
  'an ambiguous cap scores 1': { facts: progress(true, 'none', 'RCA', true), points: 1 },
  'mild tortuosity (one bend of exactly 90°) does not': {
    facts: progress(false, 'mild', 'RCA', true),
    points: 0,
  },
  'moderate tortuosity does': { facts: progress(false, 'moderate', 'RCA', true), points: 1 },
  'a course that is not seen leaves it open': {
    facts: progress(false, 'unseen', 'RCA', true),
    points: [0, 1],
    flags: { tortuosity: 'unknown' },
  },
  'circumflex without a collateral is 2': { facts: progress(false, 'none', 'LCx', false), points: 2 },
  'all four': { facts: progress(true, 'severe', 'LCx', false), points: 4 },
  'a branch of the circumflex is 1 to 2: the sources do not say': {
    facts: progress(true, 'none', 'LCx', true, { branch: 'OM' }),
    points: [1, 2],
    flags: { circumflex: 'not-in-source' },
  },
  'a full moon of 45 mm is still 0': {
    facts: progress(false, 'none', 'LAD', true, {
      ctCalcium: { maxCsaPercent: 100, maxArcDeg: 360 },
      occlusionLengthMm: { ct: 45, angio: 45 },
      angioCalcium: 'severe',
    }),
    points: 0,
  },
});

const cl = (
  vessel: 'LAD' | 'RCA',
  scoring: readonly ('calcium' | 'cabg' | 'mi' | 'blunt')[] = [],
  length = 10,
  priorFailedAttempt = false,
): CaseFacts => ({
  vessel,
  priorCabg: scoring.includes('cabg'),
  priorMi: scoring.includes('mi'),
  priorFailedAttempt,
  angioCalcium: scoring.includes('calcium') ? 'severe' : 'moderate',
  stump: scoring.includes('blunt') ? 'blunt' : 'tapered',
  occlusionLengthMm: { angio: length },
});
examples('cl', {
  'nothing is high probability': { facts: cl('LAD'), points: 0, category: 'high' },
  'another vessel alone is 1, still high': { facts: cl('RCA'), points: 1, category: 'high' },
  'bypass surgery alone is 1.5, intermediate': {
    facts: cl('LAD', ['cabg']),
    points: 1.5,
    category: 'intermediate',
  },
  'severe calcium alone is 2': { facts: cl('LAD', ['calcium']), points: 2, category: 'intermediate' },
  'exactly 3 is low': { facts: cl('RCA', ['calcium']), points: 3, category: 'low' },
  'exactly 20.0 mm scores': {
    facts: cl('LAD', ['blunt'], 20),
    points: 2.5,
    category: 'intermediate',
    flags: { length: 'boundary' },
  },
  'exactly 5 is very low': { facts: cl('RCA', ['calcium', 'blunt', 'mi']), points: 5, category: 'very low' },
  'all six are 8': {
    facts: cl('RCA', ['calcium', 'blunt', 'mi', 'cabg'], 30),
    points: 8,
    category: 'very low',
  },
  'a previous failed attempt has no category': { facts: cl('RCA', ['calcium'], 10, true), points: 3 },
});

const castle = (
  priorCabg: boolean,
  ageYears: number,
  stump: 'tapered' | 'blunt' | 'invisible',
  proximalTortuosity: 'none' | 'severe' | 'unseen',
  length: number,
  share: number,
): CaseFacts => ({
  priorCabg,
  ageYears,
  stump,
  proximalTortuosity,
  occlusionLengthMm: { angio: length },
  angioCalciumLengthPercent: share,
});
examples('castle', {
  'nothing scores 0': { facts: castle(false, 60, 'tapered', 'none', 10, 0), points: 0, rate: 8 },
  'age 70 scores': {
    facts: castle(false, 70, 'tapered', 'none', 10, 0),
    points: 1,
    rate: 8,
    flags: { age: 'boundary' },
  },
  '20.0 mm scores and 50 % does not': {
    facts: castle(false, 69, 'tapered', 'none', 20, 50),
    points: 1,
    rate: 8,
    flags: { length: 'boundary', extent: 'boundary' },
  },
  'an invisible stump and an unseen course score': {
    facts: castle(false, 69, 'invisible', 'unseen', 10, 0),
    points: 2,
    rate: null,
  },
  '19.9 mm does not score and 51 % does; the rate of 3 was not read': {
    facts: castle(false, 75, 'blunt', 'none', 19.9, 51),
    points: 3,
    rate: null,
  },
  'four points fail in 35 %': { facts: castle(true, 75, 'blunt', 'none', 25, 20), points: 4, rate: 35 },
  'all six have no rate of their own': {
    facts: castle(true, 82, 'invisible', 'severe', 40, 90),
    points: 6,
    rate: 35,
  },
  'eleven months after 69 is not 70, marked': {
    facts: castle(false, 69 + 11 / 12, 'tapered', 'none', 20, 0),
    points: 1,
    rate: 8,
    flags: { age: 'boundary', length: 'boundary' },
  },
});

const kcct = (
  stump: 'tapered' | 'blunt',
  sideBranchAtProximalCap: boolean,
  bend: number,
  length: number,
  ctCalcium: NonNullable<CaseFacts['ctCalcium']>,
  priorFailedAttempt: boolean,
  durationMonths: number | 'unknown',
): CaseFacts => ({
  stump,
  sideBranchAtProximalCap,
  bendInOcclusionDeg: { ct: bend },
  occlusionLengthMm: { ct: length },
  ctCalcium,
  priorFailedAttempt,
  durationMonths,
});
const none = { maxArcDeg: 0, maxCsaPercent: 0 };
examples('kcct', {
  'nothing scores 0': { facts: kcct('tapered', false, 10, 10, none, false, 6), points: 0, rate: 100 },
  'exactly 15.0 mm scores': {
    facts: kcct('tapered', false, 10, 15, none, false, 6),
    points: 1,
    rate: 84,
    flags: { length: 'boundary' },
  },
  '14.9 mm does not, an unknown duration does': {
    facts: kcct('tapered', false, 10, 14.9, none, false, 'unknown'),
    points: 1,
    rate: 84,
    flags: { duration: 'unknown' },
  },
  'exactly 180° and 50 %, and 12 months, score': {
    facts: kcct('tapered', false, 10, 10, { maxArcDeg: 180, maxCsaPercent: 50 }, false, 12),
    points: 2,
    rate: 84,
    flags: { peripheral: 'boundary', duration: 'boundary' },
  },
  '179° with 90 % does not, marked': {
    facts: kcct('tapered', false, 10, 10, { maxArcDeg: 179, maxCsaPercent: 90 }, false, 6),
    points: 0,
    rate: 100,
    flags: { peripheral: 'boundary' },
  },
  'a full moon is 2': {
    facts: kcct('tapered', false, 10, 10, { maxArcDeg: 360, maxCsaPercent: 100 }, false, 6),
    points: 2,
    rate: 84,
    flags: { 'full-moon': 'boundary' },
  },
  'four is not below the cut point': {
    facts: kcct('blunt', true, 10, 20, { maxArcDeg: 200, maxCsaPercent: 60 }, false, 6),
    points: 4,
    rate: 30,
  },
  'all are 8; the whole area alone is a full moon': {
    facts: kcct('blunt', true, 60, 30, { maxCsaPercent: 100 }, true, 'unknown'),
    points: 8,
    rate: 0,
    flags: { peripheral: 'boundary', 'full-moon': 'boundary', duration: 'unknown' },
  },
  '45° and 99 % do not score, both marked': {
    facts: kcct('blunt', false, 45, 20, { maxArcDeg: 360, maxCsaPercent: 99 }, false, 'unknown'),
    points: 4,
    rate: 30,
    flags: { bend: 'boundary', 'full-moon': 'boundary', duration: 'unknown' },
  },
  '200° with 40 % is 0': {
    facts: kcct('tapered', false, 10, 10, { maxArcDeg: 200, maxCsaPercent: 40 }, false, 6),
    points: 0,
    rate: 100,
  },
  '170° with 60 % is 0, marked': {
    facts: kcct('tapered', false, 10, 10, { maxArcDeg: 170, maxCsaPercent: 60 }, false, 6),
    points: 0,
    rate: 100,
    flags: { peripheral: 'boundary' },
  },
});

const rector = (
  multipleOcclusions: boolean,
  stump: 'tapered' | 'blunt',
  share: number,
  bend: number,
  durationMonths: number | 'unknown',
  priorFailedAttempt: boolean,
  more: CaseFacts = {},
): CaseFacts => ({
  multipleOcclusions,
  stump,
  ctCalcium: { maxCsaPercent: share },
  bendInOcclusionDeg: { ct: bend },
  durationMonths,
  priorFailedAttempt,
  ...more,
});
examples('ct-rector', {
  'nothing is easy': {
    facts: rector(false, 'tapered', 20, 10, 6, false),
    points: 0,
    category: 'easy',
    rate: 95,
  },
  'exactly 50 % scores, marked': {
    facts: rector(false, 'tapered', 50, 10, 6, false),
    points: 1,
    category: 'intermediate',
    rate: 88,
    flags: { calcification: 'boundary' },
  },
  'exactly 45° does not score and exactly 12 months do': {
    facts: rector(false, 'tapered', 20, 45, 12, false),
    points: 1,
    category: 'intermediate',
    rate: 88,
    flags: { bend: 'boundary', duration: 'boundary' },
  },
  '49 % and 11 months do not, 46° does': {
    facts: rector(false, 'blunt', 49, 46, 11, false),
    points: 2,
    category: 'difficult',
    rate: 57,
    flags: { calcification: 'boundary' },
  },
  'three are very difficult': {
    facts: rector(false, 'blunt', 80, 46, 6, false),
    points: 3,
    category: 'very difficult',
    rate: 22,
  },
  'all six': {
    facts: rector(true, 'blunt', 100, 90, 24, true),
    points: 6,
    category: 'very difficult',
    rate: 22,
  },
  'an unknown duration leaves it open here': {
    facts: rector(false, 'tapered', 20, 10, 'unknown', false),
    points: [0, 1],
    rate: [88, 95],
    flags: { duration: 'unknown' },
  },
  'length is no item': {
    facts: rector(false, 'tapered', 0, 0, 6, false, { occlusionLengthMm: { ct: 60 } }),
    points: 0,
    category: 'easy',
    rate: 95,
  },
});

const danek = (ageYears: number, length: number, strategy: 'AWE' | 'RDR'): CaseFacts => ({
  ageYears,
  occlusionLengthMm: { angio: length },
  plannedStrategies: [strategy],
});
examples('progress-complications-2016', {
  'age 65 and 22.9 mm do not score': {
    facts: danek(65, 22.9, 'AWE'),
    points: 0,
    category: 'low',
    rate: 0.4,
    flags: { age: 'boundary' },
  },
  'exactly 23.0 mm scores 2': {
    facts: danek(65, 23, 'AWE'),
    points: 2,
    category: 'low',
    rate: 0.4,
    flags: { age: 'boundary', length: 'boundary' },
  },
  'retrograde adds 1': {
    facts: danek(65, 23, 'RDR'),
    points: 3,
    category: 'intermediate',
    rate: 1.8,
    flags: { age: 'boundary', length: 'boundary' },
  },
  'age 66 scores 3': { facts: danek(66, 10, 'AWE'), points: 3, category: 'intermediate', rate: 1.8 },
  'age 66 retrograde': { facts: danek(66, 10, 'RDR'), points: 4, category: 'intermediate', rate: 1.8 },
  'age 66 and 30 mm': { facts: danek(66, 30, 'AWE'), points: 5, category: 'high', rate: 6.5 },
  'all three': { facts: danek(66, 30, 'RDR'), points: 6, category: 'high', rate: 6.5 },
});

/**
 * The table of section 9.2: points of MACE with their external rate, death, pericardiocentesis, perforation.
 */
const COMPLICATIONS: readonly (readonly [
  number,
  'F' | 'M',
  'none' | 'mild' | 'severe',
  'tapered' | 'blunt',
  number,
  'AWE' | 'ADR' | 'RWE',
  boolean,
  readonly [number, number, number, number, number],
])[] = [
  [64, 'M', 'mild', 'tapered', 55, 'AWE', false, [0, 0.7, 0, 0, 0]],
  [65, 'M', 'mild', 'tapered', 55, 'AWE', false, [1, 0.7, 1, 1, 1]],
  [64, 'F', 'none', 'tapered', 55, 'AWE', false, [2, 1.5, 0, 1, 0]],
  [70, 'M', 'severe', 'blunt', 46, 'AWE', false, [3, 2.2, 2, 2, 3]],
  [70, 'M', 'severe', 'blunt', 45, 'ADR', false, [4, 3.8, 4, 3, 4]],
  [70, 'M', 'severe', 'blunt', 45, 'RWE', false, [5, 4.9, 4, 4, 5]],
  [70, 'F', 'severe', 'blunt', 40, 'RWE', false, [7, 5.8, 4, 5, 5]],
  [70, 'F', 'severe', 'blunt', 40, 'RWE', true, [7, 5.8, 4, 5, 5]],
  [70, 'M', 'severe', 'blunt', 46, 'RWE', false, [5, 4.9, 3, 4, 5]],
];
describe('complications of 2022 and 2023', () => {
  it.each(COMPLICATIONS)(
    '%d years, %s, %s calcium, %s, ejection fraction %d, %s, bypass %s',
    (ageYears, sex, angioCalcium, stump, lvefPercent, strategy, priorCabg, [
      mace,
      rate,
      death,
      pericardium,
      perforation,
    ]) => {
      const facts: CaseFacts = {
        ageYears,
        sex,
        angioCalcium,
        stump,
        lvefPercent,
        priorCabg,
        plannedStrategies: [strategy],
      };
      const [m, d, c, p] = [
        scoreOf('progress-mace', facts),
        scoreOf('progress-death', facts),
        scoreOf('progress-pericardiocentesis', facts),
        scoreOf('progress-perforation', facts),
      ];
      expect([m, d, c, p].map(pointsOfScore)).toEqual([mace, death, pericardium, perforation]);
      expect([m.outcome.lowPercent, m.outcome.highPercent]).toEqual([rate, rate]);
      expect(c.applicable).toBe(!priorCabg);
      expect(c.outcome.lowPercent === null).toBe(priorCabg || pericardium === 3 || pericardium === 4);
      expect(p.outcome).toMatchObject({ lowPercent: null, highPercent: null });
    },
  );
});
const onlyAge = (ageYears: number, more: CaseFacts): CaseFacts => ({
  ageYears,
  sex: 'M',
  angioCalcium: 'none',
  stump: 'tapered',
  lvefPercent: 60,
  plannedStrategies: ['AWE'],
  ...more,
});
examples('progress-death', {
  'the lowest rate belongs to 0': { facts: onlyAge(50, {}), points: 0, rate: 0.05 },
  'one and two share a band': { facts: onlyAge(70, {}), points: 1, rate: [0.1, 0.5] },
  'three was not read': { facts: onlyAge(70, { angioCalcium: 'severe', lvefPercent: 30 }), points: 3 },
  'the highest rate belongs to 4': {
    facts: onlyAge(70, { angioCalcium: 'severe', lvefPercent: 30, plannedStrategies: ['ADR'] }),
    points: 4,
    rate: 2.42,
  },
});
examples('progress-pericardiocentesis', {
  'the lowest rate belongs to 0': { facts: onlyAge(50, { priorCabg: false }), points: 0, rate: 0.18 },
  'one and two share a band': { facts: onlyAge(70, { priorCabg: false }), points: 1, rate: [0.4, 1.6] },
  'the highest rate belongs to 5': {
    facts: onlyAge(70, { priorCabg: false, sex: 'F', angioCalcium: 'moderate', plannedStrategies: ['RDR'] }),
    points: 5,
    rate: 8.74,
  },
});

const wcto = (
  stump: 'tapered' | 'blunt',
  length: number,
  calcium: boolean,
  tortuous: boolean,
  rentrop: number,
): CaseFacts => ({
  stump,
  occlusionLengthMm: { angio: length },
  angioCalcium: calcium ? 'mild' : 'none',
  proximalTortuosity: tortuous ? 'moderate' : 'none',
  collaterals: { rentrop },
});
examples('w-cto', {
  'nothing is low': { facts: wcto('tapered', 10, false, false, 3), points: 0, category: 'low', rate: 98 },
  'exactly 20.0 mm does not score': {
    facts: wcto('tapered', 20, false, false, 3),
    points: 0,
    category: 'low',
    rate: 98,
    flags: { length: 'boundary' },
  },
  'blunt alone is 2.0, low': {
    facts: wcto('blunt', 10, false, false, 3),
    points: 2,
    category: 'low',
    rate: 98,
  },
  '21 mm and calcium are 2.5, intermediate': {
    facts: wcto('tapered', 21, true, false, 3),
    points: 2.5,
    category: 'intermediate',
    rate: 74.2,
  },
  '4.0 is intermediate': {
    facts: wcto('blunt', 10, true, true, 3),
    points: 4,
    category: 'intermediate',
    rate: 74.2,
  },
  '4.5 is high': { facts: wcto('blunt', 21, true, false, 3), points: 4.5, category: 'high', rate: 42.5 },
  'all with Rentrop 1 are 6.5': {
    facts: wcto('blunt', 21, true, true, 1),
    points: 6.5,
    category: 'high',
    rate: 42.5,
  },
  'all with Rentrop 2 are 5.5': {
    facts: wcto('blunt', 21, true, true, 2),
    points: 5.5,
    category: 'high',
    rate: 42.5,
  },
});

const ora = (ageYears: number, ostial: boolean, rentrop: number): CaseFacts => ({
  ageYears,
  ostial,
  collaterals: { rentrop },
});
examples('ora', {
  '74 years, not ostial, Rentrop 2': { facts: ora(74, false, 2), points: 0, category: 'easy' },
  'exactly 75 years': {
    facts: ora(75, false, 3),
    points: 1,
    category: 'intermediate',
    flags: { age: 'boundary' },
  },
  'ostial': { facts: ora(60, true, 3), points: 1, category: 'intermediate' },
  'Rentrop 1': { facts: ora(60, false, 1), points: 2, category: 'difficult' },
  '75 years and ostial': {
    facts: ora(75, true, 3),
    points: 2,
    category: 'difficult',
    flags: { age: 'boundary' },
  },
  '75 years and Rentrop 0': {
    facts: ora(75, false, 0),
    points: 3,
    category: 'very difficult',
    flags: { age: 'boundary' },
  },
  'all three': { facts: ora(80, true, 0), points: 4, category: 'very difficult' },
});

const recharge = (
  stump: 'tapered' | 'blunt',
  calcium: boolean,
  bend: number,
  length: number,
  diseased: boolean,
  graftOnTarget: boolean,
): CaseFacts => ({
  stump,
  angioCalcium: calcium ? 'mild' : 'none',
  bendInOcclusionDeg: { angio: bend },
  occlusionLengthMm: { angio: length },
  distalVessel: { diseased },
  graftOnTarget,
  priorCabg: true,
});
examples('recharge', {
  'nothing, after bypass surgery elsewhere': {
    facts: recharge('tapered', false, 0, 10, false, false),
    points: 0,
  },
  'exactly 45° scores here': {
    facts: recharge('tapered', false, 45, 10, false, false),
    points: 1,
    flags: { bend: 'boundary' },
  },
  'exactly 20.0 mm scores': {
    facts: recharge('tapered', false, 0, 20, false, false),
    points: 1,
    flags: { length: 'boundary' },
  },
  'blunt and calcium': { facts: recharge('blunt', true, 0, 10, false, false), points: 2 },
  'all six': { facts: recharge('blunt', true, 50, 30, true, true), points: 6 },
});

const oct = (arcDeg: number, thicknessMm: number | null, lengthMm: number): CaseFacts => ({
  oct: { arcDeg, thicknessMm, lengthMm },
});
examples('oct-calcium', {
  'all exactly at the edge are 0': {
    facts: oct(180, 0.5, 5),
    points: 0,
    category: 'good',
    rate: 96,
    flags: { arc: 'boundary', thickness: 'boundary', length: 'boundary' },
  },
  'the arc is 2': { facts: oct(181, 0.4, 4), points: 2, category: 'good', rate: 96 },
  'thickness and length': { facts: oct(170, 0.9, 12), points: 2, category: 'good', rate: 96 },
  '3 with the length at its edge': {
    facts: oct(270, 0.6, 5),
    points: 3,
    category: 'good',
    rate: 96,
    flags: { length: 'boundary' },
  },
  'all are 4, poor': { facts: oct(270, 0.51, 5.1), points: 4, category: 'poor', rate: 78 },
  'a thickness that cannot be measured leaves 3 to 4': {
    facts: oct(360, null, 15),
    points: [3, 4],
    rate: [78, 96],
    flags: { thickness: 'unknown' },
  },
});

const ivus = (
  arcDeg: number,
  lengthMm: number,
  ring: boolean,
  nodule: boolean,
  vesselMm: number,
): CaseFacts => ({ ivus: { arcDeg, lengthMm, ring, nodule, vesselMm } });
const READING = [
  'underexpansion not predicted',
  'underexpansion predicted: modify the calcium before stenting',
];
examples('ivus-calcium', {
  '200° over 10 mm': { facts: ivus(200, 10, false, false, 4), points: 0 },
  'exactly 270° does not': { facts: ivus(270, 10, false, false, 4), points: 0, flags: { arc: 'boundary' } },
  'exactly 5.0 mm does not': {
    facts: ivus(280, 5, false, false, 3.4),
    points: 1,
    flags: { arc: 'boundary' },
  },
  'exactly 3.5 mm does not': {
    facts: ivus(280, 6, false, false, 3.5),
    points: 1,
    flags: { vessel: 'boundary' },
  },
  'arc and small vessel': { facts: ivus(280, 6, false, false, 3.4), points: 2 },
  'arc and ring': { facts: ivus(360, 16, true, false, 3.8), points: 2 },
  'all four': { facts: ivus(360, 16, true, true, 3), points: 4 },
});
it('says to modify the calcium from 2 points on IVUS', () => {
  expect(
    [
      [200, 4],
      [280, 4],
      [280, 3.4],
    ].map(([arc = 0, vessel = 0]) => scoreOf('ivus-calcium', ivus(arc, 10, false, false, vessel)).reading),
  ).toEqual([READING[0], READING[0], READING[1]]);
});
it('tells on which side of its cut point KCCT lies', () => {
  const [three, four] = [3, 4].map((points) =>
    scoreOf(
      'kcct',
      kcct('blunt', true, 10, points === 4 ? 15 : 14, { maxArcDeg: 200, maxCsaPercent: 60 }, false, 6),
    ),
  );
  expect([three?.points.min, three?.reading?.startsWith('below the published cut point')]).toEqual([3, true]);
  expect([four?.points.min, four?.reading?.startsWith('not below the published cut point')]).toEqual([
    4,
    true,
  ]);
});

it('gives one lesion its different answers: 180°, 50 %, evident calcium over 50 % of the length', () => {
  const facts: CaseFacts = {
    ctCalcium: { maxArcDeg: 180, maxCsaPercent: 50 },
    angioCalcium: 'moderate',
    angioCalciumLengthPercent: 50,
    oct: { arcDeg: 180 },
  };
  const points = (id: ScoreId, item: string): number | undefined =>
    scoreOf(id, facts).items.find((one) => one.id === item)?.points.max;
  expect([
    points('j-cto', 'calcification'),
    points('j-cto-ct', 'calcification'),
    points('castle', 'extent'),
    points('kcct', 'peripheral'),
    points('ct-rector', 'calcification'),
    points('oct-calcium', 'arc'),
  ]).toEqual([1, 0, 0, 1, 1, 0]);
});
