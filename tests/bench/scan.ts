import { readFileSync, statSync } from 'node:fs';
import { seriesIndex } from '../../core/dicom/seriesIndex.ts';
import { readHeader, readHeaderCounting } from '../../electron/host/dicom/readHeader.ts';
import { timed, where, type Contender, type Course } from './harness.ts';
import { cineFile, ctFolder, filesIn, manyFolder } from './inputs.ts';
import { COMMAND_LINE, output, peer, processTime, program, python } from './peers.ts';

const TAGS = ['0020,000e', '0020,000d', '0020,0032', '0020,0037', '0028,0010', '0028,0011', '0008,0060', '0020,0013', '0028,0030', '0008,0018', '0010,0020'];
const ROUNDS = 7;

/** Reads, groups and sorts the files of a folder in this process. */
function scanned(folder: string): number {
  const headers = filesIn(folder).flatMap((path) => {
    const header = readHeader(path);
    return header.ok ? [header.value] : [];
  });
  return seriesIndex(headers).items.length;
}

interface ParsedDataSet { string(tag: string): string | undefined; floatString(tag: string, index?: number): number | undefined }
interface DicomParser { readonly default: { parseDicom(bytes: Uint8Array, options: { readonly untilTag: string }): ParsedDataSet } }
interface Dcmjs {
  readonly default: {
    readonly data: {
      readonly DicomMessage: { readFile(buffer: ArrayBuffer, options: object): { readonly dict: object } };
      readonly DicomMetaDictionary: { naturalizeDataset(dict: object): { readonly SeriesInstanceUID: string; readonly ImagePositionPatient: readonly number[] } };
    };
  };
}
type Placed = { readonly series: string; readonly z: number };

const sorted = (slices: readonly Placed[]): number =>
  [...Map.groupBy(slices, ({ series }) => series).values()].map((group) => group.toSorted((a, b) => a.z - b.z)).length;

/** Node gives small files out of a common pool; the peers want a buffer of their own. */
const wholeFile = (path: string): Uint8Array<ArrayBuffer> => Uint8Array.from(readFileSync(path));

async function inBrowserLibraries(folder: string): Promise<readonly Contender[]> {
  const parser = await peer<DicomParser>('dicom-parser');
  const dcmjs = await peer<Dcmjs>('dcmjs');
  return [
    {
      name: 'dicom-parser, whole files',
      run: where(parser, ({ default: { parseDicom } }) => timed(() => sorted(filesIn(folder).map((path): Placed => {
        const dataSet = parseDicom(readFileSync(path), { untilTag: 'x7fe00010' });
        return { series: dataSet.string('x0020000e') ?? '', z: dataSet.floatString('x00200032', 2) ?? 0 };
      })))),
    },
    {
      name: 'dcmjs',
      run: where(dcmjs, ({ default: { data: { DicomMessage, DicomMetaDictionary } } }) => timed(() => sorted(filesIn(folder).map((path): Placed => {
        const { dict } = DicomMessage.readFile(wholeFile(path).buffer, { untilTag: '7FE00010', includeUntilTagValue: false });
        const { SeriesInstanceUID, ImagePositionPatient } = DicomMetaDictionary.naturalizeDataset(dict);
        return { series: SeriesInstanceUID, z: ImagePositionPatient[2] ?? 0 };
      })))),
    },
  ];
}

const PYDICOM = `
import os, sys, time, pydicom
def scan(folder):
    groups = {}
    for name in sorted(os.listdir(folder)):
        d = pydicom.dcmread(os.path.join(folder, name), stop_before_pixels=True, specific_tags=[${TAGS.map((tag) => `(0x${tag.replace(',', ', 0x')})`).join(', ')}])
        groups.setdefault(d.SeriesInstanceUID, []).append(d)
    for g in groups.values(): g.sort(key=lambda d: d.ImagePositionPatient[2])
`;
const GDCM = `
import sys, time, gdcm
def scan(folder):
    d = gdcm.Directory(); d.Load(folder, True)
    s = gdcm.Scanner()
    for t in ${JSON.stringify(TAGS)}: s.AddTag(gdcm.Tag(*[int(x, 16) for x in t.split(',')]))
    s.Scan(d.GetFilenames())
`;
const WARM = 'scan(sys.argv[1]); t = time.perf_counter(); scan(sys.argv[1]); print(1000 * (time.perf_counter() - t))';

/** P1a: scan, group and sort 400 files in a warm process. */
export async function scanInProcess(): Promise<Course> {
  const folder = await ctFolder();
  const withPydicom = python('pydicom');
  const withGdcm = python('gdcm');
  return {
    title: 'P1a  scan, group and sort 400 CT files, in process, warm', unit: 'ms', rounds: ROUNDS, warmUps: 2,
    contenders: [
      { name: 'Fullmoon', run: () => timed(() => scanned(folder)) },
      ...await inBrowserLibraries(folder),
      { name: 'pydicom, specific tags', run: where(withPydicom, (python3) => Number(output(python3, ['-c', PYDICOM + WARM, folder]))) },
      { name: 'gdcm.Scanner', run: where(withGdcm, (python3) => Number(output(python3, ['-c', GDCM + WARM, folder]))) },
    ],
    goals: [
      { id: 'P1a', against: 'dicom-parser, whole files', atLeast: 6 }, { id: 'P1a', against: 'pydicom, specific tags', atLeast: 20 },
      { id: 'P1a', against: 'dcmjs', atLeast: 20 }, { id: 'P1a', against: 'gdcm.Scanner', atLeast: 3 },
    ],
  };
}

/** P1b: the same as whole processes. */
export async function scanWholeProcess(): Promise<Course> {
  const folder = await ctFolder();
  const npm = program('npm');
  const gdcmscanner = program('gdcmscanner');
  const dicomfind = program('dicomfind');
  const withPydicom = python('pydicom');
  return {
    title: 'P1b  scan 400 CT files, whole process', unit: 'ms', rounds: ROUNDS, warmUps: 1,
    contenders: [
      { name: 'Fullmoon, command line', run: () => processTime(process.execPath, [...COMMAND_LINE, 'scan', folder]) },
      { name: 'Fullmoon, through npm', run: where(npm, (command) => processTime(command, ['run', '--silent', 'fullmoon', '--', 'scan', folder])) },
      { name: 'an empty Node', run: () => processTime(process.execPath, ['-e', '0']) },
      { name: 'gdcmscanner', run: where(gdcmscanner, (command) => processTime(command, ['-r', '-d', folder, ...TAGS.flatMap((tag) => ['-t', tag])])) },
      { name: 'dicomfind', run: where(dicomfind, (command) => processTime(command, [folder])) },
      { name: 'pydicom, specific tags', run: where(withPydicom, (python3) => processTime(python3, ['-c', `${PYDICOM}scan(sys.argv[1])`, folder])) },
      { name: 'ITK GDCMSeriesFileNames', run: null },
    ],
    goals: [
      { id: 'P1b', against: 'gdcmscanner', atLeast: 1 / 1.1 }, { id: 'P1b', against: 'pydicom, specific tags', atLeast: 4 },
      { id: 'P1b', against: 'ITK GDCMSeriesFileNames', atLeast: 3 },
    ],
  };
}

const perFile = async (paths: readonly string[]): Promise<number> => await timed(() => {
  for (const path of paths) readHeader(path);
}) / paths.length;

/** P1c: the time per file does not grow with their number, nor with the size of their pixels. */
export async function scanGrowth(): Promise<readonly Course[]> {
  const few = filesIn(await ctFolder());
  const many = filesIn(await manyFolder());
  const cine = await cineFile();
  const course = { unit: 'ms a file', rounds: ROUNDS, warmUps: 1 };
  const readShare = (): number => 100 * few.reduce((sum, path) => {
    const read = readHeaderCounting(path);
    return sum + (read.ok ? read.value.bytesRead : Number.NaN);
  }, 0) / few.reduce((sum, path) => sum + statSync(path).size, 0);
  return [
    {
      ...course, title: 'P1c  header of one file out of many',
      contenders: [
        { name: 'Fullmoon, of 4000 files', run: () => perFile(many) },
        { name: 'Fullmoon, of 400 files', run: () => perFile(few) },
      ],
      goals: [{ id: 'P1c', against: 'Fullmoon, of 400 files', atLeast: 1 / 1.3 }],
    },
    {
      ...course, title: 'P1c  header of a 168 MB angiogram',
      contenders: [
        { name: 'Fullmoon, XA of 168 MB', run: () => perFile(Array.from({ length: 50 }, () => cine)) },
        { name: 'Fullmoon, CT of 0.5 MB', run: () => perFile(few.slice(0, 50)) },
      ],
      goals: [{ id: 'P1c', against: 'Fullmoon, CT of 0.5 MB', atLeast: 1 / 1.5 }],
    },
    {
      title: 'P1c  bytes read for the headers of 400 CT files', unit: '% of the folder', rounds: 1, warmUps: 0,
      contenders: [{ name: 'Fullmoon', run: readShare }], goals: [{ id: 'P1c', atMost: 4 }],
    },
  ];
}
