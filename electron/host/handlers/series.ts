import { createHash } from 'node:crypto';
import { availableParallelism, totalmem } from 'node:os';
import type { Change, Host, Input } from '../../../core/contract/contract.ts';
import type { PageId, SeriesId } from '../../../core/contract/ids.ts';
import type { RunDetails } from '../../../core/angiography/runDetails.ts';
import { frameTimes } from '../../../core/angiography/clock.ts';
import { frameFailureSentence } from '../../../core/dicom/codec/frameFailure.ts';
import { chosenRecipe, type RecipeKind } from '../../../core/dicom/chosenRecipe.ts';
import type { VolumeRecipe } from '../../../core/dicom/series.ts';
import { correctionWords } from '../../../core/report/correctionWords.ts';
import { err, ok } from '../../../core/result.ts';
import { pixelAspect } from '../../../core/dicom/pictures.ts';
import type { MeasuredVolume } from '../blobs.ts';
import { changedFiles } from '../cases/fileChecks.ts';
import type { CaseBook, FoundSeries } from '../cases/caseBook.ts';
import type { KeptThreads } from '../engine/keptThreads.ts';
import { openRun, runFormat } from '../engine/runEngine.ts';
import type { OpenVolume } from '../engine/openVolume.ts';
import { openVolume } from '../engine/volumeEngine.ts';
import type { OpenBlobs } from '../openBlobs.ts';
import type { Pages } from '../pages.ts';
import type { Store } from '../store/open.ts';
import { openedSlices } from './openedSlices.ts';
import { checkedAfter, filesChanged, filesOf, type OpenAnswer, type OpenParts } from './seriesFiles.ts';
import { patientView } from './seriesView.ts';
import { refused, StoreFault } from './trouble.ts';

/** What the files of the opened runs state beside their headers. */
interface WithDetails { readonly details: Map<string, RunDetails> }

interface Parts {
  readonly store: Pick<Store, 'library' | 'files' | 'operators' | 'isReadOnly'>;
  readonly book: CaseBook;
  readonly blobs: OpenBlobs;
  readonly pages: Pick<Pages, 'holding'>;
  readonly decoders: KeptThreads;
  announce(change: Change): void;
}
type As = Input<'series.open'>['as'];

/** A volume may take half the memory of this machine, and never more than 4 GiB. */
export const volumeLimit = (memory: number = totalmem()): number =>
  Math.min(4 * 2 ** 30, Math.floor(memory / 2));

/** Opening and closing what is looked at. */
export const seriesHandlers = (
  { store, book, blobs, pages, decoders, announce }: Parts,
): Pick<Host, 'series.select' | 'series.open' | 'series.state' | 'series.close'> => {
  const under = new Map<SeriesId, Promise<unknown>>();
  const details = new Map<string, RunDetails>();
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
    'series.open': async ({ series, as }, page = null) => {
      // Two requests for the same picture wait for one another, so that it is read once.
      const mine = (under.get(series) ?? Promise.resolve()).then(() =>
        openedSeries({ book, blobs, decoders, files: store.files, details }, series, as, page),
      );
      const settled = mine.then(
        () => undefined,
        () => undefined,
      );
      under.set(series, settled);
      void settled.then(() => {
        if (under.get(series) === settled) under.delete(series);
        if (page !== null) pages.holding(page);
      });
      return mine;
    },
    'series.state': async ({ blob }) => {
      const state = blobs.state(blob);
      switch (state?.kind) {
        case undefined: return err({ code: 'series/not-found' });
        case 'reading': return ok({ isChecked: false, clampedVoxels: null });
        case 'checked': return ok({ isChecked: true, clampedVoxels: state.clampedVoxels });
        case 'changed': return filesChanged(state.files);
      }
    },
    'series.close': async ({ blob }, page = null) => {
      await blobs.close(blob, page);
      return ok({});
    },
  };
};

async function openedSeries(
  { book, ...parts }: Pick<Parts, 'book'> & OpenParts & WithDetails, series: SeriesId, as: As, page: PageId | null,
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
  if (kind !== 'other' && parts.blobs.wasChanged(series)) {
    // What was closed because its files changed is not shown again before they are as they were.
    const changed = await changedFiles(parts.files, filesOf(found.value).there);
    if (changed > 0) return filesChanged(changed);
  }
  if (kind === 'ct-volume')
    return as === 'slices' ? openedSlices(parts, found.value, page) : openedVolume(parts, found.value, as, page);
  if (kind === 'xa-run') return openedRun(parts, found.value, page);
  return err({
    code: 'series/not-a-volume',
    reasons: [`Set aside: ${found.value.found.item.setAside ?? 'not an image series'}.`],
  });
}

async function openedVolume(parts: OpenParts, series: FoundSeries, as: RecipeKind, page: PageId | null): Promise<OpenAnswer> {
  const { blobs, decoders } = parts;
  const { found: { item, view }, inCase } = series;
  const chosen = chosenRecipe(item, as);
  if (!chosen.ok) return err({ code: chosen.failure.code, reasons: [...chosen.failure.reasons] });
  const recipe = chosen.value;
  const neededBytes = 2 * recipe.grid.dims.reduce((product, n) => product * n, 1);
  const limitBytes = volumeLimit();
  if (neededBytes > limitBytes) return err({ code: 'series/too-large', neededBytes, limitBytes });
  const { there, missing } = filesOf(series);
  if (missing > 0) return filesChanged(missing);
  const key = `${view.id} ${contentOf(recipe)}`;
  let blob = blobs.again(key, page);
  if (blob === undefined) {
    const volume = openVolume(recipe, inCase.files, { threads: availableParallelism(), kept: decoders });
    // The slice that is shown first tells whether the pixels can be read at all.
    const first = await volume.slice(Math.floor(recipe.grid.dims[2] / 2));
    if (!first.ok) {
      await volume.close();
      return err({ code: 'series/pixels-unreadable', reason: frameFailureSentence(first.failure) });
    }
    blob = await blobs.keep(key, {
      caseId: inCase.id, close: () => volume.close(),
      served: { kind: 'ct', volume, measured: measuredVolume(volume, recipe, item.seriesUid) },
      isFromSource: !inCase.isStored, reading: volume.done.then(() => undefined), series: view.id,
      checked: checkedAfter(parts, there, async () => {
        const read = await volume.done;
        return read.ok ? read.value.clampedVoxels : null;
      }),
    }, page);
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

/** The memory of a volume is given back when it is closed: who measures asks for it each time. */
const measuredVolume = (volume: OpenVolume, { valuesAre }: VolumeRecipe, seriesUid: string): MeasuredVolume => ({
  get voxels() { return volume.voxels; },
  done: volume.done, valuesAre, seriesUid,
});

async function openedRun(parts: OpenParts & WithDetails, series: FoundSeries, page: PageId | null): Promise<OpenAnswer> {
  const { blobs, decoders, details } = parts;
  const { found: { item, view }, inCase } = series;
  const { there: [file] } = filesOf(series);
  if (file === undefined) return filesChanged(1);
  const { header } = file;
  const format = runFormat(header);
  if (!format.ok)
    return err({ code: 'series/pixels-unreadable', reason: frameFailureSentence(format.failure) });
  const key = `${view.id} ${item.instanceUid}`;
  let blob = blobs.again(key, page);
  let known = details.get(key);
  if (blob === undefined || known === undefined) {
    const opened = openRun(header, file.path, { pool: { kept: decoders } });
    if (!opened.ok)
      return err({ code: 'series/pixels-unreadable', reason: frameFailureSentence(opened.failure) });
    const run = opened.value;
    const first = await run.frame(0);
    if (!first.ok) {
      await run.close();
      return err({ code: 'series/pixels-unreadable', reason: frameFailureSentence(first.failure) });
    }
    known = await run.details();
    details.set(key, known);
    const closed = Promise.withResolvers<null>();
    blob = await blobs.keep(key, {
      caseId: inCase.id, served: { kind: 'xa', run }, isFromSource: !inCase.isStored, reading: closed.promise,
      series: view.id, checked: checkedAfter(parts, [file], async () => 0),
      close: async () => {
        details.delete(key);
        await run.close();
        closed.resolve(null);
      },
    }, page);
  }
  const times = item.xa === null ? null : frameTimes(item.xa, item.frames);
  const { rows, columns, frames, bytesPerSample, samplesPerPixel, isInverted } = format.value;
  return ok({
    kind: 'xa-run', series: view, patient: patientView(item.patient), blob,
    rows, columns, frames, bytesPerSample, samplesPerPixel, isInverted,
    pixelAspect: pixelAspect(item.xa?.imagerPixelSpacing ?? header.image?.frames[0]?.pixelSpacing ?? null),
    frameTimesMs: times === null ? null : [...times], window: item.window,
    details: known,
  });
}

/** What a volume is made of: a series that gained or lost a slice is another volume under the same id. */
const contentOf = (recipe: VolumeRecipe): string =>
  createHash('sha256').update(JSON.stringify(recipe)).digest('hex');
