/** A version of a plan that has an outcome, as far as it tells procedures apart. */
export interface DoneVersion {
  readonly version: number;
  /** When the room noted the first thing with it, ISO; null where it was not in the room. */
  readonly roomBegan: string | null;
  /** Its outcome is confirmed, and nothing else keeps it from counting. */
  readonly isFit: boolean;
}

/** What the room began within this time of one plan is one procedure, ms: 24 hours. Our own choice: none lasts longer, no second attempt follows sooner. */
const ONE_PROCEDURE_MS = 24 * 3_600_000;

/**
 * The versions of one plan that stand for its procedures, one for each: a procedure is one observation, however many versions
 * of its plan were given an outcome. It stands under the version that was in the room, for only what had been signed then is
 * a prediction; of several that were there, under the newest that is fit to count. Without a log of the room nothing
 * tells two procedures apart, so that all outcomes are those of one.
 *
 * @param done - the versions of one plan that have an outcome, in any order
 * @returns their numbers
 */
export function countedVersions(done: readonly DoneVersion[]): ReadonlySet<number> {
  const inRoom = done
    .filter(({ roomBegan }) => roomBegan !== null)
    .toSorted((a, b) => beganAt(a) - beganAt(b));
  const procedures =
    inRoom.length === 0
      ? [done]
      : inRoom.reduce<readonly (readonly DoneVersion[])[]>((before, one) => {
          const last = before.at(-1) ?? [];
          const [first] = last;
          return first !== undefined && beganAt(one) - beganAt(first) <= ONE_PROCEDURE_MS
            ? before.with(-1, [...last, one])
            : [...before, [one]];
        }, []);
  return new Set(
    procedures.flatMap((versions) => {
      const newestFirst = versions.toSorted((a, b) => b.version - a.version);
      const counted = newestFirst.find(({ isFit }) => isFit) ?? newestFirst[0];
      return counted === undefined ? [] : [counted.version];
    }),
  );
}

const beganAt = ({ roomBegan }: DoneVersion): number => Date.parse(roomBegan ?? '');
