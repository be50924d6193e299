/** The bare loops of assemble.ts. */

export const CLAMPS_BELOW = 1;
export const CLAMPS_ABOVE = 2;

/**
 * HU (or stored value) of every word that a sample can be, clamped to int16; tells at which ends any had to
 * be.
 */
export function fillTable(
  table: Int16Array, lowBit: number, bits: number, isSigned: boolean, isSwapped: boolean, slope: number,
  intercept: number,
): number {
  const mask = 2 ** bits - 1;
  const negative = isSigned ? 2 ** (bits - 1) : Infinity;
  let clamps = 0;
  for (let word = 0; word < table.length; word += 1) {
    let value = (word >>> lowBit) & mask;
    if (value >= negative) value -= mask + 1;
    const exact = Math.round(slope * value + intercept);
    const at = isSwapped ? ((word & 255) << 8) | (word >>> 8) : word;
    table[at] = exact < -32768 ? -32768 : exact > 32767 ? 32767 : exact;
    if (exact < -32768) clamps |= CLAMPS_BELOW;
    if (exact > 32767) clamps |= CLAMPS_ABOVE;
  }
  return clamps;
}

/**
 * Looks every word up. `words` and `out` may be the same memory. Four at a time and one function a type: a
 * plain loop over both runs at a sixth of the speed once Node's middle compiler has taken it.
 */
export function mapBytes(words: Uint8Array, table: Int16Array, out: Int16Array): void {
  const count = out.length;
  const whole = count & ~3;
  for (let at = 0; at < whole; at += 4) {
    const a = table[words[at]!]!;
    const b = table[words[at + 1]!]!;
    const c = table[words[at + 2]!]!;
    const d = table[words[at + 3]!]!;
    out[at] = a;
    out[at + 1] = b;
    out[at + 2] = c;
    out[at + 3] = d;
  }
  for (let at = whole; at < count; at += 1) out[at] = table[words[at]!]!;
}

export function mapWords(words: Uint16Array, table: Int16Array, out: Int16Array): void {
  const count = out.length;
  const whole = count & ~3;
  for (let at = 0; at < whole; at += 4) {
    const a = table[words[at]!]!;
    const b = table[words[at + 1]!]!;
    const c = table[words[at + 2]!]!;
    const d = table[words[at + 3]!]!;
    out[at] = a;
    out[at + 1] = b;
    out[at + 2] = c;
    out[at + 3] = d;
  }
  for (let at = whole; at < count; at += 1) out[at] = table[words[at]!]!;
}

/**
 * Adds the constant to the masked words with their sign, two words at a time: a third of the time of the
 * table. `words` and `out` may be the same memory, seen as pairs.
 *
 * @returns whether any value lies outside -16384 to 16383 (its bits 14 and 15 differ): then `placeFar` has to
 *   be asked
 */
export function shiftWords(
  words: Int32Array, out: Int32Array, mask: number, sign: number, add: number,
): boolean {
  const bothMask = mask | (mask << 16);
  const bothSign = sign | (sign << 16);
  const bothAdd = (add & 0xffff) | (add << 16);
  // The top bit of each word is added without its carry, which would run over into the other word.
  const lowAdd = bothAdd & 0x7fff7fff;
  const count = out.length;
  let far = 0;
  for (let at = 0; at < count; at += 1) {
    const pair = (words[at]! & bothMask) ^ bothSign;
    const sum = (((pair & 0x7fff7fff) + lowAdd) | 0) ^ ((pair ^ bothAdd) & 0x80008000);
    far |= sum ^ (sum << 1);
    out[at] = sum;
  }
  return (far & 0x80008000) !== 0;
}

/** HU by the table of what `shiftWords` has made, of which the words can be told again. */
export function placeFar(
  out: Int16Array, table: Int16Array, mask: number, sign: number, add: number,
): void {
  const count = out.length;
  for (let at = 0; at < count; at += 1) out[at] = table[((out[at]! - add) ^ sign) & mask]!;
}

/** How many voxels have that value. */
export function countOf(voxels: Int16Array, value: number): number {
  const first = voxels.indexOf(value);
  const length = first < 0 ? 0 : voxels.length;
  let count = 0;
  for (let at = first; at < length; at += 1) count += voxels[at] === value ? 1 : 0;
  return count;
}

/** Takes away the bits outside the mask. */
export function maskWords(words: Uint16Array, mask: number): void {
  const count = words.length;
  for (let at = 0; at < count; at += 1) words[at] = words[at]! & mask;
}

/** Stored values of words, without rescale; the output's type carries the sign. */
export function unpackWords(
  words: Uint8Array | Uint16Array, out: Uint8Array | Uint16Array | Int16Array, lowBit: number, bits: number,
  isSigned: boolean, isSwapped: boolean,
): void {
  const mask = 2 ** bits - 1;
  const signBit = isSigned ? 2 ** (bits - 1) : 0;
  const count = words.length;
  for (let at = 0; at < count; at += 1) {
    const word = words[at]!;
    const value = ((isSwapped ? ((word & 255) << 8) | (word >>> 8) : word) >>> lowBit) & mask;
    out[at] = (value ^ signBit) - signBit;
  }
}
