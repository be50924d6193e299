import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import dicomParser, { type DataSet } from 'dicom-parser';

/** A file as a directory record names it, and the instance that it says it is. */
export interface NamedFile { readonly name: string; readonly sopInstanceUid: string | undefined }

/** The files of every directory record, as the records state them. */
function namedFiles(path: string): readonly NamedFile[] {
  const named: NamedFile[] = [];
  const records = dicomParser.parseDicom(readFileSync(path)).elements['x00041220']?.items ?? [];
  for (const { dataSet } of records) {
    const name = dataSet === undefined ? undefined : fileIdOf(dataSet);
    if (name !== undefined) named.push({ name, sopInstanceUid: dataSet?.string('x00041511') });
  }
  return named;
}

/** The whole file id: its components stand between backslashes. */
function fileIdOf(record: DataSet): string | undefined {
  const element = record.elements['x00041500'];
  if (element === undefined) return undefined;
  const bytes = record.byteArray.subarray(element.dataOffset, element.dataOffset + element.length);
  return Buffer.from(bytes).toString('latin1');
}

try {
  parentPort?.postMessage({ named: namedFiles(String(workerData)) });
} catch {
  parentPort?.postMessage({ named: null });
}
