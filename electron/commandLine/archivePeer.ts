import { archivePlaceSchema } from '../../core/contract/archives.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { createArchiveBook, type Peer } from '../host/archive/archiveBook.ts';
import { openPasswords } from '../host/archive/passwords.ts';
import { dataFolder } from '../host/dataFolder.ts';
import { nameKey } from '../host/store/identityKey.ts';
import { withStore } from './library.ts';
import { done, refused, usage, type Call, type Outcome } from './outcome.ts';

/** Three ways to say where an archive is. */
export const AT_TAKES = 'an http address, dicom://TITLE@HOST:PORT, or the name of a configured archive';
const NODE = /^dicom:\/\/([^@/]+)@\[?([^@/]+?)\]?:(\d{1,5})\/?$/i;

/**
 * The archive that --at names. The password is never a word of the command, as others on the machine can read those: it
 * stands in the environment, or is kept with the archive.
 */
export async function peerAt({ options }: Call): Promise<Result<Peer, Outcome>> {
  const { at, user, as } = options;
  const password = process.env['FULLMOON_ARCHIVE_PASSWORD'] ?? null;
  if (typeof at !== 'string') return err(usage(`archive needs --at: ${AT_TAKES}.`));
  if (/^[a-z]+:\/\//i.test(at) && !/^dicom:/i.test(at)) return ok({ kind: 'dicomweb', address: at, user: typeof user === 'string' ? user : null, password });
  const [, calledAe, host, port] = NODE.exec(at) ?? [];
  if (calledAe !== undefined) {
    const node = archivePlaceSchema.safeParse({ kind: 'dimse', host, port: Number(port), calledAe: decodeURIComponent(calledAe), callingAe: typeof as === 'string' ? as : 'FULLMOON', tls: null });
    if (node.success && node.data.kind === 'dimse') return ok(node.data);
    return err(usage(`--at: ${node.error?.issues[0]?.message ?? AT_TAKES}`));
  }
  if (/^dicom:/i.test(at)) return err(usage(`--at takes ${AT_TAKES}.`));
  return kept(at, password);
}

/** The one that is configured under a name. */
async function kept(name: string, password: string | null): Promise<Result<Peer, Outcome>> {
  let found: Peer | null = null;
  const looked = await withStore(async ({ archives }) => {
    const book = createArchiveBook(archives, openPasswords(dataFolder(), undefined));
    const listed = book.list();
    if (!listed.ok) return refused({ code: listed.failure.code, message: 'The library cannot be read now. Try again.' });
    const one = listed.value.find((archive) => nameKey(archive.name) === nameKey(name));
    const peer = one === undefined ? null : book.peer(one.id);
    if (peer?.ok === true) found = peer.value;
    return done(null);
  });
  if (looked.end !== 'done') return err(looked);
  const peer = found as Peer | null;
  if (peer === null) return err(refused({ code: 'archive/not-found', message: `No archive is configured under this name. --at takes ${AT_TAKES}.` }));
  return ok(peer.kind === 'dicomweb' && password !== null ? { ...peer, password } : peer);
}
