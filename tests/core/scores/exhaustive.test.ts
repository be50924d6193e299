import { describe, expect, it } from 'vitest';
import { withFact, type CaseFacts, type FactPath, type FactValue } from '../../../core/lesion/caseFacts.ts';
import type { ScoreId } from '../../../core/scores/score.ts';
import { SCORES } from '../../../core/scores/scores.ts';
import { scoredBy } from './asked.ts';

/** One answer to an item: the facts that give it, and its points: [least, greatest] while it is open. */
type Answer = readonly [facts: Readonly<Record<string, unknown>>, points: number | readonly [number, number]];
/** All answers of one item, as the reference notes have it, not as the tables do. */
type Answers = readonly Answer[];

const yes = (path: string, points = 1, when = true): Answers => [
  [{ [path]: when }, points],
  [{ [path]: !when }, 0],
  [{ [path]: null }, [0, points]],
];
const STUMP: Answers = [
  [{ stump: 'tapered' }, 0],
  [{ stump: 'blunt' }, 1],
  [{ stump: 'invisible' }, 1],
  [{}, [0, 1]],
];
const times = (answers: Answers, factor: number): Answers =>
  answers.map(([facts, points]) => [
    facts,
    typeof points === 'number' ? points * factor : [points[0] * factor, points[1] * factor],
  ]);
/** Length or bend: the own modality decides; without it the other. */
const measure = (group: string, own: 'ct' | 'angio', low: number, high: number, points = 1): Answers => {
  const other = own === 'ct' ? 'angio' : 'ct';
  return [
    [{ [`${group}.${own}`]: low, [`${group}.${other}`]: high }, 0],
    [{ [`${group}.${own}`]: high, [`${group}.${other}`]: low }, points],
    [{ [`${group}.${other}`]: high }, points],
    [{ [`${group}.${other}`]: low }, 0],
    [{}, [0, points]],
  ];
};
const length = (own: 'ct' | 'angio', low: number, high: number, points = 1): Answers =>
  measure('occlusionLengthMm', own, low, high, points);
const bend = (own: 'ct' | 'angio', low: number, high: number): Answers =>
  measure('bendInOcclusionDeg', own, low, high);
const evident = (points = 1): Answers => [
  [{ angioCalcium: 'none' }, 0],
  [{ angioCalcium: 'mild' }, points],
  [{ angioCalcium: 'moderate' }, points],
  [{ angioCalcium: 'severe' }, points],
  [{}, [0, points]],
];
const moderate: Answers = [
  [{ angioCalcium: 'none' }, 0],
  [{ angioCalcium: 'mild' }, 0],
  [{ angioCalcium: 'moderate' }, 1],
  [{ angioCalcium: 'severe' }, 1],
  [{}, [0, 1]],
];
const number = (path: string, no: number, points: number, scores: number): Answers => [
  [{ [path]: no }, 0],
  [{ [path]: scores }, points],
  [{}, [0, points]],
];
const rentrop = (points: number): Answers => [
  ...[0, 1].map((grade): Answer => [{ 'collaterals.rentrop': grade }, points]),
  ...[2, 3].map((grade): Answer => [{ 'collaterals.rentrop': grade }, 0]),
  [{}, [0, points]],
];
const plan = (adr: number, retrograde: number): Answers => [
  [{ plannedStrategies: ['AWE'] }, 0],
  [{ plannedStrategies: ['ADR'] }, adr],
  [{ plannedStrategies: ['RWE'] }, retrograde],
  [{ plannedStrategies: ['AWE', 'RDR'] }, retrograde],
  [{ plannedStrategies: ['ADR', 'RDR'] }, Math.max(adr, retrograde)],
  [{}, [0, Math.max(adr, retrograde)]],
  [{ plannedStrategies: [] }, [0, Math.max(adr, retrograde)]],
];
const female = (points: number): Answers => [
  [{ sex: 'F' }, points],
  [{ sex: 'M' }, 0],
  [{}, [0, points]],
];
const ct = (facts: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(facts).map(([name, value]) => [`ctCalcium.${name}`, value]));
const kcctCalcium: Answers = [
  [ct({}), [0, 2]],
  [ct({ maxArcDeg: 200, maxCsaPercent: 60 }), 1],
  [ct({ maxArcDeg: 200, maxCsaPercent: 40 }), 0],
  [ct({ maxArcDeg: 170, maxCsaPercent: 60 }), 0],
  [ct({ maxArcDeg: 20, maxCsaPercent: 10 }), 0],
  [ct({ maxArcDeg: 360, maxCsaPercent: 100 }), 2],
  [ct({ maxCsaPercent: 100 }), 2],
  [ct({ maxCsaPercent: 40 }), 0],
  [ct({ maxCsaPercent: 60 }), [0, 1]],
  [ct({ maxArcDeg: 200 }), [0, 2]],
  [ct({ maxArcDeg: 100 }), [0, 2]],
  [ct({ fullMoon: true }), 2],
  [ct({ fullMoon: false }), [0, 1]],
  [ct({ peripheralSevere: true }), [1, 2]],
  [ct({ peripheralSevere: false }), [0, 2]],
  [ct({ peripheralSevere: true, fullMoon: false }), 1],
  [ct({ peripheralSevere: false, fullMoon: false }), 0],
  [ct({ peripheralSevere: true, fullMoon: true }), 2],
  // What is stated comes before what follows from the two greatest values.
  [ct({ peripheralSevere: false, fullMoon: false, maxArcDeg: 360, maxCsaPercent: 100 }), 0],
  [ct({ peripheralSevere: false, maxArcDeg: 200, maxCsaPercent: 60 }), 0],
  [ct({ fullMoon: true, maxArcDeg: 352, maxCsaPercent: 96 }), 2],
];

const bands =
  (...edges: readonly (readonly [upTo: number, name: string])[]) =>
  (points: number): string | null =>
    edges.find(([upTo]) => points <= upTo)?.[1] ?? null;
const EASY = bands([0, 'easy'], [1, 'intermediate'], [2, 'difficult'], [6, 'very difficult']);

interface Oracle {
  readonly items: readonly Answers[];
  readonly category: (points: number) => string | null;
}
const unnamed = (): null => null;
const ORACLES: Readonly<Record<ScoreId, Oracle>> = {
  'j-cto': {
    items: [STUMP, evident(), bend('angio', 20, 46), length('angio', 12, 20), yes('priorFailedAttempt')],
    category: EASY,
  },
  'j-cto-ct': {
    items: [
      STUMP,
      number('ctCalcium.maxCsaPercent', 40, 1, 60),
      bend('ct', 20, 46),
      length('ct', 15, 25),
      yes('priorFailedAttempt'),
    ],
    category: EASY,
  },
  'progress-cto': {
    items: [
      yes('proximalCapAmbiguous'),
      [
        [{ proximalTortuosity: 'none' }, 0],
        [{ proximalTortuosity: 'mild' }, 0],
        [{ proximalTortuosity: 'moderate' }, 1],
        [{ proximalTortuosity: 'severe' }, 1],
        [{ proximalTortuosity: 'unseen' }, [0, 1]],
        [{}, [0, 1]],
      ],
      [
        [{ vessel: 'LCx' }, 1],
        [{ vessel: 'LAD' }, 0],
        [{ vessel: 'RCA' }, 0],
        [{ vessel: 'LM' }, 0],
        [{ vessel: 'graft' }, 0],
        [{ vessel: 'LCx', branch: 'OM1' }, [0, 1]],
        [{ vessel: 'LAD', branch: 'D1' }, 0],
        [{}, [0, 1]],
      ],
      yes('collaterals.interventional', 1, false),
    ],
    category: unnamed,
  },
  'cl': {
    items: [
      yes('priorCabg', 1.5),
      yes('priorMi'),
      [
        [{ angioCalcium: 'severe' }, 2],
        [{ angioCalcium: 'moderate' }, 0],
        [{ angioCalcium: 'mild' }, 0],
        [{ angioCalcium: 'none' }, 0],
        [{}, [0, 2]],
      ],
      length('angio', 12, 20, 1.5),
      [
        [{ vessel: 'LAD' }, 0],
        [{ vessel: 'RCA' }, 1],
        [{ vessel: 'LCx' }, 1],
        [{ vessel: 'LM' }, 1],
        [{ vessel: 'graft' }, 1],
        [{ vessel: 'LAD', branch: 'D1' }, [0, 1]],
        [{ vessel: 'LCx', branch: 'OM1' }, 1],
        [{}, [0, 1]],
      ],
      STUMP,
    ],
    category: bands([1, 'high'], [2.5, 'intermediate'], [4.5, 'low'], [8, 'very low']),
  },
  'castle': {
    items: [
      yes('priorCabg'),
      number('ageYears', 69, 1, 71),
      STUMP,
      [
        [{ proximalTortuosity: 'none' }, 0],
        [{ proximalTortuosity: 'mild' }, 0],
        [{ proximalTortuosity: 'moderate' }, 0],
        [{ proximalTortuosity: 'severe' }, 1],
        [{ proximalTortuosity: 'unseen' }, 1],
        [{}, [0, 1]],
      ],
      length('angio', 12, 20),
      [
        [{ angioCalciumLengthPercent: 50, angioCalcium: 'severe' }, 0],
        [{ angioCalciumLengthPercent: 51, angioCalcium: 'none' }, 1],
        [{ angioCalcium: 'severe' }, 1],
        [{ angioCalcium: 'none' }, 0],
        [{ angioCalcium: 'mild' }, [0, 1]],
        [{ angioCalcium: 'moderate' }, [0, 1]],
        [{}, [0, 1]],
      ],
    ],
    category: unnamed,
  },
  'kcct': {
    items: [
      STUMP,
      yes('sideBranchAtProximalCap'),
      bend('ct', 20, 46),
      length('ct', 14, 15),
      kcctCalcium,
      yes('priorFailedAttempt'),
      [
        [{ durationMonths: 6 }, 0],
        [{ durationMonths: 12 }, 1],
        [{ durationMonths: 'unknown' }, 1],
        [{}, [0, 1]],
      ],
    ],
    category: unnamed,
  },
  'ct-rector': {
    items: [
      yes('multipleOcclusions'),
      STUMP,
      number('ctCalcium.maxCsaPercent', 40, 1, 60),
      bend('ct', 20, 46),
      [
        [{ durationMonths: 6 }, 0],
        [{ durationMonths: 12 }, 1],
        [{ durationMonths: 'unknown' }, [0, 1]],
        [{}, [0, 1]],
      ],
      yes('priorFailedAttempt'),
    ],
    category: EASY,
  },
  'progress-complications-2016': {
    items: [number('ageYears', 64, 3, 66), length('angio', 20, 23, 2), plan(0, 1)],
    category: bands([2, 'low'], [4, 'intermediate'], [6, 'high']),
  },
  'progress-mace': {
    items: [number('ageYears', 64, 1, 65), female(2), moderate, STUMP, plan(1, 2)],
    category: unnamed,
  },
  'progress-death': {
    items: [number('ageYears', 64, 1, 65), moderate, number('lvefPercent', 46, 1, 45), plan(1, 1)],
    category: unnamed,
  },
  'progress-pericardiocentesis': {
    items: [number('ageYears', 64, 1, 65), female(1), moderate, plan(1, 2)],
    category: unnamed,
  },
  'progress-perforation': {
    items: [number('ageYears', 64, 1, 65), moderate, STUMP, plan(1, 2)],
    category: unnamed,
  },
  'ora': {
    items: [yes('ostial'), rentrop(2), number('ageYears', 74, 1, 75)],
    category: EASY,
  },
  'w-cto': {
    items: [
      times(STUMP, 2),
      length('angio', 20, 21, 1.5),
      evident(),
      [
        [{ proximalTortuosity: 'none' }, 0],
        [{ proximalTortuosity: 'mild' }, 1],
        [{ proximalTortuosity: 'moderate' }, 1],
        [{ proximalTortuosity: 'severe' }, 1],
        [{ proximalTortuosity: 'unseen' }, [0, 1]],
        [{}, [0, 1]],
      ],
      rentrop(1),
    ],
    category: bands([2, 'low'], [4, 'intermediate'], [6.5, 'high']),
  },
  'recharge': {
    items: [
      STUMP,
      evident(),
      bend('angio', 44, 45),
      length('angio', 19, 20),
      yes('distalVessel.diseased'),
      yes('graftOnTarget'),
    ],
    category: unnamed,
  },
  'ivus-calcium': {
    items: [
      [
        [{ 'ivus.arcDeg': 271, 'ivus.lengthMm': 6 }, 1],
        [{ 'ivus.arcDeg': 270, 'ivus.lengthMm': 6 }, 0],
        [{ 'ivus.arcDeg': 271, 'ivus.lengthMm': 5 }, 0],
        [{ 'ivus.arcDeg': 271 }, [0, 1]],
        [{ 'ivus.arcDeg': 200 }, 0],
        [{ 'ivus.lengthMm': 6 }, [0, 1]],
        [{ 'ivus.lengthMm': 4 }, 0],
        [{}, [0, 1]],
        [{ 'ivus.arcDeg': 271, 'ivus.lengthMm': 6, 'ivus.depth': 'deep' }, 0],
        [{ 'ivus.arcDeg': 271, 'ivus.lengthMm': 6, 'ivus.depth': 'superficial' }, 1],
      ],
      yes('ivus.ring'),
      yes('ivus.nodule'),
      number('ivus.vesselMm', 3.5, 1, 3.4),
    ],
    category: unnamed,
  },
  'oct-calcium': {
    items: [
      number('oct.arcDeg', 180, 2, 181),
      number('oct.thicknessMm', 0.5, 1, 0.51),
      number('oct.lengthMm', 5, 1, 5.1),
    ],
    category: bands([3, 'good'], [4, 'poor']),
  },
};

/** Every combination of one answer per item. */
function* combinations(items: readonly Answers[]): Generator<readonly Answer[]> {
  const [first, ...rest] = items;
  if (first === undefined) {
    yield [];
    return;
  }
  for (const others of combinations(rest)) for (const answer of first) yield [answer, ...others];
}
const factsOf = (answers: readonly Answer[]): CaseFacts =>
  answers
    .flatMap(([facts]) => Object.entries(facts))
    .reduce<CaseFacts>(
      (all, [path, value]) => withFact(all, path as FactPath, value as FactValue<FactPath> | null),
      {},
    );

describe('every combination of answers', () => {
  it.each(SCORES.map((table) => [table.id, table] as const))('scores as the notes say: %s', (id, table) => {
    const { items, category } = ORACLES[id];
    const scoredByTable = scoredBy(table);
    const wrong: unknown[] = [];
    let seen = 0;
    for (const answers of combinations(items)) {
      seen += 1;
      const ends = answers.map(([, points]) =>
        typeof points === 'number' ? ([points, points] as const) : points,
      );
      const min = ends.reduce((sum, [least]) => sum + least, 0);
      const max = ends.reduce((sum, [, most]) => sum + most, 0);
      const names = category(min) === category(max) ? category(min) : null;
      const facts = factsOf(answers);
      const score = scoredByTable(facts);
      const found = score.applicable ? score.category : names;
      if (score.points.min !== min || score.points.max !== max || found !== names)
        wrong.push({ facts, points: score.points, expected: [min, max, names], category: score.category });
      if (wrong.length > 2) break;
    }
    expect(wrong).toEqual([]);
    expect(seen).toBeGreaterThan(25);
  });

  it('covers every score, and no category names what its paper does not', () => {
    expect(SCORES.map(({ id }) => id).toSorted()).toEqual(Object.keys(ORACLES).toSorted());
  });
});
