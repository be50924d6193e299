import { randomBytes } from 'node:crypto';
import { ok, type Result } from '../../../core/result.ts';
import type { StoreParts } from './parts.ts';
import { readSetting, writeSetting } from './settings.ts';
import type { StoreTrouble } from './trouble.ts';

const NAME = 'pseudonym_secret';

/**
 * The secret from which this site's pseudonyms follow: 256 bits, made at the first use, and kept with the library and
 * its backups, so that a patient keeps the same pseudonym. It is never shown and never leaves with what is exported.
 */
export function siteSecret(parts: StoreParts): Result<string, StoreTrouble> {
  const known = parts.read(() => readSetting(parts, NAME));
  if (!known.ok) return known;
  if (typeof known.value === 'string') return ok(known.value);
  return parts.write(() => {
    const found = readSetting(parts, NAME);
    if (typeof found === 'string') return found;
    const secret = randomBytes(32).toString('hex');
    writeSetting(parts, NAME, secret);
    return secret;
  });
}
