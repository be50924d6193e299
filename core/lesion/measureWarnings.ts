import { type MetalDoubt, METAL_RULE, metalDoubts } from '../calcium/metal.ts';
import { sectionsWithin } from '../calcium/summary.ts';
import { THRESHOLD_RULE } from '../calcium/threshold.ts';
import { lengthOf, within } from '../geometry/stretch.ts';
import type { Mm } from '../units.ts';
import { contrastInside } from './contrastInside.ts';
import type { LesionMeasures } from './lesionMeasures.ts';
import { placeFrom } from './measureDetails.ts';

/** What the reader of the measures should know. */
export interface MeasureWarning { readonly code: string; readonly message: string }

/** Less of the wall's circumference seen than this deserves a word. */
const LEAST_SEEN = 0.3;
/** Calcium or contrast beside an unseen wall, on so many degrees and over so many mm, deserves a word. Own. */
const BRIGHT_BESIDE = { leastDeg: 30, leastMm: 1 };
/** Remodelling beyond these leaves the usual range of coronary arteries: rather a wrong contour. Own, unverified. */
const USUAL_REMODELLING = { least: 0.5, most: 1.8 };

/** What the reader of these measures should know. */
export function measureWarnings(measures: Omit<LesionMeasures, 'warnings'>): readonly MeasureWarning[] {
  const { sections, findings: { threshold, proximalCap, distalCap, edge, centreline }, summary, start, end, metal, remodelling, proximalReference,
    distalReference, landing } = measures;
  const inside = sectionsWithin(sections, [start, end]);
  const seen = inside.reduce((sum, { wallSeen }) => sum + wallSeen, 0) / Math.max(1, inside.length);
  const crosses = inside.some(({ csaRange: [least, most] }) => least < 50 && most >= 50);
  const bright = centreline.step * inside.filter(({ brightBeside }) => brightBeside >= BRIGHT_BESIDE.leastDeg).length;
  const brightest = sections.reduce((most, { peak }) => Math.max(most, peak), -Infinity);
  const metalHere = lengthOf(within(metal, [start, end]));
  const index = remodelling?.byDiameter ?? 1;
  const contrast = contrastInside(measures);
  const clear = metal.length > 0 ? ' clear of metal' : '';
  const when = (holds: boolean, code: string, message: string): readonly MeasureWarning[] => (holds ? [{ code, message }] : []);
  return [
    ...when((threshold.lumenMeanHu ?? 0) > THRESHOLD_RULE.brightLumenHu, 'calcium/bright-lumen',
      `The lumen is very bright (${Math.round(threshold.lumenMeanHu ?? 0)} HU): calcium beside it may be missed. Check the threshold.`),
    ...when(threshold.lumenMeanHu === null, 'calcium/no-lumen-level',
      'No open lumen was read: the threshold beside contrast is the least that the rule allows. Check it, or set your own.'),
    ...when(!proximalCap.isSeen, 'cap/proximal-not-seen', 'Where contrast ends is not seen near the proximal cap: it stays where it was set. Check that it is not in open lumen.'),
    ...when(!distalCap.isSeen, 'cap/distal-not-seen', 'Where contrast resumes is not seen near the distal cap: it stays where it was set. Check that it is not in open lumen.'),
    ...when(contrast !== null, 'path/contrast-inside', `Contrast fills ${contrast?.toFixed(1)} mm of the path inside the occlusion: `
      + 'it may have left the vessel for a chamber or a vein, which then reads as calcium. Look where it runs, and set a point on the vessel there.'),
    ...when(seen < LEAST_SEEN, 'wall/edge-not-seen',
      `The outer wall is seen on ${Math.round(100 * seen)} % of the circumference of the occlusion; elsewhere it is interpolated.`),
    ...when(bright >= BRIGHT_BESIDE.leastMm, 'calcium/or-contrast-beside', `Along ${bright.toFixed(1)} mm of the occlusion what is about as bright `
      + 'as contrast touches a wall that is not seen: a vein or chamber, or calcium farther out than the wall was guessed. Look there; the ranges hold both.'),
    ...when(index < USUAL_REMODELLING.least || index > USUAL_REMODELLING.most, 'wall/unusual-width',
      `The occlusion's outer wall is ${index.toFixed(1)} times as wide as that beside it: look whether the contours hold.`),
    ...when(!edge.isMeasured, 'wall/blur-not-measured', 'No edge of the open vessel against fat is seen: the blur of the scan is a usual value.'),
    ...when(proximalReference === null, 'reference/no-proximal', `No open lumen${clear} before the occlusion: there is no proximal reference.`),
    ...when(distalReference === null, 'reference/no-distal', `No open lumen${clear} beyond the occlusion: there is no distal reference.`),
    ...when('why' in landing, 'landing/not-measured', 'why' in landing ? landing.why : ''),
    ...when(metal.length > 0, 'calcium/metal', brightest > METAL_RULE.metalHu
      ? `Up to ${Math.round(brightest)} HU within the wall: metal, such as a stent. ${metalHere.toFixed(1)} mm of the occlusion are left out of every figure of calcium.`
      : `A stent is stated: ${metalHere.toFixed(1)} mm of the occlusion are left out of every figure of calcium.`),
    ...doubtWarnings(metalDoubts(sections, metal), start),
    ...when(crosses, 'calcium/class-within-range', 'Whether calcium fills half of a section lies within the plausible range: look at the ranges, not at one number.'),
    ...when(summary.maxArcDeg > 0, 'calcium/thickness', 'CT cannot resolve the thickness of thin calcium: take it as an estimate.'),
  ];
}

/** So many places of a doubt are named, from the first on: a warning is a sentence that is sealed and printed, however long the vessel. */
const MOST_PLACES = 5;

/** What each doubt is called, and what is said of it. */
const DOUBTS: Readonly<Record<MetalDoubt['why'], readonly [code: string, words: (brightest: number) => string]>> = {
  'cut-off': ['calcium/cut-off', (brightest) => `The scan stores nothing brighter than ${Math.round(brightest)} HU: calcium and metal cannot be told apart there`],
  dense: ['calcium/very-dense', (brightest) => `Up to ${Math.round(brightest)} HU within the wall, brighter than calcium usually is: it may be metal, such as a blurred stent or a clip`],
  ring: ['calcium/ring-like-stent', () => 'An even ring of calcium all around, as long as a stent: the struts of a stent may look like it'],
};

/** Calcium that may be metal, a sentence for each reason: it is counted as calcium until somebody says that it is a stent. */
function doubtWarnings(doubts: readonly MetalDoubt[], start: Mm): readonly MeasureWarning[] {
  return Object.entries(DOUBTS).flatMap(([why, [code, words]]) => {
    const of = doubts.filter((doubt) => doubt.why === why);
    const places = of.map(({ stretch }) => stretch.map(placeFrom(start)).join(' to '));
    const named = places.slice(0, MOST_PLACES).join(', ');
    const rest = places.length > MOST_PLACES ? `, and ${places.length - MOST_PLACES} more` : '';
    return of.length === 0 ? [] : [{ code, message:
      `${words(Math.max(...of.map(({ peak }) => peak)))} (${named} mm from the proximal cap${rest}). It is counted as calcium: if it is a stent, state it.` }];
  });
}

/** What is said wherever CT calcium is: of no one lesion, and so no caution of this one. */
const OF_EVERY_SCAN: ReadonlySet<string> = new Set(['calcium/thickness']);

/** The warnings that are of this lesion, as sentences; none where nothing is measured. */
export const cautionsOf = (measures: Pick<LesionMeasures, 'warnings'> | null): readonly string[] =>
  (measures?.warnings ?? []).filter(({ code }) => !OF_EVERY_SCAN.has(code)).map(({ message }) => message);
