/** What one answer tells of the host's clock: when it was asked and answered by the page's own, ms. */
export interface ClockReading {
  readonly asked: number;
  readonly answered: number;
  readonly host: number;
}

/** How the host's clock stands against the page's, and how well that is known, ms. */
export interface ClockOffset {
  readonly ms: number;
  readonly within: number;
}

const offsetIn = ({ asked, answered, host }: ClockReading): ClockOffset =>
  ({ ms: host - (asked + answered) / 2, within: (answered - asked) / 2 });

/**
 * The offset after one more answer: the best one known, as long as the newest does not contradict it. A clock that was
 * set, or a machine that slept, contradicts it.
 */
export function offsetAfter(known: ClockOffset | null, reading: ClockReading): ClockOffset {
  const read = offsetIn(reading);
  if (known === null || read.within <= known.within) return read;
  return Math.abs(read.ms - known.ms) > read.within + known.within ? read : known;
}
