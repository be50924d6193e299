import type { SeriesId } from '../../../../core/contract/ids.ts';
import { sopKind } from '../../../../core/dicom/sopClasses.ts';
import type { SealedPlan } from '../../../../core/plan/sealedPlan.ts';
import { err, ok, type Result } from '../../../../core/result.ts';
import type { Library } from '../../store/library.ts';
import type { StoreTrouble } from '../../store/trouble.ts';

/** An image of the case, with its place in the pack: number of its series, from 1, and its own within it. */
export interface CaseImage {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly series: number;
  readonly number: number;
}

/** The images of the case are gone, or not as they were imported. */
export type ImagesLost = { readonly code: 'images/not-found' } | { readonly code: 'images/changed' };

/**
 * The CT and the angiograms of the case that a plan was made for, series by series.
 *
 * @param here - the series that the plan rests on, by the ids that they have here; see receivedPlans.seriesHere
 */
export function caseImages(
  library: Pick<Library, 'caseOfSeries' | 'instances'>, { series }: SealedPlan, here: ReadonlyMap<SeriesId, SeriesId>,
): Result<readonly CaseImage[], ImagesLost | StoreTrouble> {
  const [first] = here.values();
  if (first === undefined || !series.every(({ id }) => here.has(id))) return err({ code: 'images/not-found' });
  const caseId = library.caseOfSeries(first);
  if (!caseId.ok) return caseId.failure.code === 'series/not-found' ? err({ code: 'images/not-found' }) : err(caseId.failure);
  const stored = library.instances(caseId.value);
  if (!stored.ok) {
    const { failure } = stored;
    if (failure.code === 'case/not-found') return err({ code: 'images/not-found' });
    return failure.code === 'case/damaged' ? err({ code: 'images/changed' }) : err(failure);
  }
  const counts = new Map<string, number>();
  return ok(stored.value.flatMap(({ header, file, path }) => {
    const kind = sopKind(header.sopClassUid, header.image !== null);
    if (kind !== 'ct' && kind !== 'xa') return [];
    const number = (counts.get(header.series.uid) ?? 0) + 1;
    counts.set(header.series.uid, number);
    return [{ path, sha256: file.sha256, bytes: file.bytes, series: [...counts.keys()].indexOf(header.series.uid) + 1, number }];
  }));
}
