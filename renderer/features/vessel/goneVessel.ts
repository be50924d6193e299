import type { VesselId } from '../../../core/contract/ids.ts';
import type { PlanView } from '../../../core/contract/plans.ts';
import type { vesselsOf } from '../../../core/lesion/vesselWork.ts';

type Vessels = ReturnType<typeof vesselsOf>;
/** The plans of a case; null where they are not known. */
export type PlansKnown = readonly Pick<PlanView, 'vessel' | 'versions'>[] | null;
const NO_VESSEL = { id: null, path: null } as const;

/** The vessel that was chosen; the first where nobody has, or it is gone: but none in the place of the one that `gone` names. */
export function chosenOf(vessels: Vessels, chosen: VesselId | null, gone: VesselId | null): Vessels[number] | typeof NO_VESSEL {
  const there = vessels.find(({ id }) => id === chosen);
  return there ?? (chosen !== null && chosen === gone ? NO_VESSEL : vessels[0] ?? NO_VESSEL);
}

/** The chosen vessel where it is not traced and there is, or may be, a plan of it; else null. */
export const goneVessel = (vessels: Vessels, chosen: VesselId | null, plans: PlansKnown): VesselId | null =>
  (chosen === null || vessels.some(({ id }) => id === chosen) || plans?.some(({ vessel }) => vessel === chosen) === false ? null : chosen);

/** The newest version of a vessel's plan that is signed and not withdrawn; null where there is none. */
export const validVersion = (plans: NonNullable<PlansKnown>, vessel: VesselId): number | null =>
  plans.find((plan) => plan.vessel === vessel)?.versions.filter(({ withdrawn }) => withdrawn === null)
    .reduce<number | null>((newest, { version }) => Math.max(version, newest ?? 0), null) ?? null;
