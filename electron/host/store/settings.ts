import { z } from 'zod';
import { settingsSchema, type Settings } from '../../../core/contract/schemas.ts';
import type { OperatorId } from '../../../core/contract/ids.ts';
import type { Result } from '../../../core/result.ts';
import { STANDARD_PARAMETERS } from '../../../core/strategy/parameters.ts';
import type { StoreParts } from './parts.ts';
import type { StoreTrouble } from './trouble.ts';

export interface SiteSettings {
  /** Defaults where nothing was saved. */
  load(): Result<Settings, StoreTrouble>;
  save(settings: Settings, by: OperatorId | null): Result<Settings, StoreTrouble>;
}

/** What holds until a site decides otherwise. 75 %: mid-diastole, when the coronaries of most patients lie stillest. */
export const DEFAULT_SETTINGS: Settings = {
  doseUnit: 'mGy cm', preferredPhasePercent: 75, measureKernel: 'smooth', startLayout: 'planes',
  ...STANDARD_PARAMETERS,
};

const scalarSchema = z.string().transform((text, check): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    check.addIssue('no JSON');
    return z.NEVER;
  }
});

export function openSettings(parts: StoreParts): SiteSettings {
  return {
    load: () => parts.read(() => {
      const saved = Object.fromEntries(Object.entries(DEFAULT_SETTINGS).map(([name, standard]) =>
        [name, readSetting(parts, columnName(name)) ?? standard]));
      const parsed = settingsSchema.safeParse(saved);
      return parsed.success ? parsed.data : DEFAULT_SETTINGS;
    }),
    save: (settings, by) => parts.write(() => {
      const before = Object.entries(DEFAULT_SETTINGS).map(([name, standard]) =>
        [name, readSetting(parts, columnName(name)) ?? standard] as const);
      const changed = Object.entries(settings).filter(([name, value]) =>
        before.some(([other, held]) => other === name && held !== value));
      // All are written, so that what a later release holds for the default does not undo a decision.
      for (const [name, value] of Object.entries(settings)) writeSetting(parts, columnName(name), value);
      if (changed.length > 0) {
        const details = Object.fromEntries(changed.map(([name, value]) => [columnName(name), value]));
        parts.audit({ action: 'settings-saved', caseId: null, contentSha256: null, details }, by);
      }
      return settings;
    }),
  };
}

/** Names in the table are read outside the program too: words apart. */
const columnName = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The value under a name; undefined where nothing was saved. */
export function readSetting({ sql }: Pick<StoreParts, 'sql'>, name: string): unknown {
  const row = sql<{ readonly value_json: string }>('SELECT value_json FROM setting WHERE name = ?').get(name);
  return row === undefined ? undefined : scalarSchema.parse(row.value_json);
}

export function writeSetting({ sql }: Pick<StoreParts, 'sql'>, name: string, value: string | number | boolean): void {
  sql('INSERT INTO setting VALUES (?, ?) ON CONFLICT DO UPDATE SET value_json = excluded.value_json')
    .run(name, JSON.stringify(value));
}
