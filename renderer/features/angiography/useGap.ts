import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Drawing } from '../../../core/annotation/annotation.ts';
import { frameLength, pixelLength } from '../../../core/angiography/frameLength.ts';
import type { NoScale, RunScale } from '../../../core/angiography/runScale.ts';
import type { PointPixel } from '../../../core/geometry/plane.ts';
import type { Edit } from '../../state/annotationSteps.ts';
import { useView } from '../../state/viewStore.ts';
import { newAnnotationId } from '../../state/newId.ts';
import { useBook, useBookState } from '../annotations/useBook.ts';
import { createPicking, type Picking } from '../../viewer/picking.ts';
import type { Desk, DeskRun } from './useRunDesk.ts';

/** The gap between the stumps, drawn on donor and target in one picture. */
export interface Gap {
  /** "Gap 21.3 mm, catheter 6F"; null where none is drawn on these runs. */
  readonly words: string | null;
  readonly isPicking: boolean;
  readonly begin: () => void;
  readonly cancel: () => void;
  readonly picking: Picking | null;
}

/** Scales of two runs in one picture may differ by this share; beyond, a gap has no millimetres. @source own */
const SAME_SCALE = 0.05;

/** Draws and keeps the gap as an annotation of both runs. */
export function useGap({ runs, clock }: Desk, isOverlay: boolean): Gap {
  const book = useBook();
  const [isPicking, setPicking] = useState(false);
  const [picking, setTool] = useState<Picking | null>(null);
  const [first, second] = runs;
  const [one, other] = [first?.opened.series.id ?? null, second?.opened.series.id ?? null];
  const kept = useBookState(({ annotations }) => annotations.findLast(({ place, series }) => place.space === 'dual'
    && ((series === one && place.partner === other) || (series === other && place.partner === one))));
  const [from, to] = kept?.place.space === 'dual' ? kept.place.points : [];

  const keep = (points: readonly [PointPixel, PointPixel]): void => {
    if (first === undefined || second === undefined) return;
    const { frames } = clock.getState();
    const after: Drawing = { kind: 'gap', text: null, place: {
      space: 'dual', frame: frames[0] ?? 0, partner: second.opened.series.id, partnerFrame: frames[1] ?? 0, points,
    } };
    const edit: Edit = { id: newAnnotationId(), series: first.opened.series.id, before: null, after };
    if (book.change({ words: 'draw gap', edits: [edit] })) useView.getState().say('Gap drawn');
  };

  const newest = useRef(keep);
  useLayoutEffect(() => {
    newest.current = keep;
  });
  const [viewer, opened] = [first?.viewer ?? null, first?.opened ?? null];
  // One picking for each time that it is begun; before the page is shown, so that the next key already counts.
  useLayoutEffect(() => {
    if (!isPicking || !isOverlay || viewer === null || opened === null) return;
    const made = createPicking(viewer.seam, [opened.columns, opened.rows], (a, b) => {
      setPicking(false);
      newest.current([a, b]);
    });
    setTool(made);
    return () => {
      setTool(null);
      made.dispose();
    };
  }, [isPicking, isOverlay, viewer, opened]);
  useEffect(() => { if (!isOverlay) setPicking(false); }, [isOverlay]);

  // The kept gap lies on the common picture only.
  useEffect(() => {
    if (viewer === null || !isOverlay || from === undefined || to === undefined) return;
    const layer = viewer.seam.layer('gap');
    const draw = (): void => {
      const [a, b] = [viewer.seam.canvasFromPixel(from), viewer.seam.canvasFromPixel(to)];
      if (a === null || b === null) return;
      layer.replaceChildren(...['picking-backing', 'gap-line'].map((className) => {
        const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
        line.setAttribute('class', className);
        const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
        const length = Math.max(1, Math.hypot(dx, dy));
        const [px, py] = [(-dy / length) * 7, (dx / length) * 7];
        line.setAttribute('d', `M${a[0]} ${a[1]}L${b[0]} ${b[1]}M${a[0] - px} ${a[1] - py}L${a[0] + px} ${a[1] + py}M${b[0] - px} ${b[1] - py}L${b[0] + px} ${b[1] + py}`);
        return line;
      }));
    };
    draw();
    const stop = viewer.seam.whenDrawn(draw);
    return () => {
      stop();
      layer.replaceChildren();
    };
  }, [viewer, isOverlay, from, to]);

  return {
    words: from === undefined || to === undefined || first === undefined || second === undefined ? null : gapWords([from, to], first, second),
    isPicking, picking,
    begin: () => {
      if (!isOverlay) return;
      setPicking(true);
      first?.tile.current?.focus();
    },
    cancel: () => setPicking(false),
  };
}

function gapWords(path: readonly PointPixel[], first: DeskRun, second: DeskRun): string {
  const { pixelAspect } = first.opened;
  const pixels = `Gap ${Math.round(pixelLength(path, pixelAspect))} pixels`;
  const scale = commonScale(first.scale, second.scale);
  if (scale === null) return `${pixels}: the scales of the two runs differ by more than ${Math.round(100 * SAME_SCALE)} %`;
  const length = frameLength(path, pixelAspect, scale);
  return length === null || scale.mmPerPixel === null ? `${pixels}, not calibrated` : `Gap ${length.toFixed(1)} mm, ${scale.beside}`;
}

/** The scale of the common picture: that of the first run, where the second does not contradict it. */
function commonScale(first: RunScale | NoScale, second: RunScale | NoScale): RunScale | NoScale | null {
  if (first.mmPerPixel === null || second.mmPerPixel === null) return first.mmPerPixel === null ? second : first;
  return Math.abs(first.mmPerPixel / second.mmPerPixel - 1) <= SAME_SCALE ? first : null;
}
