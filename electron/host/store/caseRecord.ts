import type { CaseId, OperatorId } from '../../../core/contract/ids.ts';
import type { Result } from '../../../core/result.ts';
import { caseNumberOf } from './caseRows.ts';
import type { FileKeeper } from './files.ts';
import type { NoCase } from './library.ts';
import type { StoreParts } from './parts.ts';
import { Leave, type StoreTrouble } from './trouble.ts';

/** A file of the managed store that a case names. */
export interface RecordedFile { readonly path: string; readonly sha256: string; readonly bytes: number }

/** Everything that the library keeps of a case, as it lies in it. */
export interface CaseRecord {
  /** The rows of every table that goes with the case, and its entries of the audit; bytes as base64. */
  readonly tables: Readonly<Record<string, readonly Row[]>>;
  /** DICOM files, in the order of import. */
  readonly images: readonly (RecordedFile & { readonly seriesUid: string })[];
  /** Pictures that plans show. */
  readonly pictures: readonly RecordedFile[];
  /** Signed versions, withdrawn ones among them. */
  readonly versions: readonly { readonly plan: string; readonly version: number }[];
}

type Row = Readonly<Record<string, unknown>>;

export interface CaseRecords {
  /** All of one moment. It is read unchecked: of a damaged case, too, everything is handed out. */
  read(id: CaseId): Result<CaseRecord, NoCase | StoreTrouble>;
  /** Notes that everything of a case was handed out, and by whom. */
  noteExported(id: CaseId, by: OperatorId | null): Result<void, NoCase | StoreTrouble>;
}

export function openCaseRecords(parts: StoreParts, files: FileKeeper): CaseRecords {
  const { sql, read, write, audit } = parts;
  const numberOf = (id: CaseId): number => {
    const found = caseNumberOf(parts, id);
    if (found === undefined) throw new Leave<NoCase>({ code: 'case/not-found' });
    return found;
  };
  return {
    read: (id) => read(() => {
      const number = numberOf(id);
      const tables = Object.fromEntries(tablesOfACase(parts).map(({ table, where }) =>
        [table, sql<Row>(`SELECT * FROM ${table} WHERE ${where}`).all(number).map(plain)]));
      const images = sql<{ readonly sha256: string; readonly file_bytes: number; readonly series_uid: string }>(
        `SELECT sha256, file.file_bytes, series_uid FROM instance JOIN study USING (study_number) JOIN file ON sha256 = file_sha256
        WHERE case_number = ? ORDER BY instance_number`).all(number);
      const pictures = sql<{ readonly sha256: string; readonly file_bytes: number }>(
        'SELECT sha256, file_bytes FROM plan_image JOIN file USING (sha256) WHERE case_number = ? ORDER BY at_utc, sha256').all(number);
      const versions = sql<{ readonly id: string; readonly version: number }>(
        'SELECT id, version FROM plan JOIN plan_version USING (plan_number) WHERE case_number = ? ORDER BY plan_number, version').all(number);
      const fileOf = ({ sha256, file_bytes: bytes }: (typeof pictures)[number]): RecordedFile => ({ sha256, bytes, path: files.path(sha256) });
      return {
        tables: { ...tables, audit: sql<Row>('SELECT * FROM audit WHERE case_id = ? ORDER BY sequence').all(id).map(plain) },
        images: images.map((image) => ({ ...fileOf(image), seriesUid: image.series_uid })),
        pictures: pictures.map(fileOf),
        versions: versions.map(({ id: plan, version }) => ({ plan, version })),
      };
    }),
    noteExported: (id, by) => write(() => {
      numberOf(id);
      audit({ action: 'case-exported', caseId: id, contentSha256: null, details: {} }, by);
    }),
  };
}

/** A row with bytes as base64. */
const plain = (row: Row): Row => Object.fromEntries(Object.entries(row).map(([column, value]) =>
  [column, value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value]));

interface OfACase {
  readonly table: string;
  /** Which of its rows: with one parameter, the number of the case. */
  readonly where: string;
}

/**
 * The tables whose rows go when their case goes, found by what the schema says of itself: one that a later release adds
 * is never forgotten.
 */
export function tablesOfACase({ sql }: Pick<StoreParts, 'sql'>): readonly OfACase[] {
  const links = sql<{ readonly child: string; readonly parent: string; readonly column: string; readonly key: string }>(
    `SELECT child.name AS child, link."table" AS parent, link."from" AS "column",
      coalesce(link."to", (SELECT name FROM pragma_table_info(link."table") WHERE pk = 1)) AS key
    FROM pragma_table_list AS child JOIN pragma_foreign_key_list(child.name) AS link
      JOIN pragma_table_info(child.name) AS info ON info.name = link."from"
    WHERE child.schema = 'main' AND child.type = 'table' AND link.on_delete = 'CASCADE' AND (info."notnull" OR info.pk > 0)
    ORDER BY child.name, link.id`).all();
  const found: OfACase[] = [{ table: 'patient_case', where: 'case_number = ?' }];
  // The list grows while it is gone through: from the case to its tables, to theirs.
  for (const { table, where } of found) {
    for (const { child, column, key } of links.filter(({ parent }) => parent === table)) {
      if (found.some((one) => one.table === child)) continue;
      found.push({ table: child, where: `${column} IN (SELECT ${key} FROM ${table} WHERE ${where})` });
    }
  }
  return found;
}
