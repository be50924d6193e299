import {
  above,
  all,
  anyOf,
  atLeast,
  below,
  holds,
  is,
  named,
  no,
  none,
  not,
  open,
  recorded,
  recordedAmong,
  stated,
  surely,
  yes,
  type Condition,
} from './expression.ts';
import { FACT_PATHS, type FactPath } from '../lesion/caseFacts.ts';

const REVIEW = 'the review';
const OWN = 'own reading; the review does not say';

/** The facts that only CT gives. @source the table of facts */
export const CT_FACTS: readonly FactPath[] = FACT_PATHS.filter(
  (path) => path.startsWith('ctCalcium.') || path.endsWith('.ct'),
);
const IVUS_FACTS = FACT_PATHS.filter((path) => path.startsWith('ivus.'));
const CT_AREA = 'ctCalcium.maxCsaPercent';
const measuredOnCt = recordedAmong('a measurement on CT', CT_FACTS);
const foundOnIvus = recordedAmong('a finding on IVUS', IVUS_FACTS);

/** CT is there where it is said to be, or where something was measured on it. @source own reading */
export const ctAvailable = named(
  'CT angiography is available',
  stated('ctDone', yes('ctDone'), anyOf(measuredOnCt, open('ctDone'))),
  `${OWN}: a measurement on CT shows that CT was done`,
);

/** Full moon on CT: stated, or from the area; while both are open a shorter arc excludes it. @source S045 */
export const fullMoonOnCt = named(
  'full-moon calcium on CT',
  stated(
    'ctCalcium.fullMoon',
    yes('ctCalcium.fullMoon'),
    all(anyOf(recorded(CT_AREA), atLeast('ctCalcium.maxArcDeg', 360)), atLeast(CT_AREA, 100)),
  ),
  `${REVIEW}: ring of 360° that fills the cross-section; an area of 100 % says both`,
);

/** Calcium is severe: on CT where CT graded it, else on angiography. @source Table 1, CT-RECTOR */
export const calciumSevere = named(
  'calcium is severe',
  stated(
    CT_AREA,
    atLeast(CT_AREA, 'severeCtAreaPercent'),
    anyOf(
      surely(anyOf(yes('ctCalcium.fullMoon'), yes('ctCalcium.peripheralSevere'))),
      is('angioCalcium', 'severe'),
    ),
  ),
  `${REVIEW}: Table 1; CT before angiography`,
);

/** Calcium is moderate or severe: on CT where CT graded it, else on angiography. @source own reading */
export const calciumModerateOrSevere = named(
  'calcium is moderate or severe',
  anyOf(
    calciumSevere,
    stated(CT_AREA, atLeast(CT_AREA, 'moderateCtAreaPercent'), is('angioCalcium', 'moderate', 'severe')),
  ),
  `${OWN} where moderate begins on CT`,
);

/** The occlusion is long: on CT, else on angiography. @source J-CTO */
export const longOcclusion = named(
  'the occlusion is long',
  atLeast({ first: ['occlusionLengthMm.ct', 'occlusionLengthMm.angio'] }, 'longOcclusionMm'),
  'J-CTO, doi:10.1016/j.jcin.2010.09.024; the review gives no length',
);

/** The occlusion is tortuous: a bend inside it, on CT, else on angiography. @source J-CTO */
export const tortuousOcclusion = named(
  'the occlusion is tortuous',
  above({ first: ['bendInOcclusionDeg.ct', 'bendInOcclusionDeg.angio'] }, 'tortuousBendDeg'),
  'J-CTO, doi:10.1016/j.jcin.2010.09.024; the review gives no angle',
);

/** The distal vessel is large enough for a re-entry. @source own parameter */
export const largeDistalVessel = named(
  'the distal vessel is large',
  atLeast('distalVessel.diameterMm', 'largeDistalVesselMm'),
  OWN,
);
/** The distal vessel is significantly calcified. @source own parameter */
export const calcifiedDistalVessel = named(
  'the distal vessel is significantly calcified',
  atLeast('distalVessel.calciumArcDeg', 'significantDistalArcDeg'),
  OWN,
);

/** The wire has still to cross, in a phase that begins with that. @source S080 */
export const startOfCrossing = named(
  'the crossing is about to start',
  all(
    is('phase', 'planning', 'cap', 'tracking'),
    stated('wireCrossed', no('wireCrossed'), anyOf(is('phase', 'planning', 'cap'), open('wireCrossed'))),
  ),
  `${REVIEW}: Figure 3A; before tracking a wire that nobody mentions has not crossed`,
);

/** Plaque modification has still to begin, as stated or by the phase. @source S054 */
export const beforeModification = named(
  'plaque modification has not begun',
  stated(
    'preparationDone',
    no('preparationDone'),
    anyOf(
      is('phase', 'planning', 'cap', 'tracking', 'device'),
      all(is('phase', 'preparation'), open('preparationDone')),
    ),
  ),
  `${REVIEW}: Figure 3B; ${OWN}: phases before preparation come before it`,
);

/** IVUS was acquired: something was read from it. @source own reading */
export const ivusAcquired = named(
  'IVUS was acquired',
  anyOf(
    foundOnIvus,
    surely(yes('trackConfirmedByIvus')),
    all(
      not(surely(yes('ivusWillNotPass'))),
      open('ivus.depth', 'ivus.pattern', 'ivus.arcDeg', 'ivus.nodule'),
    ),
  ),
  `${OWN}: a finding on IVUS shows that IVUS was done`,
);

/** Calcium on IVUS goes around: as stated, else by its arc. @source own parameter */
export const concentric = named(
  'calcium on IVUS is concentric',
  stated(
    'ivus.pattern',
    is('ivus.pattern', 'concentric'),
    anyOf(surely(yes('ivus.ring')), atLeast('ivus.arcDeg', 'concentricArcDeg')),
  ),
  `${REVIEW}: Figure 3B; the arc is ours`,
);
/** Calcium on IVUS lies to one side: as stated, else by its arc. @source own parameter */
export const eccentric = named(
  'calcium on IVUS is eccentric',
  stated(
    'ivus.pattern',
    is('ivus.pattern', 'eccentric'),
    all(not(surely(yes('ivus.ring'))), above('ivus.arcDeg', 0), below('ivus.arcDeg', 'concentricArcDeg')),
  ),
  `${REVIEW}: Figure 3B; the arc is ours`,
);

/** The balloon does not expand fully; a lesion that cannot be dilated says so too. @source S005, S126 */
export const notFullyExpanded = named(
  'the balloon is not fully expanded',
  anyOf(surely(yes('undilatable')), no('balloonFullExpansionTwoViews')),
  `${REVIEW}: Figure 3B; an undilatable lesion keeps its waist`,
);

/** The lumen suffers from the calcium: its area is reduced, or the balloon does not expand. @source S131 */
export const lumenCompromised = named(
  'the lumen is compromised',
  anyOf(
    surely(yes('ivus.mlaReduced')),
    surely(notFullyExpanded),
    all(not(surely(yes('balloonFullExpansionTwoViews'))), anyOf(yes('ivus.mlaReduced'), notFullyExpanded)),
  ),
  `${REVIEW}: Figure 3, footnote **; a balloon expanded in two views settles it`,
);

const plannedTrackIs = (...tracks: readonly string[]): Condition =>
  stated('plannedTrack', is('plannedTrack', ...tracks), is('track', ...tracks));
const isBaseChosen = surely(yes('baseChosen'));

/** The plan leads through the plaque. @source S082 */
export const plannedIntraplaque = named(
  'the planned track is intraplaque',
  all(not(isBaseChosen), plannedTrackIs('intraplaque')),
  `${REVIEW}: "intraplaque versus extraplaque tracking"; without a planned track the present one`,
);
/** The plan leads around the plaque, or BASE was chosen. @source S076, S088 */
export const plannedExtraplaque = named(
  'the planned track is extraplaque',
  anyOf(isBaseChosen, plannedTrackIs('extraplaque')),
  `${REVIEW}: Table 2, footnote; BASE makes the track extraplaque`,
);

/**
 * The wire is extraplaque; a mixed track or its transition leaves open what the device meets.
 *
 * @source S129
 */
export const wireExtraplaque = named(
  'the wire is extraplaque',
  anyOf(is('track', 'extraplaque'), all(is('track', 'mixed', 'transition'), open('track'))),
  `${REVIEW}: Table 2, footnote; ${OWN}: along a mixed track it depends on the place`,
);
/** A device would work outside the plaque: the wire lies there, or is planned to. @source section III */
export const deviceExtraplaque = named(
  'the device works extraplaque',
  anyOf(wireExtraplaque, all(not(recorded('track')), surely(plannedExtraplaque))),
  `${REVIEW}: section III; before there is a track the planned one counts`,
);
/** A device would work elsewhere than surely inside the plaque. @source Central Illustration C */
export const deviceNotIntraplaque = named(
  'the device does not work intraplaque',
  anyOf(
    is('track', 'extraplaque', 'mixed', 'transition'),
    all(
      not(recorded('track')),
      anyOf(isBaseChosen, surely(is('plannedTrack', 'extraplaque', 'mixed', 'transition'))),
    ),
  ),
  `${REVIEW}: Central Illustration, panel C and caption`,
);

/** The Global algorithm goes retrograde: by plan, else by its arm for a poor distal vessel. @source S029 */
export const retrogradeArm = named(
  'the retrograde arm is chosen',
  anyOf(
    holds('plannedStrategies', 'RWE'),
    holds('plannedStrategies', 'RDR'),
    all(
      anyOf(not(recorded('plannedStrategies')), none('plannedStrategies')),
      yes('distalVessel.diseased'),
      yes('collaterals.interventional'),
    ),
  ),
  'by the plan; else Global algorithm, doi:10.1016/j.jacc.2021.05.055: poor distal vessel and a collateral',
);

/** Rotational atherectomy is meant: it is named, or a burr is. @source S144 */
export const rotational = named(
  'atherectomy is rotational',
  anyOf(
    is('atherectomy.kind', 'rotational'),
    all(not(recorded('atherectomy.kind')), recorded('atherectomy.burrMm')),
  ),
  `${OWN}: only rotational atherectomy has a burr`,
);
/** Atherectomy of some kind is meant. @source section 8 of the rules */
export const atherectomy = named(
  'atherectomy is meant',
  anyOf(recorded('atherectomy.kind', 'atherectomy.burrMm'), open('atherectomy.kind')),
  `${REVIEW}: Table 2, footnote`,
);

// Of two references both count: the vessel tapers between them.
const references = ['proximalReferenceMm', 'distalReferenceMm'] as const;
/** The balloon is larger than every reference known. @source S149 */
export const oversized = named(
  'the balloon is larger than the reference',
  above({ difference: ['balloon.diameterMm', { greatest: references }] }, 'sizingToleranceMm'),
  `${REVIEW}: Figure 3B; between two references the vessel tapers`,
);
/** The balloon is smaller than every reference known. @source S149 */
export const undersized = named(
  'the balloon is smaller than the reference',
  above({ difference: [{ least: references }, 'balloon.diameterMm'] }, 'sizingToleranceMm'),
  `${REVIEW}: Figure 3B; between two references the vessel tapers`,
);
/** The balloon differs from the proximal reference in front of the cap. @source S150 */
export const offProximalReference = named(
  'the balloon is not sized to the proximal reference',
  anyOf(
    above({ difference: ['balloon.diameterMm', 'proximalReferenceMm'] }, 'sizingToleranceMm'),
    above({ difference: ['proximalReferenceMm', 'balloon.diameterMm'] }, 'sizingToleranceMm'),
  ),
  `${REVIEW}: Figure 4`,
);

/** IVUS found nothing and CT was not done. @source S053 */
export const onlyAngiography = named(
  'there is neither CT nor IVUS',
  all(not(ctAvailable), not(foundOnIvus), not(surely(yes('trackConfirmedByIvus')))),
  `${REVIEW}: "Intravascular imaging"; IVUS without a finding counts as none`,
);
