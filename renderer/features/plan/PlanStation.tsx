import { useEffect, useLayoutEffect, useMemo, type ReactNode } from 'react';
import type { CaseId } from '../../../core/contract/ids.ts';
import type { CaseView } from '../../../core/contract/schemas.ts';
import { planDevices } from '../../../core/plan/planDevices.ts';
import { useAnswer, useAskAgain } from '../../api/useHost.ts';
import { useVesselDesk } from '../../state/vesselDesk.ts';
import { useStationStatus, type StatusLine } from '../../state/statusLine.ts';
import { instantWords, localDate } from '../../ui/dateWords.ts';
import { Notice, Sign } from '../../ui/Sign.tsx';
import { failureWords } from '../../words.ts';
import { ComparePanel } from './ComparePanel.tsx';
import { DevicesPanel } from './DevicesPanel.tsx';
import { KeyImages } from './KeyImages.tsx';
import { countsNotWords } from '../outcomes/outcomeWords.ts';
import { OutcomeView } from '../outcomes/OutcomeView.tsx';
import { useEntries, useOpenVessels, useVessels } from '../vessel/useVessel.ts';
import { vesselName } from '../vessel/vesselWords.ts';
import { LadderPanel } from './LadderPanel.tsx';
import { LimitsPanel } from './LimitsPanel.tsx';
import { openPlanDesk, receivedOf, usePlanDesk, type VersionKey } from './planDesk.ts';
import { newestVersion, unreadWords } from './planWords.ts';
import { ReceivedPanel } from './ReceivedPanel.tsx';
import { SignPanel } from './SignPanel.tsx';
import { TemplatesPanel } from './TemplatesPanel.tsx';
import { useKeepKeyImage } from './useKeyImages.ts';
import { objectionsIn, usePlan, useReceivedPlans, useSealedVersions, type PlanAtHand } from './usePlan.ts';
import { usePlanActions } from './usePlanActions.ts';
import { usePlanCommands } from './usePlanCommands.ts';
import { useSigning } from './useSigning.ts';
import { VersionsPanel } from './VersionsPanel.tsx';
import './plan.css';

const LINE: StatusLine = {
  hints: [
    { keys: ['↑', '↓'], does: 'step' }, { keys: ['Alt ↑', 'Alt ↓'], does: 'move step' }, { keys: ['Enter'], does: 'write' }, { keys: ['A'], does: 'add step' },
    { keys: ['S'], does: 'stop rule' }, { keys: ['D'], does: 'details' }, { keys: ['Ctrl Enter'], does: 'sign' },
  ],
  state: [],
};

const OUTCOME_LINE: StatusLine = {
  hints: [{ keys: ['Tab'], does: 'next field' }, { keys: ['←', '→'], does: 'choose' }, { keys: ['Ctrl Enter'], does: 'confirm' }, { keys: ['Esc'], does: 'back to the plan' }],
  state: [],
};

const TEMPLATE_LINE: StatusLine = {
  hints: [
    { keys: ['↑', '↓'], does: 'template' }, { keys: ['Enter'], does: 'use' }, { keys: ['A', 'B', 'C'], does: 'add its rung' }, { keys: ['N'], does: 'save this plan' },
    { keys: ['F2'], does: 'rename' }, { keys: ['Alt ↑', 'Alt ↓'], does: 'move' }, { keys: ['Esc'], does: 'back' },
  ],
  state: [],
};

/** Station 7: the ladder A-B-C with its limits, key images and devices; signing and the signed versions. */
export function PlanStation({ caseView }: { readonly caseView: CaseView }) {
  const caseId = caseView.row.id;
  const plan = usePlan(caseView);
  const { state, content, evidence, target, draft } = plan;
  const about = useAnswer('shell.about', {});
  const isReadOnly = about?.ok === true && about.value.isReadOnly;
  const received = useReceivedPlans(caseId);
  const sealed = useSealedVersions(state.plan, received);
  const desk = usePlanDesk();
  const all = usePlanActions(plan);
  const keep = useKeepKeyImage(caseId, draft);
  const signing = useSigning(plan, sealed, isReadOnly);
  const { gone } = useOpenVessels();
  const vessel = gone?.vessel ?? plan.lesion.vessel.id;
  // Before it is shown: nothing of another vessel is opened by the number of its version.
  useLayoutEffect(() => openPlanDesk(caseId, vessel), [caseId, vessel]);
  useStationStatus(desk.outcome !== null ? OUTCOME_LINE : desk.templates !== null ? TEMPLATE_LINE : LINE);
  useWantedFocus();

  // Of a vessel that is gone there is no draft to come back to.
  const version = desk.version ?? (gone === null ? null : newestVersion(gone)?.version ?? null);
  const shown = version === null ? undefined : sealed.get(version);
  const signed = shown?.ok === true ? shown.value : null;
  const isDraft = version === null;
  const isMissed = useIsMissed();
  // That nothing is planned is known only of plans that could be read.
  const isUnknown = state.content === null && (isMissed || plan.unread.own !== null);
  const isWritten = isDraft && draft !== null && !isReadOnly && !isUnknown && desk.compared === null && desk.outcome === null;
  // While templates lie over the ladder, its keys rest.
  const actions = isWritten && desk.templates === null ? all : null;
  const done = desk.outcome === null ? undefined : sealed.get(desk.outcome);
  const asked = desk.outcome ?? version;
  const reply = asked === null ? undefined : sealed.get(asked);
  // Nothing stands in the place of a version that is not read: least of all the draft.
  const isUnread = asked !== null && reply?.ok !== true;
  const back = gone !== null && typeof asked === 'number' ? null : <BackToDraft isGone={gone !== null} />;
  const looked = signed === null ? { content, evidence } : signed.sealed;
  const objections = useMemo(
    () => (signed === null ? plan.objections : objectionsIn(signed.sealed.content, signed.sealed.evidence)), [signed, plan.objections],
  );
  const stock = useAnswer('stock.load', {});
  const list = stock?.ok === true ? stock.value.list : null;
  const devices = useMemo(() => planDevices(looked.content, list?.rows ?? [], localDate(new Date())), [looked.content, list]);
  usePlanCommands(plan, actions, signing, sealed, received, !isReadOnly);
  const versions = state.plan?.versions ?? [];
  return (
    <div className="plan">
      <Notices caseId={caseId} plan={plan} isReadOnly={isReadOnly}>
        {signed === null || done !== undefined ? null : (
          <Told actions={back}>
            Version {signed.sealed.version} {typeof version === 'string' ? 'from another workstation, by' : 'of'} {signed.sealed.author.name}, signed {instantWords(signed.sealed.signedAt, localDate(new Date()))}
            {signed.standing.withdrawn === null ? '' : `, withdrawn: ${signed.standing.withdrawn.reason}`}. It is shown as it was sealed and can only be read.
          </Told>
        )}
        {!isUnread ? null : reply === undefined ? <Told actions={back}>Version {numberOf(asked)} {plan.unread[typeof asked === 'number' ? 'own' : 'received'] === null ? 'is being checked: it is shown once its seal holds.' : 'cannot be checked now.'}</Told>
          : reply.ok ? null : <Notice tone="refused" actions={back ?? undefined}>Version {numberOf(asked)} is not shown. {failureWords(reply.failure)}</Notice>}
      </Notices>
      {done?.ok === true ? (
        <OutcomeView
          key={`${done.value.sealed.plan} ${done.value.sealed.version}`} caseId={caseId} sealed={done.value.sealed} isReadOnly={isReadOnly}
          countsNot={countsNotWords(done.value.standing.withdrawn !== null, caseView.row.isDemo)} onClose={() => usePlanDesk.setState({ outcome: null })}
        />
      ) : isUnread || (isDraft && isUnknown) ? null : (
        <>
          <div className="plan-left">
            {desk.compared !== null ? <ComparePanel {...desk.compared} draft={content} sealed={sealed} />
              : isWritten && desk.templates !== null ? <TemplatesPanel {...desk.templates} content={content} onUse={all.applyTemplate} /> : (
              <>
                <LadderPanel
                  target={signed === null ? target : signed.sealed.evidence.lesion?.name ?? null} state={signed === null ? null : `version ${signed.sealed.version}, read only`}
                  content={looked.content} objections={objections} devices={devices} actions={actions} canSuggest={plan.lesion.vessel.measures !== null}
                />
                <LimitsPanel content={looked.content} evidence={looked.evidence} actions={actions} />
              </>
            )}
          </div>
          <div className="plan-middle">
            <KeyImages caseId={caseId} images={looked.content.keyImages} actions={actions} onKeep={keep} />
            <DevicesPanel devices={devices} list={list === null ? null : { name: list.name, savedAt: list.savedAt }} />
          </div>
        </>
      )}
      <div className="plan-right">
        {gone === null && !isUnknown ? <SignPanel signing={signing} isReadOnly={isReadOnly} /> : null}
        {isUnknown ? null : (
          <VersionsPanel
            draft={draft} state={state} shown={version} sealed={sealed} moved={signing.moved} isReadOnly={isReadOnly}
            onCompare={versions.length === 0 ? null : () => usePlanDesk.setState({ compared: comparedFirst(versions.map(({ version }) => version)), version: null, outcome: null })}
          />
        )}
        <ReceivedPanel plans={received} sealed={sealed} caseView={caseView} draft={draft} isReadOnly={isReadOnly} />
      </div>
    </div>
  );
}

/** The number of a version, as it is spoken of. */
const numberOf = (key: VersionKey): number => (typeof key === 'number' ? key : receivedOf(key).version);

/** From a version back to what is drafted; of a plan whose vessel is gone to its newest version. */
const BackToDraft = ({ isGone }: { readonly isGone: boolean }) => (
  <button type="button" className="link" onClick={() => usePlanDesk.setState({ version: null, outcome: null })}>{isGone ? 'Back to the plan' : 'Back to the draft'}</button>
);

/** The draft against the newest version. */
export const comparedFirst = (versions: readonly number[]) => ({ before: Math.max(...versions), after: 'draft' } as const);

/** Brings the keyboard to what asked for it, once it is on the page. */
function useWantedFocus(): void {
  const wanted = usePlanDesk((desk) => desk.wanted);
  useEffect(() => {
    if (wanted === null) return;
    document.querySelector<HTMLElement>(`.plan ${wanted}`)?.focus();
    usePlanDesk.setState({ wanted: null });
  }, [wanted]);
}

/** What is neither right nor wrong, and good to know. */
const Told = ({ children, actions }: { readonly children: ReactNode; readonly actions?: ReactNode }) => (
  <div className="notice info" role="status"><Sign tone="info" /><span>{children}</span>{actions}</div>
);

const TryAgain = ({ onClick }: { readonly onClick: () => void }) => <button type="button" className="link" onClick={onClick}>Try again</button>;

/** Whether others are traced, but not the vessel that was chosen, and its plan is not at hand. */
function useIsMissed(): boolean {
  const { vessel, gone } = useOpenVessels();
  return useVessels().length > 0 && vessel.id === null && gone === null;
}

/** Leads to the plans of the vessels that are there. */
const ToPlans = ({ vessels }: { readonly vessels: ReturnType<typeof useVessels> }) => vessels.map(({ id, path }, n) => (
  <button key={id} type="button" className="link" onClick={() => useVesselDesk.getState().choose(id)}>Plan of {vesselName(path.content, n)}</button>
));

/** That the chosen vessel is not traced, while it is not known what was planned for it. */
const MissedNotice = ({ isUnread }: { readonly isUnread: boolean }) => (
  <Notice tone="warning" actions={<ToPlans vessels={useVessels()} />}>
    The chosen vessel is no longer traced{isUnread ? ', and whether there is a plan of it cannot be told.' : '. Whether there is a plan of it is being looked up.'}
  </Notice>
);

/** That the vessel of the plan is gone, and what can still be done; the plans of the vessels that are there. */
function GoneNotice({ hasVersions }: { readonly hasVersions: boolean }) {
  const vessels = useVessels();
  const { isDamaged } = useEntries();
  return (
    <Notice tone="warning" actions={vessels.length === 0 ? undefined : <ToPlans vessels={vessels} />}>
      {isDamaged ? 'What was entered in this case is damaged in the library, and the vessel of this plan with it' : 'The vessel of this plan is no longer traced'}
      {hasVersions ? ': its signed versions can be read, handed over and withdrawn, and their outcomes recorded, and nothing else.' : ': its draft was never signed and can only be read.'}
    </Notice>
  );
}

/** What stands above the station: what is not kept and why, what somebody else has done, what is missing. */
function Notices({ caseId, plan: { state, draft, lesion, unread }, isReadOnly, children }: {
  readonly caseId: CaseId; readonly plan: PlanAtHand; readonly isReadOnly: boolean; readonly children: ReactNode;
}) {
  const askAgain = useAskAgain();
  const isMissed = useIsMissed();
  const { obstacle, refused, isTakenOver } = state;
  const { vessel } = lesion;
  const { gone } = useOpenVessels();
  const isBlind = useVesselDesk((desk) => desk.reading) === 2;
  return (
    <div className="plan-notices">
      {isReadOnly ? <Notice tone="warning">The library is open for reading only: the plan can be looked at, and nothing of it can be changed or signed.</Notice> : null}
      {obstacle === null || isReadOnly ? null : (
        <Notice tone="warning" actions={<button type="button" className="link" onClick={() => draft?.retry()}>Try again now</button>}>
          The draft is not kept yet. {failureWords(obstacle)} It waits here, and is kept as soon as that is possible.
        </Notice>
      )}
      {unread.own === null ? null : (
        <Notice tone="refused" actions={<TryAgain onClick={() => askAgain('plans.list', { caseId })} />}>{unreadWords(unread.own, 'plans of this case')}</Notice>
      )}
      {unread.received === null ? null : (
        <Notice tone="refused" actions={<TryAgain onClick={() => askAgain('plans.received', { caseId })} />}>{unreadWords(unread.received, 'plans from other workstations')}</Notice>
      )}
      {refused === null ? null : <Notice tone="refused">The last edit was not kept. {failureWords(refused)}</Notice>}
      {isBlind ? <Told>A blind second reading is under way at Calcium; facts and plan rest on the first reading alone.</Told> : null}
      {isTakenOver ? <Told>Another window changed this plan meanwhile: its newer draft is shown. Look at it, and repeat your last edit if it is still right.</Told> : null}
      {gone !== null ? <GoneNotice hasVersions={gone.versions.length > 0} />
        : isMissed ? <MissedNotice isUnread={unread.own !== null} />
        : vessel.id === null ? <Told>No vessel is traced yet: a plan is made for a vessel. Trace it in station 3, then come back.</Told>
        : vessel.state === 'measuring' ? <Told>The vessel is being measured; suggestion and signature wait for its figures.</Told>
        : vessel.state === 'nothing' ? <Told>The vessel’s series is not open, so that nothing is measured now; open it in station 2.</Told>
        : vessel.failure === null && vessel.refusal === null ? null : <Notice tone="warning">Nothing could be measured: {(vessel.failure ?? vessel.refusal)?.message}</Notice>}
      {children}
    </div>
  );
}
