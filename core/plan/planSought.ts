/** What is looked for in the list of plans: words, and plans whose J-CTO may be so many points. */
export interface PlanSought {
  readonly words: string;
  readonly jCto: number | null;
}

/** "J-CTO 3", "jcto:3", as a word of its own. */
const J_CTO = /(?:^|\s)j[-\s]?cto\s*[:=]?\s*(\d)(?=\s|$)/iu;

/**
 * What people mean by what they type into the search of plans: a J-CTO is read as the score, for its number alone would
 * be found in every date. All else are words of names, IDs, vessels and days.
 */
export function planSought(text: string): PlanSought {
  const found = J_CTO.exec(text);
  return found === null
    ? { words: text, jCto: null }
    : {
        words: `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`,
        jCto: Number(found[1]),
      };
}
