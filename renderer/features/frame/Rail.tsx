import type { StationMark } from '../../state/caseStanding.ts';
import { STATIONS, type Station } from '../../state/viewStore.ts';
import { Icon } from '../../ui/Icon.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { stationOf } from './stations.ts';

/** What a mark says. */
const MARK_WORDS: Readonly<Record<StationMark, string>> = {
  unknown: 'something is not known yet', proposed: 'proposed by the program, not confirmed', confirmed: 'confirmed',
};
/** Of what a station's tick is: never of all that can be seen there. */
const CONFIRMED_WORDS: Readonly<Partial<Record<Station, string>>> = {
  images: 'a series is chosen', vessel: 'both caps are confirmed', calcium: 'every section that a figure hangs on is confirmed', angiogram: 'a run is calibrated',
  lesion: 'what the first scores read is confirmed or stated',
};
const markWords = (station: Station, mark: StationMark): string => (mark === 'confirmed' ? CONFIRMED_WORDS[station] : undefined) ?? MARK_WORDS[mark];

/** The seven stations, then outcomes, settings and help. */
export function Rail({
  current,
  hasCase,
  marks,
  planWords,
  onGo,
  onOutcomes,
  onSettings,
  onHelp,
}: {
  readonly current: Station;
  readonly hasCase: boolean;
  /** How far each station is. */
  readonly marks: Readonly<Partial<Record<Station, StationMark | undefined>>>;
  /** What the mark of the plan says: it is written, and not proposed by the program. */
  readonly planWords: string;
  readonly onGo: (station: Station) => void;
  readonly onOutcomes: () => void;
  readonly onSettings: () => void;
  readonly onHelp: () => void;
}) {
  return (
    <nav className="rail" aria-label="Stations">
      {STATIONS.map((station, index) => {
        const { label, closed } = stationOf(station, hasCase);
        const mark = closed === null ? marks[station] : undefined;
        return (
          <button
            key={station}
            type="button"
            aria-current={station === current ? 'page' : undefined}
            aria-disabled={closed !== null}
            title={closed ?? `${label} (${index + 1})${mark === undefined ? '' : `: ${station === 'plan' ? planWords : markWords(station, mark)}`}`}
            onClick={() => {
              if (closed === null) onGo(station);
            }}
          >
            <span className="key" aria-hidden="true">
              {index + 1}
            </span>
            {mark === undefined ? null : <span className="mark" data-mark={mark}><StateMark state={mark} /></span>}
            <Icon name={station} />
            {label}
          </button>
        );
      })}
      <span className="gap" />
      <button type="button" className="small" title="Outcomes: how the scores hold here (Shift O)" onClick={onOutcomes}>
        <Icon name="outcomes" />
        Outcomes
      </button>
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
