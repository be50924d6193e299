import { calciumSevere } from '../definitions.ts';
import { all, atLeast, no, not, surely, yes, type Condition } from '../expression.ts';
import {
  crossed, distalCalcium, lengthOnAngiography, notProgressing, POOR, poorDistalVessel,
} from './readings.ts';
import { bothReadings, type Adding, type CrossingAlgorithm, type Option, type Row } from './table.ts';

/** Length from which dissection is offered beside antegrade wiring, mm, edge inclusive. @source own */
const GLOBAL_LENGTH_MM = 20;

const rows = (adding: Adding): readonly Row[] => {
  const ambiguous = yes('proximalCapAmbiguous');
  const poor = poorDistalVessel(POOR, adding(distalCalcium));
  const retro = yes('collaterals.interventional');
  const severe = adding(calciumSevere);
  const isLong = atLeast(lengthOnAngiography, GLOBAL_LENGTH_MM);
  const dissectionWhenLong: Option = { strategy: 'ADR', when: isLong };
  const retrogradeWhen = (feasible: Condition): readonly Option[] => [
    { strategy: 'RDR', when: all(feasible, severe), id: 'G7' },
    { strategy: 'retrograde', when: all(feasible, not(severe)) },
  ];
  return [
    {
      id: 'G8', when: notProgressing, first: 'change of strategy', mark: 'READ', status: 'read',
      others: [
        { strategy: 'ADR' }, ...retrogradeWhen(retro), { strategy: 'investment procedure', id: 'G9' },
      ],
      text: 'No progress: change the strategy; if the crossing fails, consider an investment procedure.',
    },
    {
      id: 'G3', when: all(ambiguous, retro), first: null, mark: 'READ', status: 'read',
      others: [{ strategy: 'IVUS-guided entry' }, ...retrogradeWhen(retro), { strategy: 'move-the-cap' }],
      text: 'Ambiguous cap, retrograde feasible: IVUS, retrograde, or moving the cap, as equals.',
    },
    {
      id: 'G3', when: all(ambiguous, not(retro)), first: 'antegrade wiring',
      others: [{ strategy: 'IVUS-guided entry' }, { strategy: 'move-the-cap' }], mark: 'READ', status: 'read',
      text: 'Ambiguous cap, retrograde not feasible: antegrade, with IVUS or by moving the cap.',
    },
    {
      id: 'G7', when: all(poor, retro, severe), first: 'RDR',
      mark: 'READ/SEED; criteria list UNVERIFIED', status: 'read',
      text: 'Retrograde in severe calcium, among other criteria: dissection and re-entry rather than wires.',
    },
    {
      id: 'G4', when: all(poor, retro), first: 'retrograde', mark: 'READ', status: 'read',
      text: 'Poor distal vessel, retrograde feasible: retrograde.',
    },
    {
      id: 'G4', when: all(no('proximalCapAmbiguous'), adding(yes('distalCapAtBifurcation'))),
      first: 'dual-lumen microcatheter and IVUS', mark: 'READ', status: 'read',
      others: [{ strategy: 'antegrade wiring', id: 'G6' }, dissectionWhenLong],
      text: 'Bifurcation at the distal cap: dual-lumen microcatheter and IVUS.',
    },
    {
      id: 'G6', when: no('proximalCapAmbiguous'), first: 'antegrade wiring', others: [dissectionWhenLong],
      mark: 'READ (title)', status: 'read',
      text: 'Otherwise antegrade wiring; its strategies by length and course.',
    },
  ];
};

/**
 * The Global crossing algorithm of 2021 as a decision table. Its ten steps were read; the order in which
 * steps 3 to 7 decide is our own encoding.
 *
 * @source Wu 2021, J Am Coll Cardiol 78:840, doi:10.1016/j.jacc.2021.05.055; abstract and the opening of a
 * commentary were read, not the figure
 */
export const globalCrossing: CrossingAlgorithm = {
  id: 'global',
  name: 'Global crossing algorithm 2021',
  citation: 'Wu 2021, J Am Coll Cardiol 78:840, doi:10.1016/j.jacc.2021.05.055',
  ends: crossed,
  ...bothReadings(rows),
  remarks: [
    {
      id: 'G1', when: not(notProgressing), mark: 'READ', status: 'read',
      text: 'Dual angiography first, triple after bypass surgery: inject the donor, 2 to 3 s later the '
        + 'occluded vessel. Not needed where the distal vessel fills from its own side only.',
    },
    {
      id: 'G2', when: not(notProgressing), mark: 'READ', status: 'read',
      text: 'Review cap, occluded segment, distal vessel and collaterals before the first wire.',
    },
    {
      id: 'G5', when: surely(all(not(notProgressing), yes('collaterals.interventional'))),
      mark: 'READ', status: 'read',
      text: 'A retrograde crossing is feasible: by graft, septal or epicardial collateral.',
    },
    {
      id: 'G10', when: notProgressing, mark: 'READ (numbers UNVERIFIED)', status: 'read',
      text: 'Stop for a high dose, much contrast, a long time, a serious complication, fatigue, or missing '
        + 'skill or kit.',
    },
  ],
  off: [],
  silence: 'No step of the Global algorithm that was read fits these facts.',
  status: 'read',
};
