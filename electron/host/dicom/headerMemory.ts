import type { HeaderLimits } from '../../../core/dicom/limits.ts';
import { areAsKept, keep, type KeptElements } from './elementScan.kernel.ts';
import { slotFor, type Scan } from './elementScan.ts';

/** A part of a header that is made from these elements alone, and the last one made. */
export interface Part<T> {
  readonly tags: readonly number[];
  /** The elements that the last one was made from; null until one was made. */
  from: KeptElements | null;
  last: Made<T> | null;
}
interface Made<T> { readonly value: T; readonly form: string | boolean; readonly limits: HeaderLimits }

/** A part to be kept from file to file. The tags must be all that it is made from. */
export const part = <T>(tags: readonly number[]): Part<T> => ({ tags, from: null, last: null });

/** Parts made from more bytes than this are made anew each time. */
const MOST_BYTES = 4096;

/**
 * Remembers the parts of headers, so that what has not changed is not read again: the slices of a series
 * share nearly all of their header. Equal bytes, written the same way, give an equal part; nothing else is
 * assumed.
 */
export class HeaderMemory {
  readonly #scan: Scan;
  #bytes: Uint8Array = new Uint8Array(0);
  #form: string | boolean = '';
  #limits: HeaderLimits | null = null;

  constructor(scan: Scan) {
    this.#scan = scan;
  }

  /**
   * Takes note of a file that was scanned.
   * @param bytes - of the data set, from the start of the file
   * @param form - with `limits` whatever else decides how the elements are read
   */
  see(bytes: Uint8Array, form: string | boolean, limits: HeaderLimits): void {
    this.#bytes = bytes;
    this.#form = form;
    this.#limits = limits;
  }

  /** The part as it was where its elements are as they were when it was made, else newly made. */
  kept<T>(wanted: Part<T>, make: () => T): T {
    const { last, from } = wanted;
    if (last !== null && from !== null && last.form === this.#form && last.limits === this.#limits
      && areAsKept(from, this.#bytes, this.#scan)) return last.value;
    const value = make();
    wanted.from ??= this.#roomFor(wanted.tags);
    wanted.last = this.#limits !== null && keep(wanted.from, this.#bytes, this.#scan)
      ? { value, form: this.#form, limits: this.#limits } : null;
    return value;
  }

  #roomFor(tags: readonly number[]): KeptElements {
    return {
      slots: Int32Array.from(tags, (tag) => slotFor(this.#scan, tag)),
      lengths: new Float64Array(tags.length), vrs: new Uint16Array(tags.length),
      bytes: new Uint8Array(MOST_BYTES),
    };
  }
}
