import { z } from 'zod';
import { LONGEST_TEXT, MOST_POINTS } from '../annotation/annotation.ts';
import type { PointLps } from '../geometry/frame.ts';
import { FACT_PATHS, factRow, type FactPath, type FactValue } from '../lesion/caseFacts.ts';
import type { Deg, Hu, Mm, Mm2 } from '../units.ts';
import { checkOf } from './factCheck.ts';
import { entryIdSchema, operatorIdSchema, seriesIdSchema, vesselIdSchema } from './ids.ts';

const count = z.number().int().nonnegative();
const instant = z.iso.datetime();
const finite = z.number();
const triple = z.tuple([finite, finite, finite]);
const point = z.custom<PointLps>((value) => triple.safeParse(value).success, 'three finite millimetres');
const within = (least: number, most: number) => (value: unknown): boolean =>
  finite.safeParse(value).success && Number(value) >= least && Number(value) <= most;
const sweep = z.custom<Deg>((value) => within(0, 360)(value) && value !== 0, 'degrees above 0, at most 360');
const squareMm = z.custom<Mm2>((value) => finite.nonnegative().safeParse(value).success, 'square millimetres');
const arcDeg = z.custom<Deg>(within(0, 360), 'degrees from 0 to 360');
const threshold = z.custom<Hu>(within(100, 3000), 'HU from 100 to 3000');
const diameter = z.custom<Mm>(within(0, 12), 'millimetres from 0 to 12');
const length = z.custom<Mm>(within(0, 300), 'millimetres from 0 to 300');
const outline = z.array(point).min(3).max(MOST_POINTS).readonly();
const note = z.string().trim().min(1).max(LONGEST_TEXT).nullable();
const stretch = { from: point, to: point };

const isFactPath = (value: unknown): value is FactPath => FACT_PATHS.some((path) => path === value);
const factPath = z.custom<FactPath>(isFactPath, 'the path of a fact');
const NO_VALUE = { path: ['value'], message: 'is not a value that this fact can have' };
const factRange = z.tuple([finite, finite]).refine(([least, most]) => least <= most, 'from the least to the most').readonly().nullable();
const fact = z.strictObject({
  kind: z.literal('fact'),
  path: factPath,
  value: z.custom<FactValue<FactPath> | null>((value) => value !== undefined),
  source: z.enum(['stated', 'confirmed', 'header', 'angiogram', 'ivus']),
  by: z.string().max(80).nullable(),
  range: factRange,
  note,
}).refine(({ path, value }) => value === null || checkOf(factRow(path).kind)(value), NO_VALUE);
const factAndValue = z.strictObject({ path: factPath, value: z.custom<FactValue<FactPath>>((value) => value !== undefined), range: factRange })
  .refine(({ path, value }) => checkOf(factRow(path).kind)(value), NO_VALUE);

/** What an operator enters; see core/lesion/entry. */
export const entryContentSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('path'), series: seriesIdSchema, frameOfReferenceUid: z.string().max(64).nullable(),
    points: z.array(point).max(MOST_POINTS).readonly(),
    target: z.enum(['LM', 'LAD', 'LCx', 'RCA', 'graft']).nullable(), segment: z.string().max(8).nullable(),
  }),
  z.strictObject({ kind: z.literal('cap'), which: z.enum(['proximal', 'distal']), at: point }),
  z.strictObject({ kind: z.literal('threshold'), openHu: threshold.nullable(), occlusionHu: threshold.nullable() }),
  z.strictObject({ kind: z.literal('contour'), which: z.enum(['lumen', 'wall']), at: point, outline }),
  z.strictObject({
    kind: z.literal('review'), at: point,
    arcs: z.array(z.strictObject({ from: point, sweep })).max(20).readonly().nullable(),
    areas: z.array(outline).max(20).readonly().nullable(),
    isFullMoon: z.boolean(),
    found: z.strictObject({ arc: arcDeg, share: finite.min(0).max(100), vesselArea: squareMm }).nullable(),
    reading: z.union([z.literal(1), z.literal(2), z.literal('draft')]),
  }),
  z.strictObject({ kind: z.literal('segment'), ...stretch, note }),
  z.strictObject({ kind: z.literal('zone'), which: z.enum(['proximal-reference', 'distal-reference', 'landing']), ...stretch }),
  z.strictObject({ kind: z.literal('branch'), at: point, diameter: diameter.nullable(), isThere: z.boolean() }),
  z.strictObject({ kind: z.literal('stent'), ...stretch }),
  z.strictObject({
    kind: z.literal('ivus'), at: point, arc: arcDeg.nullable(), length: length.nullable(),
    depth: z.enum(['superficial', 'deep']).nullable(), pattern: z.enum(['concentric', 'eccentric']).nullable(),
    isNodule: z.boolean().nullable(), note,
  }),
  fact,
  z.strictObject({
    kind: z.literal('scores-read'),
    scores: z.array(z.strictObject({ id: z.string().max(40), least: finite, most: finite })
      .refine(({ least, most }) => least <= most, 'from the least to the most')).max(60).readonly(),
    facts: z.array(factAndValue).max(FACT_PATHS.length).readonly(),
  }),
]);

const entered = { id: entryIdSchema, vessel: vesselIdSchema.nullable(), content: entryContentSchema, revision: count };
const authorSchema = z.strictObject({ id: operatorIdSchema, name: z.string() }).nullable();

/** An entry as it is handed in: `revision` is the one it was made from, 0 for something new. */
export const entryDraftSchema = z.strictObject(entered);
export type EntryDraft = z.infer<typeof entryDraftSchema>;

/** An entry as it is kept. */
export const entrySchema = z.strictObject({
  ...entered, author: authorSchema, createdAt: instant, changedBy: authorSchema, changedAt: instant,
});

/** From what a vessel is measured: the operator's work on it, as the engine takes it. */
export const vesselWorkSchema = z.strictObject({
  /** Proximal to distal. */
  points: z.array(point).max(MOST_POINTS).readonly(),
  caps: z.strictObject({ proximal: point.nullable(), distal: point.nullable() }),
  threshold: z.strictObject({ openHu: threshold.nullable(), occlusionHu: threshold.nullable() }),
  contours: z.array(z.strictObject({ which: z.enum(['lumen', 'wall']), at: point, outline })).max(2000).readonly(),
});
export type VesselWork = z.infer<typeof vesselWorkSchema>;
