import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseFacts } from '../../../core/lesion/caseFacts.ts';
import { adviceIn } from '../../../core/strategy/advice.ts';
import { worldOf } from '../../../core/strategy/evaluation.ts';
import { CROSSING_ALGORITHMS, crossingAlgorithms } from '../../../core/strategy/sideBySide.ts';
import { RULES } from '../../../core/strategy/rules.ts';
import { run } from '../../../electron/commandLine/run.ts';
import { strategyText, type StrategyAnswer } from '../../../electron/commandLine/strategyText.ts';
import { tempFolder } from '../../tempFolder.ts';

/** What the command says of this value, written to a file; its standard output piece by piece. */
async function strategy(value: unknown, ...options: readonly string[]) {
  const path = join(tempFolder(), 'facts.json');
  writeFileSync(path, JSON.stringify(value));
  const [out, err]: [string[], string[]] = [[], []];
  const status = await run(['strategy', path, ...options], {
    out: (line) => {
      out.push(line);
    },
    say: (line) => {
      err.push(line);
    },
  });
  return { status, out, err, answer: JSON.parse(out.join('')) };
}

const answerOf = (facts: CaseFacts): StrategyAnswer => {
  const world = worldOf(facts);
  return { ...adviceIn(world), ...crossingAlgorithms(world) };
};
const ids = (rules: readonly { readonly id: string }[]): readonly string[] => rules.map(({ id }) => id);

/** A rule as it is explained. */
interface Explained {
  readonly id: string;
  readonly state: string;
  readonly sentence: string;
  readonly questions: readonly string[];
}

const UNCROSSABLE: CaseFacts = { wireCrossed: true, deviceUncrossable: true, angioCalcium: 'severe' };

describe('strategy --explain', () => {
  it('adds to the same answer why, why not, what to ask, the equipment and the preparation', async () => {
    const facts: CaseFacts = {
      ...UNCROSSABLE, ivus: { depth: 'deep', pattern: 'concentric', nodule: false }, balloonFullExpansionTwoViews: true,
    };
    const plain = await strategy(facts);
    const { status, answer: { explanation, ...answer } } = await strategy(facts, '--explain');
    expect([status, answer]).toEqual([0, plain.answer]);
    const rule = (id: string): Explained => explanation.rules.find((one: Explained) => one.id === id);
    expect(explanation.rules).toHaveLength(RULES.length);
    expect(ids(explanation.rules.filter(({ state }: Explained) => state === 'fires'))).toEqual(ids(plain.answer.fired));
    expect(rule('S102')).toMatchObject({ state: 'fires', sentence: 'S102 applies: occlusion that no device crosses: yes.' });
    expect(rule('S108')).toMatchObject({
      state: 'waits', questions: ['Track of the wire: intraplaque, extraplaque, mixed or transition?'],
    });
    expect(rule('S131').sentence).toMatch(/^S131 does not apply: .*It would, if /);
    expect(rule('S089').state).toBe('blocks');
    expect(explanation.questions[0].rules.length).toBeGreaterThan(1);
    expect(explanation.equipment).toContainEqual(expect.objectContaining({ item: 'guide-extension', rules: ['S104'] }));
    expect(explanation.preparation).toEqual({ pattern: 'deep-to-leave', rule: 'S132', tools: [] });
    expect(explanation.atEdge).toEqual([]);
  });
  it('tells the measured facts within their own error of a threshold', async () => {
    const measured = { occlusionLengthMm: { ct: 19 }, ranges: { 'occlusionLengthMm.ct': [17.5, 20.5] } };
    const { answer } = await strategy([measured], '--explain');
    expect(answer[0].explanation.atEdge).toEqual([
      {
        fact: 'occlusionLengthMm.ct', value: 20.5,
        change: expect.objectContaining({ starts: expect.arrayContaining(['S083']) }),
      },
    ]);
  });
});

describe('strategy', () => {
  it('answers one object with what fires, waits and blocks, and with every algorithm', async () => {
    const { status, err, answer } = await strategy(UNCROSSABLE);
    expect([status, err]).toEqual([0, []]);
    expect(ids(answer.fired)).toEqual(
      expect.arrayContaining(['S102', 'S103', 'S104', 'S105', 'S106', 'S107']),
    );
    expect(answer.fired.find(({ id }: { id: string }) => id === 'S103')).toEqual({
      id: 'S103',
      verb: 'REC',
      text: 'Take what passes more easily: low-profile balloons of less than 1.5 mm, another microcatheter.',
      where: 'Table 2; Central Illustration, panel B',
      facts: ['deviceUncrossable'],
    });
    expect(answer.needs).toContainEqual({ id: 'S108', facts: ['track'] });
    expect(answer.blocked).toEqual([{ id: 'S089', reason: expect.stringMatching(/not proven/), facts: [] }]);
    expect(ids(answer.algorithms)).toEqual(['seed', 'hybrid', 'asia-pacific', 'euro', 'global', 'ct']);
    for (const algorithm of answer.algorithms) {
      expect(algorithm).toMatchObject({
        alternatives: expect.any(Array),
        status: expect.stringMatching(/^(read|secondary|unverified)$/),
        because: expect.any(Array),
      });
      expect(algorithm).toHaveProperty('first');
    }
  });

  it('answers a list with a list, an empty list with an empty one', async () => {
    const { answer } = await strategy([UNCROSSABLE, {}]);
    expect(answer.map(({ fired }: StrategyAnswer) => fired.length > 10)).toEqual([true, false]);
    expect((await strategy([])).answer).toEqual([]);
  });

  it('hands a long list on in pieces', async () => {
    const { out, answer } = await strategy(Array.from({ length: 250 }, () => UNCROSSABLE));
    expect(answer).toHaveLength(250);
    expect(out.length).toBeGreaterThan(3);
  });

  it('refuses by name what is no fact or cannot be, and says nothing else', async () => {
    const { status, answer, err } = await strategy([
      {},
      { phase: 'lunch', balloon: { pressureAtm: -3 }, moon: 1 },
    ]);
    expect(status).toBe(1);
    expect(answer.error.code).toBe('facts/refused');
    expect(Object.keys(answer)).toEqual(['error']);
    for (const name of ['Case 2', 'phase', 'balloon.pressureAtm', '"moon"']) {
      expect(answer.error.message).toContain(name);
    }
    expect(err).toEqual([answer.error.message]);
  });
});

describe('the text of an answer', () => {
  /** The answer as the command gives it: ids for the words of rungs and rows. */
  const short = ({ fired, needs, blocked, ladders, algorithms, comparison, parameters }: StrategyAnswer) => ({
    fired,
    needs,
    blocked,
    algorithms: algorithms.map(
      ({ id, standing, first, alternatives, status, because, needs: asked, rows, reason }) => ({
        id,
        standing,
        first,
        alternatives,
        status,
        because,
        needs: asked,
        rows: ids(rows),
        reason,
      }),
    ),
    comparison,
    ladders: ladders.map(({ ladder, isSpent, rungs }) => ({
      ladder,
      isSpent,
      rungs: rungs.map(({ step, rule, state, facts }) => ({ step, rule, state, facts })),
    })),
    parameters,
  });

  it('is what JSON.stringify would give of it', () => {
    const some = fc.record(
      {
        phase: fc.constantFrom('planning', 'cap', 'device', 'before-stent'),
        angioCalcium: fc.constantFrom('none', 'severe'),
        track: fc.constantFrom('intraplaque', 'extraplaque', 'transition'),
        capImpenetrable: fc.boolean(),
        undilatable: fc.boolean(),
        collaterals: fc.record({ interventional: fc.boolean() }),
        balloon: fc.record({ kind: fc.constantFrom('NC', 'OPN'), pressureAtm: fc.constantFrom(12, 45) }),
      } as const,
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(some, (facts) => {
        expect(strategyText(facts)).toBe(JSON.stringify(short(answerOf(facts))));
      }),
      { numRuns: 60 },
    );
  });

  it('meets no id or name that would have to be escaped', () => {
    const names = CROSSING_ALGORITHMS.flatMap(({ id, rows }) => [id, ...rows.map((row) => row.id)]);
    expect(names.filter((name) => JSON.stringify(name) !== `"${name}"`)).toEqual([]);
  });
});
