import type { Vignette } from './vignette.ts';

/** Cap, tracking, device. Expectations by hand from sections 4 to 6 of the clinical notes. */
export const CROSSING: readonly Vignette[] = [
  {
    name: 'a calcified impenetrable cap with collaterals, by a hybrid operator',
    facts: {
      phase: 'cap',
      capImpenetrable: true,
      proximalCapCalcified: true,
      sideBranchAtProximalCap: false,
      collaterals: { interventional: true },
      skills: ['ADR', 'RDR'],
    },
    fires: ['S070', 'S071', 'S072', 'S073', 'S074', 'S077', 'S079'],
    silent: ['S078', 'S079b', 'S153'],
  },
  {
    name: 'an impenetrable cap that is not calcified, by an operator without retrograde re-entry',
    facts: { capImpenetrable: true, proximalCapCalcified: false, skills: ['ADR'] },
    fires: ['S079b'],
    silent: ['S073'],
  },
  {
    name: 'a cap that the wire passes',
    facts: { capImpenetrable: false },
    silent: ['S070', 'S071', 'S072', 'S073', 'S074', 'S077', 'S078', 'S079', 'S079b'],
  },
  {
    name: 'nothing known of the cap',
    facts: {},
    waits: ['S070', 'S071', 'S073', 'S079b'],
  },
  {
    name: 'BASE chosen: the plan is extraplaque whatever was planned before',
    facts: { baseChosen: true, plannedTrack: 'intraplaque', angioCalcium: 'severe' },
    fires: ['S075', 'S076', 'S088'],
    silent: ['S082'],
  },
  {
    name: 'BASE chosen at planning puts the gates of section 8 on what is planned',
    facts: {
      baseChosen: true,
      balloon: { kind: 'SC', pressureAtm: 16, diameterMm: 3 },
      proximalReferenceMm: 3,
    },
    blocks: ['S140', 'S145'],
    silent: ['S150'],
  },
  {
    name: 'no BASE, intraplaque planned through severe calcium',
    facts: { baseChosen: false, plannedTrack: 'intraplaque', angioCalcium: 'severe' },
    fires: ['S082'],
    silent: ['S075', 'S076', 'S088', 'S084', 'S150'],
  },
  {
    name: 'the wire went extraplaque: second line',
    facts: { track: 'extraplaque', wireCrossed: false, phase: 'tracking' },
    fires: ['S081', 'S080', 'S088'],
    silent: ['S090', 'S011', 'S054'],
  },
  {
    name: 'the wire is intraplaque',
    facts: { track: 'intraplaque' },
    silent: ['S081', 'S129', 'S140', 'S143', 'S144', 'S145', 'S146', 'S088'],
  },
  {
    name: 'along a mixed track the gates ask where the device lies',
    facts: { track: 'mixed', balloon: { kind: 'NC', pressureAtm: 18 }, ivus: { pattern: 'eccentric' } },
    waits: ['S140', 'S145', 'S129'],
    silent: ['S081'],
  },
  {
    name: 'short and straight',
    facts: { occlusionLengthMm: { ct: 12 }, bendInOcclusionDeg: { ct: 10 } },
    silent: ['S083', 'S084', 'S087', 'S111'],
  },
  {
    name: 'short but bent, extraplaque planned',
    facts: { occlusionLengthMm: { ct: 12 }, bendInOcclusionDeg: { ct: 60 }, plannedTrack: 'extraplaque' },
    fires: ['S083', 'S084', 'S088'],
    silent: ['S087'],
  },
  {
    name: 'long, extraplaque not planned',
    facts: { occlusionLengthMm: { angio: 30 }, plannedTrack: 'intraplaque' },
    fires: ['S083'],
    silent: ['S084'],
  },
  {
    name: 'CT outranks angiography for length',
    facts: { occlusionLengthMm: { ct: 15, angio: 30 }, bendInOcclusionDeg: { ct: 10, angio: 60 } },
    silent: ['S083'],
  },
  {
    name: 'a long, bent, severely calcified right coronary artery',
    facts: {
      vessel: 'RCA',
      angioCalcium: 'severe',
      occlusionLengthMm: { angio: 40 },
      bendInOcclusionDeg: { angio: 70 },
    },
    fires: ['S083', 'S087'],
  },
  {
    name: 'the same in the LAD',
    facts: {
      vessel: 'LAD',
      angioCalcium: 'severe',
      occlusionLengthMm: { angio: 40 },
      bendInOcclusionDeg: { angio: 70 },
    },
    silent: ['S087'],
  },
  {
    name: 'ADR to a large soft distal vessel',
    facts: { plannedStrategies: ['AWE', 'ADR'], distalVessel: { diameterMm: 3, calciumArcDeg: 0 } },
    fires: ['S085'],
    silent: ['S086'],
  },
  {
    name: 'ADR to a small distal vessel',
    facts: { plannedStrategies: ['ADR'], distalVessel: { diameterMm: 1.8 } },
    fires: ['S086'],
    silent: ['S085'],
  },
  {
    name: 'ADR to a calcified distal vessel',
    facts: { plannedStrategies: ['ADR'], distalVessel: { diameterMm: 3, calciumArcDeg: 200 } },
    fires: ['S086'],
    silent: ['S085'],
  },
  {
    name: 'ADR with nothing known of the distal vessel',
    facts: { plannedStrategies: ['ADR'] },
    waits: ['S085', 'S086', 'S049'],
  },
  {
    name: 'IVUS proves the track: its gate opens',
    facts: { trackConfirmedByIvus: true },
    silent: ['S089'],
    fires: ['S058'],
  },
  {
    name: 'IVUS denies the track: its gate stays shut',
    facts: { trackConfirmedByIvus: false, track: 'intraplaque', undilatable: true },
    fires: ['S123'],
    blocks: ['S089'],
    silent: ['S125'],
  },
  {
    name: 'device-uncrossable with the wire across, intraplaque',
    facts: { wireCrossed: true, deviceUncrossable: true, track: 'intraplaque', intraplaqueSpent: false },
    fires: ['S100', 'S102', 'S108', 'S090'],
    silent: ['S112', 'S121'],
  },
  {
    name: 'device-uncrossable, intraplaque options spent, extraplaque',
    facts: { deviceUncrossable: true, intraplaqueSpent: true, track: 'extraplaque' },
    fires: ['S107', 'S112'],
    silent: ['S108'],
    waits: ['S100'],
  },
  {
    name: 'devices pass',
    facts: { wireCrossed: true, deviceUncrossable: false },
    fires: ['S121', 'S090'],
    silent: ['S100', 'S102', 'S103', 'S104', 'S105', 'S106', 'S107', 'S108', 'S112', 'S147'],
  },
  {
    name: 'the wire has not crossed',
    facts: { wireCrossed: false, phase: 'planning' },
    fires: ['S080', 'S040'],
    silent: ['S011', 'S054', 'S060', 'S090', 'S100', 'S121'],
  },
  {
    name: 'the microcatheter is stuck on an intraplaque wire',
    facts: { plannedTrack: 'intraplaque', microcatheterStuck: true },
    fires: ['S110'],
  },
  {
    name: 'the microcatheter moves',
    facts: { plannedTrack: 'intraplaque', microcatheterStuck: false },
    silent: ['S110'],
  },
  {
    name: 'orbital atherectomy considered',
    facts: { atherectomy: { kind: 'orbital' }, rotationalConsidered: false },
    fires: ['S109'],
    silent: ['S113', 'S144'],
  },
  {
    name: 'rotational atherectomy chosen',
    facts: { atherectomy: { kind: 'rotational' } },
    fires: ['S113'],
    silent: ['S109'],
  },
  {
    name: 'rotational atherectomy considered',
    facts: { rotationalConsidered: true },
    fires: ['S113'],
  },
  {
    name: 'calcium, proximal tortuosity and length together',
    facts: { angioCalcium: 'moderate', proximalTortuosity: 'severe', occlusionLengthMm: { ct: 20 } },
    fires: ['S111'],
  },
];
