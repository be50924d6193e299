import { seriesIndex } from '../../../../core/dicom/seriesIndex.ts';
import type { VolumeRecipe } from '../../../../core/dicom/series.ts';
import type { ImageFile } from '../../../../electron/host/dicom/imageFile.ts';
import { cleanSeries, fileBytes } from '../../../phantoms/series.ts';
import { writtenFile } from '../dicom/pixelFiles.ts';
import { imageFile } from '../dicom/sharedData.ts';

/** The recipe of the one volume of these files, with what it is read from. */
export function recipeOf(
  files: readonly ImageFile[],
): { readonly recipe: VolumeRecipe; readonly byUid: ReadonlyMap<string, ImageFile> } {
  const [item] = seriesIndex(files.map(({ header }) => header)).items;
  const recipe = item?.geometry.recipe ?? item?.geometry.correctedRecipe;
  if (!recipe) throw new Error('no recipe');
  return { recipe, byUid: new Map(files.map((file) => [file.header.sopInstanceUid, file])) };
}

/** Nine slices of a ramp, written to a folder of their own. */
export const phantom = (): readonly ImageFile[] => cleanSeries({ slices: 9 }).map((slice) =>
  imageFile(writtenFile(fileBytes(slice))));
