import { mm, type Mm } from '../units.ts';

/** Where the header knows no length at all. */
export const NO_CALIBRATION = 'No calibration: pixels only';

/** What a run's header says of its scale, number by number as it stands there: zero and nonsense included. */
export interface StatedGeometry {
  /** At the detector, mm a pixel. */
  readonly imagerPixelSpacing: readonly [x: number, y: number] | null;
  readonly pixelSpacing: readonly [x: number, y: number] | null;
  readonly calibrationType: string | null;
  readonly sourceToDetectorMm: number | null;
  /** From the source to the isocentre. */
  readonly sourceToPatientMm: number | null;
  readonly estimatedMagnification: number | null;
}

/** What an operator held against a run to learn its scale. */
export interface MeasuredScale {
  readonly by: 'catheter' | 'sphere' | 'distance';
  /** True size of the object: outer diameter of the shaft, diameter of the sphere, length of the distance. */
  readonly knownMm: number;
  /** The same in the picture, in pixel widths. */
  readonly measuredPixels: number;
  /** Standard deviation of the single sections, in pixel widths; null where there was one measurement. */
  readonly spreadPixels: number | null;
  /** French size where it was chosen; null where the diameter was typed. */
  readonly french: number | null;
}

/** What a millimetre in a run rests on. */
export type ScaleSource =
  'fiducial' | 'catheter' | 'sphere' | 'distance' | 'geometry' | 'magnification' | 'distances';

/** The scale of a run, with its source; every length that is shown carries `beside`. */
export interface RunScale {
  /** Width of one pixel in the patient. */
  readonly mmPerPixel: Mm;
  readonly source: ScaleSource;
  /** Short, beside a length: "catheter 6F". */
  readonly beside: string;
  /** One line for the picture: "Catheter 6F: 0.195 mm a pixel". */
  readonly words: string;
  /** What one must know before relying on it. */
  readonly cautions: readonly string[];
}
/** A run without a scale: pixels and ratios only, and why. */
export interface NoScale {
  readonly mmPerPixel: null;
  readonly source: null;
  readonly words: string;
  readonly cautions: readonly string[];
}

/**
 * How far two statements about one magnification may differ: distances are rounded to millimetres, magnifications
 * to three digits.
 *
 * @source own bound, 5 mm in a metre on each distance
 */
const AGREEMENT = 0.01;
/**
 * The least and greatest width of a pixel in the patient that a coronary run can have, mm. Beyond, the tag is wrong.
 *
 * @source own bounds: fields of 10 to 60 cm on 512 to 4096 pixels
 */
const PLAUSIBLE = { least: 0.02, most: 1.2 } as const;
/** Height against width from which a pixel is not square; rounding of spacings lies below. */
const SQUARE = 0.005;

/**
 * The scale of a run in the patient, by the best source there is: fiducial spacing, then what the operator
 * measured, then spacing by geometry, then the detector's spacing over its stated or computed magnification.
 *
 * A tag that is zero, negative, implausible or contradicted by another is not used, and a caution says so; the
 * spacing of the detector is never the spacing in the patient.
 *
 * @source DICOM PS3.3 10.7.1 and C.8.7.5
 */
export function runScale(stated: StatedGeometry, measured: MeasuredScale | null): RunScale | NoScale {
  const header = headerScale(stated);
  const operator = measured === null ? null : measuredScale(measured);
  const cautions = [...header.cautions, ...shapeCautions(stated)];
  const found = header.scale;
  if (found?.source === 'fiducial') {
    return { ...found, cautions: operator === null ? cautions : [...cautions, comparison(found, operator)] };
  }
  if (operator !== null) {
    return found === null ? { ...operator, cautions } : { ...operator, cautions: [...cautions, comparison(operator, found)] };
  }
  if (found !== null) return { ...found, cautions: [...cautions, ...found.cautions] };
  return { mmPerPixel: null, source: null, words: NO_CALIBRATION, cautions };
}

/** The scale that a measured object gives; null where the numbers are none. */
export function measuredScale({ by, knownMm, measuredPixels, spreadPixels, french }: MeasuredScale): RunScale | null {
  if (!(knownMm > 0) || !(measuredPixels > 0)) return null;
  const mmPerPixel = mm(knownMm / measuredPixels);
  if (!isPlausible(mmPerPixel)) return null;
  const object = by === 'distance' ? `known distance ${tidy(knownMm)} mm`
    : by === 'sphere' ? `sphere ${tidy(knownMm)} mm`
    : french === null ? `catheter ${tidy(knownMm)} mm` : `catheter ${french}F`;
  const spread = spreadPixels === null ? '' : ` ± ${((100 * spreadPixels) / measuredPixels).toFixed(1)} %`;
  return {
    mmPerPixel, source: by, beside: object, cautions: [],
    words: `${object.charAt(0).toUpperCase()}${object.slice(1)}: ${pixelWords(mmPerPixel)}${spread}`,
  };
}

interface HeaderScale { readonly scale: RunScale | null; readonly cautions: readonly string[] }

function headerScale(stated: StatedGeometry): HeaderScale {
  const calibrated = calibratedSpacing(stated);
  if (calibrated.scale !== null) return calibrated;
  const projected = projectedScale(stated);
  return { scale: projected.scale, cautions: [...calibrated.cautions, ...projected.cautions] };
}

/** Pixel Spacing counts only with a word on how it was calibrated. */
function calibratedSpacing({ pixelSpacing, calibrationType, imagerPixelSpacing }: StatedGeometry): HeaderScale {
  const refused = (caution: string): HeaderScale => ({ scale: null, cautions: [caution] });
  const kind = calibrationType?.trim().toUpperCase() ?? '';
  if (pixelSpacing === null) {
    return kind === '' ? { scale: null, cautions: [] }
      : refused(`The header names a calibration (${kind}) but no pixel spacing for it`);
  }
  if (kind === '') {
    return refused('Pixel spacing without a calibration type: not known to lie in the patient, not used');
  }
  if (kind !== 'FIDUCIAL' && kind !== 'GEOMETRY') return refused(`Calibration type ${kind} is unknown: not used`);
  const [x, y] = pixelSpacing;
  if (!isPlausible(x) || !isPlausible(y)) return refused(`Pixel spacing of ${numbers(pixelSpacing)} mm is impossible: not used`);
  if (imagerPixelSpacing !== null && imagerPixelSpacing[0] > 0 && x > imagerPixelSpacing[0] * (1 + AGREEMENT)) {
    return refused('The pixel spacing is larger than at the detector: contradicts itself, not used');
  }
  const source = kind === 'FIDUCIAL' ? 'fiducial' : 'geometry';
  return {
    cautions: [],
    scale: {
      mmPerPixel: mm(x), source, beside: `header, ${source}`, words: `Header calibration (${source}): ${pixelWords(x)}`,
      cautions: source === 'geometry' ? [ISOCENTRE] : [],
    },
  };
}

/** True at one depth only. @source own: 1 / 785 mm a millimetre */
const ISOCENTRE = 'Holds at the isocentre: about 1.3 % for every 10 mm in front of it or behind';

/** The detector's spacing over its magnification. */
function projectedScale(stated: StatedGeometry): HeaderScale {
  const { imagerPixelSpacing: spacing } = stated;
  const magnification = statedMagnification(stated);
  if (spacing === null) return { scale: null, cautions: magnification.cautions };
  if (!(spacing[0] > 0) || !(spacing[1] > 0)) {
    return { scale: null, cautions: [`Detector spacing of ${numbers(spacing)} mm is impossible: not used`] };
  }
  const cautions = [...magnification.cautions];
  if (magnification.value === null) {
    return {
      scale: null,
      cautions: [...cautions, `Detector plane, not patient: ${pixelWords(spacing[0])} there; magnification unknown`],
    };
  }
  const mmPerPixel = spacing[0] / magnification.value;
  if (!isPlausible(mmPerPixel)) {
    return { scale: null, cautions: [...cautions, `${pixelWords(mmPerPixel)} is impossible for a coronary run: not used`] };
  }
  const from = magnification.from === 'distances' ? 'SOD and SID' : 'the stated magnification';
  return {
    cautions,
    scale: {
      mmPerPixel: mm(mmPerPixel), source: magnification.from, beside: `estimated from ${from}`,
      words: `Estimated from ${from} (${magnification.value.toFixed(2)}×): ${pixelWords(mmPerPixel)}`, cautions: [ISOCENTRE],
    },
  };
}

interface Magnification {
  readonly value: number | null;
  readonly from: 'magnification' | 'distances';
  readonly cautions: readonly string[];
}

/** The magnification at the isocentre; none where the header contradicts itself. */
function statedMagnification(
  { estimatedMagnification: factor, sourceToDetectorMm: far, sourceToPatientMm: near }: StatedGeometry,
): Magnification {
  const cautions: string[] = [];
  if (factor !== null && !(factor >= 1)) cautions.push(`Magnification of ${tidy(factor)} is impossible: not used`);
  for (const [name, value] of [['Source to detector', far], ['Source to patient', near]] as const) {
    if (value !== null && !(value > 0)) cautions.push(`${name} of ${tidy(value)} mm is impossible: not used`);
  }
  const isOrdered = far !== null && near !== null && near > 0 && far >= near;
  if (far !== null && near !== null && near > 0 && far > 0 && far < near) {
    cautions.push(`Source to detector (${tidy(far)} mm) is less than source to patient (${tidy(near)} mm): not used`);
  }
  const byFactor = factor !== null && factor >= 1 ? factor : null;
  const byDistances = isOrdered ? far / near : null;
  if (byFactor !== null && byDistances !== null && Math.abs(byFactor / byDistances - 1) > AGREEMENT) {
    return {
      value: null, from: 'magnification',
      cautions: [...cautions, `Stated magnification ${byFactor.toFixed(3)} contradicts SID over SOD, ${byDistances.toFixed(3)}: neither is used`],
    };
  }
  return byFactor === null ? { value: byDistances, from: 'distances', cautions }
    : { value: byFactor, from: 'magnification', cautions };
}

function shapeCautions({ imagerPixelSpacing, pixelSpacing }: StatedGeometry): readonly string[] {
  const spacing = pixelSpacing ?? imagerPixelSpacing;
  if (spacing === null || !(spacing[0] > 0) || !(spacing[1] > 0)) return [];
  const aspect = spacing[1] / spacing[0];
  return Math.abs(aspect - 1) <= SQUARE ? []
    : [`Pixels are not square (${numbers(spacing)} mm): lengths allow for it`];
}

/**
 * How far what an operator measured lies from what the header gives, as a share; null where one of them is missing.
 */
export function scaleDisagreement(stated: StatedGeometry, measured: MeasuredScale | null): number | null {
  const operator = measured === null ? null : measuredScale(measured);
  const header = headerScale(stated).scale;
  return operator === null || header === null ? null : Math.abs(operator.mmPerPixel / header.mmPerPixel - 1);
}

/** Share from which a measured scale and that of the header cannot both be true at any depth of a chest. @source own, 8 cm */
export const DISAGREEMENT = 0.1;

/** How far a scale that is not used lies from the one that is. */
function comparison(used: RunScale, other: RunScale): string {
  const percent = 100 * (other.mmPerPixel / used.mmPerPixel - 1);
  const amount = `${Math.abs(percent).toFixed(1)} % ${percent < 0 ? 'smaller' : 'larger'}`;
  return `Not used: ${other.beside}, ${amount}`;
}

const isPlausible = (width: number): boolean => width >= PLAUSIBLE.least && width <= PLAUSIBLE.most;
const pixelWords = (width: number): string => `${width.toFixed(3)} mm a pixel`;
const tidy = (value: number): string => `${Math.round(value * 100) / 100}`;
const numbers = ([x, y]: readonly [number, number]): string => (x === y ? tidy3(x) : `${tidy3(x)} × ${tidy3(y)}`);
const tidy3 = (value: number): string => `${Math.round(value * 1000) / 1000}`;
