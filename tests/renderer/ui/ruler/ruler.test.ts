import { describe, expect, it } from 'vitest';
import { deg, hu, mm } from '../../../../core/units.ts';
import { domainHolding, lesionDomain, placeWords, rulerAxis, rulerTicks } from '../../../../renderer/ui/ruler/rulerAxis.ts';
import { peakLines, peakTop, rulerBars, sectionAt, sectionSpan, stateCells } from '../../../../renderer/ui/ruler/rulerBars.ts';
import { rulerLayout, type RulerRow } from '../../../../renderer/ui/ruler/rulerLayout.ts';
import { fitted, flagWords, spacedLabels, textWidth, widestGap } from '../../../../renderer/ui/ruler/rulerText.ts';
import type { RulerSection } from '../../../../renderer/ui/ruler/rulerValues.ts';
import { arcReading, arcWords, huWords, sectionReading, shareReading } from '../../../../renderer/ui/ruler/rulerWords.ts';
import { drawnBetween, stripUnder } from '../../../../renderer/ui/ruler/useRulerPointer.ts';

const section = (at: number, chosen: Partial<RulerSection> = {}): RulerSection => ({
  at: mm(at), arc: deg(180), arcRange: [160, 200], share: 50, shareRange: [40, 60], peak: hu(900), threshold: hu(300), isMoon: false, isMetal: false, state: 'automatic', ...chosen,
});
/** 10 px a millimetre, from 0 at x = 100. */
const axis = rulerAxis([mm(0), mm(40)], 100, 400);
const row: RulerRow = { top: 20, height: 36 };
const arc = ({ arc: best, arcRange }: RulerSection) => [best, ...arcRange] as const;

describe('the axis', () => {
  it('leads from abscissae to pixels and back, and not beyond what is shown', () => {
    expect([axis.x(0), axis.x(12.5), axis.at(225), axis.at(-50), axis.at(900)]).toEqual([100, 225, 12.5, 0, 40]);
  });
  it('shows the lesion with 10 mm to either side, as far as the vessel reaches', () => {
    expect(lesionDomain([mm(40), mm(70)], mm(100))).toEqual([30, 80]);
    expect(lesionDomain([mm(4), mm(95)], mm(100))).toEqual([0, 100]);
    expect(lesionDomain(null, mm(100))).toEqual([0, 100]);
  });
  it.each([
    ['inside', 50, [30, 80]], ['before', 20, [20, 70]], ['beyond', 90, [40, 90]], ['at the beginning', 0, [0, 50]], ['at the end', 100, [50, 100]],
  ] as const)('moves as little as is needed to hold a cursor %s', (_, at, expected) => {
    expect(domainHolding([mm(30), mm(80)], mm(at), mm(100))).toEqual(expected);
  });
  it('is marked in whole millimetres from the cap, and says its unit once', () => {
    const ticks = rulerTicks(rulerAxis([mm(30), mm(80)], 0, 1000), mm(40));
    expect(ticks.map(({ words }) => words)).toEqual(['−10', '−5', '0', '5', '10', '15', '20', '25', '30', '35', '40 mm']);
    expect(ticks.map(({ at }) => at)).toEqual([30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80]);
    expect(rulerTicks(rulerAxis([mm(30), mm(80)], 0, 100), mm(40)).length).toBeLessThanOrEqual(4);
  });
  it('writes places with a true minus, and zero without one', () => {
    expect([placeWords(-3.04, 1), placeWords(-0.04, 1), placeWords(12.25, 1), placeWords(0)]).toEqual(['−3.0', '0.0', '12.3', '0']);
  });
});

describe('the layout', () => {
  it.each([[1450, 580, 2], [983, 385, 2], [1200, 300, 0], [700, 700, 1], [700, 275, 2]] as const)('at %d × %d with %d pictures has its rows one below the other within its height', (width, height, strips) => {
    const layout = rulerLayout(width, height, strips);
    const rows = [...layout.strips, layout.events, layout.segments, layout.arc, layout.share, layout.peak, layout.state, layout.axis];
    rows.forEach((each, n) => {
      const before = rows[n - 1];
      expect(each.top).toBeGreaterThanOrEqual(before === undefined ? 0 : before.top + before.height);
    });
    expect(layout.axis.top + layout.axis.height).toBeLessThanOrEqual(height);
    expect(Math.abs(layout.arc.height - layout.share.height)).toBeLessThanOrEqual(1);
    expect(layout.left + layout.plotWidth).toBeLessThan(width);
  });
});

describe('words of flags', () => {
  const words = ['Distal cap 32.4', 'Distal'];
  it('stand behind their flag, and before it where the line ends', () => {
    expect(flagWords([{ x: 100, words: ['Proximal cap'] }, { x: 300, words }], [0, 500])).toEqual([
      { words: 'Proximal cap', isBefore: false }, { words: 'Distal cap 32.4', isBefore: false },
    ]);
    expect(flagWords([{ x: 100, words: ['Proximal cap'] }, { x: 495, words }], [0, 500])[1]).toEqual({ words: 'Distal cap 32.4', isBefore: true });
    // Where a shorter one fits behind it stands there, as long as that is not the shortest.
    expect(flagWords([{ x: 380, words: ['Distal cap 32.4, blunt', 'Distal cap 32.4', 'Distal'] }], [0, 505])).toEqual([{ words: 'Distal cap 32.4', isBefore: false }]);
  });
  it('are shorter, or left out, rather than lying over those of the flag before', () => {
    expect(flagWords([{ x: 330, words: ['Proximal cap'] }, { x: 495, words }], [0, 500])[1]).toEqual({ words: 'Distal', isBefore: true });
    expect(flagWords([{ x: 480, words: ['Proximal cap'] }, { x: 495, words }], [0, 500])).toEqual([{ words: 'Proximal cap', isBefore: true }, null]);
  });
});

describe('bars', () => {
  it('stand half-way to their neighbours, and end where the ruler does', () => {
    const sections = [section(0), section(1), section(2)];
    expect([0, 1, 2].map((n) => sectionSpan(sections, n, axis))).toEqual([[100, 105], [105, 115], [115, 120]]);
    expect(sectionSpan([section(-5), section(-4), section(1)], 0, axis)).toBeNull();
    expect(sectionSpan(sections, 7, axis)).toBeNull();
  });
  it('are as high as the best estimate, with a line there and the range as a band over them', () => {
    const { bars, tops, band } = rulerBars([section(0), section(4)], axis, row, 360, arc);
    // 180° of 360° is half of 36 px; 160° to 200° is 4 px.
    expect(bars).toEqual({ automatic: 'M100.5 38H119.5V56H100.5ZM120.5 38H139.5V56H120.5Z' });
    expect(tops).toEqual({ automatic: 'M100 38H120M120 38H140' });
    expect(band).toBe('M100 36H120V40H100ZM120 36H140V40H120Z');
  });
  it('keep apart by how they came to be, and full moon from the rest', () => {
    const { bars } = rulerBars([section(0), section(1, { state: 'confirmed' }), section(2, { state: 'edited', isMoon: true }), section(3)], axis, row, 360, arc);
    expect(Object.keys(bars).toSorted()).toEqual(['automatic', 'confirmed', 'edited moon']);
  });
  it('are not drawn where there is no calcium, where they are hidden, nor in a stent', () => {
    const none = rulerBars([section(0, { arc: deg(0), arcRange: [0, 0] }), section(1, { state: 'hidden' }), section(2, { isMetal: true, isMoon: true })], axis, row, 360, arc);
    expect(none).toEqual({ bars: {}, tops: {}, band: '' });
  });
  it('show a range where nothing was found but something is plausible', () => {
    expect(rulerBars([section(0, { arc: deg(0), arcRange: [0, 90] }), section(4)], axis, row, 360, arc).band).toContain('M100 47H120V56H100Z');
  });
  it('never leave their track', () => {
    const { tops } = rulerBars([section(0, { arc: deg(720) }), section(1)], axis, row, 360, arc);
    expect(tops.automatic).toMatch(/^M100 20H105/);
  });
});

describe('the line of the peak', () => {
  it('steps from section to section, and is broken where it is hidden', () => {
    const sections = [section(0, { peak: hu(600) }), section(1, { state: 'hidden' }), section(2, { peak: hu(1200) }), section(3, { peak: hu(0) })];
    expect(peakLines(sections, axis, row, 1200).peak).toBe('M100 38H105M115 20H125L125 56H130');
  });
  it('has room for the greatest of all', () => {
    expect([peakTop([]), peakTop([section(0, { peak: hu(1201) })]), peakTop([section(0, { peak: hu(1600) })])]).toEqual([800, 1600, 1600]);
  });
});

it('gives each section a cell of its state', () => {
  expect(stateCells([section(0), section(1, { state: 'edited' })], axis, { top: 5, height: 10 })).toEqual({ automatic: 'M100 5H105V15H100Z', edited: 'M105 5H110V15H105Z' });
});

it('finds the section nearest to a place', () => {
  const sections = [section(0), section(0.5), section(1)];
  expect([-3, 0.2, 0.26, 9].map((at) => sectionAt(sections, at)?.at)).toEqual([0, 0, 0.5, 1]);
  expect(sectionAt([], 1)).toBeUndefined();
});

describe('labels', () => {
  it('are the longest that fits', () => {
    expect([fitted(['Full moon 6.5 mm', 'Moon', 'M'], 200), fitted(['Full moon 6.5 mm', 'Moon', 'M'], 40), fitted(['Full moon', 'Moon'], 5)]).toEqual(['Full moon 6.5 mm', 'Moon', null]);
  });
  it('keep apart, become short, and go where there is no room', () => {
    const at = (x: number) => ({ x, words: ['branch 1.8 mm', '1.8'] });
    const far = spacedLabels([at(100), at(400)], [0, 500]);
    expect(far.map((label) => label?.words)).toEqual(['branch 1.8 mm', 'branch 1.8 mm']);
    const near = spacedLabels([at(200), at(230), at(236)], [0, 500]);
    expect(near[1]?.words ?? null).not.toBe('branch 1.8 mm');
    const shown = near.filter((label) => label !== null);
    shown.forEach((label, n) => {
      const before = shown[n - 1];
      if (before !== undefined) expect(label.middle - textWidth(label.words) / 2).toBeGreaterThan(before.middle + textWidth(before.words) / 2);
    });
  });
  it('stand beside the lines that run through the ruler, as near as they can', () => {
    const half = textWidth('branch 1.8 mm') / 2;
    const beside = (x: number, ...lines: readonly number[]): number => spacedLabels([{ x, words: ['branch 1.8 mm'] }], [0, 500], lines.map((line) => [line, line] as const))[0]?.middle ?? NaN;
    expect([beside(200, 210), beside(200, 190), beside(200, 400)]).toEqual([210 - half - 5, 190 + half + 5, 200]);
    // At the end of the ruler it stands on the side that has room.
    expect(beside(10, 30)).toBe(30 + half + 5);
  });
  it('stand beside a box, not under it', () => {
    const half = textWidth('branch 1.8 mm') / 2;
    expect(spacedLabels([{ x: 195, words: ['branch 1.8 mm'] }], [0, 500], [[200, 300]])[0]?.middle).toBe(200 - half - 5);
    expect(spacedLabels([{ x: 260, words: ['branch 1.8 mm'] }], [0, 500], [[200, 300]])[0]?.middle).toBe(300 + half + 5);
  });
  it('stay within the line', () => {
    const [label] = spacedLabels([{ x: 2, words: ['branch 1.8 mm'] }], [0, 500]);
    expect((label?.middle ?? 0) - textWidth('branch 1.8 mm') / 2).toBeGreaterThanOrEqual(0);
  });
  it('stand in the widest gap that others leave', () => {
    expect([
      widestGap([0, 100], []), widestGap([0, 100], [[10, 30]]), widestGap([0, 100], [[60, 70], [0, 20]]), widestGap([0, 100], [[0, 40], [30, 100]]), widestGap([0, 100], [[20, 200]]),
    ]).toEqual([[0, 100], [30, 100], [20, 60], [0, 100], [0, 20]]);
  });
});

describe('what is read', () => {
  it('is an arc to 10°, a share to 1 %, with the range where it differs', () => {
    expect([arcReading(section(0, { arc: deg(223), arcRange: [188, 236] })), arcReading(section(0, { arc: deg(223), arcRange: [223, 223] }))]).toEqual(['220° (190–240)', '220°']);
    expect(shareReading(section(0, { share: 53.6, shareRange: [41, 58] }))).toBe('54 % (41–58)');
    expect([arcWords(354), arcWords(355), huWords(-1024), huWords(1250.4)]).toEqual(['350°', '360°', '−1,024', '1,250']);
  });
  it('tells no calcium in a stent', () => {
    const stent = section(0, { isMetal: true, peak: hu(2600) });
    expect([arcReading(stent), shareReading(stent), sectionReading(stent)]).toEqual(['stent', 'stent', 'stent: no calcium is told, peak 2,600 HU, automatic']);
  });
  it('is nothing where it is hidden', () => {
    expect(sectionReading(section(0, { state: 'hidden', arc: deg(220) }))).not.toMatch(/\d/);
    expect(sectionReading(section(0, { isMoon: true, state: 'confirmed' }))).toBe('arc 180° (160–200), area 50 % (40–60), peak 900 HU, full moon, confirmed');
  });
});

describe('the pointer', () => {
  it('draws a stretch whichever way it goes, and nothing by a click', () => {
    expect([drawnBetween(mm(3), mm(9)), drawnBetween(mm(9), mm(3)), drawnBetween(mm(3), mm(3.4))]).toEqual([[3, 9], [3, 9], null]);
  });
  it('knows the picture that it is over, and how far down in it', () => {
    const layout = rulerLayout(1450, 580, 2);
    const [first, second] = layout.strips;
    expect(stripUnder(layout, (first?.top ?? 0) + (first?.height ?? 0) / 4)).toEqual({ strip: 0, share: 0.25 });
    expect(stripUnder(layout, (second?.top ?? 0) + (second?.height ?? 0))).toEqual({ strip: 1, share: 1 });
    expect(stripUnder(layout, layout.arc.top + 4)).toBeNull();
  });
});
