import type { HeaderLimits } from '../../../core/dicom/limits.ts';
import { markSame } from './elementScan.kernel.ts';
import type { Scan } from './elementScan.ts';

/** A part of a header that is made from these elements alone, and the last one made. */
export interface Part<T> {
  readonly tags: readonly number[];
  /** Where the tags lie in the memory. */
  slots: readonly number[] | null;
  last: { value: T; file: number } | null;
}

/** A part to be kept from file to file. The tags must be all that it is made from. */
export const part = <T>(tags: readonly number[]): Part<T> => ({ tags, slots: null, last: null });

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
  #form: string | boolean = '';
  #limits: HeaderLimits | null = null;
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
   * @param bytes - of the data set, from the start of the file
   * @param form - with `limits` whatever else decides how the elements are read
   */
  see(bytes: Uint8Array, scan: Scan, form: string | boolean, limits: HeaderLimits): void {
    if (form === this.#form && limits === this.#limits) {
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
    this.#form = form;
    this.#limits = isRemembered ? limits : null;
    this.#file += 1;
  }

  /** The part as it was where none of its elements has changed since the file before, else newly made. */
  kept<T>(wanted: Part<T>, make: () => T): T {
    const { last } = wanted;
    wanted.slots ??= wanted.tags.map((tag) => this.#slots.get(tag) ?? -1);
    const isKept = last !== null && last.file === this.#file - 1 && this.#areSame(wanted.slots);
    const value = isKept ? last.value : make();
    if (last === null) wanted.last = { value, file: this.#file };
    else {
      last.value = value;
      last.file = this.#file;
    }
    return value;
  }

  #areSame(slots: readonly number[]): boolean {
    for (const slot of slots) if (this.#isSame[slot] !== 1) return false;
    return true;
  }
}
