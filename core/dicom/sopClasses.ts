/** What an instance is, as far as Fullmoon treats it differently. @source DICOM PS3.4 Table B.5-1 */
export type SopKind = 'ct' | 'xa' | 'secondary capture' | 'report' | 'presentation state' | 'document'
  | 'segmentation' | 'directory' | 'other picture' | 'other';

const KINDS: readonly (readonly [uid: string, kind: SopKind])[] = [
  ['1.2.840.10008.5.1.4.1.1.2', 'ct'], ['1.2.840.10008.5.1.4.1.1.2.1', 'ct'],
  ['1.2.840.10008.5.1.4.1.1.2.2', 'ct'],
  ['1.2.840.10008.5.1.4.1.1.12.1', 'xa'], ['1.2.840.10008.5.1.4.1.1.12.1.1', 'xa'],
  ['1.2.840.10008.5.1.4.1.1.12.2', 'xa'], ['1.2.840.10008.5.1.4.1.1.12.2.1', 'xa'],
  ['1.2.840.10008.5.1.4.1.1.12.3', 'xa'],
  ['1.2.840.10008.1.3.10', 'directory'],
  ['1.2.840.10008.5.1.4.1.1.66.4', 'segmentation'], ['1.2.840.10008.5.1.4.1.1.66.7', 'segmentation'],
];
/** Families: every UID that begins so. */
const FAMILIES: readonly (readonly [prefix: string, kind: SopKind])[] = [
  ['1.2.840.10008.5.1.4.1.1.7', 'secondary capture'], ['1.2.840.10008.5.1.4.1.1.88.', 'report'],
  ['1.2.840.10008.5.1.4.1.1.11.', 'presentation state'], ['1.2.840.10008.5.1.4.1.1.104.', 'document'],
];
const BY_UID: ReadonlyMap<string, SopKind> = new Map(KINDS);

/** What kind of instance a SOP class makes. */
export const sopKind = (sopClassUid: string, hasPicture: boolean): SopKind =>
  BY_UID.get(sopClassUid)
  ?? FAMILIES.find(([prefix]) => sopClassUid.startsWith(prefix))?.[1]
  ?? (hasPicture ? 'other picture' : 'other');
