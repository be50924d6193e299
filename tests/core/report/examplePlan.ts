import {
  operatorIdSchema,
  planIdSchema,
  seriesIdSchema,
  vesselIdSchema,
} from '../../../core/contract/ids.ts';
import type { PlanVersionView } from '../../../core/contract/plans.ts';
import { pointLps } from '../../../core/geometry/frame.ts';
import type { PlanContent, PlannedStep } from '../../../core/plan/plan.ts';
import type { SealedLesion, SealedPlan, SealedSection } from '../../../core/plan/sealedPlan.ts';
import { STANDARD_PARAMETERS } from '../../../core/strategy/parameters.ts';
import { deg, mm } from '../../../core/units.ts';

/** A step with little said, and what differs. */
export const step = (id: string, technique: string, rest: Partial<PlannedStep> = {}): PlannedStep => ({
  id,
  technique,
  aim: '',
  devices: [],
  minutes: null,
  at: null,
  act: null,
  track: null,
  because: [],
  override: null,
  ...rest,
});

const device = (name: string, count = 1): PlannedStep['devices'][number] => ({
  item: null,
  name,
  sizeMm: null,
  count,
});

/** A section each millimetre: calcium grows to a full moon from 11 to 17 mm; the last of them nobody confirmed. */
const sections = Array.from({ length: 44 }, (_, n): SealedSection => {
  const at = mm(n - 6);
  const isFullMoon = at >= 11 && at < 17;
  const isFree = at < 0 || (at >= 22 && at < 25) || at > 29;
  return {
    at,
    arc: deg(isFullMoon ? 360 : isFree ? 0 : 100 + 6 * at),
    sharePercent: isFullMoon ? 96 : isFree ? 0 : 12 + 2 * at,
    isFullMoon,
    state: at > 17 ? 'proposed' : at === 9 ? 'edited' : 'confirmed',
  };
});

export const exampleLesion: SealedLesion = {
  name: 'RCA mid, CTO 31.4 mm',
  vessel: vesselIdSchema.parse('ves_0123456789abcdef'),
  frameOfReferenceUid: '1.2.826.0.1.3680043.9.1',
  length: mm(31.4),
  proximalCap: pointLps(12.5, -48.25, 101.75),
  distalCap: pointLps(20.125, -30.5, 74),
  course: Array.from({ length: 32 }, (_, n) => pointLps(12.5 + n / 4, -48.25 + n / 2, 101.75 - n)),
  sections,
  windows: [[mm(22), mm(24.6)]],
  algorithms: ['centreline/3', 'calcium/2'],
  cautions: [],
};

export const exampleContent: PlanContent = {
  rungs: [
    {
      letter: 'A',
      title: 'Proximal cap',
      note: 'wire through the blunt cap, arc 110° at 2.5 mm',
      steps: [
        step('a1', 'Gaia 3 on Turnpike Gold', {
          aim: 'intraplaque, LAO 42° CRA 8°',
          devices: [device('Gaia 3'), device('Turnpike Gold 135 cm')],
          minutes: 5,
          track: 'intraplaque',
        }),
        step('a2', 'Screw the metal tip into the cap', {
          aim: 'the cap is calcified',
          devices: [device('Turnpike Gold 135 cm')],
          minutes: 5,
          because: ['S073'],
        }),
        step('a3', 'Step up: Confianza Pro 12 with guide extension', {
          aim: 'aim between calcium',
          at: mm(4.5),
          devices: [device('Confianza Pro 12', 2), device('Guide extension 7F')],
          minutes: 10,
        }),
        step('a4', 'Knuckle past the full moon', {
          devices: [device('polymer-jacketed wire')],
          minutes: 10,
          track: 'extraplaque',
        }),
      ],
      stop: {
        minutes: 30,
        attempts: null,
        contrastMl: 200,
        airKermaGy: null,
        words: 'change strategy or come back',
      },
    },
    {
      letter: 'B',
      title: 'Device will not cross',
      note: '',
      steps: [
        step('b1', 'Balloon 1.20 mm, guide extension, anchor', {
          devices: [device('1.20 × 10')],
          minutes: 5,
          act: { do: 'dilate', balloon: { kind: 'SC', diameterMm: 1.2 } },
        }),
        step('b2', 'Rotational atherectomy 1.25 mm', {
          minutes: 15,
          act: { do: 'ablate', atherectomy: { kind: 'rotational', burrMm: 1.25 } },
          override: { rules: ['S089'], reason: 'IVUS cannot cross; track seen intraplaque in two views' },
        }),
      ],
      stop: { minutes: null, attempts: 2, contrastMl: null, airKermaGy: 5, words: '' },
    },
    {
      letter: 'C',
      title: 'Will not expand',
      note: 'reference 3.3 mm',
      steps: [step('c1', 'NC 3.25 × 15, below 30 atm', { minutes: 5 })],
      stop: null,
    },
  ],
  budget: { contrastMl: 200, airKermaGy: 5, wireMinutes: 60, totalMinutes: 180 },
  access: 'right femoral 7F, left radial 6F',
  guides: 'AL 1 7F with side holes',
  notes: 'Hydrate: eGFR 48.',
  keyImages: [],
};

export const examplePlan: SealedPlan = {
  format: 1,
  plan: planIdSchema.parse('pln_0123456789abcdef'),
  version: 3,
  patient: {
    name: 'DEMO-ALBRECHT-WIESENBURGER, Josef Maximilian',
    id: 'FM-DEMO-0047',
    birthDate: '1955-03-14',
    sex: 'M',
  },
  studyDate: '2026-11-12',
  content: exampleContent,
  evidence: {
    lesion: exampleLesion,
    facts: [
      { path: 'vessel', value: 'RCA', state: 'stated', range: null, source: 'CT', by: 'A. Operator' },
      { path: 'ageYears', value: 71, state: 'stated', range: null, source: 'DICOM header', by: null },
      { path: 'stump', value: 'blunt', state: 'confirmed', range: null, source: 'CT', by: 'A. Operator' },
      {
        path: 'ctCalcium.maxArcDeg',
        value: 356,
        state: 'confirmed',
        range: [341, 360],
        source: 'CT',
        by: 'A. Operator',
      },
    ],
    scores: [
      {
        id: 'j-cto',
        name: 'J-CTO',
        least: 3,
        most: 3,
        category: 'very difficult',
        outcome: 'wire across within 30 min: 10 %',
        citation: 'Morino 2011, n = 494',
        evidence: 'A',
        isProvisional: false,
      },
      {
        id: 'ct-rector',
        name: 'CT-RECTOR',
        least: 3,
        most: 4,
        category: null,
        outcome: null,
        citation: 'Opolski 2015, n = 240',
        evidence: 'A',
        isProvisional: true,
      },
    ],
    parameters: STANDARD_PARAMETERS,
    openPoints: ['15 sections not confirmed', '3 facts unknown, 4 rules wait'],
  },
  series: [
    {
      id: seriesIdSchema.parse('ser_0123456789abcdef'),
      studyUid: '1.2.826.0.1.3680043.9.2',
      seriesUid: '1.2.826.0.1.3680043.9.3',
      description: 'CorCTA 75 %',
      sha256: 'ab'.repeat(32),
    },
  ],
  software: 'Fullmoon 0.1.0',
  author: { id: operatorIdSchema.parse('opr_0123456789abcdef'), name: 'A. Operator' },
  signedAt: '2026-11-23T18:42:10.000Z',
  timeZone: 'Europe/Berlin',
  previousSha256: 'cd'.repeat(32),
};

export const exampleStanding: PlanVersionView = {
  version: 3,
  sha256: `4f2a${'0'.repeat(56)}91c7`,
  signedAt: examplePlan.signedAt,
  by: examplePlan.author,
  withdrawn: null,
};

/** The same plan with nothing in it that nobody confirmed. */
export const confirmedPlan: SealedPlan = {
  ...examplePlan,
  evidence: {
    ...examplePlan.evidence,
    lesion: { ...exampleLesion, sections: sections.map((section) => ({ ...section, state: 'confirmed' })) },
    scores: examplePlan.evidence.scores.map((score) => ({ ...score, isProvisional: false })),
  },
};
