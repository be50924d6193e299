/** The bare loop of again.ts. Imports nothing. */

// Marks the rows of which any word differs; `width` words a row.
export function markWords(moved: Uint8Array, before: Int32Array, now: Int32Array, width: number): void {
  for (let n = 0; n < moved.length; n += 1) {
    if (moved[n] === 1) continue;
    const end = (n + 1) * width;
    let o = n * width;
    while (o < end && before[o] === now[o]) o += 1;
    if (o < end) moved[n] = 1;
  }
}
