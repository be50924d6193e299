import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const NAME = /^fullmoon-tests-(\d+)-/;
const gone = { recursive: true, force: true } as const;

/**
 * One folder for whatever a run of tests puts into the system's temporary folder, its killed children
 * included. It goes when the run ends; that of a run that was killed itself goes with the next one.
 */
export default function tempRoot(): () => void {
  const system = tmpdir();
  for (const name of readdirSync(system)) {
    const owner = NAME.exec(name)?.[1];
    if (owner !== undefined && !isAlive(Number(owner))) rmSync(join(system, name), gone);
  }
  const root = mkdtempSync(join(system, `fullmoon-tests-${process.pid}-`));
  // Where root runs the tests, some of them become nobody, who must get to the folders below.
  chmodSync(root, 0o711);
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = root;
  return () => rmSync(root, gone);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (fault) {
    // Somebody else's process is alive, too.
    return fault instanceof Error && 'code' in fault && fault.code === 'EPERM';
  }
}
