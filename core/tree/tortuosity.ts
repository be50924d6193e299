import type { Centreline } from '../centreline/centreline.ts';
import { type Bend, bendsOver } from '../geometry/bend.ts';
import { deg, mm, type Mm } from '../units.ts';

/** How winding the way to the occlusion is. */
export type TortuosityGrade = 'none' | 'mild' | 'moderate' | 'severe';

/** Bends of the vessel before the occlusion, and the grade that follows from them. */
export interface Tortuosity {
  readonly grade: TortuosityGrade;
  /** Bends sharper than 70°, 90° and 120°; a sharp one counts in each. */
  readonly over70: number;
  readonly over90: number;
  readonly over120: number;
  /** Bends sharper than 70°, proximal to distal; abscissae of the centreline. */
  readonly bends: readonly Bend[];
  /** The stretch that was judged, mm. */
  readonly from: Mm;
  readonly to: Mm;
  readonly by: string;
}

/** Algorithm and version. */
export const TORTUOSITY_BY = 'tortuosity/1';

/** Angles above which a bend counts, edge exclusive. @source measurements, section 3: unverified */
const COUNTED = { some: deg(70), sharp: deg(90), extreme: deg(120) };

/**
 * Tortuosity of a centreline from one abscissa to another: from the ostium, or where the tracing begins, to the proximal cap.
 *
 * @method bends as in the occlusion, none counted twice; moderate: two over 70° or one over 90°; severe: two over 90° or
 * one over 120°; mild: one over 70°, which the source leaves unnamed
 * @source measurements, section 3 (unverified there)
 */
export function tortuosity({ points }: Pick<Centreline, 'points'>, from: Mm, to: Mm): Tortuosity {
  const inside = points.filter(({ abscissa }) => abscissa >= from && abscissa <= to);
  const begins = inside[0]?.abscissa ?? from;
  const bends = bendsOver(inside.map(({ at }) => at), COUNTED.some).map((bend) =>
    ({ ...bend, from: mm(bend.from + begins), to: mm(bend.to + begins) }));
  const over = (angle: number): number => bends.filter((bend) => bend.angle > angle).length;
  const counts = { over70: bends.length, over90: over(COUNTED.sharp), over120: over(COUNTED.extreme) };
  return { grade: gradeOf(counts), ...counts, bends, from, to, by: TORTUOSITY_BY };
}

function gradeOf({ over70, over90, over120 }: Pick<Tortuosity, 'over70' | 'over90' | 'over120'>): TortuosityGrade {
  if (over90 >= 2 || over120 >= 1) return 'severe';
  if (over70 >= 2 || over90 >= 1) return 'moderate';
  return over70 === 1 ? 'mild' : 'none';
}
