import { memo, useMemo, useState } from 'react';
import type { Centreline } from '../../../core/centreline/centreline.ts';
import type { ReviewedSection } from '../../../core/calcium/review.ts';
import { pointUv } from '../../../core/geometry/plane.ts';
import type { SectionOutline } from '../../../core/lesion/vesselFindings.ts';
import { liesIn, type Stretch } from '../../../core/geometry/stretch.ts';
import { type Mm, mm } from '../../../core/units.ts';
import type { Volume } from '../../../core/volume/volume.ts';
import { StateMark } from '../../ui/StateMark.tsx';
import { placeWords } from '../../ui/ruler/rulerAxis.ts';
import { arcWords, shareWords } from '../../ui/ruler/rulerWords.ts';
import type { RulerState } from '../../ui/ruler/rulerValues.ts';
import type { HuGrid } from '../../viewer/huLaying.ts';
import type { Window } from '../../viewer/painting.ts';
import { neighboursOf } from './calciumModel.ts';
import { sectionState, stateCounts } from './sectionStates.ts';
import { MARK_OF } from './stateMarks.ts';
import { type SheetPicture, ThumbSheet } from './ThumbSheet.tsx';
import { sectionGrid, SMALL_SECTION } from './vesselCuts.ts';

/** Shown at most; a narrow window hides the last two. */
const SHOWN = 8;

/** The sections about the cursor as small pictures, each with its values and how they stand. */
export function Neighbours({ volume, centreline, sections, outlines, metal, lesion: [start, end], n, reach, window, isBlind, next, matter, onGo }: {
  readonly volume: Volume | null; readonly centreline: Centreline; readonly sections: readonly ReviewedSection[]; readonly outlines: readonly SectionOutline[];
  readonly metal: readonly Stretch[];
  readonly lesion: readonly [Mm, Mm]; readonly n: number; readonly reach: number; readonly window: Window; readonly isBlind: boolean;
  /** Where Enter leads, in words; null where nothing is left to confirm. */
  readonly next: string | null;
  /** Sections that a figure hangs on. */
  readonly matter: number;
  readonly onGo: (at: Mm) => void;
}) {
  const states = sections.map((section) => sectionState(section, isBlind));
  const own = states.filter((_, m) => liesIn([[start, end]], sections[m]?.abscissa ?? mm(-1)));
  const counts = stateCounts(own);
  const inside = own.length;
  const shown = neighboursOf(sections.length, n, SHOWN, 3);
  const pictures = useSheet(volume, centreline, sections, outlines, shown);
  return (
    <section className="panel neighbours" aria-label="Neighbouring sections">
      <div className="head-field own-layout">
        <header className="panel-head">
          <h2>Neighbouring sections</h2>
          <small className="hide-narrow">{next !== null ? `Enter confirms, then ${next}` : states[n] !== 'confirmed' && states[n] !== 'edited' ? 'Enter confirms the white one' : `all ${matter} that matter are confirmed, of ${inside} in the occlusion`}</small>
          <span className="gap" />
          <Count state="confirmed" count={counts.confirmed} words="confirmed" />
          <Count state="edited" count={counts.edited} words="edited" />
          <Count state={isBlind ? 'hidden' : 'automatic'} count={(isBlind ? counts.hidden : counts.automatic) + counts.changed} words="to do" />
        </header>
      </div>
      <div className="neighbour-field own-layout">
        <ThumbSheet pictures={pictures} extent={1.7 * reach} window={window} />
        <ul className="neighbour-list">
          {shown.map((m, slot) => {
            const section = sections[m];
            if (section === undefined) return null;
            return (
              // Each has its place on the sheet: the places stay, what they show changes.
              // biome-ignore lint/suspicious/noArrayIndexKey: the place is what the element is
              <li key={slot}>
                <Thumb
                  at={section.abscissa} place={placeWords(section.abscissa - start, 1)} arc={arcWords(section.arc)} share={shareWords(section.csaPercent)}
                  state={states[m] ?? 'automatic'} isMetal={liesIn(metal, section.abscissa)} isCurrent={m === n} onGo={onGo}
                />
              </li>
            );
          })}
        </ul>
      </div>
    </section>
  );
}

/** Pictures of sections, each cut once as long as the vessel stays what it is. */
function useSheet(
  volume: Volume | null, centreline: Centreline, sections: readonly ReviewedSection[], outlines: readonly SectionOutline[], shown: readonly number[],
): readonly SheetPicture[] {
  // Of another volume or path nothing is the same.
  const cut = useMemo(() => ({ volume, centreline, grids: new Map<number, HuGrid | null>() }), [volume, centreline]);
  const [first, count] = [shown[0] ?? 0, shown.length];
  return useSameSheet(useMemo(() => Array.from({ length: count }, (_, k): SheetPicture => {
    const m = first + k;
    const section = sections[m];
    if (cut.volume !== null && section !== undefined && !cut.grids.has(m))
      cut.grids.set(m, sectionGrid(cut.volume, cut.centreline, section.abscissa, SMALL_SECTION) ?? null);
    return { grid: cut.grids.get(m) ?? null, centre: outlines[m]?.centre ?? pointUv(0, 0) };
  }), [cut, sections, outlines, first, count]));
}

/** The sheet for as long as none of its pictures is another: a change of the calcium alone paints none of them anew. */
function useSameSheet(pictures: readonly SheetPicture[]): readonly SheetPicture[] {
  const [same, setSame] = useState(pictures);
  if (same === pictures || (same.length === pictures.length && pictures.every(({ grid, centre: [u, v] }, k) => {
    const before = same[k];
    return before !== undefined && before.grid === grid && before.centre[0] === u && before.centre[1] === v;
  }))) return same;
  setSame(pictures);
  return pictures;
}

const Count = ({ state, count, words }: { readonly state: RulerState; readonly count: number; readonly words: string }) => (
  <span className="signed-state" title={`${count} sections of the occlusion ${words}`}>
    <StateMark state={MARK_OF[state]} /><b>{count}</b><span className="sr-only">{words}</span>
  </span>
);

const Thumb = memo(function Thumb({ at, place, arc, share, state, isMetal, isCurrent, onGo }: {
  readonly at: Mm; readonly place: string; readonly arc: string; readonly share: string; readonly state: RulerState; readonly isMetal: boolean; readonly isCurrent: boolean;
  readonly onGo: (at: Mm) => void;
}) {
  const isHidden = state === 'hidden';
  return (
    <button
      type="button" className="neighbour" aria-current={isCurrent ? 'true' : undefined} tabIndex={isCurrent ? 0 : -1} onClick={() => onGo(at)}
      aria-label={`Section at ${place} mm: ${isHidden ? 'hidden' : isMetal ? 'stent' : `arc ${arc}, area ${share}, ${state}`}`}
    >
      <span className="sheet-slot" />
      <span className={state === 'automatic' || state === 'changed' ? 'neighbour-words hatched' : 'neighbour-words'}>
        <b>{place}</b>{isHidden ? <span>hidden</span> : isMetal ? <span>stent</span> : <span className="of-figures">{arc} {share}</span>}<StateMark state={MARK_OF[state]} />
      </span>
    </button>
  );
});
