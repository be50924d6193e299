import type { Annotation } from '../../../core/annotation/annotation.ts';
import { frameMeasure, patientMeasure, type FrameScale } from '../../../core/annotation/measure.ts';
import { frameMeasureWords, patientMeasureWords, SHAPE_WORDS } from '../../../core/annotation/words.ts';
import type { SeriesView } from '../../../core/contract/schemas.ts';
import { pointLps, type PointLps } from '../../../core/geometry/frame.ts';
import { pointWords } from '../../viewer/planeWords.ts';
import { seriesTitle } from '../images/seriesWords.ts';

/** Its value where it has one: "12.3 mm"; its name for an arrow. */
export function listValue({ kind, place }: Annotation, aspect: number, scale: FrameScale | null): string {
  const words = place.space === 'patient' ? patientMeasureWords(patientMeasure(kind, place))
    : frameMeasureWords(frameMeasure(kind, place.points, aspect, scale));
  return words === '' ? SHAPE_WORDS[kind] : words;
}

/** Middle of what is drawn in the patient; null on a frame. */
export function middleOf({ place }: Annotation): PointLps | null {
  if (place.space !== 'patient') return null;
  const mean = (axis: 0 | 1 | 2): number =>
    place.points.reduce((sum, point) => sum + point[axis] / place.points.length, 0);
  return pointLps(mean(0), mean(1), mean(2));
}

/** Where it is: its place in the patient, or its frame. */
export function placeWords(annotation: Annotation): string {
  const middle = middleOf(annotation);
  if (middle !== null) return pointWords(middle);
  const { place } = annotation;
  return place.space === 'frame' ? `frame ${place.frame + 1}`
    : place.space === 'dual' ? `frames ${place.frame + 1} and ${place.partnerFrame + 1}` : '';
}

/** What it was drawn on. */
export function originWords(series: readonly SeriesView[], id: Annotation['series']): string {
  const found = series.find((one) => one.id === id);
  return found === undefined ? 'a series that is no longer in the case' : seriesTitle(found);
}
