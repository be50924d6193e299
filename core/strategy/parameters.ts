/**
 * A threshold that the review leaves open: `origin` says where its default comes from, `mark` how well that
 * is known. `least` to `most` is what may be set.
 */
export interface ParameterRow {
  readonly label: string;
  readonly unit: string | null;
  readonly standard: number;
  readonly least: number;
  readonly most: number;
  readonly origin: string;
  readonly mark: 'other-source' | 'own-proposal' | 'unverified';
}

/**
 * The thresholds that the review does not give. Each is a preference with a default, never a fact: it is
 * recorded with every result that used it.
 *
 * @source Mashayekhi, EuroIntervention 2023, doi:10.4244/EIJ-D-22-01096 leaves them open; `origin` names the
 *   rest
 */
export const PARAMETERS = {
  longOcclusionMm: {
    label: 'an occlusion is long from',
    unit: 'mm',
    standard: 20,
    least: 5,
    most: 100,
    origin: 'J-CTO, CASTLE and the hybrid algorithm, edge inclusive; KCCT uses 15 mm',
    mark: 'other-source',
  },
  tortuousBendDeg: {
    label: 'an occlusion is tortuous above a bend of',
    unit: '°',
    standard: 45,
    least: 0,
    most: 180,
    origin: 'J-CTO, edge exclusive',
    mark: 'other-source',
  },
  longDurationMonths: {
    label: 'an occlusion is old from',
    unit: 'months',
    standard: 12,
    least: 3,
    most: 240,
    origin: 'the duration items of KCCT and CT-RECTOR, edge inclusive',
    mark: 'other-source',
  },
  severeCtAreaPercent: {
    label: 'CT calcium is severe from a share of the cross-section of',
    unit: '%',
    standard: 50,
    least: 10,
    most: 100,
    origin: 'Table 1 of the review, CT-RECTOR; edge inclusive',
    mark: 'other-source',
  },
  moderateCtAreaPercent: {
    label: 'CT calcium is moderate from a share of the cross-section of',
    unit: '%',
    standard: 25,
    least: 1,
    most: 100,
    origin: 'own proposal: half of what is severe',
    mark: 'own-proposal',
  },
  largeDistalVesselMm: {
    label: 'a distal vessel is large enough for re-entry from',
    unit: 'mm',
    standard: 2.5,
    least: 2,
    most: 5,
    origin: 'practice value, not verified; never below 2.0 mm',
    mark: 'unverified',
  },
  significantDistalArcDeg: {
    label: 'distal calcium is significant from an arc of',
    unit: '°',
    standard: 90,
    least: 1,
    most: 360,
    origin: 'own proposal, at the landing level',
    mark: 'own-proposal',
  },
  concentricArcDeg: {
    label: 'calcium on IVUS is concentric from an arc of',
    unit: '°',
    standard: 270,
    least: 180,
    most: 360,
    origin: 'own proposal; the review gives none',
    mark: 'own-proposal',
  },
  limitedContrastRatio: {
    label: 'contrast is limited below a ratio of contrast (mL) to eGFR of',
    unit: null,
    standard: 3,
    least: 0.5,
    most: 10,
    origin: 'practice value, not verified',
    mark: 'unverified',
  },
  sizingToleranceMm: {
    label: 'a balloon is sized 1:1 within',
    unit: 'mm',
    standard: 0.25,
    least: 0,
    most: 1,
    origin: 'own proposal: the step in which balloons are made',
    mark: 'own-proposal',
  },
} as const satisfies Readonly<Record<string, ParameterRow>>;

/** Names of all open thresholds, in the order of the table. */
export const PARAMETER_NAMES = Object.keys(PARAMETERS) as readonly (keyof typeof PARAMETERS)[];
/** Name of a threshold that the review leaves open. */
export type ParameterName = keyof typeof PARAMETERS;
/** A value for every open threshold, in the units of `PARAMETERS`. */
export type Parameters = Readonly<Record<ParameterName, number>>;

/** The open thresholds with nothing set by the site. */
export const STANDARD_PARAMETERS: Parameters = Object.fromEntries(
  Object.entries(PARAMETERS).map(([name, { standard }]) => [name, standard]),
) as Parameters;
