import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CaseId, OperatorId } from '../../../core/contract/ids.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { caseNumberOf } from './caseRows.ts';
import type { StoredFile } from './copiedFile.ts';
import type { FileKeeper } from './files.ts';
import type { NoCase } from './library.ts';
import type { StoreParts } from './parts.ts';
import { sha256Of } from './planRows.ts';
import { Leave, troubleOf, type StoreTrouble } from './trouble.ts';

/** Pictures that plans show, kept with their case as files under the hash of their bytes. */
export interface PlanImages {
  /** The bytes are on disk, synced, before the row that names them. */
  keep(caseId: CaseId, bytes: Uint8Array, by: OperatorId | null): Promise<Result<string, NoCase | StoreTrouble>>;
  /** Exactly what was kept, or nothing. */
  read(sha256: string): Promise<Result<Uint8Array, { readonly code: 'image/not-found' } | StoreTrouble>>;
}

/** Has a case this picture? */
export const hasImage = ({ sql }: Pick<StoreParts, 'sql'>, caseNumber: number, sha256: string): boolean =>
  sql('SELECT 1 FROM plan_image WHERE case_number = ? AND sha256 = ?').get(caseNumber, sha256) !== undefined;

export function openPlanImages(parts: StoreParts, files: FileKeeper): PlanImages {
  return {
    async keep(caseId, bytes, by) {
      const known = parts.read<string | null, NoCase>(() => {
        const sha256 = sha256Of(bytes);
        return hasImage(parts, numberOf(parts, caseId), sha256) ? sha256 : null;
      });
      if (!known.ok) return known;
      if (known.value !== null) return ok(known.value);
      const taken = await takenIn(parts, files, bytes);
      if (!taken.ok) return taken;
      const { sha256 } = taken.value;
      const added = parts.write<void, NoCase>(() => { addRow(parts, numberOf(parts, caseId), caseId, taken.value, by); });
      if (added.ok) {
        files.settle([taken.value]);
        return ok(sha256);
      }
      const released = await files.release([taken.value]);
      return released.ok ? added : released;
    },
    async read(sha256) {
      const there = parts.read(() => parts.sql('SELECT 1 FROM plan_image WHERE sha256 = ?').get(sha256) !== undefined);
      if (!there.ok) return there;
      if (!there.value) return err({ code: 'image/not-found' });
      const bytes = await readFile(files.path(sha256)).catch(() => null);
      return bytes === null || sha256Of(bytes) !== sha256 ? err({ code: 'image/not-found' }) : ok(bytes);
    },
  };
}

function numberOf(parts: StoreParts, caseId: CaseId): number {
  const found = caseNumberOf(parts, caseId);
  if (found === undefined) throw new Leave<NoCase>({ code: 'case/not-found' });
  return found;
}

function addRow(parts: StoreParts, caseNumber: number, caseId: CaseId, file: StoredFile, by: OperatorId | null): void {
  const { sha256 } = file;
  parts.sql('INSERT INTO file VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING').run(sha256, file.bytes, file.originalSha256, file.alteration);
  parts.sql('DELETE FROM file_in_motion WHERE sha256 = ?').run(sha256);
  const { changes } = parts.sql('INSERT INTO plan_image VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
    .run(caseNumber, sha256, parts.setting.now().toISOString());
  if (changes === 1) parts.audit({ action: 'plan-image-kept', caseId, contentSha256: null, details: { sha256 } }, by);
}

/** Bytes in the managed store, by the way that every file takes: through a copy that a start would sweep. */
async function takenIn(parts: StoreParts, files: FileKeeper, bytes: Uint8Array): Promise<Result<StoredFile, StoreTrouble>> {
  const writable = parts.write(() => undefined);
  if (!writable.ok) return writable;
  const incoming = join(parts.folder, 'files', 'incoming');
  const path = join(incoming, randomBytes(16).toString('hex'));
  try {
    await mkdir(incoming, { recursive: true, mode: 0o700 });
    await writeFile(path, bytes, { flag: 'wx', mode: 0o600 });
    const taken = await files.take([{ path, zeroPreamble: false }], new AbortController().signal);
    if (!taken.ok) {
      if (taken.failure.code === 'import/cancelled') throw new Error('taking a picture in cannot be cancelled');
      return err(taken.failure);
    }
    const [file] = taken.value;
    if (file?.ok !== true) throw new Error(`a picture that was just written cannot be read: ${file?.failure.detail ?? 'none'}`);
    return file;
  } catch (thrown) {
    const trouble = troubleOf(thrown, parts.folder);
    if (trouble === null) throw thrown;
    return err(trouble);
  } finally {
    await rm(path, { force: true });
  }
}
