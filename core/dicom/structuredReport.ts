import type { FactPath } from '../lesion/caseFacts.ts';
import type { PointLps } from '../geometry/frame.ts';
import { calciumSections, type SealedFact, type SealedLesion, type SealedPlan } from '../plan/sealedPlan.ts';
import { CODES, UNITS, type Code } from './codes.ts';

/** How an item hangs on the one above it. */
export type Relation = 'CONTAINS' | 'HAS CONCEPT MOD' | 'HAS OBS CONTEXT' | 'INFERRED FROM';
/** What an item says. Points are in the patient, LPS mm. */
export type ContentValue =
  | { readonly type: 'CONTAINER'; readonly template: string | null }
  | { readonly type: 'CODE'; readonly code: Code }
  | { readonly type: 'TEXT' | 'UIDREF' | 'PNAME'; readonly text: string }
  | { readonly type: 'NUM'; readonly number: number; readonly unit: Code }
  | {
      readonly type: 'SCOORD3D';
      readonly graphic: 'POINT' | 'POLYLINE';
      readonly points: readonly PointLps[];
      readonly frameOfReferenceUid: string;
    };
/** An item of a structured report with what hangs on it. */
export interface ContentItem {
  readonly relation: Relation;
  readonly name: Code;
  readonly value: ContentValue;
  readonly items: readonly ContentItem[];
}
/** What the report names and the plan does not hold: UIDs of our making, the author as DICOM writes names. */
export interface ReportNames {
  readonly trackingUid: string;
  readonly deviceUid: string;
  readonly author: string;
  /** As what measured is named. */
  readonly device: string;
  /** Stands before the name of the lesion: measures are taken out of reports group by group. */
  readonly standing: string;
}

const item = (
  relation: Relation,
  name: Code,
  value: ContentValue,
  items: readonly ContentItem[] = [],
): ContentItem => ({ relation, name, value, items });
const container = (name: Code, items: readonly ContentItem[], template: string | null = null): ContentItem =>
  item('CONTAINS', name, { type: 'CONTAINER', template }, items);
const coded = (relation: Relation, name: Code, code: Code): ContentItem =>
  item(relation, name, { type: 'CODE', code });
/**
 * A measure; one that nobody confirmed says so itself, since numbers are taken out of reports one by one.
 *
 * @source DICOM PS3.16 TID 300: how a value came about is the one place in a measure for it
 */
const number = (name: Code, value: number, unit: Code, isOpen: boolean, from: readonly ContentItem[] = []): ContentItem =>
  item('CONTAINS', name, { type: 'NUM', number: value, unit }, [
    ...(isOpen ? [coded('HAS CONCEPT MOD', CODES.derivation, CODES.unverified)] : []), ...from,
  ]);
const isOpenFact = ({ state }: SealedFact): boolean => state === 'proposed' || state === 'changed';

/**
 * The measures of a signed plan as a measurement report: the lesion's length with the path that was
 * measured, its caps, its calcium and its reference diameters.
 *
 * @source DICOM PS3.16 TID 1500, with TID 1204, 1001, 1501 and 4019 in it
 */
export const measurementReport = (sealed: SealedPlan, names: ReportNames): ContentItem =>
  container(
    CODES.report,
    [
      coded('HAS CONCEPT MOD', CODES.language, CODES.english),
      coded('HAS OBS CONTEXT', CODES.observerType, CODES.person),
      item('HAS OBS CONTEXT', CODES.personName, { type: 'PNAME', text: names.author }),
      coded('HAS OBS CONTEXT', CODES.observerType, CODES.device),
      item('HAS OBS CONTEXT', CODES.deviceUid, { type: 'UIDREF', text: names.deviceUid }),
      item('HAS OBS CONTEXT', CODES.deviceName, { type: 'TEXT', text: names.device }),
      coded('HAS CONCEPT MOD', CODES.procedure, CODES.ct),
      container(
        CODES.measurements,
        sealed.evidence.lesion === null ? [] : [groupOf(sealed, sealed.evidence.lesion, names)],
      ),
    ],
    '1500',
  );

function groupOf(sealed: SealedPlan, lesion: SealedLesion, { trackingUid, standing }: ReportNames): ContentItem {
  const { frameOfReferenceUid: frame, proximalCap, distalCap, length } = lesion;
  const inside = calciumSections(lesion);
  // Any of them may be the greatest once somebody has looked at it.
  const isOpenCalcium = inside.some(({ state }) => state === 'proposed');
  const greatest = (values: readonly number[]): number =>
    values.reduce((most, value) => Math.max(most, value), 0);
  const cap = (name: Code, point: PointLps): readonly ContentItem[] =>
    frame === null
      ? []
      : [
          item('CONTAINS', name, {
            type: 'SCOORD3D',
            graphic: 'POINT',
            points: [point],
            frameOfReferenceUid: frame,
          }),
        ];
  return container(CODES.group, [
    item('HAS OBS CONTEXT', CODES.trackingId, { type: 'TEXT', text: `${standing}${lesion.name}` }),
    item('HAS OBS CONTEXT', CODES.trackingUid, { type: 'UIDREF', text: trackingUid }),
    coded('CONTAINS', CODES.finding, CODES.occlusion),
    coded('HAS CONCEPT MOD', CODES.site, CODES.coronary),
    ...algorithmOf(lesion.algorithms),
    number(
      CODES.length,
      length,
      UNITS.mm,
      sealed.evidence.facts.some((fact) => fact.path === 'occlusionLengthMm.ct' && isOpenFact(fact)),
      frame === null
        ? []
        : [
            item('INFERRED FROM', CODES.path, {
              type: 'SCOORD3D',
              graphic: 'POLYLINE',
              points: capToCap(lesion),
              frameOfReferenceUid: frame,
            }),
          ],
    ),
    ...cap(CODES.proximalCap, proximalCap),
    ...cap(CODES.distalCap, distalCap),
    ...(inside.length === 0
      ? []
      : [
          number(CODES.maxArc, greatest(inside.map(({ arc }) => arc)), UNITS.degree, isOpenCalcium),
          number(CODES.maxShare, greatest(inside.map(({ sharePercent }) => sharePercent)), UNITS.percent, isOpenCalcium),
        ]),
    ...diameterOf(sealed, 'proximalReferenceMm', CODES.proximalReference),
    ...diameterOf(sealed, 'distalReferenceMm', CODES.distalReference),
  ]);
}

/**
 * What measured, with the versions of its parts: "centreline/3, calcium/2".
 *
 * @source DICOM PS3.16 TID 4019: one name and one version in a group
 */
const algorithmOf = (algorithms: readonly string[]): readonly ContentItem[] =>
  algorithms.length === 0
    ? []
    : [
        item('HAS CONCEPT MOD', CODES.algorithmName, { type: 'TEXT', text: 'Fullmoon vessel and calcium' }),
        item('HAS CONCEPT MOD', CODES.algorithmVersion, { type: 'TEXT', text: algorithms.join(', ') }),
      ];

/** The path from cap to cap: the caps, and the points of the course between the places nearest to them. */
function capToCap({ course, proximalCap, distalCap }: SealedLesion): readonly PointLps[] {
  const distance = (one: PointLps, other: PointLps): number =>
    Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
  const nearest = (cap: PointLps): number =>
    course.reduce(
      (best, point, n) => (distance(point, cap) < distance(course[best] ?? point, cap) ? n : best),
      0,
    );
  return [proximalCap, ...course.slice(nearest(proximalCap) + 1, nearest(distalCap)), distalCap];
}

function diameterOf({ evidence }: SealedPlan, path: FactPath, name: Code): readonly ContentItem[] {
  const fact = evidence.facts.find((one) => one.path === path && one.state !== 'unknown');
  return typeof fact?.value === 'number' ? [number(name, fact.value, UNITS.mm, isOpenFact(fact))] : [];
}
