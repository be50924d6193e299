import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { readCaseFacts } from '../../core/contract/caseFacts.ts';
import type { CaseFacts } from '../../core/lesion/caseFacts.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { Question } from './answerTexts.ts';
import { manyAnswers, type ManyAnswers } from './manyAnswers.ts';
import { refused, streamed, usage, type Call, type Outcome, type Refused } from './outcome.ts';

/**
 * A command that answers a question for every case of a FILE: one facts object, or a list of them for a list of
 * answers. All cases are checked before the first answer is given.
 */
export const forCases =
  (name: string, question: Question) =>
  async (call: Call): Promise<Outcome> => {
    const [path, ...rest] = call.args;
    if (path === undefined || rest.length > 0)
      return usage(`${name} takes one FILE: JSON of one facts object, or of a list of them.`);
    const many = manyAnswers(question, sizeOf(path));
    const read = readCases(path);
    if (read.ok) return streamed(answers(read.value, many));
    await many.close();
    return refused(read.failure);
  };

/** Bytes of a file; 0 where it cannot be told, which reading it then says. */
function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}

/** The cases of a file; a single one is not a list. */
type Cases = { readonly isList: boolean; readonly cases: readonly CaseFacts[] };

function readCases(path: string): Result<Cases, Refused> {
  const json = readJson(path);
  if (!json.ok) return json;
  const isList = Array.isArray(json.value);
  const given: readonly unknown[] = Array.isArray(json.value) ? json.value : [json.value];
  const cases: CaseFacts[] = [];
  const faults: CaseFault[] = [];
  for (const [at, value] of given.entries()) {
    const read = readCaseFacts(value);
    if (read.ok) cases.push(read.value);
    else for (const fault of read.failure.faults) faults.push({ case: isList ? at + 1 : null, ...fault });
  }
  return faults.length === 0 ? ok({ isList, cases }) : err(refusedFor(faults));
}

type CaseFault = NonNullable<Refused['faults']>[number];
/** More faults than these are counted, not told: nobody reads them, and they have one cause. */
const TOLD_FAULTS = 20;

function refusedFor(faults: readonly CaseFault[]): Refused {
  const told = faults.slice(0, TOLD_FAULTS);
  const sentences = told.map(({ case: number, message }) =>
    number === null ? message : `Case ${number}: ${message}`);
  const more = faults.length - told.length;
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

async function* answers({ isList, cases }: Cases, many: ManyAnswers): AsyncGenerator<string> {
  let before = isList ? '[' : '';
  try {
    for await (const text of many.texts(cases)) {
      yield `${before}${text}`;
      before = ',';
    }
    if (isList) yield before === ',' ? ']' : '[]';
  } finally {
    await many.close();
  }
}
