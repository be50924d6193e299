import type { ReactNode } from 'react';
import { Said, Sign, type Tone } from '../../ui/Sign.tsx';
import type { OpenedCt, PlanesState } from '../../viewer/planesViewer.ts';
import { pointWords } from '../../viewer/planeWords.ts';
import { phaseWords, seriesTitle, seriesVerdict, tidy } from './seriesWords.ts';

interface Allowed { readonly tone: Tone; readonly what: string; readonly why: string }

/** Lengths, areas and densities: whether this series gives them, and from what. */
function whatMayBeMeasured({ series, grid, valuesAre, correction }: OpenedCt): readonly Allowed[] {
  const [dx, dy, dz] = grid.spacing;
  const isTrue = series.measurable === 'yes' || correction !== null;
  const geometry = correction === null ? 'from the positions in the headers, checked slice by slice' : 'on the corrected grid';
  const reason = series.measurable === 'after correction' ? 'after the correction offered above' : 'the geometry is not sure';
  return [
    { tone: isTrue ? 'ok' : 'refused', what: 'Lengths', why: isTrue ? `${geometry}; steps of ${tidy(Math.max(dx, dy, dz))} mm or finer` : reason },
    { tone: isTrue ? 'ok' : 'refused', what: 'Areas', why: isTrue ? `pixels of ${tidy(dx)} × ${tidy(dy)} mm` : reason },
    {
      tone: valuesAre !== 'HU' ? 'refused' : series.lossy ? 'warning' : 'ok', what: 'Densities',
      why: valuesAre !== 'HU' ? 'the headers do not say how values become HU' : series.lossy ? 'HU, changed by lossy coding' : 'HU as rescaled by the headers',
    },
  ];
}

/** What the open series is, what may be measured in it and why, and the value at the cursor. */
export function FactsTile({ opened, state }: { readonly opened: OpenedCt | null; readonly state: PlanesState | null }) {
  if (opened === null) return <section className="facts" aria-label="About this series" />;
  const { series, grid, valuesAre, correction } = opened;
  const [dx, dy, dz] = grid.spacing;
  const [nx, ny, nz] = grid.dims;
  const verdict = correction === null ? seriesVerdict(series) : { tone: 'ok' as Tone, words: 'may be measured, resampled' };
  const allowed = whatMayBeMeasured(opened);
  const facts: readonly (readonly [string, ReactNode])[] = [
    ['Voxels', `${tidy(dx)} × ${tidy(dy)} × ${tidy(dz)} mm`],
    ['Field', `${nx} × ${ny} × ${nz}, ${Math.round(nx * dx)} × ${Math.round(ny * dy)} × ${Math.round(nz * dz)} mm`],
    ['Kernel', series.kernel ?? 'not stated'],
    ['Phase', phaseWords(series) ?? 'not stated'],
    ['Values', valuesAre === 'HU' ? 'HU' : 'stored values, not HU'],
    ['Coding', series.lossy ? 'lossy' : 'lossless'],
    ['Position', series.patientPosition ?? 'not stated'],
  ];
  return (
    <section className="facts" aria-label="About this series">
      <h2><bdi>{seriesTitle(series)}</bdi></h2>
      <p className={`signed ${verdict.tone}`}><Sign tone={verdict.tone} />{verdict.words}</p>
      <div className="facts-cursor" aria-live="off">
        <span>At the cursor</span>
        <b>{state?.atCursor ?? '…'}</b>
        <span className="second">{state?.cursor == null ? '' : pointWords(state.cursor)}</span>
      </div>
      <ul className="facts-allowed" aria-label="What may be measured">
        {allowed.map(({ tone, what, why }) => <li key={what}><Sign tone={tone} /><b>{what}</b><span className="second">{why}</span></li>)}
      </ul>
      <div className="facts-said">
        {correction === null ? null : <Said tone="info">{correction}</Said>}
        {series.problems.map(({ code, weight, message }) => (
          <Said key={`${code} ${message}`} tone={weight === 'note' ? 'info' : 'warning'}>{message}</Said>
        ))}
      </div>
      <dl>{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
    </section>
  );
}
