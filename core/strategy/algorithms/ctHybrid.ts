import { ctAvailable } from '../definitions.ts';
import { anyOf, not, yes } from '../expression.ts';
import { atTheCut, hybridRows } from './hybrid.ts';
import {
  crossed, distalCalcium, lengthOnCt, notProgressing, POOR_OR_FORKED, poorDistalVessel,
} from './readings.ts';
import { bothReadings, type Adding, type CrossingAlgorithm, type Row } from './table.ts';

const MARKS = { mark: 'READ idea, node detail UNVERIFIED', status: 'unverified' } as const;

// Once something has failed, or without CT, this algorithm has nothing more to say.
const rows = (adding: Adding): readonly Row[] => [
  {
    id: 'C0', when: anyOf(notProgressing, not(ctAvailable)), first: null, ...MARKS,
    text: 'Only for a first strategy that is planned on a CT angiogram.',
  },
  ...hybridRows(
    'C', lengthOnCt,
    poorDistalVessel(POOR_OR_FORKED, distalCalcium, adding(yes('distalCapAtBifurcation'))), MARKS,
  ),
];

/**
 * The CT-based hybrid algorithm: the questions of the hybrid algorithm, read on CT; nodes not read.
 *
 * @source Opolski, Nap, Knaapen 2021, Neth Heart J, doi:10.1007/s12471-020-01510-1; abstract read
 */
export const ctHybrid: CrossingAlgorithm = {
  id: 'ct',
  name: 'CT-based hybrid algorithm 2021',
  citation: 'Opolski 2021, Neth Heart J, doi:10.1007/s12471-020-01510-1',
  ends: crossed,
  ...bothReadings(rows),
  remarks: [
    {
      id: 'C0', when: ctAvailable, mark: 'READ', status: 'read',
      text: 'CT cannot tell an intraplaque from a subintimal wire: the track is never inferred from CT.',
    },
    {
      id: 'C2', when: atTheCut(lengthOnCt), mark: 'OWN', status: 'unverified',
      text: 'The occlusion measures exactly 20 mm: counting 20 mm as long is ours.',
    },
  ],
  off: [],
  silence: 'No row of the CT-based algorithm fits these facts.',
  status: 'unverified',
};
