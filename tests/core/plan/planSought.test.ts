import { expect, it } from 'vitest';
import { planSought } from '../../../core/plan/planSought.ts';

it.each([
  ['muster', 'muster', null], ['J-CTO 3', '', 3], ['jcto3', '', 3], ['muster j-cto: 2 rca', 'muster rca', 2], ['j cto = 0', '', 0],
  // A number alone is a word like any other, and so is a J-CTO without points or within a word.
  ['3', '3', null], ['j-cto', 'j-cto', null], ['xj-cto 3', 'xj-cto 3', null], ['J-CTO 31', 'J-CTO 31', null], ['j-cto 3x', 'j-cto 3x', null], ['CTO 31.4', 'CTO 31.4', null],
] as const)('%j asks for the words %j and a J-CTO of %s', (text, words, jCto) => {
  const sought = planSought(text);
  expect([sought.words.trim().replaceAll(/\s+/gu, ' '), sought.jCto]).toEqual([words, jCto]);
});
