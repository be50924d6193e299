import { describe, expect, it } from 'vitest';
import type { CaseFacts } from '../../../core/lesion/caseFacts.ts';
import { preparationFor } from '../../../core/strategy/preparation.ts';

const proven: CaseFacts = { track: 'intraplaque', trackConfirmedByIvus: true };
/** Pattern, and each tool with the gates that object. */
function seen(facts: CaseFacts): unknown {
  const found = preparationFor(facts);
  if (found === null || found.pattern === null) return found;
  return [
    found.pattern,
    found.rule,
    ...found.tools.map(({ name, objections }) =>
      [name, ...objections.map(({ rule, verdict }) => `${rule} ${verdict}`)].join(', '),
    ),
  ];
}

describe('preparation by the pattern on IVUS', () => {
  const superficial: CaseFacts = { ivus: { depth: 'superficial', pattern: 'concentric', nodule: false } };

  it('leaves every tool open for superficial concentric calcium inside the plaque', () => {
    expect(seen({ ...superficial, ...proven })).toEqual([
      'superficial-concentric',
      'S127',
      'rotational atherectomy',
      'orbital atherectomy, S109 caution',
      'cutting balloon',
      'scoring balloon',
      'non-compliant balloon at high pressure',
      'OPN balloon at 40 to 50 atm',
      'lithotripsy',
    ]);
  });

  it('gates what needs proof while the track is not proven', () => {
    expect(seen({ ...superficial, track: 'intraplaque' })).toEqual([
      'superficial-concentric',
      'S127',
      'rotational atherectomy, S089 override',
      'orbital atherectomy, S089 override, S109 caution',
      'cutting balloon',
      'scoring balloon',
      'non-compliant balloon at high pressure',
      'OPN balloon at 40 to 50 atm, S089 override',
      'lithotripsy',
    ]);
  });

  it('closes what is not safe outside the plaque', () => {
    const outside: CaseFacts = {
      ...superficial,
      track: 'extraplaque',
      trackConfirmedByIvus: true,
      occlusionLengthMm: { ct: 10 },
      bendInOcclusionDeg: { ct: 10 },
    };
    expect(seen(outside)).toEqual([
      'superficial-concentric',
      'S127',
      'rotational atherectomy, S143 override',
      'orbital atherectomy, S143 override, S109 caution',
      'cutting balloon, S140 waits, S145 waits',
      'scoring balloon, S140 waits, S145 waits',
      'non-compliant balloon at high pressure, S140 block, S145 block',
      'OPN balloon at 40 to 50 atm, S140 block, S142 block, S145 block',
      'lithotripsy, S140 waits, S145 waits, S146 caution',
    ]);
  });

  it('takes a nodule for eccentric, and offers lithotripsy', () => {
    expect(seen({ ivus: { nodule: true, pattern: 'concentric', depth: 'superficial' }, ...proven })).toEqual([
      'eccentric-or-nodule',
      'S130',
      'lithotripsy',
    ]);
    expect(seen({ ivus: { pattern: 'eccentric' }, ...proven })).toEqual([
      'eccentric-or-nodule',
      'S130',
      'lithotripsy',
    ]);
  });

  it('treats deep calcium only where the lumen suffers, and then names no tool', () => {
    const deep: CaseFacts = { ivus: { depth: 'deep', pattern: 'concentric', nodule: false } };
    expect(seen({ ...deep, balloonFullExpansionTwoViews: false })).toEqual(['deep-concentric', 'S131']);
    expect(seen({ ...deep, balloonFullExpansionTwoViews: true })).toEqual(['deep-to-leave', 'S132']);
    expect(seen(deep)).toEqual({ pattern: null, needs: ['ivus.mlaReduced', 'balloonFullExpansionTwoViews'] });
  });

  it('asks for the nodule first, since it would decide', () => {
    expect(seen({ ivus: { depth: 'superficial', pattern: 'concentric' } })).toEqual({
      pattern: null,
      needs: ['ivus.nodule'],
    });
  });

  it('says nothing where IVUS shows no calcium', () => {
    expect(seen({ ivus: { arcDeg: 0, nodule: false, depth: 'superficial' } })).toBeNull();
  });
});
