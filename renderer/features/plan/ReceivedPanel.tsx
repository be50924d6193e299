import type { CaseView } from '../../../core/contract/schemas.ts';
import type { ReceivedPlanView } from '../../../core/contract/plans.ts';
import { adoptedPlan } from '../../../core/plan/adoptedPlan.ts';
import { sealWords } from '../../../core/plan/sealedPlan.ts';
import type { PlanDraft } from '../../state/planDraft.ts';
import { useView } from '../../state/viewStore.ts';
import { instantWords, localDate } from '../../ui/dateWords.ts';
import { Said, Sign } from '../../ui/Sign.tsx';
import { failureWords } from '../../words.ts';
import { receivedKey, usePlanDesk } from './planDesk.ts';
import type { SealedVersions } from './usePlan.ts';
import { PrintLink, ReceivedRoomLink } from './VersionLinks.tsx';

const when = (instant: string): string => instantWords(instant, localDate(new Date()));

/** Whether the images that a plan rests on are in this case. */
const IMAGES: Readonly<Record<ReceivedPlanView['images'], { readonly tone: 'ok' | 'warning' | 'info'; readonly words: string }>> = {
  here: { tone: 'ok', words: 'its images are here, file by file' },
  'other-files': { tone: 'warning', words: 'its series are here, but not the very files it was signed on' },
  missing: { tone: 'info', words: 'its images are not here; it can be read without them' },
};

/** Plans that were signed at other workstations: looked at, printed, taken to the room, and the beginning of an own draft. */
export function ReceivedPanel({ plans, sealed, caseView, draft, isReadOnly }: {
  readonly plans: readonly ReceivedPlanView[]; readonly sealed: SealedVersions; readonly caseView: CaseView; readonly draft: PlanDraft | null;
  readonly isReadOnly: boolean;
}) {
  if (plans.length === 0) return null;
  return (
    <section className="panel plan-versions plan-received" aria-label="Plans of other workstations">
      <div className="panel-head"><h2>From other workstations</h2></div>
      <div className="plan-scroll">
        {plans.map((plan) => (
          <article key={plan.id} aria-label={`Plan of another workstation: ${plan.lesion ?? 'no lesion measured'}`}>
            <header>
              <b className="wrap">{plan.lesion ?? 'No lesion measured'}</b>
              <p>workstation <span className="plan-seal" title={plan.origin}>{sealWords(plan.origin)}</span>, {plan.software}, received {when(plan.receivedAt)}</p>
              <p><Sign tone={IMAGES[plan.images].tone} /> {IMAGES[plan.images].words}</p>
              {plan.sharedVersions === 0 ? null : (
                <p className="warn"><Sign tone="warning" /> differs from another plan here from v{plan.sharedVersions + 1} on: ask who signed it which one holds</p>
              )}
            </header>
            <ol>
              {plan.versions.map((row) => (
                <ReceivedRow key={row.version} plan={plan} row={row} sealed={sealed} caseView={caseView} draft={draft} isReadOnly={isReadOnly} />
              ))}
            </ol>
          </article>
        ))}
      </div>
    </section>
  );
}

function ReceivedRow({ plan, row: { version, sha256, signedAt, by, withdrawn }, sealed, caseView, draft, isReadOnly }: {
  readonly plan: ReceivedPlanView; readonly row: ReceivedPlanView['versions'][number]; readonly sealed: SealedVersions;
  readonly caseView: CaseView; readonly draft: PlanDraft | null; readonly isReadOnly: boolean;
}) {
  const key = receivedKey(plan.id, version);
  const isShown = usePlanDesk((desk) => desk.version === key && desk.compared === null && desk.outcome === null);
  const reply = sealed.get(key);
  return (
    <li data-shown={isShown} data-withdrawn={withdrawn !== null}>
      <button type="button" className="plan-version" aria-pressed={isShown} title="Show it, read only" onClick={() => usePlanDesk.setState({ version: key, compared: null, outcome: null })}>
        <b>v{version} {withdrawn === null ? 'received' : 'withdrawn'}</b>
        <span>{withdrawn === null ? 'signed ' : ''}{when(withdrawn?.at ?? signedAt)}, {(withdrawn === null ? by : withdrawn.by)?.name ?? 'nobody chosen'}</span>
      </button>
      {withdrawn === null ? null : <p>reason: {withdrawn.reason}</p>}
      <p>seal <span className="plan-seal" title={sha256}>{sealWords(sha256)}</span>{reply === undefined ? ', being checked' : reply.ok ? (
        <>, chain consistent; author as stated by the sender <Sign tone="info" /></>
      ) : null}</p>
      {reply?.ok === false ? <Said tone="refused">{failureWords(reply.failure)}</Said> : null}
      {reply?.ok !== true ? null : <PrintLink plan={plan.id} version={version} />}
      {withdrawn !== null || reply?.ok !== true ? null : <ReceivedRoomLink plan={plan.id} version={version} images={plan.images} />}
      {withdrawn !== null || reply?.ok !== true || isReadOnly ? null : (
        <Adopt version={version} draft={draft} onAdopt={(to) => {
          const here = new Set(caseView.series.map(({ id }) => id));
          to.change(`begin from v${version} of another workstation`, adoptedPlan(reply.value.sealed.content, here));
          usePlanDesk.setState({ version: null, compared: null, outcome: null });
          useView.getState().say(`The draft is now that of version ${version}; overrides of safety rules are asked for again. Undo takes it back`);
        }} />
      )}
    </li>
  );
}

/** An own draft that begins with what was signed elsewhere. It belongs to a vessel that is traced here. */
function Adopt({ version, draft, onAdopt }: { readonly version: number; readonly draft: PlanDraft | null; readonly onAdopt: (draft: PlanDraft) => void }) {
  if (draft === null) return <p className="second">An own draft can begin from it once the vessel is traced here, at station 3.</p>;
  return <button type="button" className="link quiet" onClick={() => onAdopt(draft)}>Begin own draft from v{version}</button>;
}
