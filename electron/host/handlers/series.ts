import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { totalmem } from 'node:os';
import type { Change, Failure, Host } from '../../../core/contract/contract.ts';
import type { SeriesId } from '../../../core/contract/ids.ts';
import type { Opened } from '../../../core/contract/schemas.ts';
import { calibrationWords, NO_CALIBRATION } from '../../../core/angiography/calibrationWords.ts';
import { frameTimes } from '../../../core/angiography/clock.ts';
import { frameFailureSentence } from '../../../core/dicom/codec/frameFailure.ts';
import { chosenRecipe, type RecipeKind } from '../../../core/dicom/chosenRecipe.ts';
import type { VolumeRecipe } from '../../../core/dicom/series.ts';
import { correctionWords } from '../../../core/report/correctionWords.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import type { CaseBook, FoundSeries } from '../cases/caseBook.ts';
import { openRun, runFormat } from '../engine/runEngine.ts';
import { openVolume } from '../engine/volumeEngine.ts';
import type { OpenBlobs } from '../openBlobs.ts';
import type { Store } from '../store/open.ts';
import { refused, StoreFault } from './trouble.ts';
import { patientView } from './seriesView.ts';

interface Parts {
  readonly store: Pick<Store, 'library' | 'operators' | 'isReadOnly'>;
  readonly book: CaseBook;
  readonly blobs: OpenBlobs;
  announce(change: Change): void;
}
type OpenFailure = Failure<'series.open'>;
type OpenAnswer = Result<Opened, OpenFailure>;

/** A volume may take half the memory of this machine, and never more than 4 GiB. */
export const volumeLimit = (memory: number = totalmem()): number =>
  Math.min(4 * 2 ** 30, Math.floor(memory / 2));

/** Opening and closing what is looked at. */
export const seriesHandlers = (
  { store, book, blobs, announce }: Parts,
): Pick<Host, 'series.select' | 'series.open' | 'series.close'> => {
  const under = new Map<SeriesId, Promise<unknown>>();
  return {
    'series.select': async ({ caseId, series }) => {
      if (store.isReadOnly !== null) return err({ code: 'store/read-only' });
      if (!book.select(caseId, series)) {
        const who = store.operators.list();
        const chosen = store.library.selectSeries(caseId, series, who.ok ? who.value.current : null);
        if (!chosen.ok) return refused(chosen.failure);
        book.forget(caseId);
      }
      announce({ what: 'case', id: caseId });
      return ok({});
    },
    'series.open': async ({ series, as }) => {
      // Two requests for the same picture wait for one another, so that it is read once.
      const mine = (under.get(series) ?? Promise.resolve()).then(() =>
        openedSeries({ book, blobs }, series, as),
      );
      const settled = mine.then(
        () => undefined,
        () => undefined,
      );
      under.set(series, settled);
      void settled.then(() => { if (under.get(series) === settled) under.delete(series); });
      return mine;
    },
    'series.close': async ({ blob }) => {
      await blobs.close(blob);
      return ok({});
    },
  };
};

async function openedSeries(
  { book, blobs }: Pick<Parts, 'book' | 'blobs'>, series: SeriesId, as: RecipeKind,
): Promise<OpenAnswer> {
  const found = book.series(series);
  if (!found.ok) {
    if (found.failure.code === 'series/not-found' || found.failure.code === 'case/not-found') {
      return err({ code: 'series/not-found' });
    }
    if (found.failure.code === 'case/damaged') {
      return err({
        code: 'series/files-changed',
        reason: 'The stored case is damaged. Remove it and import its images again.',
      });
    }
    throw new StoreFault(found.failure);
  }
  const { kind } = found.value.found.item;
  if (kind === 'ct-volume') return openedVolume(blobs, found.value, as);
  if (kind === 'xa-run') return openedRun(blobs, found.value);
  return err({
    code: 'series/not-a-volume',
    reasons: [`Set aside: ${found.value.found.item.setAside ?? 'not an image series'}.`],
  });
}

async function openedVolume(
  blobs: OpenBlobs, { found, inCase }: FoundSeries, as: RecipeKind,
): Promise<OpenAnswer> {
  const { item, view } = found;
  const chosen = chosenRecipe(item, as);
  if (!chosen.ok) return err({ code: chosen.failure.code, reasons: [...chosen.failure.reasons] });
  const recipe = chosen.value;
  const neededBytes = 2 * recipe.grid.dims.reduce((product, n) => product * n, 1);
  const limitBytes = volumeLimit();
  if (neededBytes > limitBytes) return err({ code: 'series/too-large', neededBytes, limitBytes });
  const missing = recipe.slices.filter(
    ({ sopInstanceUid }) => !isThere(inCase.files.get(sopInstanceUid)?.path),
  ).length;
  if (missing > 0) return filesChanged(missing);
  const key = `${view.id} ${contentOf(recipe)}`;
  let blob = blobs.again(key);
  if (blob === undefined) {
    const volume = openVolume(recipe, inCase.files);
    // The slice that is shown first tells whether the pixels can be read at all.
    const first = await volume.slice(Math.floor(recipe.grid.dims[2] / 2));
    if (!first.ok) {
      await volume.close();
      return err({ code: 'series/pixels-unreadable', reason: frameFailureSentence(first.failure) });
    }
    blob = await blobs.keep(key, {
      caseId: inCase.id, served: { kind: 'ct', volume }, close: () => volume.close(),
      isFromSource: !inCase.isStored, reading: volume.done.then(() => undefined),
    });
  }
  return ok({
    kind: 'ct-volume', series: view, patient: patientView(item.patient), blob,
    grid: {
      dims: [...recipe.grid.dims], spacing: [...recipe.grid.spacing], lpsFromIjk: [...recipe.grid.lpsFromIjk],
      frameOfReferenceUid: recipe.grid.frameOfReferenceUid,
    },
    valuesAre: recipe.valuesAre, padding: recipe.padding, correction: correctionWords(recipe, as, item.frames), window: item.window,
  });
}

async function openedRun(blobs: OpenBlobs, { found, inCase }: FoundSeries): Promise<OpenAnswer> {
  const { item, view } = found;
  const file = inCase.files.get(item.instanceUid ?? '');
  if (file === undefined || !isThere(file.path)) return filesChanged(1);
  const { header } = file;
  const format = runFormat(header);
  if (!format.ok)
    return err({ code: 'series/pixels-unreadable', reason: frameFailureSentence(format.failure) });
  const key = `${view.id} ${item.instanceUid}`;
  let blob = blobs.again(key);
  if (blob === undefined) {
    const opened = openRun(header, file.path);
    if (!opened.ok)
      return err({ code: 'series/pixels-unreadable', reason: frameFailureSentence(opened.failure) });
    const run = opened.value;
    const first = await run.frame(0);
    if (!first.ok) {
      await run.close();
      return err({ code: 'series/pixels-unreadable', reason: frameFailureSentence(first.failure) });
    }
    const closed = Promise.withResolvers<null>();
    blob = await blobs.keep(key, {
      caseId: inCase.id, served: { kind: 'xa', run }, isFromSource: !inCase.isStored, reading: closed.promise,
      close: async () => {
        await run.close();
        closed.resolve(null);
      },
    });
  }
  const times = item.xa === null ? null : frameTimes(item.xa, item.frames);
  const { rows, columns, frames, bytesPerSample, samplesPerPixel, isInverted } = format.value;
  return ok({
    kind: 'xa-run', series: view, patient: patientView(item.patient), blob,
    rows, columns, frames, bytesPerSample, samplesPerPixel, isInverted,
    frameTimesMs: times === null ? null : [...times], window: item.window,
    calibration: item.xa === null ? NO_CALIBRATION
      : calibrationWords(item.xa, header.image?.frames[0]?.pixelSpacing ?? null),
  });
}

/** What a volume is made of: a series that gained or lost a slice is another volume under the same id. */
const contentOf = (recipe: VolumeRecipe): string =>
  createHash('sha256').update(JSON.stringify(recipe)).digest('hex');

const filesChanged = (count: number): OpenAnswer => err({
  code: 'series/files-changed',
  reason: `${count === 1 ? 'A file' : `${count} files`} of this series went away. Import the series again.`,
});

const isThere = (path: string | undefined): boolean =>
  path !== undefined && statSync(path, { throwIfNoEntry: false })?.isFile() === true;
