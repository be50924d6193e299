import type { CaseId, SeriesId } from '../../../core/contract/ids.ts';
import type { CaseRow, CaseView, ImportReport, SeriesView } from '../../../core/contract/schemas.ts';
import type { SeriesItem } from '../../../core/dicom/series.ts';
import type { ImageFile } from '../dicom/imageFile.ts';

/** One item of the picker with what it is made from. */
export interface LiveItem { readonly view: SeriesView; readonly item: SeriesItem }

/** An instance of a case; `sha256` is the name of its stored file, null while it still lies in its source. */
export interface CaseFile extends ImageFile { readonly sha256: string | null }

/**
 * A case as it is held in memory: read from the library, or straight from the source while its import runs.
 */
export interface LiveCase {
  readonly id: CaseId;
  readonly row: CaseRow;
  readonly items: readonly LiveItem[];
  readonly selected: SeriesId | null;
  readonly reports: readonly ImportReport[];
  readonly isStored: boolean;
  /** By SOP instance UID. */
  readonly files: ReadonlyMap<string, CaseFile>;
}

/** What crosses to the screen. */
export const caseView = ({ row, items, selected, reports, isStored }: LiveCase): CaseView => ({
  row, series: items.map(({ view }) => view), selected, reports: [...reports], stored: isStored,
});
