import { expect, it } from 'vitest';
import { HEADER_FAILURE_CODES } from '../../../core/dicom/headerFailure.ts';
import { GEOMETRY_CODES } from '../../../core/dicom/series.ts';
import { angleWords, headerFailureSentence, problemSentence } from '../../../core/dicom/words.ts';

it.each([
  [30.4, 24.6, 'LAO 30 CRA 25'], [-30, -30, 'RAO 30 CAU 30'], [0, 0, 'AP'], [-0.4, 0.4, 'AP'],
  [0.5, 0, 'LAO 1'],
  [90, 0, 'LAO 90'], [0, -40, 'CAU 40'], [45, null, 'LAO 45'], [null, 20, 'CRA 20'], [null, null, null],
])('calls %s and %s %s', (primary, secondary, words) =>
  { expect(angleWords(primary, secondary)).toBe(words); });

it.each(HEADER_FAILURE_CODES)('says of %s what is wrong and what to do', (code) => {
  expect(headerFailureSentence({ code })).toMatch(/^[A-Z][^.]*\. [A-Z].*\.$/);
});

it.each(GEOMETRY_CODES)('has a sentence for %s', (code) => {
  expect(problemSentence({ code, weight: 'blocks', instances: ['1.2'], facts: {} })).toMatch(/\.$/);
});

it('counts in words that fit', () => {
  const missing = (n: number): string =>
    problemSentence({ code: 'missing-slice', weight: 'blocks', instances: [],
    facts: { missing: n, spacingMm: 0.5, gapMm: 0.5 * (n + 1) } });
  expect(missing(1)).toContain('1 slice is missing (slices are 0.5 mm apart, the widest gap is 1 mm)');
  expect(missing(2)).toContain('2 slices are missing');
});
