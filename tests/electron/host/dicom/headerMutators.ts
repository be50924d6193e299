import { BIG, ctElements, DEFLATED, enhancedElements, EXPLICIT, fragments, IMPLICIT, part10, RLE, xaElements,
  type Written } from './headerBytes.ts';

/** A repeatable stream of numbers in [0, 1). @source mulberry32, Tommy Ettinger, public domain */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const text = (tag: number, vr: string, value: string): Written => ({ tag, vr, value });
const reportElements = (): readonly Written[] => ctElements({
  0x00080016: text(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.88.33'), 0x00280010: null, 0x00280011: null,
  0x7fe00010: null,
  0x0040a730: { tag: 0x0040a730, vr: 'SQ',
    value: [[text(0x0040a010, 'CS', 'CONTAINS'), { tag: 0x0040a043, vr: 'SQ',
    value: [[text(0x00080100, 'SH', '121206'), text(0x00080104, 'LO', 'Distance')]] }]] },
});
const directoryElements = (): readonly Written[] => [
  text(0x00080016, 'UI', '1.2.840.10008.1.3.10'), text(0x00041130, 'CS', 'DISC'),
  { tag: 0x00041220, vr: 'SQ',
    value: [[text(0x00041430, 'CS', 'PATIENT'), text(0x00041500, 'CS', 'DIR\\IM1')]] },
].toSorted((a, b) => a.tag - b.tag) as readonly Written[];

type Seed = { readonly name: string; readonly list: readonly Written[]; readonly syntax: string };
/** Small whole files of every kind that an import meets. */
export const SEEDS: readonly Seed[] = [
  { name: 'CT', list: ctElements(), syntax: EXPLICIT },
  { name: 'CT implicit', list: ctElements(), syntax: IMPLICIT },
  { name: 'CT big endian', list: ctElements(), syntax: BIG },
  { name: 'CT deflated', list: ctElements(), syntax: DEFLATED },
  { name: 'CT encapsulated', syntax: RLE,
    list: ctElements({ 0x7fe00010: fragments([new Uint8Array(40), new Uint8Array(12)]) }) },
  { name: 'enhanced CT', list: enhancedElements(), syntax: EXPLICIT },
  { name: 'enhanced CT implicit', list: enhancedElements(), syntax: IMPLICIT },
  { name: 'XA', list: xaElements(), syntax: EXPLICIT },
  { name: 'report', list: reportElements(), syntax: EXPLICIT },
  { name: 'directory', list: directoryElements(), syntax: EXPLICIT },
];

type Random = () => number;
const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
const whole = (random: Random, below: number): number => Math.floor(random() * below);
const LENGTHS = [0, 1, 7, 0x7fff, 0xffff, 0x7fffffff, 0xfffffffe, 0xffffffff];
const VRS = ['AE', 'DS', 'FD', 'IS', 'OB', 'OW', 'PN', 'SQ', 'UI', 'UL', 'UN', 'US', 'UT', 'OV', 'ZZ', '??',
  '\0\0'];
const TAGS = [0xfffee000, 0xfffee00d, 0xfffee0dd, 0x7fe00010, 0x00080005, 0x00020010, 0x52009230, 0xffffffff,
  0];
const NUMBERS = ['1e999', 'NaN', '-', '9'.repeat(70), '\\\\\\\\', '1e-400', '0x10', '+', '.', '\0\0\0\0',
  '-0', ' '];
const SYNTAXES = [EXPLICIT, IMPLICIT, BIG, DEFLATED, RLE, '1.2.840.10008.1.2.4.90', '1.2.3', '',
  '1.2.840.10008.1.2.4.110'];

/** What is changed before the file is written. */
type ListMutator = (list: readonly Written[], random: Random) => readonly Written[];
const at = (list: readonly Written[], place: number, to: (element: Written) =>
  readonly Written[]): readonly Written[] =>
  list.flatMap((element, index) => (index === place ? to(element) : [element]));
const anywhere = (to: (element: Written, random: Random) => readonly Written[]): ListMutator =>
  (list, random) => at(list, whole(random, list.length), (element) => to(element, random));
const nest = (depth: number): Written =>
  ({ tag: 0x00081140, vr: 'SQ', value: depth <= 1 ? [[]] : [[nest(depth - 1)]] });
const withTag = (list: readonly Written[], made: Written): readonly Written[] =>
  [...list.filter(({ tag }) => tag !== made.tag), made].toSorted((a, b) => a.tag - b.tag);

const LIST_MUTATORS: readonly (readonly [name: string, mutate: ListMutator])[] = [
  ['length', anywhere((element, random) => [{ ...element, statedLength: pick(random, LENGTHS) }])],
  ['VR', anywhere((element, random) => [{ ...element, vr: pick(random, VRS),
    value: element.vr === 'SQ' || typeof element.value !== 'string' ? new Uint8Array(8) : element.value }])],
  ['tag', anywhere((element, random) => [{ ...element, tag: pick(random, TAGS) }])],
  ['twice', anywhere((element) => [element, element])],
  ['delimiters',
    anywhere((element, random) =>
      [element, { tag: pick(random, TAGS.slice(0, 3)), vr: pick(random, ['UN', '\0\0']),
        value: new Uint8Array(0) }])],
  ['order', (list, random) => list.toSorted(() => random() - 0.5)],
  ['numbers', anywhere((element, random) =>
    [{ ...element, vr: element.vr === 'SQ' ? 'LO' : element.vr, value: pick(random, NUMBERS) }])],
  ['nesting', (list, random) => withTag(list, nest(2 ** whole(random, 8)))],
  ['extremes', (list, random) =>
    withTag(list, { vr: 'US', value: [pick(random, [0, 1, 2, 8191, 8192, 8193, 65_535])],
    tag: pick(random,
      [0x00280002, 0x00280010, 0x00280011, 0x00280100, 0x00280101, 0x00280102, 0x00280103]) })],
  ['frames', (list, random) =>
    withTag(list,
      text(0x00280008, 'IS', pick(random, ['0', '-1', '20001', '2147483647', '99999999999', 'x', '7'])))],
];

/** What is changed in the bytes. */
type ByteMutator = (bytes: Uint8Array, random: Random) => Uint8Array;
const BYTE_MUTATORS: readonly (readonly [name: string, mutate: ByteMutator])[] = [
  ['cut', (bytes, random) => bytes.slice(0, whole(random, bytes.length))],
  ['flips', (bytes, random) => {
    const flipped = bytes.slice();
    for (let n = 1 + whole(random, 16); n > 0; n -= 1) flipped[whole(random, flipped.length)] = whole(random,
      256);
    return flipped;
  }],
  ['insert', (bytes, random) => {
    const place = whole(random, bytes.length);
    const made = Uint8Array.from({ length: 1 + whole(random, 64) }, () =>
      pick(random, [0, 0xff, 0xfe, 0xe0, 0x08, 0x41, whole(random, 256)]));
    return new Uint8Array(Buffer.concat([bytes.subarray(0, place), made, bytes.subarray(place)]));
  }],
  ['group length', (bytes, random) => {
    const lying = bytes.slice();
    if (lying.length > 144) lying.set(pick(random, [[0, 0, 0, 0], [0xff, 0xff, 0xff, 0xff], [3, 0, 0, 0]]),
      140);
    return lying;
  }],
  ['fragments', (bytes, random) => {
    const lying = bytes.slice();
    const place = Math.max(0, lying.length - 8 * (1 + whole(random, 12)));
    lying.set(Uint8Array.from({ length: Math.min(4, lying.length - place) }, () =>
      pick(random, [0, 0xff, 0xfe, 0xe0, 0xdd, 0x7f])), place);
    return lying;
  }],
];

/** One mutated file, and how it was made. */
export interface Mutant { readonly bytes: Uint8Array; readonly made: string }

/** The mutant of a seed number: one to four mutators on one of the small files. */
export function mutant(seed: number): Mutant {
  const random = randomFrom(seed);
  const { name, list, syntax } = pick(random, SEEDS);
  let changed = list;
  let stated = syntax;
  const later: ByteMutator[] = [];
  const made = [name];
  for (let n = 1 + whole(random, 4); n > 0; n -= 1) {
    const which = whole(random, LIST_MUTATORS.length + BYTE_MUTATORS.length + 1);
    const [inList, inBytes] = [LIST_MUTATORS[which], BYTE_MUTATORS[which - LIST_MUTATORS.length]];
    if (inList !== undefined) changed = inList[1](changed, random);
    else if (inBytes !== undefined) later.push(inBytes[1]);
    else stated = pick(random, SYNTAXES);
    made.push(inList?.[0] ?? inBytes?.[0] ?? 'syntax');
  }
  const file = part10(changed, syntax);
  const relabelled = stated === syntax ? file : relabel(file, syntax, stated);
  return { bytes: later.reduce((bytes, mutate) => (bytes.length === 0 ? bytes : mutate(bytes, random)),
    relabelled), made: made.join(' + ') };
}

/** The same data set under another transfer syntax, which is a lie. */
function relabel(file: Uint8Array, from: string, to: string): Uint8Array {
  const bytes = Buffer.from(file);
  const place = bytes.indexOf(from, 132, 'latin1');
  if (place < 0) return file;
  const padded = to.length % 2 === 0 ? to : `${to}\0`;
  const length = Buffer.alloc(2);
  length.writeUInt16LE(padded.length);
  const end = place + from.length + (from.length % 2);
  return new Uint8Array(Buffer.concat([bytes.subarray(0, place - 2), length, Buffer.from(padded, 'latin1'),
    bytes.subarray(end)]));
}
