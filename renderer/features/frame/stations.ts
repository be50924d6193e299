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

/** A station's name, and why it cannot be entered now; null where it can. */
export function stationOf(
  station: Station,
  hasCase: boolean,
): { readonly label: string; readonly closed: string | null } {
  const label = LABELS[station];
  if (station === 'worklist') return { label, closed: null };
  if (station === 'images') return { label, closed: hasCase ? null : 'Open a case first' };
  return { label, closed: `${label}: comes with the next version` };
}
