/** What a run shows of a dual injection. */
export type RunRole = 'donor' | 'target';

/** Words by which laboratories name their runs. "Contralateral" means the vessel that fills the collaterals. */
const DONOR = /\b(donor|contra-?lateral|retrograde)\b/i;
const TARGET = /\b(target|cto|occlu(?:ded|sion)|ipsi-?lateral|antegrade)\b/i;

/** The role that a run's description names; null where it names none, or both. */
export function proposedRole(description: string | null): RunRole | null {
  if (description === null) return null;
  const [isDonor, isTarget] = [DONOR.test(description), TARGET.test(description)];
  return isDonor === isTarget ? null : isDonor ? 'donor' : 'target';
}
