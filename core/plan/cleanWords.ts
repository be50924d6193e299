import { FACT_PATHS, factRow } from '../lesion/caseFacts.ts';
import { EQUIPMENT, type ItemRow } from '../strategy/equipmentItems.ts';
import { RULES } from '../strategy/rules.ts';
import { STEP_FORMS } from './suggestedSteps.ts';

/** In the place of words that nobody can vouch for. */
export const CUT = '[…]';

/** Words of the trade that the review has no need for; none of them is a name. */
const TRADE = `
  access another approach arm BAM IVL NC OPN SC balloon catheter coil contralateral donor distal dual femoral french guide guiding hole holes injection
  ipsilateral left long proximal radial right sheath short side strategy target tip ulnar view views working with without via
  and at below above by for from in into minutes of on or over the then through to track under until up when where
  antegrade retrograde septal epicardial parallel wire wires wiring escalation knuckle screw step change come back day key image not proven strategy x
  LAO RAO CRA CAU AL AR EBU JL JR XB SPB amplatz judkins mid cap stump lesion occlusion vessel artery RCA LAD LCx LM OM PDA PLV
`;

/** Numbers as planning needs them: sizes, pressures, minutes, angles; never as long as a number of a patient, a day or a telephone. */
const FIGURE = /^\d{1,3}(?:[.,]\d{1,2})?(?:[x×]\d{1,3}(?:[.,]\d{1,2})?|:\d)?(?:mm|cm|f|fr|ml|g|gy|atm|min|°|%)?$/i;
const LETTERS = /\p{L}[\p{L}\p{M}]*/gu;

const wordsIn = (text: string): readonly string[] => (text.match(LETTERS) ?? []).map((word) => word.toLowerCase());

/**
 * The words that a text may keep: those of the review, of its equipment, of the trade, and of the given lists.
 *
 * @param more - names of devices, as the room's list has them
 */
export function vouchedWords(more: readonly string[]): ReadonlySet<string> {
  const items: readonly ItemRow[] = Object.values(EQUIPMENT);
  return new Set([
    TRADE, ...more,
    ...RULES.flatMap(({ text, why }) => [text, why]), ...items.flatMap(({ name, examples }) => [name, ...(examples ?? [])]),
    ...Object.values(STEP_FORMS).flatMap((form) => (form === undefined ? [] : [form.technique, form.aim, ...form.items.map(([, name]) => name)])),
    ...FACT_PATHS.map((path) => factRow(path).label),
  ].flatMap(wordsIn));
}

/**
 * A text of an operator without the words that nobody can vouch for: names, days, numbers of patients. What is cut is
 * marked once.
 *
 * @param never - words of the identity itself, which go even where the trade has the same word
 */
export function cleanWords(text: string, vouched: ReadonlySet<string>, never: ReadonlySet<string>): string {
  const kept = text.split(/\s+/).map((token) => {
    const bare = token.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}°%]+$/gu, '');
    if (bare === '') return /[\p{L}\p{N}]/u.test(token) ? CUT : token;
    if (never.has(bare.toLowerCase())) return CUT;
    if (FIGURE.test(bare)) return token;
    const isWords = !/\p{N}/u.test(bare) && /^[\p{L}\p{M}'’/+-]+$/u.test(bare);
    const words = wordsIn(bare);
    return isWords && words.length > 0 && words.every((word) => vouched.has(word) && !never.has(word)) ? token : CUT;
  });
  return withoutRows(kept).filter((token, n, all) => token !== CUT || all[n - 1] !== CUT).join(' ').trim();
}

/** Whole numbers in a row are a day or a telephone, however short each is. */
const ROW = 3;
const withoutRows = (tokens: readonly string[]): readonly string[] => tokens.map((token, n) => {
  if (!isWhole(token)) return token;
  let [from, to] = [n, n];
  while (isWhole(tokens[from - 1])) from -= 1;
  while (isWhole(tokens[to + 1])) to += 1;
  return to - from + 1 >= ROW ? CUT : token;
});
const isWhole = (token: string | undefined): boolean => /^\d+[.,]?$/.test(token ?? '');

/** The words of an identity: each by itself, and the whole. */
export const identityWords = (...texts: readonly (string | null)[]): ReadonlySet<string> =>
  new Set(texts.flatMap((text) => (text === null ? [] : [text.toLowerCase(), ...text.toLowerCase().split(/[^\p{L}\p{M}\p{N}]+/u)])).filter((word) => word !== ''));
