import { stepsOf, stopWords, type PlanContent, type PlannedStep } from './plan.ts';

/** One thing that differs, in words; `before` or `after` is null where it was not there. */
export interface PlanDifference {
  readonly what: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What differs between two plans, in the order of the later one; what was left out comes last. */
export function comparedPlans(before: PlanContent, after: PlanContent): readonly PlanDifference[] {
  const earlier = new Map(stepsOf(before).map((one) => [one.step.id, one]));
  const later = new Map(stepsOf(after).map((one) => [one.step.id, one]));
  const steps = [...later.values()].flatMap(({ label, step }): readonly PlanDifference[] => {
    const was = earlier.get(step.id);
    if (was === undefined) return [{ what: `${label} added`, before: null, after: stepWords(step) }];
    const moved = was.label === label ? [] : [{ what: `${was.label} moved`, before: was.label, after: label }];
    return [...moved, ...difference(label, stepWords(was.step), stepWords(step))];
  });
  const gone = [...earlier.values()].filter(({ step }) => !later.has(step.id))
    .map(({ label, step }): PlanDifference => ({ what: `${label} removed`, before: stepWords(step), after: null }));
  const rungs = after.rungs.flatMap((rung) => {
    const was = before.rungs.find(({ letter }) => letter === rung.letter);
    return [
      ...difference(`Title of ${rung.letter}`, was?.title ?? '', rung.title),
      ...difference(`Note of ${rung.letter}`, was?.note ?? '', rung.note),
      ...difference(`Stop rule of ${rung.letter}`, was?.stop ? stopWords(was.stop) : '', rung.stop ? stopWords(rung.stop) : ''),
    ];
  });
  return [
    ...rungs, ...steps, ...gone,
    ...difference('Limits', budgetWords(before), budgetWords(after)),
    ...difference('Access', before.access, after.access),
    ...difference('Guides', before.guides, after.guides),
    ...difference('Notes', before.notes, after.notes),
    ...difference('Key images', imageWords(before), imageWords(after)),
  ];
}

const difference = (what: string, before: string, after: string): readonly PlanDifference[] =>
  before === after ? [] : [{ what, before: before === '' ? null : before, after: after === '' ? null : after }];

function stepWords({ technique, aim, devices, minutes, at, act, track, override }: PlannedStep): string {
  return [
    technique, aim,
    devices.map(({ name, sizeMm, count }) => `${count > 1 ? `${count} x ` : ''}${name}${sizeMm === null ? '' : ` ${sizeMm} mm`}`).join(', '),
    minutes === null ? '' : `${minutes} min`, at === null ? '' : `at ${at.toFixed(1)} mm`,
    actWords(act), track === null ? '' : `track ${track}`, override === null ? '' : `kept because: ${override.reason}`,
  ].filter((part) => part !== '').join('; ');
}

/** What the gates judge of a step, in few words; empty where none of them speaks of it. */
export function actWords(act: PlannedStep['act']): string {
  switch (act?.do) {
    case undefined: return '';
    case 'dilate': {
      const { kind, diameterMm, pressureAtm } = act.balloon;
      return [
        kind === undefined || kind === null ? 'balloon' : `${kind} balloon`,
        diameterMm === undefined || diameterMm === null ? '' : `${diameterMm.toFixed(2)} mm`,
        pressureAtm === undefined || pressureAtm === null ? '' : `${pressureAtm} atm`,
      ].filter((part) => part !== '').join(' ');
    }
    case 'ablate': {
      const { kind, burrMm } = act.atherectomy;
      return `${kind ?? 'rotational'} atherectomy${burrMm === undefined || burrMm === null ? '' : `, burr ${burrMm.toFixed(2)} mm`}`;
    }
    case 'stent': return 'stent';
    case 'oct': return 'OCT';
  }
}

const budgetWords = ({ budget: { contrastMl, airKermaGy, wireMinutes, totalMinutes } }: PlanContent): string => [
  contrastMl === null ? '' : `contrast ${contrastMl} ml`, airKermaGy === null ? '' : `air kerma ${airKermaGy} Gy`,
  wireMinutes === null ? '' : `wire ${wireMinutes} min`, totalMinutes === null ? '' : `in all ${totalMinutes} min`,
].filter((part) => part !== '').join(', ');
const imageWords = ({ keyImages }: PlanContent): string =>
  keyImages.map(({ caption, detail, sha256 }) => `${caption}${detail === '' ? '' : ` (${detail})`} ${sha256.slice(0, 4)}`).join('; ');
