import { describe, expect, it } from 'vitest';
import { planeAcross, type Centreline } from '../../../core/centreline/centreline.ts';
import { between, dot, moved, norm, type PointLps, pointLps, unitVector, vectorLps } from '../../../core/geometry/frame.ts';
import { lpsFromUv, pointUv, uvFromLps } from '../../../core/geometry/plane.ts';
import { polygonArea } from '../../../core/geometry/polygon.ts';
import { drawnArc, drawnOutline } from '../../../core/lesion/drawnReview.ts';
import type { EntryContent } from '../../../core/lesion/entry.ts';
import { type Ground, laidOver, MOST_ASTRAY_MM, MOST_REVIEW_ASTRAY_MM, sectionGround } from '../../../core/lesion/laidOver.ts';
import { vesselsOf, vesselWork } from '../../../core/lesion/vesselWork.ts';
import { deg, hu, mm } from '../../../core/units.ts';
import { entryId, kept, lineThrough, series, straight, vessel } from './plainFindings.ts';

const line = straight(40);
const at = (abscissa: number, off = 0): PointLps => pointLps(abscissa, off, 0);
const section = (ground: Ground, abscissa: number) => {
  const found = sectionGround(ground, mm(abscissa));
  if (found === undefined) throw new Error('no section');
  return found;
};
const path = (points: readonly PointLps[]): EntryContent => ({ kind: 'path', series, frameOfReferenceUid: null, points, target: 'RCA', segment: null });
/** 2 mm² about a place. */
const SQUARE = [[0, 0], [2, 0], [2, 1], [0, 1]].map(([u = 0, v = 0]) => pointUv(u, v));

describe('entries laid on a centreline', () => {
  it('stand at their abscissae, their angles and in the plane of their section', () => {
    const ground = { centreline: line };
    const here = section(ground, 12);
    const laid = laidOver(kept([
      path([at(0), at(40)]),
      { kind: 'review', at: here.plane.origin, found: null, arcs: [drawnArc(here, [deg(30), deg(210)]), drawnArc(here, [deg(300), deg(380)])],
        areas: [drawnOutline(here, SQUARE)], isFullMoon: false, reading: 1 },
      { kind: 'review', at: here.plane.origin, found: null, arcs: null, areas: null, isFullMoon: true, reading: 2 },
      { kind: 'segment', from: at(22), to: at(8), note: 'ostial' },
      { kind: 'stent', from: at(3, 1), to: at(6, -2) },
      { kind: 'zone', which: 'landing', from: at(30), to: at(36) },
      { kind: 'branch', at: at(18, 2), diameter: mm(1.8), isThere: true },
      { kind: 'ivus', at: at(9), arc: deg(200), length: null, depth: 'deep', pattern: null, isNodule: null, note: null },
      { kind: 'review', at: section(ground, 14).plane.origin, found: null, arcs: [], areas: null, isFullMoon: false, reading: 'draft' },
    ]), vessel, ground);
    expect(laid).toMatchObject({
      target: 'RCA', astray: [],
      reviews: [{ abscissa: 12, isFullMoon: false, by: 'Dr A', at: '2026-11-28T20:00:01.000Z' }],
      secondReviews: [{ abscissa: 12, isFullMoon: true, arcs: null, areas: null }],
      drafts: [{ abscissa: 14, arcs: [] }],
      segments: [{ id: entryId(3), stretch: [8, 22], note: 'ostial', isStent: false }, { id: entryId(4), stretch: [3, 6], note: null, isStent: true }], stents: [[3, 6]],
      zones: { proximalReference: null, distalReference: null, landing: [30, 36] },
      branches: [{ abscissa: 18, diameter: 1.8, isThere: true }], ivus: [{ id: entryId(7), abscissa: 9, content: { arc: 200 } }],
    });
    const [first, second] = laid.reviews[0]?.arcs ?? [];
    expect(first?.[0]).toBeCloseTo(30, 3);
    // The edge of a score lies at 180°, inclusive: an arc drawn so wide is so wide to the last digit.
    expect((first?.[1] ?? NaN) - (first?.[0] ?? NaN)).toBe(180);
    expect([second?.[0], (second?.[1] ?? NaN) - (second?.[0] ?? NaN)]).toEqual([expect.closeTo(300, 3), 80]);
    const [outline] = laid.reviews[0]?.areas ?? [];
    expect(polygonArea(outline ?? [])).toBeCloseTo(2, 9);
    expect(outline?.[2]?.map((value) => Math.round(value * 1e6) / 1e6)).toEqual([2, 1]);
  });

  it('turn arcs about the vessel’s middle, not about the centreline', () => {
    const ground: Ground = { centreline: line, outlines: line.points.map(() => ({ centre: pointUv(1, 0), wall: [], lumen: null, calcium: null })) };
    const [arc] = laidOver(kept([path([]), { kind: 'review', at: at(12), found: null, isFullMoon: false, reading: 1, areas: null,
      arcs: [{ from: lpsFromUv(section(ground, 12).plane, pointUv(1, 3)), sweep: deg(50) }] }]), vessel, ground).reviews[0]?.arcs ?? [];
    expect(arc?.[0]).toBeCloseTo(90, 3);
  });

  it('of two on one place the one that was changed last counts', () => {
    const [first, ...rest] = kept([path([]), { kind: 'zone', which: 'landing', from: at(20), to: at(25) }, { kind: 'zone', which: 'landing', from: at(30), to: at(35) }]);
    const [older, newer] = rest;
    if (first === undefined || older === undefined || newer === undefined) throw new Error('not made');
    expect(laidOver([first, older, newer], vessel, { centreline: line }).zones.landing).toEqual([30, 35]);
    expect(laidOver([first, { ...older, changedAt: '2026-11-29T00:00:00.000Z' }, newer], vessel, { centreline: line }).zones.landing).toEqual([20, 25]);
  });

  it('say so where they lie too far off the path, and are in nothing then', () => {
    const off = (by: number) => laidOver(kept([path([]), { kind: 'stent', from: at(3, by), to: at(6) },
      { kind: 'contour', which: 'wall', at: at(9, by), outline: [] }, { kind: 'review', at: at(9, by), found: null, arcs: [], areas: null, isFullMoon: false, reading: 1 }]),
    vessel, { centreline: line });
    expect(off(MOST_REVIEW_ASTRAY_MM)).toMatchObject({ astray: [], stents: [[3, 6]], reviews: [{ abscissa: 9 }] });
    expect(off(MOST_REVIEW_ASTRAY_MM + 0.1)).toMatchObject({ astray: [{ id: entryId(3) }], stents: [[3, 6]], reviews: [] });
    expect(off(MOST_ASTRAY_MM)).toMatchObject({ astray: [{ id: entryId(3) }], stents: [[3, 6]] });
    expect(off(MOST_ASTRAY_MM + 0.1)).toMatchObject({ stents: [], reviews: [], astray: [
      { id: entryId(1), message: expect.stringContaining('A stated stent lies 5.1 mm off the path') },
      { id: entryId(2), message: expect.stringContaining('A drawn contour') },
      { id: entryId(3), message: 'A confirmed section lies 5.1 mm off the path and is in no figure. Move the path back there, or remove it.' },
    ] });
  });

  it('of another vessel are left alone', () => {
    const other = kept([{ kind: 'stent', from: at(3), to: at(6) }], null);
    expect(laidOver([...kept([path([])]), ...other], vessel, { centreline: line }).stents).toEqual([]);
  });
});

describe('an edited path', () => {
  /** A bend in space; `by` moves its middle, and `before` begins it so much earlier. */
  const course = (by: number, before: number): readonly PointLps[] => Array.from({ length: 60 }, (_, n) => {
    const angle = ((n - before) / 40) * 1.2;
    return pointLps(25 * Math.sin(angle), 25 * (1 - Math.cos(angle)) + by * Math.exp(-(((n - 30) / 6) ** 2)), 6 * Math.sin(angle * 1.7));
  });
  const bend = (by: number, before: number, zero = vectorLps(0, -1, 0.01)): Centreline => lineThrough(course(by, before), zero);
  const before = bend(0, 0);
  /** The vessel's middle at the same place of the patient, seen from any path near it. */
  const middles = (centreline: Centreline, offset: readonly [number, number]): Ground => {
    const truth = before.points.map((point) => lpsFromUv(planeAcross(point), pointUv(...offset)));
    return { centreline, outlines: centreline.points.map((point) => {
      const plane = planeAcross(point);
      const near = truth.toSorted((a, b) => norm(between(a, plane.origin)) - norm(between(b, plane.origin)))[0] ?? plane.origin;
      return { centre: uvFromLps(plane, near), wall: [], lumen: null, calcium: null };
    }) };
  };
  const drawnOn = middles(before, [0.3, -0.2]);
  const own = section(drawnOn, 15);
  const entries = kept([path([]), { kind: 'review', at: own.plane.origin, found: null, arcs: [drawnArc(own, [deg(75), deg(190)])],
    areas: [drawnOutline(own, SQUARE)], isFullMoon: false, reading: 1 }, { kind: 'segment', from: own.plane.origin, to: section(drawnOn, 24).plane.origin, note: null }]);

  const cases: readonly (readonly [string, Centreline])[] = [
    ['with its middle moved by 0.4 mm', bend(0.4, 0)], ['begun 5 mm earlier', bend(0, 8)],
    ['with its axes turned', bend(0, 0, vectorLps(0.2, 0.3, 1))], ['all of that', bend(-0.4, 8, vectorLps(0.2, 0.3, 1))],
  ];
  it.each(cases)('%s keeps what was drawn at its place in the patient', (_, centreline) => {
    const ground = middles(centreline, [0.3, -0.2]);
    const laid = laidOver(entries, vessel, ground);
    const [review] = laid.reviews;
    const there = section(ground, review?.abscissa ?? NaN);
    // Half a step along the vessel.
    expect(norm(between(own.plane.origin, there.plane.origin))).toBeLessThan(0.25 + 0.41);
    const direction = (ground_: typeof own, angle: number) => {
      const middle = lpsFromUv(ground_.plane, ground_.centre);
      const to = lpsFromUv(ground_.plane, pointUv(ground_.centre[0] + 2 * Math.cos((angle * Math.PI) / 180), ground_.centre[1] + 2 * Math.sin((angle * Math.PI) / 180)));
      return unitVector(between(middle, to));
    };
    const [arc] = review?.arcs ?? [];
    for (const [drawn, now] of [[75, arc?.[0]], [190, arc?.[1]]] as const)
      expect(Math.acos(Math.min(1, dot(direction(own, drawn), direction(there, now ?? NaN)))) * 180 / Math.PI).toBeLessThan(6);
    expect((arc?.[1] ?? NaN) - (arc?.[0] ?? NaN)).toBe(115);
    expect(polygonArea(review?.areas?.[0] ?? [])).toBeCloseTo(2, 1);
    const corner = review?.areas?.[0]?.[0] ?? pointUv(NaN, NaN);
    expect(norm(between(lpsFromUv(there.plane, corner), lpsFromUv(own.plane, SQUARE[0] ?? pointUv(0, 0))))).toBeLessThan(0.25 + 0.05);
    const [from = NaN, to = NaN] = laid.segments[0]?.stretch ?? [];
    expect(Math.abs(to - from - 9)).toBeLessThan(0.3);
    expect(laid.astray).toEqual([]);
  });

  it('moved rigidly with the patient measures the same', () => {
    const turned = (point: PointLps): PointLps => moved(pointLps(-point[1], point[0], point[2]), vectorLps(5, -9, 30));
    const laidAt = (centreline: Centreline, all: typeof entries) => laidOver(all, vessel, { centreline });
    const content = (one: EntryContent): EntryContent => {
      switch (one.kind) {
        case 'review': return { ...one, at: turned(one.at), arcs: one.arcs?.map((arc) => ({ ...arc, from: turned(arc.from) })) ?? null,
          areas: one.areas?.map((outline) => outline.map(turned)) ?? null };
        case 'segment': return { ...one, from: turned(one.from), to: turned(one.to) };
        default: return one;
      }
    };
    const there = lineThrough(course(0, 0).map(turned), vectorLps(1, 0, 0.01));
    const [one, other] = [laidAt(before, entries), laidAt(there, entries.map((entry) => ({ ...entry, content: content(entry.content) })))];
    expect(other.reviews[0]?.abscissa).toBeCloseTo(one.reviews[0]?.abscissa ?? NaN, 6);
    expect(other.reviews[0]?.arcs?.[0]?.[0]).toBeCloseTo(one.reviews[0]?.arcs?.[0]?.[0] ?? NaN, 2);
    expect(other.segments[0]?.stretch[1]).toBeCloseTo(one.segments[0]?.stretch[1] ?? NaN, 6);
  });
});

describe('the work on a vessel', () => {
  it('is its points, and the caps, thresholds and contours that were changed last', () => {
    const outline = [at(9, 1), at(9, 2), at(9, -1)];
    const entries = kept([
      path([at(0), at(20), at(40)]), { kind: 'cap', which: 'proximal', at: at(9) }, { kind: 'cap', which: 'proximal', at: at(10) },
      { kind: 'threshold', openHu: null, occlusionHu: hu(330) }, { kind: 'contour', which: 'wall', at: at(9), outline },
    ]);
    expect(vesselWork(entries, vessel)).toEqual({
      points: [at(0), at(20), at(40)], caps: { proximal: at(10), distal: null }, threshold: { openHu: null, occlusionHu: 330 },
      contours: [{ which: 'wall', at: at(9), outline }],
    });
    expect(vesselsOf(entries)).toEqual([{ id: vessel, path: entries[0] }]);
  });
  it('is nothing where nothing was entered', () => {
    expect(vesselWork([], vessel)).toEqual({ points: [], caps: { proximal: null, distal: null }, threshold: { openHu: null, occlusionHu: null }, contours: [] });
  });
});
