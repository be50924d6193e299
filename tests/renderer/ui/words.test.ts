import { describe, expect, it } from 'vitest';
import { byteWords, countWords, plural } from '../../../renderer/ui/amountWords.ts';
import { ageYears, agoWords, instantWords, localDate } from '../../../renderer/ui/dateWords.ts';

describe('dates', () => {
  it('counts a birthday from the day itself', () => {
    expect(ageYears('1955-03-14', '2026-03-13')).toBe(70);
    expect(ageYears('1955-03-14', '2026-03-14')).toBe(71);
    expect(ageYears('2024-02-29', '2025-02-28')).toBe(0);
  });

  it('gives no age where the birth date cannot be read or lies ahead', () => {
    expect([ageYears('unknown', '2026-01-01'), ageYears('2027-01-01', '2026-01-01')]).toEqual([null, null]);
  });

  it('says how long ago in the words that fit', () => {
    const ago = (date: string): string | null => agoWords(date, '2026-11-23');
    expect([ago('2026-11-23'), ago('2026-11-22'), ago('2026-11-21'), ago('2026-11-12')]).toEqual([
      'today',
      'yesterday',
      '2 days ago',
      '11 days ago',
    ]);
    expect([ago('2026-08-26'), ago('2026-08-25'), ago('2024-12-23'), ago('2024-11-20')]).toEqual([
      '89 days ago',
      '2 months ago',
      '23 months ago',
      '2 years ago',
    ]);
    expect([ago('2026-11-24'), ago('nonsense')]).toEqual(['date lies ahead', null]);
  });

  it('crosses a change of the clock without losing a day', () => {
    expect(agoWords('2026-03-28', '2026-03-30')).toBe('2 days ago');
    expect(agoWords('2026-10-24', '2026-10-26')).toBe('2 days ago');
  });

  it('names the day only where it is another one', () => {
    const at = new Date(2026, 10, 22, 9, 5);
    expect(localDate(at)).toBe('2026-11-22');
    expect(instantWords(at.toISOString(), '2026-11-22')).toBe('today 09:05');
    expect(instantWords(at.toISOString(), '2026-11-23')).toBe('2026-11-22 09:05');
  });
});

describe('amounts', () => {
  it('gives bytes with three figures at most', () => {
    expect(
      [0, 824, 999, 1_000, 9_949, 9_950, 96_000, 214_000_000, 1_430_000_000, 999_999_999_999].map(byteWords),
    ).toEqual([
      '0 bytes',
      '824 bytes',
      '999 bytes',
      '1.0 kB',
      '9.9 kB',
      '10 kB',
      '96 kB',
      '214 MB',
      '1.4 GB',
      '1000 GB',
    ]);
  });

  it('counts one thing and many', () => {
    expect([plural(1, 'run'), plural(0, 'run'), plural(3412, 'file'), plural(2, 'series', 'series')]).toEqual(
      ['1 run', '0 runs', '3,412 files', '2 series'],
    );
    expect(countWords(100_000)).toBe('100,000');
  });
});
