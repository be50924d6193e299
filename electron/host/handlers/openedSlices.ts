import type { PageId } from '../../../core/contract/ids.ts';
import { err, ok } from '../../../core/result.ts';
import type { FoundSeries } from '../cases/caseBook.ts';
import { openSlices } from '../engine/sliceEngine.ts';
import { patientView } from './seriesView.ts';
import { checkedAfter, filesChanged, filesOf, type OpenAnswer, type OpenParts } from './seriesFiles.ts';

/** The slices of a CT stack, each a picture by itself: what can be looked at where no volume may be made. */
export async function openedSlices(parts: OpenParts, series: FoundSeries, page: PageId | null): Promise<OpenAnswer> {
  const { found: { item, view }, inCase } = series;
  const { pictures } = item;
  if (pictures === null || pictures.slices.length === 0) {
    return err({ code: 'series/not-a-volume', reasons: ['There is no picture in this series.'] });
  }
  const { there, missing } = filesOf(series);
  if (missing > 0) return filesChanged(missing);
  const { slices, valuesAre } = pictures;
  const isInverted = valuesAre !== 'HU'
    && slices.every(({ format }) => format.photometric === 'MONOCHROME1');
  const opened = openSlices(slices, inCase.files, { pool: { kept: parts.decoders } });
  const key = `${view.id} slices ${item.instances.join(' ')}`;
  const again = parts.blobs.again(key, page);
  if (again !== undefined) await opened.close();
  const closed = Promise.withResolvers<undefined>();
  const blob = again ?? await parts.blobs.keep(key, {
    caseId: inCase.id, series: view.id, served: { kind: 'xa', run: opened }, isFromSource: !inCase.isStored,
    reading: closed.promise, checked: checkedAfter(parts, there, async () => 0),
    close: async () => {
      await opened.close();
      closed.resolve(undefined);
    },
  }, page);
  return ok({
    kind: 'ct-slices', series: view, patient: patientView(item.patient), blob,
    rows: opened.rows, columns: opened.columns, frames: slices.length, valuesAre, isInverted,
    directions: slices.map(({ directions }) => directions?.flat() ?? null),
    pixelAspects: slices.map((slice) => slice.pixelAspect),
    window: valuesAre === 'HU' ? null : item.window,
  });
}
