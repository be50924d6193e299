import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder, and those above it that are missing.
 *
 * Node's own `recursive` never comes back from a place that is there and makes no folders (`/proc` is one): it
 * takes the refusal for a missing parent, again and again, deaf to every signal.
 *
 * @param mode - permissions of what is made
 * @returns the topmost folder that was made; null where all were there
 * @throws what the system says
 */
export function makeFolders(folder: string, mode: number): string | null {
  const missing: string[] = [];
  for (let at = resolve(folder); !isThere(at) && dirname(at) !== at; at = dirname(at)) missing.unshift(at);
  for (const one of missing) made(one, mode);
  return missing[0] ?? null;
}

const isThere = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) !== undefined;

/** Somebody else may have made it a moment ago. */
function made(folder: string, mode: number): void {
  try {
    mkdirSync(folder, { mode });
  } catch (fault) {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) throw fault;
  }
}
