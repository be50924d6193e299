import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { ArchiveTls } from '../../../core/contract/archives.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import type { ArchiveFailure } from './dicomWeb.ts';

/** What a TLS connection is made with, PEM; what the archive shows is verified in any case. */
export interface TlsMeans {
  readonly ca?: Buffer;
  readonly cert?: Buffer;
  readonly key?: Buffer;
  readonly rejectUnauthorized: true;
  readonly minVersion: 'TLSv1.2';
}
type File = Extract<ArchiveFailure, { readonly code: 'archive/bad-tls-file' }>['file'];
interface Pem<T> { readonly bytes: Buffer; readonly read: T }

/** The files of an archive as they are now. @source DICOM PS3.15 B.9 and B.10: BCP 195, at least TLS 1.2 */
export async function tlsMeans({ caFile, certificateFile, keyFile }: ArchiveTls): Promise<Result<TlsMeans, ArchiveFailure>> {
  const certificate = (bytes: Buffer): X509Certificate => new X509Certificate(bytes);
  const ca = await pem('ca', caFile, certificate);
  if (!ca.ok) return ca;
  const cert = await pem('certificate', certificateFile, certificate);
  if (!cert.ok) return cert;
  const key = await pem('key', keyFile, (bytes): KeyObject => createPrivateKey(bytes));
  if (!key.ok) return key;
  if (cert.value !== null && key.value !== null && !cert.value.read.checkPrivateKey(key.value.read))
    return err({ code: 'archive/bad-tls-file', file: 'key', why: 'does-not-fit' });
  return ok({
    rejectUnauthorized: true, minVersion: 'TLSv1.2', ...(ca.value === null ? {} : { ca: ca.value.bytes }),
    ...(cert.value === null || key.value === null ? {} : { cert: cert.value.bytes, key: key.value.bytes }),
  });
}

async function pem<T>(file: File, path: string | null, read: (bytes: Buffer) => T): Promise<Result<Pem<T> | null, ArchiveFailure>> {
  if (path === null) return ok(null);
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch {
    return err({ code: 'archive/bad-tls-file', file, why: 'not-readable' });
  }
  try {
    return ok({ bytes, read: read(bytes) });
  } catch {
    return err({ code: 'archive/bad-tls-file', file, why: 'not-pem' });
  }
}

const UNKNOWN_AUTHORITY = [
  'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'CERT_UNTRUSTED', 'INVALID_CA',
];
const DAMAGED = ['CERT_SIGNATURE_FAILURE', 'CERT_CHAIN_TOO_LONG', 'INVALID_PURPOSE', 'CERT_REJECTED', 'CERT_REVOKED'];

/** What is wrong with an encrypted connection; null where it is a matter of the network. */
export function tlsFailure({ code = '', message }: NodeJS.ErrnoException): ArchiveFailure | null {
  if (UNKNOWN_AUTHORITY.includes(code)) return { code: 'archive/not-trusted', why: 'unknown-authority' };
  if (code === 'CERT_HAS_EXPIRED') return { code: 'archive/not-trusted', why: 'expired' };
  if (code === 'CERT_NOT_YET_VALID') return { code: 'archive/not-trusted', why: 'not-yet-valid' };
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return { code: 'archive/not-trusted', why: 'other-name' };
  if (DAMAGED.includes(code)) return { code: 'archive/not-trusted', why: 'damaged' };
  // The rest is told by the code or, where it is EPROTO, by the words alone.
  const words = `${code} ${message}`.toLowerCase().replaceAll('_', ' ');
  // An alert is what the archive says of what it was shown. @source RFC 8446 6.2
  if (/alert (?:[a-z ]*certificate|unknown ca|access denied|handshake failure)/.test(words)) return { code: 'archive/certificate-refused' };
  return /wrong version number|packet length too long|unsupported protocol|alert protocol version/.test(words) ? { code: 'archive/no-tls' } : null;
}
