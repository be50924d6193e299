import { useEffect, useRef, useState } from 'react';
import type { SeriesView } from '../../../core/contract/schemas.ts';
import { Sign } from '../../ui/Sign.tsx';
import { seriesGroups, type SeriesGroup } from './seriesGroups.ts';
import { seriesDetail, seriesTitle, seriesVerdict } from './seriesWords.ts';
import { useThumbnail } from './thumbnails.ts';
import { ToolIcon } from './ToolIcon.tsx';

/** Everything in the case that can be looked at, and, folded away, what was set aside and why. */
export function SeriesList({ series, selected, onSelect }: {
  readonly series: readonly SeriesView[]; readonly selected: SeriesView['id'] | null; readonly onSelect: (id: SeriesView['id']) => void;
}) {
  const groups = seriesGroups(series);
  const setAside = series.filter((each) => each.setAside !== null);
  const studies = new Set(series.map(({ studyUid }) => studyUid)).size;
  return (
    <section className="panel series-panel" aria-label="Series">
      <div className="panel-head">
        <h2>Series</h2>
        <small>{groups.length} in {studies} {studies === 1 ? 'study' : 'studies'}</small>
      </div>
      <div className="series-scroll">
        {groups.length === 0 ? <p className="series-none">No series of this case can be shown.</p> : null}
        <ul className="series-list" data-own-keys="">
          {groups.map((group) => {
            const shown = group.members.find(({ id }) => id === selected);
            return <Item key={group.key} group={group} shown={shown} onSelect={onSelect} />;
          })}
        </ul>
        {setAside.length === 0 ? null : <SetAside series={setAside} />}
      </div>
    </section>
  );
}

function Item({ group, shown, onSelect }: {
  readonly group: SeriesGroup; readonly shown: SeriesView | undefined; readonly onSelect: (id: SeriesView['id']) => void;
}) {
  const one = shown ?? group.lead;
  const item = useRef<HTMLLIElement>(null);
  const isShown = shown !== undefined;
  // What is on screen is in sight in the list as well, however long that is.
  useEffect(() => {
    if (isShown) item.current?.scrollIntoView({ block: 'nearest' });
  }, [isShown]);
  const isMany = group.members.length > 1;
  const verdict = seriesVerdict(one);
  const blocked = group.members.filter((each) => each.measurable === 'no').length;
  return (
    <li ref={item}>
      <button
        type="button" className="series-item" aria-current={isShown} data-series={one.id}
        title={one.proposed === null ? undefined : `Proposed: ${one.proposed}`} onClick={() => onSelect(one.id)}
      >
        <Thumbnail series={one} />
        <span className="series-words">
          <span className="series-title"><bdi>{seriesTitle(one)}</bdi></span>
          <span className="series-detail">{isMany ? `${group.members.length} phases, ${seriesDetail(one)}` : seriesDetail(one)}</span>
          <span className={`signed ${isMany && blocked > 0 ? 'warning' : verdict.tone}`}>
            <Sign tone={isMany && blocked > 0 ? 'warning' : verdict.tone} />
            <span className="series-verdict">{isMany && blocked > 0 ? `${blocked} of ${group.members.length} look only` : verdict.words}</span>
            {one.proposed === null ? null : <span className="series-proposed hide-narrow">proposed</span>}
          </span>
        </span>
      </button>
    </li>
  );
}

function Thumbnail({ series }: { readonly series: SeriesView }) {
  const url = useThumbnail(series.id);
  return (
    <span className="series-thumb" aria-hidden="true">
      {url === undefined ? <ToolIcon name={series.kind === 'xa-run' ? 'run' : 'volume'} /> : <img src={url} alt="" />}
    </span>
  );
}

function SetAside({ series }: { readonly series: readonly SeriesView[] }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="series-aside">
      <button type="button" className="link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? 'Hide' : 'Show'} {series.length} set aside
      </button>
      {isOpen ? (
        <ul>
          {series.map((each) => (
            <li key={each.id}><bdi>{seriesTitle(each)}</bdi> <span className="muted">{each.setAside}, {each.instances} {each.instances === 1 ? 'image' : 'images'}</span></li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
