import { textOf } from '../../electron/host/dicom/dataset.ts';
import { readHeaderFrom } from '../../electron/host/dicom/readHeader.ts';
import { fileBytes, type RawFile, type SliceFile } from './series.ts';

/** SOP instance UID of a slice. */
export const uidOfSlice = (files: readonly SliceFile[], at: number): string =>
  textOf(files[at]?.dataset ?? [], 0x00080018) ?? '';

/** How many bytes of a file come before its pixels. */
export function headerBytes(file: SliceFile | undefined): number {
  const header = file === undefined ? null : readHeaderFrom(fileBytes(file));
  const pixels = header?.ok === true ? header.value.image?.pixels : null;
  if (pixels?.kind !== 'native') throw new Error('a slice without native pixels');
  return pixels.offset;
}

/** The series with one file cut at this share of its header. */
export const withCutSlice = (
  files: readonly SliceFile[], at: number, share: number,
): readonly (SliceFile | RawFile)[] => files.map((file, n) => (n !== at ? file
  : { name: file.name, bytes: fileBytes(file).subarray(0, Math.round(headerBytes(file) * share)) }));
