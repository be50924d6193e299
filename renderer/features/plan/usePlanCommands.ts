import { stepsOf } from '../../../core/plan/plan.ts';
import { useHost, type Reply } from '../../api/useHost.ts';
import { useCommands } from '../../state/commands.ts';
import { PLAN_COMMANDS } from './commands.ts';
import { chooseStep, chooseTemplate, stepSelector, usePlanDesk, want } from './planDesk.ts';
import type { PlanAtHand } from './usePlan.ts';
import { newestVersion } from './planWords.ts';
import { openRoom } from './openRoom.ts';
import { printVersion } from './printVersion.ts';
import type { PlanActions } from './usePlanActions.ts';
import type { Signing } from './useSigning.ts';

/** Keys of the plan station; `actions` is null where it can only be read. */
export function usePlanCommands(
  { content, objections, state }: PlanAtHand, actions: PlanActions | null, signing: Signing, sealed: ReadonlyMap<number, Reply<'plans.version'>>,
): void {
  const { step, details, stop, version, compared, outcome, templates, withdrawing, isAddingImage } = usePlanDesk();
  const host = useHost();
  const all = stepsOf(content);
  const chosen = all.find((one) => one.step.id === step);
  const isWritten = actions !== null;
  const isLadder = all.length > 0 && outcome === null;
  const go = (by: 1 | -1) => (): void => {
    const at = all.findIndex((one) => one.step.id === step);
    const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.max(0, Math.min(all.length - 1, at + by))];
    if (next !== undefined) chooseStep(next.step.id, true);
  };
  const onStep = (act: (id: string, of: PlanActions) => void) =>
    (chosen === undefined || actions === null ? undefined : () => act(chosen.step.id, actions));
  const asks = chosen !== undefined && (objections.get(chosen.step.id) ?? []).some(({ standing }) => standing === 'asks' || standing === 'overridden');
  const isOpen = version !== null || outcome !== null || compared !== null || details !== null || stop !== null || withdrawing !== null || isAddingImage;
  const { plan } = state;
  const printed = version ?? (plan === null ? null : newestVersion(plan)?.version ?? null);
  useCommands(PLAN_COMMANDS, {
    suggest: isWritten && all.length === 0 ? actions.suggest : undefined,
    templates: isWritten ? () => chooseTemplate('new', true) : undefined,
    next: isLadder ? go(1) : undefined, previous: isLadder ? go(-1) : undefined,
    edit: onStep((id) => want(stepSelector(id, 'technique'))),
    details: onStep((id) => usePlanDesk.setState(details === id ? { details: null } : { details: id, wanted: stepSelector(id, 'at') })),
    add: isWritten ? () => actions.addStep() : undefined,
    remove: onStep((id, of) => of.removeStep(id)),
    up: onStep((id, of) => of.moveStep(id, -1)), down: onStep((id, of) => of.moveStep(id, 1)),
    stop: isWritten ? () => actions.openStop(chosen?.rung.letter ?? 'A') : undefined,
    override: asks ? onStep((id) => want(stepSelector(id, 'override'))) : undefined,
    limits: isWritten ? () => want('[data-home="limits"] [data-field="contrast"]') : undefined,
    image: isWritten ? () => usePlanDesk.setState({ isAddingImage: !isAddingImage }) : undefined,
    seen: signing.standing.open.length > 0 ? () => signing.see(!signing.isSeen) : undefined,
    sign: signing.sign,
    compare: sealed.size === 0 || state.plan === null || templates !== null ? undefined
      : () => usePlanDesk.setState({ compared: compared === null ? { before: Math.max(...sealed.keys()), after: 'draft' } : null, version: null, outcome: null }),
    print: printed === null || plan === null ? undefined : () => void printVersion(host, plan.id, printed),
    room: printed === null || plan === null ? undefined : () => void openRoom(host, plan.id, printed),
    outcome: printed === null || plan === null ? undefined : () => usePlanDesk.setState({ outcome: printed, compared: null }),
    close: isOpen ? () => usePlanDesk.setState({ version: null, compared: null, outcome: null, details: null, stop: null, withdrawing: null, isAddingImage: false }) : undefined,
  });
}
