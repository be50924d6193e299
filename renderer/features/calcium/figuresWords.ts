import type { LesionMeasures } from '../../../core/lesion/lesionMeasures.ts';
import { lengthWords, shareWords } from '../../ui/ruler/rulerWords.ts';

/** The figures of the occlusion in one line. */
export const figuresWords = ({ summary: { calcifiedLength, calcifiedPercent, severeLength, fullMoonLength } }: LesionMeasures): string =>
  `calcium ${lengthWords(calcifiedLength)} (${shareWords(calcifiedPercent)} of the occlusion), longest run above half ${lengthWords(severeLength)}, `
  + (fullMoonLength > 0 ? `full moon ${lengthWords(fullMoonLength)}` : 'no full moon');
