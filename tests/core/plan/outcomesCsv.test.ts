import { describe, expect, it } from 'vitest';
import { leftOutWords } from '../../../core/plan/leftOutcomes.ts';
import { outcomesCsv, type ProcedureRecord } from '../../../core/plan/outcomesCsv.ts';
import type { Outcome } from '../../../core/plan/outcome.ts';
import type { SealedFact, SealedScore } from '../../../core/plan/sealedPlan.ts';
import { examplePlan } from '../report/examplePlan.ts';
import { planOf, step } from './planOf.ts';

const OUTCOME: Outcome = {
  crossing: 'RWE', crossedWith: 'a2', wireMinutes: 26, totalMinutes: 90, contrastMl: 210.5, airKermaGy: null, technicalSuccess: true,
  proceduralSuccess: false, complications: ['stroke', 'access site'], devices: ['Gaia 3', 'NC 3.0 x 15', 'Operators own word'], ivus: 'Mr Smith’s IVUS',
  notes: '=HYPERLINK("x") Smith, John',
};
const age = (value: number): SealedFact => ({ path: 'ageYears', value, state: 'confirmed', range: null, source: 'header', by: 'Tina Nurse' });
const content = planOf({ A: [step('a1', { technique: 'Smith’s way' }), step('a2', { devices: [{ item: 'stiff-wire', name: 'Gaia 3', sizeMm: null, count: 1 }] })] });
const recordOf = (at: string, outcome: Partial<Outcome> = {}, facts: readonly SealedFact[] = [age(71)], score: Partial<SealedScore> = {}): ProcedureRecord => ({
  at, outcome: { ...OUTCOME, ...outcome },
  sealed: {
    content, patient: { ...examplePlan.patient, sex: 'F' },
    evidence: {
      ...examplePlan.evidence, lesion: null, facts,
      scores: [{ id: 'j-cto', name: 'J-CTO', least: 2, most: 3, category: null, outcome: null, citation: '', evidence: 'B', isProvisional: false, ...score }],
    },
  },
});
const told = (...records: readonly ProcedureRecord[]): readonly Readonly<Record<string, string>>[] => {
  const [head = '', ...lines] = outcomesCsv(records).split('\r\n');
  const names = head.split(',');
  return lines.slice(0, -1).map((line) => Object.fromEntries([...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain], n) => [names[n], quoted ?? plain ?? ''])));
};

describe('the table of outcomes', () => {
  it('has what happened, and the points as they were signed', () => {
    expect(told(recordOf('2026-11-24T08:00:00.000Z'))).toEqual([expect.objectContaining({
      procedure: '1', year: '0', age: '71', sex: 'F', unverified: 'no', occlusion_mm: '', j_cto_least: '2', j_cto_most: '3', castle_least: '', provisional_scores: '', crossing: 'RWE', crossed_with: 'A2',
      wire_min: '26', total_min: '90', contrast_ml: '210.5', air_kerma_gy: '', technical_success: 'yes', procedural_success: 'no',
      complications: 'stroke; access site', device_kinds: 'nc-balloon; other; stiff-wire',
    })]);
  });

  it('has calendar years since the first in place of dates, in their order', () => {
    const rows = told(recordOf('2027-01-01T00:00:00.000Z'), recordOf('2026-01-01T00:00:00.000Z'), recordOf('2026-12-31T23:59:00.000Z'), recordOf('2029-06-01T08:00:00.000Z'));
    expect(rows.map(({ procedure, year }) => [procedure, year])).toEqual([['1', '0'], ['2', '0'], ['3', '1'], ['4', '3']]);
  });

  it('lets nobody who knows one date learn another: days within a year are told alike', () => {
    const csv = (second: string): string => outcomesCsv([recordOf('2026-02-01T08:00:00.000Z'), recordOf(second)]);
    expect(csv('2026-02-02T08:00:00.000Z')).toBe(csv('2026-11-24T08:00:00.000Z'));
  });

  it('has scores as far as they reach, and says which of them nobody had confirmed', () => {
    const score = { least: 2, most: 2, span: [1, 3], isProvisional: true } as const;
    expect(told(recordOf('2026-11-24T08:00:00.000Z', {}, [], score))[0]).toMatchObject({ j_cto_least: '1', j_cto_most: '3', provisional_scores: 'j-cto' });
  });

  it('has ages over 89 as one group, and none where none is known', () => {
    const ages = [89, 90, 104].map((years) => told(recordOf('2026-11-24T08:00:00.000Z', {}, [age(years)]))[0]?.['age']);
    expect([...ages, told(recordOf('2026-11-24T08:00:00.000Z', {}, []))[0]?.['age']]).toEqual(['89', '90+', '90+', '']);
  });

  it('tells none from not said', () => {
    expect([[], null].map((complications) => told(recordOf('2026-11-24T08:00:00.000Z', { complications }))[0]?.['complications'])).toEqual(['none', '']);
  });

  it('holds no word that somebody wrote, no name, no ID, no date', () => {
    const csv = outcomesCsv([recordOf('2026-11-24T08:00:00.000Z')]);
    const { name, id, birthDate } = examplePlan.patient;
    for (const word of [name, id, birthDate, 'Smith', 'HYPERLINK', 'Operators', 'Gaia', 'Tina', '2026', 'IVUS,', examplePlan.plan])
      expect([word, word !== null && csv.includes(word)]).toEqual([word, false]);
    expect(csv.split('\r\n').some((line) => line.split(',').some((field) => /^"?[=+@-]/.test(field)))).toBe(false);
  });

  it('is its head alone where there is nothing', () => {
    expect(outcomesCsv([]).split('\r\n')).toHaveLength(2);
  });
});

it('says what is not counted, and nothing where all is', () => {
  const none = { unconfirmed: 0, withdrawn: 0, demo: 0, repeated: 0, damaged: 0 };
  expect(leftOutWords(none)).toBeNull();
  expect(leftOutWords({ unconfirmed: 2, withdrawn: 1, demo: 1, repeated: 1, damaged: 1 })).toBe(
    'Not counted: 2 outcomes are not confirmed yet; 1 belongs to a withdrawn version; 1 is of the demo case; 1 is of a procedure that stands under another version of its plan; 1 plan is not as it was sealed: run plan verify.',
  );
});
