import { caseIdSchema, seriesIdSchema, type SeriesId } from '../../../core/contract/ids.ts';
import { newId } from '../newId.ts';
import { caseNumberOf } from './caseRows.ts';
import { checkedCase, readCase, readInstances, readReports } from './caseReads.ts';
import { searchedCases } from './caseSearch.ts';
import { deleteCase, storeCase } from './caseWrites.ts';
import type { FileKeeper } from './files.ts';
import { identityKey, patientIdKey } from './identityKey.ts';
import { keptSeriesIds, type StoredMember } from './keptSeriesIds.ts';
import type { KnownInstance, Library, NoCase, NoSeries } from './library.ts';
import type { StoreParts } from './parts.ts';
import { freeBytes, Leave } from './trouble.ts';

/** The library over SQLite and the managed files. */
export function openLibrary(parts: StoreParts, files: FileKeeper): Library {
  const { sql, read, write } = parts;
  return {
    placement: (patient, studyUid) => read(() => {
      const key = identityKey(patient, studyUid);
      const found = sql<{ readonly id: string }>('SELECT id FROM patient_case WHERE identity_key = ?').get(key);
      const others = sql<{ readonly id: string }>(
        'SELECT id FROM patient_case WHERE patient_id_key = ? AND identity_key <> ? ORDER BY case_number')
        .all(patientIdKey(patient.id), key);
      return {
        caseId: caseIdSchema.parse(found?.id ?? newId('cas')), isNew: found === undefined,
        sameIdOtherPatient: others.map(({ id }) => caseIdSchema.parse(id)),
      };
    }),

    patientsOfSeries: (studyUid, seriesUid) => read(() => sql<{ readonly identity_key: string }>(
      `SELECT DISTINCT identity_key FROM series JOIN study USING (study_number) JOIN patient_case USING (case_number)
      WHERE series_uid = ? AND study_uid = ?`).all(seriesUid, studyUid).map(({ identity_key: key }) => key)),

    knownInstances: (uids) => read(() => {
      const find = sql<{ readonly id: string; readonly sha256: string; readonly file_bytes: number }>(
        `SELECT patient_case.id, sha256, file.file_bytes FROM instance JOIN study USING (study_number)
        JOIN patient_case USING (case_number) JOIN file ON sha256 = file_sha256 WHERE sop_instance_uid = ?`);
      const known = new Map<string, KnownInstance>();
      for (const uid of uids) {
        const row = find.get(uid);
        if (row === undefined) continue;
        known.set(uid, { caseId: caseIdSchema.parse(row.id), sha256: row.sha256, bytes: row.file_bytes });
      }
      return known;
    }),

    seriesIds: (caseId, items) => read(() => {
      const members = sql<StoredMember>(`SELECT series.id, series.series_uid, stack, sop_instance_uid AS uid FROM patient_case JOIN study USING (case_number)
        JOIN series USING (study_number) JOIN series_instance USING (series_number) JOIN instance USING (instance_number)
        WHERE patient_case.id = ?`).all(caseId);
      return keptSeriesIds(members, items)
        .map((kept): SeriesId => seriesIdSchema.parse(kept ?? newId('ser')));
    }),

    addCase: (given) => {
      const stray = given.instances.find(({ file }) => !files.isHeld(file.sha256));
      if (stray !== undefined) throw new Error('an instance whose file was not taken in');
      const added = write(() => storeCase(parts, given));
      if (!added.ok) return added;
      files.settle(given.instances.map(({ file }) => file));
      return { ok: true, value: { caseId: given.caseId, added: added.value } };
    },

    cases: (query) => read(() => searchedCases(parts, query)),
    openCase: (id) => read(() => readCase(parts, id)),
    instances: (id) => read(() => readInstances(parts, checkedCase(parts, id).caseNumber, files.path)),
    reports: (id) => read(() => {
      const { caseNumber, row } = checkedCase(parts, id);
      return { patient: row.patient, reports: readReports(parts, caseNumber) };
    }),

    caseOfSeries: (series) => read(() => {
      const row = sql<{ readonly id: string }>(`SELECT patient_case.id FROM series JOIN study USING (study_number)
        JOIN patient_case USING (case_number) WHERE series.id = ?`).get(series);
      if (row === undefined) throw new Leave<NoSeries>({ code: 'series/not-found' });
      return caseIdSchema.parse(row.id);
    }),

    markOpened: (id, by) => write(() => {
      const { changes } = sql('UPDATE patient_case SET opened_at_utc = ? WHERE id = ?')
        .run(parts.setting.now().toISOString(), id);
      if (changes === 0) throw new Leave<NoCase>({ code: 'case/not-found' });
      parts.audit({ action: 'case-opened', caseId: id, contentSha256: null, details: {} }, by);
    }),

    selectSeries: (id, series, by) => write(() => {
      const { changes } = sql(`UPDATE patient_case SET selected_series_id = ? WHERE id = ? AND EXISTS (SELECT 1 FROM series
        JOIN study USING (study_number) WHERE series.id = ? AND study.case_number = patient_case.case_number)`)
        .run(series, id, series);
      if (changes === 0) throw new Leave<NoSeries>({ code: 'series/not-found' });
      parts.audit({ action: 'series-selected', caseId: id, contentSha256: null, details: { series_id: series } }, by);
    }),

    removeCase: (id, by) => {
      const left = write(() => {
        const caseNumber = caseNumberOf(parts, id);
        if (caseNumber === undefined) throw new Leave<NoCase>({ code: 'case/not-found' });
        return deleteCase(parts, caseNumber, id, by);
      });
      if (!left.ok) return left;
      // The case is gone from here on; files that cannot be deleted now are finished at the next start.
      files.sweep(['leaving']);
      parts.db.pragma('wal_checkpoint(TRUNCATE)');
      return { ok: true, value: { freedBytes: left.value.reduce((sum, file) => sum + file.file_bytes, 0) } };
    },

    usage: () => read(() => ({
      storageBytes: sql<{ readonly bytes: number }>(
        'SELECT coalesce(sum(file_bytes), 0) AS bytes FROM patient_case').get()?.bytes ?? 0,
      freeBytes: freeBytes(parts.folder),
    })),
  };
}
