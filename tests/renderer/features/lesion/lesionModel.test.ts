import { describe, expect, it } from 'vitest';
import type { FactPath, FactValue } from '../../../../core/lesion/caseFacts.ts';
import type { Entry } from '../../../../core/lesion/entry.ts';
import { scoresAsRead } from '../../../../core/scores/scoresRead.ts';
import { lesionKnown, lesionModel, type LesionSources } from '../../../../renderer/features/lesion/lesionModel.ts';
import { openDesk, suppose, supposeNot, toggleWhole, useLesionDesk } from '../../../../renderer/features/lesion/lesionStore.ts';
import { SCORE_SETS, SCORES_IN_ORDER, setOf } from '../../../../renderer/features/lesion/scoreSets.ts';
import { SCORE_IDS } from '../../../../core/scores/score.ts';
import { caseIdSchema } from '../../../../core/contract/ids.ts';
import { entry, MEASURED, RCA, said } from '../../../core/lesion/lesionEntries.ts';

const ENTRIES: readonly Entry[] = [
  entry(said('priorCabg', false)), entry(said('priorFailedAttempt', false), RCA), entry(said('angioCalcium', 'severe', { source: 'angiogram' }), RCA),
  entry(said('durationMonths', 9), RCA), entry(said('collaterals.interventional', true, { source: 'angiogram' }), RCA),
];
const sources = (more: Partial<LesionSources> = {}): LesionSources => ({
  measured: MEASURED, entries: ENTRIES, vessel: RCA, header: {}, ivus: {}, details: new Map(), phase: 'planning', supposed: null, setting: {}, read: null, ...more,
});
const model = (more: Partial<LesionSources> = {}) => {
  const all = sources(more);
  return lesionModel(lesionKnown(all), all);
};
const points = (scores: ReturnType<typeof model>['scores'], id: string) => scores.find((one) => one.id === id)?.points;
const supposed = (...of: readonly (readonly [FactPath, FactValue<FactPath> | null])[]) => new Map(of);

describe('the lesion station', () => {
  it('shows scores, rules and questions of what is known, in the phase that is looked at', () => {
    const { scores, truth, advice, without, difference } = model();
    expect(points(scores, 'j-cto')).toEqual({ min: 3, max: 4 });
    expect(truth).toMatchObject({ phase: 'planning', priorCabg: false, stump: 'blunt' });
    expect(advice.fired.map(({ id }) => id)).toContain('S080');
    expect([without, difference]).toEqual([null, null]);
    expect(model({ phase: 'follow-up' }).advice.fired.map(({ id }) => id)).not.toContain('S080');
  });

  it('asks before the procedure for nothing that only the room can answer', () => {
    const asked = (phase: LesionSources['phase']) => model({ phase }).questions.map(({ fact }) => fact);
    expect(asked('planning')).not.toContain('track');
    expect(asked('planning')).toContain('plannedStrategies');
    expect(asked('preparation')).toContain('track');
    expect(asked('planning')).not.toContain('phase');
  });

  it('asks no more what was answered, and again what somebody does not know', () => {
    const asked = (value: boolean | null) => model({ entries: [...ENTRIES, entry(said('priorMi', value))] }).questions.map(({ fact }) => fact);
    expect(asked(true)).not.toContain('priorMi');
    expect(asked(null)).toContain('priorMi');
  });

  it('flags the facts that could turn a score within their ranges', () => {
    expect([...model().turning]).toEqual(expect.arrayContaining(['ctCalcium.maxCsaPercent']));
  });
});

describe('what if', () => {
  const whatIf = model({ supposed: supposed(['stump', 'tapered'], ['capImpenetrable', true]) });

  it('shows what would follow, beside what follows in truth', () => {
    expect([points(whatIf.scores, 'j-cto'), points(whatIf.without?.scores ?? [], 'j-cto')]).toEqual([{ min: 2, max: 3 }, { min: 3, max: 4 }]);
    expect(whatIf.difference?.starts).toContain('S071');
    expect(whatIf.advice.ladders.map(({ ladder }) => ladder)).toEqual(['A']);
  });

  it('never becomes true: what is known, the sheet and the entries stay as they are', () => {
    const plain = model();
    expect(whatIf.truth).toEqual(plain.truth);
    expect(whatIf.sheet).toEqual(plain.sheet);
    expect([...whatIf.known]).toEqual([...plain.known]);
    expect(JSON.stringify(ENTRIES)).not.toContain('tapered');
  });

  it('says in its words that it is supposed', () => {
    expect(whatIf.rows.get('stump')?.value).toBe('tapered (supposed)');
    expect(model({ supposed: supposed(['stump', null]) }).rows.get('stump')?.value).toBeNull();
    expect(whatIf.rows.get('priorCabg')).toEqual(model().rows.get('priorCabg'));
  });

  it('changes nothing that was read', () => {
    const truly = model();
    const read = entry(scoresAsRead(truly.scores, truly.facts), RCA);
    expect(model({ read, supposed: supposed(['stump', 'tapered']) }).changes).toEqual([]);
  });

  it('with nothing supposed yet is the truth', () => {
    const { without, scores } = model({ supposed: new Map() });
    expect([without, points(scores, 'j-cto')]).toEqual([null, { min: 3, max: 4 }]);
  });
});

describe('scores that were read', () => {
  it('are shown before and after a measurement is corrected, with what has changed', () => {
    const before = model();
    const read = entry(scoresAsRead(before.scores, before.facts), RCA);
    expect(model({ read }).changes).toEqual([]);
    const after = model({ read, entries: [...ENTRIES, entry(said('occlusionLengthMm.ct', 14), RCA)] });
    expect(after.changes.find(({ id }) => id === 'kcct')).toMatchObject({ facts: [{ path: 'occlusionLengthMm.ct', before: 31.42, after: 14 }] });
    expect(after.changes.map(({ id }) => id)).not.toContain('progress-cto');
  });
});

describe('the desk of the station', () => {
  const [one, other] = ['cas_0000000000000001', 'cas_0000000000000002'].map((id) => caseIdSchema.parse(id));

  it('keeps nothing supposed or chosen over to another case', () => {
    if (one === undefined || other === undefined) return;
    openDesk(one);
    suppose('stump', 'tapered');
    suppose('priorMi', true);
    openDesk(one);
    expect([...useLesionDesk.getState().supposed ?? []]).toEqual([['stump', 'tapered'], ['priorMi', true]]);
    supposeNot('stump');
    expect([...useLesionDesk.getState().supposed ?? []]).toEqual([['priorMi', true]]);
    openDesk(other);
    expect([useLesionDesk.getState().supposed, useLesionDesk.getState().selected]).toEqual([null, null]);
  });

  it('unfolds a group whose rare facts are asked for', () => {
    useLesionDesk.setState({ folded: new Set(['procedure']), whole: new Set() });
    toggleWhole('procedure');
    expect([useLesionDesk.getState().folded.has('procedure'), useLesionDesk.getState().whole.has('procedure')]).toEqual([false, true]);
  });
});

it('every score is in one set, six of them in front', () => {
  expect(SCORES_IN_ORDER.toSorted()).toEqual(SCORE_IDS.toSorted());
  expect(SCORE_SETS.map(({ scores }) => scores.length)).toEqual([6, 6, 5]);
  expect(SCORE_IDS.map(setOf).every((set) => SCORE_SETS.some(({ id }) => id === set))).toBe(true);
});
