import type { Station } from '../../state/viewStore.ts';

const LABELS: Readonly<Record<Station, string>> = {
  worklist: 'Worklist',
  images: 'Images',
  vessel: 'Vessel',
  calcium: 'Calcium',
  angiogram: 'Angiogram',
  lesion: 'Lesion',
  plan: 'Plan',
};

/** The stations of the open case. */
export const CASE_STATIONS = ['images', 'vessel', 'calcium', 'angiogram', 'lesion', 'plan'] as const satisfies readonly Station[];
export type CaseStationName = (typeof CASE_STATIONS)[number];
export const isCaseStation = (station: Station): station is CaseStationName => CASE_STATIONS.some((one) => one === station);

/** Those of them that measure the vessel. */
export const MEASURING_STATIONS: readonly Station[] = ['vessel', 'calcium', 'lesion', 'plan'];

/** Those that show what a second reader must not see while he reads blind. */
export const SEEING_STATIONS: readonly Station[] = ['vessel', 'lesion'];

/** A station's name, and why it cannot be entered now; null where it can. */
export function stationOf(
  station: Station,
  hasCase: boolean,
): { readonly label: string; readonly closed: string | null } {
  const label = LABELS[station];
  return { label, closed: station === 'worklist' || hasCase ? null : 'Open a case first' };
}
