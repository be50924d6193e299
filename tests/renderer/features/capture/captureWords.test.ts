import { expect, it } from 'vitest';
import { captionsOf, fileName } from '../../../../renderer/features/capture/captureWords.ts';
import type { DisplayedImage } from '../../../../renderer/state/displayedImage.ts';

const IMAGE = {
  patient: { name: 'Brandt, Anna', id: 'FM-100', birthDate: '1955-03-14', sex: 'F' },
  series: { kind: 'ct', phasePercent: 75, triggerTimeMs: null, kernel: 'Bv40', studyDate: '2026-11-12' },
} as unknown as DisplayedImage;

it('names the patient only where that was asked for', () => {
  const named = captionsOf(IMAGE, 'Axial picture', true, '2026-11-28');
  expect(named.head.join(' ')).toBe('Brandt, Anna born 1955-03-14 (71) F · ID FM-100 · study of 2026-11-12');
  const plain = captionsOf(IMAGE, 'Axial picture', false, '2026-11-28');
  expect(plain.head).toEqual([]);
  expect(plain.foot).not.toMatch(/Brandt|FM-100|1955/);
});

it('says on every picture what it is not for, and of a rendering that nothing is measured in it', () => {
  for (const withPatient of [true, false]) {
    expect(captionsOf(IMAGE, 'Axial picture', withPatient, '2026-11-28').foot).toBe('Axial picture, 75 %, Bv40. Fullmoon: not for primary diagnosis.');
  }
  expect(captionsOf(IMAGE, 'Volume rendering as seen from LAO 30', false, '2026-11-28').foot).toContain('nothing is measured in it');
});

it('gives files names of what and when, never of whom', () => {
  const at = new Date(2026, 10, 8, 9, 5, 7);
  expect(fileName('Volume rendering as seen from LAO 30 CRA 10', at, 'png'))
    .toBe('fullmoon volume-rendering-as-seen-from-lao-30-cra-10 2026-11-08 09.05.07.png');
  expect(fileName('Angiogram LAO 30', at, 'webm')).toBe('fullmoon angiogram-lao-30 2026-11-08 09.05.07.webm');
});
