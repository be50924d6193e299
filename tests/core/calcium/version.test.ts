import { expect, it } from 'vitest';
import { CALCIUM_BY, type SectionMeasure } from '../../../core/calcium/profile.ts';
import { type Discs, measuredDiscs, sectionAt } from '../section/discs.ts';

const ring = { middleDeg: 40, arcDeg: 360, depth: 1.6, hu: 1000, from: 19, to: 26 };
/** A layer in fat beside a chamber; a ring in muscle whose wall shows, and one whose wall is guessed within it. */
const VESSELS: readonly Partial<Discs>[] = [
  { calcium: { ...ring, arcDeg: 120, depth: 0.8 }, neighbour: { gap: 0, radius: 5, hu: 400 } },
  { calcium: ring, swollen: 0.4, outsideHu: 50 },
  { calcium: ring, swollen: 1.5, outsideHu: 50 },
];
/** Arc and its range, share and its range, areas of vessel and lumen, greatest thickness, share of the wall seen. */
const figures = (
  { arc, arcRange, csaPercent, csaRange, vesselArea, lumenArea, thickness, wallSeen }: SectionMeasure,
): string => [arc, ...arcRange, csaPercent, ...csaRange, vesselArea, lumenArea, thickness, wallSeen]
  .map((value) => value?.toFixed(2) ?? '-').join(' ');

/** A ring of calcium a millimetre beyond either cap. */
const AT_CAPS: Partial<Discs> = { calcium: { ...ring, depth: 3, from: 16, to: 29 } };

/** What the version in use gives, in the open vessel and in the occlusion; where it finds the caps, and how far they taper. */
const STORED = {
  by: 'calcium/4',
  caps: ['15.00 0.00', '30.00 0.00'],
  figures: [
    [
      '0.00 0.00 51.00 0.00 0.00 14.17 11.84 6.67 0.00 0.79',
      '0.00 0.00 117.00 0.00 0.00 17.03 12.26 - 0.00 0.79',
      '114.00 95.91 135.00 19.18 11.39 26.98 12.19 - 0.79 0.78',
    ],
    [
      '0.00 0.00 0.00 0.00 0.00 0.00 11.35 6.61 0.00 0.00',
      '0.00 0.00 360.00 0.00 0.00 93.42 16.68 - 0.00 0.00',
      '360.00 342.73 360.00 84.83 78.04 94.52 17.35 - 1.44 0.00',
    ],
    [
      '0.00 0.00 0.00 0.00 0.00 0.00 11.35 6.61 0.00 0.00',
      '360.00 341.72 360.00 25.16 10.52 34.45 11.35 - 0.26 0.00',
      '360.00 341.72 360.00 50.33 29.90 65.75 11.35 - 0.56 0.00',
    ],
  ],
};

it('gives the figures that are stored for its version', () => {
  const now = VESSELS.map((vessel) => {
    const profile = measuredDiscs(vessel);
    return [8, 19, 22.5].map((at) => figures(sectionAt(profile, at)));
  });
  const { proximalCap, distalCap } = measuredDiscs(AT_CAPS);
  const caps = [proximalCap, distalCap].map(({ abscissa, taper }) => `${abscissa.toFixed(2)} ${taper?.toFixed(2) ?? '-'}`);
  expect({ by: CALCIUM_BY, caps, figures: now }, 'Calcium measures otherwise than the stored figures of its version say: '
    + 'raise CALCIUM_BY in core/calcium/profile.ts, then store the new figures here beside the new name.').toEqual(STORED);
});
