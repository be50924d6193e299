import type { Annotation } from '../../core/annotation/annotation.ts';
import { patientMeasure } from '../../core/annotation/measure.ts';
import { caseIdSchema } from '../../core/contract/ids.ts';
import { withHost } from './library.ts';
import { done, refused, usage, type Call, type Outcome } from './outcome.ts';

/** annotations CASE: everything drawn in a case of the library, with its measures. */
export async function annotations(call: Call): Promise<Outcome> {
  const [given, ...rest] = call.args;
  if (given === undefined || rest.length > 0) return usage('annotations takes one CASE: an id that list gives.');
  const caseId = caseIdSchema.safeParse(given);
  if (!caseId.success) return refused(NO_CASE);
  return withHost(async ({ host }) => {
    const listed = await host['annotations.list']({ caseId: caseId.data });
    if (!listed.ok) return refused(listed.failure.code === 'case/not-found' ? NO_CASE : DAMAGED);
    const opened = await host['cases.open']({ id: caseId.data });
    const series = opened.ok ? opened.value.series : [];
    const uidOf = (id: string) => series.find((one) => one.id === id)?.seriesUid ?? null;
    return done({
      annotations: listed.value.annotations.map((one) => ({ ...one, seriesUid: uidOf(one.series), measure: measureOf(one) })),
    });
  });
}

const NO_CASE = {
  code: 'case/not-found', message: 'There is no such case in the library. Take an id from the command list.',
} as const;
const DAMAGED = {
  code: 'case/damaged', message: 'What was drawn in this case is damaged. Restore a backup of the library.',
} as const;

/** Figures with their units in their names; none on a frame, of which nobody says here what a pixel is. */
function measureOf({ kind, place }: Annotation): Readonly<Record<string, number>> | null {
  if (place.space !== 'patient') return null;
  const measure = patientMeasure(kind, place);
  switch (measure.of) {
    case 'length': return { lengthMm: measure.length };
    case 'angle': return { angleDeg: measure.angle };
    case 'area': return { areaMm2: measure.area };
    case 'nothing': return null;
  }
}
