import { useMemo } from 'react';
import type { SealedLesion } from '../../../core/plan/sealedPlan.ts';
import { rulerFigure } from '../../../core/report/rulerFigure.ts';
import { FigureSvg } from '../../ui/FigureSvg.tsx';

/** Its size on a screen of 1080 lines, and the height of its letters. */
const BOX = { width: 1316, height: 190, letter: 28 };

/** The calcium ruler of the lesion. "Now here" is the place that the plan gives the step at hand, not where the wire is. */
export function RoomRuler({ lesion, here }: { readonly lesion: SealedLesion; readonly here: number | null }) {
  const figure = useMemo(() => rulerFigure(lesion, BOX, here), [lesion, here]);
  return (
    <section className="room-ruler" aria-label="Ruler">
      <FigureSvg figure={figure} label={`Calcium along ${lesion.name}${here === null ? '' : `, now at ${here.toFixed(1)} mm`}`} />
    </section>
  );
}
