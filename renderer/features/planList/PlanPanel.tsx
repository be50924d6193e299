import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PlanRow } from '../../../core/contract/plans.ts';
import { sealWords } from '../../../core/plan/sealedPlan.ts';
import { instantWords } from '../../ui/dateWords.ts';
import { Said } from '../../ui/Sign.tsx';
import { bornWords, nameWords } from '../frame/patientWords.ts';
import { jCtoWords, procedureWords, stateWords } from './planListWords.ts';

/** The chosen plan in full: nothing of it is cut, however long. */
export function PlanPanel({
  row,
  today,
  onOpen,
}: {
  readonly row: PlanRow;
  readonly today: string;
  readonly onOpen: () => void;
}) {
  const [state, procedure] = [stateWords(row), procedureWords(row)];
  const whole = ({ words, more }: typeof state): string => (more === null ? words : `${words}, ${more}`);
  return (
    <section className="panel case-panel" aria-label="Chosen plan">
      <header className="panel-head">
        <h2>Chosen plan</h2>
      </header>
      <div className="panel-body stack" tabIndex={0} role="group" aria-label="What is known of the plan">
        <div>
          <p className="case-name wrap">
            <bdi>{nameWords(row.patient)}</bdi>
          </p>
          <p className="second wrap">
            <bdi>{row.patient.id ?? 'ID not stated'}</bdi>, {bornWords(row.patient, today)}
          </p>
        </div>
        <Said tone={state.tone ?? 'info'}>{whole(state)}</Said>
        {procedure.tone === null ? null : <Said tone={procedure.tone}>{whole(procedure)}</Said>}
        {row.isDamaged ? null : (
          <dl className="plan-facts">
            <Fact name="Vessel">
              {row.lesion ?? (row.version === null ? 'not named yet' : 'nothing measured')}
            </Fact>
            <Fact name="J-CTO">
              {jCtoWords(row) ?? (row.version === null ? 'with the signature' : 'not scored')}
            </Fact>
            {row.signedAt === null ? null : (
              <Fact name="Signed">
                {instantWords(row.signedAt, today)} by <bdi>{row.by ?? 'nobody named'}</bdi>
              </Fact>
            )}
            <Fact name="Last change">
              {instantWords(row.changedAt, today)} by <bdi>{row.changedBy ?? 'nobody named'}</bdi>
            </Fact>
            {row.origin === null ? null : <Fact name="Workstation">{sealWords(row.origin)}</Fact>}
          </dl>
        )}
      </div>
      <footer className="panel-foot">
        <Button className="go" onClick={onOpen}>
          {row.origin === null ? 'Open plan' : 'Read plan'}
          <kbd>Enter</kbd>
        </Button>
      </footer>
    </section>
  );
}

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <>
    <dt>{name}</dt>
    <dd className="wrap">{children}</dd>
  </>
);
