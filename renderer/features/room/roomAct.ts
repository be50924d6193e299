import { roomHappeningSchema } from '../../../core/contract/plans.ts';
import type { RoomEvent, RoomHappening } from '../../../core/plan/roomLog.ts';

/** Something that was done in the room and that the log may not have yet. */
export interface RoomAct {
  readonly happening: RoomHappening;
  /** By the host's clock. */
  readonly doneAt: string;
  /** The last row that was known when it was first sent; null before. */
  readonly sentAfter: number | null;
}

/** Does the log say it already? An answer that was lost on the way is no reason to say it twice. */
export const isInLog = ({ happening, sentAfter }: RoomAct, events: readonly RoomEvent[]): boolean =>
  sentAfter !== null && events.some((event) => event.sequence > sentAfter && isSame(event.happening, happening));

const isSame = (one: RoomHappening, other: RoomHappening): boolean => {
  const [a, b] = [one, other].map((happening) => JSON.stringify(Object.entries(happening).toSorted(([x], [y]) => (x < y ? -1 : 1))));
  return a === b;
};

/** The log as it will be once all is sent: what was done is seen at once. */
export const withWaiting = (events: readonly RoomEvent[], waiting: readonly RoomAct[]): readonly RoomEvent[] => {
  const last = events.at(-1)?.sequence ?? 0;
  return [...events, ...waiting.map(({ happening, doneAt }, n) => ({ sequence: last + n + 1, at: doneAt, by: null, happening }))];
};

/** What may be kept in the page's history, so that a reload loses nothing: all but words that somebody wrote. */
export const keepable = (waiting: readonly RoomAct[]): readonly RoomAct[] =>
  waiting.filter(({ happening }) => happening.what !== 'note');

/** What the history of the page holds; nothing where it is not ours. */
export function keptActs(state: unknown): readonly RoomAct[] {
  const kept = (state as { readonly waiting?: unknown } | null)?.waiting;
  return !Array.isArray(kept) ? [] : kept.flatMap((one: Partial<RoomAct> | null): readonly RoomAct[] => {
    const happening = roomHappeningSchema.safeParse(one?.happening);
    return happening.success && typeof one?.doneAt === 'string' && !Number.isNaN(Date.parse(one.doneAt))
      ? [{ happening: happening.data, doneAt: one.doneAt, sentAfter: typeof one.sentAfter === 'number' ? one.sentAfter : null }]
      : [];
  });
}
