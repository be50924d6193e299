import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { MOST_ARCHIVES, type ArchiveChange, type ArchivePlace } from '../../../../core/contract/archives.ts';
import { archiveIdSchema } from '../../../../core/contract/ids.ts';
import { createArchiveBook, type ArchiveBook } from '../../../../electron/host/archive/archiveBook.ts';
import { openPasswords, type Keyring } from '../../../../electron/host/archive/passwords.ts';
import { tempFolder } from '../../../tempFolder.ts';
import { openIn } from '../store/fixture.ts';
import { valueIn } from '../store/imports.ts';

const WEB: ArchivePlace = { kind: 'dicomweb', address: 'https://pacs.example/dicom-web', user: 'desk' };
const NODE: ArchivePlace = { kind: 'dimse', host: '127.0.0.1', port: 4242, calledAe: 'ORTHANC', callingAe: 'FULLMOON', tls: null };
const SECRET = 'correct horse battery';
const added = (changed: Partial<ArchiveChange> = {}): ArchiveChange =>
  ({ id: null, name: 'Radiology', place: WEB, password: { do: 'set', password: SECRET }, ...changed });
const turned = (words: string): string => words.split('').toReversed().join('');
/** A keyring that turns words around; what another one has sealed it does not open. */
const keyring = (mark: string): Keyring => ({
  seal: (words) => `${mark}${turned(words)}`,
  open: (sealed) => (sealed.startsWith(mark) ? turned(sealed.slice(mark.length)) : null),
});
const bookIn = (folder: string, ring?: Keyring): ArchiveBook => createArchiveBook(openIn(folder).archives, openPasswords(folder, ring));
const FILE = 'archive-passwords.json';
const GONE = archiveIdSchema.parse('arc_0000000000000000');

describe('the archives of the site', () => {
  it('are listed by name, changed under their id and removed', () => {
    const book = bookIn(tempFolder());
    const web = valueIn(book.save(added(), null));
    const node = valueIn(book.save(added({ name: 'Cath lab', place: NODE, password: { do: 'remove' } }), null));
    expect(valueIn(book.list())).toEqual([node, web]);
    expect([web.hasPassword, node.hasPassword]).toEqual([true, false]);
    const moved = valueIn(book.save(added({ id: node.id, name: 'Z', place: { ...NODE, port: 104 }, password: { do: 'keep' } }), null));
    expect(valueIn(book.list())).toEqual([web, moved]);
    valueIn(book.remove(web.id, null));
    expect(valueIn(book.list())).toEqual([moved]);
    expect(book.remove(web.id, null)).toMatchObject({ failure: { code: 'archive/not-found' } });
    expect(book.save(added({ id: GONE, name: 'Gone' }), null)).toMatchObject({ failure: { code: 'archive/not-found' } });
  });

  it('keep how they are encrypted: by files that are named, never copied', () => {
    const folder = tempFolder();
    const book = bookIn(folder);
    const tls = { caFile: '/pki/ca.pem', certificateFile: '/pki/desk.pem', keyFile: '/pki/desk.key' };
    const node = valueIn(book.save(added({ name: 'Cath lab', place: { ...NODE, tls }, password: { do: 'remove' } }), null));
    expect(valueIn(book.list())).toMatchObject([{ place: { tls } }]);
    expect(valueIn(book.peer(node.id))).toMatchObject({ kind: 'dimse', tls });
    const bare = { caFile: null, certificateFile: null, keyFile: null };
    valueIn(book.save(added({ id: node.id, place: { ...NODE, tls: bare }, password: { do: 'keep' } }), null));
    expect(valueIn(book.list())).toMatchObject([{ place: { tls: bare } }]);
    valueIn(book.save(added({ id: node.id, place: NODE, password: { do: 'keep' } }), null));
    expect(valueIn(book.list())).toMatchObject([{ place: { tls: null } }]);
  });

  it('have names that tell them apart, whatever their case', () => {
    const book = bookIn(tempFolder());
    const { id } = valueIn(book.save(added(), null));
    expect(book.save(added({ name: 'radiology' }), null)).toMatchObject({ failure: { code: 'archive/name-taken' } });
    expect(valueIn(book.save(added({ id, name: 'RADIOLOGY' }), null)).name).toBe('RADIOLOGY');
  });

  it('are no more than can be read', () => {
    const book = bookIn(tempFolder());
    for (let n = 0; n < MOST_ARCHIVES; n += 1) valueIn(book.save(added({ name: `archive ${n}` }), null));
    expect(book.save(added({ name: 'one more' }), null)).toMatchObject({ failure: { code: 'archive/too-many' } });
    expect(valueIn(book.list())).toHaveLength(MOST_ARCHIVES);
  });

  it('are reached as they were configured, with their password', () => {
    const book = bookIn(tempFolder());
    const web = valueIn(book.save(added(), null));
    const node = valueIn(book.save(added({ name: 'Cath lab', place: NODE }), null));
    expect(valueIn(book.peer(web.id))).toEqual({ ...WEB, password: SECRET });
    expect(valueIn(book.peer(node.id))).toEqual(NODE);
    expect(book.peer(GONE)).toMatchObject({ failure: { code: 'archive/not-found' } });
  });

  it('are in the audit with the place that plans went to, and nothing secret', () => {
    const folder = tempFolder();
    const book = bookIn(folder);
    const { id } = valueIn(book.save(added(), null));
    valueIn(book.remove(id, null));
    const db = new Database(join(folder, 'library.sqlite'), { readonly: true });
    expect(db.prepare(`SELECT action, details_json FROM audit WHERE action LIKE 'archive-%' ORDER BY sequence`).all()).toEqual([
      { action: 'archive-saved', details_json: `{"archive_id":"${id}","place":"https://pacs.example/dicom-web"}` },
      { action: 'archive-removed', details_json: `{"archive_id":"${id}"}` },
    ]);
    db.close();
  });
});

describe('a password', () => {
  it('stays after a new start, in a file for its owner only and nowhere else', () => {
    const folder = tempFolder();
    const { id } = valueIn(bookIn(folder).save(added(), null));
    expect(valueIn(bookIn(folder).peer(id))).toMatchObject({ password: SECRET });
    if (process.platform !== 'win32') expect(statSync(join(folder, FILE)).mode & 0o777).toBe(0o600);
    const holding = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(join(folder, name)).isFile() && readFileSync(join(folder, name)).includes(SECRET));
    expect(holding).toEqual([FILE]);
  });

  it('is locked where there is a keyring, and lost with it', () => {
    const folder = tempFolder();
    const book = bookIn(folder, keyring('a'));
    const { id } = valueIn(book.save(added(), null));
    expect(readFileSync(join(folder, FILE), 'utf8')).not.toContain(SECRET);
    expect(valueIn(book.peer(id))).toMatchObject({ password: SECRET });
    const other = createArchiveBook(openIn(tempFolder()).archives, openPasswords(folder, keyring('b')));
    expect(other.sealsPasswords).toBe(true);
    expect(openPasswords(folder, keyring('b')).of(id, WEB)).toBeNull();
    expect(openPasswords(folder, undefined).of(id, WEB)).toBeNull();
  });

  it.each([
    ['another address', { ...WEB, address: 'https://pacs.example.evil/dicom-web' }], ['another user', { ...WEB, user: 'chief' }], ['no user', { ...WEB, user: null }],
  ])('goes to no %s', (_, place) => {
    const folder = tempFolder();
    const book = bookIn(folder);
    const { id } = valueIn(book.save(added(), null));
    expect(valueIn(book.save(added({ id, place, password: { do: 'keep' } }), null)).hasPassword).toBe(false);
    expect(valueIn(book.peer(id))).toMatchObject({ password: null });
    // Nor is it there again when the old address comes back.
    expect(valueIn(book.save(added({ id, password: { do: 'keep' } }), null)).hasPassword).toBe(false);
  });

  it('stays where address and user do, is replaced and removed', () => {
    const book = bookIn(tempFolder());
    const { id } = valueIn(book.save(added(), null));
    expect(valueIn(book.save(added({ id, name: 'Other', password: { do: 'keep' } }), null)).hasPassword).toBe(true);
    valueIn(book.save(added({ id, password: { do: 'set', password: 'new' } }), null));
    expect(valueIn(book.peer(id))).toMatchObject({ password: 'new' });
    expect(valueIn(book.save(added({ id, password: { do: 'remove' } }), null)).hasPassword).toBe(false);
  });

  it('goes with its archive', () => {
    const folder = tempFolder();
    const book = bookIn(folder);
    const { id } = valueIn(book.save(added(), null));
    valueIn(book.remove(id, null));
    expect(readFileSync(join(folder, FILE), 'utf8')).toBe('{}');
  });

  it('in a file that cannot be read is none: it is typed again', () => {
    const folder = tempFolder();
    const book = bookIn(folder);
    const { id } = valueIn(book.save(added(), null));
    writeFileSync(join(folder, FILE), '{"arc');
    expect(valueIn(book.list())).toMatchObject([{ hasPassword: false }]);
    valueIn(book.save(added({ id }), null));
    expect(valueIn(book.list())).toMatchObject([{ hasPassword: true }]);
  });
});
