import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CaseFacts } from '../../../core/lesion/caseFacts.ts';
import { scoreCard } from '../../../core/scores/scoreCard.ts';
import { run } from '../../../electron/commandLine/run.ts';
import { tempFolder } from '../../tempFolder.ts';

const main = join(import.meta.dirname, '../../../electron/commandLine/main.ts');

/** What a command says in this process. */
async function fullmoon(...words: readonly string[]) {
  let [out, err] = ['', ''];
  const status = await run(words, {
    out: (line) => {
      out += `${line}\n`;
    },
    say: (line) => {
      err += `${line}\n`;
    },
  });
  return { status, out, err };
}
/** A file with this text, and where it is. */
function fileOf(text: string | Uint8Array, name = 'facts.json'): string {
  const path = join(tempFolder(), name);
  writeFileSync(path, text);
  return path;
}
const CASE: CaseFacts = {
  stump: 'blunt',
  angioCalcium: 'moderate',
  occlusionLengthMm: { angio: 20, ct: 18 },
  ageYears: 70,
  sex: 'M',
  ctCalcium: { maxArcDeg: 200, maxCsaPercent: 47 },
  plannedStrategies: ['AWE', 'RDR'],
  durationMonths: 'unknown',
  ranges: { 'ctCalcium.maxCsaPercent': [41, 58] },
};

describe('score', () => {
  it('answers one object with one card, in the shape of the contract', async () => {
    const { status, out, err } = await fullmoon('score', fileOf(JSON.stringify(CASE)));
    expect([status, err]).toEqual([0, '']);
    const { scores } = JSON.parse(out);
    expect(scores).toHaveLength(17);
    for (const score of scores) {
      expect(score).toMatchObject({
        id: expect.any(String),
        name: expect.any(String),
        applicable: expect.any(Boolean),
        points: { min: expect.any(Number), max: expect.any(Number) },
        range: [expect.any(Number), expect.any(Number)],
        outcome: { name: expect.any(String), cohort: expect.any(String) },
        evidence: expect.stringMatching(/^[ABIM]$/),
        citation: expect.any(String),
      });
      for (const name of ['reason', 'category']) expect(score).toHaveProperty(name);
      for (const name of ['lowPercent', 'highPercent']) expect(score.outcome).toHaveProperty(name);
      for (const item of score.items) {
        expect(Object.keys(item)).toEqual(expect.arrayContaining(['id', 'label', 'value', 'points', 'flag']));
      }
    }
  });
  it('answers a list with a list, in order, and an empty one with an empty one', async () => {
    const { out } = await fullmoon('score', fileOf(JSON.stringify([CASE, {}, CASE])));
    expect(JSON.parse(out)).toEqual(JSON.parse(JSON.stringify([CASE, {}, CASE].map(scoreCard))));
    expect((await fullmoon('score', fileOf('[]'))).out).toBe('[]\n');
    expect(JSON.parse((await fullmoon('score', fileOf('[{}]'))).out)).toHaveLength(1);
  });
  it('hands a long list on in several lines that are one JSON value', async () => {
    const { out } = await fullmoon('score', fileOf(JSON.stringify(Array.from({ length: 200 }, () => CASE))));
    expect(out.trimEnd().split('\n').length).toBeGreaterThan(3);
    expect(JSON.parse(out)).toHaveLength(200);
  });
  it('answers a long list in the order of its cases', async () => {
    const cases = Array.from({ length: 130 }, (_, n) => ({ ...CASE, ageYears: 20 + n / 2 }));
    const { status, out } = await fullmoon('score', fileOf(JSON.stringify(cases)));
    expect([status, JSON.parse(out)]).toEqual([0, JSON.parse(JSON.stringify(cases.map((facts) => scoreCard(facts))))]);
  });
  it('shows the calcium as each score sees it where asked for', async () => {
    const path = fileOf(JSON.stringify([CASE]));
    const [card] = JSON.parse((await fullmoon('score', path, '--calcium')).out);
    expect(card.scores).toHaveLength(17);
    expect(card.calcium).toHaveLength(22);
    expect(card.calcium[1]).toEqual({
      score: 'j-cto-ct',
      item: 'calcification',
      modality: 'CT',
      value: 47,
      points: { min: 0, max: 0 },
      most: 1,
      flag: 'boundary',
    });
    expect(JSON.parse((await fullmoon('score', path)).out)[0]).not.toHaveProperty('calcium');
  });
  it('runs from the command line, also where the reader stops early', async () => {
    const path = fileOf(JSON.stringify(Array.from({ length: 200 }, () => CASE)));
    const child = spawn(process.execPath, [main, 'score', path]);
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    const [first] = await new Promise<readonly [string]>((resolve) => {
      child.stdout.setEncoding('utf8').once('data', (text: string) => {
        child.stdout.destroy();
        resolve([text]);
      });
    });
    const status = await new Promise((resolve) => {
      child.once('close', resolve);
    });
    expect([first.startsWith('[{"scores":['), status, err]).toEqual([true, 0, '']);
  });
  it('stops between two pieces when it is told to', async () => {
    const path = fileOf(JSON.stringify(Array.from({ length: 640 }, () => CASE)));
    let pieces = 0;
    const [said, before]: [string[], number] = [[], process.listenerCount('SIGTERM')];
    const status = await run(['score', path], {
      out: () => {
        pieces += 1;
        // As the system would, once the event loop turns.
        if (pieces === 2) setImmediate(() => process.emit('SIGTERM'));
      },
      say: (line) => { said.push(line); },
    });
    expect([status, said, process.listenerCount('SIGTERM')]).toEqual([1, ['Ended before it was done.'], before]);
    expect(pieces).toBeLessThan(6);
  });
});

describe('score refuses in one plain sentence', () => {
  const refusal = async (path: string) => {
    const { status, out, err } = await fullmoon('score', path);
    const { error } = JSON.parse(out);
    expect([status, err]).toEqual([1, `${error.message}\n`]);
    return error as { readonly code: string; readonly message: string; readonly faults?: readonly unknown[] };
  };
  it('a file that is not there, a folder, and an empty file', async () => {
    expect(await refusal('/no/such.json')).toEqual({
      code: 'cases/not-found',
      message: 'There is no file "/no/such.json". Check the path.',
    });
    const folder = join(tempFolder(), 'cases');
    mkdirSync(folder);
    expect(await refusal(folder)).toEqual({
      code: 'cases/is-a-folder',
      message: 'cases is a folder. Name one JSON file of facts.',
    });
    expect(await refusal(fileOf(' \n'))).toEqual({
      code: 'cases/empty',
      message: 'facts.json is empty. Write one facts object, or a list.',
    });
  });
  it('a file that cannot be read', async () => {
    const path = fileOf('{}');
    chmodSync(path, 0);
    // Root reads everything; then there is nothing to refuse.
    if (process.getuid?.() === 0) return expect((await fullmoon('score', path)).status).toBe(0);
    return expect(await refusal(path)).toMatchObject({ code: 'cases/not-readable' });
  });
  it('what is not JSON, or no text', async () => {
    const broken = await refusal(fileOf('{"ageYears": 70,}'));
    expect(broken.code).toBe('cases/not-json');
    expect(broken.message).toMatch(/^facts\.json is not JSON \(.+\)\. Correct it there\.$/);
    expect(await refusal(fileOf(new Uint8Array([0xff, 0xfe, 0x7b, 0x00])))).toEqual({
      code: 'cases/not-text',
      message: 'facts.json is no UTF-8 text. Save it as JSON in UTF-8.',
    });
  });
  it('a byte order mark is no fault', async () => {
    expect((await fullmoon('score', fileOf('\ufeff{}'))).status).toBe(0);
  });
  it('bad facts, each by its name and case, before any answer is given', async () => {
    expect(await refusal(fileOf('{"ageYears":7,"occlusionLengthMm":{"ct":-3}}'))).toEqual({
      code: 'facts/refused',
      message:
        'ageYears is 7, but must be a number from 18 to 120 years. ' +
        'occlusionLengthMm.ct is -3, but must be a number from 0 to 300 mm.',
      faults: [
        {
          case: null,
          fact: 'ageYears',
          code: 'facts/impossible-value',
          message: 'ageYears is 7, but must be a number from 18 to 120 years.',
        },
        {
          case: null,
          fact: 'occlusionLengthMm.ct',
          code: 'facts/impossible-value',
          message: 'occlusionLengthMm.ct is -3, but must be a number from 0 to 300 mm.',
        },
      ],
    });
    const listed = await refusal(fileOf('[{},{"lenght":3},3]'));
    expect(listed.message).toBe(
      'Case 2: There is no fact called "lenght". Correct the name or leave it out. ' +
        'Case 3: A case must be an object of facts, not 3.',
    );
  });
  it('many bad cases with a count, not a page', async () => {
    const { message, faults } = await refusal(
      fileOf(JSON.stringify(Array.from({ length: 1000 }, () => ({ ageYears: 7 })))),
    );
    expect([faults?.length, message.endsWith('There are 980 more faults like these.')]).toEqual([20, true]);
  });
  it('wrong usage with the usage', async () => {
    for (const words of [['score'], ['score', 'a.json', 'b.json'], ['score', 'a.json', '--series', '1']]) {
      const { status, out, err } = await fullmoon(...words);
      expect([status, out, err.includes('Usage:')]).toEqual([2, '', true]);
    }
  });
});
