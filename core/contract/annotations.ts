import { z } from 'zod';
import { LONGEST_TEXT, MOST_POINTS } from '../annotation/annotation.ts';
import type { PointLps, VectorLps } from '../geometry/frame.ts';
import type { PointPixel } from '../geometry/plane.ts';
import { annotationIdSchema, operatorIdSchema, seriesIdSchema } from './ids.ts';

const text = z.string();
const count = z.number().int().nonnegative();
const instant = z.iso.datetime();
const triple = z.tuple([z.number(), z.number(), z.number()]);
const pair = z.tuple([z.number(), z.number()]);
const pointLpsSchema = z.custom<PointLps>(
  (value) => triple.safeParse(value).success,
  'three finite millimetres',
);
const vectorLpsSchema = z.custom<VectorLps>(
  (value) => triple.safeParse(value).success,
  'three finite numbers',
);
const pointPixelSchema = z.custom<PointPixel>(
  (value) => pair.safeParse(value).success,
  'a finite column and row',
);
const pixels = z.array(pointPixelSchema).max(MOST_POINTS).readonly();

const placeSchema = z.discriminatedUnion('space', [
  z.strictObject({
    space: z.literal('patient'),
    points: z.array(pointLpsSchema).max(MOST_POINTS).readonly(),
    normal: vectorLpsSchema,
    frameOfReferenceUid: text.max(64).nullable(),
  }),
  z.strictObject({ space: z.literal('frame'), frame: count, points: pixels }),
  z.strictObject({
    space: z.literal('dual'),
    frame: count,
    partner: seriesIdSchema,
    partnerFrame: count,
    points: pixels,
  }),
]);

const drawn = {
  id: annotationIdSchema,
  series: seriesIdSchema,
  kind: z.enum(['distance', 'path', 'angle', 'circle', 'ellipse', 'polygon', 'arrow', 'gap']),
  place: placeSchema,
  text: text.max(LONGEST_TEXT).nullable(),
  revision: count,
};
const authorSchema = z.strictObject({ id: operatorIdSchema, name: text }).nullable();

/** Something drawn, as it is handed in: `revision` is the one it was made from, 0 for something new. */
export const annotationDraftSchema = z.strictObject(drawn);
export type AnnotationDraft = z.infer<typeof annotationDraftSchema>;

/** Something drawn, as it is kept. */
export const annotationSchema = z.strictObject({
  ...drawn,
  author: authorSchema,
  createdAt: instant,
  changedBy: authorSchema,
  changedAt: instant,
});
