import { calciumSevere } from '../definitions.ts';
import { all, not } from '../expression.ts';
import { crossed, notProgressing } from './readings.ts';
import { bothReadings, type CrossingAlgorithm } from './table.ts';

/**
 * The EuroCTO algorithm of 2019: off but for the one criterion that was read.
 *
 * @source Galassi 2019, EuroIntervention 15:198, doi:10.4244/EIJ-D-18-00826; E1 as the seed review states it,
 * doi:10.4244/EIJ-D-22-01096
 */
export const euroCto: CrossingAlgorithm = {
  id: 'euro',
  name: 'EuroCTO algorithm 2019',
  citation: 'Galassi 2019, EuroIntervention 15:198, doi:10.4244/EIJ-D-18-00826',
  ends: crossed,
  ...bothReadings(() => [
    {
      id: 'E1', when: all(not(notProgressing), calciumSevere), first: 'knuckle', mark: 'SEED', status: 'read',
      text: 'Heavy calcification in the occlusion is one criterion for primary knuckle wiring, extraplaque.',
    },
  ]),
  remarks: [],
  off: [
    {
      id: 'E2', mark: 'UNVERIFIED',
      text: 'Clear or tapered stump, good landing zone, short: wire escalation, step up, parallel wire.',
    },
    {
      id: 'E3', mark: 'UNVERIFIED',
      text: 'Clear cap, long, tortuous or calcified, good landing zone: dissection and re-entry by device.',
    },
    {
      id: 'E4', mark: 'UNVERIFIED',
      text: 'Ambiguous cap, poor distal vessel or bifurcation at the distal cap, with good collaterals: '
        + 'retrograde, by wires and then by dissection.',
    },
    { id: 'E5', mark: 'UNVERIFIED', text: 'No progress: change; stop by dose, contrast, time.' },
    { id: 'E6', mark: 'UNVERIFIED', text: 'CT, where available, in planning of complex or repeat cases.' },
  ],
  silence: 'Its one verified criterion, heavy calcium before anything was tried, does not apply; '
    + 'its other rows are not verified and are off.',
  status: 'unverified',
};
