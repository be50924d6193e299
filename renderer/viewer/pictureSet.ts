import { cineTimes, type CineTimes } from '../../core/angiography/cineTimes.ts';
import type { Opened } from '../../core/contract/schemas.ts';
import { pointLps, vectorLps } from '../../core/geometry/frame.ts';
import type { ImagePlane } from '../../core/geometry/plane.ts';
import type { FrameShape } from './frameStore.ts';
import type { Window } from './painting.ts';
import { edgeLetters, type EdgeLetters } from './viewTransform.ts';
import { CT_WINDOWS } from './windows.ts';

export type OpenedRun = Extract<Opened, { readonly kind: 'xa-run' }>;
export type OpenedSlices = Extract<Opened, { readonly kind: 'ct-slices' }>;
export type OpenedSet = OpenedRun | OpenedSlices;

/** What the viewer of single pictures asks of a set of them, whichever it is. */
export interface PictureSet {
  readonly shape: FrameShape;
  /** Where the pixels of picture n lie, in pixel widths: true in its shape, without a place in the patient. */
  plane(n: number): ImagePlane;
  /** When each is due; null for what has no clock. */
  readonly times: CineTimes | null;
  readonly isInverted: boolean;
  /** The window to begin with; null: the one that shows all of the first picture. */
  readonly window: Window | null;
  readonly title: string;
  place(n: number): string;
  readonly cautions: readonly string[];
  /** Sides of the patient at the edges of picture n; null where they are not known. */
  letters(n: number): EdgeLetters | null;
}

/** A picture without a place in the patient; one unit is the width of a pixel. */
export const pixelPlane = (columns: number, rows: number, aspect: number | null): ImagePlane => ({
  origin: pointLps(0, 0, 0), u: vectorLps(1, 0, 0), v: vectorLps(0, 1, 0),
  // A pixel whose shape no header states is drawn square, as every viewer does.
  spacing: [1, aspect ?? 1], size: [columns, rows],
});

/** A run, or the slices of a series that is no volume, as the viewer of single pictures takes them. */
export function pictureSet(opened: OpenedSet): PictureSet {
  const lossy = opened.series.lossy ? ['lossy compressed'] : [];
  if (opened.kind === 'xa-run') {
    const plane = pixelPlane(opened.columns, opened.rows, opened.pixelAspect);
    return {
      plane: () => plane,
      shape: { ...opened, isSigned: false }, isInverted: opened.isInverted, window: opened.window,
      times: cineTimes(opened.frames, opened.frameTimesMs, opened.series.frameRate),
      title: opened.series.angles?.words ?? 'Angles not stated',
      place: (n) => `frame ${n + 1} of ${opened.frames}`,
      cautions: lossy,
      // Neither sides of the patient nor millimetres are known in an uncalibrated projection.
      letters: () => null,
    };
  }
  const { rows, columns, frames, directions, pixelAspects, valuesAre, isInverted, window } = opened;
  return {
    plane: (n) => pixelPlane(columns, rows, pixelAspects[n] ?? null),
    shape: { rows, columns, frames, bytesPerSample: 2, samplesPerPixel: 1, isSigned: true },
    times: null, isInverted, window: valuesAre === 'HU' ? CT_WINDOWS[0]?.window ?? window : window,
    title: 'Slices as acquired',
    place: (n) => `slice ${n + 1} of ${frames}`,
    cautions: ['look only: nothing can be measured', ...(valuesAre === 'HU' ? [] : ['stored values, not HU']), ...lossy],
    letters: (n) => {
      const [ux, uy, uz, vx, vy, vz] = directions[n] ?? [];
      return ux === undefined || uy === undefined || uz === undefined || vx === undefined || vy === undefined || vz === undefined
        ? null : edgeLetters({ u: vectorLps(ux, uy, uz), v: vectorLps(vx, vy, vz) });
    },
  };
}
