import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { seriesIndex } from '../../core/dicom/seriesIndex.ts';
import type { VolumeRecipe } from '../../core/dicom/series.ts';
import type { ImageFile } from '../../electron/host/dicom/imageFile.ts';
import { readHeader } from '../../electron/host/dicom/readHeader.ts';
import type { KeptThreads } from '../../electron/host/engine/keptThreads.ts';
import { openVolume } from '../../electron/host/engine/volumeEngine.ts';

interface Readable { readonly recipe: VolumeRecipe; readonly files: ReadonlyMap<string, ImageFile> }

/** The headers of a folder and the recipe of its one volume. */
export function examined(folder: string): Readable {
  const files = new Map<string, ImageFile>();
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const header = readHeader(path);
    if (header.ok) files.set(header.value.sopInstanceUid, { path, header: header.value });
  }
  const [item] = seriesIndex([...files.values()].map(({ header }) => header)).items;
  const recipe = item?.geometry.recipe;
  if (recipe === null || recipe === undefined) throw new Error('the input is no volume');
  return { recipe, files };
}

/** Reads the volume to its last slice, by threads of the host where they are given, else by new ones. */
export async function assembled({ recipe, files }: Readable, threads: number, kept?: KeptThreads): Promise<void> {
  const volume = openVolume(recipe, files, { threads, ...(kept === undefined ? {} : { kept }) });
  const outcome = await volume.done;
  await volume.close();
  if (!outcome.ok) throw new Error(outcome.failure.code);
}
