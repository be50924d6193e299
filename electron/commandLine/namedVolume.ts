import { availableParallelism } from 'node:os';
import { chosenRecipe, type NoSuchRecipe, type RecipeKind } from '../../core/dicom/chosenRecipe.ts';
import type { SeriesItem, VolumeRecipe } from '../../core/dicom/series.ts';
import { problemSentence } from '../../core/dicom/words.ts';
import { itemName } from '../../core/report/importReport.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { keepThreads, type KeptThreads } from '../host/engine/keptThreads.ts';
import type { OpenVolume } from '../host/engine/openVolume.ts';
import { openVolume } from '../host/engine/volumeEngine.ts';
import { mostThreads } from '../host/jobs/workerThread.ts';
import { refused, usage, type Call, type Outcome, type Refused } from './outcome.ts';
import { withSource, type ReadSource } from './readSource.ts';

/** A stack by its name, with the recipe of the volume that was asked for. */
export interface NamedVolume {
  readonly item: SeriesItem;
  readonly recipe: VolumeRecipe;
  readonly as: RecipeKind;
  /** Begins to read it; closed when the command ends or is told to. */
  readonly opened: OpenVolume;
}

/** The one way from the words `PATH --series UID[#n] [--corrected | --intact]` to a volume. */
export async function withVolume(
  call: Call, command: string, use: (volume: NamedVolume) => Promise<Outcome>,
): Promise<Outcome> {
  const [path, ...rest] = call.args;
  const named = call.options['series'];
  if (path === undefined || rest.length > 0 || typeof named !== 'string') {
    return usage(
      `${command} takes one PATH and --series UID, or --series UID#n for one stack of a split series.`,
    );
  }
  const { corrected = false, intact = false } = call.options;
  if (corrected && intact) return usage('--corrected and --intact are two different volumes: name one.');
  const as = corrected ? 'corrected' : intact ? 'intact' : 'acquired';
  const kept = keepThreads({ most: mostThreads() });
  // They take as long to start as a few hundred headers to read.
  kept.prepare();
  try {
    return await withSource(call, path, async (source) => {
      const item = stackNamed(source.seen.items, named);
      if (!item.ok) return refused(item.failure);
      const recipe = chosenRecipe(item.value, as);
      if (!recipe.ok) return refused(noSuchVolume(recipe.failure, as));
      return withOpened(call, source, kept, recipe.value, (opened) =>
        use({ item: item.value, recipe: recipe.value, as, opened }));
    });
  } finally {
    await kept.close();
  }
}

async function withOpened(
  call: Call, { seen }: ReadSource, kept: KeptThreads, recipe: VolumeRecipe,
  use: (opened: OpenVolume) => Promise<Outcome>,
): Promise<Outcome> {
  const files = new Map(seen.images.map((image) => [image.header.sopInstanceUid, image]));
  const opened = openVolume(recipe, files, { threads: availableParallelism(), kept });
  const close = (): void => { void opened.close(); };
  call.signal.addEventListener('abort', close, { once: true });
  try {
    return await use(opened);
  } finally {
    call.signal.removeEventListener('abort', close);
    await opened.close();
  }
}

/** A code with its plain sentence. */
export interface Warning { readonly code: string; readonly message: string }

/** That what is measured is not measured in the series as acquired; none where it is. */
export const correctionWarnings = (as: RecipeKind, correction: string | null): readonly Warning[] =>
  (correction === null ? [] : [{ code: as === 'intact' ? 'volume/intact-part' : 'volume/corrected', message: `Measured in a volume that is not the series as acquired. ${correction}.` }]);

/** What is worth knowing of a volume that was read whole. */
export const volumeWarnings = (item: SeriesItem, clampedVoxels: number): readonly Warning[] => [
  ...item.geometry.problems.filter(({ weight }) => weight === 'note')
    .map((problem) => ({ code: problem.code, message: problemSentence(problem) })),
  ...(clampedVoxels === 0 ? [] : [{
    code: 'clamped-voxels',
    message: `Voxels outside -32768 to 32767 were set to the nearer end: ${clampedVoxels}.`,
  }]),
];

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
  if (volumes.some(({ studyUid }) => studyUid !== volumes[0]?.studyUid)) {
    return err({
      code: 'series/in-two-studies',
      message: `Series ${uid} stands in two studies. Give the folder of one of them.`,
    });
  }
  if (number === undefined && volumes.length > 1) {
    return err({
      code: 'series/is-split',
      message: `Series ${uid} was split: name one of ${listed}.`,
      stacks,
    });
  }
  const found = number === undefined ? volumes[0] : volumes.find(({ stack }) => stack === Number(number));
  if (found === undefined) {
    return err({
      code: 'series/no-such-stack',
      message: `Series ${uid} has no stack ${number}: name one of ${listed}.`,
      stacks,
    });
  }
  return ok(found);
}

const NO_SUCH: Readonly<Record<RecipeKind, string>> = {
  acquired: 'series/not-a-volume', corrected: 'series/no-correction', intact: 'series/no-intact-part',
};
const INSTEAD: Readonly<Record<RecipeKind, string>> = {
  acquired: 'The series can be taken as it is.',
  corrected: 'Add --corrected for the corrected volume.',
  intact: 'Add --intact for the largest part without a gap.',
};

const noSuchVolume = ({ problems, reasons, offered }: NoSuchRecipe, as: RecipeKind): Refused => ({
  code: NO_SUCH[as],
  message: [...reasons, ...offered.map((kind) => INSTEAD[kind])].join(' '),
  problems: problems.map((problem) => ({ code: problem.code, message: problemSentence(problem) })),
});
