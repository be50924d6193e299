import type { SeriesItem, VolumeRecipe } from '../../core/dicom/series.ts';
import { frameFailureSentence } from '../../core/dicom/codec/frameFailure.ts';
import { problemSentence } from '../../core/dicom/words.ts';
import { correctionWords } from '../../core/report/correctionWords.ts';
import { itemName } from '../../core/report/importReport.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { openVolume } from '../host/engine/volumeEngine.ts';
import { volumeSummary } from '../host/engine/volumeSummary.ts';
import { sourceSentence } from '../host/files/words.ts';
import { done, refused, usage, type Call, type Outcome, type Refused } from './outcome.ts';
import { withSource, type ReadSource } from './readSource.ts';

/** volume PATH --series UID[#n] [--corrected]: the HU volume of one stack, by its figures and its hash. */
export async function volume(call: Call): Promise<Outcome> {
  const [path, ...rest] = call.args;
  const named = call.options['series'];
  if (path === undefined || rest.length > 0 || typeof named !== 'string') {
    return usage(
      'volume takes one PATH and --series UID, or --series UID#n for one stack of a split series.',
    );
  }
  const read = await withSource(call, path, async (source) => {
    const item = stackNamed(source.seen.items, named);
    if (!item.ok) return refused(item.failure);
    const recipe = recipeOf(item.value, call.options['corrected'] === true);
    return recipe.ok ? volumeOf(call, source, item.value, recipe.value) : refused(recipe.failure);
  });
  return read.ok ? read.value : refused({ code: read.failure.code, message: sourceSentence(read.failure) });
}

/** The one CT stack that `UID` or `UID#n` means. */
function stackNamed(items: readonly SeriesItem[], named: string): Result<SeriesItem, Refused> {
  const [, uid = named, number] = /^(.*)#(\d+)$/.exec(named) ?? [];
  const ofUid = items.filter(({ seriesUid }) => seriesUid === uid);
  const volumes = ofUid.filter(({ kind }) => kind === 'ct-volume');
  const stacks = volumes.map((item) => `${item.seriesUid}#${item.stack}`);
  const listed = volumes
    .map((item) => `${item.seriesUid}#${item.stack} (${itemName(item)}, ${item.frames} slices)`)
    .join(', ');
  if (ofUid.length === 0) {
    return err({
      code: 'series/not-found',
      message: `There is no series ${uid} here. Use scan to see what there is.`,
    });
  }
  if (volumes.length === 0) {
    return err({
      code: 'series/not-a-volume',
      message: `Series ${uid} is no CT volume. Use scan to see which series are.`,
    });
  }
  if (number === undefined && volumes.length > 1) {
    return err({
      code: 'series/is-split',
      message: `Series ${uid} was split: name one of ${listed}.`,
      stacks,
    });
  }
  const [found, ...more] =
    number === undefined ? volumes : volumes.filter(({ stack }) => stack === Number(number));
  if (found === undefined) {
    return err({
      code: 'series/no-such-stack',
      message: `Series ${uid} has no stack ${number}: name one of ${listed}.`,
      stacks,
    });
  }
  return more.length === 0
    ? ok(found)
    : err({
        code: 'series/in-two-studies',
        message: `Series ${uid} stands in two studies. Give the folder of one of them.`,
      });
}

function recipeOf({ geometry }: SeriesItem, isCorrected: boolean): Result<VolumeRecipe, Refused> {
  const problems = geometry.problems.filter(({ weight }) => weight !== 'note')
    .map((problem) => ({ code: problem.code, message: problemSentence(problem) }));
  const sentences = problems.map(({ message }) => message).join(' ');
  if (isCorrected) {
    return geometry.correctedRecipe !== null
      ? ok(geometry.correctedRecipe)
      : err({
          code: 'series/no-correction',
          message: sentences || 'Nothing of this series needs correcting: leave out --corrected.',
          problems,
        });
  }
  if (geometry.usable && geometry.recipe !== null) return ok(geometry.recipe);
  const hint = geometry.correctedRecipe === null ? '' : ' Add --corrected for the corrected volume.';
  return err({
    code: 'series/not-a-volume',
    message: `${sentences || 'No volume can be made of this series.'}${hint}`,
    problems,
  });
}

async function volumeOf(
  call: Call, { seen }: ReadSource, item: SeriesItem, recipe: VolumeRecipe,
): Promise<Outcome> {
  const files = new Map(seen.images.map((image) => [image.header.sopInstanceUid, image]));
  const opened = openVolume(recipe, files);
  try {
    const read = await opened.done;
    if (!read.ok) return refused({ code: read.failure.code, message: frameFailureSentence(read.failure) });
    const { clampedVoxels } = read.value;
    const warnings = [
      ...item.geometry.problems.filter(({ weight }) => weight === 'note')
        .map((problem) => ({ code: problem.code, message: problemSentence(problem) })),
      ...(clampedVoxels === 0 ? [] : [{
        code: 'clamped-voxels',
        message: `Voxels outside -32768 to 32767 were set to the nearer end: ${clampedVoxels}.`,
      }]),
    ];
    for (const { message } of warnings) call.say(message);
    return done({
      ...volumeSummary(recipe.grid, opened.voxels),
      valuesAre: recipe.valuesAre, seriesUid: item.seriesUid, stack: item.stack,
      correction: recipe.correction === null ? null : correctionWords(recipe.correction),
      clampedVoxels, warnings,
    });
  } finally {
    await opened.close();
  }
}
