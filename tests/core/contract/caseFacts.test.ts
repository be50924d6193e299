import { describe, expect, it } from 'vitest';
import { readCaseFacts, type FactFault } from '../../../core/contract/caseFacts.ts';
import { FACT_PATHS, factRow, type FactKind } from '../../../core/lesion/caseFacts.ts';

const faults = (value: unknown): readonly FactFault[] => {
  const read = readCaseFacts(value);
  return read.ok ? [] : read.failure.faults;
};
const at = (path: string, value: unknown): unknown => {
  const [group = '', leaf] = path.split('.');
  return leaf === undefined ? { [group]: value } : { [group]: { [leaf]: value } };
};

/** Values that a kind of fact takes, and those that it refuses: as wrong type, and as impossible. */
function samples(kind: FactKind): {
  readonly takes: readonly unknown[];
  readonly types: readonly unknown[];
  readonly values: readonly unknown[];
} {
  switch (kind.is) {
    case 'choice':
      return { takes: kind.of, types: [true, 1, []], values: [`${kind.of[0]}x`, ''] };
    case 'yes-no':
      return { takes: [true, false], types: ['yes', 0, 1, {}], values: [] };
    case 'number':
      return {
        takes: [kind.least, kind.most, ...(kind.orWord === undefined ? [] : [kind.orWord])],
        types: [true, [], {}, ...(kind.orWord === undefined ? ['12'] : [])],
        values: [
          kind.least - 1,
          kind.most + 1,
          Infinity,
          NaN,
          ...(kind.whole === true ? [0.5] : []),
          ...(kind.orWord === undefined ? [] : ['long']),
        ],
      };
    case 'choices':
      return { takes: [[], [...kind.of]], types: [kind.of[0], [1], {}], values: [['x']] };
    case 'text':
      return { takes: ['OM1'], types: [1, true, []], values: ['', 'x'.repeat(201)] };
    case 'texts':
      return { takes: [[], ['Corsair']], types: ['Corsair', [1]], values: [['']] };
    case 'stretches':
      return {
        takes: [[], [[3, 5]], [[3, 3]]],
        types: [3, [3, 5], [[3]], [['a', 'b']]],
        values: [[[5, 3]], [[-1, 3]], [[3, 501]]],
      };
  }
}

describe.each(FACT_PATHS.map((path) => [path, samples(factRow(path).kind)] as const))(
  '%s',
  (path, { takes, types, values }) => {
    it('takes its values, null, and its absence', () => {
      for (const value of [...takes, null])
        expect(readCaseFacts(at(path, value))).toEqual({ ok: true, value: at(path, value) });
    });
    it('refuses wrong types and impossible values by its name', () => {
      for (const [code, wrong] of [
        ['facts/wrong-type', types],
        ['facts/impossible-value', values],
      ] as const) {
        for (const value of wrong) {
          const [fault, ...more] = faults(at(path, value));
          expect(more).toEqual([]);
          expect([fault?.fact, fault?.code, value]).toEqual([path, code, value]);
          expect(fault?.message).toMatch(
            new RegExp(`^${path.replace('.', '\\.')} is .*, but must be .*\\.$`),
          );
        }
      }
    });
  },
);

describe('a case', () => {
  it('is an object of facts, also of none', () => {
    expect(readCaseFacts({})).toEqual({ ok: true, value: {} });
    expect([[], 3, 'x', null, true].map((value) => faults(value).map(({ message }) => message))).toEqual(
      ['[]', '3', '"x"', 'null', 'true'].map((shown) => [`A case must be an object of facts, not ${shown}.`]),
    );
  });
  it('names each fault in a sentence of its own', () => {
    expect(
      faults({
        ageYears: 7,
        occlusionLengthMm: { ct: -3 },
        ctCalcium: { maxArcDeg: 400, arc: 3 },
        lenght: 20,
      }).map(({ code, message }) => [code, message]),
    ).toEqual([
      ['facts/impossible-value', 'ageYears is 7, but must be a number from 18 to 120 years.'],
      ['facts/impossible-value', 'occlusionLengthMm.ct is -3, but must be a number from 0 to 300 mm.'],
      ['facts/impossible-value', 'ctCalcium.maxArcDeg is 400, but must be a number from 0 to 360°.'],
      ['facts/unknown-name', 'There is no fact called "ctCalcium.arc". Correct the name or leave it out.'],
      ['facts/unknown-name', 'There is no fact called "lenght". Correct the name or leave it out.'],
    ]);
  });
  it('says what each kind of fact must be', () => {
    const told = (value: unknown) => faults(value)[0]?.message.replace(/^.* must be /, '');
    expect([
      told({ sex: 'f' }),
      told({ ostial: 1 }),
      told({ durationMonths: 'x' }),
      told({ collaterals: { rentrop: 1.5 } }),
      told({ skills: ['x'] }),
      told({ branch: '' }),
      told({ devices: [1] }),
      told({ ctCalcium: { freeWindowsMm: [[2, 1]] } }),
    ]).toEqual([
      'one of "F", "M".',
      'true or false.',
      'a number from 0 to 1200 months, or "unknown".',
      'a whole number from 0 to 3.',
      'a list of "ADR", "RDR", "RA", "OA", "laser", "IVL".',
      'a text of 1 to 200 characters.',
      'a list of texts of 1 to 200 characters.',
      'a list of [from, to], each from 0 to 500 mm, from not beyond to.',
    ]);
  });
  it('refuses names that every object has', () => {
    expect(
      faults(JSON.parse('{"__proto__":{"ageYears":7},"constructor":1,"toString":2}'))
        .map(({ fact }) => fact)
        .toSorted(),
    ).toEqual(['__proto__', 'constructor', 'toString']);
    expect(faults(JSON.parse('{"ctCalcium":{"__proto__":3}}')).map(({ fact }) => fact)).toEqual([
      'ctCalcium.__proto__',
    ]);
    expect(faults(JSON.parse('{"ranges":{"hasOwnProperty":[1,2]}}')).map(({ code }) => code)).toEqual([
      'facts/unknown-name',
    ]);
  });
  it('refuses a group that is no object, by its name', () => {
    const ivus =
      'an object of its facts: depth, pattern, arcDeg, lengthMm, ring, nodule, vesselMm, mlaReduced';
    expect(
      [faults({ ivus: 3 }), faults({ ivus: [] }), faults({ ranges: 3 })].map(([fault]) => fault),
    ).toEqual([
      { fact: 'ivus', code: 'facts/wrong-type', message: `ivus is 3, but must be ${ivus}.` },
      { fact: 'ivus', code: 'facts/wrong-type', message: `ivus is [], but must be ${ivus}.` },
      {
        fact: 'ranges',
        code: 'facts/wrong-type',
        message: 'ranges is 3, but must be an object of [lo, hi] by the paths of facts.',
      },
    ]);
    expect(faults({ bendInOcclusionDeg: 50 })[0]?.message).toBe(
      'bendInOcclusionDeg is 50, but must be an object of its facts: ct, angio.',
    );
    expect(readCaseFacts({ ivus: null, ranges: null }).ok).toBe(true);
  });
  it('shortens what it repeats of a value', () => {
    expect(faults({ sex: 'x'.repeat(1000) })[0]?.message.length).toBeLessThan(140);
    expect(faults({ plannedStrategies: Array.from({ length: 5000 }, () => 'x') })[0]?.message).toContain(
      'plannedStrategies is a list of 5000, but',
    );
  });
  it('shows no more of what lies deep, however deep it goes', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    expect(faults(deep)[0]?.message).toBe('A case must be an object of facts, not [[[…]]].');
    expect(faults({ ageYears: deep })[0]?.message).toContain('ageYears is [[[…]]], but');
    expect(faults({ ageYears: { a: { b: { c: 1 } } } })[0]?.message).toContain('is {"a":{"b":{"c":1}}}, but');
    expect(faults({ sex: { a: { b: { c: {} } } } })[0]?.message).toContain('is {"a":{"b":{"c":…}}}, but');
  });
  it('judges no combination: that is for the scores and rules to mark', () => {
    expect(
      readCaseFacts({ ctCalcium: { fullMoon: true, maxCsaPercent: 10 }, vessel: 'LM', branch: 'OM1' }).ok,
    ).toBe(true);
  });
});

describe('ranges', () => {
  it('belong to numbers, ordered and possible', () => {
    expect(
      readCaseFacts({ ranges: { 'ctCalcium.maxArcDeg': [0, 360], 'ageYears': [70, 70], 'oct.arcDeg': null } })
        .ok,
    ).toBe(true);
    const told = (ranges: unknown) => faults({ ranges }).map(({ fact, code }) => [fact, code]);
    expect([
      told({ 'ctCalcium.maxArcDeg': [30, 20] }),
      told({ 'ctCalcium.maxArcDeg': [0, 361] }),
      told({ 'ageYears': [70] }),
      told({ 'ageYears': 70 }),
      told({ sex: [1, 2] }),
      told({ ctCalcium: { maxArcDeg: [1, 2] } }),
    ]).toEqual([
      [['ranges.ctCalcium.maxArcDeg', 'facts/impossible-value']],
      [['ranges.ctCalcium.maxArcDeg', 'facts/impossible-value']],
      [['ranges.ageYears', 'facts/wrong-type']],
      [['ranges.ageYears', 'facts/wrong-type']],
      [['ranges.sex', 'facts/unknown-name']],
      [['ranges.ctCalcium', 'facts/unknown-name']],
    ]);
    expect(faults({ ranges: { ageYears: [80, 70] } })[0]?.message).toBe(
      'ranges.ageYears is [80,70], but must be [lo, hi], each from 18 to 120 years, lo not above hi.',
    );
    expect(faults({ ranges: { sex: [1, 2] } })[0]?.message).toBe(
      'There is no measured fact called "sex" that could have a range. ' +
        'Correct the name or leave it out.',
    );
  });
});

describe('places', () => {
  it('are mm from the proximal cap of facts that are numbers, each checked by its name', () => {
    expect(readCaseFacts({ places: { 'ctCalcium.maxCsaPercent': 14, 'ctCalcium.maxArcDeg': 0, 'oct.arcDeg': null } }).ok).toBe(true);
    expect([readCaseFacts({ places: null }).ok, readCaseFacts({ places: {} }).ok]).toEqual([true, true]);
    const told = (places: unknown) => faults({ places }).map(({ fact, code }) => [fact, code]);
    expect([told({ 'ctCalcium.maxArcDeg': -1 }), told({ 'ctCalcium.maxArcDeg': 501 }), told({ 'ctCalcium.maxArcDeg': NaN })])
      .toEqual(Array.from({ length: 3 }, () => [['places.ctCalcium.maxArcDeg', 'facts/impossible-value']]));
    expect([told({ 'ctCalcium.maxArcDeg': '14' }), told({ 'ctCalcium.maxArcDeg': [14] }), told({ sex: 1 }), told({ toString: 1 }), told([])])
      .toEqual([
        [['places.ctCalcium.maxArcDeg', 'facts/wrong-type']], [['places.ctCalcium.maxArcDeg', 'facts/wrong-type']],
        [['places.sex', 'facts/unknown-name']], [['places.toString', 'facts/unknown-name']], [['places', 'facts/wrong-type']],
      ]);
    expect([{ 'ctCalcium.maxArcDeg': -1 }, { sex: 1 }, 3].map((places) => faults({ places })[0]?.message)).toEqual([
      'places.ctCalcium.maxArcDeg is -1, but must be a number from 0 to 500 mm.',
      'There is no measured fact called "sex" that could have a place. Correct the name or leave it out.',
      'places is 3, but must be an object of mm from the proximal cap by the paths of facts.',
    ]);
  });
});
