import type { ReactNode } from 'react';
import type { PlanRow } from '../../../core/contract/plans.ts';
import { instantWords } from '../../ui/dateWords.ts';
import { Sign } from '../../ui/Sign.tsx';
import { nameWords } from '../frame/patientWords.ts';
import { jCtoWords, procedureWords, stateWords, type CellWords } from './planListWords.ts';
import { ROW_PX } from './rowWindow.ts';

/** By which the list says which row is chosen. */
export const rowId = (index: number): string => `plan-row-${index}`;

/** A plan in the list, at its place; three dots while its page is asked for. */
export function PlanTableRow({
  index,
  row,
  isChosen,
  today,
  onChoose,
  onOpen,
}: {
  readonly index: number;
  readonly row: PlanRow | undefined;
  readonly isChosen: boolean;
  readonly today: string;
  readonly onChoose: () => void;
  readonly onOpen: (row: PlanRow) => void;
}) {
  const place = { transform: `translateY(${index * ROW_PX}px)`, height: ROW_PX };
  const common = {
    id: rowId(index),
    role: 'row',
    'aria-rowindex': index + 2,
    'aria-selected': isChosen,
    className: isChosen ? 'plan-row chosen' : 'plan-row',
    style: place,
  };
  if (row === undefined)
    return (
      <div {...common} aria-busy="true" onClick={onChoose}>
        <div role="gridcell" tabIndex={-1} className="second">
          …
        </div>
      </div>
    );
  const score = jCtoWords(row);
  return (
    <div {...common} data-plan={row.plan} onClick={onChoose} onDoubleClick={() => onOpen(row)}>
      <Cell title={nameWords(row.patient)} more={<bdi>{row.patient.id ?? 'ID not stated'}</bdi>}>
        <b>
          <bdi>{nameWords(row.patient)}</bdi>
        </b>
        {row.isDemo ? <span className="demo">DEMO</span> : null}
      </Cell>
      <Cell title={row.lesion ?? ''}>
        {row.lesion ?? (
          <span className="muted">{row.version === null ? 'vessel not named' : 'nothing measured'}</span>
        )}
      </Cell>
      <Worded {...stateWords(row)} />
      <Cell>{score ?? <span className="muted">{row.version === null ? '' : 'not scored'}</span>}</Cell>
      {row.signedAt === null ? (
        <Cell>
          <span className="muted">{row.isDamaged ? '' : 'not yet'}</span>
        </Cell>
      ) : (
        <Cell title={row.by ?? ''} more={<bdi>{row.by ?? 'nobody named'}</bdi>}>
          {instantWords(row.signedAt, today)}
        </Cell>
      )}
      <Worded {...procedureWords(row)} />
      {row.isDamaged ? (
        <Cell />
      ) : (
        <Cell title={row.changedBy ?? ''} more={<bdi>{row.changedBy ?? 'nobody named'}</bdi>}>
          {instantWords(row.changedAt, today)}
        </Cell>
      )}
    </div>
  );
}

const Cell = ({
  title,
  more,
  children,
}: {
  readonly title?: string;
  readonly more?: ReactNode;
  readonly children?: ReactNode;
}) => (
  <div role="gridcell" tabIndex={-1} title={title}>
    <span>{children}</span>
    {more === undefined ? null : <small>{more}</small>}
  </div>
);

const Worded = ({ tone, words, more }: CellWords) => (
  <div role="gridcell" tabIndex={-1}>
    <span className={tone === null ? 'muted' : `signed ${tone}`}>
      {tone === null ? null : <Sign tone={tone} />}
      {words}
    </span>
    {more === null ? null : <small>{more}</small>}
  </div>
);
