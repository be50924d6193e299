import type { CaseFacts } from '../../../../core/lesion/caseFacts.ts';
import { worldOf } from '../../../../core/strategy/evaluation.ts';
import type { Parameters } from '../../../../core/strategy/parameters.ts';
import { crossingAlgorithms, type SideBySide } from '../../../../core/strategy/sideBySide.ts';

/** All algorithms asked about the facts. */
export const asked = (facts: CaseFacts, parameters?: Parameters): SideBySide =>
  crossingAlgorithms(worldOf(facts, parameters === undefined ? {} : { parameters }));

type Id = SideBySide['algorithms'][number]['id'];
/** What one of them answers. */
export function answerOf(
  id: Id, facts: CaseFacts, parameters?: Parameters,
): SideBySide['algorithms'][number] {
  const found = asked(facts, parameters).algorithms.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no algorithm ${id}`);
  return found;
}

/** A case in which every fact that a crossing algorithm reads is known, and nothing is difficult. */
export const PLAIN: CaseFacts = {
  proximalCapAmbiguous: false, sideBranchAtProximalCap: false, distalCapAtBifurcation: false,
  occlusionLengthMm: { angio: 15, ct: 15 }, bendInOcclusionDeg: { angio: 10, ct: 10 },
  distalVessel: { diameterMm: 2.8, diseased: false, calciumArcDeg: 0 },
  collaterals: { interventional: true }, angioCalcium: 'mild', ctCalcium: { maxCsaPercent: 20 },
  inStent: false, priorFailedAttempt: false, ctDone: true,
};
