/** The bare loops of assemble.ts. */

/** HU (or stored value) of every word that a sample can be, clamped to int16; `outside` marks the words it was clamped for. */
export function fillTable(
  table: Int16Array, outside: Uint8Array, lowBit: number, bits: number, isSigned: boolean, isSwapped: boolean,
  slope: number, intercept: number,
): boolean {
  const mask = 2 ** bits - 1;
  const negative = isSigned ? 2 ** (bits - 1) : Infinity;
  let isAnyOutside = false;
  for (let word = 0; word < table.length; word += 1) {
    let value = (word >>> lowBit) & mask;
    if (value >= negative) value -= mask + 1;
    const exact = Math.round(slope * value + intercept);
    const clamped = exact < -32768 ? -32768 : exact > 32767 ? 32767 : exact;
    const at = isSwapped ? ((word & 255) << 8) | (word >>> 8) : word;
    table[at] = clamped;
    outside[at] = clamped === exact ? 0 : 1;
    if (clamped !== exact) isAnyOutside = true;
  }
  return isAnyOutside;
}

/** Looks every word up. `words` and `out` may be the same memory. */
export function mapWords(words: Uint8Array | Uint16Array, table: Int16Array, out: Int16Array): void {
  const count = out.length;
  if (words instanceof Uint16Array) {
    for (let at = 0; at < count; at += 1) out[at] = table[words[at]!]!;
  } else {
    for (let at = 0; at < count; at += 1) out[at] = table[words[at]!]!;
  }
}

/** How many of the words are marked. */
export function countMarked(words: Uint8Array | Uint16Array, marked: Uint8Array): number {
  let count = 0;
  for (let at = 0; at < words.length; at += 1) count += marked[words[at]!]!;
  return count;
}

/** Stored values of words, without rescale; the output's type carries the sign. */
export function unpackWords(
  words: Uint8Array | Uint16Array, out: Uint8Array | Uint16Array | Int16Array, lowBit: number, bits: number,
  isSigned: boolean, isSwapped: boolean,
): void {
  const mask = 2 ** bits - 1;
  const signBit = isSigned ? 2 ** (bits - 1) : 0;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at]!;
    const value = ((isSwapped ? ((word & 255) << 8) | (word >>> 8) : word) >>> lowBit) & mask;
    out[at] = (value ^ signBit) - signBit;
  }
}
