import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, onTestFinished } from 'vitest';

let isInTest = false;
beforeEach(() => { isInTest = true; });
afterEach(() => { isInTest = false; });

const ofFile: string[] = [];
afterAll(() => ofFile.splice(0).forEach(remove));

const remove = (folder: string): void => rmSync(folder, { recursive: true, force: true });

function madeIn(home: string): string {
  const folder = mkdtempSync(join(home, 'fullmoon-test-'));
  if (isInTest) onTestFinished(() => remove(folder));
  else ofFile.push(folder);
  return folder;
}

/** A folder that goes with the test that makes it; made outside of a test, it goes with the file. */
export const tempFolder = (): string => madeIn(tmpdir());

/** The same in memory where the machine offers that: for what is written hundreds of times and need not be durable. */
export const quickFolder = (): string => madeIn(existsSync('/dev/shm') ? '/dev/shm' : tmpdir());
