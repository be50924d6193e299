import { randomInt } from 'node:crypto';
import { expect, it } from 'vitest';
import { HEADER_FAILURE_CODES } from '../../../../core/dicom/headerFailure.ts';
import type { InstanceHeader } from '../../../../core/dicom/header.ts';
import { seriesIndex } from '../../../../core/dicom/seriesIndex.ts';
import { problemSentence } from '../../../../core/dicom/words.ts';
import { readHeaderFrom } from '../../../../electron/host/dicom/readHeader.ts';
import { DEFLATED, elements, formOf } from './headerBytes.ts';
import { comparable, independentParse } from './independentParse.ts';
import { mutant, SEEDS } from './headerMutators.ts';

/** One mutant through the reader and the gate; what is wrong with how it went, or null. */
function trial(seed: number): string | null {
  const { bytes, made } = mutant(seed);
  const began = performance.now();
  const fault = ((): string | null => {
    try {
      const header = readHeaderFrom(bytes);
      if (!header.ok) return HEADER_FAILURE_CODES.includes(header.failure.code) ? null
        : `code ${header.failure.code}`;
      return impossible(header.value);
    } catch (cause) {
      return `thrown: ${String(cause)}`;
    }
  })();
  const took = performance.now() - began;
  const wrong = took > 2000 ? `took ${took} ms` : fault;
  return wrong === null ? null : `seed ${seed} (${made}): ${wrong}`;
}

/** What no header that was read may hold, whatever the file said. */
function impossible(header: InstanceHeader): string | null {
  const numbers = JSON.stringify(header, (_, value: unknown) =>
    (typeof value === 'number' && !Number.isFinite(value) ? 'not finite' : value));
  if (numbers.includes('not finite')) return 'a number that is none';
  const { image } = header;
  if (image !== null
    && (image.frames.length !== 1
      && image.frames.length > image.format.frames)) return 'more frames than stated';
  if (image !== null
    && (image.format.rows > 8192 || image.format.columns > 8192
      || image.format.frames > 20_000)) return 'beyond the limits';
  const { items } = seriesIndex([header]);
  const problems = items.flatMap(({ geometry }) => geometry.problems);
  const figures = problems.flatMap(({ facts }) => Object.values(facts)).flat().filter((fact) =>
    typeof fact === 'number');
  const said = problems.map(problemSentence).join(' ');
  return items.length === 1 && figures.every(Number.isFinite) && !said.includes('undefined') ? null
    : `index: ${said}`;
}

const failures = (from: number, count: number): readonly string[] =>
  Array.from({ length: count }, (_, n) => trial(from + n)).filter((failure) => failure !== null);

it('reads all the seeds themselves', () => {
  for (const { name, list, syntax } of SEEDS) {
    expect(elements(list, formOf(syntax)).length, name).toBeGreaterThan(20);
  }
});

it('3,500 mutated files of a fixed seed: no hang, no crash, no refusal without a name', () => {
  expect(failures(1, 3500)).toEqual([]);
});

it('1,500 mutated files of a random seed', () => {
  const seed = randomInt(2 ** 31);
  console.log(`header fuzz: random seed ${seed}`);
  expect(failures(seed, 1500)).toEqual([]);
});

it('what is read from mutants is what an independent parse of the whole file reads', () => {
  const compared = Array.from({ length: 5000 }, (_, n) => n + 1).flatMap((seed) => {
    const { bytes, made } = mutant(seed);
    const header = readHeaderFrom(bytes);
    // Left out: functional groups, and files whose coding is not the stated one, which only we read (with a
    // note).
    if (!header.ok || header.value.image === null || made.startsWith('enhanced')
      || header.value.transferSyntaxUid === DEFLATED
      || header.value.notes.some(({ code }) => code === 'header/other-coding-than-stated')) return [];
    const theirs = independentParse(bytes);
    return theirs === null ? [] : [{ seed, made, ours: comparable(header.value, theirs), theirs }];
  });
  expect(compared.length).toBeGreaterThan(300);
  expect(compared.filter(({ ours, theirs }) => JSON.stringify(ours) !== JSON.stringify(theirs))).toEqual([]);
});

it('reads a file the same whatever file came before it', () => {
  const seeds = Array.from({ length: 1500 }, (_, n) => n + 1);
  const read = (seed: number) => JSON.stringify(readHeaderFrom(mutant(seed).bytes));
  const forwards = new Map(seeds.map((seed) => [seed, read(seed)]));
  const strangers = seeds.toSorted((a, b) => ((a * 7919) % 1511) - ((b * 7919) % 1511)).filter((seed) =>
    read(seed) !== forwards.get(seed));
  // Each after itself: everything that can be kept is kept.
  const again = seeds.filter((seed) =>
    [read(seed), read(seed)].some((header) => header !== forwards.get(seed)));
  expect([strangers, again]).toEqual([[], []]);
});

it('reaches both outcomes: some mutants are read, most are refused for many reasons', () => {
  const outcomes = Array.from({ length: 1000 }, (_, n) => readHeaderFrom(mutant(n + 1).bytes))
    .map((header) => (header.ok ? 'read' : header.failure.code));
  expect(new Set(outcomes).size).toBeGreaterThanOrEqual(9);
  expect(outcomes.filter((outcome) => outcome === 'read').length).toBeGreaterThan(100);
});
