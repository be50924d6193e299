import type { Deg, Mm, Mm2 } from '../units.ts';
import type { ShapeKind } from './annotation.ts';
import type { FrameMeasure, PatientMeasure } from './measure.ts';
import type { RegionStatistics } from './region.ts';

/** What a shape is called. */
export const SHAPE_WORDS: Readonly<Record<ShapeKind, string>> = {
  distance: 'distance',
  path: 'path',
  angle: 'angle',
  circle: 'circle',
  ellipse: 'ellipse',
  polygon: 'outline',
  arrow: 'arrow',
  gap: 'gap between stumps',
};

const MINUS = '−';
const whole = (value: number): string => {
  const rounded = Math.round(value);
  return `${rounded < 0 ? MINUS : ''}${Math.abs(rounded)}`;
};

/** "12.3 mm": lengths to a tenth. */
export const lengthWords = (length: Mm): string => `${length.toFixed(1)} mm`;
/** "34°": angles to a degree. */
export const angleWords = (angle: Deg): string => `${Math.round(angle)}°`;
/** "12.3 mm²": areas to a tenth. */
export const areaWords = (area: Mm2): string => `${area.toFixed(1)} mm²`;

/** Value of a shape in the patient as it stands beside it; empty for an arrow. */
export function patientMeasureWords(measure: PatientMeasure): string {
  switch (measure.of) {
    case 'length':
      return lengthWords(measure.length);
    case 'angle':
      return angleWords(measure.angle);
    case 'area':
      return areaWords(measure.area);
    case 'nothing':
      return '';
  }
}

/** Value of a shape on a frame: millimetres with their source, else pixels that say why they are no millimetres. */
export function frameMeasureWords(measure: FrameMeasure): string {
  switch (measure.of) {
    case 'length':
      return measure.length === null
        ? `${measure.pixels.toFixed(1)} px, not calibrated`
        : `${lengthWords(measure.length)}, ${measure.source ?? ''}`;
    case 'angle':
      return `${angleWords(measure.angle)} in projection`;
    case 'area':
      return measure.area === null
        ? `${measure.pixels.toFixed(0)} px², not calibrated`
        : `${areaWords(measure.area)}, ${measure.source ?? ''}`;
    case 'nothing':
      return '';
  }
}

/**
 * Densities of a region in lines: whole HU, and said where the values are no HU.
 *
 * @param valuesAre - what the numbers of the volume are
 */
export function statisticsWords(
  { values, n, padded, outside, sampling }: RegionStatistics,
  valuesAre: 'HU' | 'stored values',
): readonly string[] {
  const unit = valuesAre === 'HU' ? 'HU' : 'stored, not HU';
  const left = [
    ...(padded > 0 ? [`${padded} on padding left out`] : []),
    ...(outside > 0 ? [`${outside} outside left out`] : []),
  ];
  const how = sampling === 'voxels' ? `n ${n} voxels` : `n ${n} samples every ${sampling.step.toFixed(2)} mm`;
  if (values === null) return ['no value inside', ...left];
  const { mean, sd, min, max } = values;
  return [
    `mean ${whole(mean)}${sd === null ? '' : ` ± ${whole(sd)}`} ${unit}`,
    `${whole(min)} to ${whole(max)}`,
    how,
    ...left,
  ];
}
