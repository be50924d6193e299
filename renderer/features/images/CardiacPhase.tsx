import type { SeriesView } from '../../../core/contract/schemas.ts';
import { phasesOf } from './seriesGroups.ts';
import { phaseWords, seriesVerdict } from './seriesWords.ts';

/** The phases of the acquisition on screen, to change between them. Nothing where there is only one. */
export function CardiacPhase({ series, selected, onSelect }: {
  readonly series: readonly SeriesView[]; readonly selected: SeriesView; readonly onSelect: (id: SeriesView['id']) => void;
}) {
  const phases = phasesOf(series, selected);
  if (phases.length < 2) return null;
  return (
    <section className="panel" aria-label="Cardiac phase">
      <div className="panel-head"><h2>Cardiac phase</h2><span className="gap" /><small>{phaseWords(selected)} shown</small></div>
      <ul className="phases" data-own-keys="">
        {phases.map((phase) => {
          const verdict = seriesVerdict(phase);
          return (
            <li key={phase.id}>
              <button
                type="button" aria-current={phase.id === selected.id} data-tone={verdict.tone}
                aria-label={`${phaseWords(phase)}, ${verdict.words}`} title={`${phaseWords(phase)}: ${verdict.words}${phase.proposed === null ? '' : `. Proposed: ${phase.proposed}`}`}
                onClick={() => onSelect(phase.id)}
              >
                <span className="phase-box">{verdict.tone === 'ok' ? null : '△'}</span>
                <span>{phase.phasePercent ?? Math.round(phase.triggerTimeMs ?? 0)}</span>
              </button>
            </li>
          );
        })}
      </ul>
      <p className="phases-unit">{selected.phasePercent === null ? 'ms after the R wave' : '% of the heart cycle'}</p>
    </section>
  );
}
