import { STATIONS, type Station } from '../../state/viewStore.ts';
import { Icon } from '../../ui/Icon.tsx';
import { stationOf } from './stations.ts';

/** The seven stations, then settings and help. */
export function Rail({
  current,
  hasCase,
  onGo,
  onSettings,
  onHelp,
}: {
  readonly current: Station;
  readonly hasCase: boolean;
  readonly onGo: (station: Station) => void;
  readonly onSettings: () => void;
  readonly onHelp: () => void;
}) {
  return (
    <nav className="rail" aria-label="Stations">
      {STATIONS.map((station, index) => {
        const { label, closed } = stationOf(station, hasCase);
        return (
          <button
            key={station}
            type="button"
            aria-current={station === current ? 'page' : undefined}
            aria-disabled={closed !== null}
            title={closed ?? `${label} (${index + 1})`}
            onClick={() => {
              if (closed === null) onGo(station);
            }}
          >
            <span className="key" aria-hidden="true">
              {index + 1}
            </span>
            <Icon name={station} />
            {label}
          </button>
        );
      })}
      <span className="gap" />
      <button type="button" className="small" title="Settings (,)" onClick={onSettings}>
        <Icon name="settings" />
        Settings
      </button>
      <button type="button" className="small" title="Keys and About (?)" onClick={onHelp}>
        <Icon name="help" />
        Help
      </button>
    </nav>
  );
}
