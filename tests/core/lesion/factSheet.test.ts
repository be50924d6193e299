import { describe, expect, it } from 'vitest';
import { CALCIUM_BY } from '../../../core/calcium/profile.ts';
import type { FactPath, FactValue } from '../../../core/lesion/caseFacts.ts';
import type { Entry } from '../../../core/lesion/entry.ts';
import { factSheet, type FactDetail } from '../../../core/lesion/factSheet.ts';
import { isToldAlike, rangeWords, valueWords } from '../../../core/lesion/factWords.ts';
import { headerFacts } from '../../../core/lesion/headerFacts.ts';
import { knownFacts } from '../../../core/lesion/knownFacts.ts';
import { entry, MEASURED, RCA, said } from './lesionEntries.ts';

const sheet = (entries: readonly Entry[] = [], details: ReadonlyMap<FactPath, FactDetail> = new Map()) =>
  factSheet(knownFacts({ measured: MEASURED, entries, vessel: RCA, header: headerFacts({ birthDate: '1955-03-14', sex: 'M', studyDate: '2026-11-12' }), ivus: {} }), details);
const row = (path: FactPath, entries: readonly Entry[] = [], details: ReadonlyMap<FactPath, FactDetail> = new Map()) =>
  sheet(entries, details).flatMap(({ rows }) => rows).find((one) => one.path === path);

describe('the fact sheet', () => {
  it('tells a measured value with its range and its source', () => {
    expect(row('occlusionLengthMm.ct')).toMatchObject({
      name: 'Length cap to cap', state: 'proposed', value: '31.4 mm', range: '29.9–32.9 mm', source: 'CT', by: 'calcium/1', beneath: null,
    });
    expect(row('ctCalcium.freeWindowsMm')).toMatchObject({ value: '2.5 and 2.7 mm', range: null });
  });

  it('keeps the measured value beneath a stated one, which stands as it was given', () => {
    expect(row('ctCalcium.maxArcDeg', [entry(said('ctCalcium.maxArcDeg', 345), RCA)]))
      .toMatchObject({ state: 'edited', value: '345°', range: null, beneath: 'measured 360°', source: 'stated', by: 'Dr. Test, Tina' });
  });

  it('tells what was confirmed before it changed', () => {
    expect(row('occlusionLengthMm.ct', [entry(said('occlusionLengthMm.ct', 30.1, { source: 'confirmed' }), RCA)]))
      .toMatchObject({ state: 'changed', value: '31.4 mm', beneath: 'confirmed as 30.1 mm' });
  });

  it('says where it was confirmed as an older version than today’s measured it, changed or not', () => {
    const confirmed = (value: number, by: string) => row('occlusionLengthMm.ct', [entry(said('occlusionLengthMm.ct', value, { source: 'confirmed', by }), RCA)]);
    const whole = `measured by calcium/1; today’s is ${CALCIUM_BY}`;
    expect(confirmed(30.1, 'calcium/1')).toMatchObject({ beneath: 'confirmed as 30.1 mm', older: { short: 'by older calcium/1', whole } });
    expect(confirmed(31.42, 'calcium/1')).toMatchObject({
      beneath: null, range: '29.9–32.9 mm', older: { short: 'confirmed by older calcium/1', whole: `confirmed as ${whole}` },
    });
    expect(confirmed(31.42, CALCIUM_BY)?.older).toBeNull();
  });

  it('says why a fact is unknown, never a blank and never a zero', () => {
    const unknowns = sheet().flatMap(({ rows }) => rows).filter(({ state }) => state === 'unknown');
    expect(unknowns.length).toBeGreaterThan(50);
    expect(unknowns.filter(({ value, note }) => value !== null || note === null || note.length < 5)).toEqual([]);
  });

  it('has what the measures add only to the measured value', () => {
    const details = new Map([['stump', { value: 'blunt, 4 mm', beside: 'last 4 mm' }]] as const);
    expect(row('stump', [], details)).toMatchObject({ value: 'blunt, 4 mm', beside: 'last 4 mm' });
    expect(row('stump', [entry(said('stump', 'tapered'), RCA)], details))
      .toMatchObject({ value: 'tapered', beside: null, beneath: 'measured blunt, 4 mm' });
  });

  it('counts what is known by group', () => {
    const patient = sheet([entry(said('priorMi', null)), entry(said('priorCabg', false))]).find(({ id }) => id === 'patient');
    expect([patient?.known, patient?.rows.find(({ path }) => path === 'priorMi')?.note]).toEqual([3, 'Asked, and not known.']);
  });
});

describe('the words of a value', () => {
  const cases: readonly (readonly [FactPath, FactValue<FactPath>, string, string])[] = [
    ['ctCalcium.maxArcDeg', 183, '180°', '183°'], ['ctCalcium.maxCsaPercent', 49.6, '50 %', '49.6 %'],
    ['occlusionLengthMm.ct', 19.96, '20.0 mm', '19.96 mm'], ['ageYears', 71, '71 years', '71 years'],
    ['durationMonths', 'unknown', 'unknown', 'unknown'], ['priorCabg', false, 'no', 'no'],
    ['sex', 'F', 'female', 'female'], ['plannedStrategies', ['AWE', 'ADR'], 'AWE, ADR', 'AWE, ADR'], ['plannedStrategies', [], 'none', 'none'],
    ['ctCalcium.freeWindowsMm', [], 'none', 'none'], ['ctCalcium.freeWindowsMm', [[1, 3]], '2.0 mm', '2.0 mm'],
    ['ctCalcium.freeWindowsMm', [[1, 3], [5, 9], [10, 12.5]], '2.0, 4.0 and 2.5 mm', '2.0, 4.0 and 2.5 mm'],
    ['collaterals.rentrop', 2, '2', '2'], ['egfr', 54, '54 mL/min/1.73 m²', '54 mL/min/1.73 m²'],
  ];
  it.each(cases)('%s %j is told %s where it was measured, and %s where it was given', (path, value, measured, given) => {
    expect([valueWords(path, value, 'measured'), valueWords(path, value, 'given')]).toEqual([measured, given]);
  });

  it('of a range are one number where both ends are told alike', () => {
    expect([rangeWords('ctCalcium.maxCsaPercent', [91.2, 100]), rangeWords('ctCalcium.maxArcDeg', [356, 360]), rangeWords('ctCalcium.maxArcDeg', [344, 360])])
      .toEqual(['91–100 %', '360°', '340–360°']);
  });

  it('are alike below the step in which a value is told', () => {
    expect([isToldAlike('occlusionLengthMm.ct', 31.42, 31.38, 'measured'), isToldAlike('occlusionLengthMm.ct', 31.42, 31.46, 'measured')]).toEqual([true, false]);
  });
});

describe('the header', () => {
  const age = (birthDate: string | null, studyDate: string | null) => headerFacts({ birthDate, sex: null, studyDate }).ageYears;
  it('gives the age at the study: whole years, on the birthday one more', () => {
    expect(age('1955-03-14', '2026-03-13')).toEqual({ state: 'stated', value: 70, by: 'DICOM header' });
    expect(age('1955-03-14', '2026-03-14')).toEqual({ state: 'stated', value: 71, by: 'DICOM header' });
  });
  it('gives no age without both dates, nor one that cannot be', () => {
    for (const [birth, study] of [[null, '2026-03-14'], ['1955-03-14', null], ['2020-01-01', '2026-01-01'], ['1855-01-01', '2026-01-01'], ['19550314', '2026-01-01']] as const) {
      expect(age(birth, study)?.state).toBe('unknown');
    }
  });
  it('gives the sex where it is female or male', () => {
    const sex = (of: 'F' | 'M' | 'O' | null) => headerFacts({ birthDate: null, sex: of, studyDate: null }).sex?.state;
    expect([sex('F'), sex('M'), sex('O'), sex(null)]).toEqual(['stated', 'stated', 'unknown', 'unknown']);
  });
});
