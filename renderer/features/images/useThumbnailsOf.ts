import { useEffect, useLayoutEffect, useRef } from 'react';
import type { HostClient } from '../../../core/contract/contract.ts';
import type { Opened, SeriesView } from '../../../core/contract/schemas.ts';
import { blobFetcher } from '../../api/blobFetcher.ts';
import { useHost } from '../../api/useHost.ts';
import type { Samples } from '../../viewer/painting.ts';
import { pictureSet, pixelPlane } from '../../viewer/pictureSet.ts';
import { CT_WINDOWS, windowOf } from '../../viewer/windows.ts';
import { hasThumbnail, keepThumbnail } from './thumbnails.ts';
import { firstAs } from './useOpenedSeries.ts';

/** Waits this long after the pictures are there, so that nothing competes with the first look at them. */
const QUIET_MS = 1200;
/** Series whose middle cannot be decoded: asking again would not help. */
const without = new Set<string>();

/** Fetches small pictures of what has not been looked at yet, one after another, while nothing else is loaded. */
export function useThumbnailsOf(series: readonly SeriesView[], isQuiet: boolean): void {
  const host = useHost();
  const missing = series.filter(({ id, setAside }) => setAside === null && !hasThumbnail(id) && !without.has(id));
  const wanted = missing.map(({ id }) => id).join(' ');
  const newest = useRef(missing);
  useLayoutEffect(() => {
    newest.current = missing;
  });
  useEffect(() => {
    if (!isQuiet || wanted === '') return;
    const stop = new AbortController();
    const timer = setTimeout(() => void fetchAll(host, newest.current, stop.signal), QUIET_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [host, isQuiet, wanted]);
}

async function fetchAll(host: HostClient, series: readonly SeriesView[], signal: AbortSignal): Promise<void> {
  for (const one of series) {
    if (signal.aborted) return;
    if (!hasThumbnail(one.id)) await fetchOne(host, one, signal);
  }
}

async function fetchOne(host: HostClient, series: SeriesView, signal: AbortSignal): Promise<void> {
  const reply = await host['series.open']({ series: series.id, as: firstAs(series) });
  if (!reply.ok) return;
  const { blob } = reply.value;
  try {
    const response = await blobFetcher(blob)(middleOf(reply.value), signal);
    if (response.ok) keep(series, reply.value, await response.arrayBuffer());
    else without.add(series.id);
  } catch {
    // The station was left, or the link cut: the drawing of the kind stays in its place.
  } finally {
    await host['series.close']({ blob });
  }
}

/** The middle slice; of a run a frame in which contrast has usually arrived. */
const middleOf = (opened: Opened): string =>
  (opened.kind === 'ct-volume' ? `?slice=${Math.floor(opened.grid.dims[2] / 2)}` : `?frame=${Math.floor(opened.frames / 2)}`);

function keep(series: SeriesView, opened: Opened, buffer: ArrayBuffer): void {
  const isCt = opened.kind === 'ct-volume';
  const isRun = opened.kind === 'xa-run';
  const [columns, rows] = isCt ? opened.grid.dims : [opened.columns, opened.rows];
  const samples: Samples = !isRun ? new Int16Array(buffer) : opened.bytesPerSample === 1 ? new Uint8Array(buffer) : new Uint16Array(buffer);
  const samplesPerPixel = isRun ? opened.samplesPerPixel : 1;
  if (samples.length !== columns * rows * samplesPerPixel) return;
  const plane = isCt ? pixelPlane(columns, rows, opened.grid.spacing[1] / opened.grid.spacing[0])
    : pictureSet(opened).plane(Math.floor(opened.frames / 2));
  const isHu = !isRun && opened.valuesAre === 'HU';
  const window = isHu ? CT_WINDOWS[0]?.window ?? windowOf(samples) : opened.window ?? windowOf(samples);
  keepThumbnail(series.id, { plane, samples, samplesPerPixel, of: series }, window, !isCt && opened.isInverted);
}
