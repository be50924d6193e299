import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bytes, text, withElements, withoutTags, type Dataset } from '../../../../electron/host/dicom/dataset.ts';
import { EXPLICIT_BE, EXPLICIT_LE, IMPLICIT_LE, DEFLATED_LE, instanceBytes } from '../../../../electron/host/dicom/writeInstance.ts';
import { encapsulatedPdf } from '../../../../electron/host/export/dicom/encapsulatedPdf.ts';
import type { Carriage } from '../../../../electron/host/sharing/carriage.ts';
import { readChainBlock } from '../../../../electron/host/sharing/chainBlock.ts';
import { readChain } from '../../../../electron/host/sharing/readChain.ts';
import { examplePlan } from '../../../core/report/examplePlan.ts';
import { tempFolder } from '../../../tempFolder.ts';
import { isThere, judged } from '../export/judges.ts';
import { openIn } from '../store/fixture.ts';
import { valueIn } from '../store/imports.ts';
import { planDesk, signedBy } from '../store/planFixture.ts';
import { carried } from './shared.ts';

const { parseDicom } = createRequire(import.meta.url)('dicom-parser') as typeof import('dicom-parser');
const hasIods = isThere('dciodvfy');
const [CREATOR, CHAIN, LENGTH] = [0x00710010, 0x00711001, 0x00711002];

/** A printed plan with the chain of a plan of one version, of odd and of even length. */
async function printed(notes = 'one'): Promise<{ readonly dataset: Dataset; readonly carriage: Carriage }> {
  const store = openIn(tempFolder());
  const { id } = signedBy(store, await planDesk(store), notes);
  const carriage = await carried(store, id, 1);
  return { dataset: encapsulatedPdf(valueIn(store.plans.version(id, 1)).sealed, Buffer.from('%PDF-1.7 odd\n'), carriage), carriage };
}
function fileOf(dataset: Dataset, syntax = EXPLICIT_LE, cut = 0): string {
  const path = join(tempFolder(), 'plan.dcm');
  const whole = instanceBytes(dataset, syntax);
  writeFileSync(path, whole.subarray(0, whole.length - cut));
  return path;
}
const unreadable = { ok: false, failure: { code: 'plan/not-readable' } };

describe('the chain in a printed plan', () => {
  it('is read again, be its length odd or even', async () => {
    const lengths = new Set<number>();
    for (const notes of ['one', 'ones']) {
      const { dataset, carriage } = await printed(notes);
      lengths.add(carriage.chain.length % 2);
      expect(readChainBlock(fileOf(dataset))).toMatchObject({ ok: true, value: { versions: [{ sealed: { content: { notes } } }] } });
    }
    expect(lengths).toEqual(new Set([0, 1]));
  });

  it.each([['implicit', IMPLICIT_LE], ['big endian', EXPLICIT_BE], ['deflated', DEFLATED_LE]])('is read from a file that an archive has written anew: %s', async (_, syntax) => {
    const { dataset } = await printed();
    expect(readChainBlock(fileOf(dataset, syntax))).toMatchObject({ ok: true, value: { versions: [{ sealed: { version: 1 } }] } });
  });

  it('is read in a thread of its own, which ends with its import', async () => {
    const { dataset } = await printed();
    expect(await readChain(fileOf(dataset), new AbortController().signal)).toMatchObject({ ok: true, value: { versions: [{ sealed: { version: 1 } }] } });
    expect(await readChain(fileOf(dataset), AbortSignal.abort())).toEqual(unreadable);
    expect(await readChain(join(tempFolder(), 'none'), new AbortController().signal)).toEqual(unreadable);
  });

  it('is none where there is no block, or one of somebody else', async () => {
    const { dataset } = await printed();
    for (const other of [withoutTags(dataset, CREATOR, CHAIN, LENGTH), withElements(dataset, text(CREATOR, 'LO', 'SOMEBODY')), withoutTags(dataset, CHAIN)])
      expect(readChainBlock(fileOf(other))).toEqual({ ok: true, value: null });
  });

  it.each<readonly [string, (dataset: Dataset) => Dataset, number]>([
    ['that says another length', (dataset) => withElements(dataset, text(LENGTH, 'IS', '7')), 0],
    ['that says none', (dataset) => withoutTags(dataset, LENGTH), 0],
    ['that is shorter than it says', (dataset) => withElements(dataset, bytes(CHAIN, 'OB', Buffer.from('{}'))), 0],
    ['of a file that is cut short', (dataset) => dataset, 40],
  ])('%s is refused', async (_, change, cut) => {
    expect(readChainBlock(fileOf(change((await printed()).dataset), EXPLICIT_LE, cut))).toEqual(unreadable);
  });
});

describe('the printed plan that carries it', () => {
  const withdrawn: Carriage = { chain: Buffer.from('{}.'), mark: 'f'.repeat(64), withdrawals: 1, isWithdrawn: true };
  const valid: Carriage = { ...withdrawn, mark: null, withdrawals: 0, isWithdrawn: false };
  const parsed = (carriage: Carriage | null) => parseDicom(instanceBytes(encapsulatedPdf(examplePlan, Buffer.from('%PDF'), carriage)));
  const uidOf = (carriage: Carriage | null) => parsed(carriage).string('x00080018');

  it('is another object of the same series once something is withdrawn, and says so', () => {
    expect(uidOf(valid)).toBe(uidOf(null));
    expect(uidOf(withdrawn)).not.toBe(uidOf(valid));
    expect(uidOf({ ...withdrawn, mark: 'e'.repeat(64) })).not.toBe(uidOf(withdrawn));
    expect(uidOf(withdrawn)).toBe(uidOf(withdrawn));
    const [before, after] = [parsed(valid), parsed(withdrawn)];
    expect(after.string('x0020000e')).toBe(before.string('x0020000e'));
    expect([before.string('x00200013'), after.string('x00200013')]).toEqual(['1', '2']);
    expect([before.string('x00420010'), after.string('x00420010')].map((title) => title?.includes('WITHDRAWN'))).toEqual([false, true]);
  });

  it.runIf(hasIods)('has no error before dciodvfy', async () => {
    for (const dataset of [(await printed()).dataset, encapsulatedPdf(examplePlan, Buffer.from('%PDF'), withdrawn)]) {
      expect(judged(instanceBytes(dataset), 'dciodvfy', '<file>').says.split('\n').filter((line) => line.startsWith('Error'))).toEqual([]);
    }
  });
});
