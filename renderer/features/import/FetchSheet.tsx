import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useRef, useState, type KeyboardEvent } from 'react';
import type { FoundStudyView } from '../../../core/contract/studies.ts';
import { countWords, plural } from '../../ui/amountWords.ts';
import { Sheet } from '../../ui/Sheet.tsx';
import { Notice } from '../../ui/Sign.tsx';
import { useFetch, type Found } from './useFetch.ts';

/** Studies of an archive: looked for by name, ID or day, and fetched into the library as an import. */
export function FetchSheet({ onClose }: { readonly onClose: () => void }) {
  const fetching = useFetch(onClose);
  const { archives, archive, wanted, found, isAsking, problem } = fetching;
  const [chosen, setChosen] = useState<string | null>(null);
  const study = found?.studies.find(({ studyUid }) => studyUid === chosen) ?? null;
  const fetchChosen = (): void => {
    if (study !== null) fetching.fetch(study);
  };
  if (archives === null || archives.length === 0) {
    return (
      <Sheet label="Fetch from an archive" width="640px" onClose={onClose} foot={<><span className="gap" /><Button variant="default" onClick={onClose}>Close</Button></>}>
        {archives === null ? <p className="second">{problem ?? 'The archives of this site are being read.'}</p> : (
          <p className="second">
            No archive that can be searched is set up yet. Add one with its DICOMweb address under Archives in Settings, key <kbd>,</kbd>. An archive
            that is reached by DIMSE takes plans, but cannot be searched from here.
          </p>
        )}
      </Sheet>
    );
  }
  const field = (name: 'patientName' | 'patientId' | 'from' | 'to', label: string, type: 'text' | 'date') => (
    <TextInput
      label={label} type={type} value={wanted[name]} maxLength={64} autoComplete="off" spellCheck={false} data-autofocus={name === 'patientName'}
      autoFocus={name === 'patientName'} onChange={({ currentTarget }) => fetching.want({ ...wanted, [name]: currentTarget.value })}
    />
  );
  return (
    <Sheet
      label="Fetch from an archive" width="980px" height="640px" onClose={onClose}
      foot={
        <>
          <span className="second">The study is fetched whole and then imported; the archive is not changed.</span>
          <span className="gap" />
          <Button variant="default" onClick={onClose}>Cancel</Button>
          <Button disabled={study === null} onClick={fetchChosen}>Fetch chosen study<kbd>Ctrl Enter</kbd></Button>
        </>
      }
    >
      <div
        className="fetch-window"
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !event.ctrlKey || study === null) return;
          event.preventDefault();
          fetchChosen();
        }}
      >
        <form
          className="fetch-search" aria-label="Search in the archive"
          onSubmit={(event) => {
            event.preventDefault();
            setChosen(null);
            fetching.find();
          }}
        >
          <NativeSelect
            label="Archive" value={archive?.id ?? ''} data={archives.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={({ currentTarget }) => fetching.choose(currentTarget.value)}
          />
          {field('patientName', 'Name', 'text')}
          {field('patientId', 'Patient ID', 'text')}
          {field('from', 'Day from', 'date')}
          {field('to', 'to', 'date')}
          <Button type="submit" disabled={isAsking || fetching.isEmpty}>Search<kbd>Enter</kbd></Button>
        </form>
        <p className="second" role="status">{statusWords(fetching.isEmpty, isAsking, found)}</p>
        {problem === null ? null : <Notice tone="refused">{problem}</Notice>}
        {found === null || found.studies.length === 0 ? null : (
          <Studies studies={found.studies} chosen={chosen} onChoose={setChosen} onFetch={fetching.fetch} />
        )}
      </div>
    </Sheet>
  );
}

function statusWords(isEmpty: boolean, isAsking: boolean, found: Found | null): string {
  if (isAsking) return 'The archive is asked.';
  if (found === null) return isEmpty ? 'Write a name, an ID or a day to look for. A part of a name is enough.' : 'Press Enter to search.';
  if (found.studies.length === 0) return 'The archive has no study that fits. Try a part of the name, or other days.';
  return `${plural(found.studies.length, 'study', 'studies')} found, the newest first.${found.isCut ? ' There are more: narrow the search to see them.' : ''}`;
}

function Studies({ studies, chosen, onChoose, onFetch }: {
  readonly studies: readonly FoundStudyView[]; readonly chosen: string | null; readonly onChoose: (studyUid: string) => void;
  readonly onFetch: (study: FoundStudyView) => void;
}) {
  const list = useRef<HTMLDivElement>(null);
  const step = (event: KeyboardEvent, at: number): void => {
    const all = [...(list.current?.querySelectorAll<HTMLElement>('[role="option"]') ?? [])];
    const targets: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 };
    const target = targets[event.key];
    const study = studies[at];
    if (target !== undefined) all[target]?.focus();
    else if (event.key === 'Enter' && !event.ctrlKey && study !== undefined) onFetch(study);
    else return;
    event.preventDefault();
  };
  return (
    <div className="entries" role="listbox" aria-label="Studies found" ref={list} tabIndex={-1}>
      {studies.map((study, at) => (
        <div
          key={study.studyUid} role="option" aria-selected={study.studyUid === chosen} className="entry fetch-study"
          tabIndex={study.studyUid === chosen || (chosen === null && at === 0) ? 0 : -1}
          onFocus={() => onChoose(study.studyUid)} onKeyDown={(event) => step(event, at)} onDoubleClick={() => onFetch(study)}
        >
          <span>{study.date ?? <span className="muted">no day</span>}</span>
          <span className="wrap">
            <b><bdi>{study.patientName ?? 'no name'}</bdi></b>{' '}
            <span className="second"><bdi>{study.patientId ?? 'no ID'}</bdi>{study.birthDate === null ? '' : `, born ${study.birthDate}`}</span>
          </span>
          <span className="wrap second"><bdi>{study.description ?? ''}</bdi></span>
          <span>{study.modalities.join(', ')}</span>
          <span className="number">{study.instances === null ? <span className="muted">unknown</span> : `${countWords(study.instances)} images`}</span>
        </div>
      ))}
    </div>
  );
}
