import { describe, expect, it } from 'vitest';
import { fileMeta } from '../../../../electron/host/archive/fileMeta.ts';
import { text } from '../../../../electron/host/dicom/dataset.ts';
import { EXPLICIT_BE, EXPLICIT_LE, IMPLICIT_LE, instanceBytes } from '../../../../electron/host/dicom/writeInstance.ts';

const DATASET = [text(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.7'), text(0x00080018, 'UI', '1.2.3.4'), text(0x00100010, 'PN', 'Doe')];

describe('the head of a file', () => {
  it.each([EXPLICIT_LE, IMPLICIT_LE, EXPLICIT_BE])('names what it is, in %s', (transferSyntaxUid) => {
    const bytes = instanceBytes(DATASET, transferSyntaxUid);
    const meta = fileMeta(bytes);
    expect(meta).toMatchObject({ sopClassUid: '1.2.840.10008.5.1.4.1.1.7', instanceUid: '1.2.3.4', transferSyntaxUid });
    // The first element of the data set is (0008,0016).
    const first = Buffer.from(bytes).subarray(meta?.offset, (meta?.offset ?? 0) + 4).toString('hex');
    expect(first).toBe(transferSyntaxUid === EXPLICIT_BE ? '00080016' : '08001600');
  });

  it('of bytes that begin elsewhere in their memory', () => {
    const bytes = instanceBytes(DATASET);
    const held = Buffer.concat([Buffer.from('before'), bytes]).subarray(6);
    expect(fileMeta(held)).toEqual(fileMeta(bytes));
  });

  it.each([0, 100, 131, 132, 140, 200])('cut off after %d bytes is none', (length) => {
    expect(fileMeta(instanceBytes(DATASET).subarray(0, length))).toBeNull();
  });

  it('is none without its mark, or with a length that leads out of it', () => {
    const bytes = Buffer.from(instanceBytes(DATASET));
    expect(fileMeta(Buffer.from(bytes).fill(0, 128, 132))).toBeNull();
    const wrong = Buffer.from(bytes);
    wrong.writeUInt16LE(0xffff, 132 + 6);
    expect(fileMeta(wrong)).toBeNull();
  });
});
