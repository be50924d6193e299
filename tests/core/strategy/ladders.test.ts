import { describe, expect, it } from 'vitest';
import type { CaseFacts } from '../../../core/lesion/caseFacts.ts';
import { adviceFor } from '../../../core/strategy/advice.ts';
import type { LadderView } from '../../../core/strategy/ladders.ts';
import type { RuleId } from '../../../core/strategy/rule.ts';

const laddersOf = (facts: CaseFacts, ...tried: readonly RuleId[]): readonly LadderView[] =>
  adviceFor(facts, { tried: new Set(tried) }).ladders;
const states = (facts: CaseFacts, ...tried: readonly RuleId[]): readonly string[] =>
  (laddersOf(facts, ...tried)[0]?.rungs ?? []).map(({ step, rule, state }) => `${step} ${rule} ${state}`);

describe('a ladder', () => {
  it('is shown once it is entered, and only then', () => {
    expect(laddersOf({}).length).toBe(0);
    expect(laddersOf({ capImpenetrable: false, deviceUncrossable: false, undilatable: false }).length).toBe(
      0,
    );
    expect(
      laddersOf({ capImpenetrable: true, deviceUncrossable: true, undilatable: true }).map(
        ({ ladder, title }) => `${ladder} ${title}`,
      ),
    ).toEqual(['A Impenetrable proximal cap', 'B Device-uncrossable cap or lesion', 'C Undilatable lesion']);
  });

  it('A goes rung by rung, waits for what is not known and closes what cannot be', () => {
    const cap: CaseFacts = {
      capImpenetrable: true,
      sideBranchAtProximalCap: true,
      ivlDeliverable: true,
      collaterals: { interventional: false },
    };
    expect(states(cap)).toEqual([
      '1 S071 next',
      '2 S072 open',
      '3 S073 waits',
      '4 S074 open',
      '5 S077 open',
      '6 S078 open',
      '7 S079 closed',
    ]);
    expect(states(cap, 'S071', 'S072')).toEqual([
      '1 S071 tried',
      '2 S072 tried',
      '3 S073 waits',
      '4 S074 next',
      '5 S077 open',
      '6 S078 open',
      '7 S079 closed',
    ]);
    const rungs = laddersOf(cap)[0]?.rungs ?? [];
    expect(rungs.map(({ facts }) => facts)).toEqual([
      [],
      [],
      ['proximalCapCalcified'],
      [],
      [],
      [],
      ['collaterals.interventional'],
    ]);
    expect(rungs[0]?.text).toMatch(/stiffer wires/);
  });

  it('B takes plaque modification only inside the plaque, and goes around last', () => {
    const stuck: CaseFacts = { deviceUncrossable: true, track: 'intraplaque', intraplaqueSpent: false };
    expect(states(stuck).slice(5)).toEqual(['6 S107 open', '7 S108 open', '8 S112 closed']);
    expect(
      states({ ...stuck, intraplaqueSpent: true }, 'S102', 'S103', 'S104', 'S105', 'S106', 'S107', 'S108'),
    ).toEqual([
      '1 S102 tried',
      '2 S103 tried',
      '3 S104 tried',
      '4 S105 tried',
      '5 S106 tried',
      '6 S107 tried',
      '7 S108 tried',
      '8 S112 next',
    ]);
  });

  it('C opens its rungs with what is proven', () => {
    const waist: CaseFacts = { undilatable: true, track: 'intraplaque', ivlDeliverable: false };
    expect(states(waist)).toEqual(['1 S122 next', '2 S123 open', '3 S124 closed', '4 S125 waits']);
    expect(states({ ...waist, trackConfirmedByIvus: true }, 'S122', 'S123')).toEqual([
      '1 S122 tried',
      '2 S123 tried',
      '3 S124 closed',
      '4 S125 next',
    ]);
  });

  it('is spent when nothing is left and nothing waits', () => {
    const waist: CaseFacts = { undilatable: true, track: 'extraplaque', ivlDeliverable: true };
    expect(laddersOf(waist, 'S122')[0]?.isSpent).toBe(false);
    expect(laddersOf(waist, 'S122', 'S124')[0]?.isSpent).toBe(true);
    expect(laddersOf({ undilatable: true, ivlDeliverable: false }, 'S122')[0]?.isSpent).toBe(false);
  });
});
