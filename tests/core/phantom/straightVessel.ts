import { type PointLps, pointLps, type VectorLps, vectorLps } from '../../../core/geometry/frame.ts';
import { coronaryLayers } from '../../../core/phantom/coronaryLayers.ts';
import { type Imaging, type PaintGrid, phantomPainter } from '../../../core/phantom/painter.ts';
import { type Deposit, type Vessel, vesselFrom, type VesselRecipe } from '../../../core/phantom/vessel.ts';

/** A vessel along z from 0 to 60 mm, 1.5 mm to the lumen's edge and 2 mm to the wall's; 0° is to the front. */
export const straightVessel = (chosen: Partial<VesselRecipe> = {}): Vessel => vesselFrom({
  name: 'straight', control: [pointLps(0, 0, 0), pointLps(0, 0, 20), pointLps(0, 0, 40), pointLps(0, 0, 60)],
  lumenRadius: [[0, 1.5]], wallMm: [[0, 0.5]], lumenHu: 400, distalLumenHu: null, wallHu: 50, fatMm: 0,
  occlusion: null, deposits: [], zero: vectorLps(0, -1, 0), ...chosen,
});

/** A deposit of the same extent from one abscissa to the other. */
export const evenDeposit = (fromMm: number, toMm: number, arcDeg: number, depthMm: number, middleDeg = 0,
  hu = 1000): Deposit =>
  ({ hu, stations: [{ atMm: fromMm, middleDeg, arcDeg, depthMm },
    { atMm: toMm, middleDeg, arcDeg, depthMm }] });

export const SHARP: Imaging = { fwhmInPlaneMm: 0, fwhmThroughMm: 0, noiseSd: 0, noiseCorrelation: 0,
  seed: 1 };

/** A square plane of `size` pixels about a point. */
export const planeAbout = (centre: PointLps, size: number, spacing: number,
  row: VectorLps = vectorLps(1, 0, 0), column: VectorLps = vectorLps(0, 1, 0)): PaintGrid => {
  const half = (spacing * (size - 1)) / 2;
  const at = (c: 0 | 1 | 2): number => centre[c] - half * (row[c] + column[c]);
  return { columns: size, rows: size, pixelSpacing: [spacing, spacing], row, column,
    positions: [pointLps(at(0), at(1), at(2))] };
};

/** The vessel alone in air, on one plane. */
export const paintedVessel = (vessel: Vessel, grid: PaintGrid, imaging: Imaging = SHARP): Int16Array =>
  phantomPainter([coronaryLayers([vessel]).vessel], grid, imaging).slice(0);
