import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withFact, type CaseFacts, type FactPath } from '../../../../core/lesion/caseFacts.ts';
import { asked } from './asked.ts';

/** Cases of which everything is known, and the modalities say the same: what is left out is read nowhere else. */
const known: fc.Arbitrary<CaseFacts> = fc.record({
  isCtDone: fc.boolean(), isSevere: fc.boolean(), length: fc.constantFrom(5, 19.9, 20, 20.1, 40),
  bend: fc.constantFrom(0, 45, 45.1, 90), diameterMm: fc.constantFrom(1.5, 1.9, 2, 3),
  diseased: fc.boolean(), calciumArcDeg: fc.constantFrom(0, 89, 90, 180), interventional: fc.boolean(),
  answers: fc.record({
    proximalCapAmbiguous: fc.boolean(), sideBranchAtProximalCap: fc.boolean(),
    distalCapAtBifurcation: fc.boolean(), inStent: fc.boolean(), priorFailedAttempt: fc.boolean(),
    capImpenetrable: fc.boolean(), intraplaqueSpent: fc.boolean(),
    track: fc.constantFrom('intraplaque', 'extraplaque', 'mixed'),
  }),
}).map(({ answers, isCtDone, isSevere, length, bend, diameterMm, diseased, calciumArcDeg, interventional }) => ({
  ...answers,
  ctDone: isCtDone,
  angioCalcium: isSevere ? 'severe' : 'mild',
  occlusionLengthMm: { angio: length }, bendInOcclusionDeg: { angio: bend },
  distalVessel: { diameterMm, diseased, calciumArcDeg }, collaterals: { interventional },
}));

/** Facts of the lesion; what happened in the procedure is reported, not asked. */
const LESION: readonly FactPath[] = [
  'proximalCapAmbiguous', 'sideBranchAtProximalCap', 'distalCapAtBifurcation', 'inStent', 'priorFailedAttempt',
  'ctDone', 'angioCalcium', 'occlusionLengthMm.angio', 'bendInOcclusionDeg.angio', 'distalVessel.diameterMm',
  'distalVessel.diseased', 'distalVessel.calciumArcDeg', 'collaterals.interventional',
];
const without = (facts: CaseFacts, paths: readonly FactPath[]): CaseFacts =>
  paths.reduce((rest, path) => withFact(rest, path, null), facts);
const partly = fc.tuple(known, fc.subarray([...LESION]));

describe('more knowledge', () => {
  it('never overturns what was decided, and asks only for what is not known', () => {
    fc.assert(fc.property(partly, ([facts, hidden]) => {
      const [some, all] = [asked(without(facts, hidden)).algorithms, asked(facts).algorithms];
      some.forEach((answer, at) => {
        const end = all[at];
        if (answer.standing === 'decided' || answer.standing === 'ended') {
          expect(end).toMatchObject({ standing: answer.standing, first: answer.first, status: answer.status });
        }
        expect(answer.because.filter((path) => hidden.includes(path))).toEqual([]);
        expect(answer.needs.length > 0).toBe(['waits', 'on-condition'].includes(answer.standing));
      });
    }), { numRuns: 400 });
  });

  it('ends within what was possible: the first answer, an alternative, or no row at all', () => {
    fc.assert(fc.property(partly, ([facts, hidden]) => {
      const [some, all] = [asked(without(facts, hidden)).algorithms, asked(facts).algorithms];
      all.forEach((end, at) => {
        const { first, alternatives } = some[at] ?? { first: null, alternatives: [] };
        const possible = [first, ...alternatives];
        const ends = end.first === null ? end.alternatives : [end.first];
        expect(ends.filter((strategy) => !possible.includes(strategy))).toEqual([]);
      });
    }), { numRuns: 400 });
  });

  it('leaves nothing to ask once everything is known', () => {
    fc.assert(fc.property(known, (facts) => {
      expect(asked(facts).algorithms.flatMap(({ needs }) => needs)).toEqual([]);
    }), { numRuns: 200 });
  });
});
