import { useMemo } from 'react';
import type { HostClient, Output } from '../../../core/contract/contract.ts';
import type { SourceRef } from '../../../core/contract/ids.ts';
import type { Drop } from '../../api/link.ts';
import { useDrop, useHost } from '../../api/useHost.ts';
import { useView } from '../../state/viewStore.ts';
import { failureWords } from '../../words.ts';
import { filesBelow } from './dropped.ts';
import { useImportStore } from './importStore.ts';
import { sendFiles, type Files, type Sent } from './upload.ts';

export interface Imports {
  /** The system's dialog where there is one, else the folder window. */
  readonly choose: (kind: 'folder' | 'file') => void;
  readonly start: (ref: SourceRef) => void;
  readonly drop: (transfer: DataTransfer) => void;
}

const STEP_MS = 100;
let lastKey = 0;

/** The ways in: by dialog, by folder window, by drop. */
export function useImports(capabilities: Output<'shell.about'>['capabilities']): Imports {
  const host = useHost();
  const drop = useDrop();
  return useMemo(
    () => ({
      choose: (kind) => {
        void choose(host, kind, capabilities.nativeDialog);
      },
      start: (ref) => {
        void start(host, ref);
      },
      drop: (transfer) => {
        void dropped(host, drop, transfer);
      },
    }),
    [host, drop, capabilities.nativeDialog],
  );
}

async function choose(host: HostClient, kind: 'folder' | 'file', hasDialog: boolean): Promise<void> {
  const { browse, refuse } = useImportStore.getState();
  if (!hasDialog) return browse(true);
  const reply = await host['sources.choose']({ kind });
  if (!reply.ok) refuse(failureWords(reply.failure));
  else if (reply.value.chosen !== null) await start(host, reply.value.chosen.ref);
}

/** Whether the import began; where it did not, the screen says why. */
async function start(host: HostClient, ref: SourceRef): Promise<boolean> {
  const reply = await host['imports.start']({ ref });
  useImportStore.getState().refuse(reply.ok ? null : failureWords(reply.failure));
  return reply.ok;
}

/** Takes what was dropped, all of it before the first wait: the transfer is empty afterwards. */
async function dropped(host: HostClient, drop: Drop, transfer: DataTransfer): Promise<void> {
  const files = [...transfer.files];
  const entries = [...transfer.items]
    .map((item) => item.webkitGetAsEntry())
    .filter((entry) => entry !== null);
  if (files.length === 0 && entries.length === 0) return;
  useView.getState().go('worklist');
  if (drop.by === 'upload') {
    const dropped = entries.length > 0 ? entries.map(entryDrop) : files.map(fileDrop);
    const [zips, others] = [dropped.filter(isZip), dropped.filter((one) => !isZip(one))];
    // A zip is opened only where it comes alone.
    for (const group of [...zips.map((zip) => [zip]), others]) if (group.length > 0) void upload(host, group);
    return;
  }
  for (const file of files) {
    const source = await drop.sourceOf(file);
    if (source.ok) await start(host, source.value.ref);
    else useImportStore.getState().refuse(failureWords(source.failure));
  }
}

/** One thing that was dropped. */
interface Dropped {
  readonly name: string;
  readonly files: Files;
}

const entryDrop = (entry: FileSystemEntry): Dropped => ({
  name: entry.name,
  files: (onLost) => filesBelow([entry], onLost),
});
const fileDrop = (file: File): Dropped => ({
  name: file.name,
  files: async function* () {
    yield { name: file.name, file: async () => file };
  },
});
const isZip = ({ name }: Dropped): boolean => /\.zip$/i.test(name);

async function upload(host: HostClient, dropped: readonly Dropped[]): Promise<void> {
  const { began, stepped, ended, refuse } = useImportStore.getState();
  const more = dropped.length - 1;
  const name = `${dropped[0]?.name ?? 'drop'}${more > 0 ? ` and ${more} more` : ''}`.slice(0, 200);
  const box = await host['sources.box']({ name });
  if (!box.ok) return refuse(failureWords(box.failure));
  lastKey += 1;
  const key = lastKey;
  const stop = new AbortController();
  began({ key, name, sent: { sent: 0, leftOut: 0, lost: 0 }, cancel: () => stop.abort() });
  const stepping = paced((sent: Sent) => stepped(key, sent));
  const sent = await sendFiles(
    box.value.ref,
    dropped.map(({ files }) => files),
    stop.signal,
    stepping,
  );
  ended(key);
  if (!stop.signal.aborted && sent.ok && (await start(host, box.value.ref))) return;
  if (!stop.signal.aborted && !sent.ok) refuse(failureWords(sent.failure));
  await host['sources.discard']({ ref: box.value.ref });
}

/** Passes on at most ten calls a second: the screen need not follow every one of 100,000 files. */
function paced(tell: (sent: Sent) => void): (sent: Sent) => void {
  let last = 0;
  return (sent) => {
    const now = performance.now();
    if (now - last < STEP_MS) return;
    last = now;
    tell(sent);
  };
}
