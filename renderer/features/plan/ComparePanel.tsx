import { useMemo } from 'react';
import { comparedPlans } from '../../../core/plan/comparedPlans.ts';
import type { PlanContent } from '../../../core/plan/plan.ts';
import { failureWords } from '../../words.ts';
import { usePlanDesk, type Side } from './planDesk.ts';
import type { SealedVersions } from './usePlan.ts';

/** What differs between two versions, or a version and the draft. */
export function ComparePanel({ before, after, draft, sealed }: {
  readonly before: Side; readonly after: Side; readonly draft: PlanContent; readonly sealed: SealedVersions;
}) {
  const [one, other] = [before, after].map((side) => contentOf(side, draft, sealed)) as [Found, Found];
  const differences = useMemo(
    () => (one.content === null || other.content === null ? null : comparedPlans(one.content, other.content)), [one.content, other.content],
  );
  const sides: readonly Side[] = [
    'draft', ...[...sealed.keys()].filter((key) => typeof key === 'number').toSorted((a, b) => b - a),
    ...[...sealed.keys()].filter((key) => typeof key !== 'number'),
  ];
  const choice = (label: string, value: Side, set: (side: Side) => void) => (
    <label>{label}
      <select value={String(value)} onChange={({ target }) => set(sides.find((side) => String(side) === target.value) ?? 'draft')}>
        {sides.map((side) => <option key={side} value={String(side)}>{sideWords(side, sealed)}</option>)}
      </select>
    </label>
  );
  return (
    <section className="panel plan-compare" aria-label="Comparison">
      <div className="panel-head">
        <h2>Compare</h2>
        {choice('from', before, (side) => usePlanDesk.setState({ compared: { before: side, after } }))}
        {choice('to', after, (side) => usePlanDesk.setState({ compared: { before, after: side } }))}
        <span className="gap" />
        <button type="button" className="link" title="Esc" onClick={() => usePlanDesk.setState({ compared: null })}>Back to the draft</button>
      </div>
      {differences === null ? <p className="plan-none">{one.why ?? other.why ?? 'Being read.'}</p>
        : differences.length === 0 ? <p className="plan-none">Nothing differs between {sideWords(before, sealed)} and {sideWords(after, sealed)}.</p> : (
          <div className="plan-scroll" tabIndex={0} role="group" aria-label="Differences">
            <table className="table">
              <thead><tr><th>What</th><th>{sideWords(before, sealed)}</th><th>{sideWords(after, sealed)}</th></tr></thead>
              <tbody>{differences.map(({ what, before: was, after: is }) => (
                <tr key={what}><td><b>{what}</b></td><td>{was ?? <span className="muted">not there</span>}</td><td>{is ?? <span className="muted">not there</span>}</td></tr>
              ))}</tbody>
            </table>
          </div>
        )}
    </section>
  );
}

interface Found { readonly content: PlanContent | null; readonly why: string | null }

function contentOf(side: Side, draft: PlanContent, sealed: SealedVersions): Found {
  if (side === 'draft') return { content: draft, why: null };
  const reply = sealed.get(side);
  return reply?.ok === true ? { content: reply.value.sealed.content, why: null }
    : { content: null, why: reply === undefined ? null : failureWords(reply.failure) };
}

function sideWords(side: Side, sealed: SealedVersions): string {
  if (side === 'draft') return 'the draft';
  if (typeof side === 'number') return `v${side}`;
  const reply = sealed.get(side);
  return reply?.ok === true ? `v${reply.value.sealed.version} received, ${reply.value.sealed.author.name}` : 'a received version';
}
