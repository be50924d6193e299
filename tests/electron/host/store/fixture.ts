import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { readMigrations } from '../../../../electron/host/store/migrate.ts';
import { openStore, type Store, type StoreOptions } from '../../../../electron/host/store/open.ts';
import { valueIn } from './imports.ts';

export const migrations = readMigrations(join(import.meta.dirname, '../../../../migrations'));

export const optionsOf = (folder: string): StoreOptions => ({
  folder, migrations, appVersion: '0.0.0-test', timeZone: 'Europe/Vienna',
});

/** An open store in a folder; closed with the test. */
export function openIn(folder: string): Store {
  const store = valueIn(openStore(optionsOf(folder)));
  onTestFinished(() => { store.close(); });
  return store;
}

export const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** How often what is done by chance is done: more of it in `npm run reliability`. */
export const TIMES = Number(process.env['FULLMOON_TIMES'] ?? 1);
