import type { CaseView } from '../../../core/contract/schemas.ts';

/** Station 2: the images of a case. */
export function ImagesStation({ caseView }: { readonly caseView: CaseView }) {
  return <section className="panel" aria-label="Images">{caseView.series.length} series</section>;
}
