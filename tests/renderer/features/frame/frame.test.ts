import { describe, expect, it } from 'vitest';
import type { PatientView, SeriesView } from '../../../../core/contract/schemas.ts';
import {
  bornWords,
  imageWords,
  isSamePatient,
  nameWords,
} from '../../../../renderer/features/frame/patientWords.ts';
import { CASE_STATIONS, isCaseStation, stationOf } from '../../../../renderer/features/frame/stations.ts';
import { STATIONS } from '../../../../renderer/state/viewStore.ts';

const patient: PatientView = { name: 'Brandt, Anna', id: 'FM-1', birthDate: '1955-03-14', sex: 'F' };
const series = (part: Partial<SeriesView>): SeriesView =>
  ({
    kind: 'ct-volume',
    phasePercent: null,
    triggerTimeMs: null,
    kernel: null,
    angles: null,
    ...part,
  }) as SeriesView;

describe('the patient in words', () => {
  it('says what is missing instead of leaving it out', () => {
    expect(nameWords({ ...patient, name: null })).toBe('Name not stated');
    expect(bornWords(patient, '2026-11-22')).toBe('1955-03-14 (71) F');
    expect(bornWords({ ...patient, sex: null }, '2026-11-22')).toBe('1955-03-14 (71)');
    expect(bornWords({ ...patient, birthDate: null }, '2026-11-22')).toBe('not stated, F');
    expect(bornWords({ ...patient, birthDate: null, sex: null }, '2026-11-22')).toBe('not stated');
  });

  it('takes two headers for one person only while nothing that both state differs', () => {
    expect(isSamePatient(patient, { ...patient })).toBe(true);
    expect(isSamePatient(patient, { ...patient, birthDate: null, sex: null })).toBe(true);
    for (const other of [
      { name: 'Brandt, Anne' },
      { id: 'FM-2' },
      { birthDate: '1955-03-15' },
      { sex: 'M' as const },
    ]) {
      expect(isSamePatient(patient, { ...patient, ...other }), JSON.stringify(other)).toBe(false);
    }
  });
});

describe('the image in words', () => {
  it('names phase and kernel of a CT, angles of a run, and what is not stated', () => {
    expect(imageWords(series({ phasePercent: 75, kernel: 'Bv40' }))).toBe('75 %, Bv40');
    expect(imageWords(series({ triggerTimeMs: 612.4 }))).toBe('612 ms');
    expect(imageWords(series({ kernel: 'Bv40' }))).toBe('phase not stated, Bv40');
    expect(
      imageWords(series({ kind: 'xa-run', angles: { primary: 30, secondary: 25, words: 'LAO 30 CRA 25' } })),
    ).toBe('LAO 30 CRA 25');
    expect(imageWords(series({ kind: 'xa-run' }))).toBe('angles not stated');
  });
});

describe('the stations', () => {
  it('opens the worklist always, and all others with a case; says why not without one', () => {
    expect(stationOf('worklist', false).closed).toBeNull();
    for (const station of CASE_STATIONS) {
      expect(stationOf(station, false).closed).toBe('Open a case first');
      expect(stationOf(station, true).closed).toBeNull();
    }
    expect(STATIONS.filter((station) => !isCaseStation(station))).toEqual(['worklist']);
  });
});
