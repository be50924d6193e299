import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempFolder } from '../../../tempFolder.ts';

/** A certificate with its private key: paths of PEM files. */
export interface Certificate { readonly cert: string; readonly key: string }
/** An authority of a hospital, and what it issued. */
export interface Authority extends Certificate {
  issued(names: string, days?: number): Certificate;
}

function openssl(...words: readonly string[]): void {
  const { status, stderr } = spawnSync('openssl', words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}
const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** Made by openssl for one test. */
export function authority(name: string): Authority {
  const folder = tempFolder();
  const [cert, key] = [join(folder, 'ca.pem'), join(folder, 'ca.key')];
  openssl('req', '-x509', ...NEW_KEY, '-keyout', key, '-out', cert, '-subj', `/CN=${name}`, '-days', '2');
  let made = 0;
  return {
    cert, key,
    issued: (names, days = 2) => {
      made += 1;
      const [ownCert, ownKey, request, extensions] = ['pem', 'key', 'csr', 'cnf'].map((end) => join(folder, `${made}.${end}`)) as [string, string, string, string];
      openssl('req', ...NEW_KEY, '-keyout', ownKey, '-out', request, '-subj', '/CN=test');
      writeFileSync(extensions, `subjectAltName=${names}\n`);
      openssl('x509', '-req', '-in', request, '-CA', cert, '-CAkey', key, '-CAcreateserial', '-days', `${days}`, '-extfile', extensions, '-out', ownCert);
      return { cert: ownCert, key: ownKey };
    },
  };
}

/** What node:tls is given of it. */
export const pemOf = ({ cert, key }: Certificate): { readonly cert: Buffer; readonly key: Buffer } => ({ cert: readFileSync(cert), key: readFileSync(key) });
