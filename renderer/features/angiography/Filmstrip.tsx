import { useEffect, useRef } from 'react';
import type { RunState } from '../../../core/contract/runs.ts';
import type { SeriesView } from '../../../core/contract/schemas.ts';
import { seriesDetail, seriesTitle } from '../images/seriesWords.ts';
import { useThumbnail } from '../images/thumbnails.ts';
import { ToolIcon } from '../images/ToolIcon.tsx';
import { roleOf } from './runWords.ts';

/** Every run of the case with its angles: a click shows it, the button beside it lays it beside the one in front. */
export function Filmstrip({ runs, notes, first, second, onFirst, onSecond }: {
  readonly runs: readonly SeriesView[]; readonly notes: readonly RunState[];
  readonly first: SeriesView['id'] | null; readonly second: SeriesView['id'] | null;
  readonly onFirst: (id: SeriesView['id']) => void; readonly onSecond: (id: SeriesView['id'] | null) => void;
}) {
  return (
    <ul className="film" aria-label="Runs">
      {runs.map((run) => (
        <Film
          key={run.id} run={run} note={notes.find(({ series }) => series === run.id) ?? null}
          place={run.id === first ? 'first' : run.id === second ? 'second' : null}
          onFirst={() => onFirst(run.id)} onSecond={() => onSecond(run.id === second ? null : run.id)}
        />
      ))}
    </ul>
  );
}

function Film({ run, note, place, onFirst, onSecond }: {
  readonly run: SeriesView; readonly note: RunState | null; readonly place: 'first' | 'second' | null;
  readonly onFirst: () => void; readonly onSecond: () => void;
}) {
  const url = useThumbnail(run.id);
  const item = useRef<HTMLLIElement>(null);
  const isShown = place !== null;
  useEffect(() => {
    if (isShown) item.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [isShown]);
  const { role, isProposed } = roleOf(run.description, note);
  // What the description says already is not said twice.
  const said = [role === 'neither' || isProposed ? null : role, note?.calibration == null ? null : 'calibrated'].filter((part) => part !== null);
  const title = seriesTitle(run);
  return (
    <li ref={item} data-shown={isShown} data-series={run.id}>
      <button type="button" className="film-show" aria-current={place === 'first'} title={[title, run.description, seriesDetail(run)].filter((part) => part !== null).join(', ')} onClick={onFirst}>
        <span className="film-thumb" aria-hidden="true">{url === undefined ? <ToolIcon name="run" /> : <img src={url} alt="" />}</span>
        <span className="film-words">
          <b><bdi>{title}</bdi></b>
          <span>{seriesDetail(run)}</span>
          {said.length === 0 ? null : <span className="film-said">{said.join(', ')}</span>}
        </span>
      </button>
      <button
        type="button" className="film-beside" aria-pressed={place === 'second'} disabled={place === 'first'} onClick={onSecond}
        aria-label={`${title} beside the run in front`} title={place === 'second' ? 'Take it away again (W)' : 'Lay it beside the run in front'}
      ><ToolIcon name="beside" /></button>
    </li>
  );
}
