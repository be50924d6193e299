import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchedStudy, foundStudies, listsStudies, sentFiles, type Archive } from '../../../../electron/host/archive/dicomWeb.ts';
import { echoed, type DimseNode } from '../../../../electron/host/archive/dimse.ts';
import { fileMeta } from '../../../../electron/host/archive/fileMeta.ts';
import { instanceIds } from '../../../../electron/host/archive/instanceIds.ts';
import { listedFiles } from '../../../../electron/host/archive/peer.ts';
import { storedInstances } from '../../../../electron/host/archive/storeInstances.ts';
import { bytes, text, textOf, withElements } from '../../../../electron/host/dicom/dataset.ts';
import { cleanSeries, fileBytes } from '../../../phantoms/series.ts';
import { tempFolder } from '../../../tempFolder.ts';
import { isOrthancThere, startedOrthanc, type RunningOrthanc } from './runningOrthanc.ts';
import { wholeOf } from './wholeParts.ts';

describe.runIf(isOrthancThere())('Orthanc as archive', () => {
  let orthanc: RunningOrthanc;
  let archive: Archive;
  let node: DimseNode;

  beforeAll(async () => {
    orthanc = await startedOrthanc(tempFolder());
    ({ archive } = orthanc);
    node = { host: '127.0.0.1', port: orthanc.dicomPort, calledAe: 'PEER', callingAe: 'FULLMOON', tls: null };
  });
  afterAll(() => orthanc.close());

  it('takes a series, lists its study, and gives every file back as it was', async () => {
    const series = cleanSeries({ key: 'archive', slices: 5 });
    const sent = series.map(fileBytes);
    const stored = await sentFiles(archive, sent);
    const uids = series.map(({ dataset }) => textOf(dataset, 0x00080018));
    expect(stored).toEqual({ ok: true, value: { stored: expect.arrayContaining(uids), refused: [] } });
    // The same again changes nothing.
    expect(await sentFiles(archive, sent)).toMatchObject({ ok: true, value: { refused: [] } });

    const [first] = series;
    if (first === undefined) throw new Error('no slice');
    const studyUid = textOf(first.dataset, 0x0020000d) ?? '';
    const patientId = textOf(first.dataset, 0x00100020);
    const found = await foundStudies(archive, { patientName: null, patientId, from: null, to: null });
    expect(found).toMatchObject({ ok: true, value: [{ studyUid, patientId, modalities: ['CT'], instances: 5 }] });
    expect(await foundStudies(archive, { patientName: 'nobody', patientId: null, from: null, to: null })).toEqual({ ok: true, value: [] });

    const back: string[] = [];
    expect(await fetchedStudy(archive, studyUid, async (pieces) => { back.push((await wholeOf(pieces)).toString('base64')); })).toEqual({ ok: true, value: { files: 5, isPart: false } });
    expect(back.toSorted()).toEqual(sent.map((bytes) => Buffer.from(bytes).toString('base64')).toSorted());
    expect(await fetchedStudy(archive, '1.2.3.4.5', async () => {})).toMatchObject({ failure: { code: 'archive/no-such-study' } });
  });

  it('says that it is there, by DICOMweb and by DIMSE', async () => {
    expect(await listsStudies(archive)).toEqual({ ok: true, value: undefined });
    expect(await echoed(node)).toEqual({ ok: true, value: undefined });
    expect(await echoed({ ...node, calledAe: 'NOBODY' })).toMatchObject({ failure: { code: 'archive/unknown-title', which: 'called' } });
  });

  it('takes a series by C-STORE, too, and gives every file back as it was', async () => {
    // With what a library that writes data sets anew would lose: elements of a maker, and a number as it was written.
    const series = cleanSeries({ key: 'by DIMSE', slices: 4 }).map((one) => ({
      ...one,
      dataset: withElements(
        one.dataset, text(0x00180050, 'DS', '0.600'), text(0x00090010, 'LO', 'FULLMOON TEST'), bytes(0x00091001, 'OB', Buffer.from('private bytes!')),
      ),
    }));
    const sent = series.map(fileBytes);
    const uids = series.map(({ dataset }) => textOf(dataset, 0x00080018));
    expect(await storedInstances(node, sent)).toEqual({ ok: true, value: { stored: uids, refused: [] } });
    // The same again changes nothing.
    expect(await storedInstances(node, sent)).toMatchObject({ ok: true, value: { refused: [] } });
    const studyUid = textOf(series[0]?.dataset ?? [], 0x0020000d) ?? '';
    const back: Uint8Array[] = [];
    expect(await fetchedStudy(archive, studyUid, async (pieces) => { back.push(await wholeOf(pieces)); })).toEqual({ ok: true, value: { files: 4, isPart: false } });
    // Its head says who stored it; from there on it is the same.
    const body = (file: Uint8Array): string => Buffer.from(file).subarray(fileMeta(file)?.offset).toString('base64');
    expect(back.map(body).toSorted()).toEqual(sent.map(body).toSorted());
  });

  it('lists what it has of what was sent, by QIDO and by C-FIND, and nothing else', async () => {
    const series = cleanSeries({ key: 'listed', slices: 3 });
    const files = series.map(fileBytes);
    const uids = new Set(series.map(({ dataset }) => textOf(dataset, 0x00080018)));
    const peers = [{ kind: 'dicomweb', ...archive }, { kind: 'dimse', ...node }] as const;
    for (const peer of peers) expect(await listedFiles(peer, files)).toEqual({ ok: true, value: new Set() });
    await sentFiles(archive, files);
    for (const peer of peers) expect(await listedFiles(peer, files)).toEqual({ ok: true, value: uids });
    const [first = Buffer.of(), ...rest] = files;
    const others = cleanSeries({ key: 'not sent', slices: 3 }).map(fileBytes);
    for (const peer of peers)
      expect(await listedFiles(peer, [first, ...others])).toMatchObject({ value: new Set([instanceIds(first).instanceUid]) });
    expect(rest).toHaveLength(2);
  });

  it('with a filter says that it stored what it drops, by STOW and by C-STORE, and does not list it', async () => {
    const filtered = await startedOrthanc(tempFolder(), "function ReceivedInstanceFilter(tags) return tags['Modality'] ~= 'CT' end");
    try {
      const files = cleanSeries({ key: 'dropped', slices: 2 }).map(fileBytes);
      const byDimse = { ...node, port: filtered.dicomPort };
      const stored = await storedInstances(byDimse, files);
      expect(stored).toMatchObject({ ok: true, value: { refused: [] } });
      const sent = await sentFiles(filtered.archive, files);
      expect(sent).toMatchObject({ ok: true, value: { refused: [] } });
      for (const peer of [{ kind: 'dicomweb', ...filtered.archive }, { kind: 'dimse', ...byDimse }] as const)
        expect(await listedFiles(peer, files)).toEqual({ ok: true, value: new Set() });
    } finally {
      await filtered.close();
    }
  });

  it('lets nobody in with a wrong password', async () => {
    expect(await listsStudies({ ...archive, password: 'wrong' })).toMatchObject({ failure: { code: 'archive/not-allowed' } });
    expect(await sentFiles({ ...archive, password: 'wrong' }, [])).toMatchObject({ failure: { code: 'archive/not-allowed' } });
  });

  it('refuses what is no DICOM', async () => {
    expect(await sentFiles(archive, [Buffer.from('no DICOM')])).toMatchObject({ ok: false });
  });
});
