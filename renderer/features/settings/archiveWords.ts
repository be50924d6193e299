import { archiveChangeSchema, type ArchiveChange, type ArchivePlace, type ArchiveView } from '../../../core/contract/archives.ts';
import { err, ok, type Result } from '../../../core/result.ts';

/** What is typed of an archive, as it stands in the fields. */
export interface ArchiveDraft {
  readonly name: string;
  readonly kind: ArchivePlace['kind'];
  readonly address: string;
  readonly user: string;
  readonly password: string;
  readonly host: string;
  readonly port: string;
  readonly calledAe: string;
  readonly callingAe: string;
  readonly isTls: boolean;
  readonly caFile: string;
  readonly certificateFile: string;
  readonly keyFile: string;
}
/** A sentence for each field that cannot be kept as it is. */
export type DraftProblems = Readonly<Partial<Record<keyof ArchiveDraft, string | undefined>>>;

const EMPTY: ArchiveDraft = {
  name: '', kind: 'dicomweb', address: '', user: '', password: '', host: '', port: '104', calledAe: '', callingAe: 'FULLMOON',
  isTls: false, caFile: '', certificateFile: '', keyFile: '',
};

/** The fields as they begin: of an archive that is there, or of a new one. */
export function draftOf(archive: ArchiveView | null): ArchiveDraft {
  if (archive === null) return EMPTY;
  const { name, place } = archive;
  if (place.kind === 'dicomweb') return { ...EMPTY, name, kind: place.kind, address: place.address, user: place.user ?? '' };
  const { tls, ...node } = place;
  return {
    ...EMPTY, ...node, name, port: `${place.port}`, isTls: tls !== null,
    caFile: tls?.caFile ?? '', certificateFile: tls?.certificateFile ?? '', keyFile: tls?.keyFile ?? '',
  };
}

/** Is the password that is kept still for this address and this user? */
export const isPasswordKept = (archive: ArchiveView | null, draft: ArchiveDraft): boolean =>
  archive?.place.kind === 'dicomweb' && archive.hasPassword && draft.kind === 'dicomweb'
  && archive.place.address === draft.address.trim() && (archive.place.user ?? '') === draft.user.trim();

/** What is to be kept, or what is wrong with the fields. */
export function changeOf(archive: ArchiveView | null, draft: ArchiveDraft): Result<ArchiveChange, DraftProblems> {
  const { name, kind, address, user, password, host, port, calledAe, callingAe, isTls } = draft;
  const file = (path: string): string | null => (path.trim() === '' ? null : path);
  const hasUser = user.trim() !== '';
  const change = archiveChangeSchema.safeParse({
    id: archive?.id ?? null, name,
    place: kind === 'dicomweb' ? { kind, address, user: hasUser ? user : null }
      : { kind, host, port: /^\d{1,5}$/.test(port.trim()) ? Number(port) : 0, calledAe, callingAe,
        tls: isTls ? { caFile: file(draft.caFile), certificateFile: file(draft.certificateFile), keyFile: file(draft.keyFile) } : null },
    password: kind === 'dicomweb' && hasUser && password !== '' ? { do: 'set', password }
      : hasUser && isPasswordKept(archive, draft) ? { do: 'keep' } : { do: 'remove' },
  });
  if (!change.success)
    return err(Object.fromEntries(change.error.issues.map(({ path, message }) => [String(path.at(-1)), message]).toReversed()));
  if (kind === 'dicomweb' && password !== '' && !hasUser) return err({ user: 'A password needs the user that it belongs to.' });
  return ok(change.data);
}

/** "DICOMweb, https://pacs/dicom-web, user desk", "DIMSE over TLS, ORTHANC at pacs:2762, as FULLMOON". */
export const placeWords = (place: ArchivePlace): string => (place.kind === 'dicomweb'
  ? `DICOMweb, ${place.address}${place.user === null ? '' : `, user ${place.user}`}`
  : `DIMSE${place.tls === null ? '' : ' over TLS'}, ${place.calledAe} at ${place.host}:${place.port}, as ${place.callingAe}`);

const OWN_COMPUTER = /^http:\/\/(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?:[:/]|$)/i;

/** Why what is sent there can be read on the way; null where it cannot. */
export function openLine(draft: Pick<ArchiveDraft, 'kind' | 'address' | 'isTls'>): string | null {
  if (draft.kind === 'dimse') return draft.isTls ? null : 'Without TLS all of it can be read on the way. Use it inside the network of the hospital only.';
  const isOpen = /^http:/i.test(draft.address.trim()) && !OWN_COMPUTER.test(draft.address.trim());
  return isOpen ? 'This address is not encrypted: password and plan can be read on the way. Take its https address where it has one.' : null;
}
