import { describe, expect, it } from 'vitest';
import { METAL_RULE, metalDoubts, metalStretches } from '../../../core/calcium/metal.ts';
import type { SectionMeasure } from '../../../core/calcium/profile.ts';
import { deg, hu, mm } from '../../../core/units.ts';
import { plainFindings, straight } from '../lesion/plainFindings.ts';

/** A vessel of 40 mm, occluded from 10 to 30 mm, with calcium of an uneven density; `of` says what differs where. */
const sections = (of: (at: number) => Partial<SectionMeasure> = () => ({})): readonly SectionMeasure[] =>
  plainFindings(straight(40), [10, 30], (at) => ({ peak: hu(400 + (37 * at) % 90), ...of(at) })).sections;
const between = (from: number, to: number, chosen: Partial<SectionMeasure>) => (at: number): Partial<SectionMeasure> =>
  (at >= from && at <= to ? chosen : {});

describe('metal', () => {
  it('is what is brighter than any calcium, with what is bright next to it, gaps of 3 mm closed', () => {
    const found = metalStretches(sections((at) => (at === 14 || at === 17 ? { peak: hu(2001) } : at === 14.5 ? { peak: hu(1501) } : {})));
    expect(found).toEqual([[13.75, 17.25]]);
    expect(metalStretches(sections(between(14, 20, { peak: hu(2000) })))).toEqual([]);
  });
});

describe('calcium that may be metal', () => {
  it('is none where calcium is as it usually is', () => {
    expect(metalDoubts(sections())).toEqual([]);
    expect(metalDoubts(sections(between(12, 16, { peak: hu(1500), arcSpan: deg(300), csaPercent: 40 })))).not.toContainEqual(
      expect.objectContaining({ why: 'dense' }));
  });
  it('is a clip or blurred struts: brighter than 1,500 HU on two neighbouring sections, not on one', () => {
    const peaks = (at: number): Partial<SectionMeasure> => ({ peak: hu(1501 + at) });
    expect(metalDoubts(sections((at) => (at === 15 || at === 15.5 ? peaks(at) : {})))).toEqual([{ why: 'dense', stretch: [14.75, 15.75], peak: 1516.5 }]);
    expect(metalDoubts(sections((at) => (at === 15 ? peaks(at) : {})))).toEqual([]);
  });
  it('is what the scan cuts off: three sections that have exactly their greatest HU in common', () => {
    const cutOff = (count: number, peak: number) => (at: number): Partial<SectionMeasure> => ([12, 18, 18.5].slice(0, count).includes(at) ? { peak: hu(peak) } : {});
    expect(metalDoubts(sections(cutOff(3, 1400)))).toEqual([
      { why: 'cut-off', stretch: [11.75, 12.25], peak: 1400 }, { why: 'cut-off', stretch: [17.75, 18.75], peak: 1400 }]);
    expect(metalDoubts(sections(cutOff(2, 1400)))).toEqual([]);
    expect(metalDoubts(sections(cutOff(3, METAL_RULE.cutOffHu - 1)))).toEqual([]);
  });
  it('that the scan cuts off here and there is one stretch, gaps of 3 mm closed, and known metal between is none of it', () => {
    const cutOff = (at: number): Partial<SectionMeasure> => ({ peak: hu([12, 15, 19].includes(at) ? 1400 : at === 13 ? 2500 : 400) });
    expect(metalDoubts(sections(cutOff), [[mm(12.75), mm(13.25)]])).toEqual([
      { why: 'cut-off', stretch: [11.75, 15.25], peak: 1400 }, { why: 'cut-off', stretch: [18.75, 19.25], peak: 1400 }]);
  });
  it.each([
    [8, 345, 69, true], [7.5, 345, 69, false], [8, 342, 69, false], [8, 345, 70, false],
  ] as const)('is a ring of %d mm, %d° and %d %% of the area: %s', (length, arc, csaPercent, isDoubted) => {
    const found = metalDoubts(sections(between(12.25, 12.25 + length, { arcSpan: deg(arc), csaPercent })));
    expect(found.map(({ why }) => why)).toEqual(isDoubted ? ['ring'] : []);
  });
  it('is none where metal is known: it is left out already', () => {
    const stented = sections(between(12, 22, { peak: hu(1600), arcSpan: deg(360), csaPercent: 40 }));
    expect(metalDoubts(stented).map(({ why }) => why)).toEqual(['cut-off', 'dense', 'ring']);
    expect(metalDoubts(stented, [[mm(11), mm(23)]])).toEqual([]);
  });
});
