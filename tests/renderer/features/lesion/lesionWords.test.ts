import { describe, expect, it } from 'vitest';
import { FACT_PATHS, factRow, type FactPath } from '../../../../core/lesion/caseFacts.ts';
import { factSheet } from '../../../../core/lesion/factSheet.ts';
import { knownFacts, scorableFacts } from '../../../../core/lesion/knownFacts.ts';
import { scoreCard } from '../../../../core/scores/scoreCard.ts';
import { scoreChanges, scoresAsRead, spanOf } from '../../../../core/scores/scoresRead.ts';
import { CHAPTERS } from '../../../../core/strategy/rules.ts';
import { capVerdict } from '../../../../renderer/features/lesion/capVerdict.ts';
import { isNextUnknown, typedAnswer, typedValue } from '../../../../renderer/features/lesion/factAnswer.ts';
import { groundWords, headAndRest } from '../../../../renderer/features/lesion/ruleWords.ts';
import { outcomeWords, pointsWords, scoreLook } from '../../../../renderer/features/lesion/scoreLook.ts';
import { changeWords, findsWords, flagWords, lowerFirst, scoreChangeWords, sinceWords, totalChangeOf, wasWords } from '../../../../renderer/features/lesion/scoreWords.ts';
import { entry, MEASURED, RCA, said } from '../../../core/lesion/lesionEntries.ts';

const known = (isConfirmed: boolean) => knownFacts({
  measured: MEASURED, vessel: RCA, header: {}, ivus: {},
  entries: [
    entry(said('angioCalcium', 'severe'), RCA), entry(said('priorFailedAttempt', false), RCA), entry(said('bendInOcclusionDeg.ct', 38), RCA),
    ...(isConfirmed ? (['stump', 'occlusionLengthMm.ct'] as const).map((path) => {
      const fact = MEASURED.facts[path];
      return entry(said<FactPath>(path, fact?.state === 'measured' ? fact.value : null, { source: 'confirmed' }), RCA);
    }) : []),
  ],
});
const scoreOf = (id: string, isConfirmed = false) => {
  const facts = known(isConfirmed);
  const score = scoreCard(scorableFacts(facts, MEASURED.places)).scores.find((one) => one.id === id);
  if (score === undefined) throw new Error(id);
  return { score, facts, look: scoreLook(score, facts) };
};
const rows = new Map(factSheet(known(false)).flatMap((group) => group.rows.map((row) => [row.path, row] as const)));

describe('how a total looks', () => {
  it('is solid only for points that rest on what is confirmed or stated', () => {
    // Blunt stump and length are measured, calcium is stated.
    expect(scoreOf('j-cto').look).toMatchObject({ span: { min: 3, max: 3 }, least: 3, sure: 1, isProvisional: true });
    expect(scoreOf('j-cto', true).look).toMatchObject({ sure: 3, isProvisional: false });
  });
  it('reaches from the least to the greatest that a range may turn it to', () => {
    const { look, score } = scoreOf('kcct');
    expect(look.turns.length).toBeGreaterThan(0);
    expect(look.span).toEqual({ min: score.points.min, max: Math.max(...look.turns.map(({ becomes }) => becomes.max)) });
    expect(look.span.max).toBeGreaterThan(score.points.max);
  });
  it('tells points as one number or as from and to', () => {
    expect([pointsWords({ min: 3, max: 3 }), pointsWords({ min: 5.5, max: 6.5 })]).toEqual(['3', '5.5–6.5']);
  });
});

describe('what a paper says', () => {
  it('is told with its cohort, in short', () => {
    expect(outcomeWords(scoreOf('j-cto').score)[0]).toEqual({ name: 'Wire in 30 min', rate: '10 %', cohort: 'n 329, Morino 2011', isShown: true });
  });
  it('is no percentage where the rate is unverified, or was not read', () => {
    expect(outcomeWords(scoreOf('cl').score)[0]).toMatchObject({ rate: 'rate unverified, not shown', isShown: false });
    expect(outcomeWords(scoreOf('progress-cto').score)[0]).toMatchObject({ rate: 'no rate per score read', isShown: false });
  });
});

describe('words of scores and rules', () => {
  it('name what an item found, with its range', () => {
    expect(findsWords('j-cto-ct', 'calcification', rows)).toBe('100 % (91–100)');
    expect(findsWords('j-cto', 'entry', rows)).toBe('blunt');
    expect(findsWords('progress-cto', 'cap', rows)).toBe('not known');
    expect(findsWords('j-cto', 'retry', rows)).toBe('no previous attempt failed');
  });
  it('tell a change, finely where it is small', () => {
    const change = (before: number, after: number | null) => changeWords({ path: 'occlusionLengthMm.ct', before, after }, rows);
    expect([change(31.42, 14), change(19.98, 20.02), change(31.4, null)]).toEqual([
      'Length cap to cap 31.4 mm → 14.0 mm', 'Length cap to cap 19.98 mm → 20.02 mm', 'Length cap to cap 31.4 mm → not known',
    ]);
  });
  it('compare the totals that the cards show: how far they reach, and not the points as measured', () => {
    const before = scorableFacts(known(false), MEASURED.places);
    const after = { ...before, priorFailedAttempt: true };
    const [was, is] = [before, after].map((facts) => scoreCard(facts).scores.find(({ id }) => id === 'kcct'));
    if (was === undefined || is === undefined) throw new Error('kcct');
    const [from, to] = [was, is].map((score) => pointsWords(spanOf(score)));
    expect(from).not.toBe(pointsWords(was.points));
    expect(totalChangeOf(was, is)).toEqual([from, to, '']);
    expect([totalChangeOf(was, was), totalChangeOf(undefined, is)]).toEqual([null, null]);
    const [change] = scoreChanges(scoresAsRead([was], before), [is], after);
    if (change === undefined) throw new Error('no change');
    expect([wasWords(change), scoreChangeWords(change), sinceWords(change)]).toEqual([`was ${from} when read`, `${from} → ${to}`, `Read as ${from}, now ${to}`]);
    // Of a reading from before ranges were kept only the points are known.
    const old = scoresAsRead([was], before);
    const [since] = scoreChanges({ ...old, facts: old.facts.map((fact) => ({ ...fact, range: null })) }, [is], after);
    if (since === undefined) throw new Error('no change');
    const [had, has] = [pointsWords(was.points), pointsWords(is.points)];
    expect([wasWords(since), scoreChangeWords(since), sinceWords(since)])
      .toEqual([`was ${had} as measured when read`, `${had} → ${has} as measured`, `Read as ${had}, now ${has} as measured`]);
  });
  it('say why an item needs a second look', () => {
    expect([flagWords({ flag: null }), flagWords({ flag: 'boundary' }), flagWords({ flag: 'unknown', flags: ['unknown', 'other-modality'] })])
      .toEqual([[], ['may turn within its range'], ['not known', 'read in the other modality']]);
  });
  it('write a name within a sentence small, but no abbreviation', () => {
    expect(['Full moon', 'CT co-registered', 'LVEF', 'eGFR', 'IVUS arc'].map(lowerFirst)).toEqual(['full moon', 'CT co-registered', 'LVEF', 'eGFR', 'IVUS arc']);
  });
  it('give the grounds of a rule with their values', () => {
    expect(groundWords(['ctCalcium.maxCsaPercent', 'priorMi', 'phase'], rows, 'planning'))
      .toBe('largest area share 100 %, previous MI not known, the phase is planning');
  });
  it('take every rule apart without losing a word of it', () => {
    for (const { rules } of CHAPTERS) for (const { text } of rules) {
      const [head, rest] = headAndRest(text);
      expect(head + rest).toBe(text);
      expect(head.length).toBeGreaterThan(10);
    }
  });
});

describe('an answer that is typed', () => {
  it('is taken in the unit of its fact, with a comma too', () => {
    expect([typedAnswer('lvefPercent', ' 52 '), typedAnswer('occlusionLengthMm.ct', '31,4'), typedAnswer('durationMonths', 'unknown')])
      .toEqual([{ ok: true, value: 52 }, { ok: true, value: 31.4 }, { ok: true, value: 'unknown' }]);
    expect(typedAnswer('devices', 'Corsair, Gaia 3')).toEqual({ ok: true, value: ['Corsair', 'Gaia 3'] });
    expect(typedAnswer('ctCalcium.freeWindowsMm', '21.8-24.3, 28.7 to 31.4')).toEqual({ ok: true, value: [[21.8, 24.3], [28.7, 31.4]] });
  });
  it.each([['lvefPercent', '152'], ['lvefPercent', ''], ['lvefPercent', 'good'], ['ageYears', '5'], ['collaterals.rentrop', '1.5'], ['branch', ''],
    ['ctCalcium.freeWindowsMm', '24-21']] as const)('%s "%s" is refused with what would be right', (path, text) => {
    const answer = typedAnswer(path, text);
    expect(answer.ok ? '' : answer.failure).toMatch(new RegExp(`^The ${factRow(path).label} must be .*\\. Correct it, or press Esc\\.$`));
  });
  it('comes back as it was typed', () => {
    for (const [path, text] of [['lvefPercent', '52'], ['devices', 'Corsair, Gaia 3'], ['ctCalcium.freeWindowsMm', '21.8-24.3'], ['branch', 'PDA']] as const) {
      const answer = typedAnswer(path, text);
      expect(answer.ok ? typedValue(answer.value) : null).toBe(text);
    }
    expect([typedValue(null), typedValue(true)]).toEqual(['', '']);
  });
  it('is possible for every fact that is no choice', () => {
    const typed = FACT_PATHS.filter((path) => ['number', 'text', 'texts', 'stretches'].includes(factRow(path).kind.is));
    const text: Readonly<Record<string, string>> = { text: 'x', texts: 'x', stretches: '1-2' };
    const refused = typed.filter((path) => {
      const { kind } = factRow(path);
      return !typedAnswer(path, kind.is === 'number' ? `${kind.least}` : text[kind.is] ?? '').ok;
    });
    expect(refused).toEqual([]);
  });
});

describe('the verdict on a proximal cap', () => {
  it.each([
    [{ angio: null, ct: null, settledBy: null }, null], [{ angio: null, ct: null, settledBy: 'CT' }, null],
    [{ angio: 'clear', ct: 'ambiguous', settledBy: null }, { isAmbiguous: false, because: 'clear on the angiogram' }],
    [{ angio: 'ambiguous', ct: null, settledBy: null }, { isAmbiguous: true, because: 'ambiguous on the angiogram' }],
    [{ angio: 'ambiguous', ct: 'clear', settledBy: null }, { isAmbiguous: false, because: 'ambiguous on the angiogram, clear on CT' }],
    [{ angio: 'ambiguous', ct: 'ambiguous', settledBy: null }, { isAmbiguous: true, because: 'ambiguous on the angiogram, ambiguous on CT' }],
    [{ angio: 'ambiguous', ct: 'ambiguous', settledBy: 'IVUS' }, { isAmbiguous: false, because: 'ambiguous on the angiogram, settled by IVUS' }],
    [{ angio: null, ct: 'ambiguous', settledBy: null }, { isAmbiguous: true, because: 'ambiguous on CT' }],
  ] as const)('of %j is %j', (seen, verdict) => { expect(capVerdict(seen)).toEqual(verdict); });
});

it('U leads on from a field for a number in which nothing is typed, and is a letter elsewhere', () => {
  const key = (name: string, held: Partial<KeyboardEvent> = {}) => ({ key: name, ctrlKey: false, altKey: false, metaKey: false, ...held });
  expect([isNextUnknown(key('u'), true), isNextUnknown(key('U'), true)]).toEqual([true, true]);
  expect([isNextUnknown(key('u'), false), isNextUnknown(key('7'), true), isNextUnknown(key('u', { ctrlKey: true }), true)]).toEqual([false, false, false]);
});
