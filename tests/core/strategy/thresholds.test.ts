import { describe, expect, it } from 'vitest';
import { adviceFor } from '../../../core/strategy/advice.ts';
import { PARAMETERS, STANDARD_PARAMETERS, type ParameterName } from '../../../core/strategy/parameters.ts';
import type { CaseFacts } from '../../../core/lesion/caseFacts.ts';

const speaks = (id: string, facts: CaseFacts, parameters = STANDARD_PARAMETERS): boolean => {
  const { fired, blocked } = adviceFor(facts, { parameters });
  return [...fired, ...blocked].some((rule) => rule.id === id);
};

/** A rule at its edge: does it speak just below, at and just above? */
type Edge = readonly [
  id: string,
  what: string,
  at: number,
  step: number,
  speaks: readonly [boolean, boolean, boolean],
  facts: (value: number) => CaseFacts,
];

const FROM = [false, true, true] as const;
const BEYOND = [false, false, true] as const;
const UNDER = [true, false, false] as const;

const EDGES: readonly Edge[] = [
  ['S001', 'severe calcium on CT', 50, 0.1, FROM, (area) => ({ ctCalcium: { maxCsaPercent: area } })],
  [
    'S101',
    'moderate calcium on CT',
    25,
    0.1,
    FROM,
    (area) => ({ phase: 'planning', ctCalcium: { maxCsaPercent: area } }),
  ],
  ['S046', 'more than half of the area', 50, 0.1, BEYOND, (area) => ({ ctCalcium: { maxCsaPercent: area } })],
  [
    'S007',
    'months of an old occlusion',
    12,
    1,
    FROM,
    (months) => ({ priorCabg: false, durationMonths: months }),
  ],
  [
    'S083',
    'length on CT',
    20,
    0.1,
    FROM,
    (length) => ({ occlusionLengthMm: { ct: length }, bendInOcclusionDeg: { ct: 0 } }),
  ],
  [
    'S083',
    'length on angiography',
    20,
    0.1,
    FROM,
    (length) => ({ occlusionLengthMm: { angio: length }, bendInOcclusionDeg: { angio: 0 } }),
  ],
  [
    'S083',
    'bend on CT',
    45,
    0.1,
    BEYOND,
    (bend) => ({ occlusionLengthMm: { ct: 10 }, bendInOcclusionDeg: { ct: bend } }),
  ],
  [
    'S083',
    'bend on angiography',
    45,
    0.1,
    BEYOND,
    (bend) => ({ occlusionLengthMm: { angio: 10 }, bendInOcclusionDeg: { angio: bend } }),
  ],
  [
    'S085',
    'diameter of the distal vessel',
    2.5,
    0.01,
    FROM,
    (diameter) => ({ plannedStrategies: ['ADR'], distalVessel: { diameterMm: diameter, calciumArcDeg: 0 } }),
  ],
  [
    'S086',
    'diameter of the distal vessel',
    2.5,
    0.01,
    UNDER,
    (diameter) => ({ plannedStrategies: ['ADR'], distalVessel: { diameterMm: diameter, calciumArcDeg: 0 } }),
  ],
  [
    'S085',
    'arc of distal calcium',
    90,
    1,
    UNDER,
    (arc) => ({ plannedStrategies: ['ADR'], distalVessel: { diameterMm: 3, calciumArcDeg: arc } }),
  ],
  [
    'S086',
    'arc of distal calcium',
    90,
    1,
    FROM,
    (arc) => ({ plannedStrategies: ['ADR'], distalVessel: { diameterMm: 3, calciumArcDeg: arc } }),
  ],
  [
    'S127',
    'arc of concentric calcium',
    270,
    1,
    FROM,
    (arc) => ({ track: 'intraplaque', ivus: { depth: 'superficial', arcDeg: arc } }),
  ],
  ['S128', 'arc of eccentric calcium', 270, 1, UNDER, (arc) => ({ ivus: { arcDeg: arc } })],
  ['S128', 'any arc at all', 0.5, 0.5, FROM, (arc) => ({ ivus: { arcDeg: arc } })],
  [
    'S056',
    'contrast to eGFR',
    180,
    1,
    UNDER,
    (contrast) => ({ phase: 'after-stent', contrastMl: contrast, egfr: 60 }),
  ],
  [
    'S061',
    'distal ring on angiography or CT',
    360,
    1,
    [false, true, true],
    (arc) => ({
      ostial: true,
      inStent: true,
      ivus: { nodule: true },
      distalVessel: { calciumArcDeg: Math.min(arc, 360) },
    }),
  ],
  [
    'S061',
    'distal ring on IVUS',
    360,
    1,
    [false, true, true],
    (arc) => ({ ostial: true, inStent: true, ivus: { nodule: true, arcDeg: Math.min(arc, 360) } }),
  ],
  [
    'S045',
    'full moon by its area',
    100,
    0.1,
    [false, true, true],
    (area) => ({ ctCalcium: { maxCsaPercent: Math.min(area, 100) } }),
  ],
  [
    'S140',
    'pressure outside the plaque',
    14,
    0.5,
    FROM,
    (atm) => ({ track: 'extraplaque', balloon: { kind: 'NC', pressureAtm: atm } }),
  ],
  [
    'S145',
    'pressure outside the plaque',
    14,
    0.5,
    FROM,
    (atm) => ({ track: 'extraplaque', balloon: { kind: 'NC', pressureAtm: atm } }),
  ],
  [
    'S141',
    'pressure of an ordinary balloon',
    30,
    0.5,
    FROM,
    (atm) => ({ track: 'intraplaque', balloon: { kind: 'NC', pressureAtm: atm } }),
  ],
  [
    'S142',
    'least pressure of an OPN',
    40,
    0.5,
    UNDER,
    (atm) => ({ track: 'intraplaque', balloon: { kind: 'OPN', pressureAtm: atm } }),
  ],
  [
    'S142',
    'greatest pressure of an OPN',
    50,
    0.5,
    BEYOND,
    (atm) => ({ track: 'intraplaque', balloon: { kind: 'OPN', pressureAtm: atm } }),
  ],
  [
    'S144',
    'burr at the transition zone',
    1.5,
    0.25,
    FROM,
    (burr) => ({ track: 'transition', atherectomy: { kind: 'rotational', burrMm: burr } }),
  ],
  [
    'S147',
    'first balloon of an uncrossable lesion',
    1.5,
    0.25,
    FROM,
    (diameter) => ({ deviceUncrossable: true, balloon: { kind: 'SC', diameterMm: diameter } }),
  ],
  [
    'S148',
    'least balloon of BAM',
    1.25,
    0.05,
    UNDER,
    (diameter) => ({ balloon: { kind: 'BAM', diameterMm: diameter } }),
  ],
  [
    'S148',
    'greatest balloon of BAM',
    1.5,
    0.05,
    BEYOND,
    (diameter) => ({ balloon: { kind: 'BAM', diameterMm: diameter } }),
  ],
  [
    'S149',
    'balloon above the reference',
    3.25,
    0.01,
    BEYOND,
    (diameter) => ({ balloon: { kind: 'NC', diameterMm: diameter }, proximalReferenceMm: 3 }),
  ],
  [
    'S149',
    'balloon below the reference',
    2.75,
    0.01,
    UNDER,
    (diameter) => ({ balloon: { kind: 'NC', diameterMm: diameter }, distalReferenceMm: 3 }),
  ],
  [
    'S149',
    'balloon above a reference that is no round number',
    2.8,
    0.01,
    BEYOND,
    (diameter) => ({ balloon: { kind: 'NC', diameterMm: diameter }, proximalReferenceMm: 2.55 }),
  ],
  [
    'S150',
    'BASE balloon above the proximal reference',
    3.25,
    0.01,
    BEYOND,
    (diameter) => ({
      baseChosen: true,
      balloon: { kind: 'SC', diameterMm: diameter },
      proximalReferenceMm: 3,
    }),
  ],
  [
    'S150',
    'BASE balloon below the proximal reference',
    2.75,
    0.01,
    UNDER,
    (diameter) => ({
      baseChosen: true,
      balloon: { kind: 'SC', diameterMm: diameter },
      proximalReferenceMm: 3,
    }),
  ],
];

describe('an edge', () => {
  it.each(EDGES)('of %s, %s, lies at %d', (id, _what, at, step, expected, facts) => {
    expect([at - step, at, at + step].map((value) => speaks(id, facts(value)))).toEqual(expected);
  });

  it('of J-CTO for CT lies between one and two points', () => {
    const facts = (bend: number): CaseFacts => ({
      ctDone: false,
      angioCalcium: 'mild',
      stump: 'tapered',
      bendInOcclusionDeg: { angio: bend },
      occlusionLengthMm: { angio: 12 },
      priorFailedAttempt: false,
    });
    expect([44, 45, 46].map((bend) => speaks('S042', facts(bend)))).toEqual([false, false, true]);
  });

  it('of the full moon needs the whole ring: 359° rules it out before the area is known', () => {
    const waits = (arc: number): boolean =>
      adviceFor({ ctCalcium: { maxArcDeg: arc } }).needs.some(({ id }) => id === 'S045');
    expect([359, 360].map(waits)).toEqual([false, true]);
  });
});

describe('an open threshold', () => {
  const moved: readonly (readonly [ParameterName, number, string, CaseFacts])[] = [
    ['longOcclusionMm', 15, 'S083', { occlusionLengthMm: { ct: 15 }, bendInOcclusionDeg: { ct: 0 } }],
    ['tortuousBendDeg', 30, 'S083', { occlusionLengthMm: { ct: 10 }, bendInOcclusionDeg: { ct: 31 } }],
    ['longDurationMonths', 6, 'S007', { priorCabg: false, durationMonths: 6 }],
    ['severeCtAreaPercent', 40, 'S001', { ctCalcium: { maxCsaPercent: 40 } }],
    ['moderateCtAreaPercent', 10, 'S101', { phase: 'planning', ctCalcium: { maxCsaPercent: 10 } }],
    [
      'largeDistalVesselMm',
      2,
      'S085',
      { plannedStrategies: ['ADR'], distalVessel: { diameterMm: 2, calciumArcDeg: 0 } },
    ],
    [
      'significantDistalArcDeg',
      30,
      'S086',
      { plannedStrategies: ['ADR'], distalVessel: { diameterMm: 3, calciumArcDeg: 30 } },
    ],
    ['concentricArcDeg', 200, 'S127', { track: 'intraplaque', ivus: { depth: 'superficial', arcDeg: 200 } }],
    ['limitedContrastRatio', 5, 'S056', { phase: 'after-stent', contrastMl: 240, egfr: 60 }],
    ['sizingToleranceMm', 0.1, 'S149', { balloon: { kind: 'NC', diameterMm: 3.2 }, proximalReferenceMm: 3 }],
  ];

  it.each(moved)('%s can be moved to %d, and the advice records it', (name, value, id, facts) => {
    const parameters = { ...STANDARD_PARAMETERS, [name]: value };
    expect([speaks(id, facts), speaks(id, facts, parameters)]).toEqual([false, true]);
    expect(adviceFor(facts, { parameters }).parameters[name]).toBe(value);
  });

  it('has been tried, each of them', () => {
    expect(moved.map(([name]) => name).toSorted()).toEqual(Object.keys(PARAMETERS).toSorted());
  });

  it('starts where its origin says', () => {
    expect(STANDARD_PARAMETERS).toEqual({
      longOcclusionMm: 20,
      tortuousBendDeg: 45,
      longDurationMonths: 12,
      severeCtAreaPercent: 50,
      moderateCtAreaPercent: 25,
      largeDistalVesselMm: 2.5,
      significantDistalArcDeg: 90,
      concentricArcDeg: 270,
      limitedContrastRatio: 3,
      sizingToleranceMm: 0.25,
    });
  });

  it('names its origin and lies within what may be set; a large distal vessel never below 2 mm', () => {
    for (const { origin, standard, least, most } of Object.values(PARAMETERS)) {
      expect(origin).not.toBe('');
      expect(least <= standard && standard <= most).toBe(true);
    }
    expect(PARAMETERS.largeDistalVesselMm.least).toBe(2);
  });
});
