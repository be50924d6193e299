/** What a rendering is to show. */
export type RenderPreset = 'vessel' | 'calcium' | 'bone';

/** The presets in the order in which they are offered, with their words. */
export const RENDER_PRESETS: readonly { readonly preset: RenderPreset; readonly name: string; readonly shows: string }[] = [
  { preset: 'vessel', name: 'Vessel', shows: 'blood and heart muscle' },
  { preset: 'calcium', name: 'Calcium', shows: 'calcium in faint vessels' },
  { preset: 'bone', name: 'Bone', shows: 'all that is dense' },
];

/** Steps of the table: one for every 4 HU from −1024 to 3071. */
export const TABLE_SIZE = 1024;
/** The lowest HU of the table. */
export const TABLE_FROM = -1024;
/** HU per step of the table. */
export const TABLE_STEP = 4;

/** Colour and opacity by HU. Linear between its points, constant beyond them. */
type Point = readonly [hu: number, opacityPerMm: number, red: number, green: number, blue: number];

/** Of blood in which there is no contrast, or of which nothing is known. */
const UNKNOWN_BLOOD = 350;

/**
 * The points of a preset. What is blood depends on the contrast of this scan, so they move with its level.
 *
 * @param bloodHu - HU of the contrasted blood; null where none was found
 */
function pointsOf(preset: RenderPreset, bloodHu: number | null): readonly Point[] {
  const blood = Math.max(220, Math.min(700, bloodHu ?? UNKNOWN_BLOOD));
  const dense = blood + 150;
  switch (preset) {
    case 'vessel':
      return [
        // Without contrast around it muscle would be all that is seen: then it stays clear.
        ...(bloodHu === null ? [[90, 0, 118, 48, 36], [130, 0.02, 130, 52, 38]] as const
          : [[62, 0, 92, 40, 32], [86, 0.05, 108, 44, 33], [112, 0.25, 130, 52, 39]] as const),
        [blood * 0.5, 0.3, 172, 80, 58], [blood * 0.72, 0.7, 224, 134, 100], [blood, 0.95, 236, 162, 126],
        [blood + 90, 1.1, 238, 190, 140], [dense, 1.6, 246, 215, 67], [dense + 300, 2.4, 255, 246, 205],
      ];
    case 'calcium':
      return [
        [blood * 0.45, 0, 120, 52, 42], [blood * 0.7, 0.008, 168, 84, 66], [blood, 0.016, 206, 120, 94],
        [dense - 60, 0.03, 220, 150, 110], [dense, 1.2, 246, 215, 67], [dense + 250, 2.6, 255, 249, 221],
      ];
    default:
      return [
        [140, 0, 150, 110, 88], [220, 0.25, 188, 150, 120], [400, 0.9, 226, 210, 184], [800, 2, 244, 236, 220],
        [1400, 3, 255, 252, 244],
      ];
  }
}

/** Colour and opacity for every step of the table: red, green, blue 0 to 255 and opacity per mm. */
export function transferTable(preset: RenderPreset, bloodHu: number | null): Float32Array {
  const points = pointsOf(preset, bloodHu);
  const table = new Float32Array(4 * TABLE_SIZE);
  for (let n = 0; n < TABLE_SIZE; n += 1) {
    const [opacity, red, green, blue] = between(points, TABLE_FROM + (n + 0.5) * TABLE_STEP);
    table.set([red, green, blue, opacity], 4 * n);
  }
  return table;
}

function between(points: readonly Point[], hu: number): readonly [number, number, number, number] {
  const after = points.findIndex(([at]) => at >= hu);
  const last = points.at(-1);
  const high = after < 0 ? last : points[after];
  const low = after < 0 ? last : points[Math.max(0, after - 1)];
  if (low === undefined || high === undefined) return [0, 0, 0, 0];
  const share = high[0] > low[0] ? (hu - low[0]) / (high[0] - low[0]) : 0;
  const mixed = (n: 1 | 2 | 3 | 4): number => low[n] + share * (high[n] - low[n]);
  return [after === 0 ? 0 : mixed(1), mixed(2), mixed(3), mixed(4)];
}

/**
 * The table for samples `stepMm` apart: opacity of one sample in place of opacity per mm, so that a coarse picture is
 * as dense as a fine one.
 *
 * @method Beer and Lambert: what a step lets through is exp(−opacity × step)
 */
export function steppedTable(table: Float32Array, stepMm: number): Float32Array {
  const stepped = Float32Array.from(table);
  for (let n = 3; n < stepped.length; n += 4) stepped[n] = 1 - Math.exp(-(table[n] ?? 0) * stepMm);
  return stepped;
}
