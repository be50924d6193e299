import type { CaseFacts } from '../lesion/caseFacts.ts';
import { err, ok, type Result } from '../result.ts';
import type { Doing } from '../strategy/advice.ts';
import type { RuleId } from '../strategy/rule.ts';
import { unsizedName } from './deviceWords.ts';
import type { EditRefusal } from './editedPlan.ts';
import {
  MOST, stepsOf, type PlanBudget, type PlanContent, type PlannedDevice, type PlannedStep, type PlanRung, type RungLetter,
  type StopRule,
} from './plan.ts';
import { suggestedPlan } from './suggestedPlan.ts';

/** A step as it is tried in any lesion: at no place, for no reason against a gate, of no size that fits one vessel. */
export type TemplateStep = Omit<PlannedStep, 'id' | 'at' | 'override'>;

/** When to leave a rung of any plan. What contrast a patient bears is no matter of a template. */
export interface TemplateStop extends Omit<StopRule, 'contrastMl'> {
  /** It ends at the contrast limit of the plan, whatever that is. */
  readonly isAtContrastLimit: boolean;
}

/** A rung without its note, which speaks of one lesion. */
export interface TemplateRung {
  readonly letter: RungLetter;
  readonly title: string;
  readonly steps: readonly TemplateStep[];
  readonly stop: TemplateStop | null;
}

/** What of a plan an operator uses again and again; nothing of a patient. */
export interface PlanTemplate {
  readonly rungs: readonly TemplateRung[];
  readonly budget: Omit<PlanBudget, 'contrastMl'>;
  readonly access: string;
  readonly guides: string;
}

/**
 * Up to this diameter, inclusive, a device is chosen to pass, not to fit the vessel, mm.
 *
 * @source S103 calls balloons below 1.5 mm low-profile; that burrs and BAM balloons up to here are no matter of the
 *   vessel is our reading
 */
const WIDEST_UNFITTED_MM = 1.5;

/** The most templates of one operator, and the longest name of one. */
export const MOST_TEMPLATES = { own: 40, name: 60 } as const;

/** What of a plan holds for any patient. Words stay as they are written, but for sizes in the names of devices. */
export function templateOf({ rungs, budget, access, guides }: PlanContent): PlanTemplate {
  const { airKermaGy, wireMinutes, totalMinutes } = budget;
  return {
    rungs: rungs.map(({ letter, title, steps, stop }) =>
      ({ letter, title, steps: steps.map(stepOfAny), stop: stop === null ? null : stopOfAny(stop) })),
    budget: { airKermaGy, wireMinutes, totalMinutes }, access, guides,
  };
}

/** Says a template nothing that a plan could take? */
export const isEmptyTemplate = ({ rungs, budget, access, guides }: PlanTemplate): boolean =>
  rungs.every(({ title, steps, stop }) => title === '' && steps.length === 0 && stop === null)
  && Object.values(budget).every((limit) => limit === null) && access === '' && guides === '';

const isFitted = (mm: number | null | undefined): boolean => mm !== null && mm !== undefined && mm > WIDEST_UNFITTED_MM;

const stepOfAny = ({ technique, aim, devices, minutes, act, track, because }: PlannedStep): TemplateStep =>
  ({ technique, aim, devices: devices.map(deviceOfAny), minutes, act: actOfAny(act), track, because });

const deviceOfAny = (device: PlannedDevice): PlannedDevice =>
  (isFitted(device.sizeMm) ? { ...device, name: unsizedName(device), sizeMm: null } : device);

function actOfAny(act: PlannedStep['act']): PlannedStep['act'] {
  if (act?.do === 'dilate') {
    const { diameterMm, ...balloon } = act.balloon;
    return isFitted(diameterMm) ? { do: 'dilate', balloon } : act;
  }
  if (act?.do === 'ablate') {
    const { burrMm, ...atherectomy } = act.atherectomy;
    return isFitted(burrMm) ? { do: 'ablate', atherectomy } : act;
  }
  return act;
}

const stopOfAny = ({ contrastMl, ...stop }: StopRule): TemplateStop => ({ ...stop, isAtContrastLimit: contrastMl !== null });

/** What a template is applied to: one patient, and ids for the steps that it brings. */
export interface TemplateUse {
  readonly facts: CaseFacts;
  readonly doing: Doing;
  readonly newId: () => string;
}

/**
 * A plan with a template in it: all of it in the place of the ladder, or one rung added to that of the same letter.
 *
 * Limits, access and guides come along with all of it; what the template leaves open stays as it is. A step gives as
 * reasons those rules alone that the review suggests for this lesion too, and takes its size from there; all else is
 * judged by the safety gates as if it had been written by hand. Contrast follows the patient.
 */
export function planWithTemplate(
  plan: PlanContent, template: PlanTemplate, take: RungLetter | 'all', use: TemplateUse,
): Result<PlanContent, EditRefusal> {
  const suggested = suggestedPlan(use.facts, use.doing);
  const contrastMl = plan.budget.contrastMl ?? suggested.budget.contrastMl;
  const byRule = new Map(stepsOf(suggested).flatMap(({ step }) => step.because.map((rule) => [rule, step] as const)));
  const planned = ({ letter, title, steps, stop }: TemplateRung): PlanRung => ({
    letter, title, note: '', steps: steps.map((step) => plannedStep(step, byRule, use.newId)),
    stop: stop === null ? null : plannedStop(stop, contrastMl),
  });
  if (take === 'all') {
    const { airKermaGy, wireMinutes, totalMinutes } = template.budget;
    const { budget, access, guides } = plan;
    return ok({
      ...plan, rungs: template.rungs.map(planned), access: template.access || access, guides: template.guides || guides,
      budget: {
        contrastMl, airKermaGy: airKermaGy ?? budget.airKermaGy, wireMinutes: wireMinutes ?? budget.wireMinutes,
        totalMinutes: totalMinutes ?? budget.totalMinutes,
      },
    });
  }
  const added = template.rungs.filter(({ letter }) => letter === take).map(planned);
  const rungs = plan.rungs.map((rung) => (rung.letter === take ? added.reduce(rungAfter, rung) : rung));
  return rungs.some(({ steps }) => steps.length > MOST.steps) ? err({ code: 'plan/full', most: MOST.steps }) : ok({ ...plan, rungs });
}

const rungAfter = (there: PlanRung, added: PlanRung): PlanRung =>
  ({ ...there, title: there.title || added.title, steps: [...there.steps, ...added.steps], stop: there.stop ?? added.stop });

function plannedStep(step: TemplateStep, suggested: ReadonlyMap<RuleId, PlannedStep>, newId: () => string): PlannedStep {
  const because = step.because.filter((rule) => suggested.has(rule));
  const like = because.map((rule) => suggested.get(rule)?.act ?? null);
  return { ...step, id: newId(), at: null, act: sizedAs(step.act, like), because, override: null };
}

/** With the size that the same balloon has in what the review suggests, where the template leaves it open. */
function sizedAs(act: PlannedStep['act'], like: readonly PlannedStep['act'][]): PlannedStep['act'] {
  if (act?.do !== 'dilate' || act.balloon.diameterMm !== undefined) return act;
  const balloons = like.flatMap((one) => (one?.do === 'dilate' && one.balloon.kind === act.balloon.kind ? [one.balloon] : []));
  const diameterMm = balloons.find((one) => one.diameterMm !== undefined)?.diameterMm;
  return diameterMm === undefined ? act : { do: 'dilate', balloon: { ...act.balloon, diameterMm } };
}

const plannedStop = ({ isAtContrastLimit, ...stop }: TemplateStop, contrastMl: number | null): StopRule =>
  ({ ...stop, contrastMl: isAtContrastLimit ? contrastMl : null });
