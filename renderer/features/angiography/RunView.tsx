import { Button } from '@mantine/core';
import { useEffect } from 'react';
import type { CaseId } from '../../../core/contract/ids.ts';
import type { SeriesView } from '../../../core/contract/schemas.ts';
import { useView } from '../../state/viewStore.ts';
import { Notice } from '../../ui/Sign.tsx';
import { failureWords } from '../../words.ts';
import type { Opening } from '../../state/heldSeries.ts';
import { RunDesk } from './RunDesk.tsx';
import { useChosenRuns } from './runStore.ts';
import { useLook } from './useLook.ts';
import { useRunDesk } from './useRunDesk.ts';
import { useRunNotes } from './useRunNotes.ts';

/** An angiographic run among the images of a case; measuring and comparing are at the angiogram station. */
export function RunView({ caseId, series, opening, onReopen }: {
  readonly caseId: CaseId; readonly series: SeriesView; readonly opening: Opening; readonly onReopen: () => void;
}) {
  const opened = opening.kind === 'opened' && opening.opened.kind === 'xa-run' ? opening.opened : null;
  const desk = useRunDesk(opened, null, useRunNotes(caseId));
  const look = useLook(desk);
  // The run that is looked at here is in front there as well.
  useEffect(() => useChosenRuns.getState().choose(caseId, series.id, null), [caseId, series.id]);
  if (opening.kind === 'refused') {
    return (
      <div className="pane">
        <Notice tone="refused" actions={<Button variant="default" onClick={onReopen}>Open the run again</Button>}>{failureWords(opening.failure)}</Notice>
      </div>
    );
  }
  return (
    <div className="pane">
      <RunDesk
        desk={desk} look={look} isOverlay={false} above={<LookOnly series={series} />}
        tools={<Button variant="filled" onClick={() => useView.getState().go('angiogram')} title="Calibrate, compare and subtract (5)">Calibrate, compare <kbd>5</kbd></Button>}
      />
    </div>
  );
}

/** Why a run may only be looked at. */
export function LookOnly({ series }: { readonly series: SeriesView }) {
  const blocked = series.problems.find(({ weight }) => weight === 'blocks');
  return blocked === undefined ? null
    : <div className="line-notice"><Notice tone="warning"><b>Look only.</b> {blocked.message}</Notice></div>;
}
