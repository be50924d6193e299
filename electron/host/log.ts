import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { destination, pino, type DestinationStream, type Logger } from 'pino';
import { newId } from './newId.ts';

/**
 * The log of the host. It holds ids, counts and codes: never a name, a patient id, a path or a file name.
 */
export interface Log {
  /** Something that happened, by a code and plain figures or ids. */
  note(event: string, figures: Readonly<Record<string, string | number | boolean | null>>): void;
  /** A bug: gives the incident number that the user can quote. */
  incident(bug: unknown): string;
  close(): void;
}

/** So many characters wait while the log cannot be written; what comes after them is dropped. */
const MOST_WAITING = 1 << 20;

/** Opens `logs/fullmoon.log` of the data folder; nothing is ever sent anywhere. */
export function openLog(dataFolder: string): Log {
  const folder = join(dataFolder, 'logs');
  mkdirSync(folder, { recursive: true });
  const stream = destination({
    dest: join(folder, 'fullmoon.log'), append: true, sync: true, maxLength: MOST_WAITING,
  });
  // A log that cannot be written, on a full disk say, is no reason to end the work; what waits is written later.
  stream.on('error', () => {});
  let isOpen = true;
  return logTo({ write: (line) => { if (isOpen) stream.write(line); } }, () => {
    isOpen = false;
    stream.end();
  });
}

/** A log into any stream; tests read what it wrote. */
export function logTo(stream: DestinationStream, close: () => void = () => {}): Log {
  const logger: Logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, stream);
  return {
    note: (event, figures) => logger.info(figures, event),
    incident: (bug) => {
      const incident = newId('inc').slice(4, 12);
      logger.error({ incident, ...describedBug(bug) }, 'incident');
      return incident;
    },
    close,
  };
}

/** Where nothing can be written: incidents get their numbers all the same. */
export const silentLog = (): Log => ({
  note: () => {},
  incident: () => newId('inc').slice(4, 12),
  close: () => {},
});

/** Kind and place of a bug. Its message may quote what it stumbled over, so only a digest of it is kept. */
function describedBug(bug: unknown): Readonly<Record<string, string | readonly string[]>> {
  if (!(bug instanceof Error)) return { kind: typeof bug };
  const code = 'code' in bug && typeof bug.code === 'string' ? bug.code : 'none';
  const places = (bug.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) =>
      line.trim().replace(/\(?(?:file:\/\/)?\/?\S*\/((?:core|electron|node_modules)\/[^)]+)\)?/, '($1)'),
    );
  return {
    kind: bug.name,
    code,
    message_sha256: createHash('sha256').update(bug.message).digest('hex').slice(0, 16),
    places,
  };
}
