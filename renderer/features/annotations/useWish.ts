import { useEffect, useLayoutEffect, useRef } from 'react';
import type { Annotation } from '../../../core/annotation/annotation.ts';
import type { SeriesId } from '../../../core/contract/ids.ts';
import { useView } from '../../state/viewStore.ts';
import { useDesk } from './deskStore.ts';
import { useBookState, useOpenBook } from './useBook.ts';

/** The annotation that the pictures shall go to; null where nobody wishes it. */
function useWished(): Annotation | null {
  const wish = useDesk((desk) => desk.wish);
  return useBookState(({ annotations }) => annotations.find(({ id }) => id === wish?.id) ?? null);
}

/** Shows the series on which what is wished for was drawn. */
export function useWishedSeries(shown: readonly (SeriesId | null)[], select: (series: SeriesId) => void): void {
  const wished = useWished();
  const { series } = useOpenBook();
  const isShown = wished !== null && shown.includes(wished.series);
  const newest = useRef(select);
  useLayoutEffect(() => {
    newest.current = select;
  });
  useEffect(() => {
    if (wished === null || isShown) return;
    if (series.some(({ id }) => id === wished.series)) newest.current(wished.series);
    else {
      useDesk.setState({ wish: null });
      useView.getState().say('The series that this was drawn on is no longer in the case');
    }
  }, [wished, isShown, series]);
}

/** Goes to what is wished for once its series is on the screen; `go` must keep its identity while it is the same. */
export function useWish(shown: readonly (SeriesId | null)[], go: (annotation: Annotation) => void): void {
  const wished = useWished();
  const isShown = wished !== null && shown.includes(wished.series);
  useEffect(() => {
    if (wished === null || !isShown) return;
    go(wished);
    useDesk.setState({ wish: null });
  }, [wished, isShown, go]);
}
