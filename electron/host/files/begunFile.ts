import { createHash, randomBytes } from 'node:crypto';
import { openSync, readdirSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** Tells machines that share a folder apart. */
const MACHINE = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
/** After the name of the place: the machine, the number of the process, chance. A name that nobody else gives. */
const BEGUN = /^([0-9a-f]{8})-(\d{1,10})-[0-9a-f]{16}\.fullmoon\.part$/;
/** What this process has begun and not ended. */
const unended = new Set<string>();

/** A file that is begun beside its place. */
export interface BegunFile {
  readonly path: string;
  /** Open, to be written to. */
  readonly file: number;
  /** Nothing is left of it, or it has its own name by now. */
  end(): void;
}

/**
 * Begins a file beside its place under a name that nobody else gives. What a process of this machine had begun for the same place and
 * never ended is cleared away first: that process is no more. What another one still writes stays, and so does all else.
 *
 * @throws what the system says: a full disk, a place that cannot be written
 */
export function begunFile(place: string): BegunFile {
  for (const left of leftFor(place)) rmSync(left, { force: true });
  const path = `${place}.${MACHINE}-${process.pid}-${randomBytes(8).toString('hex')}.fullmoon.part`;
  const file = openSync(path, 'wx', 0o600);
  unended.add(path);
  return {
    path, file,
    end: () => {
      rmSync(path, { force: true });
      unended.delete(path);
    },
  };
}

function leftFor(place: string): readonly string[] {
  const [folder, start] = [dirname(place), `${basename(place)}.`];
  return entriesOf(folder).flatMap((entry) => {
    const [, machine, process = ''] = entry.name.startsWith(start) ? BEGUN.exec(entry.name.slice(start.length)) ?? [] : [];
    const path = join(folder, entry.name);
    return entry.isFile() && machine === MACHINE && !isBeingWritten(path, Number(process)) ? [path] : [];
  });
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    // It can perhaps be written to all the same; where not, that is told when it is tried.
    return [];
  }
}

/** A process with the number of this one may have been another before it. */
const isBeingWritten = (path: string, pid: number): boolean => (pid === process.pid ? unended.has(path) : isRunning(pid));

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (thrown) {
    // A process of somebody else may not be asked, but is there.
    return thrown instanceof Error && 'code' in thrown && thrown.code !== 'ESRCH';
  }
}
