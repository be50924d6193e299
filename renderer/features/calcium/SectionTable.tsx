import { Button } from '@mantine/core';
import { memo, type ReactNode } from 'react';
import { saidArcs } from '../../../core/calcium/review.ts';
import { equalAreaDiameter } from '../../../core/geometry/polygon.ts';
import { confirmedAs } from '../../../core/lesion/reviewStanding.ts';
import { StateMark } from '../../ui/StateMark.tsx';
import { useNewest } from '../../ui/useNewest.ts';
import { placeWords } from '../../ui/ruler/rulerAxis.ts';
import { arcRangeWords, arcWords, huWords, lengthWords, rangeWords, shareWords } from '../../ui/ruler/rulerWords.ts';
import type { Mm } from '../../../core/units.ts';
import type { ShownSection } from './calciumModel.ts';
import type { SaidBy } from './saidBy.ts';
import { changedWords } from './sectionStates.ts';
import { QUEUED_WORDS } from './staleWords.ts';
import { MARK_OF } from './stateMarks.ts';
import { whenWords } from './stateWords.ts';

/** Neighbouring sections of one kind: where they lie, in words, and how many of them nobody has confirmed. */
export interface BandLeft { readonly place: string; readonly kind: string; readonly count: number }

/** The values of the section side by side: found, as the operator says, and within what they may lie. With what can be done. */
export function SectionTable({ shown, zero, said, contourSaid, band, isBlind, isStale, today, isReadOnly, onConfirm, onArc, onAutomatic, onBand }: {
  readonly shown: ShownSection; readonly zero: Mm;
  /** Null where nobody said anything of the calcium, or of the contour. */
  readonly said: SaidBy | null; readonly contourSaid: SaidBy | null;
  /** Null where all of the band about the cursor is confirmed. */
  readonly band: BandLeft | null;
  readonly isBlind: boolean; readonly isStale: boolean; readonly today: string; readonly isReadOnly: boolean;
  readonly onConfirm: () => void; readonly onArc: () => void; readonly onAutomatic: () => void; readonly onBand: () => void;
}) {
  const [confirm, arc, toAutomatic, confirmBand] = [useNewest(onConfirm), useNewest(onArc), useNewest(onAutomatic), useNewest(onBand)];
  const { section, state, isMetal } = shown;
  const { automatic, review } = section;
  const isHidden = state === 'hidden';
  const hidden = <span className="unknown" title="You see it once you have confirmed your own reading"><b>?</b> hidden</span>;
  const found = (words: string): ReactNode => (isHidden ? hidden : <span className="of-figures">{words}</span>);
  const inMetal = <span className="muted" title="A stent lies here: its struts are as bright as calcium, and nothing of this section counts">stent</span>;
  const told = (words: string): ReactNode => (isMetal && !isHidden ? inMetal : found(words));
  const changed = changedWords(section);
  // Of a section that has changed, the operator's figures are those that he confirmed.
  const before = review === null || changed === null ? null : confirmedAs(review);
  const own = (isDrawn: boolean, words: string): ReactNode => (review === null ? <span className="muted">not yet</span>
    : <b className={isDrawn ? 'value-edited' : before === null ? 'value-confirmed of-figures' : 'value-changed'}>{words}</b>);
  const isOther = state !== 'confirmed';
  const hasArc = review !== null && isOther && (review.isFullMoon || saidArcs(review) !== null);
  const hasArea = review !== null && isOther && (review.isFullMoon || review.areas !== null);
  const isOwnContour = section.wallFrom === 'operator';
  return (
    <section className="panel section-values" aria-label="Values of the section">
      <div className="head-field own-layout">
        <header className="panel-head">
          <h2>Section {placeWords(shown.at - zero, 1)} mm</h2>
          <span className="gap" />
          <span className="signed-state" data-state={state}><StateMark state={MARK_OF[state]} />{isHidden ? 'not read yet' : state === 'changed' ? 'changed since' : state}{said === null ? '' : ` ${whenWords(said.at, today)}`}</span>
        </header>
      </div>
      <div className="value-field own-layout">
        <div>
          <table className="value-table">
            <thead><tr><td /><th scope="col">automatic</th><th scope="col">operator</th><th scope="col">range</th></tr></thead>
            <tbody>
              <tr><th scope="row">Arc</th><td className="hatched">{told(arcWords(automatic.arc))}</td><td>{own(hasArc, arcWords(before?.arc ?? section.arc))}</td><td>{isHidden || isMetal ? '' : rangeCell(arcRangeWords(section.arcRange), '°', hasArc)}</td></tr>
              <tr><th scope="row">Area share</th><td className="hatched">{told(shareWords(automatic.csaPercent))}</td><td>{own(hasArea, shareWords(before?.share ?? section.csaPercent))}</td><td>{isHidden || isMetal ? '' : rangeCell(rangeWords(section.csaRange), ' %', hasArea)}</td></tr>
              <tr><th scope="row">Peak</th><td className="hatched">{found(huWords(automatic.peak))}</td><td className="muted">{isHidden ? '' : 'as read'}</td><td className="muted">HU</td></tr>
              <tr>
                <th scope="row">Vessel</th><td className={isOwnContour ? 'muted' : 'hatched'}>{isOwnContour ? 'drawn' : <span className="of-figures">{section.vesselArea.toFixed(1)} mm²</span>}</td>
                <td>{isOwnContour ? <b className="value-edited">{section.vesselArea.toFixed(1)} mm²</b> : own(false, `${(before === null ? section.vesselArea : review?.found?.vesselArea ?? section.vesselArea).toFixed(1)} mm²`)}</td>
                <td className="muted"><span className={isOwnContour ? undefined : 'of-figures'}>⌀ {lengthWords(equalAreaDiameter(section.vesselArea))}</span></td>
              </tr>
            </tbody>
          </table>
        </div>
      </div>
      <p className="said-by">{changed === null ? '' : <b className="value-changed">{sentence(changed)} </b>}{saidWords(said, contourSaid, today)}</p>
      <Actions
        isReadOnly={isReadOnly} isStale={isStale} isAutomatic={review === null && !isOwnContour} hasBand={band !== null}
        bandTitle={isBlind ? 'In a second reading each section is read by itself' : band === null ? 'Every section of this band is confirmed' : `Confirm ${band.count} sections, ${band.place} mm: ${band.kind} (Shift Enter)`}
        bandWords={isBlind ? 'Confirm a band' : band === null ? 'Band confirmed' : `Confirm ${band.place}`}
        onConfirm={confirm} onArc={arc} onAutomatic={toAutomatic} onBand={confirmBand}
      />
    </section>
  );
}

/** What can be done with the section: not drawn anew while its values follow the hand. */
const Actions = memo(function Actions({ isReadOnly, isStale, isAutomatic, hasBand, bandTitle, bandWords, onConfirm, onArc, onAutomatic, onBand }: {
  readonly isReadOnly: boolean; readonly isStale: boolean; readonly isAutomatic: boolean; readonly hasBand: boolean; readonly bandTitle: string; readonly bandWords: string;
  readonly onConfirm: () => void; readonly onArc: () => void; readonly onAutomatic: () => void; readonly onBand: () => void;
}) {
  return (
    <div className="value-actions">
      <Button onClick={onConfirm} disabled={isReadOnly} title={isStale ? QUEUED_WORDS : 'Confirm, and step to the next section that matters (Enter)'}>Confirm<kbd>Enter</kbd></Button>
      <Button variant="default" onClick={onArc} disabled={isReadOnly} title="Hold the arc by the keys (A)">Edit arc<kbd>A</kbd></Button>
      <Button variant="default" className="hide-low" onClick={onAutomatic} disabled={isReadOnly || isAutomatic} title="What you said of this section is taken back (X)">Back to automatic</Button>
      <Button variant="default" className="hide-low" onClick={onBand} disabled={isReadOnly || !hasBand} title={bandTitle}>{bandWords}</Button>
    </div>
  );
});

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;

const rangeCell = (words: string, unit: string, isDrawn: boolean): ReactNode =>
  (words === '' ? 'exact' : <span className={isDrawn ? undefined : 'of-figures'}>{words}{unit}</span>);

function saidWords(said: SaidBy | null, contourSaid: SaidBy | null, today: string): string {
  const name = ({ author, at }: SaidBy): string => `${author?.name ?? 'nobody chosen'}, ${whenWords(at, today)}`;
  const parts = [...(said === null ? [] : [`Calcium: ${name(said)}`]), ...(contourSaid === null ? [] : [`contour: ${name(contourSaid)}`])];
  return parts.length === 0 ? 'Nobody has said anything of this section yet.' : `${parts.join('; ')}.`;
}
