import type { ArchiveFailure } from './dicomWeb.ts';

const NOT_TRUSTED: Readonly<Record<Extract<ArchiveFailure, { readonly code: 'archive/not-trusted' }>['why'], string>> = {
  'unknown-authority': 'the certificate of the archive is from an authority that is not trusted here. Name the file of the authority that issued it in the settings.',
  expired: 'the certificate of the archive has expired. Ask whoever keeps it to renew it.',
  'not-yet-valid': 'the certificate of the archive is not valid yet. Check the clock of this computer.',
  'other-name': 'the certificate of the archive is for another name than the one in the settings. Take the name that it was issued for.',
  damaged: 'the certificate of the archive cannot be verified. Ask whoever keeps it.',
};
const TLS_FILES = { ca: 'The file of the authority', certificate: 'The file of this workstation’s certificate', key: 'The file of the private key' } as const;
const TLS_FAULTS = {
  'not-readable': 'is not there or cannot be read.', 'not-pem': 'holds no PEM that can be read, without a passphrase.', 'does-not-fit': 'belongs to another certificate.',
} as const;

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
    case 'archive/not-trusted': return `Nothing was sent: ${NOT_TRUSTED[failure.why]}`;
    case 'archive/certificate-refused':
      return 'The archive broke off: it does not take the certificate of this workstation, or asks for one. Look at the certificate in the settings, or ask whoever keeps the archive.';
    case 'archive/no-tls': return 'The archive speaks no TLS at this port, or none that is safe. Take its port for TLS, or ask whoever keeps it.';
    case 'archive/bad-tls-file': return `${TLS_FILES[failure.file]} ${TLS_FAULTS[failure.why]} Look at the archive in the settings.`;
    case 'archive/no-such-study': return 'The archive has no such study. Look for it again.';
    case 'archive/not-understood': return `The archive's answer cannot be read: ${failure.detail}. Check that the address is its DICOMweb root.`;
  }
}
