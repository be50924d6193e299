import { markSame } from './elementScan.kernel.ts';
import type { Scan } from './elementScan.ts';

/** A part of a header that is made from these elements alone, and the last one made. */
export interface Part<T> {
  readonly tags: readonly number[];
  last: { readonly value: T; readonly file: number } | null;
}

/** A part to be kept from file to file. The tags must be all that it is made from. */
export const part = <T>(tags: readonly number[]): Part<T> => ({ tags, last: null });

/** Headers longer than this are not remembered. */
const MOST_BYTES = 16 * 1024;

/**
 * Remembers the elements of the file before, so that what has not changed is not read again: the slices of a
 * series share nearly all of their header. Equal bytes, written the same way, give an equal part; nothing
 * else is
 * assumed.
 */
export class HeaderMemory {
  readonly #bytes = new Uint8Array(MOST_BYTES);
  readonly #offsets: Float64Array;
  readonly #lengths: Float64Array;
  readonly #vrs: Uint16Array;
  readonly #isSame: Uint8Array;
  readonly #slots: ReadonlyMap<number, number>;
  #context: readonly unknown[] = [];
  #file = 0;

  constructor(scan: Scan) {
    this.#slots = scan.slots;
    this.#offsets = scan.offsets.slice().fill(-1);
    this.#lengths = scan.lengths.slice();
    this.#vrs = scan.vrs.slice();
    this.#isSame = new Uint8Array(scan.wanted.length);
  }

  /**
   * Takes note of a file that was scanned.
   * @param context - whatever else decides how the elements are read; compared by identity
   */
  see(bytes: Uint8Array, scan: Scan, context: readonly unknown[]): void {
    const isSameContext = context.length === this.#context.length
      && context.every((each, at) => each === this.#context[at]);
    if (isSameContext) {
      markSame(this.#isSame, bytes, scan.offsets, scan.lengths, scan.vrs,
        this.#bytes, this.#offsets, this.#lengths, this.#vrs);
    } else {
      this.#isSame.fill(0);
    }
    const end = scan.pixelOffset >= 0 ? scan.pixelOffset : scan.position;
    const isRemembered = end <= MOST_BYTES;
    if (isRemembered) this.#bytes.set(bytes.subarray(0, end));
    this.#offsets.set(scan.offsets);
    this.#lengths.set(scan.lengths);
    this.#vrs.set(scan.vrs);
    this.#context = isRemembered ? context : [null];
    this.#file += 1;
  }

  /** The part as it was where none of its elements has changed since the file before, else newly made. */
  kept<T>(wanted: Part<T>, make: () => T): T {
    const { last, tags } = wanted;
    const isKept = last !== null && last.file === this.#file - 1
      && tags.every((tag) => this.#isSame[this.#slots.get(tag) ?? -1] === 1);
    const value = isKept ? last.value : make();
    wanted.last = { value, file: this.#file };
    return value;
  }
}
