import { describe, expect, it } from 'vitest';
import { fileMeta } from '../../../../electron/host/archive/fileMeta.ts';
import { storedInstances } from '../../../../electron/host/archive/storeInstances.ts';
import { planObjects } from '../../../../electron/host/export/dicom/planObjects.ts';
import { ENCAPSULATED_PDF } from '../../../../electron/host/export/dicom/encapsulatedPdf.ts';
import { SECONDARY_CAPTURE } from '../../../../electron/host/export/dicom/secondaryCapture.ts';
import { KEY_IMAGES, planOnSources, SOURCES } from '../export/exampleSources.ts';
import { greyPng } from '../export/greyPng.ts';
import { isThere } from '../export/judges.ts';
import { authority } from './certificates.ts';
import { storescp } from './storescp.ts';

const IMAGES = new Map(KEY_IMAGES.map(({ sha256 }, n) => [sha256, greyPng(16 + n, 12)]));
const files = planObjects(planOnSources(), Buffer.from('%PDF-1.7 even'), IMAGES, SOURCES, null).files.map(({ bytes }) => bytes);
const uid = (file: Uint8Array): string => fileMeta(file)?.instanceUid ?? '';
/** What follows its head, which names who wrote the file. */
const body = (file: Uint8Array): string => Buffer.from(file).subarray(fileMeta(file)?.offset).toString('base64');

describe.runIf(isThere('storescp'))('storescp of dcmtk', () => {
  it('that takes prints and captures alone gets them, byte for byte, and what it takes none of is told', async () => {
    const kinds = [ENCAPSULATED_PDF, SECONDARY_CAPTURE];
    const [taken, not] = [true, false].map((is) => files.filter((file) => kinds.includes(fileMeta(file)?.sopClassUid ?? '') === is));
    if (taken === undefined || not === undefined) throw new Error('no files');
    expect([taken.length, not.length]).toEqual([4, 6]);
    const node = await storescp(kinds);
    const told: string[] = [];
    expect(await storedInstances(node, files, (one) => told.push(one))).toEqual({
      ok: true, value: { stored: taken.map(uid), refused: not.map((file) => ({ instanceUid: uid(file), reason: 0x0122 })) },
    });
    expect(told).toEqual(taken.map(uid));
    expect(node.got().map(body).toSorted()).toEqual(taken.map(body).toSorted());
  });

  it.runIf(isThere('openssl'))('over TLS gets them where each trusts the other’s authority, and nothing else', async () => {
    const [hospital, stranger] = [authority('Hospital'), authority('Stranger')];
    const node = await storescp([SECONDARY_CAPTURE], { own: hospital.issued('IP:127.0.0.1'), authority: hospital });
    const images = files.filter((file) => fileMeta(file)?.sopClassUid === SECONDARY_CAPTURE);
    const [desk, other] = [hospital.issued('DNS:desk'), stranger.issued('DNS:desk')];
    const tls = { caFile: hospital.cert, certificateFile: desk.cert, keyFile: desk.key };
    expect(await storedInstances({ ...node, tls: { ...tls, caFile: stranger.cert } }, images)).toMatchObject({ failure: { code: 'archive/not-trusted' } });
    expect(await storedInstances({ ...node, tls: { ...tls, certificateFile: other.cert, keyFile: other.key } }, images)).toMatchObject({ ok: false });
    expect(node.got()).toEqual([]);
    expect(await storedInstances({ ...node, tls }, images)).toEqual({ ok: true, value: { stored: images.map(uid), refused: [] } });
    expect(node.got().map(body).toSorted()).toEqual(images.map(body).toSorted());
  });
});
