import { Button } from '@mantine/core';
import { useState } from 'react';
import type { PlanVersionView } from '../../../core/contract/plans.ts';
import { sealWords } from '../../../core/plan/sealedPlan.ts';
import { useAnswer, useHost, type Reply } from '../../api/useHost.ts';
import type { PlanDraft, PlanDraftState } from '../../state/planDraft.ts';
import { useView } from '../../state/viewStore.ts';
import { instantWords, localDate } from '../../ui/dateWords.ts';
import { Said, Sign } from '../../ui/Sign.tsx';
import { failureWords } from '../../words.ts';
import { usePlanDesk, type VersionKey } from './planDesk.ts';
import { HandOverLink, HandOverPanel } from './HandOverPanel.tsx';
import { Sendings } from './Sendings.tsx';
import { isDraftNewer, newestVersion, nextVersion } from './planWords.ts';
import type { Moved } from './sameWork.ts';
import type { SealedVersions } from './usePlan.ts';
import { PrintLink, RoomLink } from './VersionLinks.tsx';

const when = (instant: string): string => instantWords(instant, localDate(new Date()));

/**
 * The draft and the signed versions, newest first: opened, compared, withdrawn. Where the vessel is gone, `draft` is null, and only
 * a plan that was never signed shows what was drafted. `onCompare` is null where there are not two. `moved`: what of the lesion is
 * otherwise since the newest version was signed.
 */
export function VersionsPanel({ draft, state, shown, sealed, moved, isReadOnly, onCompare }: {
  readonly draft: PlanDraft | null; readonly state: PlanDraftState; readonly shown: VersionKey | null; readonly sealed: SealedVersions;
  readonly moved: Moved | null; readonly isReadOnly: boolean; readonly onCompare: (() => void) | null;
}) {
  const { compared, outcome } = usePlanDesk();
  /** What the station shows: a version or its outcome, the draft, or a comparison. */
  const inFront = outcome ?? (compared === null ? shown ?? 'draft' : null);
  const { plan } = state;
  const hasDraft = plan !== null && (isDraftNewer(plan) || state.isWaiting);
  const versions = plan?.versions.toSorted((one, other) => other.version - one.version) ?? [];
  return (
    <section className="panel plan-versions" aria-label="Versions">
      <div className="panel-head"><h2>Versions</h2></div>
      {plan === null && !state.isWaiting ? <p className="plan-none">Nothing is planned yet. A version comes with each signature.</p> : (
        <ol className="plan-scroll" aria-label="Versions of the plan">
          {draft === null && versions.length > 0 ? null : <li data-shown={inFront === 'draft'}>
            <button type="button" className="plan-version" aria-pressed={inFront === 'draft'} onClick={() => usePlanDesk.setState({ version: null, compared: null, outcome: null })}>
              <b>{hasDraft || plan === null ? `v${plan === null ? 1 : nextVersion(plan)} draft` : 'Draft'}</b>
              <span>{hasDraft && plan?.draft != null ? `${when(plan.draft.changedAt)}, ${plan.draft.changedBy?.name ?? 'nobody chosen'}`
                : state.isWaiting ? 'being kept' : moved === null ? 'as signed; the next edit begins a new version' : 'steps as signed, of the lesion as it is now'}</span>
            </button>
          </li>}
          {versions.map((version) => (
            <SignedRow key={version.version} row={version} sealed={sealed.get(version.version)} isShown={inFront === version.version} isNewest={version === versions[0]} hasDraft={hasDraft && draft !== null} moved={version === versions[0] ? moved : null}>
              {plan === null ? null : <PrintLink plan={plan.id} version={version.version} />}
              {plan === null || version.withdrawn !== null ? null : <HandOverLink version={version.version} />}
              {plan === null || version.withdrawn !== null ? null : <RoomLink plan={plan.id} version={version.version} />}
              {plan === null ? null : <OutcomeLink plan={plan.id} version={version.version} />}
              {plan === null ? null : <Sendings plan={plan.id} version={version.version} isWithdrawn={version.withdrawn !== null} isReadOnly={isReadOnly} />}
              {version.withdrawn === null && !isReadOnly && plan !== null ? <Withdraw version={version.version} plan={plan.id} draft={draft} /> : null}
              {plan === null || version.withdrawn !== null ? null : <HandOverPanel plan={plan.id} version={version.version} />}
            </SignedRow>
          ))}
        </ol>
      )}
      {onCompare === null ? null : <div className="plan-compare-link"><button type="button" className="link" title="C" onClick={onCompare}>{compareWords(state)}</button></div>}
    </section>
  );
}

/** "Compare v3 with v2". */
function compareWords({ plan, isWaiting }: PlanDraftState): string {
  const newest = plan === null ? null : newestVersion(plan);
  if (plan === null || newest === null) return 'Compare versions';
  return isWaiting || isDraftNewer(plan) ? `Compare v${nextVersion(plan)} with v${newest.version}` : 'Compare two versions';
}

function SignedRow({ row, sealed, isShown, isNewest, hasDraft, moved, children }: {
  readonly row: PlanVersionView; readonly sealed: Reply<'plans.version'> | undefined; readonly isShown: boolean; readonly isNewest: boolean;
  readonly hasDraft: boolean; readonly moved: Moved | null; readonly children: React.ReactNode;
}) {
  const { version, sha256, signedAt, by, withdrawn } = row;
  return (
    <li data-shown={isShown} data-withdrawn={withdrawn !== null}>
      <button type="button" className="plan-version" data-version={version} aria-pressed={isShown} title="Show it, read only" onClick={() => usePlanDesk.setState({ version, compared: null, outcome: null })}>
        <b>v{version} {withdrawn === null ? 'signed' : 'withdrawn'}</b>
        <span>{when(withdrawn?.at ?? signedAt)}, {(withdrawn === null ? by : withdrawn.by)?.name ?? 'nobody chosen'}</span>
      </button>
      {withdrawn === null ? null : <p>reason: {withdrawn.reason}</p>}
      {moved === null || withdrawn !== null ? null : <p className="warn"><Sign tone="warning" /> {moved.since}: {moved.what}</p>}
      <p>seal <span className="plan-seal" title={sha256}>{sealWords(sha256)}</span>{sealed === undefined ? ', being checked' : sealed.ok ? (
        <>, chain intact <Sign tone="ok" /></>
      ) : null}</p>
      {sealed?.ok === false ? <Said tone="refused">{failureWords(sealed.failure)}</Said> : null}
      {isNewest && hasDraft && withdrawn === null ? <p className="warn"><Sign tone="warning" /> replaced when v{version + 1} is signed</p> : null}
      {children}
    </li>
  );
}

/** Opens what became of the procedure by a version, and says whether that is told. */
function OutcomeLink({ plan, version }: { readonly plan: NonNullable<PlanDraftState['plan']>['id']; readonly version: number }) {
  const kept = useAnswer('outcomes.load', { plan, version });
  const log = useAnswer('room.log', { plan, version });
  const last = kept?.ok === true ? kept.value.revisions.at(-1) : undefined;
  const hasEnded = log?.ok === true && log.value.events.some(({ happening }) => happening.what === 'end');
  const isAsked = last === undefined ? hasEnded && kept?.ok === true : !last.isConfirmed;
  return (
    <p>
      <button type="button" className="link quiet" title="E: for the version shown, else the newest that was in the room" onClick={() => usePlanDesk.setState({ outcome: version, compared: null })}>Outcome of v{version}</button>
      {isAsked ? <span className="warn"> <Sign tone="warning" /> {last === undefined ? 'the procedure has ended: record it' : 'not confirmed'}</span>
        : last === undefined ? null : <span> <Sign tone="ok" /> confirmed</span>}
    </p>
  );
}

/** Withdrawing asks for its reason in place: it cannot be taken back. */
function Withdraw({ plan, version, draft }: { readonly plan: NonNullable<PlanDraftState['plan']>['id']; readonly version: number; readonly draft: PlanDraft | null }) {
  const host = useHost();
  const isAsking = usePlanDesk((desk) => desk.withdrawing === version);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const end = (): void => {
    setReason('');
    usePlanDesk.setState({ withdrawing: null });
  };
  async function withdraw(): Promise<void> {
    const reply = await host['plans.withdraw']({ plan, version, reason: reason.trim() });
    if (!reply.ok) return setProblem(failureWords(reply.failure));
    draft?.take(reply.value);
    end();
    useView.getState().say(`Version ${version} is withdrawn: the room shows a stop page`);
  }
  if (!isAsking) return <button type="button" className="link quiet" onClick={() => usePlanDesk.setState({ withdrawing: version })}>Withdraw v{version}</button>;
  return (
    <form
      className="plan-withdraw"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== '') void withdraw();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        end();
      }}
    >
      <label>Why is version {version} withdrawn? It cannot be taken back; the room shows a stop page.
        <input value={reason} maxLength={600} ref={focused} onChange={({ target }) => setReason(target.value)} />
      </label>
      {problem === null ? null : <Said tone="refused">{problem}</Said>}
      <div className="row">
        <Button type="submit" size="compact-xs" color="red" disabled={reason.trim() === ''}>Withdraw</Button>
        <Button variant="default" size="compact-xs" onClick={end}>Keep it</Button>
      </div>
    </form>
  );
}

const focused = (node: HTMLInputElement | null): void => node?.focus();
