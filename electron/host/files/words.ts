import { assertNever } from '../../../core/result.ts';
import { roomWords } from '../store/failureSentence.ts';
import type { SourceFailure, UnreadCode } from './found.ts';

/** Why something was not read: one plain sentence, and what to do. */
export const UNREAD_SENTENCES: Readonly<Record<UnreadCode, string>> = {
  'file/link': 'This is a link; links are not followed. Import the folder it leads to.',
  'file/not-regular': 'This is a device, pipe or socket, not a file; it was not opened.',
  'file/not-readable': 'This file cannot be read. Check its permissions, or copy it from the disc again.',
  'file/archive-inside': 'This is an archive inside what you chose. Unpack it, or import it by itself.',
  'file/gzip': 'This file is packed with gzip. Unpack it and import what comes out.',
  'file/name-not-text':
    'The name of this file or folder is not valid text, so it cannot be opened. '
    + 'Rename it, or pack the images into a zip and import that.',
  'folder/not-readable':
    'This folder cannot be listed. Check its permissions, or copy it from the disc again.',
  'zip/unsafe-name':
    'The archive names a file outside itself; the entry was not unpacked. Ask for a clean archive.',
  'zip/encrypted': 'This entry is encrypted. Unpack the archive with its password and import the folder.',
  'zip/unsupported-compression':
    'This entry is compressed in a way that is not read. Unpack the archive and import the folder.',
  'zip/damaged-entry':
    'This entry of the archive is damaged. Copy the archive again, or unpack it and import the folder.',
  'dicomdir/unsafe-name':
    'The DICOMDIR names a file outside its folder; it was not read. Import the folder itself.',
  'dicomdir/file-missing':
    'The DICOMDIR names this file, but it is not there. Copy the disc again if images are missing.',
  'dicomdir/not-readable': 'The DICOMDIR is damaged and names nothing. Import the folder it lies in instead.',
};

const gib = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(0)} GiB`;

/** Why a source as a whole cannot be read: one plain sentence, and what to do. */
export function sourceSentence(failure: SourceFailure): string {
  switch (failure.code) {
    case 'source/not-found':
      return 'There is nothing at this place any more. Check the name, or put the disc back in.';
    case 'source/not-readable':
      return 'This cannot be read. Check its permissions, or copy it to a folder of yours.';
    case 'source/not-a-file-or-folder':
      return 'This is neither a file nor a folder. Choose a folder, a DICOMDIR, a zip or a DICOM file.';
    case 'source/disk-full':
      return `The disk is full (${roomWords(failure)}), so the images could not be unpacked. `
        + 'Free some space and import again.';
    case 'zip/damaged':
      return 'This zip is damaged or cut short. Copy it again, or unpack it and import the folder.';
    case 'zip/too-many-entries':
      return `This zip holds ${failure.entries} entries, more than the limit of ${failure.limit}. `
        + 'Unpack it and import the folder.';
    case 'zip/too-large':
      return `This zip unpacks to more than ${gib(failure.limit)}. Unpack it yourself and import the folder.`;
    case 'zip/ratio':
      return (
        `This zip would unpack to ${failure.ratio} times its size, `
        + `more than the limit of ${failure.limit}. ` +
        'If you trust it, unpack it yourself and import the folder.'
      );
    default:
      return assertNever(failure);
  }
}
