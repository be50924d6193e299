import type { VectorLps } from './frame.ts';

/** Below this share a direction gets no letter: sin 5°, so that a view turned by more says so. */
const LEAST_SHARE = 0.0872;

/**
 * Letters of the patient's sides towards which a direction points, the strongest first: `L`, `AL`, `HPR`.
 *
 * A side gets its letter where the direction leans towards it by more than 5°. Letters are those of human
 * anatomy: L and R, A and P, H and F.
 *
 * @param direction - in the patient frame; any length
 * @returns one to three letters; none for a direction without length
 * @source DICOM PS3.3 C.7.6.1.1.1, Patient Orientation
 */
export function orientationLetters(direction: VectorLps): string {
  const length = Math.hypot(...direction);
  if (!(length > 0)) return '';
  const [x, y, z] = direction;
  return [
    { letter: x > 0 ? 'L' : 'R', share: Math.abs(x) / length },
    { letter: y > 0 ? 'P' : 'A', share: Math.abs(y) / length },
    { letter: z > 0 ? 'H' : 'F', share: Math.abs(z) / length },
  ]
    .filter(({ share }) => share > LEAST_SHARE)
    .toSorted((one, other) => other.share - one.share)
    .map(({ letter }) => letter)
    .join('');
}
