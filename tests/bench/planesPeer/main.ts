// A plain page of three linked planes as Cornerstone3D draws them: volume viewports over one 3D texture.
import { Enums, init, RenderingEngine, setVolumesForViewports, volumeLoader, type Types } from '@cornerstonejs/core';

/** Driven from outside, step by step; each answers with the time from the call to the pixels read back, ms. */
export interface PlanesPeer {
  scroll(steps: number): Promise<number>;
  turn(degrees: number): Promise<number>;
}

const DIMS: Types.Point3 = [512, 512, 400];
const SPACING: Types.Point3 = [0.35, 0.35, 0.5];
const PLANES = [Enums.OrientationAxis.AXIAL, Enums.OrientationAxis.CORONAL, Enums.OrientationAxis.SAGITTAL] as const;

/** A heart of balls with some noise: no two slices are alike, and nothing is empty. */
function voxels(): Int16Array {
  const [nx, ny, nz] = DIMS;
  const out = new Int16Array(nx * ny * nz);
  for (let k = 0, at = 0; k < nz; k += 1) {
    for (let j = 0; j < ny; j += 1) {
      for (let i = 0; i < nx; i += 1, at += 1) {
        const r = ((i - 256) ** 2 + (j - 256) ** 2 + (1.4 * (k - 200)) ** 2) / 40_000;
        out[at] = (r < 1 ? 350 - 300 * r : -80) + ((at * 2_654_435_761) >>> 27);
      }
    }
  }
  return out;
}

const readBack = (canvas: HTMLCanvasElement): void => {
  canvas.getContext('2d')?.getImageData(0, canvas.height >> 1, canvas.width, 1);
};

async function start(): Promise<PlanesPeer> {
  init();
  const engine = new RenderingEngine('peer');
  const elements = [...document.querySelectorAll<HTMLDivElement>('#tiles > div')].slice(0, 3);
  engine.setViewports(elements.map((element, n) => ({
    viewportId: `plane ${n}`, element, type: Enums.ViewportType.ORTHOGRAPHIC,
    defaultOptions: { orientation: PLANES[n] ?? Enums.OrientationAxis.AXIAL },
  })));
  volumeLoader.createLocalVolume('local', {
    dimensions: DIMS, spacing: SPACING, origin: [0, 0, 0], direction: [1, 0, 0, 0, 1, 0, 0, 0, 1], scalarData: voxels(),
    metadata: {
      BitsAllocated: 16, BitsStored: 16, SamplesPerPixel: 1, HighBit: 15, PhotometricInterpretation: 'MONOCHROME2', PixelRepresentation: 1,
      Modality: 'CT', ImageOrientationPatient: [1, 0, 0, 0, 1, 0], PixelSpacing: [0.35, 0.35], FrameOfReferenceUID: '1', Columns: 512, Rows: 512,
      voiLut: [{ windowWidth: 1200, windowCenter: 200 }], VOILUTFunction: 'LINEAR', SeriesInstanceUID: '1',
    },
  });
  const ids = elements.map((_, n) => `plane ${n}`);
  await setVolumesForViewports(engine, [{ volumeId: 'local' }], ids);
  const viewports = ids.map((id) => engine.getViewport<Types.IVolumeViewport>(id));
  for (const viewport of viewports) viewport.setProperties({ voiRange: { lower: -400, upper: 800 } });

  const rendered = (n: number): Promise<void> => new Promise((done) => {
    elements[n]?.addEventListener(Enums.Events.IMAGE_RENDERED, () => {
      const canvas = elements[n]?.querySelector('canvas');
      if (canvas != null) readBack(canvas);
      done();
    }, { once: true });
  });
  async function drawn(which: readonly number[], change: () => void): Promise<number> {
    const before = performance.now();
    const all = which.map(rendered);
    change();
    engine.renderViewports(which.map((n) => ids[n] ?? ''));
    await Promise.all(all);
    return performance.now() - before;
  }
  await drawn([0, 1, 2], () => undefined);

  return {
    scroll: (steps) => drawn([0], () => {
      const [axial] = viewports;
      const { focalPoint = [0, 0, 0], position = [0, 0, 0] } = axial?.getCamera() ?? {};
      const by = steps * SPACING[2];
      axial?.setCamera({ focalPoint: [focalPoint[0], focalPoint[1], focalPoint[2] + by], position: [position[0], position[1], position[2] + by] });
    }),
    turn: (degrees) => drawn([1, 2], () => {
      const angle = (degrees * Math.PI) / 180;
      for (const viewport of viewports.slice(1)) {
        const { focalPoint = [0, 0, 0], position = [0, 0, 0], viewUp = [0, 0, 1] } = viewport.getCamera();
        const [x, y] = [position[0] - focalPoint[0], position[1] - focalPoint[1]];
        viewport.setCamera({
          focalPoint, viewUp, position: [
            focalPoint[0] + x * Math.cos(angle) - y * Math.sin(angle), focalPoint[1] + x * Math.sin(angle) + y * Math.cos(angle), position[2],
          ],
        });
      }
    }),
  };
}

Object.assign(window, { peer: await start() });
