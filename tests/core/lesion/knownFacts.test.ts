import { describe, expect, it } from 'vitest';
import { CALCIUM_BY } from '../../../core/calcium/profile.ts';
import { FACT_PATHS, type FactPath } from '../../../core/lesion/caseFacts.ts';
import type { SeriesId } from '../../../core/contract/ids.ts';
import { pointLps } from '../../../core/geometry/frame.ts';
import type { Entry, PathEntry } from '../../../core/lesion/entry.ts';
import { stated, unknown } from '../../../core/lesion/fact.ts';
import { FACT_GROUPS, isKnownBefore, usualSource } from '../../../core/lesion/factGroups.ts';
import { type FactSources, isToConfirm, knownFacts, lesionFactsOf, NOT_ASKED, scorableFacts } from '../../../core/lesion/knownFacts.ts';
import { entry, LAD, MEASURED, RCA, said } from './lesionEntries.ts';

const sources = (entries: readonly Entry[], more: Partial<FactSources> = {}): FactSources =>
  ({ measured: MEASURED, entries, vessel: RCA, header: {}, ivus: {}, ...more });
const path = (): PathEntry => ({ kind: 'path', series: 'ser_0000000000000001' as SeriesId, frameOfReferenceUid: null, points: [pointLps(0, 0, 0)], target: null, segment: null });
const at = (path: FactPath, entries: readonly Entry[] = [], more: Partial<FactSources> = {}) =>
  knownFacts(sources(entries, more)).get(path);

describe('what is known of a lesion', () => {
  it('is proposed where it was measured and nobody stands by it', () => {
    expect(at('occlusionLengthMm.ct')).toEqual({
      path: 'occlusionLengthMm.ct', state: 'proposed', value: 31.42, range: [29.92, 32.92], isMeasured: true, from: 'ct', by: 'calcium/1', at: null, note: null,
      measured: { value: 31.42, range: [29.92, 32.92], by: 'calcium/1' }, before: null, older: null, entry: null, unassigned: null,
    });
  });

  it('is confirmed by an entry that says so, with who and when, and keeps its range', () => {
    const fact = at('occlusionLengthMm.ct', [entry(said('occlusionLengthMm.ct', 31.42, { source: 'confirmed', by: 'calcium/1', range: [29.92, 32.92] }), RCA)]);
    expect([fact?.state, fact?.value, fact?.range, fact?.by, fact?.at])
      .toEqual(['confirmed', 31.42, [29.92, 32.92], 'Dr. Test, Tina', '2026-11-12T19:31:00.000Z']);
  });

  it('stays confirmed while the measure differs by less than is told, and is changed beyond that', () => {
    const confirmed = (value: number) => at('occlusionLengthMm.ct', [entry(said('occlusionLengthMm.ct', value, { source: 'confirmed' }), RCA)]);
    expect(confirmed(31.38)?.state).toBe('confirmed');
    const changed = confirmed(30.1);
    expect([changed?.state, changed?.value, changed?.before]).toEqual(['changed', 31.42, 30.1]);
  });

  it('says where it was confirmed as an older version of the algorithm measured it, and may be confirmed again', () => {
    const confirmedBy = (by: string | null, value = 31.42, more: Partial<FactSources> = {}) => {
      const fact = at('occlusionLengthMm.ct', [entry(said('occlusionLengthMm.ct', value, { source: 'confirmed', by }), RCA)], more);
      return [fact?.state, fact?.older?.by ?? null, fact !== undefined && isToConfirm(fact)];
    };
    expect(confirmedBy('calcium/1')).toEqual(['confirmed', 'calcium/1', true]);
    expect(confirmedBy('calcium/1', 30.1)).toEqual(['changed', 'calcium/1', true]);
    expect(confirmedBy(CALCIUM_BY)).toEqual(['confirmed', null, false]);
    expect(confirmedBy(null)).toEqual(['confirmed', null, false]);
    // Nothing is there to confirm it by.
    expect(confirmedBy('calcium/1', 31.42, { measured: null })).toEqual(['confirmed', 'calcium/1', false]);
  });

  it('is the confirmed value while nothing is measured, and unknown where it can no longer be measured', () => {
    const entries = [entry(said('stump', 'blunt', { source: 'confirmed' }), RCA)];
    expect(at('stump', entries, { measured: null })).toMatchObject({ state: 'confirmed', value: 'blunt' });
    const gone = at('stump', entries, { measured: { ...MEASURED, facts: { ...MEASURED.facts, stump: unknown('not seen') } } });
    expect(gone).toMatchObject({ state: 'unknown', value: null, before: 'blunt' });
  });

  it('is what a person states, and the measured value stays beneath', () => {
    const fact = at('occlusionLengthMm.ct', [entry(said('occlusionLengthMm.ct', 28, { note: 'cap moved by eye' }), RCA)]);
    expect(fact).toMatchObject({
      state: 'edited', value: 28, range: null, from: 'stated', by: 'Dr. Test, Tina', note: 'cap moved by eye',
      measured: { value: 31.42, range: [29.92, 32.92] },
    });
  });

  it('is unknown where a person was asked and does not know, whatever was measured', () => {
    expect(at('stump', [entry(said('stump', null), RCA)]))
      .toMatchObject({ state: 'unknown', value: null, note: 'Asked, and not known.', measured: { value: 'blunt' } });
    expect(at('priorMi', [entry(said('priorMi', null, { note: 'not in the referral' }))])?.note).toBe('not in the referral');
  });

  it('says why it is not known', () => {
    expect(at('inStent')).toMatchObject({ state: 'unknown', note: 'No metal is seen.' });
    expect(at('priorMi')).toMatchObject({ state: 'unknown', note: NOT_ASKED });
    expect(at('ageYears', [], { header: { ageYears: unknown('no date of birth') } })?.note).toBe('no date of birth');
  });

  it('takes the header and IVUS where nobody says otherwise', () => {
    const more = { header: { ageYears: stated(71, 'DICOM header') }, ivus: { 'ivus.arcDeg': stated(300, 'Dr. Test, Tina') } };
    expect(at('ageYears', [], more)).toMatchObject({ state: 'stated', value: 71, from: 'header', by: 'DICOM header' });
    expect(at('ivus.arcDeg', [], more)).toMatchObject({ state: 'stated', value: 300, from: 'ivus' });
    expect(at('ageYears', [entry(said('ageYears', 72))], more)).toMatchObject({ state: 'stated', value: 72, from: 'stated' });
  });

  it('takes what is said of the vessel before what is said of all, and nothing of another vessel', () => {
    const [all, own, other] = [entry(said('stump', 'tapered'), null, '2026-11-12T20:00:00.000Z'), entry(said('stump', 'invisible'), RCA), entry(said('stump', 'blunt'), LAD)];
    expect(at('stump', [own, all, other])?.value).toBe('invisible');
    expect(at('stump', [all, own])?.value).toBe('invisible');
    expect(at('stump', [all, other])?.value).toBe('tapered');
    expect(at('stump', [other])?.value).toBe('blunt');
    expect(at('stump', [other], { measured: null })?.value).toBeNull();
    expect(at('stump', [all, other], { vessel: null, measured: null })?.value).toBe('tapered');
  });

  describe('said before any vessel was traced', () => {
    const [traced, other] = [entry(path(), RCA, '2026-11-12T08:00:00.000Z'), entry(path(), LAD, '2026-11-12T09:00:00.000Z')];
    const before = [entry(said('durationMonths', 14), null), entry(said('egfr', 54), null), entry(said('stump', 'tapered'), null), entry(said('ostial', null), null)];
    it('is of the only vessel that there is', () => {
      expect(at('durationMonths', [...before, traced])).toMatchObject({ state: 'stated', value: 14, unassigned: null });
      expect(at('durationMonths', [...before, other])).toMatchObject({ value: 14 });
    });
    it('is of neither of two until it is said for one of them, and what was measured counts again', () => {
      const both = [...before, traced, other];
      expect(at('durationMonths', both)).toMatchObject({
        state: 'unknown', value: null, note: 'Said before a vessel was traced: 14 months. Answer it for this vessel.', entry: null, unassigned: { content: { value: 14 } },
      });
      expect(at('ostial', both)).toMatchObject({ state: 'unknown', note: 'Asked before a vessel was traced, and not known.' });
      expect(at('stump', both)).toMatchObject({ state: 'proposed', value: 'blunt', note: expect.stringContaining('tapered') });
      const answered = [...both, entry(said('durationMonths', 14), LAD)];
      expect([at('durationMonths', answered, { vessel: LAD })?.value, at('durationMonths', answered)?.value]).toEqual([14, null]);
    });
    it('of the patient is of both', () => {
      expect([RCA, LAD].map((vessel) => at('egfr', [...before, traced, other], { vessel })?.value)).toEqual([54, 54]);
    });
  });

  it('goes by what was said of the section that it is read in, unless somebody spoke of the fact itself', () => {
    const sections = (isDrawn: boolean) => new Map([['ctCalcium.maxCsaPercent', { by: 'Dr. Arc', at: '2026-11-12T18:00:00.000Z', isDrawn, before: null }]] as const);
    expect(at('ctCalcium.maxCsaPercent', [], { sections: sections(false) }))
      .toMatchObject({ state: 'confirmed', value: 99.6, range: [91.2, 100], isMeasured: true, by: 'Dr. Arc', at: '2026-11-12T18:00:00.000Z' });
    expect(at('ctCalcium.maxCsaPercent', [], { sections: sections(true) })).toMatchObject({ state: 'edited', value: 99.6, isMeasured: true });
    expect(at('ctCalcium.maxCsaPercent', [entry(said('ctCalcium.maxCsaPercent', 80), RCA)], { sections: sections(true) }))
      .toMatchObject({ state: 'edited', value: 80, isMeasured: false });
    expect(at('ctCalcium.maxArcDeg', [], { sections: sections(true) })?.state).toBe('proposed');
  });

  it('is changed where the section that it is read in was confirmed otherwise', () => {
    const said_ = { by: 'Dr. Arc', at: '2026-11-12T18:00:00.000Z', isDrawn: false, before: 81 };
    expect(at('ctCalcium.maxCsaPercent', [], { sections: new Map([['ctCalcium.maxCsaPercent', said_]]) }))
      .toMatchObject({ state: 'changed', value: 99.6, before: 81, isMeasured: true, by: 'Dr. Arc' });
  });

  it('takes the newest of two that speak of one fact', () => {
    const [older, newer] = [entry(said('egfr', 54), null, '2026-11-12T10:00:00.000Z'), entry(said('egfr', 61), null, '2026-11-12T11:00:00.000Z')];
    expect(at('egfr', [older, newer])?.value).toBe(61);
    expect(at('egfr', [newer, older])?.value).toBe(61);
  });
});

describe('facts for the scores', () => {
  it('have the ranges and places of measured values, and none of a stated one', () => {
    const facts = knownFacts(sources([entry(said('ctCalcium.maxCsaPercent', 97), RCA)]));
    expect(scorableFacts(facts, MEASURED.places)).toEqual({
      occlusionLengthMm: { ct: 31.42 }, stump: 'blunt',
      ctCalcium: { maxArcDeg: 357.3, maxCsaPercent: 97, freeWindowsMm: [[21.8, 24.3], [28.7, 31.4]] },
      ranges: { 'occlusionLengthMm.ct': [29.92, 32.92], 'ctCalcium.maxArcDeg': [356, 360] },
      places: { 'ctCalcium.maxArcDeg': 14 },
    });
  });

  it('are plain where nothing is measured', () => {
    expect(scorableFacts(knownFacts(sources([entry(said('priorCabg', false))], { measured: null })), {})).toEqual({ priorCabg: false });
  });

  it('keep their origins for who explains', () => {
    const facts = lesionFactsOf(knownFacts(sources([entry(said('priorCabg', false))])));
    expect([facts.priorCabg, facts.stump, facts.inStent]).toEqual([
      { state: 'stated', value: false, by: 'Dr. Test, Tina' }, { state: 'measured', value: 'blunt', by: 'calcium/1' },
      { state: 'unknown', why: 'No metal is seen.' },
    ]);
  });
});

describe('the groups of the sheet', () => {
  it('hold every fact once, but for the phase', () => {
    const paths = FACT_GROUPS.flatMap(({ facts }) => facts.map(({ path }) => path));
    expect(paths.toSorted()).toEqual(FACT_PATHS.filter((path) => path !== 'phase').toSorted());
  });

  it('tell within a group one name from the other', () => {
    for (const { facts } of FACT_GROUPS) expect(new Set(facts.map(({ name }) => name)).size).toBe(facts.length);
  });

  it('tell what can be known before the procedure, and where an answer usually comes from', () => {
    expect(['priorMi', 'track', 'ivus.arcDeg', 'plannedStrategies'].map((path) => isKnownBefore(path as FactPath))).toEqual([true, false, false, true]);
    expect(['collaterals.rentrop', 'ivus.nodule', 'priorMi', 'angioCalcium'].map((path) => usualSource(path as FactPath)))
      .toEqual(['angiogram', 'ivus', 'stated', 'angiogram']);
  });
});
