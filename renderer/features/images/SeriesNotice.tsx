import { Button } from '@mantine/core';
import type { SeriesView } from '../../../core/contract/schemas.ts';
import { Notice, Said } from '../../ui/Sign.tsx';
import { clampedWords, seriesTitle } from './seriesWords.ts';
import type { OpenAs } from '../../state/heldSeries.ts';
import { firstAs } from './useOpenedSeries.ts';

/** One line above the pictures: what is wrong with the series, and the way out that can be offered. */
export function SeriesNotice({ series, as, correction, clampedVoxels, onAs }: {
  readonly series: SeriesView; readonly as: OpenAs; readonly correction: string | null;
  /** Null while it is not known yet. */
  readonly clampedVoxels: number | null; readonly onAs: (as: OpenAs) => void;
}) {
  const back = <AsAcquired onAs={onAs} />;
  if (as === 'corrected') {
    return <div className="line-notice"><Notice tone="ok">Shown corrected. {correction ?? ''}</Notice>{back}</div>;
  }
  if (as === 'intact') {
    return <div className="line-notice"><Notice tone="ok">Shown: the longest stretch without a gap. {correction ?? ''}</Notice>{back}</div>;
  }
  const problem = series.problems.find(({ weight }) => weight === 'blocks') ?? series.problems.find(({ weight }) => weight === 'correctable');
  if (problem === undefined) {
    return clampedVoxels === null || clampedVoxels === 0 ? null
      : <div className="line-notice"><Notice tone="warning">{clampedWords(clampedVoxels)}</Notice></div>;
  }
  return (
    <div className="line-notice">
      <Notice tone="warning"><b>{series.measurable === 'after correction' ? 'Look only: correct before measuring.' : 'Look only: nothing can be measured.'}</b> {problem.message}</Notice>
      <WaysOut series={series} onAs={onAs} />
    </div>
  );
}

/** In place of the pictures, where a series cannot be shown as it was asked for: why, and the way out. */
export function NoPictures({ series, as, reasons, onAs }: {
  readonly series: SeriesView; readonly as: OpenAs; readonly reasons: readonly string[]; readonly onAs: (as: OpenAs) => void;
}) {
  return (
    <div className="no-pictures">
      <h2>No pictures of {seriesTitle(series)}</h2>
      {reasons.map((reason) => <Said key={reason} tone="warning">{reason}</Said>)}
      <div className="row">
        {as === firstAs(series) ? <WaysOut series={series} onAs={onAs} /> : <AsAcquired onAs={onAs} />}
      </div>
    </div>
  );
}

/** Back to the slices as they are. */
const AsAcquired = ({ onAs }: { readonly onAs: (as: OpenAs) => void }) =>
  <Button variant="default" onClick={() => onAs('slices')}>Show as acquired</Button>;

/** The buttons for a series that cannot be measured as acquired. */
export function WaysOut({ series, onAs }: { readonly series: SeriesView; readonly onAs: (as: OpenAs) => void }) {
  if (series.measurable === 'after correction') {
    return <Button onClick={() => onAs('corrected')}>Correct and show</Button>;
  }
  return series.problems.some(({ code }) => code === 'missing-slice')
    ? <Button onClick={() => onAs('intact')}>Longest stretch without a gap</Button> : null;
}
