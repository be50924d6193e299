import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Centreline } from '../../core/centreline/centreline.ts';
import { crossSections, type SectionShape } from '../../core/section/section.ts';
import { mm } from '../../core/units.ts';
import type { Volume } from '../../core/volume/volume.ts';
import { benchCentreline, benchVolume } from './benchVolume.ts';
import { timed, where, type Course } from './harness.ts';
import { output, peer, python } from './peers.ts';

const SHAPE: SectionShape = { spacing: mm(0.15), size: 128 };
const ROUNDS = 7;
const PLACE = join(import.meta.dirname, '..', '..', 'dist', 'bench');
const PEERS = join(import.meta.dirname, 'sectionPeers.py');

/** Cuts all sections, in this thread. */
const cut = (volume: Volume, centreline: Centreline): Promise<number> => timed(() => crossSections(volume, centreline, 1, SHAPE));

/** What the peers in Python are told: the volume's file and every plane. */
function jobFile({ grid }: Volume, file: string, { points }: Centreline): string {
  const [, , , x, , , , y, , , , z] = grid.lpsFromIjk;
  const path = join(PLACE, 'sections.json');
  mkdirSync(PLACE, { recursive: true });
  writeFileSync(path, JSON.stringify({
    file, dims: grid.dims, voxel: grid.spacing, origin: [x, y, z], size: SHAPE.size, spacing: SHAPE.spacing,
    planes: points.map(({ at, u, v, tangent }) => [at, u, v, tangent]),
  }));
  return path;
}

interface VtkImage { setDimensions(...of: readonly number[]): void; setSpacing(...of: readonly number[]): void; setOrigin(...of: readonly number[]): void;
  getPointData(): { setScalars(scalars: unknown): void } }
interface VtkReslice {
  setInputData(image: VtkImage): void; setOutputDimensionality(n: number): void; setInterpolationMode(n: number): void;
  setOutputSpacing(spacing: readonly number[]): void; setOutputOrigin(origin: readonly number[]): void; setOutputExtent(extent: readonly number[]): void;
  setBackgroundColor(colour: readonly number[]): void; setResliceAxes(axes: Float64Array): void; update(): void;
}
interface VtkPart<T> { readonly default: { newInstance(options?: object): T } }

/** The same by vtk.js in this thread; null where it is not installed. */
async function vtkJs({ grid, voxels }: Volume, { points }: Centreline): Promise<(() => number) | null> {
  const [reslices, images, arrays] = [
    await peer<VtkPart<VtkReslice>>('@kitware/vtk.js/Imaging/Core/ImageReslice.js'),
    await peer<VtkPart<VtkImage>>('@kitware/vtk.js/Common/DataModel/ImageData.js'),
    await peer<VtkPart<unknown>>('@kitware/vtk.js/Common/Core/DataArray.js'),
  ];
  if (reslices === null || images === null || arrays === null) return null;
  const macros = await peer<{ readonly setLoggerFunction: (name: string, log: () => void) => void }>('@kitware/vtk.js/macros.js');
  // It warns at every section of its own way to set things.
  macros?.setLoggerFunction('warn', () => undefined);
  const image = images.default.newInstance();
  const [, , , x = 0, , , , y = 0, , , , z = 0] = grid.lpsFromIjk;
  image.setDimensions(...grid.dims);
  image.setSpacing(...grid.spacing);
  image.setOrigin(x, y, z);
  image.getPointData().setScalars(arrays.default.newInstance({ name: 'HU', numberOfComponents: 1, values: voxels }));
  const half = (SHAPE.spacing * (SHAPE.size - 1)) / 2;
  const reslice = reslices.default.newInstance();
  reslice.setInputData(image);
  reslice.setOutputDimensionality(2);
  reslice.setInterpolationMode(1);
  reslice.setOutputSpacing([SHAPE.spacing, SHAPE.spacing, 1]);
  reslice.setOutputOrigin([-half, -half, 0]);
  reslice.setOutputExtent([0, SHAPE.size - 1, 0, SHAPE.size - 1, 0, 0]);
  reslice.setBackgroundColor([-1024, 0, 0, 0]);
  return () => {
    const start = performance.now();
    for (const { at, u, v, tangent } of points) {
      reslice.setResliceAxes(Float64Array.of(...u, 0, ...v, 0, ...tangent, 0, ...at, 1));
      reslice.update();
    }
    return performance.now() - start;
  };
}

/** P4: 200 sections of 128 x 128 at 0.15 mm, one thread each. */
export async function sectionCourses(): Promise<readonly Course[]> {
  const { volume, file } = await benchVolume();
  const [centreline, fifty, many] = [200, 50, 800].map(benchCentreline) as [Centreline, Centreline, Centreline];
  const job = jobFile(volume, file, centreline);
  const cutOut = join(PLACE, 'sections.int16');
  const withVtk = python('vtkmodules', 'numpy');
  const withScipy = python('scipy', 'numpy');
  const inJs = await vtkJs(volume, centreline);
  const perSection = async (of: Centreline): Promise<number> => 1000 * (await cut(volume, of)) / of.points.length;
  const furthest = (tool: string) => (python3: string): number => {
    output(python3, [PEERS, tool, job, cutOut]);
    const theirs = new Int16Array(Uint8Array.from(readFileSync(cutOut)).buffer);
    let most = 0;
    crossSections(volume, centreline, 1, SHAPE).forEach(({ image }, n) => {
      image.values.forEach((value, o) => { most = Math.max(most, Math.abs(value - (theirs[n * image.values.length + o] ?? Number.NaN))); });
    });
    return most;
  };
  return [
    {
      title: 'P4  200 sections of 128 x 128 at 0.15 mm out of 512 x 512 x 400, one thread', unit: 'ms', rounds: ROUNDS, warmUps: 2,
      contenders: [
        { name: 'Fullmoon', run: () => cut(volume, centreline) },
        { name: 'vtkImageReslice', run: where(withVtk, (python3) => Number(output(python3, [PEERS, 'vtk', job, '-']))) },
        { name: 'scipy map_coordinates', run: where(withScipy, (python3) => Number(output(python3, [PEERS, 'scipy', job, '-']))) },
        { name: 'vtk.js ImageReslice', run: where(inJs, (run) => run()) },
      ],
      goals: [
        { id: 'P4', against: 'vtkImageReslice', atLeast: 2 }, { id: 'P4', against: 'scipy map_coordinates', atLeast: 5 },
        { id: 'P4', against: 'vtk.js ImageReslice', atLeast: 10 },
      ],
    },
    {
      title: 'P4  greatest difference from vtkImageReslice in any pixel', unit: 'HU', rounds: 1, warmUps: 0,
      contenders: [{ name: 'Fullmoon', run: where(withVtk, furthest('vtk')) }], goals: [{ id: 'P4', atMost: 1 }],
    },
    {
      title: 'P4  one section out of so many', unit: 'us', rounds: ROUNDS, warmUps: 1,
      contenders: [
        { name: 'Fullmoon, of 800', run: () => perSection(many) }, { name: 'Fullmoon, of 50', run: () => perSection(fifty) },
      ],
      goals: [{ id: 'P4', against: 'Fullmoon, of 50', atLeast: 1 / 1.15 }],
    },
    {
      title: 'P4  one section alone, 150 times, against 200 at once', unit: 'ms', rounds: ROUNDS, warmUps: 1,
      contenders: [
        { name: 'Fullmoon, one by one', run: () => timed(() => {
          for (const point of centreline.points.slice(0, 150)) crossSections(volume, { ...centreline, points: [point] }, 1, SHAPE);
        }) },
        { name: 'Fullmoon, 200 at once', run: () => cut(volume, centreline) },
      ],
      goals: [{ id: 'P4', against: 'Fullmoon, 200 at once', atLeast: 1 }],
    },
  ];
}
