import type { Range } from '../../../core/calcium/range.ts';
import type { Stretch } from '../../../core/geometry/stretch.ts';
import type { Deg, Hu, Mm } from '../../../core/units.ts';

/** How a value came to be; `changed`: confirmed, and found otherwise since; `hidden`: not shown to who reads without sight of it. */
export type RulerState = 'automatic' | 'confirmed' | 'edited' | 'changed' | 'hidden';

/** One section on the ruler. Places on the ruler are abscissae, mm from the vessel's first point. */
export interface RulerSection {
  readonly at: Mm;
  /** Best estimate, and the least and greatest plausible value. */
  readonly arc: Deg;
  readonly arcRange: Range;
  /** Calcified share of the vessel's area, per cent. */
  readonly share: number;
  readonly shareRange: Range;
  readonly peak: Hu;
  /** From here on HU are calcium there. */
  readonly threshold: Hu;
  readonly isMoon: boolean;
  /** Within a stent, where no calcium is told from its struts. */
  readonly isMetal: boolean;
  readonly state: RulerState;
}

/** A stretch with what it is called, longest words first: as much is written as there is room for. */
export interface RulerStretch { readonly stretch: Stretch; readonly words: readonly string[]; readonly below: readonly string[]; readonly title: string }

/** Something at one place, with what it is called, longest words first. */
export interface RulerPlace { readonly at: Mm; readonly words: readonly string[]; readonly title: string }

/** Where the occlusion begins or ends. `isProposed`: by the program, nobody has set it. */
export interface RulerCap extends RulerPlace { readonly isProposed: boolean }

/** A stretch that somebody drew, or the occlusion itself, which `id` null stands for. */
export interface RulerSegment extends Omit<RulerStretch, 'below'> { readonly id: string | null }

/** A band of full moon. */
export interface RulerMoon extends RulerStretch { readonly state: RulerState }

/** All that the ruler shows. */
export interface RulerValues {
  readonly sections: readonly RulerSection[];
  /** Where mm are counted from: the proximal cap. */
  readonly zero: Mm;
  /** Length of the vessel. */
  readonly length: Mm;
  readonly caps: readonly RulerCap[];
  readonly moons: readonly RulerMoon[];
  /** Calcium-free windows. */
  readonly windows: readonly RulerStretch[];
  readonly branches: readonly RulerPlace[];
  readonly ivus: readonly RulerPlace[];
  /** Stents: no calcium is told there. */
  readonly metal: readonly RulerStretch[];
  readonly segments: readonly RulerSegment[];
}
