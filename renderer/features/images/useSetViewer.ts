import { useEffect, useRef, useState, type RefObject } from 'react';
import { blobFetcher } from '../../api/blobFetcher.ts';
import { useDisplayedImage } from '../../state/displayedImage.ts';
import type { OpenedSet } from '../../viewer/pictureSet.ts';
import { createRunViewer, type RunState, type RunViewer } from '../../viewer/runViewer.ts';
import { keepThumbnail } from './thumbnails.ts';

/**
 * The viewer of single pictures in `tile`, for as long as the set is shown. The banner gets its patient from what is
 * drawn, the picker its small picture.
 *
 * @param first - the picture to begin with, 0-based
 */
export function useSetViewer(opened: OpenedSet, first: number): {
  readonly tile: RefObject<HTMLDivElement | null>;
  readonly viewer: RefObject<RunViewer | null>;
  readonly state: RunState | null;
} {
  const tile = useRef<HTMLDivElement>(null);
  const viewer = useRef<RunViewer | null>(null);
  const [state, setState] = useState<RunState | null>(null);
  useEffect(() => {
    if (tile.current === null) return;
    let shown: RunState['drawn'] = null;
    const made = createRunViewer(tile.current, opened, blobFetcher(opened.blob), { onState: (next) => {
      setState(next);
      const drawn = made.drawn();
      if (drawn !== null) keepThumbnail(opened.series.id, drawn.picture, next.window, opened.isInverted);
      if (next.drawn === shown) return;
      shown = next.drawn;
      useDisplayedImage.getState().draw(shown === null ? null : { patient: shown.patient, series: shown.series });
    } });
    viewer.current = made;
    if (first > 0) made.go(first);
    return () => {
      viewer.current = null;
      made.dispose();
      useDisplayedImage.getState().draw(null);
    };
  }, [opened, first]);
  return { tile, viewer, state };
}
