import { describe, expect, it } from 'vitest';
import { adviceFor } from '../../../core/strategy/advice.ts';
import { LIMITS } from '../../../core/strategy/limits.ts';
import { nextQuestions } from '../../../core/strategy/nextQuestions.ts';
import { isGate, ruleOf } from '../../../core/strategy/rules.ts';
import { scoreCard } from '../../../core/scores/scoreCard.ts';

describe('the safety limits in few words', () => {
  it('are gates of the rules, each once', () => {
    expect(new Set(LIMITS.map(({ rule }) => rule)).size).toBe(LIMITS.length);
    expect(LIMITS.filter(({ rule }) => { const found = ruleOf(rule); return found === undefined || !isGate(found); })).toEqual([]);
  });

  it('give no number that their gate does not', () => {
    const numbers = (words: string): readonly number[] => [...words.matchAll(/\d+(?:\.\d+)?/g)].map(([number]) => Number(number));
    for (const { limit, rule } of LIMITS) {
      const said = (ruleOf(rule)?.text ?? '').replace(/\btwo views/, '2 views');
      expect([rule, numbers(limit).filter((number) => !numbers(said).includes(number))]).toEqual([rule, []]);
    }
  });
});

describe('the next questions', () => {
  it('begin with those that settle most scores, then most rules, and name both', () => {
    const facts = { stump: 'blunt', phase: 'planning' } as const;
    const questions = nextQuestions(scoreCard(facts), adviceFor(facts), facts);
    const counts = questions.map(({ scores, rules }) => 1000 * scores.length + rules.length);
    expect(counts).toEqual(counts.toSorted((a, b) => b - a));
    expect(questions.find(({ fact }) => fact === 'collaterals.interventional')).toMatchObject({
      scores: ['progress-cto'], question: 'Collateral that a wire and microcatheter can cross: yes or no?',
    });
    expect(questions.find(({ fact }) => fact === 'skills')?.rules).toContain('S153');
    expect(questions.map(({ fact }) => fact)).not.toContain('stump');
  });
});
