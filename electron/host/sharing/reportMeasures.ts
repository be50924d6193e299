import { statSync, readFileSync } from 'node:fs';
import type { DataSet } from 'dicom-parser';
import { dicomParser } from '../dicom/dicomParser.ts';

/** Far above any report of ours, bytes. */
const MOST_BYTES = 16 * 2 ** 20;
/** Far above the levels and the items of any report of ours. */
const [MOST_LEVELS, MOST_ITEMS] = [16, 20_000];

/**
 * The numbers and points of a structured report by the code of what they are. Words are left out: an archive may write them in another
 * character set. Null where it cannot be read.
 *
 * @source DICOM PS3.3 C.17.3, C.18.1, C.18.9
 */
export function reportMeasures(file: Uint8Array): ReadonlyMap<string, string> | null {
  try {
    const measures = new Map<string, string>();
    addMeasures(dicomParser().parseDicom(file), 0, measures);
    return measures;
  } catch {
    // Damaged, or deeper and longer than any report of ours.
    return null;
  }
}

/** The same of a file. */
export const reportMeasuresOf = (path: string): ReadonlyMap<string, string> | null =>
  (statSync(path).size > MOST_BYTES ? null : reportMeasures(readFileSync(path)));

/** Does one say anything else of what both tell? Reports of other releases may tell more, or less. */
export const contradicts = (one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean =>
  [...one].some(([code, value]) => (other.get(code) ?? value) !== value);

function addMeasures(item: DataSet, level: number, measures: Map<string, string>): void {
  if (level > MOST_LEVELS || measures.size > MOST_ITEMS) throw new Error('no report of ours');
  const [code, value] = [codeIn(item, 'x0040a043'), numberIn(item) ?? pointsIn(item)];
  // Told twice, both must be right.
  if (value !== null) measures.set(code, measures.has(code) ? `${measures.get(code)}; ${value}` : value);
  for (const { dataSet } of item.elements['x0040a730']?.items ?? []) if (dataSet !== undefined) addMeasures(dataSet, level + 1, measures);
}

const firstOf = (item: DataSet, tag: string): DataSet | undefined => item.elements[tag]?.items?.[0]?.dataSet;
const codeIn = (item: DataSet, tag: string): string => firstOf(item, tag)?.string('x00080100') ?? '';

function numberIn(item: DataSet): string | null {
  const measured = firstOf(item, 'x0040a300');
  return measured === undefined ? null : `${Number(measured.string('x0040a30a'))} ${codeIn(measured, 'x004008ea')}`;
}

function pointsIn(item: DataSet): string | null {
  const numbers = Math.floor((item.elements['x00700022']?.length ?? 0) / 4);
  return numbers === 0 ? null : Array.from({ length: numbers }, (_, n) => item.float('x00700022', n)).join(' ');
}
