import type { Volume } from '../../../core/volume/volume.ts';
import type { Slab } from '../../../core/volume/reslice.ts';
import type { OpenedCt } from '../../viewer/openPlanes.ts';

/** What the pictures that are cut along and across the vessel share. */
export interface TileParts {
  /** Null while its voxels are not all there. */
  readonly volume: Volume | null;
  readonly slab: Slab;
  /** Depth, kernel and phase, as every picture says them. */
  readonly depth: string;
  readonly cautions: readonly string[];
}

/** "0.35 mm, Bv40, 75 %": what a picture of a series is of. */
export const depthOf = ({ series: { kernel, phasePercent }, grid }: OpenedCt, { thickness, rule }: Slab): string => [
  thickness > 0 ? `${thickness.toFixed(1)} mm ${rule === 'mean' ? 'mean' : rule === 'maximum' ? 'max' : 'min'}` : `${Math.min(...grid.spacing).toFixed(2)} mm`,
  kernel, phasePercent === null ? null : `${phasePercent} %`,
].filter((part) => part !== null).join(', ');
