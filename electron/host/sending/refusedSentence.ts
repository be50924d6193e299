import { fileMeta } from '../archive/fileMeta.ts';
import type { RefusalReason, Stored } from '../archive/dicomWeb.ts';
import { KIND_NOT_TAKEN } from '../archive/storeStatus.ts';
import { ENCAPSULATED_PDF } from '../export/dicom/encapsulatedPdf.ts';
import { KEY_SELECTION } from '../export/dicom/keySelection.ts';
import { COMPREHENSIVE_3D_SR } from '../export/dicom/measurementReport.ts';
import { PRESENTATION_STATE } from '../export/dicom/presentationState.ts';
import { SECONDARY_CAPTURE } from '../export/dicom/secondaryCapture.ts';
import { SEGMENTATION } from '../export/dicom/segmentation.ts';
import type { ObjectsToSend } from './objectsToSend.ts';

/** What the objects of a kind are, and what the standard calls the kind. */
interface Kind { readonly name: (count: number) => string; readonly standard: string }

const KINDS: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  [ENCAPSULATED_PDF, { name: () => 'the printed plan', standard: 'Encapsulated PDF' }],
  [COMPREHENSIVE_3D_SR, { name: () => 'the measures', standard: 'Comprehensive 3D SR' }],
  [SECONDARY_CAPTURE, { name: (count) => (count === 1 ? 'a key image' : `${count} key images`), standard: 'Secondary Capture' }],
  [SEGMENTATION, { name: () => 'the calcium', standard: 'Segmentation' }],
  [PRESENTATION_STATE, { name: (count) => `the marks of ${count === 1 ? 'a key image' : `${count} key images`}`, standard: 'Presentation State' }],
  [KEY_SELECTION, { name: () => 'the selection of key images', standard: 'Key Object Selection' }],
]);
const OTHER: Kind = { name: (count) => `${count} more`, standard: 'DICOM' };

/**
 * What an archive has, and what of which kind it refused, and why.
 *
 * @param files - all that is to be there
 * @param stored - how many of them are there
 */
export function refusedSentence({ what, files }: ObjectsToSend, stored: number, refused: Stored['refused']): string {
  const reasons = new Set(refused.map(({ reason }) => why(reason)));
  const again = 'Ask whoever keeps it, then send again.';
  if (what === 'withdrawal') return `The archive refused the notice of the withdrawal (${[...reasons].join(', ')}). ${again}`;
  if (stored === 0) return `The archive refused all ${files.length} objects (${[...reasons].join(', ')}). ${again}`;
  const kindOf = kindsOf(files);
  const groups = Map.groupBy(refused, ({ instanceUid, reason }) => `${kindOf(instanceUid)} ${why(reason)}`);
  const named = [...groups.values()].map((group) => {
    const { name, standard } = KINDS.get(kindOf(group[0]?.instanceUid ?? '')) ?? OTHER;
    return `${name(group.length)} (${standard}${reasons.size === 1 ? '' : `; ${why(group[0]?.reason ?? null)}`})`;
  });
  const common = reasons.size === 1 ? `: ${[...reasons].join('')}` : '';
  return `The archive has ${stored} of ${files.length} objects and refused ${listed(named)}${common}. Ask whoever keeps it, then send the rest.`;
}

/**
 * What an archive said to have and does not list, and what to do.
 *
 * @param missing - UIDs of those of the files
 */
export function notFoundSentence({ what, files }: ObjectsToSend, missing: readonly string[]): string {
  const advice = 'It may still be taking them in, keep them from this user, or drop them by a rule: '
    + 'look again later, then ask whoever keeps it.';
  const said = 'The archive answered “stored” and does not list';
  if (what === 'withdrawal') return `${said} the notice of the withdrawal. ${advice}`;
  if (missing.length === files.length) return `${said} any of the ${files.length} objects. ${advice}`;
  const kindOf = kindsOf(files);
  const named = [...Map.groupBy(missing, kindOf)].map(([sopClass, group]) => {
    const { name, standard } = KINDS.get(sopClass) ?? OTHER;
    return `${name(group.length)} (${standard})`;
  });
  return `${said} ${missing.length} of ${files.length} objects: ${listed(named)}. ${advice}`;
}

/** The SOP class of a file by its UID. */
function kindsOf(files: readonly Uint8Array[]): (instanceUid: string) => string {
  const kinds = new Map(files.map((file) => {
    const meta = fileMeta(file);
    return [meta?.instanceUid, meta?.sopClassUid];
  }));
  return (instanceUid) => kinds.get(instanceUid) ?? '';
}

const why = (reason: RefusalReason): string => (reason === KIND_NOT_TAKEN ? 'it takes no such objects'
  : reason === null ? 'no reason given' : typeof reason === 'string' ? reason : `reason ${reason.toString(16).toUpperCase().padStart(4, '0')}`);

/** "a", "a and b", "a, b and c". */
const listed = (all: readonly string[]): string =>
  (all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1) ?? ''}`);
