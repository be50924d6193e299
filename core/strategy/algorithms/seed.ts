import {
  calciumSevere, ctAvailable, fullMoonOnCt, longOcclusion, tortuousOcclusion,
} from '../definitions.ts';
import { all, anyOf, is, not, surely, yes, type Condition } from '../expression.ts';
import { crossed, notProgressing } from './readings.ts';
import { bothReadings, type Adding, type CrossingAlgorithm, type Option, type Row } from './table.ts';

const READ = { mark: 'SEED', status: 'read' } as const;
const intraplaque = surely(is('track', 'intraplaque'));
const proven = all(intraplaque, surely(yes('trackConfirmedByIvus')));
const retro = yes('collaterals.interventional');

const LADDER_C: readonly Option[] = [
  { strategy: 'OPN balloon', when: intraplaque, id: 'S123' },
  { strategy: 'IVL', when: yes('ivlDeliverable'), id: 'S124' },
  { strategy: 'atherectomy', when: proven, id: 'S125' },
];
const LADDER_B: readonly Option[] = [
  { strategy: 'low-profile balloon', id: 'S103' },
  { strategy: 'screwing microcatheter', id: 'S106' },
  { strategy: 'BAM', id: 'S107' },
  { strategy: 'atherectomy', when: intraplaque, id: 'S108' },
];
const LADDER_A: readonly Option[] = [
  { strategy: 'more support', id: 'S072' },
  { strategy: 'screwing microcatheter', when: yes('proximalCapCalcified'), id: 'S073' },
  { strategy: 'move-the-cap', id: 'S074' },
  { strategy: 'Carlino', id: 'S077' },
  {
    strategy: 'IVL from the side branch',
    when: all(yes('sideBranchAtProximalCap'), yes('ivlDeliverable')), id: 'S078',
  },
  { strategy: 'retrograde', when: retro, id: 'S079' },
];
const reentry = (when: Condition): readonly Option[] => [{ strategy: 'RDR', when }];

const rows = (adding: Adding): readonly Row[] => [
  {
    id: 'S122', when: surely(yes('undilatable')), first: 'high-pressure NC balloon', others: LADDER_C,
    ...READ,
    text: 'The waist remains: ladder C, from the high-pressure balloon on.',
  },
  {
    id: 'S112', when: surely(all(yes('deviceUncrossable'), yes('intraplaqueSpent'))), first: 'ADR',
    others: reentry(retro), ...READ,
    text: 'No device passes and the intraplaque options are spent: extraplaque, as second line.',
  },
  {
    id: 'S102', when: surely(yes('deviceUncrossable')), first: 'more support', others: LADDER_B, ...READ,
    text: 'No device passes: ladder B, from better support on.',
  },
  {
    id: 'S121', when: surely(is('phase', 'preparation')), first: 'plaque preparation', ...READ,
    text: 'Devices have crossed: prepare the plaque.',
  },
  {
    id: 'S090', when: crossed, first: 'device crossing', ...READ,
    text: 'The wire is across: follow with microcatheter and balloon.',
  },
  {
    id: 'S071', when: all(notProgressing, surely(yes('capImpenetrable'))), first: 'stiffer wires',
    others: LADDER_A, ...READ,
    text: 'No wire passes the cap: ladder A, from stiffer wires on.',
  },
  {
    id: 'S081', when: notProgressing, first: 'ADR', others: reentry(retro), ...READ,
    text: 'The intraplaque attempt failed: dissection and re-entry as second line.',
  },
  {
    id: 'S052', when: all(adding(yes('proximalCapAmbiguous')), not(ctAvailable)), first: 'CCTA',
    others: [{ strategy: 'AWE', id: 'S080' }], ...READ,
    text: 'Ambiguous course: CT angiography first, then as after it.',
  },
  {
    id: 'S080', when: all(), first: 'AWE', ...READ,
    others: [
      { strategy: 'RWE', when: retro },
      { strategy: 'stiffer wires', when: calciumSevere, id: 'S082' },
      { strategy: 'knuckle', when: anyOf(longOcclusion, tortuousOcclusion), id: 'S083' },
      { strategy: 'move-the-cap', when: fullMoonOnCt, id: 'S074' },
      { strategy: 'ADR', id: 'S081' },
      { strategy: 'RDR', when: retro, id: 'S081' },
    ],
    text: 'Intraplaque first, by antegrade wires or retrograde ones: it keeps the tools for calcium usable. '
      + 'Severe calcium: stiff wires; behind them, at a full moon, moving the cap. Long or tortuous: '
      + 'extraplaque within the vessel. Dissection and re-entry are the second line.',
  },
];

/**
 * The order of the seed review itself, from first wire to full expansion: S-ids are those of its rules.
 *
 * @source Mashayekhi 2023, EuroIntervention, doi:10.4244/EIJ-D-22-01096; read in full but for the drawings
 */
export const seed: CrossingAlgorithm = {
  id: 'seed',
  name: 'EuroCTO Club review 2023',
  citation: 'Mashayekhi 2023, EuroIntervention, doi:10.4244/EIJ-D-22-01096',
  ends: surely(all(is('phase', 'before-stent', 'after-stent', 'follow-up'), not(surely(yes('undilatable'))))),
  ...bothReadings(rows),
  remarks: [],
  off: [],
  silence: 'The review orders nothing for these facts.',
  status: 'read',
};
