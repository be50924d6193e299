import { describe, expect, it } from 'vitest';
import type { CaseFacts } from '../../../core/lesion/caseFacts.ts';
import { openFacts } from '../../../core/scores/openFacts.ts';
import { scoreCard } from '../../../core/scores/scoreCard.ts';
import { SCORES } from '../../../core/scores/scores.ts';
import { factChanges, scoreChanges, scoresAsRead } from '../../../core/scores/scoresRead.ts';

const FACTS: CaseFacts = {
  stump: 'blunt', angioCalcium: 'severe', bendInOcclusionDeg: { ct: 38 }, occlusionLengthMm: { ct: 31.4 }, priorFailedAttempt: false,
  ctCalcium: { maxCsaPercent: 100, maxArcDeg: 360, fullMoon: true, peripheralSevere: true }, sideBranchAtProximalCap: false, durationMonths: 9,
};
const read = (facts: CaseFacts) => scoresAsRead(scoreCard(facts).scores, facts);
const changes = (before: CaseFacts, after: CaseFacts) => scoreChanges(read(before), scoreCard(after).scores, after);

describe('scores that were read', () => {
  it('have not changed while the facts are the same', () => {
    expect([changes(FACTS, FACTS), factChanges(read(FACTS), FACTS)]).toEqual([[], []]);
  });

  it('are shown before and after, with the facts that they read and that have changed', () => {
    const after: CaseFacts = { ...FACTS, occlusionLengthMm: { ct: 14 }, priorMi: true };
    const found = changes(FACTS, after);
    expect(found.find(({ id }) => id === 'kcct')).toMatchObject({
      id: 'kcct', before: { min: 4, max: 4 }, after: { min: 3, max: 3 }, facts: [{ path: 'occlusionLengthMm.ct', before: 31.4, after: 14 }],
    });
    expect(found.map(({ id }) => id)).not.toContain('ora');
    expect(factChanges(read(FACTS), after).map(({ path }) => path)).toEqual(['priorMi', 'occlusionLengthMm.ct']);
  });

  it('tell a fact that is known now, and one that no longer is', () => {
    expect(factChanges(read({ priorMi: true }), { priorCabg: false })).toEqual([
      { path: 'priorCabg', before: null, after: false }, { path: 'priorMi', before: true, after: null },
    ]);
  });

  it('have changed where the points have not and the range, the category, the rate or the applicability has', () => {
    const ranged = (least: number, most: number): CaseFacts => ({ ...FACTS, ranges: { 'bendInOcclusionDeg.ct': [least, most] } });
    const [wider, ...others] = changes(ranged(34, 42), ranged(34, 46)).filter(({ id }) => id === 'j-cto-ct');
    expect([wider?.before, wider?.after, others]).toEqual([wider?.after, wider?.before, []]);
    expect(wider?.told).toMatchObject({ before: { span: wider?.before }, after: { span: { max: (wider?.before.max ?? NaN) + 1 } } });
    expect(wider?.facts).toEqual([{ path: 'bendInOcclusionDeg.ct', before: 38, after: 38, ranges: { before: [34, 42], after: [34, 46] } }]);
    // From readings before ranges were kept nothing is said of them.
    expect([changes(FACTS, ranged(34, 46)), factChanges(read(FACTS), ranged(34, 46))]).toEqual([[], []]);
    const retried = changes(FACTS, { ...FACTS, priorFailedAttempt: true }).find(({ id }) => id === 'cl');
    expect(retried?.told).toMatchObject({ before: { applicable: true }, after: { applicable: false } });
    expect(changes(FACTS, ranged(34, 42)).map(({ id }) => id)).toEqual([]);
  });

  it('have changed where the tables they were read by told other points, and say nothing more of it', () => {
    const old = { ...read(FACTS), scores: [{ id: 'kcct', least: 2, most: 2 }] };
    const after: CaseFacts = { ...FACTS, occlusionLengthMm: { ct: 14 } };
    expect(scoreChanges(old, scoreCard(after).scores, after)).toMatchObject([{ id: 'kcct', before: { min: 2, max: 2 }, after: { min: 3, max: 3 }, told: null }]);
  });

  it('have not changed where a fact has and the points have not', () => {
    expect(changes(FACTS, { ...FACTS, occlusionLengthMm: { ct: 32 } })).toEqual([]);
  });
});

describe('the facts that open scores wait for', () => {
  const open = (facts: CaseFacts) => openFacts(scoreCard(facts).scores, facts);

  it('come by how many scores they could settle, and are none that is known', () => {
    const found = open(FACTS);
    expect(found.map(({ scores }) => scores.length)).toEqual(found.map(({ scores }) => scores.length).toSorted((a, b) => b - a));
    expect(found[0]?.scores.length).toBeGreaterThan(2);
    expect(found.map(({ fact }) => fact)).not.toContain('stump');
  });

  it('name the scores: a previous infarction is an item of the CL score alone', () => {
    expect(open(FACTS).find(({ fact }) => fact === 'priorMi')).toEqual({ fact: 'priorMi', scores: ['cl'] });
  });

  it('leave out a score that does not apply', () => {
    expect(open({ ...FACTS, priorFailedAttempt: true }).map(({ fact }) => fact)).not.toContain('priorMi');
  });

  it('ask for a length in the modality of the score, and not where the other one is known', () => {
    const { occlusionLengthMm: _length, ...without } = FACTS;
    const asked = open(without).filter(({ fact }) => fact.startsWith('occlusionLengthMm'));
    expect(asked.find(({ fact }) => fact === 'occlusionLengthMm.ct')?.scores).toContain('kcct');
    expect(asked.find(({ fact }) => fact === 'occlusionLengthMm.angio')?.scores).toContain('j-cto');
    expect(open(FACTS).filter(({ fact }) => fact.startsWith('occlusionLengthMm'))).toEqual([]);
  });
});

describe('the short words of a cohort', () => {
  it('have the number and the paper of the whole ones', () => {
    const published = SCORES.flatMap(({ id, published: all }) => all.map(({ short, cohort }) => ({ id, short, cohort })));
    const missing = published.filter(({ short, cohort }) =>
      [...short.matchAll(/\d+(?:,\d{3})*|[A-Z][a-z]+/g)].some(([word]) => word !== 'CTO' && !cohort.includes(word)));
    expect(missing).toEqual([]);
  });
});
