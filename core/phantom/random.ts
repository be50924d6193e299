/**
 * A stream of numbers in [0, 1) that follows from its seed alone.
 *
 * @method splitmix32: a counter stepped by the golden ratio, mixed by two multiplications
 */
export function randomStream(seed: number): () => number {
  const state = Uint32Array.of(seed);
  return () => {
    state[0] = (state[0] ?? 0) + 0x9e3779b9;
    const a = Math.imul((state[0] ?? 0) ^ ((state[0] ?? 0) >>> 16), 0x21f0aaad);
    const b = Math.imul(a ^ (a >>> 15), 0x735a2d97);
    return ((b ^ (b >>> 15)) >>> 0) / 2 ** 32;
  };
}
