import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openQuickHeaders } from '../host/dicom/quickHeaders.ts';
import { mkdtempSync, rmSync } from '../host/files/fileSystem.ts';
import { openSource } from '../host/files/source.ts';
import { sourceSentence } from '../host/files/words.ts';
import { examined, type Examined } from '../host/import/examined.ts';
import { gathered, type Gathered } from '../host/import/gather.ts';
import { CANCELLED, refused, type Call, type Outcome } from './outcome.ts';

/** A source as it was read, with its series examined. */
export interface ReadSource {
  readonly found: Gathered;
  readonly seen: Examined;
  /** Real place of a name, as a person would look for it. */
  placeOf(name: string): string;
}

/**
 * Reads a source, hands it to `use` while its files are there, and clears up whatever was unpacked. Refused
 * where the source cannot be read, and where the user has had enough before it was.
 */
export async function withSource(
  call: Call, path: string, use: (source: ReadSource) => Promise<Outcome>,
): Promise<Outcome> {
  let scratch: string | null = null;
  const clear = (): void => { if (scratch !== null) rmSync(scratch, { recursive: true, force: true }); };
  const needed = (): string => {
    scratch ??= mkdtempSync(join(tmpdir(), 'fullmoon-'));
    return scratch;
  };
  process.once('exit', clear);
  // A second thread takes longer to start than hundreds of files take to read.
  const pool = openQuickHeaders(async () => (await import('../host/dicom/headerPool.ts')).openHeaderPool(1));
  try {
    const opened = await openSource(path, needed);
    if (!opened.ok) return refused({ code: opened.failure.code, message: sourceSentence(opened.failure) });
    const source = opened.value;
    try {
      const found = await gathered(source, pool, call.signal, progressTo(call));
      const seen = await examined(found.images, found.lost, call.signal);
      if (call.signal.aborted) return refused(CANCELLED);
      const placeOf = (name: string): string => (source.kind === 'folder' ? join(path, name)
        : source.kind === 'zip' ? name : name === source.name ? path : join(resolve(path), '..', name));
      return await use({ found, seen, placeOf });
    } finally {
      await source.close();
    }
  } finally {
    await pool.close();
    process.off('exit', clear);
    clear();
  }
}

/** A line on standard error at most every two seconds; short work stays silent. */
function progressTo({ say }: Call): (phase: string, count: number, of: number) => void {
  let last = performance.now();
  return (phase, count, of) => {
    if (performance.now() - last < 2_000) return;
    last = performance.now();
    say(`${phase}: ${count} of ${of} files`);
  };
}
