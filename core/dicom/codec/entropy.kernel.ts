/** Entropy-coded bytes of JPEG scans, and tables that turn bits into symbols. Imports nothing. */

// Bytes of zero kept behind the data, so that a look-ahead of four bytes never leaves it.
const TAIL = 16;

export interface EntropyBytes {
  readonly view: DataView;
  // First byte of each stretch between restart markers, and the end of the last one.
  readonly starts: readonly number[];
  readonly end: number;
}

// Removes byte stuffing; stretches between restart markers begin at the bytes noted in `starts`.
export function unstuffed(bytes: Uint8Array, from: number): EntropyBytes {
  const out = new Uint8Array(bytes.length - from + TAIL);
  const starts = [0];
  let to = 0;
  let at = from;
  for (;;) {
    let mark = bytes.indexOf(255, at);
    if (mark < 0) mark = bytes.length;
    // Short stretches are the rule, and a loop copies them faster than a call.
    if (mark - at < 48) {
      for (let n = at; n < mark; n += 1) {
        out[to] = bytes[n]!;
        to += 1;
      }
    } else {
      out.set(bytes.subarray(at, mark), to);
      to += mark - at;
    }
    if (mark + 1 >= bytes.length) break;
    const marker = bytes[mark + 1]!;
    if (marker === 0) {
      out[to] = 255;
      to += 1;
      at = mark + 2;
    } else if (marker >= 0xd0 && marker <= 0xd7) {
      starts.push(to);
      at = mark + 2;
    } else if (marker === 255) {
      at = mark + 1;
    } else {
      break;
    }
  }
  return { view: new DataView(out.buffer), starts, end: to };
}

// For every 16 bits that may come next: length of the code they begin with, and its symbol above; 0 where
// there is none.
export function symbolTable(counts: Uint8Array, symbols: Uint8Array): Uint16Array {
  const table = new Uint16Array(0x10000);
  let code = 0;
  let next = 0;
  for (let length = 1; length <= 16; length += 1) {
    const span = 1 << (16 - length);
    for (let n = 0; n < counts[length - 1]!; n += 1) {
      table.fill((symbols[next]! << 8) | length, code, code + span);
      code += span;
      next += 1;
    }
  }
  return table;
}

// The same for the next few bits, with the difference that follows the code read at once: difference above,
// total length in the low 6 bits; 0 where code and difference do not fit into so few bits.
export function differenceTable(symbolOf: Uint16Array, bits: number): Int32Array {
  const table = new Int32Array(1 << bits);
  for (let ahead = 0; ahead < table.length; ahead += 1) {
    const entry = symbolOf[ahead << (16 - bits)]!;
    const length = entry & 255;
    const size = entry >> 8;
    if (length === 0 || size > 15 || length + size > bits) continue;
    const extra = (ahead >> (bits - length - size)) & ((1 << size) - 1);
    const difference = size === 0 ? 0 : extra < 1 << (size - 1) ? extra - (1 << size) + 1 : extra;
    table[ahead] = difference * 64 + length + size;
  }
  return table;
}
