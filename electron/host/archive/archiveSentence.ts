import type { ArchiveFailure } from './dicomWeb.ts';

/** What went wrong with an archive, and what to do. */
export function archiveSentence(failure: ArchiveFailure): string {
  switch (failure.code) {
    case 'archive/bad-address':
      return 'There is no DICOMweb archive at this address. Take the address of its DICOMweb root.';
    case 'archive/unreachable': return `The archive does not answer (${failure.detail}). Check the network and the address, and try again.`;
    case 'archive/busy': return `The archive is busy or in trouble (status ${failure.status}). Try again later.`;
    case 'archive/not-allowed': return `The archive lets this user not in (status ${failure.status}). Check user and password.`;
    case 'archive/unknown-title':
      return failure.which === 'calling'
        ? 'The archive does not know this workstation. Ask whoever keeps it to add the calling AE title and the address of this computer.'
        : 'There is no archive of this called AE title at this address. Check the title.';
    case 'archive/refused': return `The archive refused the request (status ${failure.status}). Ask whoever keeps it.`;
    case 'archive/no-such-study': return 'The archive has no such study. Look for it again.';
    case 'archive/not-understood': return `The archive's answer cannot be read: ${failure.detail}. Check that the address is its DICOMweb root.`;
  }
}
