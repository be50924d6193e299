import { describe, expect, it } from 'vitest';
import type { CaseFacts } from '../../../core/lesion/caseFacts.ts';
import { calciumTable } from '../../../core/scores/calciumTable.ts';
import { SCORE_IDS, type ScoreId } from '../../../core/scores/score.ts';
import { scoreCard } from '../../../core/scores/scoreCard.ts';
import { SCORES } from '../../../core/scores/scores.ts';
import { flagsOf, pointsOfScore, scoredBy, scoreOf } from './asked.ts';

describe('a case of which nothing is known', () => {
  const { scores } = scoreCard({});
  it('gives exactly one entry per id, in the order of the contract', () => {
    expect(scores.map(({ id }) => id)).toEqual([...SCORE_IDS]);
  });
  it('gives every score its whole range, all items open, nothing settled', () => {
    for (const score of scores) {
      expect([score.points.min, score.points.max]).toEqual([...score.range]);
      expect(score.items.every(({ flag, value }) => flag === 'unknown' && value === null)).toBe(true);
      expect([score.category, score.applicable, score.sensitivity, score.distribution]).toEqual([
        null,
        true,
        [],
        null,
      ]);
    }
    expect(scores.map(({ range }) => range)).toEqual([
      [0, 5],
      [0, 5],
      [0, 4],
      [0, 8],
      [0, 6],
      [0, 8],
      [0, 6],
      [0, 6],
      [0, 7],
      [0, 4],
      [0, 5],
      [0, 5],
      [0, 4],
      [0, 6.5],
      [0, 6],
      [0, 4],
      [0, 4],
    ]);
  });
  it('reads null as not known', () => {
    const nulls: CaseFacts = {
      stump: null,
      angioCalcium: null,
      ctCalcium: null,
      occlusionLengthMm: { angio: null, ct: null },
      ageYears: null,
      durationMonths: null,
      plannedStrategies: null,
      ranges: null,
    };
    expect(scoreCard(nulls)).toEqual(scoreCard({}));
  });
});

describe('which scores apply', () => {
  const applies = (id: ScoreId, facts: CaseFacts) => {
    const { applicable, reason } = scoreOf(id, facts);
    return [applicable, reason];
  };
  it('CL is for first attempts', () => {
    expect(applies('cl', { priorFailedAttempt: true })).toEqual([
      false,
      'Made from first attempts only; an attempt at this lesion has failed before.',
    ]);
    expect(applies('cl', { priorFailedAttempt: false })).toEqual([true, null]);
    expect(applies('cl', {})).toEqual([true, 'For first attempts only; whether this is one is not known.']);
  });
  it('pericardiocentesis is for patients without bypass surgery', () => {
    expect(applies('progress-pericardiocentesis', { priorCabg: true })).toEqual([
      false,
      'Made from patients without previous bypass surgery.',
    ]);
    expect(applies('progress-pericardiocentesis', { priorCabg: false })).toEqual([true, null]);
    expect(applies('progress-pericardiocentesis', {})).toEqual([
      true,
      'For patients without previous bypass surgery; whether there was any is not known.',
    ]);
  });
  it('J-CTO says that its cohort holds native vessels', () => {
    expect(applies('j-cto', { vessel: 'graft' })).toEqual([
      true,
      'Its cohort holds native vessels only; a graft is outside it.',
    ]);
    expect([applies('j-cto', { vessel: 'RCA' }), applies('j-cto-ct', {})]).toEqual([
      [true, null],
      [true, null],
    ]);
  });
  it('where a score does not apply its points have no meaning', () => {
    const { points, category, categories, reading, outcome, otherOutcomes, byStrategy } = scoreOf(
      'progress-pericardiocentesis',
      { priorCabg: true, ageYears: 80, sex: 'F', angioCalcium: 'severe', plannedStrategies: ['RDR'] },
    );
    expect({ points, category, categories, reading, otherOutcomes }).toEqual({
      points: { min: 5, max: 5 },
      category: null,
      categories: [],
      reading: null,
      otherOutcomes: [],
    });
    expect([outcome.lowPercent, outcome.highPercent, outcome.evidence]).toEqual([null, null, null]);
    expect(byStrategy).toEqual([
      { strategy: 'RDR', points: { min: 5, max: 5 }, category: null, lowPercent: null, highPercent: null },
    ]);
  });
});

describe('what a value says that no paper names', () => {
  it('an invisible stump counts as blunt, marked, but where the paper names it', () => {
    const stump = (id: ScoreId) =>
      scoreOf(id, { stump: 'invisible' }).items.find(({ value }) => value === 'invisible');
    const marked: readonly ScoreId[] = [
      'j-cto',
      'j-cto-ct',
      'cl',
      'kcct',
      'ct-rector',
      'progress-mace',
      'w-cto',
      'recharge',
    ];
    for (const id of marked)
      expect([id, stump(id)?.points.min, stump(id)?.flag]).toEqual([
        id,
        id === 'w-cto' ? 2 : 1,
        'not-in-source',
      ]);
    for (const id of ['castle', 'progress-perforation'] as const)
      expect([stump(id)?.points.min, stump(id)?.flag]).toEqual([1, null]);
  });
  it('mild tortuosity is present in W-CTO, marked, and none in PROGRESS', () => {
    const facts: CaseFacts = { proximalTortuosity: 'mild' };
    expect(flagsOf(scoreOf('w-cto', facts))['tortuosity']).toBe('not-in-source');
    expect(flagsOf(scoreOf('progress-cto', facts))['tortuosity']).toBeUndefined();
  });
  it('an unseen course stays open but in CASTLE, where it scores by itself', () => {
    const facts: CaseFacts = { proximalTortuosity: 'unseen' };
    const item = (id: ScoreId) => {
      const found = scoreOf(id, facts).items.find((one) => one.id === 'tortuosity');
      return [found?.points, found?.flag, found?.value];
    };
    expect(item('castle')).toEqual([{ min: 1, max: 1 }, null, 'unseen']);
    expect(item('progress-cto')).toEqual([{ min: 0, max: 1 }, 'unknown', 'unseen']);
    expect(item('w-cto')).toEqual([{ min: 0, max: 1 }, 'unknown', 'unseen']);
  });
  it('a graft is no LCx and not the LAD, marked', () => {
    expect(flagsOf(scoreOf('progress-cto', { vessel: 'graft' }))['circumflex']).toBe('not-in-source');
    expect(flagsOf(scoreOf('cl', { vessel: 'graft' }))['location']).toBe('not-in-source');
    expect(flagsOf(scoreOf('cl', { vessel: 'LM' }))['location']).toBeUndefined();
  });
  it('CASTLE reads severe and none without the length, marked, and nothing between', () => {
    const extent = (facts: CaseFacts) => {
      const found = scoreOf('castle', facts).items.find(({ id }) => id === 'extent');
      return [found?.points.min, found?.points.max, found?.flag, found?.value];
    };
    expect(extent({ angioCalcium: 'severe' })).toEqual([1, 1, 'not-in-source', 'severe']);
    expect(extent({ angioCalcium: 'none' })).toEqual([0, 0, 'not-in-source', 'none']);
    expect(extent({ angioCalcium: 'moderate' })).toEqual([0, 1, 'unknown', 'moderate']);
    expect(extent({ angioCalcium: 'severe', angioCalciumLengthPercent: 10 })).toEqual([0, 0, null, 10]);
  });
});

describe('modalities', () => {
  const ids: readonly (readonly [ScoreId, 'ct' | 'angio'])[] = [
    ['j-cto', 'angio'],
    ['j-cto-ct', 'ct'],
    ['kcct', 'ct'],
    ['recharge', 'angio'],
  ];
  it.each(ids)('%s reads length and bend by %s first', (id, own) => {
    const other = own === 'ct' ? 'angio' : 'ct';
    const score = scoreOf(id, {
      occlusionLengthMm: { [own]: 5, [other]: 50 },
      bendInOcclusionDeg: { [own]: 5, [other]: 80 },
    });
    const seen = score.items.filter((item) => item.id === 'length' || item.id === 'bend');
    expect(seen.map(({ value, points, flag }) => [value, points.max, flag])).toEqual([
      [5, 0, null],
      [5, 0, null],
    ]);
    const alone = scoreOf(id, { occlusionLengthMm: { [other]: 50 }, bendInOcclusionDeg: { [other]: 80 } });
    expect([flagsOf(alone)['length'], flagsOf(alone)['bend']]).toEqual(['other-modality', 'other-modality']);
  });
  it('calcium is never read across them', () => {
    const onCt = scoreCard({
      ctCalcium: { maxArcDeg: 360, maxCsaPercent: 100, fullMoon: true, peripheralSevere: true },
    });
    const onAngio = scoreCard({ angioCalcium: 'severe', angioCalciumLengthPercent: 90 });
    const open = (card: ReturnType<typeof scoreCard>) =>
      calciumTable(card.scores)
        .filter(({ points, modality }) => modality !== null && points.min < points.max)
        .map(({ modality }) => modality);
    expect(new Set(open(onCt))).toEqual(new Set(['angiography', 'IVUS', 'OCT']));
    expect(new Set(open(onAngio))).toEqual(new Set(['CT', 'IVUS', 'OCT']));
  });
});

describe('facts that do not fit together', () => {
  const calcium = (ctCalcium: NonNullable<CaseFacts['ctCalcium']>) => {
    const flags = flagsOf(scoreOf('kcct', { ctCalcium }));
    return [flags['peripheral'] ?? null, flags['full-moon'] ?? null];
  };
  it('are marked, never refused: a full moon of less than 95 % or 350°', () => {
    expect(calcium({ fullMoon: true, maxCsaPercent: 95, maxArcDeg: 350 })).toEqual([null, 'boundary']);
    expect(calcium({ fullMoon: true, maxCsaPercent: 100, maxArcDeg: 360 })).toEqual([null, null]);
    expect(calcium({ fullMoon: true, maxCsaPercent: 94, maxArcDeg: 360 })).toEqual([
      'sources-differ',
      'sources-differ',
    ]);
    expect(calcium({ fullMoon: true, maxCsaPercent: 100, maxArcDeg: 349 })).toEqual([
      'sources-differ',
      'sources-differ',
    ]);
    expect(calcium({ fullMoon: false, peripheralSevere: true, maxCsaPercent: 100, maxArcDeg: 360 })[1]).toBe(
      'sources-differ',
    );
  });
  it('are marked also where a number beside them lies near an edge that decides nothing', () => {
    expect(calcium({ fullMoon: true, maxCsaPercent: 60, maxArcDeg: 181 })).toEqual([
      'sources-differ',
      'sources-differ',
    ]);
  });
  it('are marked: severe peripheral calcium of less than 180° or 50 %', () => {
    expect(calcium({ peripheralSevere: true, fullMoon: false, maxCsaPercent: 50, maxArcDeg: 180 })).toEqual([
      'boundary',
      null,
    ]);
    expect(calcium({ peripheralSevere: true, fullMoon: false, maxCsaPercent: 49, maxArcDeg: 180 })[0]).toBe(
      'sources-differ',
    );
    expect(calcium({ peripheralSevere: true, fullMoon: false, maxCsaPercent: 50, maxArcDeg: 179 })[0]).toBe(
      'sources-differ',
    );
    expect(calcium({ peripheralSevere: false, fullMoon: true })).toEqual(['sources-differ', null]);
    // The two greatest values may lie in two places: then neither contradicts the other.
    expect(calcium({ peripheralSevere: false, fullMoon: false, maxCsaPercent: 80, maxArcDeg: 300 })).toEqual([
      null,
      null,
    ]);
  });
});

describe('the plan', () => {
  const patient: CaseFacts = {
    ageYears: 70,
    sex: 'M',
    angioCalcium: 'severe',
    stump: 'blunt',
    lvefPercent: 45,
  };
  it('takes the larger of re-entry and retrograde, marked', () => {
    const mixed = scoreOf('progress-mace', { ...patient, plannedStrategies: ['ADR', 'RDR'] });
    expect([pointsOfScore(mixed), flagsOf(mixed)['strategy']]).toEqual([5, 'not-in-source']);
    const pure = scoreOf('progress-mace', { ...patient, plannedStrategies: ['AWE', 'RDR'] });
    expect([pointsOfScore(pure), flagsOf(pure)['strategy']]).toEqual([5, undefined]);
  });
  it('is shown strategy by strategy; all four while none is planned', () => {
    const open = scoreOf('progress-mace', patient);
    expect(pointsOfScore(open)).toEqual([3, 5]);
    expect(open.byStrategy).toEqual([
      { strategy: 'AWE', points: { min: 3, max: 3 }, category: null, lowPercent: 2.2, highPercent: 2.2 },
      { strategy: 'ADR', points: { min: 4, max: 4 }, category: null, lowPercent: 3.8, highPercent: 3.8 },
      { strategy: 'RWE', points: { min: 5, max: 5 }, category: null, lowPercent: 4.9, highPercent: 4.9 },
      { strategy: 'RDR', points: { min: 5, max: 5 }, category: null, lowPercent: 4.9, highPercent: 4.9 },
    ]);
    const planned = scoreOf('progress-complications-2016', { ...patient, plannedStrategies: ['RWE', 'AWE'] });
    expect(planned.byStrategy?.map(({ strategy }) => strategy)).toEqual(['AWE', 'RWE']);
  });
  it('stands in complication scores only', () => {
    expect(
      scoreCard({})
        .scores.filter(({ byStrategy }) => byStrategy !== undefined)
        .map(({ id }) => id),
    ).toEqual([
      'progress-complications-2016',
      'progress-mace',
      'progress-death',
      'progress-pericardiocentesis',
      'progress-perforation',
    ]);
  });
});

describe('categories', () => {
  it('are all named that the points may still fall into, and none where none has a name', () => {
    const names = (id: ScoreId, facts: CaseFacts) => {
      const { category, categories, reading } = scoreOf(id, facts);
      return [category, categories, reading];
    };
    const settled: CaseFacts = {
      stump: 'tapered',
      angioCalcium: 'mild',
      bendInOcclusionDeg: { angio: 30 },
      priorFailedAttempt: false,
    };
    expect(names('j-cto', settled)).toEqual([null, ['intermediate', 'difficult'], null]);
    expect(names('j-cto', { ...settled, occlusionLengthMm: { angio: 5 } })).toEqual([
      'intermediate',
      ['intermediate'],
      null,
    ]);
    expect(names('kcct', {})).toEqual([null, [], null]);
    expect(names('oct-calcium', { oct: { arcDeg: 90 } })).toEqual(['good', ['good'], 'good stent expansion']);
  });
});

describe('published rates', () => {
  it('are never shown where they are unverified or were not read', () => {
    for (const table of SCORES) {
      const hidden = table.published.flatMap(({ rates }) =>
        rates.filter(({ evidence }) => evidence === 'M' || evidence === '-'),
      );
      const numbers = new Set(hidden.flatMap(({ lowPercent }) => (lowPercent === null ? [] : [lowPercent])));
      for (const facts of [{}, { priorFailedAttempt: false }]) {
        const { outcome, otherOutcomes } = scoredBy(table)(facts);
        for (const { lowPercent, highPercent } of [outcome, ...otherOutcomes])
          expect(numbers.has(lowPercent ?? -1) || numbers.has(highPercent ?? -1)).toBe(false);
      }
    }
    const low = scoreOf('cl', {
      vessel: 'LAD',
      priorCabg: false,
      priorMi: false,
      angioCalcium: 'none',
      stump: 'tapered',
      priorFailedAttempt: false,
      occlusionLengthMm: { angio: 5 },
    });
    expect([low.points.max, low.category, low.outcome.lowPercent, low.otherOutcomes]).toEqual([
      0,
      'high',
      null,
      [],
    ]);
  });
  it('span all totals in question, and none where one of them was not read', () => {
    const castle = (facts: CaseFacts) => {
      const { outcome } = scoreOf('castle', {
        priorCabg: false,
        ageYears: 50,
        proximalTortuosity: 'none',
        occlusionLengthMm: { angio: 5 },
        ...facts,
      });
      return [outcome.lowPercent, outcome.highPercent, outcome.evidence];
    };
    expect(castle({ stump: 'tapered' })).toEqual([8, 8, 'A']);
    expect(castle({})).toEqual([null, null, null]);
  });
  it('of several outcomes and cohorts stand side by side', () => {
    const { outcome, otherOutcomes } = scoreOf('kcct', {
      stump: 'blunt',
      sideBranchAtProximalCap: false,
      bendInOcclusionDeg: { ct: 0 },
      occlusionLengthMm: { ct: 5 },
      ctCalcium: { maxCsaPercent: 0 },
      priorFailedAttempt: false,
      durationMonths: 3,
    });
    expect([outcome.name, outcome.lowPercent, outcome.evidence]).toEqual([
      'guidewire crossing within 30 min',
      84,
      'B',
    ]);
    expect(otherOutcomes.map(({ name, lowPercent, highPercent }) => [name, lowPercent, highPercent])).toEqual(
      [['procedural success', 94, 100]],
    );
  });
  it('carry the weakest of their marks, wherever it stands', () => {
    const { points, outcome: highest } = scoreOf('kcct', {
      stump: 'blunt',
      sideBranchAtProximalCap: true,
      bendInOcclusionDeg: { ct: 60 },
      occlusionLengthMm: { ct: 20 },
      ctCalcium: { fullMoon: true },
      priorFailedAttempt: true,
    });
    expect([points, highest.lowPercent, highest.highPercent, highest.evidence]).toEqual([
      { min: 7, max: 8 },
      0,
      30,
      'B',
    ]);
  });
  it('carry the weakest of their marks', () => {
    const { outcome } = scoreOf('kcct', {
      stump: 'tapered',
      bendInOcclusionDeg: { ct: 0 },
      occlusionLengthMm: { ct: 5 },
      ctCalcium: { maxCsaPercent: 0 },
      priorFailedAttempt: false,
      durationMonths: 3,
    });
    expect([outcome.lowPercent, outcome.highPercent, outcome.evidence]).toEqual([84, 100, 'B']);
  });
});

describe('the tables', () => {
  it.each(SCORES.map((table) => [table.id, table] as const))('of %s fit together', (_id, table) => {
    const greatest = table.items.reduce(
      (sum, { grades }) => sum + Math.max(...grades.map(({ points }) => points)),
      0,
    );
    expect([0, greatest]).toEqual([...table.range]);
    for (const stretches of [table.categories, ...table.published.map(({ rates }) => rates)]) {
      expect(stretches[0]?.least).toBe(table.range[0]);
      expect(stretches.at(-1)?.most).toBe(table.range[1]);
      stretches
        .slice(1)
        .forEach(({ least }, at) => expect(least - (stretches[at]?.most ?? 0)).toBe(table.step));
    }
    expect(new Set(table.items.map(({ id }) => id)).size).toBe(table.items.length);
    expect(table.citation).toMatch(/\d{4}|PMC/);
    expect(table.items.every(({ label, definition }) => label !== '' && definition.endsWith('.'))).toBe(true);
  });
  it('leave out Ellis 2017, whose weights were not found', () => {
    expect(SCORES.some(({ citation }) => citation.includes('Ellis'))).toBe(false);
  });
});
