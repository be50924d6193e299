import { hastenCollection } from './hastenCollection.ts';
import { gridOf, type OpenedCt, type VoxelSource } from './openPlanes.ts';
import { openVolumeStore, type FetchBlob, type VolumeEvents } from './volumeStore.ts';

/** An opened series with its voxels as they arrive, for everybody who shows something of it. */
export interface OpenVolume extends VoxelSource {
  /** Tells of what arrives from now on; returns the undoing. */
  watch(events: VolumeEvents): () => void;
}

/** The voxels of the series that are open: each is read once, however many show it. */
export interface OpenVolumes {
  /** The voxels of an opened series. */
  of(opened: OpenedCt): OpenVolume;
  /** Gives the voxels of what is open under a reference up. */
  close(blob: string): void;
}

/** No voxels yet. `fetchBlob` fetches what is open under a reference. */
export function createOpenVolumes(fetchBlob: (blob: string) => FetchBlob): OpenVolumes {
  const volumes = new Map<string, OpenVolume>();
  return {
    of(opened) {
      const known = volumes.get(opened.blob);
      if (known !== undefined) return known;
      const volume = openVolume(opened, fetchBlob(opened.blob));
      volumes.set(opened.blob, volume);
      return volume;
    },
    close(blob) {
      const volume = volumes.get(blob);
      if (volume === undefined) return;
      volume.store.close();
      volumes.delete(blob);
      hastenCollection(volume.store.voxels.buffer);
    },
  };
}

/** A series whose voxels begin to arrive. */
export function openVolume(opened: OpenedCt, fetchBlob: FetchBlob): OpenVolume {
  const watching = new Set<VolumeEvents>();
  const grid = gridOf(opened);
  const store = openVolumeStore(grid, fetchBlob, {
    onSlice: (k) => { for (const { onSlice } of watching) onSlice(k); },
    onState: (state) => { for (const { onState } of watching) onState(state); },
  });
  return {
    opened, grid, store,
    watch(events) {
      // Of its own, so that the same events watched twice are watched twice.
      const one = { ...events };
      watching.add(one);
      return () => {
        watching.delete(one);
      };
    },
  };
}
