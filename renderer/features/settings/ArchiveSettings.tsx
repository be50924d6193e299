import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ArchiveView } from '../../../core/contract/archives.ts';
import type { ArchiveId } from '../../../core/contract/ids.ts';
import { useAnswer, useHost } from '../../api/useHost.ts';
import { Notice, Said } from '../../ui/Sign.tsx';
import { failureWords } from '../../words.ts';
import { ArchiveForm } from './ArchiveForm.tsx';
import { placeWords } from './archiveWords.ts';
import { SettingsGroup } from './SettingsGroup.tsx';

/** The archives of the site: added, tested, changed, removed. */
export function ArchiveSettings({ isReadOnly }: { readonly isReadOnly: boolean }) {
  const answer = useAnswer('archives.list', {});
  const [open, setOpen] = useState<ArchiveId | 'new' | null>(null);
  if (answer?.ok !== true) return answer === undefined ? null : <Notice tone="refused">{failureWords(answer.failure)}</Notice>;
  const { archives, sealsPasswords } = answer.value;
  const close = (): void => setOpen(null);
  return (
    <SettingsGroup title="Archives">
      <p className="second">
        The archives (PACS) that Fullmoon talks to. {sealsPasswords ? 'Passwords are locked by the keyring of this computer'
          : 'Passwords lie in the data folder, in a file that only your account on this computer can read'}; they go into no backup.
      </p>
      {archives.length === 0 ? <p>No archive yet.</p> : (
        <ul className="archives" aria-label="Archives">
          {archives.map((archive) => (
            <li key={archive.id}>
              {open === archive.id ? <ArchiveForm archive={archive} onDone={close} />
                : <ArchiveRow archive={archive} isReadOnly={isReadOnly} onChange={() => setOpen(archive.id)} />}
            </li>
          ))}
        </ul>
      )}
      {open === 'new' ? <ArchiveForm archive={null} onDone={close} />
        : <div className="row"><Button variant="default" disabled={isReadOnly} onClick={() => setOpen('new')}>Add an archive</Button></div>}
    </SettingsGroup>
  );
}

type Tested = { readonly answers: boolean; readonly words: string };

function ArchiveRow({ archive, isReadOnly, onChange }: { readonly archive: ArchiveView; readonly isReadOnly: boolean; readonly onChange: () => void }) {
  const host = useHost();
  const { id, name, place } = archive;
  const [tested, setTested] = useState<Tested | 'asking' | null>(null);
  const [isLeaving, setIsLeaving] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  async function test(): Promise<void> {
    setTested('asking');
    const reply = await host['archives.test']({ id });
    setTested(reply.ok ? reply.value : { answers: false, words: failureWords(reply.failure) });
  }
  async function remove(): Promise<void> {
    const reply = await host['archives.remove']({ id });
    if (reply.ok) return;
    setRefusal(failureWords(reply.failure));
    setIsLeaving(false);
  }
  return (
    <div className="archive">
      <div>
        <b className="wrap">{name}</b>
        <p className="wrap">{placeWords(place)}{place.kind === 'dicomweb' && place.user !== null && !archive.hasPassword ? ', no password kept' : ''}</p>
      </div>
      <div className="row">
        {isLeaving ? (
          <>
            <Button key="leave" size="compact-sm" color="red" autoFocus onClick={() => void remove()}>Remove {name}</Button>
            <Button size="compact-sm" variant="default" onClick={() => setIsLeaving(false)}>Keep it</Button>
          </>
        ) : (
          <>
            <Button size="compact-sm" variant="default" aria-label={`Test ${name}`} disabled={tested === 'asking'} onClick={() => void test()}>Test</Button>
            <Button size="compact-sm" variant="default" aria-label={`Change ${name}`} disabled={isReadOnly} onClick={onChange}>Change</Button>
            <Button size="compact-sm" variant="default" aria-label={`Remove ${name}`} disabled={isReadOnly} onClick={() => setIsLeaving(true)}>Remove</Button>
          </>
        )}
      </div>
      <div className="archive-said" role="status">
        {tested === null ? null : tested === 'asking' ? <span className="second">Asking the archive …</span>
          : <Said tone={tested.answers ? 'ok' : 'warning'}>{tested.words}</Said>}
        {refusal === null ? null : <Said tone="refused">{refusal}</Said>}
      </div>
    </div>
  );
}
