import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { contract } from '../../core/contract/contract.ts';
import { failureWords, type AnyFailure } from '../../renderer/words.ts';

/** Every code that a method of the contract can fail with, read from its schemas. */
function codesOf(schema: z.ZodType): readonly string[] {
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => codesOf(option as z.ZodType));
  if (!(schema instanceof z.ZodObject)) return [];
  const code: unknown = schema.shape['code'];
  if (code instanceof z.ZodLiteral) return [...code.values].map(String);
  return code instanceof z.ZodEnum ? code.options.map(String) : [];
}
const contractCodes = [...new Set(Object.values(contract).flatMap(({ failure }) => codesOf(failure)))];
const otherCodes = [
  'carriage/unreachable',
  'carriage/bad-input',
  'carriage/host-fault',
  'upload/not-found',
  'upload/bad-name',
  'upload/too-large',
  'upload/too-many',
  'upload/not-written',
  'upload/not-read',
];
/** A failure with every fact that any of them carries. */
const failureOf = (code: string): AnyFailure =>
  ({
    code,
    reasons: ['Slices are missing.'],
    reason: 'It is cut short.',
    neededBytes: 8_000_000_000,
    limitBytes: 4_000_000_000,
    freeBytes: 3_000_000,
    issues: ['name: too long'],
    incident: 'inc-7',
    why: 'token',
    // Said by whoever failed: another one for each.
    message: `Point 2 lies outside the volume (${code.replace('/', ', ')}). Set it inside.`,
  }) as unknown as AnyFailure;

describe('words for failures', () => {
  it.each([...contractCodes, ...otherCodes])(
    '%s: whole sentences that say what is wrong and what to do',
    (code) => {
      const words = failureWords(failureOf(code));
      expect(words).toMatch(/^[A-Z].+[.]$/);
      expect(words.split(/[.;!?] /).length, words).toBeGreaterThanOrEqual(2);
      expect(words).not.toMatch(/undefined|null|\[object|NaN/);
      expect(words).not.toContain(code);
    },
  );

  it('has other words for each code', () => {
    const all = [...contractCodes, ...otherCodes].map((code) => failureWords(failureOf(code)));
    expect(new Set(all).size).toBe(all.length);
  });

  it('tells a lost permission, a foreign page and an old page apart', () => {
    const words = (['token', 'origin', 'version'] as const).map((why) =>
      failureWords({ code: 'carriage/refused', why }),
    );
    expect(new Set(words).size).toBe(3);
  });

  it('carries the facts of the failure', () => {
    expect(
      failureWords({ code: 'series/too-large', neededBytes: 8_000_000_000, limitBytes: 4_000_000_000 }),
    ).toContain('8.0 GB');
    expect(failureWords({ code: 'carriage/host-fault', incident: 'inc-7' })).toContain('inc-7');
  });
});
