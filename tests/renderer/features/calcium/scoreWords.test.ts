import { describe, expect, it } from 'vitest';
import type { CaseFacts } from '../../../../core/lesion/caseFacts.ts';
import { scoreCard } from '../../../../core/scores/scoreCard.ts';
import { scoreLine, type ScoreLine, SHOWN_SCORES } from '../../../../renderer/features/calcium/scoreWords.ts';

const known: CaseFacts = {
  vessel: 'RCA', ageYears: 71, stump: 'blunt', sideBranchAtProximalCap: true, multipleOcclusions: false, priorFailedAttempt: false, durationMonths: 6, priorCabg: false,
  priorMi: false, proximalTortuosity: 'none', proximalCapAmbiguous: false, angioCalcium: 'severe', angioCalciumLengthPercent: 76, collaterals: { interventional: true },
  occlusionLengthMm: { ct: 31, angio: 31 }, bendInOcclusionDeg: { ct: 10, angio: 10 },
  ctCalcium: { maxArcDeg: 360, maxCsaPercent: 100, peripheralSevere: true, fullMoon: true, lengthPercent: 80 },
};
const lines = (facts: CaseFacts): Readonly<Record<string, ScoreLine>> => {
  const { scores } = scoreCard(facts);
  return Object.fromEntries(SHOWN_SCORES.map((id) => {
    const score = scores.find((one) => one.id === id);
    if (score === undefined) throw new Error(id);
    return [id, scoreLine(score, facts)];
  }));
};

describe('six scores in few words', () => {
  it('say their total, of how much, by what, and how well it is known', () => {
    const { kcct, cl, 'progress-cto': progress } = lines(known);
    expect([kcct?.name, kcct?.total, kcct?.of, kcct?.mark]).toEqual(['KCCT', '5', 'of 8', 'CT, I']);
    expect([cl?.isUnverified, cl?.mark]).toEqual([true, 'angio, M unverified']);
    expect(progress?.name).toBe('PROGRESS');
  });
  it('name what is open, and widen by it', () => {
    const { 'j-cto': jcto } = lines({ ...known, priorFailedAttempt: null });
    expect([jcto?.total, jcto?.sentence, jcto?.flips]).toEqual(['3–4', 'open: re-try', false]);
    expect(jcto?.items).toContain('re-try 0–1');
  });
  it('mark where the calcium, within its range, would turn them', () => {
    const { kcct } = lines({ ...known, ranges: { 'ctCalcium.maxCsaPercent': [91, 100], 'ctCalcium.maxArcDeg': [350, 360] } });
    expect([kcct?.flips, kcct?.total]).toEqual([true, '4–5']);
    expect(kcct?.sentence).toBe('becomes 4 if the greatest area share is below 95 %: best 100 %, from 91 % to 100 %');
  });
  it('stay where the range does not reach a line, and say how far it is', () => {
    const { 'ct-rector': rector } = lines({ ...known, ranges: { 'ctCalcium.maxCsaPercent': [91, 100] } });
    expect([rector?.flips, rector?.sentence]).toEqual([false, 'stays 2: greatest area share 91 to 100 %, line at 50 %']);
  });
  it('say where calcium is no item', () => expect(lines(known)['progress-cto']?.sentence).toBe('no item on calcium: low is no reassurance'));
});
