import { describe, expect, it } from 'vitest';
import { libraryAt, rowsOf, step } from './stepped.ts';

const BEFORE = `INSERT INTO archive (archive_number, id, name, name_key, kind, address, host, port, called_ae, calling_ae)
  VALUES (1, 'arc_0123456789abcdef', 'Radiology', 'radiology', 'dicomweb', 'https://pacs', NULL, NULL, NULL, NULL),
    (2, 'arc_1123456789abcdef', 'Lab', 'lab', 'dimse', NULL, 'pacs', 104, 'PACS', 'DESK')`;
const set = (values: string, number = 2): string => `UPDATE archive SET ${values} WHERE archive_number = ${number}`;
const ALL = "is_tls = 1, ca_file = '/ca.pem', certificate_file = '/desk.pem', key_file = '/desk.key'";

it('21 keeps the archives as they are: without TLS', () => {
  const db = libraryAt(20);
  db.exec(BEFORE);
  const { archive: was = [] } = rowsOf(db, ['archive']);
  step(db, 21);
  expect(rowsOf(db, ['archive'])).toEqual({ archive: was.map((row) => ({ ...row as object, is_tls: 0, ca_file: null, certificate_file: null, key_file: null })) });
});

describe('21', () => {
  const library = () => {
    const db = libraryAt(21);
    db.exec(BEFORE);
    return db;
  };

  it.each([set(ALL), set('is_tls = 1'), set("is_tls = 1, ca_file = '/ca.pem'")])('takes %s', (sql) => { library().exec(sql); });

  it.each([
    set('is_tls = 2'), set('is_tls = 1', 1), set("ca_file = '/ca.pem'"), set(ALL.replace('is_tls = 1', 'is_tls = 0')), set(ALL.replace("'/desk.key'", 'NULL')),
    set(ALL.replace("'/desk.pem'", 'NULL')), set(ALL.replace("'/ca.pem'", "''")), set(ALL.replace('/ca.pem', 'x'.repeat(1001))),
  ])('refuses %s', (sql) => { expect(() => library().exec(sql)).toThrow(/CHECK constraint failed/); });
});
