import { hu } from '../../../core/units.ts';
import { useVesselDesk } from '../../state/vesselDesk.ts';
import { useVesselActions } from '../vessel/useVessel.ts';
import { useCalciumDesk } from './calciumStore.ts';
import { ruleHu } from './thresholdWords.ts';
import type { CalciumView } from './useCalcium.ts';
import type { Writes } from './useCalciumCommands.ts';

/** The threshold of the part that is looked at, and what can be done with it. */
export interface ThresholdDo {
  /** In the hand or kept, HU. */
  readonly value: number;
  readonly isUser: boolean;
  /** Everything follows it; it is not kept yet. */
  readonly drag: (value: number) => void;
  /** It goes back to what is kept. */
  readonly cancel: () => void;
  readonly set: (value: number, gesture?: string) => void;
  readonly backToRule: () => void;
}

/** The threshold in the occlusion, or beside contrast. */
export function useThreshold({ vessel: { work: { threshold } }, findings }: CalciumView, writes: Writes): ThresholdDo {
  const actions = useVesselActions();
  const part = useCalciumDesk((desk) => desk.part);
  const own = part === 'occlusion' ? threshold.occlusionHu : threshold.openHu;
  const both = (value: number | null) => {
    const changed = value === null ? null : hu(value);
    return part === 'occlusion' ? { openHu: threshold.openHu, occlusionHu: changed } : { openHu: changed, occlusionHu: threshold.occlusionHu };
  };
  const set = (value: number | null, gesture?: string): void => {
    const { openHu, occlusionHu } = both(value);
    actions.setThreshold(openHu, occlusionHu, gesture);
  };
  return {
    value: own ?? ruleHu(findings.threshold, part), isUser: own !== null,
    drag: (value) => useVesselDesk.getState().setLive({ threshold: both(value) }),
    cancel: () => useVesselDesk.getState().setLive(null),
    set: writes((value: number, gesture?: string) => set(value, gesture)),
    backToRule: writes(() => set(null)),
  };
}
