/** Seconds before the next try, after one failed try, two, and so on: soon at first, a quarter of an hour in the end. */
const PAUSES_S = [10, 30, 60, 120, 300, 900] as const;

/** How long is waited after so many tries that failed, seconds. It never ends: an archive may be down for a weekend. */
export const pauseAfter = (attempts: number): number =>
  PAUSES_S[Math.min(Math.max(attempts, 1), PAUSES_S.length) - 1] ?? PAUSES_S[0];
