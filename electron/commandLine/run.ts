import { setImmediate } from 'node:timers/promises';
import { CANCELLED, refused, type Call, type Outcome } from './outcome.ts';

/** What can be said, and the options each command takes: `value` has a word after it. */
const COMMANDS: Readonly<Record<string, {
  readonly options: Readonly<Record<string, 'value' | 'flag'>>;
  readonly load: () => Promise<(call: Call) => Promise<Outcome>>;
}>> = {
  scan: { options: {}, load: async () => (await import('./scan.ts')).scan },
  volume: {
    options: { series: 'value', corrected: 'flag', intact: 'flag' },
    load: async () => (await import('./volume.ts')).volume,
  },
  measure: {
    options: { series: 'value', seeds: 'value', facts: 'flag', corrected: 'flag', intact: 'flag' },
    load: async () => (await import('./measure.ts')).measure,
  },
  import: { options: {}, load: async () => (await import('./library.ts')).importInto },
  list: { options: {}, load: async () => (await import('./library.ts')).list },
  annotations: { options: {}, load: async () => (await import('./annotations.ts')).annotations },
  archive: {
    options: { at: 'value', as: 'value', user: 'value', version: 'value', name: 'value', id: 'value', from: 'value', to: 'value' },
    load: async () => (await import('./archive.ts')).archive,
  },
  plan: {
    options: {
      version: 'value', to: 'value', csv: 'flag', pack: 'value', dicom: 'flag', deidentified: 'flag', 'with-images': 'flag', reason: 'value',
    },
    load: async () => (await import('./plans.ts')).plan,
  },
  case: { options: { to: 'value', 'drop-sendings': 'flag' }, load: async () => (await import('./oneCase.ts')).oneCase },
  backup: { options: {}, load: async () => (await import('./backup.ts')).backup },
  restore: { options: {}, load: async () => (await import('./backup.ts')).restore },
  demo: { options: {}, load: async () => (await import('./demo.ts')).demo },
  score: { options: { calcium: 'flag' }, load: async () => (await import('./score.ts')).score },
  strategy: { options: { explain: 'flag' }, load: async () => (await import('./strategy.ts')).strategy },
};

const USAGE = `Usage: npm run --silent fullmoon -- COMMAND
  scan PATH                              what lies in a file, folder, DICOMDIR or zip
  volume PATH --series UID[#n] [--corrected | --intact]
                                         the HU volume of one CT stack: as acquired, after the correction
                                         that scan offers, or its largest part without a gap
  measure PATH --series UID[#n] --seeds FILE [--facts] [--corrected | --intact]
                                         centreline, contours and calcium of one occluded vessel; with --facts
                                         what score and strategy take, and nothing else
  import PATH                            into the library
  list                                   the cases of the library
  annotations CASE                       what is drawn on the images of a case, with its measures
  archive list                           the archives that are configured in the settings
  archive find --at WHERE [--name NAME] [--id ID] [--from DAY] [--to DAY]
                                         the studies of a DICOMweb archive; WHERE is the name of a configured one
                                         or its address, with --user USER, and the password in the environment,
                                         FULLMOON_ARCHIVE_PASSWORD
  archive fetch STUDY --at WHERE         a study of the archive, into the library
  archive send FOLDER --at WHERE [--as TITLE]
                                         the DICOM files of a folder, to the archive; WHERE also as
                                         dicom://TITLE@HOST:PORT, for C-STORE
  archive send PLAN --at NAME [--version N]
                                         a signed plan, by the queue of the library: what does not get there waits
  archive queue                          what waits to be sent, and why
  plan list [TEXT]                       the signed plans, last changed first: by words of name, ID, lesion, day or "J-CTO 3"
  plan show ID [--version N]             a signed plan after its seal was checked; the newest version
  plan export ID --to FOLDER [--version N]
                                         the plan as it was sealed, on paper, with its key images and as DICOM, in a new folder
  plan export ID --pack FILE.zip [--version N] [--dicom] [--deidentified] [--with-images]
                                         a hand-over pack: PDF, DICOM with DICOMDIR, JSON and pictures in one zip; the
                                         DICOM alone; without identity; with the images of the case
  plan withdraw ID --version N --reason TEXT
                                         withdraws a signed version for good; archives that have it are told
                                         by the Fullmoon that runs next
  plan outcomes [--csv]                  how each score holds here, over all confirmed outcomes; with --csv the
                                         procedures behind it as a table that names nobody, in place of JSON
  plan verify                            walks every seal of the library; names the first that does not hold
  case export CASE --to FILE.zip         everything that the library holds of a patient: images, plans, work, audit
  case erase CASE [--drop-sendings]      all of that, out of the library; the audit keeps that it was done. Not out of
                                         backups, exports, archives and the copies that updates keep (library.before-…);
                                         refused while something of it waits to be sent, unless that is to be dropped
  backup TO                              the whole library into a new folder, also while Fullmoon runs
  restore FROM                           a backup into the data folder, where there is no library yet
  demo FOLDER                            writes the demo case as DICOM files
  score FILE [--calcium]                 every score of the facts in a JSON file; the calcium as each sees it
  strategy FILE [--explain]              what the review and the crossing algorithms say of these facts; with
                                         --explain why and why not, what to ask, and the equipment
One JSON value goes to standard output, progress to standard error.
Exit status: 0 done, 1 refused, 2 wrong usage.`;

/**
 * Where the answer and everything else goes. A promise of `out` asks to wait until there is room for more.
 */
export interface Streams { out(line: string): void | Promise<void>; say(line: string): void }

/** Runs one command and gives its exit status. */
export async function run(words: readonly string[], { out, say }: Streams): Promise<0 | 1 | 2> {
  const [name = '', ...rest] = words;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    say(name === '' ? USAGE : `There is no command ${JSON.stringify(name)}.\n${USAGE}`);
    return 2;
  }
  const parsed = parsedWords(rest, command.options);
  if (typeof parsed === 'string') {
    say(`${parsed}\n${USAGE}`);
    return 2;
  }
  const abort = new AbortController();
  const stop = (): void => abort.abort();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  const outcome = await outcomeOf(command.load, { ...parsed, say, signal: abort.signal }, out);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, stop);
  if (outcome.end === 'usage') {
    say(`${outcome.sentence}\n${USAGE}`);
    return 2;
  }
  if (outcome.end !== 'refused' && !abort.signal.aborted) {
    if (outcome.end === 'done') await out(JSON.stringify(outcome.answer));
    return 0;
  }
  const error = outcome.end === 'refused' ? outcome.error : CANCELLED;
  await out(JSON.stringify({ error }));
  say(error.message);
  return 1;
}

/** How a command ends, its streamed answer given, also where it fails in a way that nobody thought of. */
async function outcomeOf(
  load: () => Promise<(call: Call) => Promise<Outcome>>, call: Call, out: Streams['out'],
): Promise<Outcome> {
  try {
    const outcome = await (await load())(call);
    if (outcome.end === 'streamed') {
      for (const line of outcome.lines) {
        await out(line);
        // Else nobody hears a signal, or that the reader has gone, before the last line.
        await setImmediate();
        if (call.signal.aborted) break;
      }
    }
    return outcome;
  } catch (fault) {
    const what = (fault instanceof Error ? fault.message : String(fault)).replace(/\s+/g, ' ');
    return refused({
      code: 'internal', message: `Fullmoon failed unexpectedly (${what}). Please report this.`,
    });
  }
}

/**
 * The words of a command, or the sentence about what is wrong with them. After `--` everything is a plain
 * word.
 */
function parsedWords(
  words: readonly string[], known: Readonly<Record<string, 'value' | 'flag'>>,
): Pick<Call, 'args' | 'options'> | string {
  const args: string[] = [];
  const options: Record<string, string | true> = {};
  const queue = words.values();
  let isPlain = false;
  for (const word of queue) {
    if (isPlain || !word.startsWith('--')) {
      args.push(word);
      continue;
    }
    if (word === '--') {
      isPlain = true;
      continue;
    }
    const [, name = '', given] = /^--([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
    const kind = Object.hasOwn(known, name) ? known[name] : undefined;
    if (kind === undefined) return `There is no option ${JSON.stringify(word)} here.`;
    if (name in options) return `--${name} is given twice.`;
    if (kind === 'flag') {
      if (given !== undefined) return `--${name} takes no value.`;
      options[name] = true;
      continue;
    }
    const next = given ?? queue.next().value;
    if (next === undefined || next === '') return `--${name} needs a value.`;
    options[name] = next;
  }
  return { args, options };
}
