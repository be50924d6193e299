import type { HostClient } from '../../../core/contract/contract.ts';
import type { PlanId } from '../../../core/contract/ids.ts';
import type { PlanView, ReceivedPlanView } from '../../../core/contract/plans.ts';
import { stepsOf } from '../../../core/plan/plan.ts';
import { useHost } from '../../api/useHost.ts';
import { useCommands } from '../../state/commands.ts';
import { useView } from '../../state/viewStore.ts';
import { PLAN_COMMANDS } from './commands.ts';
import { askForRoom, chooseStep, chooseTemplate, receivedOf, stepSelector, usePlanDesk, want, type VersionKey } from './planDesk.ts';
import type { PlanAtHand, SealedVersions } from './usePlan.ts';
import { newestVersion } from './planWords.ts';
import { openRoom } from './openRoom.ts';
import { outcomeVersion } from './outcomeVersion.ts';
import { printVersion } from './printVersion.ts';
import type { PlanActions } from './usePlanActions.ts';
import type { Signing } from './useSigning.ts';
import { useSendTargets } from './useSendTargets.ts';

/** Keys of the plan station; `actions` is null where it can only be read. */
export function usePlanCommands(
  { content, objections, state }: PlanAtHand, actions: PlanActions | null, signing: Signing, sealed: SealedVersions, received: readonly ReceivedPlanView[],
  isWritable: boolean,
): void {
  const { step, details, stop, version, compared, outcome, templates, withdrawing, sending, handingOver, roomAsked, isAddingImage } = usePlanDesk();
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
  const isOpen = version !== null || outcome !== null || compared !== null || details !== null || stop !== null || withdrawing !== null || sending !== null
    || handingOver !== null || roomAsked !== null || isAddingImage;
  const { plan } = state;
  const numbers = [...sealed.keys()].filter((key) => typeof key === 'number');
  const handed = handedOver(plan, version, sealed);
  const own = plan?.versions.find((one) => handed?.plan === plan.id && one.version === handed.version);
  const targets = useSendTargets(plan?.id ?? null, own?.version ?? null, own?.withdrawn != null);
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
    // No key signs what is covered; while an outcome is open, what is confirmed is the outcome.
    seen: !signing.isCovered && signing.standing.open.length > 0 ? () => signing.see(!signing.isSeen) : undefined,
    sign: outcome === null ? signing.sign : undefined,
    compare: numbers.length === 0 || state.plan === null || templates !== null ? undefined
      : () => usePlanDesk.setState({ compared: compared === null ? { before: Math.max(...numbers), after: 'draft' } : null, version: null, outcome: null }),
    print: handed === null ? undefined : () => void printVersion(host, handed.plan, handed.version),
    handOver: own === undefined || own.withdrawn !== null ? undefined
      : () => usePlanDesk.setState({ handingOver: handingOver === own.version ? null : own.version }),
    room: handed === null ? undefined : () => {
      if (typeof version === 'string' && received.find(({ id }) => id === handed.plan)?.images !== 'here') askForRoom(version);
      else void openRoom(host, handed.plan, handed.version);
    },
    outcome: typeof version === 'string' ? () => useView.getState().say('This version came from another workstation: record its outcome at the one that made the plan')
      : plan === null || plan.versions.length === 0 ? undefined : () => void openOutcome(host, plan, version),
    // Where there is no archive yet, the way to the settings gets the focus.
    send: own === undefined || targets === null || !isWritable ? undefined : () => usePlanDesk.setState({ sending: own.version, wanted: `[data-send="${own.version}"]` }),
    close: isOpen ? () => usePlanDesk.setState({
      version: null, compared: null, outcome: null, details: null, stop: null, withdrawing: null, sending: null, handingOver: null, roomAsked: null,
      isAddingImage: false,
    }) : undefined,
  });
}

/** Opens the outcome of the version that is shown, else of the one that the procedure was done by. */
async function openOutcome(host: HostClient, plan: PlanView, shown: number | null): Promise<void> {
  const { caseId, vessel } = usePlanDesk.getState();
  const version = shown ?? await outcomeVersion(host, plan);
  const now = usePlanDesk.getState();
  if (now.caseId !== caseId || now.vessel !== vessel) return;
  if (version === null) useView.getState().say('Every version is withdrawn, and the room noted nothing: open the outcome of one in Versions');
  else usePlanDesk.setState({ outcome: version, compared: null });
}

/** What is printed and taken to the room by a key: the version that is shown, else the newest of the plan at hand. */
function handedOver(
  plan: PlanAtHand['state']['plan'], shown: VersionKey | null, sealed: SealedVersions,
): { readonly plan: PlanId; readonly version: number } | null {
  if (typeof shown === 'string') {
    const received = receivedOf(shown);
    return sealed.has(shown) ? received : null;
  }
  const version = shown ?? (plan === null ? null : newestVersion(plan)?.version ?? null);
  return plan === null || version === null ? null : { plan: plan.id, version };
}
