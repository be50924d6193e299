import { archiveIdSchema, type ArchiveId, type OperatorId } from '../../../core/contract/ids.ts';
import { archivePlaceSchema, MOST_ARCHIVES, type ArchivePlace } from '../../../core/contract/archives.ts';
import type { Result } from '../../../core/result.ts';
import { newId } from '../newId.ts';
import { nameKey } from './identityKey.ts';
import type { StoreParts } from './parts.ts';
import { Leave, type StoreTrouble } from './trouble.ts';

/** An archive as the library knows it: where it is, and nothing secret. */
export interface KeptArchive {
  readonly id: ArchiveId;
  readonly name: string;
  readonly place: ArchivePlace;
}
export type NoArchive = { readonly code: 'archive/not-found' };
export type HasWaiting = { readonly code: 'archive/has-waiting' };
export type ArchiveNotSaved =
  NoArchive | { readonly code: 'archive/name-taken' | 'archive/too-many' | 'archive/has-plans' };

/** The archives of the site. */
export interface Archives {
  /** By name. */
  list(): Result<readonly KeptArchive[], StoreTrouble>;
  /**
   * Adds one (`id` null) or changes it. Names tell archives apart. Its place stays once it has plans or may have a part
   * of one: what is said to be sent is there, and a withdrawal must find it there.
   */
  save(archive: Omit<KeptArchive, 'id'> & { readonly id: ArchiveId | null }, by: OperatorId | null): Result<KeptArchive, ArchiveNotSaved | StoreTrouble>;
  /** What was sent there is still told of; while something waits to be sent, it stays. */
  remove(id: ArchiveId, by: OperatorId | null): Result<void, NoArchive | HasWaiting | StoreTrouble>;
}

interface Row {
  readonly id: string; readonly name: string; readonly kind: string; readonly address: string | null; readonly user_name: string | null;
  readonly host: string | null; readonly port: number | null; readonly called_ae: string | null; readonly calling_ae: string | null;
  readonly is_tls: 0 | 1; readonly ca_file: string | null; readonly certificate_file: string | null; readonly key_file: string | null;
}

/** Is there anything that the archive has or may have? What was taken back may have been on its way. */
const MAY_HAVE = `SELECT 1 FROM sending JOIN archive USING (archive_number)
  WHERE archive.id = ? AND (may_have = 1 OR sent_what IS NOT NULL OR state IN ('sending', 'taken-back')) LIMIT 1`;

export function openArchives(parts: StoreParts): Archives {
  const { sql } = parts;
  const audited = (action: string, id: ArchiveId, details: Readonly<Record<string, string>>, by: OperatorId | null): void =>
    parts.audit({ action, caseId: null, contentSha256: null, details: { archive_id: id, ...details } }, by);
  return {
    list: () => parts.read(() => sql<Row>('SELECT * FROM archive ORDER BY name_key').all().map(archiveOf)),
    save: ({ id, name, place }, by) => parts.write(() => {
      const kept: KeptArchive = { id: id ?? archiveIdSchema.parse(newId('arc')), name, place };
      const row = { ...columnsOf(kept), name_key: nameKey(name) ?? '' };
      const other = sql<{ readonly id: string }>('SELECT id FROM archive WHERE name_key = ?').get(row.name_key);
      if (other !== undefined && other.id !== id) throw new Leave<ArchiveNotSaved>({ code: 'archive/name-taken' });
      if (id === null) {
        const count = sql<{ readonly archives: number }>('SELECT count(*) AS archives FROM archive').get()?.archives ?? 0;
        if (count >= MOST_ARCHIVES) throw new Leave<ArchiveNotSaved>({ code: 'archive/too-many' });
        sql(`INSERT INTO archive (id, name, name_key, kind, address, user_name, host, port, called_ae, calling_ae, is_tls, ca_file, certificate_file, key_file)
          VALUES (@id, @name, @name_key, @kind, @address, @user_name, @host, @port, @called_ae, @calling_ae, @is_tls, @ca_file, @certificate_file, @key_file)`).run(row);
      } else {
        const before = sql<Row>('SELECT * FROM archive WHERE id = ?').get(id);
        const isMoved = before !== undefined && placeWords(archiveOf(before).place) !== placeWords(place);
        if (isMoved && sql(MAY_HAVE).get(id) !== undefined)
          throw new Leave<ArchiveNotSaved>({ code: 'archive/has-plans' });
        const { changes } = sql(`UPDATE archive SET name = @name, name_key = @name_key, kind = @kind, address = @address, user_name = @user_name,
          host = @host, port = @port, called_ae = @called_ae, calling_ae = @calling_ae,
          is_tls = @is_tls, ca_file = @ca_file, certificate_file = @certificate_file, key_file = @key_file WHERE id = @id`).run(row);
        if (changes === 0) throw new Leave<ArchiveNotSaved>({ code: 'archive/not-found' });
      }
      // Where plans went must be told later: the place stays in the audit.
      audited('archive-saved', kept.id, { place: placeWords(place) }, by);
      return kept;
    }),
    remove: (id, by) => parts.write(() => {
      const waits = sql(`SELECT 1 FROM sending JOIN archive USING (archive_number) WHERE archive.id = ? AND state NOT IN ('sent', 'taken-back')`).get(id);
      if (waits !== undefined) throw new Leave<HasWaiting>({ code: 'archive/has-waiting' });
      if (sql('DELETE FROM archive WHERE id = ?').run(id).changes === 0) throw new Leave<NoArchive>({ code: 'archive/not-found' });
      audited('archive-removed', id, {}, by);
    }),
  };
}

/** "http://pacs/dicom-web", or "ORTHANC at pacs:4242". */
const placeWords = (place: ArchivePlace): string =>
  (place.kind === 'dicomweb' ? place.address : `${place.calledAe} at ${place.host}:${place.port}`);

function columnsOf({ id, name, place }: KeptArchive): Row {
  const none = { address: null, user_name: null, host: null, port: null, called_ae: null, calling_ae: null, is_tls: 0, ca_file: null, certificate_file: null, key_file: null } as const;
  return place.kind === 'dicomweb'
    ? { ...none, id, name, kind: place.kind, address: place.address, user_name: place.user }
    : { ...none, id, name, kind: place.kind, host: place.host, port: place.port, called_ae: place.calledAe, calling_ae: place.callingAe,
      ...(place.tls === null ? {} : { is_tls: 1, ca_file: place.tls.caFile, certificate_file: place.tls.certificateFile, key_file: place.tls.keyFile }) };
}

function archiveOf({ id, name, kind, address, user_name: user, host, port, called_ae: calledAe, calling_ae: callingAe, ...row }: Row): KeptArchive {
  const tls = row.is_tls === 0 ? null : { caFile: row.ca_file, certificateFile: row.certificate_file, keyFile: row.key_file };
  const place = kind === 'dicomweb' ? { kind, address, user } : { kind, host, port, calledAe, callingAe, tls };
  return { id: archiveIdSchema.parse(id), name, place: archivePlaceSchema.parse(place) };
}
