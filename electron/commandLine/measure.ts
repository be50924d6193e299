import { frameFailureSentence } from '../../core/dicom/codec/frameFailure.ts';
import { type SearchSpace, searchSpace } from '../../core/centreline/searchSpace.ts';
import { givenCentreline, givenSentence } from '../../core/centreline/given.ts';
import { maskedCentreline } from '../../core/centreline/masked.ts';
import { tracing } from '../../core/centreline/trace.ts';
import { maskSentence, traceSentence } from '../../core/centreline/words.ts';
import { measuredFacts, scorable } from '../../core/lesion/measuredFacts.ts';
import { capsOnPath, type MeasureFailure, measureSentence, occlusionMeasures } from '../../core/lesion/occlusion.ts';
import { surroundingsOf } from '../../core/lesion/vesselSteps.ts';
import type { Centreline } from '../../core/centreline/centreline.ts';
import { correctionWords } from '../../core/report/correctionWords.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { crossSections } from '../../core/section/section.ts';
import type { Volume } from '../../core/volume/volume.ts';
import { finished } from '../host/jobs/turns.ts';
import { readSegmentation, segmentationSentence } from '../host/dicom/readSegmentation.ts';
import { correctionWarnings, volumeWarnings, withVolume } from './namedVolume.ts';
import { CANCELLED, done, refused, usage, type Call, type Outcome, type Refused } from './outcome.ts';
import { type Measured, measureAnswer, rounded } from './measureAnswer.ts';
import { type Seeds, seedsIn } from './seedsFile.ts';

/**
 * measure PATH --series UID[#n] --seeds FILE [--facts]: centreline, contours and calcium of one occluded vessel; where
 * asked for, its facts alone, as score and strategy take them.
 */
export async function measure(call: Call): Promise<Outcome> {
  const path = call.options['seeds'];
  if (typeof path !== 'string') return usage('measure takes one PATH, --series UID and --seeds FILE.');
  const seeds = seedsIn(path);
  if (!seeds.ok) return refused(seeds.failure);
  const begun = performance.now();
  return withVolume(call, 'measure', async ({ item, recipe, as, opened }) => {
    const read = await opened.done;
    if (call.signal.aborted) return refused(CANCELLED);
    if (!read.ok) return refused({ code: read.failure.code, message: frameFailureSentence(read.failure) });
    if (recipe.valuesAre !== 'HU') {
      return refused({ code: 'measure/not-hu', message: 'This series does not say how its values become HU: calcium cannot be measured in it.' });
    }
    const loaded = performance.now();
    const found = await measured({ grid: opened.grid, voxels: opened.voxels }, seeds.value, item.seriesUid, call.signal);
    if (!found.ok) return refused(found.failure);
    const { measures, facts, timingsMs } = found.value;
    const correction = correctionWords(recipe, as, item.frames);
    const warnings = [...correctionWarnings(as, correction), ...volumeWarnings(item, read.value.clampedVoxels), ...measures.warnings];
    for (const { message } of warnings) call.say(message);
    if (call.options['facts'] === true) return done(scorable(facts));
    return done({ ...measureAnswer(found.value), correction, warnings, timingsMs: { load: rounded(loaded - begun), ...timingsMs } });
  });
}

interface Timed extends Measured {
  readonly timingsMs: { readonly centreline: number; readonly tree: number; readonly sections: number; readonly calcium: number };
}

async function measured(volume: Volume, seeds: Seeds, seriesUid: string, signal: AbortSignal): Promise<Result<Timed, Refused>> {
  const begun = performance.now();
  const isWanted = (): boolean => !signal.aborted;
  const traced = await vesselThrough(volume, seeds, isWanted);
  if (!traced.ok) return traced;
  const { space, centreline } = traced.value;
  const centred = performance.now();
  const caps = capsOnPath(centreline, { proximal: seeds.proximalCap, distal: seeds.distalCap });
  if (!caps.ok) return notMeasured(caps.failure);
  const surroundings = await finished(surroundingsOf(space, centreline), isWanted);
  if (surroundings === null) return err(CANCELLED);
  const grown = performance.now();
  const sections = crossSections(volume, centreline);
  const cut = performance.now();
  const ground = { centreline, sections, caps: caps.value, threshold: seeds.threshold, seriesUid, surroundings };
  const measures = await finished(occlusionMeasures(volume.grid, ground, { target: seeds.vessel }), isWanted);
  if (measures === null) return err(CANCELLED);
  if (!measures.ok) return notMeasured(measures.failure);
  return ok({
    measures: measures.value, facts: measuredFacts(measures.value),
    timingsMs: { centreline: rounded(centred - begun), tree: rounded(grown - centred), sections: rounded(cut - grown),
      calcium: rounded(performance.now() - cut) },
  });
}

const notMeasured = (failure: MeasureFailure): Result<never, Refused> => err({ code: failure.code, message: measureSentence(failure) });

/** The tracing, step by step, so that it ends when the user has had enough. */
async function vesselThrough(volume: Volume, seeds: Seeds, isWanted: () => boolean):
  Promise<Result<{ readonly space: SearchSpace; readonly centreline: Centreline }, Refused>> {
  const space = searchSpace(volume);
  const centreline = await finished(centrelineOf(space, seeds), isWanted);
  if (centreline === null) return err(CANCELLED);
  return centreline.ok ? ok({ space, centreline: centreline.value }) : centreline;
}

/** The centreline as it was given, by the segmentation, or traced through the points. */
function* centrelineOf(space: SearchSpace, { points, instead }: Seeds): Generator<undefined, Result<Centreline, Refused>> {
  if (instead === null) {
    const traced = yield* tracing(space, points);
    return traced.ok ? ok(traced.value.centreline) : err({ code: traced.failure.code, message: traceSentence(traced.failure) });
  }
  if (instead.is === 'centreline') {
    const given = givenCentreline(space.volume, instead.line);
    return given.ok ? given : err({ code: given.failure.code, message: givenSentence(given.failure) });
  }
  const mask = readSegmentation(instead.path, instead.segment, space.volume.grid.frameOfReferenceUid);
  if (!mask.ok) return err({ code: mask.failure.code, message: segmentationSentence(mask.failure) });
  const masked = yield* maskedCentreline(space.volume, mask.value, points);
  return masked.ok ? masked : err({ code: masked.failure.code, message: maskSentence(masked.failure) });
}
