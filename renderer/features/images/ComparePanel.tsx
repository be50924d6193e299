import type { SeriesView } from '../../../core/contract/schemas.ts';
import { Said } from '../../ui/Sign.tsx';
import type { Compared, CompareAs } from '../../viewer/planesState.ts';
import { Segments } from './ToolBar.tsx';
import { seriesDetail, seriesTitle } from './seriesWords.ts';

/** What is compared, and how. */
export interface Comparing { readonly id: SeriesView['id']; readonly as: CompareAs }

/** The choice of a second series to look at beside the first, or by turns with it. Nothing where there is none. */
export function ComparePanel({ series, comparing, compared, onCompare }: {
  readonly series: readonly SeriesView[]; readonly comparing: Comparing | null;
  /** What the pictures say of it; null until they have it. */
  readonly compared: Compared | null;
  readonly onCompare: (comparing: Comparing | null) => void;
}) {
  if (series.length === 0) return null;
  return (
    <section className="panel" aria-label="Compare">
      <div className="panel-head"><h2>Compare</h2><span className="gap" /><small>{comparing === null ? '' : standing(compared)}</small></div>
      <div className="compare">
        <select
          aria-label="Second series" value={comparing?.id ?? ''}
          onChange={({ target: { value } }) => {
            const chosen = series.find(({ id }) => id === value);
            onCompare(chosen === undefined ? null : { id: chosen.id, as: comparing?.as ?? 'beside' });
          }}
        >
          <option value="">with nothing</option>
          {series.map((each) => <option key={each.id} value={each.id}>{`${seriesTitle(each)} (${seriesDetail(each)})`}</option>)}
        </select>
        {comparing === null ? null : (
          <Segments
            label="How to compare" chosen={comparing.as} onChoose={(as) => onCompare({ ...comparing, as })}
            options={[
              { value: 'beside', name: 'Side by side, locked (C)', words: 'Side by side' },
              { value: 'by turns', name: 'In the same place, by turns (C)', words: 'By turns' },
            ]}
          />
        )}
        {compared === null || compared.isSameSpace ? null
          : <Said tone="warning">Another frame of reference: the same coordinates may be another place of the patient.</Said>}
      </div>
    </section>
  );
}

function standing(compared: Compared | null): string {
  if (compared === null) return 'opening';
  if (compared.stream.kind === 'failed') return 'not readable';
  return compared.present < compared.slices ? `${compared.present} of ${compared.slices} slices` : '';
}
