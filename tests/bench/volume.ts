import { join } from 'node:path';
import { readHeader } from '../../electron/host/dicom/readHeader.ts';
import { keepThreads } from '../../electron/host/engine/keptThreads.ts';
import { timed, where, type Course } from './harness.ts';
import { codedFolder, ctFolder, filesIn } from './inputs.ts';
import { COMMAND_LINE, launched, peakMemory, peer, processTime, program, python } from './peers.ts';
import { assembled, examined } from './volumeRead.ts';

const ROUNDS = 5;
const VOLUME_MB = (512 * 512 * 400 * 2) / 2 ** 20;

/** P2a: 400 uncompressed files become a sorted HU volume, scan included. */
export async function assembly(): Promise<readonly Course[]> {
  const folder = await ctFolder();
  const { recipe } = examined(folder);
  const seriesUid = readHeader(filesIn(folder)[0] ?? '');
  const series = seriesUid.ok ? seriesUid.value.series.uid : '';
  const ours = [...COMMAND_LINE, 'volume', folder, '--series', series];
  const cat = program('cat');
  const itkWasm = await peer<object>('@itk-wasm/dicom');
  const withVtk = python('vtkmodules.vtkIOImage');
  const dicomtonifti = program('dicomtonifti');
  const memory = (): number => peakMemory(process.execPath, ours) ?? Number.NaN;
  const itk = join(import.meta.dirname, 'itkWasmRead.mjs');
  // As in the running application, whose threads outlive what they read.
  const kept = keepThreads({ most: 2 });
  return [
    {
      title: `P2a  scan and assemble ${recipe.slices.length} slices to HU, in process`, unit: 'ms', rounds: ROUNDS, warmUps: 1,
      contenders: [
        { name: 'Fullmoon, 2 threads', run: () => timed(() => assembled(examined(folder), 2, kept)) },
        { name: 'cat of the folder', run: where(cat, (command) => processTime(command, filesIn(folder))) },
      ],
      goals: [{ id: 'P2a', against: 'cat of the folder', atLeast: 1 / 3.5 }],
    },
    {
      title: 'P2a  the same as whole processes', unit: 'ms', rounds: ROUNDS, warmUps: 1,
      contenders: [
        { name: 'Fullmoon', run: () => processTime(process.execPath, [...launched('tests/bench/volumeProcess.ts'), folder]) },
        { name: 'Fullmoon, command line with figures and checksum', run: () => processTime(process.execPath, ours) },
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
  const folder = await codedFolder('JPEG lossless', 400);
  const series = examined(folder);
  return {
    title: 'P2c  400 JPEG lossless slices to HU', unit: 'ms', rounds: ROUNDS, warmUps: 1,
    contenders: [
      { name: 'Fullmoon, 2 threads', run: () => timed(() => assembled(series, 2)) },
      { name: 'Fullmoon, 1 thread', run: () => timed(() => assembled(series, 1)) },
    ],
    goals: [{ id: 'P2c', against: 'Fullmoon, 1 thread', atLeast: 1.6 }],
  };
}
