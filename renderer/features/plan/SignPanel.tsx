import { Button } from '@mantine/core';
import { sealWords } from '../../../core/plan/sealedPlan.ts';
import { Said } from '../../ui/Sign.tsx';
import type { Signing } from './useSigning.ts';

/** What is done, open and in the way; then the seal. */
export function SignPanel({ signing, isReadOnly }: { readonly signing: Signing; readonly isReadOnly: boolean }) {
  const { standing: { done, open, blocking }, version, author, isSeen, isCovered, see, sign, hindrance, problem, isSigning, signed } = signing;
  if (signed !== null) {
    return (
      <section className="panel plan-sign" aria-label="Sign">
        <div className="panel-head"><h2>Sign</h2></div>
        <div className="plan-sign-body">
          {signed.withdrawn === null
            ? <Said tone="ok">Version {signed.version} is signed and sealed: <span className="plan-seal">{sealWords(signed.sha256)}</span></Said>
            : <Said tone="warning">Version {signed.version} is withdrawn.</Said>}
          <p className="second small-text">It never changes. The next edit begins version {version}.</p>
        </div>
      </section>
    );
  }
  return (
    <section className="panel plan-sign" aria-label="Sign">
      <div className="panel-head"><h2>Sign</h2></div>
      <div className="plan-sign-body">
        {/* Above all: what must be done before. */}
        {blocking.map((words) => <Said key={words} tone="refused">{words}</Said>)}
        {done.map((words) => <Said key={words} tone="ok">{words}</Said>)}
        {open.map((words) => <Said key={words} tone="warning">{words}</Said>)}
        {open.length === 0 ? null : (
          <label className="plan-seen">
            <input type="checkbox" checked={isSeen} disabled={isReadOnly || isCovered} onChange={({ target }) => see(target.checked)} />
            <span>I have seen the {open.length === 1 ? 'open point. It stays' : `${open.length} open points. They stay`} on the first page of the plan.</span>
          </label>
        )}
        <Button fullWidth size="md" className="plan-sign-button" disabled={hindrance !== null} loading={isSigning} onClick={sign}>
          Sign version {version}<kbd>Ctrl Enter</kbd>
        </Button>
        {problem === null ? null : <Said tone="refused">{problem}</Said>}
        <p className="second small-text">
          {hindrance ?? `Signs as ${author ?? 'the operator at work'}. A signed version never changes; a correction is version ${version + 1}.`}
        </p>
      </div>
    </section>
  );
}
