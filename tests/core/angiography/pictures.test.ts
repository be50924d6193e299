import { describe, expect, it } from 'vitest';
import { withEdges } from '../../../core/angiography/edges.ts';
import { opacityComposite, overlaidComposites, overlayFit, type CompositeView } from '../../../core/angiography/opacity.ts';
import { proposedRole } from '../../../core/angiography/roles.ts';
import { shutterOf, type StatedShutter } from '../../../core/angiography/shutter.ts';
import { measuredCircle } from '../../../core/angiography/sphere.ts';
import { laidMask, middleOf, subtractedFrame } from '../../../core/angiography/subtraction.ts';
import { pointPixel } from '../../../core/geometry/plane.ts';

const SIZE = 32;
const picture = (grey: (x: number, y: number) => number): Uint16Array =>
  Uint16Array.from({ length: SIZE * SIZE }, (_, n) => Math.round(grey(n % SIZE, Math.floor(n / SIZE))));
const RANGE = 4096;
const MIDDLE = middleOf(RANGE);

describe('mask subtraction', () => {
  const ground = (x: number, y: number): number => 1000 + 20 * x + 7 * y;
  it('leaves the middle where nothing changed, and exactly the contrast where it came', () => {
    const frame = picture((x, y) => ground(x, y) - (x === 9 ? 150 : 0));
    const out = subtractedFrame(frame, laidMask([picture(ground)], SIZE, SIZE, 'logarithmic', [0, 0], RANGE));
    expect([out[5 * SIZE + 9], out[5 * SIZE + 10]]).toEqual([MIDDLE - 150, MIDDLE]);
  });
  it.each([[1, 0], [0, 1], [2.5, -1.25], [-0.5, 0.5]])('takes back a movement of (%d, %d) pixels', (right, down) => {
    const frame = picture((x, y) => ground(x - right, y - down));
    const out = subtractedFrame(frame, laidMask([picture(ground)], SIZE, SIZE, 'logarithmic', [right, down], RANGE));
    // Away from the border, where the mask has nothing to go on with; greys are rounded twice.
    for (let y = 4; y < SIZE - 4; y += 1) {
      for (let x = 4; x < SIZE - 4; x += 1) expect(Math.abs((out[y * SIZE + x] ?? 0) - MIDDLE)).toBeLessThanOrEqual(1);
    }
  });
  it.each([[1, 0], [0, 1], [-2, 3]])('takes back whole pixels (%d, %d) exactly, whatever the ground', (right, down) => {
    const rough = (x: number, y: number): number => 1000 + ((((x * 37 + y * 91) % 256) + 256) % 256);
    const frame = picture((x, y) => rough(x - right, y - down));
    const out = subtractedFrame(frame, laidMask([picture(rough)], SIZE, SIZE, null, [right, down], RANGE));
    for (let y = 4; y < SIZE - 4; y += 1) for (let x = 4; x < SIZE - 4; x += 1) expect(out[y * SIZE + x]).toBe(MIDDLE);
  });
  it('of linear samples leaves the same vessel equally dark before light and dark ground', () => {
    const light = (x: number): number => (x < 16 ? 3600 : 900);
    const frame = picture((x, y) => light(x) * (y === 8 ? 0.7 : 1));
    const out = subtractedFrame(frame, laidMask([picture(light)], SIZE, SIZE, 'linear', [0, 0], RANGE));
    const [inLight, inDark] = [(out[8 * SIZE + 4] ?? 0) - MIDDLE, (out[8 * SIZE + 28] ?? 0) - MIDDLE];
    expect(inLight).toBeLessThan(-600);
    expect(Math.abs(inLight - inDark)).toBeLessThanOrEqual(2);
  });
  it('of 8-bit samples works about their own middle', () => {
    const mask = new Uint8Array(16).fill(200);
    expect(subtractedFrame(new Uint8Array(16).fill(140), laidMask([mask], 4, 4, null, [0, 0], 256))[3]).toBe(128 - 60);
  });
});

describe('edge enhancement', () => {
  it('leaves an even picture as it is, and every picture where it is off', () => {
    const even = picture(() => 700);
    expect(withEdges(even, SIZE, SIZE, 'strong')).toEqual(even);
    expect(withEdges(even, SIZE, SIZE, 'none')).toBe(even);
  });
  it('makes a step steeper by the share of it that lies in the square around', () => {
    const step = picture((x) => (x < 16 ? 1000 : 1600));
    const out = withEdges(step, SIZE, SIZE, 'strong');
    // Square of 3 × 3 at this size: beside the step a third of it lies beyond, so the mean is 200 away; strength 2.
    expect([out[16 * SIZE + 15], out[16 * SIZE + 16], out[16 * SIZE + 3]]).toEqual([600, 2000, 1000]);
  });
  it('keeps within the samples', () => {
    const bytes = Uint8Array.from({ length: 16 }, (_, n) => (n % 4 < 2 ? 0 : 255));
    const out = withEdges(bytes, 4, 4, 'strong');
    expect([Math.min(...out), Math.max(...out)]).toEqual([0, 255]);
  });
});

describe('maximum opacity', () => {
  it('keeps at each pixel the darkest of all frames, or the brightest where contrast is bright', () => {
    const frames = [Uint8Array.from([9, 5, 7]), Uint8Array.from([3, 8, 7])];
    const made = [false, true].map((isBright) => {
      const composite = opacityComposite(isBright);
      for (const frame of frames) composite.add(frame);
      return [...(composite.samples() ?? [])];
    });
    expect(made).toEqual([[3, 5, 7], [9, 8, 7]]);
    expect(frames[0]).toEqual(Uint8Array.from([9, 5, 7]));
  });
  it('of donor and target shows both vessels, the second brought to the grey of the first', () => {
    const donor = Uint16Array.from([1000, 400, 1000, 1000, 1000, 1000]);
    const target = Uint16Array.from([500, 500, 500, 200, 500, 500]);
    const both = overlaidComposites(donor, target);
    const gain = (5400 / 6) / (2700 / 6);
    expect([...both]).toEqual([1000, 400, 1000, 200 * gain, 1000, 1000]);
  });
  const VIEW: CompositeView = {
    angles: { primary: 30, secondary: 20 }, columns: 512, rows: 512, bytesPerSample: 1, isColour: false, sourceToDetectorMm: 1195,
    imagerPixelSpacing: [0.308, 0.308],
  };
  it.each<readonly [string, Partial<CompositeView>, string | null]>([
    ['the same view', {}, null], ['5° cranial', { angles: { primary: 30, secondary: 25 } }, null],
    ['5.1° cranial', { angles: { primary: 30, secondary: 25.1 } }, 'overlay/angles-differ'],
    ['5.3° to the side, which is 5° of beam at CRA 20', { angles: { primary: 35.3, secondary: 20 } }, null],
    ['5.5° to the side', { angles: { primary: 35.5, secondary: 20 } }, 'overlay/angles-differ'],
    ['no angles', { angles: null }, 'overlay/angles-unknown'], ['another matrix', { rows: 1024 }, 'overlay/sizes-differ'],
    ['another field', { imagerPixelSpacing: [0.4, 0.4] }, 'overlay/scales-differ'],
    ['a detector moved by 10 cm', { sourceToDetectorMm: 1095 }, 'overlay/scales-differ'], ['colour', { isColour: true }, 'overlay/colour'],
  ])('may be laid over: %s', (_, other, code) => {
    const fit = overlayFit(VIEW, { ...VIEW, ...other });
    expect(fit.ok ? null : fit.failure.code).toBe(code);
  });
});

describe('roles', () => {
  it.each([
    ['Donor: left coronary', 'donor'], ['Target: right coronary', 'target'], ['LCA contralateral', 'donor'], ['RCA CTO', 'target'],
    ['RCA', null], ['donor and target', null], [null, null], ['Octopus', null],
  ])('of %s', (description, role) => expect(proposedRole(description)).toBe(role));
});

describe('the shutter', () => {
  const NONE: StatedShutter = {
    shapes: [], leftEdge: null, rightEdge: null, upperEdge: null, lowerEdge: null, centre: null, radius: null, vertices: null,
  };
  const RECT: StatedShutter = { ...NONE, shapes: ['RECTANGULAR'], leftEdge: 11, rightEdge: 90, upperEdge: 21, lowerEdge: 80 };
  it('opens from the first to the last pixel that its edges name', () => {
    expect(shutterOf(RECT, 100, 100)?.rectangle).toEqual({ left: 9.5, right: 89.5, top: 19.5, bottom: 79.5 });
  });
  it.each([
    ['none is stated', NONE], ['it leaves everything open', { ...RECT, leftEdge: 1, rightEdge: 100, upperEdge: 1, lowerEdge: 100 }],
    ['an edge is missing', { ...RECT, leftEdge: null }], ['it is empty', { ...RECT, leftEdge: 95, rightEdge: 20 }],
    ['its circle has no radius', { ...NONE, shapes: ['CIRCULAR'], centre: [50, 50], radius: 0 }],
    ['its circle is wider than the picture', { ...NONE, shapes: ['CIRCULAR'], centre: [50, 50], radius: 80 }],
    ['its polygon has two corners', { ...NONE, shapes: ['POLYGONAL'], vertices: [1, 1, 5, 5] }],
  ])('is none where %s', (_, stated) => expect(shutterOf(stated, 100, 100)).toBeNull());
  it('takes rows before columns', () => {
    const both = shutterOf({ ...NONE, shapes: ['CIRCULAR', 'POLYGONAL'], centre: [31, 41], radius: 20, vertices: [1, 2, 3, 4, 5, 6] }, 100, 100);
    expect(both).toEqual({ rectangle: null, circle: { x: 40, y: 30, radius: 20 }, polygon: [[1, 0], [3, 2], [5, 4]] });
  });
});

describe('a sphere', () => {
  const ball = (x: number, y: number, radius: number): Uint16Array => picture((px, py) => {
    const inside = radius - Math.hypot(px - x, py - y);
    return 1500 - 500 * Math.min(1, Math.max(0, inside + 0.5));
  });
  it.each([[15.3, 16.1, 6], [14, 17, 9.4]])('is measured to a tenth of a pixel about (%d, %d)', (x, y, radius) => {
    const found = measuredCircle({ samples: ball(x, y, radius), columns: SIZE, rows: SIZE, aspect: 1, intensity: null }, pointPixel(x - radius, y + 1), pointPixel(x + radius - 1, y));
    if (!found.ok) throw new Error(found.failure.code);
    expect(Math.abs(found.value.diameterPixels - 2 * radius)).toBeLessThan(0.1);
    expect(Math.hypot(found.value.centre[0] - x, found.value.centre[1] - y)).toBeLessThan(0.1);
  });
  it('is none on even ground, nor where the clicks are one', () => {
    const even = { samples: picture(() => 900), columns: SIZE, rows: SIZE, aspect: 1, intensity: null };
    expect(measuredCircle(even, pointPixel(5, 5), pointPixel(25, 25))).toMatchObject({ failure: { code: 'circle/no-rim' } });
    expect(measuredCircle(even, pointPixel(5, 5), pointPixel(5, 5))).toMatchObject({ failure: { code: 'circle/too-small' } });
  });
});
