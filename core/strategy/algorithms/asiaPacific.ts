import { calciumSevere, tortuousOcclusion } from '../definitions.ts';
import { above, all, anyOf, atLeast, named, no, not, surely, yes, type Condition } from '../expression.ts';
import {
  crossed, distalCalcium, lengthOnAngiography, notProgressing, POOR, poorDistalVessel, wireWentAstray,
} from './readings.ts';
import { bothReadings, type Adding, type CrossingAlgorithm, type Row } from './table.ts';

/** Length that counts towards a combination of difficulties, mm, edge inclusive; alone it never decides. */
const ASIA_PACIFIC_LENGTH_MM = 20;

/** Where the algorithm says to stop, row A9. That it does was read, the numbers were not. */
export const ASIA_PACIFIC_STOP = { minutes: 180, contrastPerEgfr: 3.7, airKermaGy: 5 } as const;

/** At least two hold: how many make a "combination" is not verified; two is the fewest that can. */
const combination = (difficulties: readonly Condition[]): Condition => anyOf(
  ...difficulties.flatMap((one, at) => difficulties.slice(at + 1).map((other) => all(one, other))),
);

const rows = (adding: Adding): readonly Row[] => {
  const ambiguous = yes('proximalCapAmbiguous');
  const poor = poorDistalVessel(POOR, adding(distalCalcium));
  const retro = yes('collaterals.interventional');
  const antegrade = named(
    'primary antegrade', all(not(notProgressing), no('proximalCapAmbiguous'), not(poor)), 'row A3',
  );
  const difficulties = [
    calciumSevere, tortuousOcclusion, atLeast(lengthOnAngiography, ASIA_PACIFIC_LENGTH_MM),
    yes('priorFailedAttempt'),
  ].map(adding);
  return [
    {
      id: 'A8', when: all(wireWentAstray, surely(yes('intraplaqueSpent'))), first: null,
      others: [{ strategy: 'IVUS-guided wiring' }, { strategy: 'LAST' }],
      mark: 'READ ("final options")', status: 'read',
      text: 'That failed too: wiring guided by IVUS, or limited subintimal tracking, as final options.',
    },
    {
      id: 'A7', when: wireWentAstray, first: null, mark: 'READ', status: 'read',
      others: [{ strategy: 'parallel wire' }, { strategy: 'ADR' }],
      text: 'The first antegrade wire went subintimal: a parallel wire, or re-entry with Stingray.',
    },
    {
      id: 'A2', when: all(not(notProgressing), anyOf(ambiguous, poor), retro), first: 'retrograde',
      others: [
        { strategy: 'IVUS-guided entry', when: all(ambiguous, yes('sideBranchAtProximalCap')), id: 'A1' },
      ],
      mark: 'READ', status: 'read',
      text: 'Ambiguous cap or poor distal vessel with an interventional collateral: primary retrograde.',
    },
    {
      id: 'A1', when: all(not(notProgressing), ambiguous, yes('sideBranchAtProximalCap')),
      first: 'IVUS-guided entry', mark: 'READ (role), condition UNVERIFIED', status: 'unverified',
      text: 'Ambiguous cap with a side branch that takes the probe: antegrade entry guided by IVUS.',
    },
    {
      id: 'A4', when: all(antegrade, adding(yes('inStent'))), first: 'CrossBoss',
      mark: 'READ', status: 'read',
      text: 'Antegrade inside a stent: CrossBoss first.',
    },
    {
      id: 'A5', when: all(antegrade, combination(difficulties)), first: 'ADR',
      mark: 'READ; how many are needed UNVERIFIED', status: 'unverified',
      text: 'Antegrade with a combination of severe calcium, tortuosity, 20 mm or more, or a previous '
        + 'failure (two are counted as one): dissection and re-entry, by knuckle or CrossBoss. An '
        + 'ambiguous course counts too, but is not among the facts.',
    },
    {
      id: 'A6', when: antegrade, first: 'AWE',
      others: [{ strategy: 'ADR', when: surely(anyOf(...difficulties)), id: 'A5' }],
      mark: 'READ', status: 'read',
      text: 'Antegrade without such a combination: wire escalation. Length alone never decides.',
    },
  ];
};

/**
 * The Asia Pacific algorithm of 2017 as a decision table.
 *
 * @source Harding 2017, JACC Cardiovasc Interv 10:2135, doi:10.1016/j.jcin.2017.06.071; abstract, club
 * page and a commentary were read, not the figure
 */
export const asiaPacific: CrossingAlgorithm = {
  id: 'asia-pacific',
  name: 'Asia Pacific algorithm 2017',
  citation: 'Harding 2017, JACC Cardiovasc Interv 10:2135, doi:10.1016/j.jcin.2017.06.071',
  ends: crossed,
  ...bothReadings(rows),
  remarks: [
    {
      id: 'A3',
      when: surely(all(
        not(notProgressing), no('proximalCapAmbiguous'), not(poorDistalVessel(POOR, surely(distalCalcium))),
      )),
      mark: 'READ', status: 'read', text: 'Clear cap and good distal vessel: primary antegrade.',
    },
    {
      id: 'A9',
      when: surely(anyOf(
        above('elapsedMin', ASIA_PACIFIC_STOP.minutes),
        above({ ratio: ['contrastMl', 'egfr'] }, ASIA_PACIFIC_STOP.contrastPerEgfr),
        above('airKermaGy', ASIA_PACIFIC_STOP.airKermaGy),
      )),
      mark: 'numbers UNVERIFIED (that guidance exists: READ)', status: 'unverified',
      text: 'Beyond 3 h, a contrast volume of 3.7 times the eGFR, or 5 Gy: stop, unless well advanced.',
    },
  ],
  off: [],
  silence: 'No row of the Asia Pacific algorithm that was read fits these facts.',
  status: 'read',
};
