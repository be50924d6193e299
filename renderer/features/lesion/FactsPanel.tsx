import { Button } from '@mantine/core';
import { Fragment, memo, useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { FactPath } from '../../../core/lesion/caseFacts.ts';
import type { FactGroupId } from '../../../core/lesion/factGroups.ts';
import type { SheetGroup, SheetRow } from '../../../core/lesion/factSheet.ts';
import type { KnownFact } from '../../../core/lesion/knownFacts.ts';
import { cautionsOf } from '../../../core/lesion/measureWarnings.ts';
import { Cautions } from '../../ui/Cautions.tsx';
import { localDate } from '../../ui/dateWords.ts';
import { FactRow, type RowActions } from './FactRow.tsx';
import { FactStrip } from './FactStrip.tsx';
import { toggleGroup, toggleWhole, useLesionDesk } from './lesionStore.ts';
import type { Lesion } from './useLesion.ts';

/** The rows of a group that are on the sheet: the rare ones where they are known, or asked for. */
export const rowsShown = ({ id, rows }: SheetGroup, whole: ReadonlySet<FactGroupId>): readonly SheetRow[] =>
  rows.filter(({ isRare, value, note, state }) => !isRare || value !== null || whole.has(id) || (state === 'unknown' && note === ASKED));
const ASKED = 'Asked, and not known.';

/** The rows that the keys walk, in their order. */
export const rowsWalked = (sheet: readonly SheetGroup[], folded: ReadonlySet<FactGroupId>, whole: ReadonlySet<FactGroupId>): readonly SheetRow[] =>
  sheet.flatMap((group) => (folded.has(group.id) ? [] : rowsShown(group, whole)));

/** What can be done on the sheet. */
export interface SheetActions extends RowActions {
  readonly takeBack: (path: FactPath) => void;
}

/** The fact sheet of the lesion, grouped, and what is known of the chosen fact. */
export const FactsPanel = memo(function FactsPanel({ lesion, actions }: { readonly lesion: Lesion; readonly actions: SheetActions }) {
  const { sheet, known, questions, turning, details } = lesion;
  const { folded, whole } = useLesionDesk(useShallow((desk) => ({ folded: desk.folded, whole: desk.whole })));
  const asked = useMemo(() => new Set(questions.map(({ fact }) => fact)), [questions]);
  const today = localDate(new Date());
  const count = sheet.reduce((sum, group) => sum + group.known, 0);
  return (
    <section className="panel fact-sheet" aria-label="Facts">
      <div className="panel-head">
        <h2>Facts</h2><small>{count} known, {asked.size} unknown</small>
        <Cautions messages={cautionsOf(lesion.vessel.measures)} />
        <span className="gap" />
        <Button size="compact-sm" variant={asked.size > 0 ? 'filled' : 'default'} disabled={asked.size === 0} onClick={() => actions.nextUnknown(1)} title="The one that settles most scores first">Next unknown <kbd>U</kbd></Button>
      </div>
      <div className="facts-scroll" tabIndex={-1}>
        <table>
          <thead><tr><th scope="col">Fact</th><th scope="col">Value</th><th scope="col" className="fact-range">Range</th><th scope="col">Source</th><th scope="col">Evidence</th></tr></thead>
          <tbody>
            {sheet.map((group) => {
              const rows = rowsShown(group, whole);
              const isFolded = folded.has(group.id);
              return (
                <Fragment key={group.id}>
                  <GroupHead group={group} isFolded={isFolded} hidden={group.rows.length - rows.length} isWhole={whole.has(group.id)} />
                  {isFolded ? null : rows.map((row) => (
                    <FactRow
                      key={row.path} row={row} actions={actions} today={today}
                      value={answerOffered(known.get(row.path))} note={known.get(row.path)?.entry?.content.note ?? null}
                      turns={turning.has(row.path)} isAsked={asked.has(row.path)} evidence={evidenceWords(row, details.get(row.path)?.evidence.words)}
                    />
                  ))}
                </Fragment>
              );
            })}
          </tbody>
        </table>
      </div>
      <FactStrip lesion={lesion} actions={actions} today={today} />
    </section>
  );
});

/** What an answer begins with: what counts, what was measured beneath it, or what was said before it was known of which vessel. */
const answerOffered = (fact: KnownFact | undefined): KnownFact['value'] =>
  fact?.value ?? fact?.measured?.value ?? fact?.unassigned?.content.value ?? null;

function GroupHead({ group: { id, title, rows, known }, isFolded, hidden, isWhole }: {
  readonly group: SheetGroup; readonly isFolded: boolean; readonly hidden: number; readonly isWhole: boolean;
}) {
  return (
    <tr className="fact-group">
      <th colSpan={5} scope="rowgroup">
        <span>
          <button type="button" className="fact-fold" aria-expanded={!isFolded} onClick={() => toggleGroup(id)}>{title}</button>
          <small>{known} of {rows.length}</small>
          <span className="gap" />
          {hidden > 0 || isWhole ? (
            <button type="button" className="link" aria-pressed={isWhole} aria-label={isWhole ? `Fewer facts: ${title}` : `${hidden} more facts: ${title}`} onClick={() => toggleWhole(id)}>{isWhole ? 'fewer' : `${hidden} more`}</button>
          ) : null}
        </span>
      </th>
    </tr>
  );
}

/** What is measured has a picture; of what is stated there is the time. */
function evidenceWords({ source }: SheetRow, picture: string | undefined): string | null {
  if (source === 'CT') return picture ?? null;
  if (source === 'IVUS') return 'ruler';
  if (source === 'angiogram') return 'runs';
  return null;
}
