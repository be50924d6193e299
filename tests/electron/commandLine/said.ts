import { join } from 'node:path';
import { run } from '../../../electron/commandLine/run.ts';
import { textOf } from '../../../electron/host/dicom/dataset.ts';
import { writeSeries, type SliceFile } from '../../phantoms/series.ts';
import { tempFolder } from '../../tempFolder.ts';

/** What a command says in this process: its status, its one JSON value, its lines on standard error. */
export async function said(words: readonly string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const status = await run(words, {
    out: (line) => { out.push(line); },
    say: (line) => { err.push(line); },
  });
  return { status, answer: out.length === 0 ? null : JSON.parse(out.join('')), err };
}

/** A new folder with these series, each in a folder of its own. */
export const folderOf = (...series: readonly (readonly SliceFile[])[]): string => {
  const folder = tempFolder();
  series.forEach((files, n) => { writeSeries(join(folder, `s${n}`), files); });
  return folder;
};

/** The series UID that those files state. */
export const uidOf = (files: readonly SliceFile[]): string =>
  textOf(files[0]?.dataset ?? [], 0x0020000e) ?? '';

/** What `volume` says of the one series of these files. */
export const volumeSaid = async (files: readonly SliceFile[], ...options: readonly string[]) =>
  said(['volume', folderOf(files), '--series', uidOf(files), ...options]);
