import { Button } from '@mantine/core';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Output } from '../../../core/contract/contract.ts';
import type { SourceRef } from '../../../core/contract/ids.ts';
import { countWords } from '../../ui/amountWords.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { Notice } from '../../ui/Sign.tsx';
import { failureWords } from '../../words.ts';
import { useFolder } from './useFolder.ts';

type Folder = Output<'sources.list'>;
type Entry = Folder['entries'][number];

/** Our own window on the folders of this computer, where the system's dialog cannot be had. */
export function FolderSheet({
  onImport,
  onClose,
}: {
  readonly onImport: (ref: SourceRef) => void;
  readonly onClose: () => void;
}) {
  const { folder, crumbs, enter, up } = useFolder();
  const [chosen, setChosen] = useState<SourceRef | null>(null);
  const here = folder?.ok === true ? folder.value : null;
  const entry = here?.entries.find(({ ref }) => ref === chosen) ?? null;
  const target = entry ?? here;
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && event.ctrlKey && target !== null) onImport(target.ref);
    else if (event.key === 'Backspace') up();
    else return;
    event.preventDefault();
  };
  return (
    <Sheet
      label="Open a folder, a zip or a file"
      width="720px"
      height="620px"
      onClose={onClose}
      foot={
        <>
          <span className="second wrap">
            {target === null ? (
              ''
            ) : (
              <>
                Everything below{' '}
                <b>
                  <bdi>{target.name}</bdi>
                </b>{' '}
                is looked through.
              </>
            )}
          </span>
          <span className="gap" />
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            disabled={target === null}
            onClick={() => {
              if (target !== null) onImport(target.ref);
            }}
          >
            {entry === null
              ? 'Import this folder'
              : entry.kind === 'folder'
                ? 'Import chosen folder'
                : `Import chosen ${entry.kind}`}
            <kbd>Ctrl Enter</kbd>
          </Button>
        </>
      }
    >
      <div className="folder-window" onKeyDown={onKey}>
        <nav className="crumbs" aria-label="Place">
          <Button
            variant="default"
            size="compact-sm"
            disabled={here?.parent == null}
            leftSection={<Icon name="up" />}
            onClick={up}
          >
            Up<kbd>Backspace</kbd>
          </Button>
          {crumbs.map((crumb) => (
            <span key={crumb.ref}>
              <button type="button" className="link" onClick={() => enter(crumb.ref)}>
                <bdi>{crumb.name}</bdi>
              </button>{' '}
              /{' '}
            </span>
          ))}
          <b>
            <bdi>{here?.name ?? ''}</bdi>
          </b>
        </nav>
        {folder?.ok === false ? <Notice tone="refused">{failureWords(folder.failure)}</Notice> : null}
        {here === null ? null : (
          <Entries
            key={here.ref}
            folder={here}
            chosen={chosen}
            onChoose={setChosen}
            onEnter={(next) => {
              setChosen(null);
              enter(next);
            }}
            onImport={onImport}
          />
        )}
      </div>
    </Sheet>
  );
}

function Entries({
  folder,
  chosen,
  onChoose,
  onEnter,
  onImport,
}: {
  readonly folder: Folder;
  readonly chosen: SourceRef | null;
  readonly onChoose: (ref: SourceRef) => void;
  readonly onEnter: (ref: SourceRef) => void;
  readonly onImport: (ref: SourceRef) => void;
}) {
  const list = useRef<HTMLDivElement>(null);
  const items = (): readonly HTMLElement[] => [
    ...(list.current?.querySelectorAll<HTMLElement>('[role="option"]') ?? []),
  ];
  useEffect(() => {
    (list.current?.querySelector<HTMLElement>('[role="option"]') ?? list.current)?.focus();
  }, []);
  const openEntry = (entry: Entry): void =>
    entry.kind === 'folder' ? onEnter(entry.ref) : onImport(entry.ref);
  const step = (event: KeyboardEvent, at: number, entry: Entry): void => {
    const all = items();
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: all.length - 1,
      PageDown: Math.min(all.length - 1, at + 12),
      PageUp: Math.max(0, at - 12),
    };
    const target = targets[event.key];
    if (target !== undefined) all[target]?.focus();
    else if (event.key === 'Enter' && !event.ctrlKey) openEntry(entry);
    else if (event.key === 'ArrowRight' && entry.kind === 'folder') onEnter(entry.ref);
    else return;
    event.preventDefault();
  };
  return (
    <div className="entries" role="listbox" aria-label={`Content of ${folder.name}`} ref={list} tabIndex={-1}>
      {folder.entries.map((entry, at) => (
        <div
          key={entry.ref}
          role="option"
          aria-selected={entry.ref === chosen}
          className="entry"
          tabIndex={entry.ref === chosen || (chosen === null && at === 0) ? 0 : -1}
          onFocus={() => onChoose(entry.ref)}
          onKeyDown={(event) => step(event, at, entry)}
          onDoubleClick={() => openEntry(entry)}
        >
          <Icon name={entry.kind} />
          <span className="wrap">
            <bdi>{entry.name}</bdi>
          </span>
          <span className="muted">{entry.kind}</span>
        </div>
      ))}
      {folder.entries.length === 0 ? (
        <p className="muted entries-empty">Nothing to see in this folder.</p>
      ) : null}
      {folder.hidden === 0 ? null : (
        <p className="muted entries-empty">
          {countWords(folder.hidden)} more are not listed; an import reads them too.
        </p>
      )}
    </div>
  );
}
