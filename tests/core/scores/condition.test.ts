import { describe, expect, it } from 'vitest';
import { conditionWords, edgeWords } from '../../../core/scores/conditionWords.ts';
import type { CaseFacts } from '../../../core/lesion/caseFacts.ts';
import { edgesOf, pathsOf, type Condition } from '../../../core/scores/condition.ts';
import { flagsIn } from '../../../core/scores/flags.ts';
import { judgeOf } from '../../../core/scores/judge.ts';
import { seenOf } from '../../../core/scores/seen.ts';
import { above, allOf, anyOf, atLeast, below, isNo, isYes } from '../../../core/scores/questions.ts';
import { scoreOf } from './asked.ts';

/** The answer of a condition, its flags by their names. */
function verdict(condition: Condition, facts: CaseFacts, doubt = false) {
  const { truth, flags, near } = judgeOf(condition)(seenOf(facts), doubt);
  return { truth, flags: flagsIn(flags), near };
}
const ARC = atLeast('oct.arcDeg', 180);
const RING = isYes('ivus.ring');
const NODULE = isYes('ivus.nodule');
const yes = { truth: true, flags: [], near: false };
const no = { truth: false, flags: [], near: false };
const open = { truth: null, flags: ['unknown'], near: false };

describe('a condition', () => {
  it('is true, false or open', () => {
    expect(
      [{ ivus: { ring: true } }, { ivus: { ring: false } }, {}].map((facts) => verdict(RING, facts)),
    ).toEqual([yes, no, open]);
    expect(verdict(isNo('ivus.ring'), { ivus: { ring: false } })).toEqual(yes);
  });
  it('of all parts is false where one is, open where one is open, else true', () => {
    const both = allOf(RING, NODULE);
    expect(verdict(both, { ivus: { ring: true, nodule: true } })).toEqual(yes);
    expect(verdict(both, { ivus: { ring: true, nodule: false } })).toEqual(no);
    expect(verdict(both, { ivus: { nodule: false } })).toEqual(no);
    expect(verdict(both, { ivus: { nodule: true } })).toEqual(open);
    expect(verdict(allOf(), {})).toEqual(yes);
  });
  it('of any part is true where one is, open where one is open, else false', () => {
    const either = anyOf(RING, NODULE);
    expect(verdict(either, { ivus: { ring: false, nodule: false } })).toEqual(no);
    expect(verdict(either, { ivus: { nodule: true } })).toEqual(yes);
    expect(verdict(either, { ivus: { nodule: false } })).toEqual(open);
    expect(verdict(anyOf(), {})).toEqual(no);
  });
  it('carries the flags of what bears on its answer, and no others', () => {
    const stump: Condition = { is: 'one-of', fact: 'stump', of: ['blunt'], presumed: ['invisible'] };
    const flags = (condition: Condition, ring: boolean | null) =>
      verdict(condition, { stump: 'invisible', ivus: { ring } }).flags;
    expect(flags(allOf(stump, RING), true)).toEqual(['not-in-source']);
    expect(flags(allOf(stump, RING), false)).toEqual([]);
    expect(flags(allOf(stump, RING), null)).toEqual(['unknown']);
    expect(flags(anyOf(stump, RING), false)).toEqual(['not-in-source']);
    expect(flags(anyOf(stump, RING), null)).toEqual(['not-in-source']);
  });
  it('is near where a part is, and in doubt open there', () => {
    const both = allOf(ARC, RING);
    const facts = { oct: { arcDeg: 180 }, ivus: { ring: true } };
    expect(verdict(both, facts)).toEqual({ truth: true, flags: [], near: true });
    expect(verdict(both, facts, true)).toEqual({ truth: null, flags: [], near: true });
    expect(verdict(both, { oct: { arcDeg: 181 }, ivus: { ring: true } }, true)).toEqual(yes);
  });
  it('of several modalities is the first that is known, flagged from the second on', () => {
    const first: Condition = { is: 'first', of: [ARC, RING, NODULE], flag: 'other-modality' };
    expect(verdict(first, { oct: { arcDeg: 90 }, ivus: { ring: true } })).toEqual(no);
    expect(verdict(first, { ivus: { ring: true } })).toEqual({ ...yes, flags: ['other-modality'] });
    expect(verdict(first, { ivus: { nodule: false } })).toEqual({ ...no, flags: ['other-modality'] });
    expect(verdict(first, {})).toEqual(open);
    expect(verdict({ ...first, flag: null }, { ivus: { ring: true } })).toEqual(yes);
    const far: Condition = { is: 'first', of: [RING, ARC], flag: 'other-modality' };
    expect(verdict(far, { oct: { arcDeg: 180 } }, true)).toEqual({
      truth: null,
      flags: ['other-modality'],
      near: true,
    });
  });
  it('that was told stands as it was told, and in doubt is open where a number beside it may lie beyond an edge', () => {
    const told: Condition = { is: 'told', fact: 'ivus.ring', follows: atLeast('oct.arcDeg', 180), refuted: below('oct.arcDeg', 90) };
    const of = (ring: boolean | null, arcDeg: number | null, doubt = false) =>
      verdict(told, { ivus: { ring }, oct: { arcDeg }, ranges: { 'oct.arcDeg': [(arcDeg ?? 0) - 5, (arcDeg ?? 0) + 5] } }, doubt);
    expect([of(null, null), of(null, 200), of(null, 100)]).toEqual([open, yes, no]);
    expect([of(true, 100), of(true, null), of(false, 100), of(false, 200)]).toEqual([yes, yes, no, no]);
    expect(of(true, 80)).toEqual({ ...yes, flags: ['sources-differ'] });
    expect([of(true, 93), of(true, 93, true)]).toEqual([{ ...yes, near: true }, { truth: null, flags: [], near: true }]);
    expect([of(false, 177), of(false, 177, true)]).toEqual([{ ...no, near: true }, { truth: null, flags: [], near: true }]);
    expect([of(true, 177).near, of(false, 93).near]).toEqual([false, false]);
    expect([of(true, null, true), of(false, null, true)]).toEqual([yes, no]);
    const two: Condition = { ...told, follows: allOf(atLeast('oct.arcDeg', 180), NODULE) };
    const both = (arcDeg: number, nodule: boolean | null, doubt = false) =>
      verdict(two, { ivus: { ring: false, nodule }, oct: { arcDeg }, ranges: { 'oct.arcDeg': [arcDeg - 5, arcDeg + 5] } }, doubt);
    expect([both(183, null), both(183, null, true), both(177, false, true), both(177, true, true).truth]).toEqual(
      [no, no, { ...no, near: true }, null]);
    expect(edgesOf(told, 'oct.arcDeg')).toEqual([180, 90]);
    expect(conditionWords(allOf(told, NODULE))).toContain('(ring of 360° superficial calcium on IVUS: yes; where not known: ');
    expect(edgeWords(told)).toEqual(['180°: yes']);
  });
  it('that the facts contradict is answered, and flagged', () => {
    const checked: Condition = { is: 'checked', of: RING, contradicted: isNo('ivus.nodule') };
    expect(verdict(checked, { ivus: { ring: true, nodule: false } })).toEqual({ ...yes, flags: ['sources-differ'] });
    expect(verdict(checked, { ivus: { ring: true, nodule: true } })).toEqual(yes);
    expect(verdict(checked, { ivus: { ring: true } })).toEqual(yes);
  });
  it('of an unknown duration is true only where the paper says so', () => {
    expect(verdict(atLeast('durationMonths', 12), { durationMonths: 'unknown' })).toEqual(open);
    expect(
      verdict(atLeast('durationMonths', 12, { unknownScores: true }), { durationMonths: 'unknown' }),
    ).toEqual({ truth: true, flags: ['unknown'], near: false });
  });
  it('of a vessel leaves its own branches open, not those of others', () => {
    const circumflex: Condition = { is: 'vessel', named: 'LCx', answer: true };
    expect(verdict(circumflex, { vessel: 'LCx', branch: 'OM1' })).toEqual({ ...open, flags: ['not-in-source'] });
    expect(verdict(circumflex, { vessel: 'LAD', branch: 'D1' })).toEqual(no);
    expect(verdict(circumflex, { vessel: 'LCx' })).toEqual(yes);
    expect(verdict(circumflex, { branch: 'OM1' })).toEqual(open);
    expect(verdict({ ...circumflex, answer: false }, { vessel: 'LAD' })).toEqual(yes);
    expect(verdict(circumflex, { vessel: 'graft' })).toEqual({ ...no, flags: ['not-in-source'] });
  });
  it('of superficial calcium fails only where it is known to lie deep', () => {
    expect(
      [{}, { ivus: { depth: 'superficial' as const } }, { ivus: { depth: 'deep' as const } }].map(
        (facts) => verdict({ is: 'not-deep' }, facts).truth,
      ),
    ).toEqual([true, true, false]);
  });
  it('of a grade is never near: the next one is a whole grade away', () => {
    expect(verdict(atLeast('collaterals.rentrop', 2), { collaterals: { rentrop: 2 } })).toEqual(yes);
    expect(verdict(atLeast('durationMonths', 12), { durationMonths: 12 }).near).toBe(true);
  });
  it('says which facts it reads, in order and once, and where its edges lie', () => {
    const tree: Condition = {
      is: 'checked',
      of: anyOf(allOf(ARC, RING), { is: 'first', of: [above('oct.arcDeg', 270), NODULE], flag: null }),
      contradicted: atLeast('oct.lengthMm', 3),
    };
    expect(pathsOf(tree)).toEqual(['oct.arcDeg', 'ivus.ring', 'ivus.nodule', 'oct.lengthMm']);
    expect(edgesOf(tree, 'oct.arcDeg')).toEqual([180, 270]);
    expect(edgesOf(tree, 'oct.lengthMm')).toEqual([]);
    expect([
      pathsOf({ is: 'not-deep' }),
      pathsOf({ is: 'planned', any: [], besides: [] }),
      pathsOf({ is: 'vessel', named: 'LAD', answer: true }),
    ]).toEqual([['ivus.depth'], ['plannedStrategies'], ['vessel', 'branch']]);
  });
  it('reads aloud, with brackets where one is needed, and tells its edges', () => {
    const tree = anyOf(allOf(ARC, RING), NODULE);
    expect(conditionWords(tree)).toBe(
      '(greatest calcium arc on OCT ≥ 180° and ring of 360° superficial calcium on IVUS: yes) ' +
        'or calcified nodule on IVUS: yes',
    );
    expect(edgeWords(tree)).toEqual(['180°: yes']);
    expect(edgeWords(above('collaterals.rentrop', 2))).toEqual(['2: no']);
  });
});

describe('the value of an item', () => {
  const value = (id: 'progress-cto' | 'kcct' | 'j-cto', item: string, facts: object) =>
    scoreOf(id, facts).items.find((one) => one.id === item)?.value;
  it('is the one fact that is known, or all that it reads by their names', () => {
    expect(value('progress-cto', 'circumflex', { vessel: 'LCx' })).toBe('LCx');
    expect(value('progress-cto', 'circumflex', { vessel: 'LCx', branch: 'OM1' })).toEqual({
      vessel: 'LCx',
      branch: 'OM1',
    });
    expect(value('kcct', 'full-moon', { ctCalcium: { fullMoon: false } })).toBe(false);
    expect(value('kcct', 'full-moon', { ctCalcium: { fullMoon: true, maxCsaPercent: 99 } })).toEqual({
      'ctCalcium.fullMoon': true,
      'ctCalcium.maxCsaPercent': 99,
    });
  });
  it('is that of the modality which was read', () => {
    expect(value('j-cto', 'length', { occlusionLengthMm: { ct: 12, angio: 15 } })).toBe(15);
    expect(value('kcct', 'length', { occlusionLengthMm: { ct: 12, angio: 15 } })).toBe(12);
    expect(value('j-cto', 'length', { occlusionLengthMm: { ct: 0 } })).toBe(0);
    expect(value('j-cto', 'length', {})).toBe(null);
  });
});
