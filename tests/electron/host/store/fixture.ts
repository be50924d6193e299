import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { readMigrations } from '../../../../electron/host/store/migrate.ts';
import { openStore, type Store, type StoreOptions } from '../../../../electron/host/store/open.ts';
import { valueIn } from './imports.ts';

export const migrations = readMigrations(join(import.meta.dirname, '../../../../migrations'));

/** A folder that goes with the test. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fullmoon-store-'));
  onTestFinished(() => { rmSync(folder, { recursive: true, force: true }); });
  return folder;
}

/** The same in memory where the machine offers that: for what is written hundreds of times and need not be durable. */
export function quickFolder(): string {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'fullmoon-store-'));
  onTestFinished(() => { rmSync(folder, { recursive: true, force: true }); });
  return folder;
}

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
