import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchedStudy, foundStudies, sentFiles } from '../../../../electron/host/archive/dicomWeb.ts';
import { planObjects } from '../../../../electron/host/export/dicom/planObjects.ts';
import { tempFolder } from '../../../tempFolder.ts';
import { isOrthancThere, startedOrthanc, type RunningOrthanc } from '../archive/runningOrthanc.ts';
import { wholeOf } from '../archive/wholeParts.ts';
import { KEY_IMAGES, planOnSources, SOURCES, withdrawalOnSources } from './exampleSources.ts';
import { greyPng } from './greyPng.ts';
import { isThere } from './judges.ts';

const { parseDicom } = createRequire(import.meta.url)('dicom-parser') as typeof import('dicom-parser');
const hasSender = isThere('storescu');

const IMAGES = new Map(KEY_IMAGES.map(({ sha256 }, n) => [sha256, greyPng(16 + n, 12)]));
const files = [...planObjects(planOnSources(), Buffer.from('%PDF-1.7 even'), IMAGES, SOURCES, null).files, withdrawalOnSources()];
const uidsIn = (tag: string): readonly string[] => [...new Set(files.map(({ bytes }) => parseDicom(bytes).string(tag) ?? ''))];

/** A data set without the file meta information, which names who wrote the file. */
function dataOf(bytes: Uint8Array): string {
  const meta = parseDicom(bytes, { untilTag: 'x0002ffff' }).elements;
  const ends = Math.max(...Object.values(meta).filter(({ tag }) => tag.startsWith('x0002')).map(({ dataOffset, length }) => dataOffset + length));
  return Buffer.from(bytes.subarray(ends)).toString('base64');
}

describe.runIf(isOrthancThere())('what leaves of a plan, through Orthanc', () => {
  let orthanc: RunningOrthanc;
  beforeAll(async () => { orthanc = await startedOrthanc(tempFolder()); });
  afterAll(() => orthanc.close());

  async function back(): Promise<readonly Uint8Array[]> {
    const all: Uint8Array[] = [];
    for (const studyUid of uidsIn('x0020000d')) {
      const fetched = await fetchedStudy(orthanc.archive, studyUid, async (pieces) => { all.push(await wholeOf(pieces)); });
      expect(fetched.ok).toBe(true);
    }
    return all;
  }

  it('by STOW-RS and WADO-RS: the same bytes', async () => {
    const sent = await sentFiles(orthanc.archive, files.map(({ bytes }) => bytes));
    expect(sent).toEqual({ ok: true, value: { stored: expect.arrayContaining([...uidsIn('x00080018')]), refused: [] } });
    const bytes = (all: readonly Uint8Array[]): readonly string[] => all.map((one) => Buffer.from(one).toString('base64')).toSorted();
    expect(bytes(await back())).toEqual(bytes(files.map((file) => file.bytes)));
  });

  it('and the notice of a withdrawal is filed with its plan: one patient, and no study of its own', async () => {
    const notice = parseDicom(withdrawalOnSources().bytes);
    const found = await foundStudies(orthanc.archive, { patientName: null, patientId: notice.string('x00100020') ?? '', from: null, to: null });
    if (!found.ok) throw new Error(found.failure.code);
    expect(found.value.map(({ studyUid }) => studyUid).toSorted()).toEqual([...uidsIn('x0020000d')].toSorted());
    expect(uidsIn('x0020000d')).toHaveLength(2);
  });

  it.runIf(hasSender)('by C-STORE: the same data, to the last byte', async () => {
    await orthanc.close();
    orthanc = await startedOrthanc(tempFolder());
    const folder = tempFolder();
    const paths = files.map(({ name, bytes }) => {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      return path;
    });
    const { status, stdout, stderr } = spawnSync('storescu', ['-R', '-aec', 'PEER', '127.0.0.1', `${orthanc.dicomPort}`, ...paths], { encoding: 'utf8' });
    expect([status, stdout + stderr]).toEqual([0, '']);
    const data = (all: readonly Uint8Array[]): readonly string[] => all.map(dataOf).toSorted();
    expect(data(await back())).toEqual(data(files.map((file) => file.bytes)));
  });
});
