import { describe, expect, it } from 'vitest';
import { libraryAt, rowsOf, step } from './stepped.ts';

const ID = "'arc_0123456789abcdef'";
/** A row of an archive: id, name, kind, address, user, host, port, called, calling. */
const row = (values: string, name = "'Radiology', 'radiology'"): string =>
  `INSERT INTO archive (id, name, name_key, kind, address, user_name, host, port, called_ae, calling_ae) VALUES (${ID}, ${name}, ${values})`;
const WEB = "'dicomweb', 'https://pacs/dicom-web', 'desk', NULL, NULL, NULL, NULL";
const DIMSE = "'dimse', NULL, NULL, 'pacs', 104, 'ORTHANC', 'FULLMOON'";

it('14 keeps what is there, and begins without an archive', () => {
  const db = libraryAt(13);
  db.exec("INSERT INTO setting VALUES ('dose_unit', '\"mSv\"')");
  const before = rowsOf(db);
  step(db, 14);
  expect(rowsOf(db, Object.keys(before))).toEqual(before);
  expect(rowsOf(db, ['archive'])).toEqual({ archive: [] });
});

describe('14 takes', () => {
  it.each([row(WEB), row(WEB.replace("'desk'", 'NULL')), row(DIMSE), row(DIMSE.replace('104', '65535'))])('%s', (sql) => { libraryAt(14).exec(sql); });
});

describe('14 refuses', () => {
  it.each([
    row(WEB, "'', ''"), row(WEB.replace('dicomweb', 'ftp')), row(WEB.replace("'https://pacs/dicom-web'", 'NULL')), row(WEB.replace("'https://pacs/dicom-web'", "''")),
    row(WEB.replace('NULL, NULL, NULL, NULL', "'pacs', 104, 'A', 'B'")), row(DIMSE.replace('NULL, NULL', "NULL, 'desk'")), row(DIMSE.replace("'pacs'", 'NULL')),
    row(DIMSE.replace('104', '0')), row(DIMSE.replace('104', '65536')), row(DIMSE.replace('104', 'NULL')), row(DIMSE.replace("'ORTHANC'", "'ABCDEFGHIJKLMNOPQ'")),
    row(DIMSE.replace("'FULLMOON'", "''")), row(DIMSE.replace("'FULLMOON'", 'NULL')), row(WEB).replace('arc_', 'pln_'),
  ])('%s', (sql) => { expect(() => libraryAt(14).exec(sql)).toThrow(/CHECK constraint failed/); });

  it('two archives of one name', () => {
    const db = libraryAt(14);
    db.exec(row(WEB));
    expect(() => db.exec(row(WEB).replace('arc_0', 'arc_1'))).toThrow(/UNIQUE/);
  });
});
