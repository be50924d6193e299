import { describe, expect, it } from 'vitest';
import type { CaseFacts } from '../../../core/lesion/caseFacts.ts';
import { objectionsTo, type PlanStep } from '../../../core/strategy/stepCheck.ts';

const judged = (step: PlanStep, facts: CaseFacts): readonly string[] =>
  objectionsTo(step, facts).map(({ rule, verdict }) => `${rule} ${verdict}`);
const dilate = (balloon: NonNullable<CaseFacts['balloon']>): PlanStep => ({ do: 'dilate', balloon });
const proven: CaseFacts = { track: 'intraplaque', trackConfirmedByIvus: true };
const settled: CaseFacts = { deviceUncrossable: false, baseChosen: false };

describe('a dilatation', () => {
  const sized: CaseFacts = { ...settled, proximalReferenceMm: 3 };

  it('to size and pressure inside the plaque passes', () => {
    expect(judged(dilate({ kind: 'NC', diameterMm: 3, pressureAtm: 20 }), { ...sized, ...proven })).toEqual(
      [],
    );
  });

  it('at high pressure outside the plaque is blocked, with the values in the reason', () => {
    const step = dilate({ kind: 'NC', diameterMm: 3, pressureAtm: 18 });
    const facts: CaseFacts = {
      ...sized,
      track: 'extraplaque',
      ivus: { pattern: 'concentric' },
      occlusionLengthMm: { ct: 10 },
      bendInOcclusionDeg: { ct: 10 },
    };
    expect(judged(step, facts)).toEqual(['S140 block', 'S145 block']);
    expect(objectionsTo(step, facts)[0]?.reason).toBe(
      'Outside the plaque a balloon stays below 14 atm. ' +
        '(track of the wire: extraplaque, pressure of the balloon: 18 atm)',
    );
  });

  it('at high pressure beside eccentric calcium, in a long occlusion, meets the avoidances too', () => {
    const facts: CaseFacts = {
      ...sized,
      track: 'extraplaque',
      ivus: { pattern: 'eccentric' },
      occlusionLengthMm: { ct: 30 },
    };
    expect(judged(dilate({ kind: 'NC', diameterMm: 3, pressureAtm: 14 }), facts)).toEqual([
      'S140 block',
      'S145 block',
      'S129 override',
      'S084 override',
    ]);
    expect(judged(dilate({ kind: 'NC', diameterMm: 3, pressureAtm: 13.5 }), facts)).toEqual([]);
  });

  it('with an OPN needs a proven intraplaque wire', () => {
    expect(judged(dilate({ kind: 'OPN', pressureAtm: 45 }), { ...settled, track: 'intraplaque' })).toEqual([
      'S089 override',
    ]);
    expect(judged(dilate({ kind: 'OPN', pressureAtm: 45 }), { ...settled, ...proven })).toEqual([]);
    expect(judged(dilate({ kind: 'OPN', pressureAtm: 30 }), { ...settled, ...proven })).toEqual([
      'S142 block',
    ]);
  });

  it('with an OPN is aggressive before its pressure is chosen', () => {
    const facts: CaseFacts = {
      ...settled,
      track: 'extraplaque',
      trackConfirmedByIvus: true,
      ivus: { pattern: 'eccentric' },
      occlusionLengthMm: { ct: 10 },
      bendInOcclusionDeg: { ct: 10 },
    };
    expect(judged(dilate({ kind: 'OPN' }), facts)).toEqual([
      'S140 waits',
      'S142 block',
      'S145 block',
      'S129 override',
    ]);
  });

  it('beyond the ordinary pressure, or off size, is caught', () => {
    expect(judged(dilate({ kind: 'NC', diameterMm: 3.5, pressureAtm: 30 }), { ...sized, ...proven })).toEqual(
      ['S141 block', 'S149 override'],
    );
  });

  it('with the first balloon of an uncrossable lesion, or for BAM, keeps its size', () => {
    expect(
      judged(dilate({ kind: 'SC', diameterMm: 2, pressureAtm: 10 }), {
        ...proven,
        deviceUncrossable: true,
        baseChosen: false,
      }),
    ).toEqual(['S147 override']);
    expect(
      judged(dilate({ kind: 'BAM', diameterMm: 2, pressureAtm: 10 }), { ...proven, ...settled }),
    ).toEqual(['S148 override']);
  });

  it('for BASE keeps kind and size', () => {
    expect(
      judged(dilate({ kind: 'SC', diameterMm: 2.5, pressureAtm: 10 }), {
        deviceUncrossable: false,
        baseChosen: true,
        proximalReferenceMm: 3,
      }),
    ).toEqual(['S150 override']);
  });

  it('by lithotripsy outside the plaque is a caution', () => {
    expect(
      judged(dilate({ kind: 'IVL', diameterMm: 3, pressureAtm: 6 }), { ...settled, track: 'extraplaque' }),
    ).toEqual(['S146 caution']);
  });

  it('waits for the track, and asks for it in words', () => {
    const [first] = objectionsTo(dilate({ kind: 'NC', diameterMm: 3, pressureAtm: 18 }), sized);
    expect(first).toEqual({
      rule: 'S140',
      verdict: 'waits',
      facts: ['track'],
      reason: 'Not known yet. Track of the wire: intraplaque, extraplaque, mixed or transition?',
    });
  });

  it('is judged by its own balloon, not by the one before', () => {
    const before: CaseFacts = { ...sized, ...proven, balloon: { kind: 'NC', pressureAtm: 40 } };
    expect(judged(dilate({ kind: 'NC', diameterMm: 3, pressureAtm: 12 }), before)).toEqual([]);
  });
});

describe('atherectomy', () => {
  it('needs a proven wire, and may be overridden with a reason', () => {
    const step: PlanStep = { do: 'ablate', atherectomy: { kind: 'rotational', burrMm: 1.5 } };
    expect(judged(step, { track: 'intraplaque' })).toEqual(['S089 override']);
    expect(judged(step, proven)).toEqual([]);
  });

  it('outside the plaque is to be avoided, at the transition zone it is limited', () => {
    const burr = (burrMm: number): PlanStep => ({
      do: 'ablate',
      atherectomy: { kind: 'rotational', burrMm },
    });
    const at = (track: 'extraplaque' | 'transition'): CaseFacts => ({ track, trackConfirmedByIvus: true });
    expect(judged(burr(1.25), at('extraplaque'))).toEqual(['S143 override']);
    expect(judged(burr(1.25), at('transition'))).toEqual([]);
    expect(judged(burr(1.5), at('transition'))).toEqual(['S144 block']);
  });

  it('by orbit carries the caution of its evidence', () => {
    expect(judged({ do: 'ablate', atherectomy: { kind: 'orbital' } }, proven)).toEqual(['S109 caution']);
  });
});

describe('a stent', () => {
  it('waits for full expansion and IVUS, whatever the phase says', () => {
    expect(judged({ do: 'stent' }, { phase: 'preparation', balloonFullExpansionTwoViews: false })).toEqual([
      'S005 override',
      'S151 override',
    ]);
    expect(judged({ do: 'stent' }, { balloonFullExpansionTwoViews: true })).toEqual(['S151 waits']);
    expect(judged({ do: 'stent' }, { balloonFullExpansionTwoViews: true, ivus: { arcDeg: 200 } })).toEqual(
      [],
    );
  });
});

describe('OCT', () => {
  it('in a dissected vessel before the stent is a caution', () => {
    expect(judged({ do: 'oct' }, { phase: 'preparation', dissection: true })).toEqual(['S152 caution']);
    expect(judged({ do: 'oct' }, { phase: 'after-stent', dissection: true })).toEqual([]);
  });
});
