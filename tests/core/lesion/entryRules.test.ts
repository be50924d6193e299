import { describe, expect, it } from 'vitest';
import { entryIdSchema, seriesIdSchema, vesselIdSchema } from '../../../core/contract/ids.ts';
import { pointLps } from '../../../core/geometry/frame.ts';
import type { Entry, EntryContent } from '../../../core/lesion/entry.ts';
import { entryFault } from '../../../core/lesion/entryRules.ts';

const at = pointLps(0, 0, 0);
const vesselOf = (n: number) => vesselIdSchema.parse(`ves_${String(n).padStart(16, '0')}`);
const entry = (n: number, content: EntryContent, vessel: number | null = 1): Pick<Entry, 'id' | 'vessel' | 'content'> =>
  ({ id: entryIdSchema.parse(`ent_${String(n).padStart(16, '0')}`), vessel: vessel === null ? null : vesselOf(vessel), content });
const PATH: EntryContent = {
  kind: 'path', series: seriesIdSchema.parse('ser_0123456789abcdef'), frameOfReferenceUid: null, points: [at], target: null, segment: null,
};
const cap = (which: 'proximal' | 'distal'): EntryContent => ({ kind: 'cap', which, at });
const zone = (which: 'landing' | 'distal-reference'): EntryContent => ({ kind: 'zone', which, from: at, to: at });
const THRESHOLD: EntryContent = { kind: 'threshold', openHu: null, occlusionHu: null };
const MANY: readonly EntryContent[] = [
  { kind: 'contour', which: 'wall', at, outline: [at, at, at] }, { kind: 'review', at, found: null, arcs: null, areas: null, isFullMoon: false, reading: 1 },
  { kind: 'segment', from: at, to: at, note: null }, { kind: 'branch', at, diameter: null, isThere: true }, { kind: 'stent', from: at, to: at },
  { kind: 'ivus', at, arc: null, length: null, depth: null, pattern: null, isNodule: null, note: null }, { kind: 'scores-read', scores: [], facts: [] },
];
const fact = (path: 'ageYears' | 'sex'): EntryContent => ({ kind: 'fact', path, value: null, source: 'stated', by: null, range: null, note: null });
const fault = (code: string, n: number) => ({ code, id: entry(n, PATH).id });

describe('entries stand together', () => {
  it('where each belongs to a vessel that is there, in whatever order', () => {
    expect(entryFault([])).toBeNull();
    expect(entryFault([entry(1, cap('proximal')), entry(2, PATH), entry(3, cap('distal')), entry(4, THRESHOLD)])).toBeNull();
  });
  it.each(MANY)('many of one kind: $kind', (content) => {
    expect(entryFault([entry(1, PATH), entry(2, content), entry(3, content)])).toBeNull();
  });
  it('one of a kind for each end, each vessel and each fact', () => {
    const each = [cap('proximal'), cap('distal'), zone('landing'), zone('distal-reference'), THRESHOLD, fact('ageYears'), fact('sex')];
    expect(entryFault([1, 2].flatMap((vessel) => [PATH, ...each].map((content, n) => entry(10 * vessel + n, content, vessel))))).toBeNull();
    expect(entryFault([entry(1, PATH), entry(2, fact('sex')), entry(3, fact('sex'), null)])).toBeNull();
  });
});

describe('an entry cannot stand', () => {
  it('without its vessel', () => {
    expect(entryFault([entry(1, PATH), entry(2, cap('distal'), 2)])).toEqual(fault('entry/no-vessel', 2));
  });
  it.each([PATH, cap('distal'), THRESHOLD, zone('landing'), ...MANY.filter(({ kind }) => kind !== 'scores-read')])('of the patient alone: $kind', (content) => {
    expect(entryFault([entry(1, PATH), entry(2, content, null)])).toEqual(fault('entry/no-vessel', 2));
  });
  it.each([PATH, cap('distal'), THRESHOLD, zone('landing'), fact('sex')])('beside another of which there can be only one: $kind', (content) => {
    expect(entryFault([...(content === PATH ? [] : [entry(1, PATH)]), entry(2, content), entry(3, content)])).toEqual(fault('entry/already-there', 3));
  });
});
