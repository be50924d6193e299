import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CONFIDENTIALITY } from '../../../../../core/dicom/deidentification.ts';
import { sealWords } from '../../../../../core/plan/sealedPlan.ts';
import type { DataSet } from 'dicom-parser';
import { planObjects } from '../../../../../electron/host/export/dicom/planObjects.ts';
import { items, numbers, text, withElements, type Dataset, type Element, type TextVr } from '../../../../../electron/host/dicom/dataset.ts';
import { dicomParser } from '../../../../../electron/host/dicom/dicomParser.ts';
import { instanceBytes, IMPLICIT_LE } from '../../../../../electron/host/dicom/writeInstance.ts';
import { deidentifiedFile } from '../../../../../electron/host/dicom/deidentifiedFile.ts';
import { pseudonymsOf } from '../../../../../electron/host/dicom/pseudonyms.ts';
import { changed } from '../../../../phantoms/faults.ts';
import { cleanRun } from '../../../../phantoms/runs.ts';
import { cleanSeries, type SliceFile } from '../../../../phantoms/series.ts';
import { tempFolder } from '../../../../tempFolder.ts';
import { said } from '../../../commandLine/said.ts';
import { contentOf, evidenceOf, RCA } from '../../store/planFixture.ts';
import { valueIn } from '../../store/imports.ts';
import { KEY_IMAGES, planOnSources, SOURCES } from '../exampleSources.ts';
import { greyPng } from '../greyPng.ts';
import { isThere, judged } from '../judges.ts';
import { NO_CALCIUM, packOf, signedCase, unzipped } from './signedCase.ts';

const [hasIods, hasPdf, hasAnon] = [isThere('dciodvfy'), isThere('pdftotext'), isThere('gdcmanon')];

/** Words that stand nowhere else. Each goes into a field of its own. */
const planted: string[] = [];
const canary = (what: string): string => {
  const word = `Zq${what.replaceAll(/[^A-Za-z]/g, '')}x${String(planted.length).padStart(3, '0')}`;
  planted.push(word);
  return word;
};

/** Attributes of the basic profile that name somebody, some place or some day, with values that stand nowhere else. */
const STUFFED: Dataset = [
  ...([
    [0x00080080, 'LO'], [0x00080081, 'ST'], [0x00080090, 'PN'], [0x00080092, 'ST'], [0x00080094, 'SH'], [0x00081010, 'SH'], [0x00081030, 'LO'],
    [0x0008103e, 'LO'], [0x00081040, 'LO'], [0x00081048, 'PN'], [0x00081050, 'PN'], [0x00081060, 'PN'], [0x00081070, 'PN'], [0x00081080, 'LO'],
    [0x00082111, 'ST'], [0x0008009c, 'PN'], [0x00100021, 'LO'], [0x00101000, 'LO'], [0x00101001, 'PN'], [0x00101005, 'PN'], [0x00101040, 'LO'],
    [0x00101060, 'PN'], [0x00101090, 'LO'], [0x00102000, 'LO'], [0x00102110, 'LO'], [0x00102150, 'LO'], [0x00102154, 'SH'], [0x00102160, 'SH'],
    [0x00102180, 'SH'], [0x001021b0, 'LT'], [0x00104000, 'LT'], [0x00180010, 'LO'], [0x00181000, 'LO'], [0x00181030, 'LO'], [0x00184000, 'LT'],
    [0x00200010, 'SH'], [0x00201040, 'LO'], [0x00204000, 'LT'], [0x00280303, 'CS'], [0x00321032, 'PN'], [0x00321060, 'LO'], [0x00324000, 'LT'],
    [0x00380010, 'LO'], [0x00380300, 'LO'], [0x00384000, 'LT'], [0x00400006, 'PN'], [0x00400009, 'SH'], [0x00400244, 'DA'], [0x00400253, 'SH'],
    [0x00400254, 'LO'], [0x00400280, 'ST'], [0x00401001, 'SH'], [0x00402016, 'LO'], [0x00402017, 'LO'], [0x0040a075, 'PN'], [0x0040a123, 'PN'],
    [0x0040a160, 'UT'], [0x00700084, 'PN'], [0x40000010, 'LT'],
  ] as const).map(([tag, vr]) => text(tag, vr as TextVr, canary(`t${tag.toString(36)}`))),
  // Nested, in a sequence that is kept and in one that is not; private, with its owner; after the pixels.
  items(0x00082112, [[text(0x00081150, 'UI', '1.2.840.10008.5.1.4.1.1.2'), text(0x00081155, 'UI', '9.8.7.6.5.4.3.2.1'), text(0x00100010, 'PN', canary('nested')), text(0x00081070, 'PN', canary('nestedop'))]]),
  items(0x00321064, [[text(0x00080104, 'LO', canary('req'))]]),
  text(0x00290010, 'LO', canary('owner')), text(0x00291001, 'LO', canary('private')),
  text(0x00091001, 'LT', canary('alone')),
];

const NAME = 'Zqfamily^Zqgiven=山田^太郎=やまだ^たろう';
const NAME_PARTS = ['Zqfamily', 'Zqgiven', '山田', '太郎', 'やまだ', 'たろう'];
const DAYS = ['19870605', '1987-06-05', '20240317', '2024-03-17', '20240318'];
const STUDY = {
  patientName: NAME, patientId: 'ZQ-991-447', birthDate: '19870605', date: '20240317', time: '111213', uid: '1.99.88.77.66.55', accession: 'ZQACC',
};
const DATES: Dataset = [
  text(0x00080012, 'DA', '20240318'), text(0x00080021, 'DA', '20240318'), text(0x00080022, 'DA', '20240318'), text(0x00080023, 'DA', '20240318'),
  text(0x0008002a, 'DT', '20240318111213'), text(0x00080031, 'TM', '111213'),
];

const AS_TAKEN = text(0x00080008, 'CS', 'ORIGINAL\\PRIMARY\\AXIAL');

/** A file with everything planted that a file can hold, words before its head and after its end. */
const stuffed = (file: SliceFile): SliceFile => changed(file, AS_TAKEN, ...DATES, ...STUFFED);
const FILES: readonly SliceFile[] = [
  ...cleanSeries({ key: 'stuffed', slices: 12, study: STUDY }), cleanRun({ key: 'stuffed', study: STUDY }),
].map(stuffed);

/** In UTF-8 and as PDF writes words, packed or not. */
function everyByte(name: string, content: Buffer): string {
  const streams = name.endsWith('.pdf') || content.includes('%PDF-')
    ? [...content.toString('latin1').matchAll(/stream\r?\n([\s\S]*?)endstream/g)].map(([, body = '']) => {
      try {
        return inflateSync(Buffer.from(body, 'latin1')).toString('latin1');
      } catch {
        return '';
      }
    }) : [];
  return [name, content.toString('utf8'), content.toString('utf16le'), ...streams].join('\n');
}

/** Ids, hashes and UIDs in a value: whatever two copies could be laid together by. */
function linksIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return /^[0-9a-f]{64}$|^[a-z]{3}_[0-9a-z]{16}$|^\d+(?:\.\d+){3,}$/.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(linksIn) : [];
}

describe('a pack without identity', () => {
  const NOTES = 'Zqnotes of Zqfamily, call 0699 1234567';
  const asked = {
    operator: 'Zqoperator Zqsurname',
    content: {
      ...contentOf(NOTES, {
        access: 'right femoral 7F, Zqaccess', guides: 'AL 1 Zqguide',
        rungs: contentOf('').rungs.map((rung) => ({
          ...rung, title: `Antegrade ${rung.letter} Zqtitle`, note: 'Zqrungnote',
          stop: rung.stop === null ? null : { ...rung.stop, words: 'come back Zqstop' },
          steps: rung.steps.map((step) => ({ ...step, id: `zqstepid${step.id}`, technique: 'Wire intraplaque Zqtechnique', aim: 'the distal lumen Zqaim of 17.03.24', devices: [{ item: null, name: 'Turnpike Gold Zqdevice', sizeMm: null, count: 1 }] })),
        })),
      }),
      keyImages: [],
    },
    evidence: {
      lesion: { ...evidenceOf(RCA).lesion, name: 'Zqvessel of Zqfamily', cautions: ['Zqcaution'] }, openPoints: ['Zqopen'],
      facts: [
        { path: 'vessel', value: 'RCA', state: 'stated', range: null, source: 'stated', by: 'Zqoperator Zqsurname' },
        { path: 'branch', value: 'Zqbranch', state: 'stated', range: null, source: 'stated', by: 'Zqoperator Zqsurname' },
        { path: 'ageYears', value: 71, state: 'stated', range: null, source: 'stated', by: null },
      ],
    },
  } as Parameters<typeof signedCase>[1];

  it('holds no byte of any name, number, day, place, person or note, in no file of it', async () => {
    const signed = await signedCase(FILES, asked);
    const { path, packed } = await packOf(signed, { isDeidentified: true, withImages: true });
    expect(valueIn(packed)).toMatchObject({ images: 13, leftOut: [NO_CALCIUM], unseen: 13 });
    const files = await unzipped(path);
    const texts = [...files].map(([name, content]) => everyByte(name, content));
    const stated = valueIn(signed.store.library.instances(signed.caseId)).flatMap(({ header }) =>
      [header.sopInstanceUid, header.series.uid, header.study.uid, header.frameOfReferenceUid ?? STUDY.uid]);
    const named = await unzipped((await packOf(signed, { withImages: true })).path);
    const shared = linksIn(JSON.parse(named.get('plan.json')?.toString() ?? ''));
    expect(shared).toEqual(expect.arrayContaining([signed.plan, signed.series, signed.tina, RCA, expect.stringMatching(/^[0-9a-f]{64}$/)]));
    const never = [
      ...planted, ...shared, signed.sha256, 'zqstepid', ...NAME_PARTS, ...DAYS, STUDY.patientId, STUDY.accession, '111213', ...new Set(stated), '9.8.7.6.5.4.3.2.1',
      'Zqnotes', '1234567', 'Zqoperator', 'Zqsurname', 'Zqaccess', 'Zqguide', 'Zqtitle', 'Zqrungnote', 'Zqstop', 'Zqtechnique', 'Zqaim', '17.03.24', 'Zqdevice',
      'Zqvessel', 'Zqcaution', 'Zqopen', 'Zqbranch', signed.series, signed.tina,
    ];
    expect(never.filter((word) => texts.some((bytes) => bytes.includes(word)))).toEqual([]);
    // The same search finds each of them in the pack that names the patient.
    const bare = [...named].map(([name, content]) => everyByte(name, content));
    expect(never.filter((word) => !bare.some((bytes) => bytes.includes(word)))).toEqual([]);
  });

  it.skipIf(!hasPdf)('says on paper, in its JSON and in words what it is, and that no seal holds for it', async () => {
    const signed = await signedCase(FILES, asked);
    const files = await unzipped((await packOf(signed, { isDeidentified: true })).path);
    const page = judged(files.get('plan.pdf') ?? Buffer.of(), 'pdftotext', '-layout', '<file>', '-').says;
    for (const words of ['DE-IDENTIFIED', 'RCA, CTO 31.4 mm', 'none holds for this copy', 'Not for primary diagnosis', 'Wire intraplaque […]']) expect(page).toContain(words);
    for (const words of ['Zq', '1900', ' 71 ', sealWords(signed.sha256), signed.sha256.slice(0, 16), signed.plan]) expect(page).not.toContain(words);
    const json = JSON.parse(files.get('plan.json')?.toString() ?? '');
    expect([json.isDeidentified, json.plan.patient.birthDate, json.plan.content.notes, json.plan.plan, json.plan.previousSha256]).toEqual([true, null, '', undefined, undefined]);
    expect(json.plan.series.map(Object.keys)).toEqual([['seriesUid', 'studyUid']]);
    const readme = files.get('README.txt')?.toString() ?? '';
    for (const words of ['DE-IDENTIFIED', `CTO plan of ${json.plan.patient.name}, version 1`, 'No seal holds']) expect(readme).toContain(words);
  });

  it('opens again: one patient, the same pictures, its parts together', async () => {
    const signed = await signedCase(FILES, asked);
    const { path } = await packOf(signed, { isDeidentified: true, withImages: true });
    const [was, is] = [await said(['scan', (await packOf(signed, { withImages: true })).path]), await said(['scan', path])];
    const shapes = (answer: typeof is.answer) => answer.studies.flatMap((study: { series: readonly Record<string, unknown>[] }) => study.series
      .filter(({ kind }) => kind !== 'other').map(({ kind, instances, frames, rows, columns, spacing, geometry }) => ({ kind, instances, frames, rows, columns, spacing, geometry })));
    expect(shapes(is.answer)).toEqual(shapes(was.answer));
    const patients = is.answer.studies.map((study: { patient: { name: string; id: string } }) => study.patient);
    expect(new Set(patients.map(({ id }: { id: string }) => id)).size).toBe(1);
    expect(patients[0]).toMatchObject({ name: expect.stringMatching(/^FM-[A-Z2-9]{8}$/), birthDate: null, sex: null });
    const volume = async (at: string, answer: typeof is.answer) => {
      const { seriesUid } = answer.studies.flatMap((study: { series: readonly { kind: string; seriesUid: string }[] }) => study.series).find((one: { kind: string }) => one.kind === 'ct-volume');
      return (await said(['volume', at, '--series', seriesUid])).answer.sha256;
    };
    expect(await volume(path, is.answer)).toBe(await volume((await packOf(signed, { withImages: true })).path, was.answer));
  });

  it('has the same pseudonym each time, and another at another site', async () => {
    const signed = await signedCase(FILES);
    const [one, two] = [await packOf(signed, { isDeidentified: true, withImages: true }), await packOf(signed, { isDeidentified: true, withImages: true })];
    expect(readFileSync(one.path).equals(readFileSync(two.path))).toBe(true);
    const anna = { name: 'A', id: '1', birthDate: null, sex: null };
    const [here, there] = ['a', 'b'].map((secret) => pseudonymsOf(anna, secret));
    expect(here?.patient).not.toBe(there?.patient);
    expect(here?.uid('1.2')).not.toBe(there?.uid('1.2'));
    expect(pseudonymsOf(anna, 'a').patient).toBe(here?.patient);
    expect(here?.uid('1.2')).toMatch(/^2\.25\.\d{1,39}$/);
  });

  it('leaves out what may hold words in its pixels, and says so', async () => {
    const [first, second, third, ...rest] = cleanSeries({ key: 'risky', slices: 14 });
    if (first === undefined || second === undefined || third === undefined) throw new Error('no slices');
    const overlay: Element = numbers(0x60000010, 'US', 48);
    const files = [
      changed(first, text(0x00280301, 'CS', 'YES')), changed(second, overlay), changed(third, text(0x00080008, 'CS', 'DERIVED\\SECONDARY\\OTHER')), ...rest.map((file) => changed(file, AS_TAKEN)),
    ];
    const signed = await signedCase(files);
    const { path, packed } = await packOf(signed, { isDeidentified: true, withImages: true });
    const { images, leftOut } = valueIn(packed);
    expect([images, leftOut.length]).toEqual([11, 5]);
    const words = (await unzipped(path)).get('README.txt')?.toString().replaceAll(/\s+/g, ' ') ?? '';
    for (const why of ['burnt into the pixels', 'an overlay lies on it', 'made from other pictures', 'The key image']) expect(words).toContain(why);
    expect([...(await unzipped(path)).keys()].some((name) => name.startsWith('pictures/'))).toBe(false);
  });

  it('tells of every image whose header does not say whether words are burnt into its pixels', async () => {
    const [marked, later, ...plain] = cleanSeries({ key: 'unseen', slices: 12 });
    const [run] = [cleanRun({ key: 'unseen' })];
    if (marked === undefined || later === undefined) throw new Error('no slices');
    const signed = await signedCase([
      changed(marked, text(0x00280301, 'CS', 'NO')), changed(later, text(0x00080008, 'CS', 'DERIVED\\PRIMARY\\AXIAL')),
      ...[...plain, run].map((file) => changed(file, AS_TAKEN)),
    ]);
    const readme = async (isDeidentified: boolean, withImages: boolean) => {
      const { path, packed } = await packOf(signed, { isDeidentified, withImages });
      const { images, unseen, leftOut } = valueIn(packed);
      const words = (await unzipped(path)).get('README.txt')?.toString().replaceAll(/\s+/g, ' ') ?? '';
      return { images, unseen, words, left: leftOut.filter((sentence) => sentence.includes('of the case')) };
    };
    const clean = await readme(true, true);
    expect([clean.images, clean.unseen, clean.left]).toEqual([12, 11, [expect.stringContaining('no picture as it was taken')]]);
    expect(clean.words).toContain('The pixels of 11 images were not looked at');
    for (const none of [await readme(true, false), await readme(false, true)]) expect([none.unseen, none.words.includes('not looked at')]).toEqual([0, false]);
  });

  it.skipIf(!hasIods)('holds objects in which the checker of IODs finds no fault that was not there', async () => {
    const signed = await signedCase(FILES, asked);
    const faults = async (isDeidentified: boolean): Promise<readonly string[]> =>
      [...await unzipped((await packOf(signed, { isDeidentified })).path)].filter(([name]) => name.startsWith('DICOM'))
        .flatMap(([, content]) => judged(content, 'dciodvfy', '<file>').says.split('\n').filter((line) => line.startsWith('Error')));
    expect(await faults(false)).toEqual([]);
    expect(await faults(true)).toEqual([]);
  });
});

describe('a file without identity', () => {
  const pseudonyms = pseudonymsOf({ name: null, id: null, birthDate: null, sex: null }, 'secret');
  const cleaned = (file: Uint8Array) => dicomParser().parseDicom(valueIn(deidentifiedFile(file, 'picture', pseudonyms)).bytes);

  it('tells by which method it was made, and which dates are gone', () => {
    const [file] = FILES;
    const set = cleaned(instanceBytes(file?.dataset ?? []));
    expect([set.string('x00120062'), set.string('x00280303')]).toEqual(['YES', 'REMOVED']);
    expect(set.elements['x00120064']?.items?.map((item) => item.dataSet?.string('x00080100'))).toEqual(['113100']);
    expect(set.string('x00080016')).toBe('1.2.840.10008.5.1.4.1.1.2');
    expect(set.string('x0020000d')).toBe(pseudonyms.uid(STUDY.uid));
    expect(set.elements['x00082112']?.items?.[0]?.dataSet?.string('x00081155')).toBe(pseudonyms.uid('9.8.7.6.5.4.3.2.1'));
  });

  it.each([['CT', cleanSeries({ key: 'burnt', slices: 3 })[0]], ['XA', cleanRun({ key: 'burnt' })]])('of %s is judged by what its header says of words in its pixels', (_, file) => {
    const burnt = (value: string | null, type = 'ORIGINAL\\PRIMARY\\AXIAL') => {
      const made = deidentifiedFile(instanceBytes(withElements(
        file?.dataset ?? [], text(0x00080008, 'CS', type), ...(value === null ? [] : [text(0x00280301, 'CS', value)]),
      )), 'picture', pseudonyms);
      if (!made.ok) return made.failure;
      const set = dicomParser().parseDicom(made.value.bytes);
      return [made.value.isUnseen, set.string('x00120062'), set.string('x00280301') ?? null, set.string('x00120063') ?? null];
    };
    const unseen = 'Pixels were not looked at for words';
    expect([burnt(null), burnt('NO'), burnt('YES')]).toEqual([[true, 'YES', null, unseen], [false, 'YES', 'NO', null], 'words in its pixels']);
    expect([burnt(''), burnt('yes')]).toEqual([[true, 'YES', null, unseen], 'words in its pixels']);
    const later = 'DERIVED\\PRIMARY\\AXIAL';
    expect([burnt(null, later), burnt('NO', later), burnt(null, '')]).toEqual(['words perhaps in its pixels', [false, 'YES', 'NO', null], 'words perhaps in its pixels']);
  });

  it('has the same pixels and geometry, also where its file tells no representations', () => {
    const [file] = FILES;
    const dataset = file?.dataset ?? [];
    const [explicit, implicit] = [cleaned(instanceBytes(dataset)), cleaned(instanceBytes(dataset, IMPLICIT_LE))];
    for (const tag of ['x00200032', 'x00200037', 'x00280030', 'x00280010', 'x00281052', 'x00181060', 'x00209241', 'x7fe00010']) {
      const value = (set: typeof explicit): string | null => {
        const element = set.elements[tag];
        return element === undefined ? null : Buffer.from(set.byteArray.subarray(element.dataOffset, element.dataOffset + element.length)).toString('base64');
      };
      const was = dicomParser().parseDicom(instanceBytes(dataset));
      expect([tag, value(explicit)]).toEqual([tag, value(was)]);
      expect([tag, value(implicit)]).toEqual([tag, value(was)]);
    }
  });

  it('loses what stands before its head and after its pixels', () => {
    const [file] = FILES;
    const bytes = Buffer.concat([instanceBytes(file?.dataset ?? []), Buffer.from('after the end')]);
    bytes.write('before the head', 0, 'latin1');
    const clean = Buffer.from(valueIn(deidentifiedFile(bytes, 'picture', pseudonyms)).bytes).toString('latin1');
    expect([clean.includes('before the head'), clean.includes('after the end')]).toEqual([false, false]);
  });

  it('is refused where it cannot be read to its end', () => {
    const [file] = FILES;
    const bytes = Buffer.from(instanceBytes(file?.dataset ?? []));
    for (const cut of [bytes.subarray(0, bytes.length - 100), bytes.subarray(0, 200), Buffer.from('no DICOM')])
      expect(deidentifiedFile(cut, 'picture', pseudonyms)).toEqual({ ok: false, failure: 'unreadable' });
  });

  it.skipIf(!hasAnon)('loses whatever the anonymizer of others takes out', () => {
    const [file] = FILES;
    const folder = tempFolder();
    mkdirSync(join(folder, 'out'));
    writeFileSync(join(folder, 'in.dcm'), instanceBytes(file?.dataset ?? []));
    const cert = join(folder, 'cert.pem');
    const made = judged(Buffer.of(), 'openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', join(folder, 'key.pem'), '-out', cert, '-subj', '/CN=test', '-days', '2');
    if (made.status !== 0) return;
    judged(Buffer.of(), 'gdcmanon', '-c', cert, '-e', join(folder, 'in.dcm'), join(folder, 'out.dcm'));
    const [before, theirs, ours] = [instanceBytes(file?.dataset ?? []), readFileSync(join(folder, 'out.dcm')), valueIn(deidentifiedFile(instanceBytes(file?.dataset ?? []), 'picture', pseudonyms)).bytes]
      .map((bytes) => dicomParser().parseDicom(bytes));
    if (before === undefined || theirs === undefined || ours === undefined) throw new Error('no files');
    const value = (set: typeof before, tag: string): string | undefined => (set.elements[tag]?.items === undefined ? set.string(tag)?.trim() : undefined);
    const takenByThem = Object.keys(before.elements).filter((tag) => !tag.startsWith('x0002') && (value(before, tag) ?? '') !== '' && value(before, tag) !== value(theirs, tag));
    expect(takenByThem.length).toBeGreaterThan(20);
    expect(takenByThem.filter((tag) => value(ours, tag) === value(before, tag))).toEqual([]);
  });

  it('keeps every kind of object that is made of a plan whole, with other UIDs', () => {
    const IMAGES = new Map(KEY_IMAGES.map(({ sha256 }) => [sha256, greyPng(33, 21)]));
    // As withoutIdentity makes them: with no word of the images' own.
    const { files } = planObjects(planOnSources(), Buffer.from('%PDF-1.7 even'), IMAGES, { ...SOURCES, studies: new Map() }, null);
    expect(files.map(({ name }) => name.replace(/-?\d*\.dcm$/, '')).toSorted()).toEqual(expect.arrayContaining(['calcium', 'key', 'marks', 'measures', 'plan', 'selection']));
    const tags = (set: DataSet): readonly string[] => Object.values(set.elements).flatMap(({ tag, items: below }) =>
      [tag, ...(below ?? []).flatMap((item) => (item.dataSet === undefined ? [] : tags(item.dataSet).map((one) => `${tag}.${one}`)))]);
    for (const { name, bytes } of files) {
      const clean = valueIn(deidentifiedFile(bytes, 'ours', pseudonyms)).bytes;
      const [was, is] = [bytes, clean].map((one) => dicomParser().parseDicom(one));
      if (was === undefined || is === undefined) throw new Error('no file');
      // Requests, and who verified by which code, are emptied.
      const gone = tags(was).filter((tag) => !tags(is).includes(tag) && !/^x00081111|^x0040a073\.x0040a088/.test(tag));
      expect([name, gone]).toEqual([name, []]);
      expect(is.string('x00080018')).toBe(pseudonyms.uid(was.string('x00080018') ?? ''));
      if (!hasIods) continue;
      const faults = (file: Uint8Array): readonly string[] => judged(file, 'dciodvfy', '<file>').says.split('\n').filter((line) => line.startsWith('Error'));
      expect([name, faults(clean)]).toEqual([name, faults(bytes)]);
    }
  });

  it('knows every attribute that stays, and none that the basic profile takes out', () => {
    // Rows of table E.1-1 whose action is X, Z or D alone, one of each kind.
    const rows = [
      0x00080080, 0x00080081, 0x00080092, 0x00081010, 0x00081030, 0x00081040, 0x00081048, 0x00081050, 0x00081070, 0x00081080, 0x00082111, 0x00100021,
      0x00101000, 0x00101001, 0x00101010, 0x00101020, 0x00101030, 0x00101040, 0x00102160, 0x00104000, 0x00181000, 0x00181030, 0x00184000, 0x00204000,
      0x00321032, 0x00380010, 0x00400006, 0x00400254, 0x00400275, 0x0040a075, 0x0040a123, 0x0040a730, 0x00700084, 0x00880140, 0x40000010, 0x00080022, 0x00080032,
      0x00080021, 0x00080031, 0x00080020, 0x00080030, 0x00080023, 0x00080033, 0x00080050, 0x00080090, 0x00100010, 0x00100020, 0x00100030, 0x00100040, 0x00200010,
    ];
    expect(rows.filter((tag) => CONFIDENTIALITY.get(tag)?.action === 'keep')).toEqual([]);
    expect(CONFIDENTIALITY.size).toBeGreaterThan(250);
  });
});
