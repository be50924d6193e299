import type { ReactNode } from 'react';
import { useStore, type StoreApi } from 'zustand';
import { Said, Sign, type Tone } from '../../ui/Sign.tsx';
import type { OpenedCt } from '../../viewer/openPlanes.ts';
import type { PlanesState } from '../../viewer/planesState.ts';
import { pointWords } from '../../viewer/planeWords.ts';
import { clampedWords, phaseWords, seriesTitle, seriesVerdict, tidy } from './seriesWords.ts';

interface Allowed { readonly tone: Tone; readonly what: string; readonly why: string }

/** Lengths, areas and densities: whether this series gives them, and from what. */
function whatMayBeMeasured({ series, grid, valuesAre, correction }: OpenedCt, isClamped: boolean): readonly Allowed[] {
  const [dx, dy, dz] = grid.spacing;
  const isTrue = series.measurable === 'yes' || correction !== null;
  const geometry = correction === null ? 'from the positions in the headers, checked slice by slice' : 'on the corrected grid';
  const reason = series.measurable === 'after correction' ? 'after the correction offered above' : 'the geometry is not sure';
  return [
    { tone: isTrue ? 'ok' : 'refused', what: 'Lengths', why: isTrue ? `${geometry}; steps of ${tidy(Math.max(dx, dy, dz))} mm or finer` : reason },
    { tone: isTrue ? 'ok' : 'refused', what: 'Areas', why: isTrue ? `pixels of ${tidy(dx)} × ${tidy(dy)} mm` : reason },
    {
      tone: valuesAre !== 'HU' ? 'refused' : series.lossy || isClamped ? 'warning' : 'ok', what: 'Densities',
      why: valuesAre !== 'HU' ? 'the headers do not say how values become HU' : series.lossy ? 'HU, changed by lossy coding'
        : isClamped ? 'HU as rescaled by the headers, but where they were clamped' : 'HU as rescaled by the headers',
    },
  ];
}

type States = StoreApi<PlanesState | null>;

/** The value at the cursor and where it is: the only part of the tile that changes from slice to slice. */
function AtCursor({ states }: { readonly states: States }) {
  const value = useStore(states, (state) => state?.atCursor ?? '…');
  const place = useStore(states, (state) => (state?.cursor == null ? '' : pointWords(state.cursor)));
  return (
    <div className="facts-cursor" aria-live="off">
      <span>At the cursor</span>
      <b>{value}</b>
      <span className="second">{place}</span>
    </div>
  );
}

/** What the open series is, what may be measured in it and why, and the value at the cursor. */
export function FactsTile({ opened, states, clampedVoxels }: {
  readonly opened: OpenedCt | null; readonly states: States;
  /** Null while not all of it was read. */
  readonly clampedVoxels: number | null;
}) {
  if (opened === null) return <section className="facts" aria-label="About this series" />;
  const { series, grid, valuesAre, correction } = opened;
  const [dx, dy, dz] = grid.spacing;
  const [nx, ny, nz] = grid.dims;
  const verdict = correction === null ? seriesVerdict(series) : { tone: 'ok' as Tone, words: 'may be measured, resampled' };
  const allowed = whatMayBeMeasured(opened, clampedVoxels !== null && clampedVoxels > 0);
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
    // It scrolls where there is much to tell: by key too.
    <section className="facts" aria-label="About this series" tabIndex={0}>
      <h2><bdi>{seriesTitle(series)}</bdi></h2>
      <p className={`signed ${verdict.tone}`}><Sign tone={verdict.tone} />{verdict.words}</p>
      <AtCursor states={states} />
      <ul className="facts-allowed" aria-label="What may be measured">
        {allowed.map(({ tone, what, why }) => <li key={what}><Sign tone={tone} /><b>{what}</b><span className="second">{why}</span></li>)}
      </ul>
      <div className="facts-said">
        {clampedVoxels === null || clampedVoxels === 0 ? null : <Said tone="warning">{clampedWords(clampedVoxels)}</Said>}
        {correction === null ? null : <Said tone="info">{correction}</Said>}
        {/* What was wrong as acquired is told by the correction, once there is one. */}
        {series.problems.filter(({ weight }) => correction === null || weight === 'note').map(({ code, weight, message }) => (
          <Said key={`${code} ${message}`} tone={weight === 'note' ? 'info' : 'warning'}>{message}</Said>
        ))}
      </div>
      <dl>{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
    </section>
  );
}
