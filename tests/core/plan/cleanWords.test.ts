import { describe, expect, it } from 'vitest';
import { cleanWords, identityWords, vouchedWords } from '../../../core/plan/cleanWords.ts';

const vouched = vouchedWords(['Fielder XT-A']);
const never = identityWords('Gold, Anna Maria', 'MRN-047', 'T. Tina');
const clean = (text: string): string => cleanWords(text, vouched, never);

describe('words that stay', () => {
  it.each([
    'Wire intraplaque', 'Confianza Pro 12', 'right femoral 7F, left radial 6F', 'NC 3.25×15 below 30 atm', 'NC 3.25x15 mm', 'Fielder XT-A', 'LAO 42° CRA 8°',
    '1.20 mm (balloon)', 'NC 3.25 x 15', 'balloon, 1:1', 'parallel-wire', '',
  ])('%j', (text) => { expect(clean(text)).toBe(text); });
});

describe('words that go', () => {
  it.each([
    ['call Mrs Huber', '[…]'], ['balloon by Huber, then stent', 'balloon by […] then stent'], ['on 12.11.2026', 'on […]'], ['on 12.11.26', 'on […]'],
    ['14/03/55', '[…]'], ['2026-11-12', '[…]'], ['0699 1234567', '[…]'], ['guide MRN-047', 'guide […]'], ['guide 047', 'guide […]'],
    // Of the trade, and of this patient.
    ['Turnpike Gold', 'Turnpike […]'], ['balloon for anna.huber@example.org', 'balloon for […]'], ['山田 太郎', '[…]'], ['балон', '[…]'],
    ['wire7Huber', '[…]'], ['069 912 345', '[…]'], ['on 12. 11. 26', 'on […]'], ['at 10:15', 'at […]'], ['…', '…'],
  ])('%j becomes %j', (text, words) => { expect(clean(text)).toBe(words); });
});
