import { Button } from '@mantine/core';
import { useAnswer } from '../../api/useHost.ts';
import { plural } from '../../ui/amountWords.ts';
import { Icon } from '../../ui/Icon.tsx';
import { OPEN_FILTERS, type FilterName, type PlanFilters } from './planListStore.ts';
import { narrowWords, NOTHING_WORDS, WITHOUT_WORDS } from './planListWords.ts';
import type { PlanQuestion } from './usePlanPages.ts';

/** The list before the first plan. */
export const NoPlan = () => (
  <div className="nothing">
    <div className="nothing-frame">
      <Icon name="plan" />
      <h3>No plan yet</h3>
      <p>
        A plan is made for a vessel: open a case, trace the vessel at station 3, and plan it at station 7.
        From its first step it is listed here.
      </p>
    </div>
  </div>
);

/** Nothing is found: says of what, and which of the filters alone stands in the way. */
export function NoPlanFound({
  question,
  narrowing,
  onLoosen,
}: {
  readonly question: PlanQuestion;
  /** The filters that are set. */
  readonly narrowing: readonly FilterName[];
  readonly onLoosen: (filters: Partial<PlanFilters>) => void;
}) {
  const { text, from, to, kind } = question;
  return (
    <div className="nothing">
      <h3>
        {kind === 'sealed' ? NOTHING_WORDS.all : NOTHING_WORDS[kind]}
        {narrowWords(question)}
        {text === '' ? null : (
          <>
            {' '}
            matches “<bdi>{text}</bdi>”
          </>
        )}
      </h3>
      {from !== null && to !== null && from > to ? (
        <p>The first day lies after the last one: no day is between them.</p>
      ) : null}
      {text === '' ? null : (
        <p>Search looks at names, IDs, vessels and dates; “J-CTO 3” finds plans that may have three points.</p>
      )}
      <div className="row">
        {narrowing.length < 2
          ? null
          : narrowing.map((name) => (
              <Loosened key={name} name={name} question={question} onLoosen={onLoosen} />
            ))}
        <Button
          variant="default"
          onClick={() => onLoosen(Object.assign({}, ...Object.values(OPEN_FILTERS)))}
        >
          Show all plans
        </Button>
      </div>
    </div>
  );
}

/** What is found without one filter; nothing where that one alone is not in the way. */
function Loosened({
  name,
  question,
  onLoosen,
}: {
  readonly name: FilterName;
  readonly question: PlanQuestion;
  readonly onLoosen: (filters: Partial<PlanFilters>) => void;
}) {
  const { from, to, ...rest } = question;
  const open = name === 'days' ? { ...rest, from: null, to: null } : { ...question, ...OPEN_FILTERS[name] };
  const answer = useAnswer('plans.search', { ...open, limit: 1, offset: 0 });
  if (answer?.ok !== true || answer.value.total === 0) return null;
  return (
    <Button variant="default" onClick={() => onLoosen(OPEN_FILTERS[name])}>
      {WITHOUT_WORDS[name]}: {plural(answer.value.total, 'plan')}
    </Button>
  );
}
