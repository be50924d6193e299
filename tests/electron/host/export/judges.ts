import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { tempFolder } from '../../../tempFolder.ts';

/** Is a program of the system there? What is not judged for want of it says so in one line. */
export function isThere(program: string): boolean {
  const isFound = spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;
  if (!isFound) process.stderr.write(`${program} is not installed: what it judges is not judged here\n`);
  return isFound;
}

/** What a program of the system says of a file, and whether it is content with it. */
export function judged(
  file: Uint8Array,
  program: string,
  ...options: readonly string[]
): { readonly status: number | null; readonly says: string } {
  const path = join(tempFolder(), 'judged');
  writeFileSync(path, file);
  const { status, stdout, stderr } = spawnSync(
    program,
    options.map((option) => (option === '<file>' ? path : option)),
    { encoding: 'utf8' },
  );
  return { status, says: stdout + stderr };
}

/** The text of each page, in the order in which it is read, on one line. */
export const pagesOf = (pdf: Uint8Array): readonly string[] =>
  judged(pdf, 'pdftotext', '-raw', '<file>', '-')
    .says.split('\f')
    .slice(0, -1)
    .map((page) => page.replaceAll(/\s+/g, ' '));
