import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ArchiveView } from '../../../core/contract/archives.ts';
import { useHost } from '../../api/useHost.ts';
import { Notice, Said } from '../../ui/Sign.tsx';
import { failureWords } from '../../words.ts';
import { changeOf, draftOf, isPasswordKept, openLine, type ArchiveDraft, type DraftProblems } from './archiveWords.ts';

/** The fields of an archive; it is kept as a whole. `archive` is null for a new one. */
export function ArchiveForm({ archive, onDone }: { readonly archive: ArchiveView | null; readonly onDone: () => void }) {
  const host = useHost();
  const [draft, setDraft] = useState(() => draftOf(archive));
  const [problems, setProblems] = useState<DraftProblems>({});
  const [refusal, setRefusal] = useState<string | null>(null);
  const field = (name: Exclude<keyof ArchiveDraft, 'isTls'>, label: string, more: { readonly placeholder?: string; readonly isSecret?: true; readonly isFirst?: true } = {}) => (
    <TextInput
      label={label} value={draft[name]} error={problems[name]} maxLength={1000} spellCheck={false} autoComplete={more.isSecret === true ? 'new-password' : 'off'}
      type={more.isSecret === true ? 'password' : 'text'} placeholder={more.placeholder ?? ''} autoFocus={more.isFirst === true}
      onChange={({ currentTarget }) => {
        setDraft({ ...draft, [name]: currentTarget.value });
        setProblems({ ...problems, [name]: undefined });
      }}
    />
  );
  async function save(): Promise<void> {
    const change = changeOf(archive, draft);
    setProblems(change.ok ? {} : change.failure);
    if (!change.ok) return;
    const saved = await host['archives.save'](change.value);
    if (saved.ok) onDone();
    else setRefusal(failureWords(saved.failure));
  }
  const line = openLine(draft);
  return (
    <form
      className="archive-form" aria-label={archive === null ? 'New archive' : `Change ${archive.name}`}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // The sheet stays.
        event.preventDefault();
        event.stopPropagation();
        onDone();
      }}
    >
      {field('name', 'Name', { isFirst: true })}
      <div className="archive-kind">
        <SegmentedControl
          aria-label="How it is reached" value={draft.kind} data={[{ value: 'dicomweb', label: 'DICOMweb' }, { value: 'dimse', label: 'DIMSE (C-STORE)' }]}
          onChange={(kind) => setDraft({ ...draft, kind: kind === 'dimse' ? 'dimse' : 'dicomweb' })}
        />
      </div>
      {draft.kind === 'dicomweb' ? (
        <>
          <div className="archive-wide">{field('address', 'Address of its DICOMweb root', { placeholder: 'https://…/dicom-web' })}</div>
          {field('user', 'User, where it asks for one')}
          {field('password', 'Password', { isSecret: true, placeholder: isPasswordKept(archive, draft) ? 'kept; type to replace it' : '' })}
        </>
      ) : (
        <>
          {field('host', 'Computer')}
          {field('port', 'Port')}
          {field('calledAe', 'Called AE title: the archive’s')}
          {field('callingAe', 'Calling AE title: of this workstation')}
          <div className="archive-wide">
            <SegmentedControl
              aria-label="Encryption" value={draft.isTls ? 'tls' : 'none'} data={[{ value: 'none', label: 'Not encrypted' }, { value: 'tls', label: 'TLS' }]}
              onChange={(value) => setDraft({ ...draft, isTls: value === 'tls' })}
            />
          </div>
          {draft.isTls ? (
            <>
              <div className="archive-wide">
                {field('caFile', 'Authority that issued its certificate: PEM file on this computer', { placeholder: 'empty: the public authorities' })}
              </div>
              {field('certificateFile', 'Certificate of this workstation: PEM file', { placeholder: 'empty: none is shown' })}
              {field('keyFile', 'Its private key: PEM file', { placeholder: 'without a passphrase' })}
            </>
          ) : null}
        </>
      )}
      {line === null ? null : <div className="archive-wide"><Said tone="warning">{line}</Said></div>}
      {refusal === null ? null : <div className="archive-wide"><Notice tone="refused">{refusal}</Notice></div>}
      <div className="row archive-wide">
        <Button type="submit">{archive === null ? 'Add' : 'Keep'}</Button>
        <Button variant="default" onClick={onDone}>Cancel</Button>
      </div>
    </form>
  );
}
