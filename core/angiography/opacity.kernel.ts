type Samples = Int16Array | Uint16Array | Uint8Array;

// The least of what is in `into` and the frame, sample by sample.
export function least(into: Samples, frame: Samples): void {
  for (let n = 0; n < into.length; n += 1) if (frame[n]! < into[n]!) into[n] = frame[n]!;
}

// The greatest, likewise.
export function greatest(into: Samples, frame: Samples): void {
  for (let n = 0; n < into.length; n += 1) if (frame[n]! > into[n]!) into[n] = frame[n]!;
}

// The least of one composite and of another whose samples count `gain` times theirs.
export function leastOfBoth(one: Samples, other: Samples, gain: number, out: Samples): void {
  for (let n = 0; n < out.length; n += 1) {
    const matched = other[n]! * gain;
    const own = one[n]!;
    out[n] = own < matched ? own : Math.round(matched);
  }
}
