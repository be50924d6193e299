import { describe, expect, it } from 'vitest';
import type { ArchiveView } from '../../../../core/contract/archives.ts';
import { archiveIdSchema } from '../../../../core/contract/ids.ts';
import { changeOf, draftOf, isPasswordKept, openLine, placeWords, type ArchiveDraft } from '../../../../renderer/features/settings/archiveWords.ts';

const id = archiveIdSchema.parse('arc_0123456789abcdef');
const WEB: ArchiveView = { id, name: 'Radiology', place: { kind: 'dicomweb', address: 'https://pacs/dicom-web', user: 'desk' }, hasPassword: true };
const NODE: ArchiveView = { id, name: 'Lab', place: { kind: 'dimse', host: 'pacs', port: 4242, calledAe: 'ORTHANC', callingAe: 'FULLMOON', tls: null }, hasPassword: false };
const typed = (archive: ArchiveView | null, changed: Partial<ArchiveDraft>) => changeOf(archive, { ...draftOf(archive), ...changed });

describe('the fields of an archive', () => {
  it.each([[WEB, { do: 'keep' }], [NODE, { do: 'remove' }]])('give back what they began with', (archive, password) => {
    expect(changeOf(archive, draftOf(archive))).toEqual({ ok: true, value: { id, name: archive.name, place: archive.place, password } });
  });

  it('of a new one name what is missing, each at its place', () => {
    const web = typed(null, {});
    expect(!web.ok && Object.keys(web.failure).toSorted()).toEqual(['address', 'name']);
    const node = typed(null, { kind: 'dimse', port: 'x' });
    expect(!node.ok && Object.keys(node.failure).toSorted()).toEqual(['calledAe', 'host', 'name', 'port']);
    for (const problems of [web, node]) if (!problems.ok) for (const words of Object.values(problems.failure)) expect(words).toMatch(/^[A-Z].*\.$/);
  });

  it.each([['0', false], ['1', true], ['65535', true], ['65536', false], ['104.5', false], ['', false]])('port "%s" is taken: %s', (port, isTaken) => {
    expect(typed(NODE, { port }).ok).toBe(isTaken);
  });

  it('a password that is typed replaces the one that is kept; without a user it is for nobody', () => {
    expect(typed(WEB, { password: 'x' })).toMatchObject({ value: { password: { do: 'set', password: 'x' } } });
    expect(typed(WEB, { password: 'x', user: '' })).toMatchObject({ failure: { user: expect.any(String) } });
  });

  it.each([{ address: 'https://other/dicom-web' }, { user: 'chief' }, { user: '' }, { kind: 'dimse', host: 'pacs', calledAe: 'A' } as const])(
    'the password that is kept is not for %j', (changed) => {
      expect(typed(WEB, changed)).toMatchObject({ value: { password: { do: 'remove' } } });
      expect(isPasswordKept(WEB, { ...draftOf(WEB), ...changed })).toBe(false);
    },
  );

  it('DIMSE over TLS is kept with its files, tells them again, and cannot be read on the way', () => {
    const TLS: ArchiveView = { ...NODE, place: { ...NODE.place, tls: { caFile: '/etc/pki/hospital.pem', certificateFile: 'C:\\keys\\desk.pem', keyFile: '\\\\server\\keys\\desk.key' } } as ArchiveView['place'] };
    expect(changeOf(TLS, draftOf(TLS))).toMatchObject({ ok: true, value: { place: TLS.place } });
    expect(typed(NODE, { isTls: true })).toMatchObject({ value: { place: { tls: { caFile: null, certificateFile: null, keyFile: null } } } });
    expect(typed(TLS, { isTls: false })).toMatchObject({ value: { place: { tls: null } } });
    expect(typed(TLS, { keyFile: '' })).toMatchObject({ failure: { keyFile: 'A certificate and its private key go together.' } });
    expect(typed(TLS, { caFile: 'hospital.pem' })).toMatchObject({ failure: { caFile: expect.stringContaining('whole path') } });
    expect(placeWords(TLS.place)).toBe('DIMSE over TLS, ORTHANC at pacs:4242, as FULLMOON');
    expect([openLine(draftOf(TLS)), openLine(draftOf(NODE))]).toEqual([null, expect.stringContaining('Without TLS')]);
  });

  it('are told in one line', () => {
    expect(placeWords(WEB.place)).toBe('DICOMweb, https://pacs/dicom-web, user desk');
    expect(placeWords(NODE.place)).toBe('DIMSE, ORTHANC at pacs:4242, as FULLMOON');
  });

  it.each([
    ['dicomweb', 'https://pacs/x', false], ['dicomweb', 'http://pacs/x', true], ['dicomweb', 'http://127.0.0.1:8042/x', false], ['dicomweb', 'http://localhost/x', false],
    ['dicomweb', 'http://localhost.evil/x', true], ['dicomweb', 'HTTP://pacs', true], ['dimse', '', true],
  ] as const)('%s at "%s" can be read on the way: %s', (kind, address, isOpen) => {
    expect(openLine({ kind, address, isTls: false }) !== null).toBe(isOpen);
  });
});
