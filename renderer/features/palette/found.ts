import type { BoundTable, Command } from '../../state/commands.ts';

/** A command that can be carried out now. */
export interface Offer {
  readonly command: Command;
  /** Where it belongs: "Planes of a CT". */
  readonly title: string;
  readonly run: () => void;
}

/** All commands that can be carried out on the screen as it is; the palette itself is not one of them. */
export const offers = (tables: readonly BoundTable[]): readonly Offer[] => tables.flatMap(({ table, handlers }) => {
  const now = handlers();
  return table.commands.flatMap((command) => {
    const run = command.id === 'palette' ? undefined : now[command.id];
    return run === undefined ? [] : [{ command, title: table.title, run }];
  });
});

/**
 * The offers that hold every word of the text at the beginning of one of their own words, those whose words come
 * first before the others; all of them for an empty text.
 */
export function found(all: readonly Offer[], text: string): readonly Offer[] {
  const wanted = words(text);
  return all
    .map((offer) => ({ offer, rank: rankOf(words(`${offer.command.does} ${offer.title}`), wanted) }))
    .filter(({ rank }) => rank !== null)
    .toSorted((one, other) => (one.rank ?? 0) - (other.rank ?? 0))
    .map(({ offer }) => offer);
}

const words = (text: string): readonly string[] => text.toLowerCase().split(/[^\p{L}\p{N}.]+/u).filter((word) => word !== '');

/** How far behind its words are found, summed; null where one is not there. */
function rankOf(own: readonly string[], wanted: readonly string[]): number | null {
  let rank = 0;
  for (const word of wanted) {
    const at = own.findIndex((each) => each.startsWith(word));
    if (at < 0) return null;
    rank += at;
  }
  return rank;
}
