import { z } from 'zod';
import { MOST, RUNG_LETTERS } from '../plan/plan.ts';
import { MOST_TEMPLATES, type PlanTemplate } from '../plan/planTemplate.ts';
import { err, ok, type Result } from '../result.ts';
import { failing, notKept } from './failures.ts';
import { templateIdSchema } from './ids.ts';
import { areInOrder, planBudgetSchema, plannedStepSchema, stopRuleSchema } from './plans.ts';

const count = z.number().int().nonnegative();
const short = z.string().max(MOST.name);
const long = z.string().max(MOST.text);
const name = z.string().trim().min(1).max(MOST_TEMPLATES.name);

/** What of a plan is used again and again; see core/plan/planTemplate. */
export const planTemplateSchema = z.strictObject({
  rungs: z.array(z.strictObject({
    letter: z.enum(RUNG_LETTERS), title: short,
    steps: z.array(plannedStepSchema.omit({ id: true, at: true, override: true })).max(MOST.steps).readonly(),
    stop: stopRuleSchema.omit({ contrastMl: true }).extend({ isAtContrastLimit: z.boolean() }).nullable(),
  })).length(RUNG_LETTERS.length).refine(areInOrder, 'the rungs A, B and C in order').readonly(),
  budget: planBudgetSchema.omit({ contrastMl: true }), access: long, guides: long,
});

/** A template as it is to be kept. `revision` is the one it was made from, 0 for a new one; `place` among its owner's. */
export const templateDraftSchema = z.strictObject({
  id: templateIdSchema, revision: count, name, isShared: z.boolean(), place: count, content: planTemplateSchema,
});
export type TemplateDraft = z.infer<typeof templateDraftSchema>;

/** A template in the list of whoever works now. */
export const templateSchema = z.strictObject({
  id: templateIdSchema, revision: count.min(1), name, owner: z.string(), isOwn: z.boolean(), isShared: z.boolean(),
  savedAt: z.iso.datetime(),
  /** Null where it is not as it was kept, or of another release. */
  content: planTemplateSchema.nullable(),
});
export type TemplateView = z.infer<typeof templateSchema>;

/** What may be asked of templates of plans. */
export const templateMethods = {
  /** Those of who works now in their order, then those that others share with the site. */
  'templates.list': {
    input: z.strictObject({}), output: z.strictObject({ templates: z.array(templateSchema) }), failure: z.never(),
  },
  /** Keeps a template of who works now, a new one or in the place of what was there: its name, place and content. */
  'templates.save': {
    input: templateDraftSchema, output: templateSchema,
    failure: z.union([
      /** Changed or removed by another window since; of somebody else; a second one of that name; one too many. */
      failing('template/stale'), failing('template/not-own'), failing('template/exists'), failing('template/full'),
      failing('template/no-operator'), notKept,
    ]),
  },
  'templates.remove': {
    input: z.strictObject({ id: templateIdSchema, revision: count }), output: z.strictObject({}),
    failure: z.union([failing('template/stale'), failing('template/not-own'), notKept]),
  },
} as const;

/** A template as a file. */
const templateFileSchema = z.strictObject({
  kind: z.literal('fullmoon-plan-template'), format: z.literal(1), name, content: planTemplateSchema,
});
type TemplateFile = Pick<z.infer<typeof templateFileSchema>, 'name' | 'content'>;

/** A template as the text of a file that another Fullmoon reads. */
export const templateFile = ({ name: called, content }: { readonly name: string; readonly content: PlanTemplate }): string =>
  `${JSON.stringify({ kind: 'fullmoon-plan-template', format: 1, name: called, content }, null, 2)}\n`;

/** The template of a file, or where it is none. */
export function templateOfFile(text: string): Result<TemplateFile, { readonly code: 'template/no-file'; readonly where: string | null }> {
  try {
    const read = templateFileSchema.safeParse(JSON.parse(text));
    if (read.success) return ok({ name: read.data.name, content: read.data.content });
    const isOne = z.looseObject({ kind: templateFileSchema.shape.kind }).safeParse(JSON.parse(text)).success;
    return err({ code: 'template/no-file', where: isOne ? read.error.issues[0]?.path.join('.') ?? null : null });
  } catch {
    return err({ code: 'template/no-file', where: null });
  }
}
