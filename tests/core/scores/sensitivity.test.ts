import { describe, expect, it } from 'vitest';
import type { CaseFacts } from '../../../core/lesion/caseFacts.ts';
import type { ScoreId } from '../../../core/scores/score.ts';
import { flagsOf, scoreOf } from './asked.ts';

/** KCCT 3: blunt entry, side branch, unknown duration; calcium of 200° and 47 %, one side of its edge. */
const KCCT_THREE: CaseFacts = {
  stump: 'blunt',
  sideBranchAtProximalCap: true,
  bendInOcclusionDeg: { ct: 10 },
  occlusionLengthMm: { ct: 8 },
  ctCalcium: { maxArcDeg: 240, maxCsaPercent: 47 },
  priorFailedAttempt: false,
  durationMonths: 'unknown',
};
const sentences = (id: ScoreId, facts: CaseFacts): readonly string[] =>
  scoreOf(id, facts).sensitivity.map(({ sentence }) => sentence);

describe('the one fact that would turn a score', () => {
  it('is said with its measured value and range', () => {
    expect(
      scoreOf('kcct', { ...KCCT_THREE, ranges: { 'ctCalcium.maxCsaPercent': [41, 58] } }).sensitivity,
    ).toEqual([
      {
        fact: 'ctCalcium.maxCsaPercent',
        measured: 47,
        range: [41, 58],
        origin: 'measured',
        becomes: { min: 4, max: 4 },
        changesCategory: true,
        turnsAt: '50 %',
        sentence:
          'KCCT 3, becomes 4 if the greatest calcified share of the cross-section on CT is really 50 %, ' +
          'measured 47, range 41 to 58.',
      },
    ]);
  });
  it('is said with the place where it was found, as fine as it is read', () => {
    const facts = { ...KCCT_THREE, ranges: { 'ctCalcium.maxCsaPercent': [41.2051, 58] } } as const;
    const said = (places: CaseFacts['places']) => sentences('kcct', { ...facts, places: places ?? null });
    expect(said({ 'ctCalcium.maxCsaPercent': 14 })).toEqual([
      'KCCT 3, becomes 4 if the greatest calcified share of the cross-section on CT at 14 mm is really 50 %, ' +
        'measured 47, range 41.21 to 58.',
    ]);
    expect(said({ 'ctCalcium.maxCsaPercent': 0 })[0]).toContain('on CT at 0 mm is really');
    expect([said({ 'ctCalcium.maxArcDeg': 14 }), said({ 'ctCalcium.maxCsaPercent': null }), said({})]).toEqual(
      [said(null), said(null), said(null)]);
    expect(said(null)).toEqual(sentences('kcct', facts));
  });
  it('names both categories where they change', () => {
    expect(
      sentences('ct-rector', {
        multipleOcclusions: false,
        stump: 'tapered',
        ctCalcium: { maxCsaPercent: 47 },
        bendInOcclusionDeg: { ct: 0 },
        durationMonths: 3,
        priorFailedAttempt: false,
      }),
    ).toEqual([
      'CT-RECTOR 0, becomes 1 (easy to intermediate) if the greatest calcified share of the ' +
      'cross-section on CT is really ' +
        '50 %, measured 47, within our own tolerance of 42 to 52.',
    ]);
  });
  it('says "above" where the edge itself does not count', () => {
    const [only] = sentences('j-cto-ct', {
      ctCalcium: { maxCsaPercent: 47 },
      ranges: { 'ctCalcium.maxCsaPercent': [41, 58] },
    });
    expect(only).toBe(
      'J-CTO on CT 0 to 4, becomes 1 to 5 if the greatest calcified share of the cross-section on CT is ' +
        'really above 50 %, measured 47, range 41 to 58.',
    );
  });
  it('says "below" on the way down, and the edge itself where it stops counting there', () => {
    expect(
      sentences('ct-rector', {
        ctCalcium: { maxCsaPercent: 53 },
        ranges: { 'ctCalcium.maxCsaPercent': [48, 58] },
      })[0],
    ).toContain('is really below 50 %, measured 53, range 48 to 58.');
    expect(
      sentences('j-cto-ct', {
        ctCalcium: { maxCsaPercent: 53 },
        ranges: { 'ctCalcium.maxCsaPercent': [48, 58] },
      })[0],
    ).toContain('is really 50 %, measured 53, range 48 to 58.');
    expect(
      sentences('ivus-calcium', { ivus: { vesselMm: 3.4 }, ranges: { 'ivus.vesselMm': [3.2, 3.7] } })[0],
    ).toContain('becomes 0 to 3 if the vessel diameter beside the calcium on IVUS is really 3.5 mm');
    expect(
      sentences('ivus-calcium', { ivus: { vesselMm: 3.6 }, ranges: { 'ivus.vesselMm': [3.2, 3.7] } })[0],
    ).toContain('is really below 3.5 mm, measured 3.6');
  });
  it('is silent where the range reaches no edge, or only to one that does not count', () => {
    expect(
      sentences('j-cto-ct', {
        ctCalcium: { maxCsaPercent: 47 },
        ranges: { 'ctCalcium.maxCsaPercent': [46, 50] },
      }),
    ).toEqual([]);
    expect(
      sentences('ct-rector', {
        ctCalcium: { maxCsaPercent: 47 },
        ranges: { 'ctCalcium.maxCsaPercent': [46, 49] },
      }),
    ).toEqual([]);
    expect(
      sentences('ct-rector', {
        ctCalcium: { maxCsaPercent: 47 },
        ranges: { 'ctCalcium.maxCsaPercent': [46, 50] },
      }),
    ).toHaveLength(1);
  });
  it('is silent where the fact cannot change the points alone', () => {
    expect(
      sentences('kcct', {
        ctCalcium: { maxArcDeg: 100, maxCsaPercent: 47, fullMoon: false },
        ranges: { 'ctCalcium.maxCsaPercent': [41, 58] },
      }),
    ).toEqual([]);
  });
  it('takes along what was told because of it, as the engine tells it', () => {
    const of = (calcium: CaseFacts['ctCalcium'], share: readonly [number, number]) =>
      scoreOf('kcct', { ...KCCT_THREE, ctCalcium: calcium ?? null, ranges: { 'ctCalcium.maxCsaPercent': share } });
    const turns = (calcium: CaseFacts['ctCalcium'], share: readonly [number, number]) =>
      of(calcium, share).sensitivity.map(({ sentence }) => sentence.replace(/ if .* is really|, measured.*$/g, ''));
    const told = { maxArcDeg: 240, maxCsaPercent: 47, peripheralSevere: false, fullMoon: false };
    expect(turns(told, [41, 58])).toEqual(['KCCT 3, becomes 4 50 %']);
    expect(of(told, [45, 55]).distribution?.points).toEqual([{ min: 3, max: 3, share: 0.5 }, { min: 4, max: 4, share: 0.5 }]);
    expect(turns({ ...told, maxCsaPercent: 52, peripheralSevere: true }, [46, 58])).toEqual(['KCCT 4, becomes 3 below 50 %']);
    const moon = { maxArcDeg: 360, maxCsaPercent: 97, peripheralSevere: true, fullMoon: true };
    expect(turns(moon, [92, 100])).toEqual(['KCCT 5, becomes 4 below 95 %']);
    expect(turns(moon, [95, 100])).toEqual([]);
    expect(turns({ ...moon, fullMoon: false }, [92, 100])).toEqual(['KCCT 4, becomes 5 100 %']);
    // Told without the arc, it is open once its share may reach.
    expect(turns({ ...told, maxArcDeg: null }, [41, 58])).toEqual(['KCCT 3, becomes 3 to 4 50 %']);
    // Told severe without the arc, it is refuted by the share alone.
    expect(turns({ maxCsaPercent: 52, peripheralSevere: true, fullMoon: false }, [46, 58])).toEqual(['KCCT 4, becomes 3 below 50 %']);
  });
  it('leaves what was told where another fact decides, or is missing from the start', () => {
    const of = (ctCalcium: CaseFacts['ctCalcium'], share: readonly [number, number]) =>
      scoreOf('kcct', { ...KCCT_THREE, ctCalcium: ctCalcium ?? null, ranges: { 'ctCalcium.maxCsaPercent': share } });
    const severe = { peripheralSevere: false, fullMoon: false };
    const narrow = of({ ...severe, maxArcDeg: 100, maxCsaPercent: 47 }, [41, 58]);
    const arcless = of({ ...severe, maxCsaPercent: 52 }, [46, 58]);
    for (const score of [narrow, arcless]) {
      expect([score.sensitivity, score.distribution?.points, flagsOf(score)['peripheral']]).toEqual(
        [[], [{ min: 3, max: 3, share: 1 }], undefined]);
    }
    // A full moon of 93 % was told against the number: another number does not bear it out.
    const moon = of({ maxCsaPercent: 93, peripheralSevere: true, fullMoon: true }, [88, 98]);
    expect([moon.sensitivity, moon.distribution?.points]).toEqual([[], [{ min: 5, max: 5, share: 1 }]]);
  });
  it('leaves what was told where the numbers beside it say otherwise from the start', () => {
    const turns = (calcium: CaseFacts['ctCalcium'], share: readonly [number, number]) =>
      sentences('kcct', { ...KCCT_THREE, ctCalcium: calcium ?? null, ranges: { 'ctCalcium.maxCsaPercent': share } });
    // Greatest arc and greatest share in two places.
    expect(turns({ maxArcDeg: 240, maxCsaPercent: 52, peripheralSevere: false, fullMoon: false }, [46, 58])).toEqual([]);
    expect(turns({ maxArcDeg: 240, maxCsaPercent: 47, peripheralSevere: true, fullMoon: false }, [41, 58])).toEqual([]);
    expect(turns({ maxArcDeg: 300, maxCsaPercent: 97, peripheralSevere: true, fullMoon: true }, [92, 100])).toEqual([]);
  });
  it('is silent about a fact that is not known, whatever its range', () => {
    expect(sentences('kcct', { ranges: { 'ctCalcium.maxCsaPercent': [41, 58] } })).toEqual([]);
  });
  it('shows both totals of a value exactly at an edge, where sources draw it differently', () => {
    expect(
      sentences('j-cto', {
        stump: 'tapered',
        angioCalcium: 'none',
        bendInOcclusionDeg: { angio: 10 },
        occlusionLengthMm: { angio: 20 },
        priorFailedAttempt: false,
      }),
    ).toEqual([
      'J-CTO 1, becomes 0 (intermediate to easy) if the occlusion length on angiography is really below ' +
        '20 mm, measured 20.',
    ]);
    expect(sentences('j-cto-ct', { occlusionLengthMm: { ct: 20 } })[0]).toContain(
      'really above 20 mm, measured 20.',
    );
  });
  it('goes down and up where the range reaches an edge on each side', () => {
    const both = scoreOf('kcct', {
      ...KCCT_THREE,
      ctCalcium: { maxArcDeg: 360, maxCsaPercent: 80 },
      ranges: { 'ctCalcium.maxCsaPercent': [40, 100] },
    }).sensitivity;
    expect(both.map(({ becomes }) => becomes.min)).toEqual([3, 5]);
    expect(both[0]?.sentence).toContain('is really below 50 %');
    expect(both[1]?.sentence).toContain('is really 100 %');
  });
  it('reaches no further than what is possible', () => {
    const [turn] = scoreOf('kcct', { ...KCCT_THREE, ctCalcium: { maxArcDeg: 360, maxCsaPercent: 97 } }).sensitivity;
    expect([turn?.range, turn?.becomes.min]).toEqual([[92, 100], 5]);
    const full = scoreOf('kcct', { ...KCCT_THREE, ctCalcium: { maxArcDeg: 360, maxCsaPercent: 100 } }).sensitivity;
    expect(full.map(({ sentence }) => sentence.replace(/^.* is really /, ''))).toEqual([
      'below 100 %, measured 100, within our own tolerance of 95 to 100.',
    ]);
    const arc = scoreOf('kcct', { ...KCCT_THREE, ctCalcium: { maxArcDeg: 175, maxCsaPercent: 80 } }).sensitivity;
    expect(arc.map(({ range }) => range)).toEqual([[165, 185]]);
  });
  it('is told also where only the open part turns', () => {
    const [turn] = scoreOf('kcct', { ctCalcium: { maxCsaPercent: 47, fullMoon: false } }).sensitivity;
    expect(turn?.becomes).toEqual({ min: 0, max: 7 });
  });
  it('names no categories where one of them is not settled, or where they are the same', () => {
    const open: CaseFacts = {
      stump: 'blunt',
      bendInOcclusionDeg: { ct: 60 },
      occlusionLengthMm: { ct: 10 },
      ctCalcium: { maxCsaPercent: 49 },
    };
    expect(sentences('j-cto-ct', open)[0]).toContain('J-CTO on CT 2 to 3, becomes 3 to 4 if the greatest');
    expect(sentences('j-cto-ct', { ...open, ctCalcium: { maxCsaPercent: 51 } })[0]).toContain(
      'J-CTO on CT 3 to 4, becomes 2 to 3 if the greatest',
    );
    expect(
      sentences('oct-calcium', {
        oct: { arcDeg: 100, thicknessMm: 0.4, lengthMm: 5.2 },
        ranges: { 'oct.lengthMm': [4, 6] },
      })[0],
    ).toContain('OCT calcium 1, becomes 0 if the length');
  });
  it('tells ages in whole years', () => {
    expect(sentences('castle', { ageYears: 69.5 })[0]).toBe(
      'EuroCTO CASTLE 0 to 5, becomes 1 to 6 if the age is really 70 years, measured 69.5, in whole ' +
        'years 69 to 70.',
    );
  });
  it('puts what changes the category before what changes only the points', () => {
    const turns = scoreOf('progress-complications-2016', {
      ageYears: 65.5,
      occlusionLengthMm: { angio: 30 },
      plannedStrategies: ['AWE'],
      ranges: { 'occlusionLengthMm.angio': [22, 38] },
    });
    expect(turns.points).toEqual({ min: 5, max: 5 });
    expect(turns.sensitivity.map(({ fact, changesCategory }) => [fact, changesCategory])).toEqual([
      ['ageYears', true],
      ['occlusionLengthMm.angio', true],
    ]);
    const oct = scoreOf('oct-calcium', {
      oct: { arcDeg: 179, thicknessMm: 0.6, lengthMm: 5.2 },
      ranges: { 'oct.arcDeg': [170, 190], 'oct.lengthMm': [4, 6], 'oct.thicknessMm': [0.4, 0.7] },
    });
    expect(
      oct.sensitivity.map(({ fact, becomes, changesCategory }) => [fact, becomes.min, changesCategory]),
    ).toEqual([
      ['oct.arcDeg', 4, true],
      ['oct.thicknessMm', 1, false],
      ['oct.lengthMm', 1, false],
    ]);
  });
  it('counts another published rate or reading as another category, where there are no names', () => {
    const kcct = scoreOf('kcct', {
      ...KCCT_THREE,
      stump: 'tapered',
      occlusionLengthMm: { ct: 14.5 },
      ctCalcium: { maxCsaPercent: 0 },
      sideBranchAtProximalCap: false,
      durationMonths: 12,
      ranges: { 'occlusionLengthMm.ct': [14, 16], durationMonths: [12, 14] },
    });
    expect(kcct.points).toEqual({ min: 1, max: 1 });
    expect(kcct.sensitivity.map(({ becomes, changesCategory }) => [becomes.min, changesCategory])).toEqual([
      [0, true],
      [2, false],
    ]);
  });
  it('takes a measured value outside its own range as it is, and as far as the range goes', () => {
    expect(
      sentences('ct-rector', {
        ctCalcium: { maxCsaPercent: 40 },
        ranges: { 'ctCalcium.maxCsaPercent': [55, 60] },
      }),
    ).toHaveLength(1);
  });
});

describe('the distribution of a score over its ranges', () => {
  const shares = (id: ScoreId, facts: CaseFacts) =>
    scoreOf(id, facts).distribution?.points.map(({ min, max, share }) => [
      min,
      max,
      Math.round(share * 1e9) / 1e9,
    ]);

  it('is the share of the range on each side of the edge', () => {
    expect(shares('kcct', { ...KCCT_THREE, ranges: { 'ctCalcium.maxCsaPercent': [45, 55] } })).toEqual([
      [3, 3, 0.5],
      [4, 4, 0.5],
    ]);
    expect(shares('kcct', { ...KCCT_THREE, ranges: { 'ctCalcium.maxCsaPercent': [42, 58] } })).toEqual([
      [3, 3, 0.5],
      [4, 4, 0.5],
    ]);
    expect(shares('kcct', { ...KCCT_THREE, ranges: { 'ctCalcium.maxCsaPercent': [40, 80] } })).toEqual([
      [3, 3, 0.25],
      [4, 4, 0.75],
    ]);
  });
  it('multiplies independent facts: one half and one quarter', () => {
    expect(
      shares('kcct', {
        ...KCCT_THREE,
        ranges: { 'ctCalcium.maxCsaPercent': [45, 55], 'occlusionLengthMm.ct': [12, 16] },
      }),
    ).toEqual([
      [3, 3, 0.375],
      [4, 4, 0.5],
      [5, 5, 0.125],
    ]);
  });
  it('takes one fact that two items read once: severe and full moon share the area', () => {
    expect(
      shares('kcct', {
        ...KCCT_THREE,
        ctCalcium: { maxArcDeg: 170, maxCsaPercent: 47 },
        ranges: { 'ctCalcium.maxCsaPercent': [0, 100], 'ctCalcium.maxArcDeg': [170, 190] },
      }),
    ).toEqual([
      [3, 3, 0.75],
      [4, 4, 0.25],
    ]);
  });
  it('counts no stretch that the range only touches, or does not reach', () => {
    const far: CaseFacts = { ...KCCT_THREE, ctCalcium: { maxArcDeg: 240, maxCsaPercent: 55 } };
    expect(shares('kcct', { ...far, ranges: { 'ctCalcium.maxCsaPercent': [50, 60] } })).toEqual([[4, 4, 1]]);
    expect(shares('kcct', { ...far, ranges: { 'ctCalcium.maxCsaPercent': [52, 60] } })).toEqual([[4, 4, 1]]);
    expect(shares('kcct', { ...far, ranges: { 'ctCalcium.maxCsaPercent': [40, 50] } })).toEqual([[3, 3, 1]]);
  });
  it('is in ascending order of points, also where small values score', () => {
    expect(
      shares('ivus-calcium', {
        ivus: { arcDeg: 100, lengthMm: 3, ring: false, nodule: false, vesselMm: 3.4 },
        ranges: { 'ivus.vesselMm': [3.3, 3.6] },
      }),
    ).toEqual([
      [0, 0, 0.333333333],
      [1, 1, 0.666666667],
    ]);
    expect(
      shares('progress-death', { lvefPercent: 45, ageYears: 60, ranges: { lvefPercent: [40, 50], ageYears: [55, 75] } }),
    ).toEqual([
      [0, 2, 0.25],
      [1, 3, 0.5],
      [2, 4, 0.25],
    ]);
  });
  it('keeps what is open open', () => {
    expect(
      shares('kcct', {
        ...KCCT_THREE,
        priorFailedAttempt: null,
        ranges: { 'ctCalcium.maxCsaPercent': [45, 55] },
      }),
    ).toEqual([
      [3, 4, 0.5],
      [4, 5, 0.5],
    ]);
  });
  it('tells the shares of named categories, and of those that are not settled', () => {
    const { distribution } = scoreOf('ct-rector', {
      multipleOcclusions: false,
      stump: 'tapered',
      ctCalcium: { maxCsaPercent: 47 },
      bendInOcclusionDeg: { ct: 44 },
      durationMonths: 3,
      priorFailedAttempt: false,
      ranges: { 'ctCalcium.maxCsaPercent': [45, 55], 'bendInOcclusionDeg.ct': [40, 50] },
    });
    expect(distribution?.categories).toEqual([
      { category: 'easy', reading: null, share: 0.25 },
      { category: 'intermediate', reading: null, share: 0.5 },
      { category: 'difficult', reading: null, share: 0.25 },
    ]);
    expect(distribution?.assumption).toContain('independently');
  });
  it('names no categories where the score does not apply', () => {
    const { distribution } = scoreOf('cl', {
      priorFailedAttempt: true,
      occlusionLengthMm: { angio: 20 },
      ranges: { 'occlusionLengthMm.angio': [18, 22] },
    });
    expect(distribution?.points.map(({ share }) => share)).toEqual([0.5, 0.5]);
    expect(distribution?.categories).toEqual([]);
  });
  it('keeps the two sides of a cut point apart that has no names', () => {
    const { distribution } = scoreOf('kcct', {
      ...KCCT_THREE,
      ranges: { 'ctCalcium.maxCsaPercent': [45, 55] },
    });
    expect(distribution?.categories.map(({ reading, share }) => [reading?.slice(0, 9), share])).toEqual([
      ['below the', 0.5],
      ['not below', 0.5],
    ]);
  });
  it('is absent where equal chances give what was measured none: a full moon at the end of its range', () => {
    const moon = (maxCsaPercent: number, fullMoon: boolean | null = null) =>
      shares('kcct', {
        ...KCCT_THREE,
        ctCalcium: { maxArcDeg: 360, maxCsaPercent, fullMoon },
        ranges: { 'ctCalcium.maxCsaPercent': [90, 100] },
      });
    expect(moon(100)).toBe(undefined);
    expect(moon(99)).toEqual([[4, 4, 1]]);
    const fraction = (lvefPercent: number, range: readonly [number, number]) =>
      shares('progress-death', {
        ageYears: 50, angioCalcium: 'none', plannedStrategies: ['AWE'], lvefPercent, ranges: { lvefPercent: range },
      });
    expect([fraction(45, [45, 50]), fraction(45, [40, 45]), fraction(45, [40, 50])]).toEqual(
      [undefined, [[1, 1, 1]], [[0, 0, 0.5], [1, 1, 0.5]]]);
    expect([fraction(40, [40, 45]), fraction(45, [45, 45])]).toEqual([[[1, 1, 1]], [[1, 1, 1]]]);
    expect(moon(100, true)).toEqual([[4, 4, 0.5], [5, 5, 0.5]]);
  });
  it('is certain where a range has no width, and absent where no range bears on the score', () => {
    expect(shares('kcct', { ...KCCT_THREE, ranges: { 'ctCalcium.maxCsaPercent': [50, 50] } })).toEqual([
      [4, 4, 1],
    ]);
    expect(scoreOf('kcct', { ...KCCT_THREE, ranges: { ageYears: [60, 70] } }).distribution).toBe(null);
    expect(scoreOf('kcct', { ranges: { 'ctCalcium.maxCsaPercent': [45, 55] } }).distribution).toBe(null);
    expect(scoreOf('kcct', { ...KCCT_THREE, ranges: {} }).distribution).toBe(null);
    expect(scoreOf('kcct', KCCT_THREE).distribution).toBe(null);
  });
  it('does not count a range of a duration that is known to be unknown', () => {
    expect(scoreOf('kcct', { ...KCCT_THREE, ranges: { durationMonths: [6, 24] } }).distribution).toBe(null);
  });
});
