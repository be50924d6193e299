import { create } from 'zustand';
import { planIdSchema, type CaseId, type PlanId, type TemplateId, type VesselId } from '../../../core/contract/ids.ts';
import type { RungLetter } from '../../../core/plan/plan.ts';

/** A version of a plan of another workstation, by the id that this plan has here. */
export type ReceivedKey = `received ${string}`;
export const receivedKey = (plan: PlanId, version: number): ReceivedKey => `received ${plan} ${version}`;

/** The plan and the version that a key names. */
export function receivedOf(key: ReceivedKey): { readonly plan: PlanId; readonly version: number } {
  const [, plan = '', version = ''] = key.split(' ');
  return { plan: planIdSchema.parse(plan), version: Number(version) };
}

/** A signed version: of the plan at hand by its number, or a received one. */
export type VersionKey = number | ReceivedKey;

/** A side of a comparison: a signed version, or the draft. */
export type Side = VersionKey | 'draft';

/** A template that is looked at; `new`: the plan at hand as one. */
export type TemplateChoice = TemplateId | 'new';

/** What is looked at in the plan station. Nothing of it is kept with the case. */
interface PlanDesk {
  readonly caseId: CaseId | null;
  /** The vessel whose plan is looked at; null until one was traced. */
  readonly vessel: VesselId | null;
  /** The step that is chosen. */
  readonly step: string | null;
  /** The step whose details are open. */
  readonly details: string | null;
  /** The rung whose stop rule is being written. */
  readonly stop: RungLetter | null;
  /** The signed version that is shown in place of the draft. */
  readonly version: VersionKey | null;
  readonly compared: { readonly before: Side; readonly after: Side } | null;
  /** The signed version whose outcome is open. */
  readonly outcome: number | null;
  /** The template that is looked at in the place of the ladder, and whether its name is being written. */
  readonly templates: { readonly chosen: TemplateChoice; readonly isRenaming: boolean } | null;
  /** The version that is being withdrawn. */
  readonly withdrawing: number | null;
  /** The version that is being sent, while the archive is chosen. */
  readonly sending: number | null;
  /** The version whose hand-over is open. */
  readonly handingOver: number | null;
  /** The received version that is about to be taken to the room without its images. */
  readonly roomAsked: ReceivedKey | null;
  readonly isAddingImage: boolean;
  /** The open points that were seen, as they were then; others have to be seen again. */
  readonly seen: string | null;
  /** What wants the focus as soon as it is on the page, as a selector. */
  readonly wanted: string | null;
}

const FIRST: Omit<PlanDesk, 'caseId' | 'vessel'> = {
  step: null, details: null, stop: null, version: null, compared: null, outcome: null, templates: null, withdrawing: null, sending: null, handingOver: null,
  roomAsked: null, isAddingImage: false, seen: null, wanted: null,
};

/** Whether something else lies over the draft, or stands in its place: nobody signs what is not seen. */
export const isCovered = ({ version, compared, outcome, templates }: Pick<PlanDesk, 'version' | 'compared' | 'outcome' | 'templates'>): boolean =>
  version !== null || compared !== null || outcome !== null || templates !== null;

/** What is looked at in the plan station of the open case. */
export const usePlanDesk = create<PlanDesk>()(() => ({ caseId: null, vessel: null, ...FIRST }));

/**
 * Begins with a vessel of a case; of the same one all stays as it was left. Versions and steps are those of its plan: of
 * another vessel they mean something else. While no vessel is at hand it waits for the one before.
 */
export const openPlanDesk = (caseId: CaseId, vessel: VesselId | null): void => {
  const before = usePlanDesk.getState();
  if (before.caseId !== caseId) usePlanDesk.setState({ caseId, vessel, ...FIRST });
  else if (vessel !== null && before.vessel !== vessel) usePlanDesk.setState({ vessel, ...(before.vessel === null ? {} : FIRST) });
};

/** Begins with the plan of a vessel as it is now, whatever of it was looked at before. */
export const openOwnPlan = (caseId: CaseId, vessel: VesselId): void => usePlanDesk.setState({ caseId, vessel, ...FIRST });

/** Begins with a plan of another workstation: whatever vessel of the case is at hand, its version is shown. */
export const openReceivedPlan = (caseId: CaseId, plan: PlanId, version: number): void =>
  usePlanDesk.setState({ caseId, vessel: null, ...FIRST, version: receivedKey(plan, version) });

/** Chooses a step; `isFocused` brings the keyboard there. */
export const chooseStep = (step: string | null, isFocused = false): void => usePlanDesk.setState(({ details }) => ({
  step, details: details === step ? details : null,
  ...(isFocused && step !== null ? { wanted: stepSelector(step) } : {}),
}));

/** Looks at a template; `isFocused` brings the keyboard to its row. */
export const chooseTemplate = (chosen: TemplateChoice, isFocused = false): void => usePlanDesk.setState({
  templates: { chosen, isRenaming: false }, ...(isFocused ? { wanted: `[data-template="${chosen}"]` } : {}),
});

/** A received version goes to the room at once where its images are here; else it is asked first, in its place. */
export const askForRoom = (key: ReceivedKey): void => usePlanDesk.setState({ roomAsked: key, wanted: '[data-field="room-asked"]' });

/** Where a step, or a field of it, is on the page. */
export const stepSelector = (step: string, field?: string): string =>
  `[data-step="${step}"]${field === undefined ? '' : ` [data-field="${field}"]`}`;

/** Brings the keyboard to something as soon as it is on the page. */
export const want = (selector: string): void => usePlanDesk.setState({ wanted: selector });
