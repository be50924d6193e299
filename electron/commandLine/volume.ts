import { frameFailureSentence } from '../../core/dicom/codec/frameFailure.ts';
import { correctionWords } from '../../core/report/correctionWords.ts';
import { slicesInOrder, volumeSummary } from '../host/engine/volumeSummary.ts';
import { volumeWarnings, withVolume } from './namedVolume.ts';
import { CANCELLED, done, refused, type Call, type Outcome } from './outcome.ts';

/**
 * volume PATH --series UID[#n] [--corrected | --intact]: the HU volume of one stack, by its figures and its
 * hash.
 */
export const volume = (call: Call): Promise<Outcome> =>
  withVolume(call, 'volume', async ({ item, recipe, as, opened }) => {
    const summary = await volumeSummary(recipe, slicesInOrder(opened));
    const read = await opened.done;
    if (call.signal.aborted) return refused(CANCELLED);
    if (!read.ok) return refused({ code: read.failure.code, message: frameFailureSentence(read.failure) });
    const { clampedVoxels } = read.value;
    const warnings = volumeWarnings(item, clampedVoxels);
    for (const { message } of warnings) call.say(message);
    return done({
      ...summary,
      valuesAre: recipe.valuesAre, seriesUid: item.seriesUid, stack: item.stack,
      correction: correctionWords(recipe, as, item.frames),
      clampedVoxels, warnings,
    });
  });
