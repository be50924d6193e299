import { describe, expect, it } from 'vitest';
import { observedCurves, type Recorded } from '../../../../core/plan/observedCurve.ts';
import { outcomeFromLog, type Outcome } from '../../../../core/plan/outcome.ts';
import { curveScale } from '../../../../renderer/features/outcomes/curveScale.ts';
import { confirmHindrance, countsNotWords, fewWords, observedWords, originOf, publishedWords, untimedWords } from '../../../../renderer/features/outcomes/outcomeWords.ts';
import { planOf, step } from '../../../core/plan/planOf.ts';

const PLAN = planOf({ A: [step('a1'), step('a2')] });
const SILENT = outcomeFromLog(PLAN, []);
const LOG: Outcome = { ...SILENT, crossedWith: 'a2', wireMinutes: 26, devices: ['Gaia 3'] };
const origin = (field: keyof Outcome, changed: Partial<Outcome> = {}, isConfirmed = false) => originOf(field, { ...LOG, ...changed }, LOG, PLAN, isConfirmed);

describe('where a value comes from', () => {
  it('is the log until it is changed, and then what the log says is told', () => {
    expect(origin('wireMinutes')).toEqual({ state: 'proposed', words: 'from the log', log: null, isAsked: false });
    expect(origin('wireMinutes', {}, true)).toEqual({ state: 'confirmed', words: 'from the log', log: null, isAsked: false });
    expect(origin('wireMinutes', { wireMinutes: 31 })).toEqual({ state: 'edited', words: 'changed', log: '26 min', isAsked: false });
    expect(origin('wireMinutes', { wireMinutes: null })).toEqual({ state: 'edited', words: 'changed', log: '26 min', isAsked: false });
    expect([origin('crossedWith', { crossedWith: 'a1' }).log, origin('devices', { devices: [] }).log]).toEqual(['A2', 'Gaia 3']);
  });

  it('is nobody yet where the log is silent: what only the operator knows says so', () => {
    expect([origin('airKermaGy').words, origin('crossing').words, origin('complications').words, origin('ivus').words])
      .toEqual(['not in the log', 'only you know', 'only you know', 'only you know']);
    expect((Object.keys(LOG) as (keyof Outcome)[]).filter((field) => origin(field).isAsked)).toEqual(['crossing', 'technicalSuccess', 'proceduralSuccess', 'complications']);
    expect(origin('crossing', { crossing: 'AWE' }).isAsked).toBe(false);
    expect([origin('airKermaGy', { airKermaGy: 0 }).words, origin('crossing', { crossing: 'AWE' }).words]).toEqual(['entered', 'entered']);
  });

  it('of no complication is said, of one unsaid is not', () => {
    expect([origin('complications', { complications: [] }).words, origin('complications', { complications: null }).words]).toEqual(['entered', 'only you know']);
  });
});

describe('the words of a curve', () => {
  it('round shares, but not what is rare to nothing', () => {
    expect(observedWords({ observed: 58.33, low: 31.9, high: 80.7 })).toBe('58 % (32 to 81)');
    expect([publishedWords([0.4, 1.6]), publishedWords([42, 42]), publishedWords([0.05, 0.05]), publishedWords(null)]).toEqual(['0.4 to 1.6 %', '42 %', '0.05 %', '–']);
  });

  it('say how many crossings have no minutes', () => {
    expect([untimedWords({ untimed: 0 }), untimedWords({ untimed: 1 }), untimedWords({ untimed: 3 })])
      .toEqual([null, expect.stringMatching(/^1 crossing has no minutes/), expect.stringMatching(/^3 crossings have no minutes/)]);
  });

  it('say plainly where numbers are too few', () => {
    const steps = (...few: readonly boolean[]) => ({ steps: few.map((isTooFew) => ({ isTooFew })) }) as unknown as Parameters<typeof fewWords>[0];
    expect(fewWords(steps(false, false), 10)).toBeNull();
    expect(fewWords(steps(true, true), 10)).toMatch(/^Too few: with fewer than 10 procedures/);
    expect(fewWords(steps(true, false), 10)).toMatch(/^At one number of points/);
    expect(fewWords(steps(true, false, true), 10)).toMatch(/^At 2 numbers of points/);
  });
});

describe('the scale of a chart', () => {
  const curveOf = (id: string, outcome: Partial<Outcome>, cases: number) => {
    const record: Recorded = { scores: [{ id, least: 1, most: 1, isProvisional: false }], outcome: { ...SILENT, ...outcome } };
    const found = observedCurves(Array.from({ length: cases }, () => record)).find((one) => one.id === id);
    if (found === undefined) throw new Error(id);
    return found;
  };

  it('has a place for every number of points, within the chart', () => {
    const { x, y, labels, ticks, halfStep } = curveScale(curveOf('j-cto', { wireMinutes: 5 }, 3), 400, 170);
    expect(labels).toEqual([0, 1, 2, 3, 4, 5]);
    expect([x(0) - halfStep > 40, x(5) + halfStep < 392]).toEqual([true, true]);
    expect(x(1) - x(0)).toBeCloseTo(x(5) - x(4));
    expect([ticks, y(0), y(100)]).toEqual([[0, 50, 100], 146, 8]);
  });

  it('does not draw what is rare at the foot of a hundred, and never leaves anything out above', () => {
    const rare = curveScale(curveOf('progress-mace', { complications: [] }, 60), 400, 170);
    expect(rare.ticks).toEqual([0, 5, 10]);
    expect(curveScale(curveOf('progress-mace', { complications: [] }, 3), 400, 170).ticks).toEqual([0, 50, 100]);
  });

  it('draws stretches of published points beside each other, also where points are halves', () => {
    const curve = curveOf('w-cto', { crossing: 'AWE' }, 1);
    const { x, halfStep } = curveScale(curve, 400, 170);
    const ends = curve.published.map(({ least, most }) => [x(least) - halfStep, x(most) + halfStep] as const);
    expect(ends.length).toBe(3);
    expect(ends.slice(1).every(([from], n) => from > (ends[n]?.[1] ?? Infinity))).toBe(true);
  });

  it('numbers no more points than fit', () => {
    expect(curveScale(curveOf('w-cto', { crossing: 'AWE' }, 1), 400, 170).labels.length).toBeLessThanOrEqual(10);
    expect(curveScale(curveOf('kcct', { wireMinutes: 5 }, 1), 400, 170).labels).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

it('says why it cannot be confirmed, what comes first', () => {
  const free = { isThere: true, isReadOnly: false, isConfirmed: false, author: 'Tina Test', objections: [] };
  expect(confirmHindrance(free)).toBeNull();
  expect([
    confirmHindrance({ ...free, isThere: false }), confirmHindrance({ ...free, isReadOnly: true }), confirmHindrance({ ...free, isConfirmed: true }),
    confirmHindrance({ ...free, author: null }), confirmHindrance({ ...free, author: null, objections: ['Say how.'] }),
  ]).toEqual([
    expect.stringMatching(/^Not yet: .*not read/), expect.stringContaining('reading only'), expect.stringMatching(/^Confirmed already/),
    expect.stringMatching(/^Not yet: Nobody is at work/), 'Not yet: Say how.',
  ]);
});

it('says of a withdrawn version and of the demo that it counts in no curve', () => {
  expect([countsNotWords(false, false), countsNotWords(true, false), countsNotWords(false, true)])
    .toEqual([null, expect.stringContaining('withdrawn'), expect.stringContaining('demo')]);
});
