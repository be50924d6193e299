import type { InstanceHeader } from './header.ts';
import { sopKind, type SopKind } from './sopClasses.ts';

/**
 * Words of (0008,0008) that mark a picture made from a volume. @source DICOM PS3.3 C.8.2.1.1.1, C.8.16.1.3
 */
const MADE_FROM_VOLUMES: ReadonlySet<string> = new Set([
  'SECONDARY', 'MPR', 'MIP', 'MINIP', 'MAX_IP', 'MIN_IP', 'MEAN_IP', 'PROJECTION IMAGE', 'REFORMATTED', 'CPR',
  'CURVED', 'VRT', 'SSD', 'VOLUME_RENDER', 'SURFACE_RENDER', 'RENDERED', 'FILTERED', 'SCREEN SAVE',
  'SCREENSAVE',
]);
const LOCALIZERS: ReadonlySet<string> = new Set(['LOCALIZER', 'LOCALISER', 'SCOUT', 'TOPOGRAM']);
const SCREENS: ReadonlySet<string> = new Set(['SCREEN SAVE', 'SCREENSAVE', 'SCREEN CAPTURE', 'DOSE INFO',
  'DOSE_INFO']);

const OTHERS: Readonly<Record<Exclude<SopKind, 'ct' | 'xa'>, string>> = {
  'secondary capture': 'screen capture', 'report': 'report', 'presentation state': 'presentation state',
  'document': 'document', 'segmentation': 'segmentation', 'directory': 'directory',
  'other picture': 'picture of another kind', 'other': 'no picture',
};

/**
 * Why an instance is neither part of a CT volume nor an XA run; null where it is one of them.
 *
 * Derived is not enough: scanners mark blended and lossily compressed slices so. What counts is that the
 * picture
 * was made from a volume (`SECONDARY`, reformats, projections).
 */
export function setAsideFor({ sopClassUid, imageType, image }: InstanceHeader): string | null {
  const kind = sopKind(sopClassUid, image !== null);
  if (kind !== 'ct' && kind !== 'xa') return OTHERS[kind];
  const words = imageType.map((word) => word.toUpperCase());
  if (words.some((word) => LOCALIZERS.has(word))) return 'localizer';
  if (words.some((word) => SCREENS.has(word))) return 'screen capture';
  const isRun = kind === 'xa' && image !== null && image.format.frames > 1;
  const isDerived = words[0] === 'DERIVED' && words.slice(1).some((word) => MADE_FROM_VOLUMES.has(word));
  return isDerived && !isRun ? 'derived picture' : null;
}
