import { useCallback, useLayoutEffect, useRef } from 'react';
import type { Annotation } from '../../../core/annotation/annotation.ts';
import { frameSurface } from '../../viewer/marks/frameSurface.ts';
import type { Desk } from '../angiography/useRunDesk.ts';
import { useMarks } from './useMarks.ts';
import { useWish } from './useWish.ts';

/** Marks on one or two runs; nothing to see of its own. `isOff`: the pictures are used for something else. */
export function RunMarks({ desk: { runs, cine, setLead }, isOff }: { readonly desk: Desk; readonly isOff: boolean }) {
  const [one, other] = runs;
  const newest = useRef({ runs, cine, setLead });
  useLayoutEffect(() => {
    newest.current = { runs, cine, setLead };
  });
  const [first, second] = [one?.viewer ?? null, other?.viewer ?? null];
  const [firstScale, secondScale] = [one?.scale ?? null, other?.scale ?? null];
  const surfaces = useCallback(() => {
    if (isOff) return [];
    return ([[first, firstScale], [second, secondScale]] as const).flatMap(([viewer, scale], n) => {
      const tile = newest.current.runs[n]?.tile.current ?? null;
      if (viewer === null || tile === null) return [];
      const known = scale?.mmPerPixel == null ? null : { mmPerPixel: scale.mmPerPixel, source: scale.beside };
      return [frameSurface(tile, viewer.seam, () => known)];
    });
  }, [isOff, first, second, firstScale, secondScale]);
  useMarks(surfaces);
  const shown = [one, other].map((run) => (run?.state?.drawn == null ? null : run.opened.series.id));
  useWish(cine === null ? [] : shown, useCallback(({ series, place }: Annotation) => {
    const { runs: now, cine: clock, setLead: lead } = newest.current;
    const at = now.findIndex(({ opened }) => opened.series.id === series);
    const start = place.space === 'patient' ? undefined : now[at]?.times.starts[place.frame];
    if (clock === null || start === undefined) return;
    lead(at);
    clock.pause();
    clock.seek(at, start);
  }, []));
  return null;
}
