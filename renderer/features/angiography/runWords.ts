import type { AlignFailure } from '../../../core/angiography/alignment.ts';
import type { ShaftFailure } from '../../../core/angiography/catheter.ts';
import { SAME_VIEW_DEG, type OverlayFailure } from '../../../core/angiography/opacity.ts';
import { proposedRole } from '../../../core/angiography/roles.ts';
import type { CircleFailure } from '../../../core/angiography/sphere.ts';
import type { RunState } from '../../../core/contract/runs.ts';
import type { SeriesView } from '../../../core/contract/schemas.ts';
import { assertNever } from '../../../core/result.ts';

export type ShownRole = 'donor' | 'target' | 'neither';
const ROLE_WORDS: Readonly<Record<ShownRole, string>> = { donor: 'Donor', target: 'Target', neither: 'Run' };

/** The part of a run in a dual injection: what was said, else what its description proposes. */
export function roleOf(description: string | null, note: Pick<RunState, 'role'> | null): { readonly role: ShownRole; readonly isProposed: boolean } {
  if (note !== null && note.role !== null) return { role: note.role, isProposed: false };
  return { role: proposedRole(description) ?? 'neither', isProposed: true };
}

/** What a run is called beside another. */
export const runLabel = ({ opened, note }: { readonly opened: { readonly series: SeriesView }; readonly note: RunState | null }): string => {
  const { role } = roleOf(opened.series.description, note);
  return role === 'neither' && opened.series.number !== null ? `Run ${opened.series.number}` : ROLE_WORDS[role];
};

/** Why two runs cannot be laid on one clock that way, and what to do. */
export function alignWords(failure: AlignFailure): string {
  switch (failure.code) {
    case 'align/no-ecg': return 'One of the runs has neither ECG nor R waves. Align them by time or by hand.';
    case 'align/no-time': return 'The times of acquisition are not stated, or of another day. Align the runs by beat or by hand.';
    case 'align/too-far-apart':
      return `The runs were acquired ${Math.round(Math.abs(failure.gapMs) / 1000)} s apart: no dual injection. Align them by beat or by hand.`;
    default: return assertNever(failure);
  }
}

/** Why two runs may not be laid over each other, and what to do. */
export function overlayWords(failure: OverlayFailure): string {
  switch (failure.code) {
    case 'overlay/angles-unknown': return 'One of the runs states no angles, so the views cannot be compared. Look at them side by side.';
    case 'overlay/angles-differ':
      return `The views differ by ${failure.degrees.toFixed(1)}°, more than ${SAME_VIEW_DEG}°. Choose runs of one view.`;
    case 'overlay/sizes-differ': return 'The pictures have different sizes. Choose runs of one matrix.';
    case 'overlay/scales-differ': return 'Field of view or detector distance differ, so the scale does too. Choose runs of one setting.';
    case 'overlay/colour': return 'Colour pictures cannot be laid over each other.';
    default: return assertNever(failure);
  }
}

/** Why no shaft was measured, and what to do. */
export function shaftWords(failure: ShaftFailure | CircleFailure): string {
  switch (failure.code) {
    case 'shaft/too-short': return `The two places lie ${Math.round(failure.pixels)} pixels apart. Pick a straight stretch of at least ${failure.leastPixels}.`;
    case 'shaft/not-square':
    case 'circle/not-square': return 'The pixels of this run are not square, so a width depends on its direction. Use a known distance along a row.';
    case 'shaft/outside': return 'A place lies beside the picture. Pick both on the shaft.';
    case 'shaft/no-edges': return `Only ${failure.clear} of ${failure.sections} sections show a clear shaft. Pick an empty, straight stretch away from other edges.`;
    case 'shaft/too-narrow': return `The shaft is only ${failure.pixels.toFixed(1)} pixels wide: half a pixel would be more than a tenth. Use a larger catheter or object.`;
    case 'shaft/too-uneven': return `The sections differ by ${Math.round(100 * failure.spread)} %. Pick a stretch without a bend, crossing or contrast.`;
    case 'circle/too-small': return `The sphere is only ${failure.pixels.toFixed(1)} pixels wide. Use a larger object.`;
    case 'circle/no-rim': return 'No round rim is seen there. Pick two opposite places on the edge of the sphere.';
    default: return assertNever(failure);
  }
}
