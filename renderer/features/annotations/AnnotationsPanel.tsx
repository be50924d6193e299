import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { Annotation } from '../../../core/annotation/annotation.ts';
import type { FrameScale } from '../../../core/annotation/measure.ts';
import { SHAPE_WORDS } from '../../../core/annotation/words.ts';
import type { SeriesView } from '../../../core/contract/schemas.ts';
import { LONGEST_TEXT } from '../../../core/annotation/annotation.ts';
import { instantWords, localDate } from '../../ui/dateWords.ts';
import { Notice } from '../../ui/Sign.tsx';
import { failureWords } from '../../words.ts';
import { copied, edited, remove } from './actions.ts';
import { listValue, originWords, placeWords } from './annotationWords.ts';
import { ShapeIcon } from './AnnotationTools.tsx';
import { goTo, useDesk } from './deskStore.ts';
import { useBook, useBookState, useOpenBook } from './useBook.ts';
import './annotations.css';

/** What the frames of a series are measured by; the default for one that is not calibrated. */
export interface FrameMetre { readonly aspect: number; readonly scale: FrameScale | null }
const UNCALIBRATED: FrameMetre = { aspect: 1, scale: null };

/** Everything that is drawn in the case: value, place, who and when. A click goes there. */
export function AnnotationsPanel({ metreOf = () => UNCALIBRATED }: {
  readonly metreOf?: (id: SeriesView['id']) => FrameMetre;
}) {
  const { annotations, waiting, obstacle, refused } = useBookState((state) => state);
  const { book, series, isDamaged } = useOpenBook();
  const selected = useDesk((desk) => desk.selected);
  const writing = useDesk((desk) => desk.writing);
  const failure = refused ?? obstacle;
  const today = localDate(new Date());
  return (
    <section className="panel annotations-panel" aria-label="Annotations">
      <div className="panel-head"><h2>Annotations</h2><small>{annotations.length === 0 ? 'none' : annotations.length}</small></div>
      {isDamaged ? <Notice tone="refused">What was drawn in this case is damaged in the library and is not shown. The images are not touched. Restore a backup of the library.</Notice> : null}
      {failure === null ? null : (
        <Notice
          tone="warning"
          actions={obstacle === null ? undefined : <Button variant="default" onClick={() => book.retry()}>Try again</Button>}
        >
          {obstacle === null ? '' : `${waiting} ${waiting === 1 ? 'step is' : 'steps are'} shown here but not kept. `}{failureWords(failure)}
        </Notice>
      )}
      {annotations.length === 0 ? (
        <p className="annotations-none">Nothing is drawn yet. Take a tool above the pictures, or press D for a distance.</p>
      ) : (
        <ol className="annotations-list">
          {annotations.map((one) => (
            <Item
              key={one.id} annotation={one} isSelected={one.id === selected} isWriting={one.id === writing} today={today}
              value={valueOf(one, metreOf)} origin={originWords(series, one.series)}
            />
          ))}
        </ol>
      )}
    </section>
  );
}

function valueOf(annotation: Annotation, metreOf: (id: SeriesView['id']) => FrameMetre): string {
  const { aspect, scale } = metreOf(annotation.series);
  return listValue(annotation, aspect, scale);
}

function Item({ annotation, isSelected, isWriting, value, origin, today }: {
  readonly annotation: Annotation; readonly isSelected: boolean; readonly isWriting: boolean; readonly value: string;
  readonly origin: string; readonly today: string;
}) {
  const book = useBook();
  const item = useRef<HTMLLIElement>(null);
  const { kind, text, changedBy, changedAt } = annotation;
  const author = changedBy?.name ?? 'nobody chosen';
  useEffect(() => {
    if (isSelected) item.current?.scrollIntoView({ block: 'nearest' });
  }, [isSelected]);
  return (
    <li ref={item} className="annotation" aria-current={isSelected}>
      <button
        type="button" className="annotation-go" onClick={() => goTo(annotation.id)}
        aria-label={`${text ?? ''} ${SHAPE_WORDS[kind]} ${value}, ${placeWords(annotation)}: show it`.trim()}
      >
        <span className="annotation-icon"><ShapeIcon kind={kind} /></span>
        <span className="annotation-words">
          <span className="annotation-value"><b>{value}</b>{text === null ? null : <bdi>{text}</bdi>}</span>
          <span className="second annotation-line" title={`${origin}, ${placeWords(annotation)}`}>{placeWords(annotation)}, <bdi>{origin}</bdi></span>
          <span className="second annotation-line" title={author}>{instantWords(changedAt, today)}, <bdi>{author}</bdi></span>
        </span>
      </button>
      {isWriting ? <Writing annotation={annotation} /> : null}
      {isSelected && !isWriting ? (
        <div className="annotation-acts">
          <button type="button" onClick={() => useDesk.setState({ writing: annotation.id })} title="Write on it (Enter)">Text</button>
          <button type="button" onClick={() => void copied(value)} title="Copy the value (Ctrl Alt C)">Copy</button>
          <button type="button" onClick={() => remove(book, annotation)} title="Remove it (Delete); undo brings it back">Remove</button>
        </div>
      ) : null}
    </li>
  );
}

/** The text of an annotation in a field: Enter keeps it, Escape leaves it. */
function Writing({ annotation }: { readonly annotation: Annotation }) {
  const book = useBook();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => { field.current?.select(); }, []);
  const done = (): void => useDesk.setState({ writing: null });
  const keep = (): void => {
    const words = field.current?.value.trim() ?? '';
    const text = words === '' ? null : words;
    if (text !== annotation.text) edited(book, annotation, { ...annotation, text }, 'write on annotation');
    done();
  };
  return (
    <input
      ref={field} className="annotation-field" aria-label="Text of the annotation" defaultValue={annotation.text ?? ''}
      maxLength={LONGEST_TEXT} placeholder="Text, then Enter" onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
        else if (event.key === 'Escape') done();
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    />
  );
}
