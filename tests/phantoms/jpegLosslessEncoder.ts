/** Collects bits, most significant first; a byte of ones is followed by a zero, as JPEG asks. */
class BitWriter {
  readonly bytes: number[] = [];
  #held = 0;
  #count = 0;

  put(value: number, bits: number): void {
    for (let b = bits - 1; b >= 0; b -= 1) {
      this.#held = (this.#held << 1) | ((value >>> b) & 1);
      this.#count += 1;
      if (this.#count < 8) continue;
      this.bytes.push(this.#held);
      if (this.#held === 0xff) this.bytes.push(0);
      this.#held = 0;
      this.#count = 0;
    }
  }

  finish(): void {
    while (this.#count > 0) this.put(1, 1);
  }
}

const word = (value: number): readonly [number, number] => [value >>> 8, value & 0xff];

/**
 * A picture as lossless JPEG, process 14, first-order prediction (selection value 1).
 *
 * Every difference category has a code of five bits, which is its own number: simple, and valid.
 *
 * @source ITU-T T.81 annex H
 */
export function jpegLossless(samples: Uint16Array | Uint8Array, columns: number, rows: number,
  precision: number): Uint8Array {
  const categories = Array.from({ length: 17 }, (_, n) => n);
  const bits = new BitWriter();
  for (let j = 0; j < rows; j += 1) {
    for (let i = 0; i < columns; i += 1) {
      const at = j * columns + i;
      const first = j === 0 ? 2 ** (precision - 1) : (samples[at - columns] ?? 0);
      const predicted = i === 0 ? first : (samples[at - 1] ?? 0);
      // Differences are taken modulo 65,536, as −32,767 to 32,768.
      const difference = ((((samples[at] ?? 0) - predicted + 32_767) & 0xffff) - 32_767);
      const category = difference === 0 ? 0 : Math.floor(Math.log2(Math.abs(difference))) + 1;
      bits.put(category, 5);
      if (category > 0 && category < 16) bits.put(difference > 0 ? difference : difference + 2 ** category - 1, category);
    }
  }
  bits.finish();
  return Uint8Array.from([
    0xff, 0xd8,
    0xff, 0xc3, ...word(11), precision, ...word(rows), ...word(columns), 1, 1, 0x11, 0,
    0xff, 0xc4, ...word(19 + categories.length), 0, 0, 0, 0, 0, categories.length, 0, 0, 0, 0, 0, 0, 0, 0, 0,
      0, 0, ...categories,
    0xff, 0xda, ...word(8), 1, 1, 0, 1, 0, 0,
    ...bits.bytes, 0xff, 0xd9,
  ]);
}
