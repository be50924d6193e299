import { describe, expect, it } from 'vitest';
import { angleBetween, arcAt, arcsTurned, arcsWithEnd, arcsWithNew, arcsWithout, joinedArcs, sweepOf } from '../../../core/calcium/editedArcs.ts';
import { type Arc, arcsCover } from '../../../core/calcium/review.ts';
import { deg } from '../../../core/units.ts';

const arcs = (...pairs: readonly (readonly [number, number])[]): readonly Arc[] => pairs.map(([from, to]) => [deg(from), deg(to)]);

describe('a dragged end of an arc', () => {
  it.each([
    ['its end on', 'to', 30, [10, 130]], ['its end back', 'to', -30, [10, 70]], ['its beginning on', 'from', 30, [40, 100]],
    ['its beginning back over 0°', 'from', -30, [340, 460]], ['no shorter than 5°', 'to', -300, [10, 15]],
    ['no shorter than 5° from its beginning', 'from', 300, [95, 100]], ['to a ring and no further', 'to', 400, [10, 370]],
    ['to a ring from its beginning', 'from', -400, [100, 460]],
  ] as const)('moves %s, the other end stays', (_, end, by, expected) => {
    expect(arcsWithEnd(arcs([10, 100]), 0, end, deg(by))).toEqual(arcs([...expected]));
  });
  it('comes back to where it was', () => {
    const there = arcsWithEnd(arcs([200, 300], [20, 60]), 0, 'to', deg(75));
    expect(arcsWithEnd(there, 0, 'to', deg(-75))).toEqual(arcs([200, 300], [20, 60]));
  });
  it('leaves arcs alone that are not there', () => {
    expect([arcsWithEnd(arcs([1, 9]), 3, 'to', deg(4)), arcsTurned([], 0, deg(4))]).toEqual([arcs([1, 9]), []]);
  });
});

it('turns an arc as a whole, round and round', () => {
  expect([arcsTurned(arcs([300, 400]), 0, deg(80)), arcsTurned(arcs([10, 40]), 0, deg(-20))]).toEqual([arcs([20, 120]), arcs([350, 380])]);
});

it('tells the shorter way between two angles, with its sense', () => {
  expect([[10, 40], [40, 10], [350, 10], [10, 350], [0, 180]].map(([a = 0, b = 0]) => angleBetween(deg(a), deg(b)))).toEqual([30, -30, 20, -20, -180]);
});

it('knows what an arc covers, also over 0° and as a ring', () => {
  expect(arcs([10, 40], [350, 20], [350, 380], [0, 360], [90, 450], [40, 40]).map(sweepOf)).toEqual([30, 30, 30, 360, 360, 0]);
});

describe('a new arc', () => {
  it('covers 60° about its place, less between neighbours', () => {
    expect(arcsWithNew([], deg(10))).toEqual(arcs([340, 400]));
    expect(arcsWithNew(arcs([0, 90], [110, 180]), deg(95))).toEqual(arcs([0, 90], [110, 180], [90, 110]));
  });
  it('is not made on another, nor where there is no room', () => {
    expect(arcsWithNew(arcs([0, 90]), deg(45))).toEqual(arcs([0, 90]));
    expect(arcsWithNew(arcs([0, 90], [94, 180]), deg(92))).toEqual(arcs([0, 90], [94, 180]));
  });
  it('can be taken away', () => expect(arcsWithout(arcs([0, 90], [94, 180]), 0)).toEqual(arcs([94, 180])));
});

describe('joined arcs', () => {
  it.each([
    ['apart', [[100, 150], [10, 40]], [[10, 40], [100, 150]]], ['overlapping', [[10, 60], [50, 90]], [[10, 90]]],
    ['touching', [[10, 60], [60, 90]], [[10, 90]]], ['one in the other', [[10, 100], [20, 30]], [[10, 100]]],
    ['over 0°', [[300, 370], [5, 50]], [[300, 410]]], ['that cover the circle', [[0, 200], [190, 365]], [[0, 360]]],
    ['of a ring', [[90, 450], [10, 20]], [[0, 360]]],
  ] as const)('%s', (_, given, expected) => {
    expect(joinedArcs(arcs(...given))).toEqual(arcs(...expected));
    expect(arcsCover(joinedArcs(arcs(...given)))).toEqual(arcsCover(arcs(...given)));
  });
});

it('finds the arc at an angle, ends included', () => {
  expect([350, 0, 20, 21, 100].map((angle) => arcAt(arcs([350, 380], [90, 110]), deg(angle)))).toEqual([0, 0, 0, null, 1]);
});
