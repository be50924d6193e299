import { useEffect, useMemo, useState } from 'react';
import type { SeriesId } from '../../../core/contract/ids.ts';
import type { CaseView, SeriesView } from '../../../core/contract/schemas.ts';
import type { VolumeGrid } from '../../../core/volume/volume.ts';
import { useHeldSeries } from '../../api/useHost.ts';
import type { Refusal } from '../../state/heldSeries.ts';
import type { OpenedCt } from '../../viewer/openPlanes.ts';
import type { OpenVolume } from '../../viewer/openVolumes.ts';
import type { StreamState, VolumeStore } from '../../viewer/volumeStore.ts';
import { useCheckedSeries } from './useCheckedSeries.ts';
import { useReopening } from './useOpenedSeries.ts';

/** The volume that a station works on, and how it stands. */
export interface VolumeAtHand {
  /** `none`: no series of the case can be measured. `loading`: its voxels arrive. */
  readonly state: 'none' | 'opening' | 'loading' | 'whole' | 'failed';
  readonly series: SeriesView | null;
  /** Under which the host knows it. */
  readonly blob: string | null;
  readonly opened: OpenedCt | null;
  readonly volume: OpenVolume | null;
  readonly grid: VolumeGrid | null;
  /** All of them once `state` is `whole`. */
  readonly voxels: Int16Array | null;
  readonly store: VolumeStore | null;
  /** Slices that have arrived. */
  readonly present: number;
  /** Why it cannot be opened; null where its stream broke off, see `stream`. */
  readonly refusal: Refusal | null;
  readonly stream: StreamState | null;
  readonly reopen: () => void;
}

/** Slices arrive by the hundred in a second: what is told of them need not be. */
const TELL_MS = 150;

/** The series that vessels are traced in: the one wanted, else the one chosen in Images, else the proposed one. */
export function volumeSeries({ series, selected }: CaseView, wanted: SeriesId | null): SeriesView | null {
  const volumes = series.filter(({ kind, setAside, measurable }) => kind === 'ct-volume' && setAside === null && measurable !== 'no')
    // What needs no correcting goes first.
    .toSorted((one, other) => Number(one.measurable !== 'yes') - Number(other.measurable !== 'yes'));
  return volumes.find(({ id }) => id === wanted) ?? volumes.find(({ id }) => id === selected)
    ?? volumes.find(({ proposed }) => proposed !== null) ?? volumes[0] ?? null;
}

/** Holds the volume that vessels of a case are traced in; see volumeSeries. */
export function useOpenVolume(caseView: CaseView, wanted: SeriesId | null = null): VolumeAtHand {
  const held = useHeldSeries();
  const series = useMemo(() => volumeSeries(caseView, wanted), [caseView, wanted]);
  const as = series?.measurable === 'after correction' ? 'corrected' : 'acquired';
  const { opening } = useCheckedSeries(series?.id ?? null, as);
  const reopen = useReopening(series?.id ?? null, as);
  const opened = opening.kind === 'opened' && opening.opened.kind === 'ct-volume' ? opening.opened : null;
  const volume = useMemo(() => (opened === null ? null : held.volumeOf(opened)), [held, opened]);
  const { present, stream } = useStanding(volume);
  const refusal = opening.kind === 'refused' ? opening.failure : null;
  const state = series === null ? 'none' : refusal !== null ? 'failed' : volume === null ? 'opening' : STATES[stream?.kind ?? 'loading'];
  return useMemo(() => ({
    state, series, blob: opened?.blob ?? null, opened, volume, grid: volume?.grid ?? null, voxels: volume?.store.voxels ?? null,
    store: volume?.store ?? null, present, refusal, stream, reopen,
  }), [state, series, opened, volume, present, refusal, stream, reopen]);
}

const STATES = { loading: 'loading', complete: 'whole', failed: 'failed' } as const;

interface Standing { readonly of: OpenVolume | null; readonly present: number; readonly stream: StreamState | null }

/** How much of a volume is there. */
function useStanding(volume: OpenVolume | null): Standing {
  const [told, setTold] = useState<Standing>(NOTHING);
  useEffect(() => {
    if (volume === null) return;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const tell = (): void => {
      timer = null;
      setTold(standingOf(volume));
    };
    const unwatch = volume.watch({
      onSlice: () => { timer ??= setTimeout(tell, TELL_MS); },
      onState: tell,
    });
    // What arrived before it was watched.
    tell();
    return () => {
      unwatch();
      if (timer !== null) clearTimeout(timer);
    };
  }, [volume]);
  if (volume === null) return NOTHING;
  return told.of === volume ? told : standingOf(volume);
}
const NOTHING: Standing = { of: null, present: 0, stream: null };

const standingOf = (volume: OpenVolume): Standing => ({ of: volume, present: volume.store.present(), stream: volume.store.state() });
