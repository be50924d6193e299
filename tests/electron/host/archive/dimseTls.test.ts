import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ArchiveTls } from '../../../../core/contract/archives.ts';
import { archiveSentence } from '../../../../electron/host/archive/archiveSentence.ts';
import { echoed } from '../../../../electron/host/archive/dimse.ts';
import { fileMeta } from '../../../../electron/host/archive/fileMeta.ts';
import { storedInstances } from '../../../../electron/host/archive/storeInstances.ts';
import { tlsFailure } from '../../../../electron/host/archive/tlsFiles.ts';
import { cleanSeries, fileBytes } from '../../../phantoms/series.ts';
import { tempFolder } from '../../../tempFolder.ts';
import { isThere } from '../export/judges.ts';
import { authority, pemOf } from './certificates.ts';
import { dimseNode } from './dimseNode.ts';

const FILES = cleanSeries({ key: 'tls', slices: 3 }).map(fileBytes);
const UIDS = FILES.map((file) => fileMeta(file)?.instanceUid ?? '');
const HERE = 'IP:127.0.0.1';

it.each([
  ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', '', 'archive/certificate-refused'], ['ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', '', 'archive/certificate-refused'],
  ['EPROTO', 'write EPROTO 40:error:0A000410:SSL routines:ssl3_read_bytes:ssl/tls alert handshake failure:rec_layer_s3.c', 'archive/certificate-refused'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', '', 'archive/no-tls'], ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', '', 'archive/no-tls'],
  ['CERT_NOT_YET_VALID', '', 'archive/not-trusted'], ['CERT_SIGNATURE_FAILURE', '', 'archive/not-trusted'], ['ECONNREFUSED', 'connect ECONNREFUSED', null], ['ECONNRESET', '', null],
] as const)('%s %s is %s', (code, message, failure) => {
  const told = tlsFailure(Object.assign(new Error(message), { code }));
  expect(told?.code ?? null).toBe(failure);
  if (told !== null) expect(archiveSentence(told)).toMatch(/^[A-Z].*\.$/);
});

describe.runIf(isThere('openssl'))('DIMSE over TLS', () => {
  const [hospital, stranger] = [authority('Hospital'), authority('Stranger')];
  const TRUSTED: ArchiveTls = { caFile: hospital.cert, certificateFile: null, keyFile: null };
  const own = hospital.issued('DNS:desk');
  const shown = pemOf(hospital.issued(HERE));

  it('takes every file where the certificate is of the authority of the site', async () => {
    const node = await dimseNode({ secure: shown });
    const to = { ...node, tls: TRUSTED };
    expect(await echoed(to)).toEqual({ ok: true, value: undefined });
    expect(await storedInstances(to, FILES)).toEqual({ ok: true, value: { stored: UIDS, refused: [] } });
    expect(node.got).toEqual(UIDS);
  });

  it.each([
    ['of an authority nobody named', pemOf(stranger.issued(HERE)), TRUSTED, 'unknown-authority'], ['where none is named', shown, { ...TRUSTED, caFile: null }, 'unknown-authority'],
    ['that has expired', pemOf(hospital.issued(HERE, -1)), TRUSTED, 'expired'], ['for another name', pemOf(hospital.issued('DNS:pacs')), TRUSTED, 'other-name'],
  ] as const)('with a certificate %s tells the archive nothing, not even who asks', async (_, secure, tls, why) => {
    const node = await dimseNode({ secure });
    const failed = await storedInstances({ ...node, tls }, FILES);
    expect(failed).toEqual({ ok: false, failure: { code: 'archive/not-trusted', why } });
    expect([node.asked(), node.got]).toEqual([0, []]);
    if (!failed.ok) expect(archiveSentence(failed.failure)).toMatch(/^Nothing was sent: the certificate of the archive .*\.$/);
    await expect.poll(() => node.sockets.size).toBe(0);
  });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('shows its own certificate where the archive asks for it, by %s', async (version) => {
    const asks = { ...shown, ca: pemOf(hospital).cert, requestCert: true, rejectUnauthorized: true, minVersion: version, maxVersion: version };
    const node = await dimseNode({ secure: asks });
    expect(await storedInstances({ ...node, tls: { ...TRUSTED, certificateFile: own.cert, keyFile: own.key } }, FILES)).toMatchObject({ value: { stored: UIDS } });
    expect(await echoed({ ...node, tls: TRUSTED })).toEqual({ ok: false, failure: { code: 'archive/certificate-refused' } });
    const other = stranger.issued('DNS:desk');
    // This one ends the connection without a word.
    expect(await echoed({ ...node, tls: { ...TRUSTED, certificateFile: other.cert, keyFile: other.key } }))
      .toMatchObject({ ok: false, failure: { code: 'archive/unreachable', detail: expect.stringMatching(/it may .*certificate/) } });
    expect([node.got, node.asked()]).toEqual([UIDS, 1]);
  });

  it('does not go on without TLS, whichever of the two does not speak it', async () => {
    const plain = await dimseNode();
    expect(await echoed({ ...plain, tls: TRUSTED }, AbortSignal.timeout(1000))).toMatchObject({ failure: { code: 'archive/unreachable', detail: expect.stringContaining('it may speak no TLS at this port') } });
    const secure = await dimseNode({ secure: shown });
    expect(await echoed({ ...secure, tls: null })).toMatchObject({ ok: false });
    expect([plain.asked(), secure.asked()]).toEqual([0, 0]);
  });

  it('says of each file what is wrong with it', async () => {
    const nothing = join(tempFolder(), 'nothing.pem');
    writeFileSync(nothing, 'no PEM');
    const node = await dimseNode({ secure: shown });
    const of = async (tls: Partial<ArchiveTls>): Promise<unknown> => {
      const failed = await echoed({ ...node, tls: { ...TRUSTED, ...tls } });
      return failed.ok ? null : failed.failure;
    };
    expect(await of({ caFile: '/nowhere/ca.pem' })).toEqual({ code: 'archive/bad-tls-file', file: 'ca', why: 'not-readable' });
    expect(await of({ caFile: nothing })).toEqual({ code: 'archive/bad-tls-file', file: 'ca', why: 'not-pem' });
    expect(await of({ certificateFile: own.cert, keyFile: nothing })).toEqual({ code: 'archive/bad-tls-file', file: 'key', why: 'not-pem' });
    expect(await of({ certificateFile: own.cert, keyFile: hospital.key })).toEqual({ code: 'archive/bad-tls-file', file: 'key', why: 'does-not-fit' });
    expect(node.asked()).toBe(0);
  });
});
