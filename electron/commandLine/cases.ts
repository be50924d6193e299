import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { readCaseFacts } from '../../core/contract/caseFacts.ts';
import type { CaseFacts } from '../../core/lesion/caseFacts.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { AnswerText } from './answerText.ts';
import { refused, streamed, usage, type Call, type Outcome, type Refused } from './outcome.ts';

/**
 * A command that answers a question for every case of a FILE: one facts object, or a list of them for a list of
 * answers. All cases are checked before the first answer is given.
 */
export const forCases =
  (name: string, textOf: (call: Call) => AnswerText) =>
  async (call: Call): Promise<Outcome> => {
    const [path, ...rest] = call.args;
    if (path === undefined || rest.length > 0)
      return usage(`${name} takes one FILE: JSON of one facts object, or of a list of them.`);
    const read = readCases(path);
    return read.ok ? streamed(answers(read.value, textOf(call))) : refused(read.failure);
  };

/** The cases of a file; a single one is not a list. */
type Cases = { readonly isList: boolean; readonly cases: readonly CaseFacts[] };

function readCases(path: string): Result<Cases, Refused> {
  const json = readJson(path);
  if (!json.ok) return json;
  const isList = Array.isArray(json.value);
  const given: readonly unknown[] = Array.isArray(json.value) ? json.value : [json.value];
  const cases: CaseFacts[] = [];
  const told: CaseFault[] = [];
  let more = 0;
  for (const [at, value] of given.entries()) {
    const read = readCaseFacts(value);
    if (read.ok) cases.push(read.value);
    else {
      const room = TOLD_FAULTS - told.length;
      for (const fault of read.failure.faults.slice(0, room)) told.push({ case: isList ? at + 1 : null, ...fault });
      more += Math.max(0, read.failure.faults.length - room);
    }
  }
  return told.length === 0 ? ok({ isList, cases }) : err(refusedFor(told, more));
}

type CaseFault = NonNullable<Refused['faults']>[number];
/** More faults than these are counted, neither told nor kept: nobody reads them, and they have one cause. */
const TOLD_FAULTS = 20;

function refusedFor(told: readonly CaseFault[], more: number): Refused {
  const sentences = told.map(({ case: number, message }) =>
    number === null ? message : `Case ${number}: ${message}`);
  if (more > 0) sentences.push(`There are ${more} more faults like these.`);
  return { code: 'facts/refused', message: sentences.join(' '), faults: told };
}

/** Beyond this a file is no list of cases; the text of it must also fit into one string. */
const GREATEST_BYTES = 256 * 1024 * 1024;

function readJson(path: string): Result<unknown, Refused> {
  const name = basename(path);
  const refusal = (code: string, message: string): Result<never, Refused> => err({ code, message });
  let bytes: Buffer;
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined)
      return refusal('cases/not-found', `There is no file ${JSON.stringify(path)}. Check the path.`);
    if (found.isDirectory())
      return refusal('cases/is-a-folder', `${name} is a folder. Name one JSON file of facts.`);
    if (found.size > GREATEST_BYTES)
      return refusal('cases/too-large', `${name} is larger than 256 MiB. Split it into smaller lists.`);
    bytes = readFileSync(path);
  } catch (fault) {
    const code = fault instanceof Error && 'code' in fault ? String(fault.code) : 'unknown';
    return refusal('cases/not-readable', `${name} cannot be read (${code}). Check its permissions.`);
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refusal('cases/not-text', `${name} is no UTF-8 text. Save it as JSON in UTF-8.`);
  }
  if (text.trim() === '')
    return refusal('cases/empty', `${name} is empty. Write one facts object, or a list.`);
  try {
    return ok(JSON.parse(text));
  } catch (fault) {
    const what = (fault instanceof Error ? fault.message : String(fault)).replace(/\s+/g, ' ');
    return refusal('cases/not-json', `${name} is not JSON (${what}). Correct it there.`);
  }
}

/** So many cases are answered at a time: many small answers are slow, one great one fills memory. */
const STRETCH = 64;

/** The answers as JSON text, those of a stretch of cases at a time. */
function* answers({ isList, cases }: Cases, textOf: AnswerText): Generator<string> {
  if (!isList) return yield* cases.map(textOf);
  if (cases.length === 0) yield '[]';
  for (let at = 0; at < cases.length; at += STRETCH) {
    let text = at === 0 ? '[' : ',';
    for (const [n, facts] of cases.slice(at, at + STRETCH).entries()) text += (n === 0 ? '' : ',') + textOf(facts);
    yield at + STRETCH < cases.length ? text : `${text}]`;
  }
}
