import type { DataSet } from 'dicom-parser';
import type { InstanceHeader } from '../../../../core/dicom/header.ts';
import { decimal, decimals, integer } from '../../../../core/dicom/text.ts';
import { dicomParser } from '../../../../electron/host/dicom/dicomParser.ts';

/** Functional groups: what they hold stands nowhere else. */
const GROUPS = ['x52009229', 'x52009230'];
const NUMBERS = ['x00200032', 'x00200037', 'x00281050', 'x00281051', 'x00200013'];
const OTHER = 'of another kind';
const first = (text: string): string => text.split('\\')[0] ?? '';
/** So many values, none larger than any that we take; else null. */
const within = (values: readonly number[] | null, count: number, most: number) =>
  (values?.length === count && values.every((value) => Math.abs(value) < most) ? values : null);

/** A text element as dicom-parser gives it; null where there is none. */
function textIn(set: DataSet, key: string): string | null {
  const text = set.string(key)?.trim() ?? '';
  return text === '' ? null : text;
}

/** Whether an element is text, by its VR where it states one. */
const isText = (set: DataSet, key: string): boolean =>
  !['FD', 'FL', 'SQ'].includes(set.elements[key]?.vr ?? '');

/**
 * What dicom-parser reads by itself of the whole bytes of a file with one picture, in the words of our header;
 * null where it cannot, and where that lies in functional groups. Where a number is not written as text both
 * sides say so.
 */
export function independentParse(bytes: Uint8Array): Readonly<Record<string, unknown>> | null {
  try {
    const set = dicomParser().parseDicom(bytes, { untilTag: 'x7fe00010' });
    if (GROUPS.some((key) => set.elements[key] !== undefined)) return null;
    const text = (key: string): string | null => textIn(set, key);
    const numbers = (key: string): readonly number[] | null => decimals(text(key) ?? '');
    const number = (key: string): number | null => decimal(first(text(key) ?? ''));
    const [width, level] = [number('x00281051'), number('x00281050')];
    const areTexts = NUMBERS.every((key) => isText(set, key));
    return {
      sopInstanceUid: text('x00080018'), studyUid: text('x0020000d'), seriesUid: text('x0020000e'),
      rows: set.uint16('x00280010'), columns: set.uint16('x00280011'), id: text('x00100020'),
      numbers: areTexts ? {
        instanceNumber: integer(first(text('x00200013') ?? '')),
        position: within(numbers('x00200032'), 3, 1e5),
        orientation: within(numbers('x00200037'), 6, 1.010_000_1),
        window: width === null || level === null || width <= 0 ? null : { width, level },
      } : OTHER,
    };
  } catch {
    return null;
  }
}

/** The same of a header that was read; `theirs` tells what was left out of it. */
export function comparable(header: InstanceHeader, theirs: Readonly<Record<string, unknown>>): unknown {
  const { image, patient, study, series, sopInstanceUid, instanceNumber } = header;
  const [own] = image?.frames ?? [];
  return {
    sopInstanceUid, studyUid: study.uid, seriesUid: series.uid,
    rows: image?.format.rows, columns: image?.format.columns, id: patient.id,
    numbers: theirs['numbers'] === OTHER ? OTHER : {
      instanceNumber, position: own?.position ?? null, orientation: own?.orientation?.flat() ?? null,
      window: image?.window ?? null,
    },
  };
}
