import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ACTIONS, MARKS, PLACES, type Action } from '../../../core/strategy/rule.ts';
import { RULE_IDS, ruleOf, RULES } from '../../../core/strategy/rules.ts';
import { rulesPage } from '../../../core/strategy/rulesPage.ts';

const page = rulesPage();
const rowOf = (id: string): string => page.split('\n').find((line) => line.startsWith(`| ${id} `)) ?? '';

describe('what rules ask for and speak against', () => {
  it('is known by hand, action by action', () => {
    const rules = (of: 'asks' | 'against' | 'limits', action: Action): string =>
      RULE_IDS.filter((id) => ruleOf(id)?.[of]?.includes(action)).join(' ');
    expect(
      ACTIONS.map((action) => [
        action,
        rules('asks', action),
        rules('against', action),
        rules('limits', action),
      ]),
    ).toEqual([
      ['atherectomy', 'S108 S110 S111 S125 S127', 'S089 S143', 'S144'],
      ['very-high-pressure', 'S123 S127', 'S084 S089 S129 S140 S145', 'S142'],
      ['high-pressure', 'S122 S127', 'S084 S129 S140 S145', 'S141'],
      ['stent', 'S061', 'S005 S151', ''],
      ['other-size', 'S122', '', 'S149 S150'],
      ['deep-calcium', 'S131', 'S132', ''],
    ]);
  });
});

describe('the page of the rules', () => {
  it('is current: npm run pages writes it', () => {
    expect(readFileSync(join(import.meta.dirname, '../../../docs/rules.md'), 'utf8')).toBe(page);
  });

  it('holds every rule with its verb, text, place and mark', () => {
    expect(
      RULES.filter(({ id, verb, text, where, mark }) => {
        const row = rowOf(id);
        return ![verb, text, ...where.map((place) => PLACES[place]), MARKS[mark]].every((part) =>
          row.includes(part),
        );
      }).map(({ id }) => id),
    ).toEqual([]);
  });

  it('holds every note', () => {
    expect(
      RULES.flatMap(({ id, notes = [] }) => notes.filter((note) => !page.includes(`- ${id}: ${note}`))),
    ).toEqual([]);
  });

  it('writes conditions as a clinician reads them', () => {
    expect(rowOf('S140')).toContain(
      '| GATE | the device works extraplaque AND pressure of the balloon ≥ 14 atm |',
    );
    expect(rowOf('S042')).toContain('| REC | J-CTO ≥ 2 AND NOT CT angiography is available |');
    expect(rowOf('S073 (A3)')).toContain(
      '| impenetrable proximal cap: yes AND calcified proximal cap: yes |',
    );
    expect(rowOf('S007')).toContain('duration of the occlusion ≥ 12 months [longDurationMonths]');
    expect(rowOf('S020')).toContain('| J-CTO on show |');
    expect(rowOf('S056')).toContain(
      'contrast given / estimated glomerular filtration rate < 3 [limitedContrastRatio]',
    );
    expect(rowOf('S039')).toContain('planned strategies: none');
    expect(rowOf('S043')).toContain('J-CTO on CT complete AND J-CTO complete');
    expect(rowOf('the occlusion is long')).toContain(
      'occlusion length on CT, else occlusion length on angiography ≥ 20 mm [longOcclusionMm]',
    );
    expect(rowOf('the balloon is larger than the reference')).toContain(
      'diameter of the balloon − the greatest known of proximal reference diameter, distal reference diameter > 0.25 mm',
    );
    expect(rowOf('the balloon is smaller than the reference')).toContain(
      'the least known of proximal reference diameter, distal reference diameter − diameter of the balloon > 0.25 mm',
    );
    expect(rowOf('the occlusion is tortuous')).toContain('> 45° [tortuousBendDeg]');
    expect(rowOf('the wire is extraplaque')).toContain(
      'track of the wire: extraplaque OR (track of the wire: mixed or transition AND to be asked: track of the wire)',
    );
    expect(rowOf('CT angiography is available')).toContain(
      'CT angiography done: yes, or while CT angiography done is not known: ' +
        '(known: a measurement on CT OR to be asked: CT angiography done)',
    );
    expect(rowOf('atherectomy is rotational')).toContain(
      'NOT known: kind of atherectomy AND known: size of the burr',
    );
    expect(rowOf('the retrograde arm is chosen')).toContain('planned strategies: RWE among them OR ');
    expect(rowOf('the planned track is extraplaque')).toContain(
      'surely balloon-assisted subintimal entry (BASE) chosen: yes',
    );
    expect(rowOf('S150')).toContain('kind of balloon: NC or OPN or cutting or scoring or IVL or BAM');
  });

  it('shows the open thresholds with their default, range and origin', () => {
    expect(rowOf('largeDistalVesselMm')).toBe(
      '| largeDistalVesselMm | a distal vessel is large enough for re-entry from | 2.5 mm | 2 to 5 mm | ' +
        'practice value, not verified; never below 2.0 mm | unverified |',
    );
    expect(rowOf('limitedContrastRatio')).toContain('| 3 | 0.5 to 10 |');
  });

  it('is one table a chapter, each as wide as its head', () => {
    const widths = page
      .split('\n')
      .filter((line) => line.startsWith('| '))
      .map((line) => line.split(' | ').length);
    expect(new Set(widths)).toEqual(new Set([7, 3, 6]));
  });
});
