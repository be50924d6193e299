import { Button } from '@mantine/core';
import { memo, useEffect, useId, useRef, useState, type RefObject } from 'react';
import { pointsIn, pointsSentence } from '../../../core/centreline/pointsRead.ts';
import type { CaseId, VesselId } from '../../../core/contract/ids.ts';
import type { CaseView } from '../../../core/contract/schemas.ts';
import type { WayBack } from '../../state/entryBook.ts';
import { useVesselDesk } from '../../state/vesselDesk.ts';
import { useAnswer } from '../../api/useHost.ts';
import { Notice, Sign } from '../../ui/Sign.tsx';
import { useGone } from '../../ui/useGone.ts';
import { seriesTitle } from '../images/seriesWords.ts';
import { useVessel, useVesselActions, useVessels, useVesselVolume } from './useVessel.ts';
import type { VesselActions } from './vesselActions.ts';
import { lookAt, useVesselView } from './vesselView.ts';
import { signedWords, vesselName, WAY_BACK_WORDS } from './vesselWords.ts';

interface Given {
  readonly caseView: CaseView;
  /** The field that a file of points is chosen with. */
  readonly file: RefObject<HTMLInputElement | null>;
}

/** The vessels of the case: the one that is worked on, others, new ones; grafts among them. */
export function VesselList(given: Given) {
  const vessels = useVessels();
  const { id } = useVessel();
  const actions = useVesselActions();
  return <VesselsShown {...given} vessels={vessels} id={id} actions={actions} />;
}

/** Nothing of it follows what is measured. */
const VesselsShown = memo(function VesselsShown({ caseView, file, vessels, id, actions }: Given & {
  readonly vessels: ReturnType<typeof useVessels>; readonly id: VesselId | null; readonly actions: VesselActions;
}) {
  const volume = useVesselVolume();
  const isBeginning = useVesselView((view) => view.isBeginning);
  const leaving = useVesselView((view) => view.leaving);
  const [refused, setRefused] = useState<string | null>(null);
  const heading = useId();

  async function read(chosen: File): Promise<void> {
    const points = chosen.size > MOST_BYTES ? null : pointsIn(await chosen.text());
    if (points === null || !points.ok) {
      setRefused(`${chosen.name} ${points === null ? 'is larger than 1 MB: that is no file of points. Choose a JSON file with places [x, y, z] in mm.' : pointsSentence(points.failure)}`);
      return;
    }
    if (volume?.opened == null || volume.series === null) {
      setRefused('No series that can be measured is open: points are traced in one. Where this case has one, wait until it is open, and choose the file again.');
      return;
    }
    setRefused(null);
    actions.beginWith(volume.series.id, volume.opened.grid.frameOfReferenceUid, points.value, 'import points');
  }

  return (
    <section className="panel vessel-list" aria-labelledby={heading}>
      <div className="panel-head">
        <h2 id={heading}>Vessels</h2><small>{vessels.length === 0 ? 'none' : vessels.length}</small><span className="gap" />
        <Button variant="default" size="compact-sm" title="Read the points of a path from a JSON file, LPS mm (Shift I)" onClick={() => file.current?.click()}>Import</Button>
        <Button
          variant="default" size="compact-sm" aria-pressed={isBeginning} title="The next click begins another vessel, or a graft (V)"
          disabled={vessels.length === 0} onClick={() => lookAt({ isBeginning: !isBeginning, tool: 'trace' })}
        >New vessel</Button>
        <input
          ref={file} type="file" accept=".json,application/json" hidden aria-label="File of points"
          onChange={({ target }) => {
            const [chosen] = target.files ?? [];
            if (chosen !== undefined) void read(chosen);
            target.value = '';
          }}
        />
      </div>
      {refused === null ? null : <Notice tone="refused" actions={<Button variant="default" size="compact-sm" onClick={() => setRefused(null)}>Close</Button>}>{refused}</Notice>}
      {vessels.length === 0 ? null : (
        <ul className="vessel-items">
          {vessels.map(({ id: vessel, path }, n) => {
            const { content } = path;
            const series = caseView.series.find((one) => one.id === content.series);
            return (
              <li key={vessel} aria-current={vessel === id}>
                <button type="button" className="vessel-item" onClick={() => useVesselDesk.getState().choose(vessel)}>
                  <b>{vesselName(content, n)}</b>
                  <span>{content.points.length} {content.points.length === 1 ? 'point' : 'points'}{series === undefined ? ', series no longer there' : `, ${seriesTitle(series)}`}</span>
                </button>
                <button
                  type="button" className="icon-button" title="Remove this vessel with all that was entered of it; asks first where a signed plan rests on it; undo brings it back (Shift Delete)" aria-label={`Remove ${vesselName(content, n)}`}
                  onClick={() => actions.removeVessel(vessel)}
                ><svg viewBox="0 0 16 16" aria-hidden="true"><path d="M3 4h10M6 4V2.5h4V4M4.5 4l.6 9.5h5.8L11.5 4" fill="none" stroke="currentColor" strokeWidth="1.3" /></svg></button>
                {vessel !== leaving?.vessel ? null : (
                  <Removal name={vesselName(content, n)} caseId={caseView.row.id} vessel={vessel} wayBack={leaving.wayBack} onRemove={leaving.remove} />
                )}
              </li>
            );
          })}
        </ul>
      )}
      {isBeginning ? <p className="vessel-hint">The next click on a picture begins another vessel. <button type="button" className="link" onClick={() => lookAt({ isBeginning: false })}>Not now</button></p> : null}
    </section>
  );
});

/** Asks in place, by name, and says what goes and what stays. */
function Removal({ name, caseId, vessel, wayBack, onRemove }: {
  readonly name: string; readonly caseId: CaseId; readonly vessel: VesselId; readonly wayBack: WayBack; readonly onRemove: () => void;
}) {
  const listed = useAnswer('plans.list', { caseId });
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => keep.current?.focus(), []);
  // Out of view it is answered by nobody: it does not come back by itself.
  useGone(() => {
    if (useVesselView.getState().leaving?.vessel === vessel) lookAt({ leaving: null });
  });
  const end = (): void => {
    keep.current?.closest('li')?.querySelector<HTMLButtonElement>('.icon-button')?.focus();
    lookAt({ leaving: null });
  };
  return (
    <div
      className="vessel-leaving" role="alertdialog" aria-label={`Remove ${name}?`}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        end();
      }}
    >
      <p><Sign tone="refused" /> <b>Remove {name}?</b> {signedWords(listed?.ok === true ? listed.value.plans : null, vessel)} {WAY_BACK_WORDS[wayBack]}</p>
      <div className="row">
        <Button ref={keep} variant="default" size="compact-sm" onClick={end}>Keep</Button>
        <Button
          className="danger" variant="default" size="compact-sm"
          onClick={() => {
            lookAt({ leaving: null });
            onRemove();
          }}
        >Remove the vessel</Button>
      </div>
    </div>
  );
}

const MOST_BYTES = 2 ** 20;
