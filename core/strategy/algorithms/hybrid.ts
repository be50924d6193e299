import {
  all, atLeast, atMost, below, no, not, surely, yes, type Condition, type Quantity,
} from '../expression.ts';
import {
  crossed, distalCalcium, lengthOnAngiography, notProgressing, POOR_OR_FORKED, poorDistalVessel,
} from './readings.ts';
import { bothReadings, type Adding, type CrossingAlgorithm, type Row } from './table.ts';

/** From this length on it dissects, mm. The source writes < and > only: at 20, we dissect. */
const HYBRID_LENGTH_MM = 20;

const retro = yes('collaterals.interventional');
const noRetro = no('collaterals.interventional');

/** The conditions of the rows H1 to H7, over a length and a reading of the distal vessel. */
const arms = (length: Quantity, poor: Condition) => {
  const ambiguous = yes('proximalCapAmbiguous');
  const clear = no('proximalCapAmbiguous');
  const [short, long] = [below(length, HYBRID_LENGTH_MM), atLeast(length, HYBRID_LENGTH_MM)];
  return {
    H1: all(clear, not(poor), short),
    H2: all(clear, not(poor), long),
    H3: all(ambiguous, retro, short),
    H4: all(ambiguous, retro, long),
    H5short: all(clear, poor, retro, short),
    H5long: all(clear, poor, retro, long),
    H6: all(ambiguous, noRetro),
    H7short: all(clear, poor, noRetro, short),
    H7long: all(clear, poor, noRetro, long),
  };
};

/**
 * The seven answers of the hybrid algorithm to cap, length, distal vessel and collateral.
 *
 * @param letter - first letter of the row ids
 * @param marks - the mark and status of each row, where they are not those of the hybrid algorithm itself
 * @source Brilakis 2012, JACC Cardiovasc Interv 5:367, doi:10.1016/j.jcin.2012.02.006
 */
export function hybridRows(
  letter: 'H' | 'C', length: Quantity, poor: Condition, marks?: Pick<Row, 'mark' | 'status'>,
): readonly Row[] {
  const when = arms(length, poor);
  const read = marks ?? ({ mark: 'READ', status: 'read' } as const);
  const unverified = marks ?? ({ mark: 'UNVERIFIED', status: 'unverified' } as const);
  return [
    {
      id: `${letter}1`, when: when.H1, first: 'AWE', ...read,
      text: 'Clear cap, good distal vessel, occlusion below 20 mm: antegrade wire escalation.',
    },
    {
      id: `${letter}2`, when: when.H2, first: 'ADR', ...read,
      text: 'Clear cap, good distal vessel, occlusion of 20 mm or more: antegrade dissection and re-entry.',
    },
    {
      id: `${letter}3`, when: when.H3, first: 'RWE', ...read,
      ...(marks === undefined ? { mark: 'READ (arm), length split READ' } : {}),
      text: 'Ambiguous cap with an interventional collateral, below 20 mm: retrograde wire escalation.',
    },
    {
      id: `${letter}4`, when: when.H4, first: 'RDR', ...read,
      text: 'Ambiguous cap with an interventional collateral, 20 mm or more: '
        + 'retrograde dissection and re-entry.',
    },
    {
      id: `${letter}5`, when: when.H5short, first: 'RWE', ...read,
      text: 'Poor distal vessel with an interventional collateral, below 20 mm: retrograde wire escalation.',
    },
    {
      id: `${letter}5`, when: when.H5long, first: 'RDR', ...read,
      text: 'Poor distal vessel with an interventional collateral, 20 mm or more: '
        + 'retrograde dissection and re-entry.',
    },
    {
      id: `${letter}6`, when: when.H6, first: null, ...unverified,
      others: [{ strategy: 'IVUS-guided entry' }, { strategy: 'move-the-cap' }, { strategy: 'defer' }],
      text: 'Ambiguous cap without an interventional collateral: antegrade with IVUS or by moving the cap, '
        + 'or defer.',
    },
    {
      id: `${letter}7`, when: when.H7short, first: 'AWE', ...unverified,
      text: 'Poor distal vessel without an interventional collateral, below 20 mm: '
        + 'antegrade wire escalation.',
    },
    {
      id: `${letter}7`, when: when.H7long, first: 'ADR', ...unverified,
      text: 'Poor distal vessel without an interventional collateral, 20 mm or more: '
        + 'antegrade dissection and re-entry.',
    },
  ];
}

const rows = (adding: Adding): readonly Row[] => [
  {
    id: 'H8', when: notProgressing, first: 'change of strategy', mark: 'READ (early switch)', status: 'read',
    others: [{ strategy: 'ADR' }, { strategy: 'RWE', when: retro }, { strategy: 'RDR', when: retro }],
    text: 'The first strategy does not progress: change early, after minutes rather than hours, to another '
      + 'of the four. How many minutes is not verified.',
  },
  ...hybridRows(
    'H', lengthOnAngiography,
    poorDistalVessel(POOR_OR_FORKED, adding(distalCalcium), adding(yes('distalCapAtBifurcation'))),
  ),
];

/**
 * The hybrid algorithm of 2012 as a decision table. It does not look at calcium.
 *
 * @source Brilakis 2012, JACC Cardiovasc Interv 5:367, doi:10.1016/j.jcin.2012.02.006; figure captions, a
 * textbook chapter and an adherence paper were read, not the figure
 */
export const hybrid: CrossingAlgorithm = {
  id: 'hybrid',
  name: 'Hybrid algorithm 2012',
  citation: 'Brilakis 2012, JACC Cardiovasc Interv 5:367, doi:10.1016/j.jcin.2012.02.006',
  ends: crossed,
  ...bothReadings(rows),
  remarks: [
    {
      id: 'H2', when: atTheCut(lengthOnAngiography), mark: 'OWN', status: 'unverified',
      text: 'The occlusion measures exactly 20 mm: the source splits below and above only; counting 20 mm as '
        + 'long is ours.',
    },
  ],
  off: [],
  silence: 'No row of the hybrid algorithm fits these facts.',
  status: 'read',
};

/**
 * The length lies exactly on the cut of the hybrid algorithm.
 *
 * @source own reading of the edge
 */
export function atTheCut(length: Quantity): Condition {
  return surely(all(atLeast(length, HYBRID_LENGTH_MM), atMost(length, HYBRID_LENGTH_MM)));
}
