import type { ReactNode } from 'react';
import { Said, Sign, type Tone } from '../../ui/Sign.tsx';
import type { OpenedCt, PlanesState } from '../../viewer/planesViewer.ts';
import { pointWords } from '../../viewer/planeWords.ts';
import { phaseWords, seriesTitle, seriesVerdict, tidy } from './seriesWords.ts';

/** What the open series is, what may be measured in it and why, and the value at the cursor. */
export function FactsTile({ opened, state }: { readonly opened: OpenedCt | null; readonly state: PlanesState | null }) {
  if (opened === null) return <section className="facts" aria-label="About this series" />;
  const { series, grid, valuesAre, correction } = opened;
  const [dx, dy, dz] = grid.spacing;
  const [nx, ny, nz] = grid.dims;
  const verdict = correction === null ? seriesVerdict(series) : { tone: 'ok' as Tone, words: 'may be measured, resampled' };
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
      <dl>{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
      <div className="facts-said">
        {correction === null ? null : <Said tone="info">{correction}</Said>}
        {series.problems.map(({ code, weight, message }) => (
          <Said key={`${code} ${message}`} tone={weight === 'note' ? 'info' : 'warning'}>{message}</Said>
        ))}
        {series.problems.length === 0 ? <Said tone="ok">Spacing even, no slice missing, one orientation: lengths, areas and densities may be taken.</Said> : null}
      </div>
    </section>
  );
}
