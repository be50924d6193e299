/** How a test picture is coded as lossless JPEG. */
export interface LosslessCoding {
  readonly columns: number;
  readonly rows: number;
  readonly precision: number;
  readonly predictor: number;
  readonly pointTransform?: number;
  /** Rows between restart markers; none by default. */
  readonly restartRows?: number;
  readonly components?: number;
  /** One scan a component instead of all in one. */
  readonly isApart?: boolean;
  /** Codes of 1, 2, … 16 bits instead of 5 each: most of them longer than any quick look-up. */
  readonly isSteep?: boolean;
}

class Bits {
  readonly bytes: number[] = [];
  #held = 0;
  #count = 0;

  put(value: number, count: number): void {
    for (let n = count - 1; n >= 0; n -= 1) {
      this.#held = (this.#held << 1) | ((value >> n) & 1);
      this.#count += 1;
      if (this.#count === 8) this.#flushed();
    }
  }

  /** Fills up with ones. */
  align(): void {
    while (this.#count > 0) this.put(1, 1);
  }

  #flushed(): void {
    this.bytes.push(this.#held);
    if (this.#held === 0xff) this.bytes.push(0);
    this.#held = 0;
    this.#count = 0;
  }
}

const word = (value: number): readonly number[] => [value >> 8, value & 255];
const COUNTS = { flat: [0, 0, 0, 0, 17, ...Array<number>(11).fill(0)],
  steep: [...Array<number>(15).fill(1), 2] };

/** Code of each difference category, straight from ITU-T T.81 C.2. */
function codesOf(counts: readonly number[]): readonly (readonly [code: number, length: number])[] {
  const codes: [number, number][] = [];
  let code = 0;
  for (const [n, count] of counts.entries()) {
    for (let k = 0; k < count; k += 1) {
      codes.push([code, n + 1]);
      code += 1;
    }
    code *= 2;
  }
  return codes;
}

/**
 * Writes the definition of the standard out the long way; shares nothing with the decoder.
 * @source ITU-T T.81 annex H
 */
export function losslessJpeg(samples: readonly number[], coding: LosslessCoding): Uint8Array {
  const { columns, rows, precision, predictor, pointTransform = 0, restartRows = 0, components = 1 } = coding;
  const counts = coding.isSteep === true ? COUNTS.steep : COUNTS.flat;
  const codes = codesOf(counts);
  const places = Array.from({ length: components }, (_, n) => n);
  const scans = coding.isApart === true ? places.map((place) => [place]) : [places];
  const out = [
    0xff, 0xd8,
    0xff, 0xc3, ...word(8 + 3 * components), precision, ...word(rows), ...word(columns), components,
    ...places.flatMap((place) => [place + 1, 0x11, 0]),
    0xff, 0xc4, ...word(2 + 17 + 17), 0, ...counts, ...Array.from({ length: 17 }, (_, n) => n),
    ...(restartRows > 0 ? [0xff, 0xdd, ...word(4), ...word(restartRows * columns)] : []),
  ];
  const shifted = samples.map((sample) => sample >> pointTransform);
  const at = (row: number, column: number, place: number): number =>
    shifted[(row * columns + column) * components + place] ?? 0;
  for (const scan of scans) {
    out.push(0xff, 0xda, ...word(6 + 2 * scan.length), scan.length,
      ...scan.flatMap((place) => [place + 1, 0]),
      predictor, 0, pointTransform);
    let bits = new Bits();
    for (let row = 0; row < rows; row += 1) {
      const isFirst = row === 0 || (restartRows > 0 && row % restartRows === 0);
      if (isFirst && row > 0) {
        bits.align();
        out.push(...bits.bytes, 0xff, 0xd0 + ((row / restartRows - 1) % 8));
        bits = new Bits();
      }
      for (let column = 0; column < columns; column += 1) {
        for (const place of scan) {
          const a = at(row, column - 1, place);
          const b = at(row - 1, column, place);
          const c = at(row - 1, column - 1, place);
          const general = [0, a, b, c, a + b - c, a + ((b - c) >> 1), b + ((a - c) >> 1),
            (a + b) >> 1][predictor] ?? 0;
          const prediction = isFirst ? (column === 0 ? 2 ** (precision - pointTransform - 1) : a)
            : column === 0 ? b : general;
          let difference = (at(row, column, place) - prediction) & 0xffff;
          if (difference > 32768) difference -= 65536;
          const category = difference === 32768 ? 16 : difference === 0 ? 0
            : Math.floor(Math.log2(Math.abs(difference))) + 1;
          const [code, length] = codes[category] ?? [0, 0];
          bits.put(code, length);
          if (category < 16) bits.put(difference < 0 ? difference + 2 ** category - 1 : difference, category);
        }
      }
    }
    bits.align();
    out.push(...bits.bytes);
  }
  return Uint8Array.from([...out, 0xff, 0xd9]);
}
