import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { seriesIndex } from '../../core/dicom/seriesIndex.ts';
import type { VolumeRecipe } from '../../core/dicom/series.ts';
import { readHeader } from '../../electron/host/dicom/readHeader.ts';
import type { ImageFile } from '../../electron/host/dicom/imageFile.ts';
import { openVolume } from '../../electron/host/engine/volumeEngine.ts';
import { timed, where, type Course } from './harness.ts';
import { codedFolder, ctFolder, filesIn } from './inputs.ts';
import { peakMemory, peer, processTime, program, python } from './peers.ts';

const COMMAND_LINE = join(import.meta.dirname, '..', '..', 'electron', 'commandLine', 'main.ts');
const ROUNDS = 5;
const VOLUME_MB = (512 * 512 * 400 * 2) / 2 ** 20;

interface Readable { readonly recipe: VolumeRecipe; readonly files: ReadonlyMap<string, ImageFile> }

/** The headers of a folder and the recipe of its one volume. */
function examined(folder: string): Readable {
  const files = new Map<string, ImageFile>();
  for (const path of filesIn(folder)) {
    const header = readHeader(path);
    if (header.ok) files.set(header.value.sopInstanceUid, { path, header: header.value });
  }
  const [item] = seriesIndex([...files.values()].map(({ header }) => header)).items;
  const recipe = item?.geometry.recipe;
  if (recipe === null || recipe === undefined) throw new Error('the input is no volume');
  return { recipe, files };
}

async function read({ recipe, files }: Readable, workers: number): Promise<void> {
  const volume = openVolume(recipe, files, workers);
  const outcome = await volume.done;
  await volume.close();
  if (!outcome.ok) throw new Error(outcome.failure.code);
}

/** What `cat` does, without a process: every byte once through one buffer. */
function everyByte(folder: string): void {
  const buffer = Buffer.allocUnsafe(2 ** 20);
  for (const path of filesIn(folder)) {
    const file = openSync(path, 'r');
    while (readSync(file, buffer) > 0);
    closeSync(file);
  }
}

/** P2a: 400 uncompressed files become a sorted HU volume, scan included. */
export async function assembly(): Promise<readonly Course[]> {
  const folder = await ctFolder();
  const { recipe } = examined(folder);
  const seriesUid = readHeader(filesIn(folder)[0] ?? '');
  const series = seriesUid.ok ? seriesUid.value.series.uid : '';
  const ours = [COMMAND_LINE, 'volume', folder, '--series', series];
  const itkWasm = await peer<object>('@itk-wasm/dicom');
  const withVtk = python('vtkmodules.vtkIOImage');
  const dicomtonifti = program('dicomtonifti');
  const memory = (): number => peakMemory(process.execPath, ours) ?? Number.NaN;
  const itk = join(import.meta.dirname, 'itkWasmRead.mjs');
  return [
    {
      title: `P2a  scan and assemble ${recipe.slices.length} slices to HU, in process`, unit: 'ms', rounds: ROUNDS, warmUps: 1,
      contenders: [
        { name: 'Fullmoon, 2 threads', run: () => timed(() => read(examined(folder), 2)) },
        { name: 'reading every byte', run: () => timed(() => everyByte(folder)) },
      ],
      goals: [{ id: 'P2a', against: 'reading every byte', atLeast: 1 / 3.5 }],
    },
    {
      title: 'P2a  the same as whole processes (ours with the checksum of the voxels)', unit: 'ms', rounds: ROUNDS, warmUps: 1,
      contenders: [
        { name: 'Fullmoon, command line', run: () => processTime(process.execPath, ours) },
        { name: '@itk-wasm/dicom', run: where(itkWasm, () => processTime(process.execPath, [itk, ...filesIn(folder)])) },
        { name: 'ITK series reader', run: null },
        {
          name: 'vtkDICOMImageReader',
          run: where(withVtk, (python3) => processTime(python3, ['-c',
            'import sys; from vtkmodules.vtkIOImage import vtkDICOMImageReader as R; r = R(); r.SetDirectoryName(sys.argv[1]); r.Update()', folder])),
        },
        { name: 'dicomtonifti', run: where(dicomtonifti, (command) => processTime(command, ['-o', '/dev/null', folder])) },
      ],
      goals: [
        { id: 'P2a', against: 'ITK series reader', atLeast: 4 }, { id: 'P2a', against: '@itk-wasm/dicom', atLeast: 10 },
      ],
    },
    {
      title: 'P2a  greatest memory of the command line above the volume itself and an empty Node', unit: 'MB', rounds: 3, warmUps: 0,
      contenders: [{ name: 'Fullmoon', run: peakMemory('true', []) === null ? null : () => memory() - VOLUME_MB - (peakMemory(process.execPath, ['-e', '0']) ?? 0) }],
      goals: [{ id: 'P2a', atMost: 80 }],
    },
  ];
}

/** P2c: a second thread helps. */
export async function threads(): Promise<Course> {
  const folder = await codedFolder('JPEG lossless', 96);
  const series = examined(folder);
  return {
    title: 'P2c  96 JPEG lossless slices to HU', unit: 'ms', rounds: ROUNDS, warmUps: 1,
    contenders: [
      { name: 'Fullmoon, 2 threads', run: () => timed(() => read(series, 2)) },
      { name: 'Fullmoon, 1 thread', run: () => timed(() => read(series, 1)) },
    ],
    goals: [{ id: 'P2c', against: 'Fullmoon, 1 thread', atLeast: 1.6 }],
  };
}
