import type { SeriesId } from '../contract/ids.ts';
import type { PlanContent } from './plan.ts';

/**
 * What a signed plan of another workstation is as the beginning of an own draft. What somebody there took upon himself is asked
 * again here: overrides do not come along. Pictures keep the series they were taken of where that is in this case.
 */
export const adoptedPlan = (content: PlanContent, seriesHere: ReadonlySet<SeriesId>): PlanContent => ({
  ...content,
  rungs: content.rungs.map((rung) => ({ ...rung, steps: rung.steps.map((step) => ({ ...step, override: null })) })),
  keyImages: content.keyImages.map((image) => ({ ...image, series: image.series !== null && seriesHere.has(image.series) ? image.series : null })),
});
