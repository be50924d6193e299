import { describe, expect, it } from 'vitest';
import { affine, apply, dot, indexIjk, moved, pointLps, vectorLps } from '../../../core/geometry/frame.ts';
import { heightAbove, planeNormal, pixelFromLps, uvFromLps, type Axes } from '../../../core/geometry/plane.ts';
import { deg, mm } from '../../../core/units.ts';
import {
  CUTS, isSameAxes, LEAST_BETWEEN, nearestCut, pictureThrough, reachAlong, rightAngledAxes, standardAxes, stepAcross,
  turnedAxes, type PlaneAxes,
} from '../../../core/volume/planeAxes.ts';
import { middleOfGrid, standardPlanes } from '../../../core/volume/standardPlanes.ts';
import type { VolumeGrid } from '../../../core/volume/volume.ts';

const grid: VolumeGrid = {
  dims: [40, 30, 20], spacing: [mm(0.5), mm(0.5), mm(1)], frameOfReferenceUid: null,
  lpsFromIjk: affine([0.5, 0, 0, -10, 0, 0.5, 0, -7, 0, 0, 1, 3]),
};
const straight = standardAxes(standardPlanes(grid));
const angle = (one: Axes, other: Axes): number =>
  (Math.acos(Math.min(1, Math.abs(dot(planeNormal(one), planeNormal(other))))) * 180) / Math.PI;
const rightAngles = (axes: PlaneAxes): number[] =>
  [angle(axes.axial, axes.coronal), angle(axes.axial, axes.sagittal), angle(axes.coronal, axes.sagittal)];

describe('turning planes in a picture', () => {
  it('leaves the picture itself and turns the others by the angle, at right angles still', () => {
    const turned = turnedAxes(straight, 'axial', deg(10));
    expect(turned.axial).toBe(straight.axial);
    expect(angle(turned.sagittal, straight.sagittal)).toBeCloseTo(10, 9);
    expect(angle(turned.coronal, straight.coronal)).toBeCloseTo(10, 9);
    rightAngles(turned).forEach((between) => expect(between).toBeCloseTo(90, 9));
  });
  it('turns clockwise as one sees it: in the axial picture the left end of the coronal line rises towards the front', () => {
    const { coronal } = turnedAxes(straight, 'axial', deg(10));
    // To the right of the picture is the patient's left, downwards the back: clockwise, the right end goes down.
    expect(coronal.u[0]).toBeCloseTo(Math.cos(Math.PI / 18), 12);
    expect(coronal.u[1]).toBeCloseTo(Math.sin(Math.PI / 18), 12);
  });
  it('is doubly oblique after a turn in a second picture, and straight again after the same turns back', () => {
    const there = turnedAxes(turnedAxes(straight, 'axial', deg(20)), 'coronal', deg(-35));
    rightAngles(there).forEach((between) => expect(between).toBeCloseTo(90, 9));
    expect(isSameAxes(there.axial, straight.axial)).toBe(false);
    const back = turnedAxes(turnedAxes(there, 'coronal', deg(35)), 'axial', deg(-20));
    for (const cut of CUTS) expect(isSameAxes(back[cut], straight[cut]), cut).toBe(true);
  });
  it('turns one plane alone, but never nearer than 15° to another', () => {
    let axes = straight;
    for (let n = 0; n < 90; n += 1) axes = turnedAxes(axes, 'axial', deg(1), ['coronal']);
    expect(axes.sagittal).toBe(straight.sagittal);
    expect(angle(axes.coronal, axes.sagittal)).toBeGreaterThanOrEqual(LEAST_BETWEEN - 1e-9);
    expect(angle(axes.coronal, axes.sagittal)).toBeLessThan(LEAST_BETWEEN + 1.001);
    // From there it can turn back, and all together can turn on.
    expect(turnedAxes(axes, 'axial', deg(-1), ['coronal'])).not.toBe(axes);
    expect(turnedAxes(axes, 'axial', deg(30))).not.toBe(axes);
  });
  it('stands at right angles again on the plane that is kept', () => {
    const free = turnedAxes(turnedAxes(straight, 'axial', deg(40), ['coronal']), 'sagittal', deg(15), ['axial']);
    for (const kept of CUTS) {
      const again = rightAngledAxes(free, kept);
      expect(again[kept]).toBe(free[kept]);
      rightAngles(again).forEach((between) => expect(between).toBeCloseTo(90, 9));
    }
    expect(rightAngledAxes(straight, 'axial')).toEqual(straight);
  });
});

describe('names of planes', () => {
  it('is the anatomical cut it is nearest to, and the angle', () => {
    expect(nearestCut(vectorLps(0, 0, -3))).toEqual({ cut: 'axial', turned: 0 });
    const { cut, turned } = nearestCut(planeNormal(turnedAxes(straight, 'axial', deg(10)).sagittal));
    expect([cut, Math.round(turned * 1e6) / 1e6]).toEqual(['sagittal', 10]);
    expect(nearestCut(planeNormal(turnedAxes(straight, 'axial', deg(46)).sagittal)).cut).toBe('coronal');
  });
});

describe('the picture of a turned plane', () => {
  const axes = turnedAxes(turnedAxes(straight, 'axial', deg(25)), 'sagittal', deg(30)).coronal;
  const cursor = pointLps(-3, 1, 9);
  it('runs through the point and gives every depth the same places', () => {
    const here = pictureThrough(grid, axes, cursor);
    const deeper = pictureThrough(grid, axes, moved(cursor, planeNormal(axes), 4));
    expect(heightAbove(here, cursor)).toBeCloseTo(0, 9);
    expect(heightAbove(deeper, cursor)).toBeCloseTo(-4, 9);
    const point = pointLps(2, -3, 12);
    uvFromLps(here, point).forEach((part, n) => expect(part).toBeCloseTo(uvFromLps(deeper, point)[n] ?? NaN, 9));
  });
  it('holds every voxel of the volume', () => {
    const picture = pictureThrough(grid, axes, cursor);
    for (const i of [0, 39]) for (const j of [0, 29]) for (const k of [0, 19]) {
      const [column, row] = pixelFromLps(picture, apply(grid.lpsFromIjk, indexIjk(i, j, k)));
      expect(Math.min(column, row, picture.size[0] - 1 - column, picture.size[1] - 1 - row)).toBeGreaterThan(-0.5);
    }
    expect(picture.spacing).toEqual([0.5, 0.5]);
  });
  it('is stepped by the voxels it meets: whole ones along an axis, between them in between', () => {
    expect(stepAcross(grid, straight.axial)).toBeCloseTo(1, 9);
    expect(stepAcross(grid, straight.sagittal)).toBeCloseTo(0.5, 9);
    const between = stepAcross(grid, turnedAxes(straight, 'coronal', deg(45)).axial);
    expect(between).toBeGreaterThan(0.5);
    expect(between).toBeLessThan(1);
  });
});

it('says how far one can go until the volume ends, to both sides', () => {
  const middle = middleOfGrid(grid);
  const [back, on] = reachAlong(grid, middle, vectorLps(0, 0, 1));
  expect([back, on]).toEqual([-9.5, 9.5]);
  expect(reachAlong(grid, moved(middle, vectorLps(0, 0, 9.5)), vectorLps(0, 0, 1))).toEqual([-19, 0]);
  expect(reachAlong(grid, middle, vectorLps(Math.SQRT1_2, 0, Math.SQRT1_2))[1]).toBeCloseTo(9.5 * Math.SQRT2, 9);
});
