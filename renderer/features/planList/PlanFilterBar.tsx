import { TextInput } from '@mantine/core';
import { useId, useState, type RefObject } from 'react';
import { J_CTO_POINTS, type PlanFilters } from './planListStore.ts';
import { DAY_FORM, isBeginningOfDay, writtenDay } from './writtenDay.ts';

/** From which days and with which J-CTO plans are listed. */
export function PlanFilterBar({
  firstDay,
  from,
  to,
  jCto,
  onFilter,
  onDown,
}: Pick<PlanFilters, 'from' | 'to' | 'jCto'> & {
  readonly firstDay: RefObject<HTMLInputElement | null>;
  readonly onFilter: (filters: Partial<PlanFilters>) => void;
  readonly onDown: () => void;
}) {
  const [typedIn, setTypedIn] = useState<'from' | 'to' | null>(null);
  const why = useId();
  // Said as soon as it cannot become a day, else once it is left.
  const isWrong = (end: 'from' | 'to', text: string): boolean =>
    text.trim() !== '' &&
    writtenDay(text, 'first') === null &&
    (typedIn !== end || !isBeginningOfDay(text));
  const field = (end: 'from' | 'to', label: string, text: string) => (
    <DayField
      {...(end === 'from' ? { field: firstDay } : {})}
      label={label}
      text={text}
      why={isWrong(end, text) ? why : null}
      onTypedIn={(isHere) => setTypedIn(isHere ? end : null)}
      onText={(typed) => onFilter({ [end]: typed })}
      onDown={onDown}
    />
  );
  return (
    <div className="plan-filters" role="group" aria-label="Filters">
      {field('from', 'Signed from', from)}
      {field('to', 'to', to)}
      <span className="gap day-wrong" id={why} role="status">
        {isWrong('from', from) || isWrong('to', to) ? DAY_FORM : ''}
      </span>
      <span className="second" id="j-cto-filter">
        J-CTO may be
      </span>
      <div className="list-tabs" role="group" aria-labelledby="j-cto-filter">
        {[null, ...J_CTO_POINTS].map((points) => (
          <button
            key={points}
            type="button"
            aria-pressed={points === jCto}
            onClick={() => onFilter({ jCto: points })}
          >
            {points ?? 'any'}
          </button>
        ))}
      </div>
    </div>
  );
}

function DayField({
  field,
  label,
  text,
  why,
  onTypedIn,
  onText,
  onDown,
}: {
  readonly field?: RefObject<HTMLInputElement | null>;
  readonly label: string;
  readonly text: string;
  /** What says why this is no day; null where nothing is wrong. */
  readonly why: string | null;
  readonly onTypedIn: (isHere: boolean) => void;
  readonly onText: (text: string) => void;
  readonly onDown: () => void;
}) {
  const id = useId();
  return (
    <>
      <label className="second" htmlFor={id}>
        {label}
      </label>
      <TextInput
        {...(field === undefined ? {} : { ref: field })}
        id={id}
        className="day"
        placeholder="YYYY-MM-DD"
        title="By the day of signing; a draft that was never signed by that of its last change"
        maxLength={10}
        autoComplete="off"
        spellCheck={false}
        value={text}
        error={why !== null}
        {...(why === null ? {} : { 'aria-describedby': why })}
        onFocus={() => onTypedIn(true)}
        onBlur={() => onTypedIn(false)}
        onChange={({ currentTarget }) => onText(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            onText('');
            event.currentTarget.blur();
          } else if (event.key === 'ArrowDown') onDown();
          else if (event.key === 'Enter') {
            event.currentTarget.blur();
            onDown();
          } else return;
          event.preventDefault();
        }}
      />
    </>
  );
}
