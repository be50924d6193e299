import { WIDE_ARC } from '../scores/ivus.ts';
import type { Mm } from '../units.ts';
import type { LesionFacts } from './caseFacts.ts';
import type { IvusEntry } from './entry.ts';
import { type Fact, stated } from './fact.ts';

/** What IVUS showed, at an abscissa. */
export interface IvusFinding {
  readonly abscissa: Mm;
  readonly content: IvusEntry;
  /** Who entered it. */
  readonly by: string;
}

/** Arc of a ring, degrees; inclusive. @source Zhang 2021, IVUS calcium score: 360° of superficial calcium */
const RING_DEG = 360;

/**
 * The facts of IVUS from its findings along the vessel: arc, length, depth and pattern of the finding that weighs most;
 * a nodule or a ring wherever there is one.
 *
 * What no finding says stays open: a nodule is excluded only where every finding denies it.
 *
 * @source own reading: the worst place decides on preparation; score items of Zhang 2021
 */
export function ivusFacts(findings: readonly IvusFinding[]): LesionFacts {
  const worst = weightiest(findings);
  if (worst === undefined) return {};
  const { arc, length, depth, pattern } = worst.content;
  const nodule = everyOrSome(findings, ({ content }) => content.isNodule);
  const ring = everyOrSome(findings, ({ content }) => isRing(content));
  return {
    ...(arc === null ? {} : { 'ivus.arcDeg': stated(Number(arc), worst.by) }),
    ...(length === null ? {} : { 'ivus.lengthMm': stated(Number(length), worst.by) }),
    ...(depth === null ? {} : { 'ivus.depth': stated(depth, worst.by) }),
    ...(pattern === null ? {} : { 'ivus.pattern': stated(pattern, worst.by) }),
    ...(nodule === null ? {} : { 'ivus.nodule': nodule }),
    ...(ring === null ? {} : { 'ivus.ring': ring }),
  };
}

/** Where arc, length, depth and pattern come from; null without a finding. */
export const weightiestIvusAt = (findings: readonly IvusFinding[]): Mm | null => weightiest(findings)?.abscissa ?? null;

/** What is not known to lie deep before what is; of those the longest wide arc, else the widest; of equals the first. */
const weightiest = (findings: readonly IvusFinding[]): IvusFinding | undefined =>
  findings.toSorted((one, other) => compared(weightOf(other.content), weightOf(one.content))).at(0);

const weightOf = ({ arc, length, depth }: IvusEntry): readonly number[] => {
  const isWide = arc !== null && arc > WIDE_ARC;
  return [depth === 'deep' ? 0 : 1, isWide ? 1 : 0, isWide ? length ?? 0 : 0, arc ?? -1];
};

/** By the first number that differs. */
const compared = (one: readonly number[], other: readonly number[]): number =>
  one.map((value, n) => value - (other[n] ?? 0)).find((difference) => difference !== 0) ?? 0;

function isRing({ arc, depth }: IvusEntry): boolean | null {
  if (arc !== null && arc < RING_DEG) return false;
  if (depth === 'deep') return false;
  return arc === null || depth === null ? null : true;
}

/** Yes as soon as one says so; no only where all do. */
function everyOrSome(findings: readonly IvusFinding[], says: (finding: IvusFinding) => boolean | null): Fact<boolean> | null {
  const yes = findings.find((finding) => says(finding) === true);
  if (yes !== undefined) return stated(true, yes.by);
  const [first] = findings;
  return first !== undefined && findings.every((finding) => says(finding) === false) ? stated(false, first.by) : null;
}
