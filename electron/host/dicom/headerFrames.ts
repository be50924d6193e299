import type { FrameHeader } from '../../../core/dicom/header.ts';
import { dicomTime } from '../../../core/dicom/text.ts';
import { pointLps, vectorLps } from '../../../core/geometry/frame.ts';
import { GROUP_TAGS, TAGS } from './headerTags.ts';
import { part, type HeaderMemory } from './headerMemory.ts';
import type { Values } from './headerValues.ts';

/** Farthest that a scanner can place anything, mm. Beyond it the header is wrong, whatever it says. */
const FARTHEST = 100_000;

/** The number where it is above zero. */
export const positive = (value: number | null | undefined): number | null =>
  value !== null && value !== undefined && value > 0 ? value : null;

/**
 * DICOM gives row spacing first; (x, y) is the other way round. Zero and negative spacings are no spacings.
 */
export const pair = (values: readonly number[] | null): readonly [x: number, y: number] | null => {
  const [y = 0, x = 0] = values ?? [];
  return values?.length === 2 && x > 0 && y > 0 && Number.isFinite(x / y) ? [x, y] : null;
};

function positionOf(values: readonly number[] | null): FrameHeader['position'] {
  if (values?.length !== 3) return null;
  // By index: every slice comes here, and a list that is taken apart is walked by an iterator.
  const x = values[0] ?? Number.NaN;
  const y = values[1] ?? Number.NaN;
  const z = values[2] ?? Number.NaN;
  return Math.max(Math.abs(x), Math.abs(y), Math.abs(z)) < FARTHEST ? pointLps(x, y, z) : null;
}

function orientationOf(values: readonly number[] | null): FrameHeader['orientation'] {
  if (values?.length !== 6 || values.some((value) => Math.abs(value) > 1.01)) return null;
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = values;
  return [vectorLps(a, b, c), vectorLps(d, e, f)];
}

/** The one number of an element; `unreadable` where it holds anything else, null where it is empty. */
function oneNumber(values: Values, tag: number): number | 'unreadable' | null {
  if (!values.has(tag)) return null;
  const numbers = values.numbers(tag);
  if (numbers === null && values.text(tag) === null) return null;
  const [only = null] = numbers ?? [];
  return only === null || numbers?.length !== 1 ? 'unreadable' : only;
}

function rescaleOf(values: Values): FrameHeader['rescale'] {
  const slope = oneNumber(values, TAGS.rescaleSlope);
  const intercept = oneNumber(values, TAGS.rescaleIntercept);
  if (slope === 'unreadable' || intercept === 'unreadable') return 'unreadable';
  return slope === null || intercept === null ? null
    : { slope, intercept, type: values.text(TAGS.rescaleType) };
}

/** The first of these places that states the value. */
type Places = readonly (Values | null)[];
const NO_GROUPS: Places = [];
const stated = <T>(places: Places, read: (values: Values) => T | null): T | null => {
  for (const place of places) {
    const value = place === null ? null : read(place);
    if (value !== null) return value;
  }
  return null;
};

function frameHeader(top: Values, shared: Values | null, own: Values | null): FrameHeader {
  // A frame's own group wins over the shared one, and both over the plain attributes of single-frame images.
  const group = (tag: number): Places => (own === null && shared === null ? NO_GROUPS
    : [own?.item(tag) ?? null, shared?.item(tag) ?? null]);
  const orTop = (tag: number): Places => (own === null && shared === null ? [top] : [...group(tag), top]);
  const measures = orTop(GROUP_TAGS.pixelMeasures);
  const cardiac = orTop(GROUP_TAGS.cardiac);
  const content = group(GROUP_TAGS.frameContent);
  return {
    position: positionOf(stated(orTop(GROUP_TAGS.planePosition), (v) => v.numbers(TAGS.position))),
    orientation: orientationOf(stated(orTop(GROUP_TAGS.planeOrientation), (v) =>
      v.numbers(TAGS.orientation))),
    pixelSpacing: pair(stated(measures, (v) => v.numbers(TAGS.pixelSpacing))),
    sliceThicknessMm: positive(stated(measures, (v) => v.number(TAGS.sliceThickness))),
    rescale: stated(orTop(GROUP_TAGS.valueTransformation), rescaleOf),
    phasePercent: stated(cardiac, (v) => v.real(TAGS.nominalPercent)),
    triggerTimeMs: top.number(TAGS.triggerTime) ?? stated(cardiac, (v) => v.real(TAGS.triggerDelay)),
    temporalPosition: stated(content, (v) => v.unsigned(GROUP_TAGS.temporalIndex))
      ?? top.integer(TAGS.temporalPosition),
    acquisitionNumber: stated(content, (v) => v.unsigned(GROUP_TAGS.frameAcquisitionNumber))
      ?? top.integer(TAGS.acquisitionNumber),
    ...timesOf(top),
  };
}

/** What the slices of a series share of their places. */
const SHARED = part<FrameHeader>([
  TAGS.orientation, TAGS.pixelSpacing, TAGS.sliceThickness, TAGS.rescaleIntercept, TAGS.rescaleSlope,
  TAGS.rescaleType,
  TAGS.nominalPercent, TAGS.triggerDelay, TAGS.temporalPosition, TAGS.acquisitionNumber,
]);

/** When a slice was acquired: many scanners state one time for a whole series. */
const TIMES = part<Pick<FrameHeader, 'acquisitionTime' | 'contentTime'>>([
  TAGS.acquisitionTime, TAGS.contentTime,
]);
const timesOf = (values: Values): Pick<FrameHeader, 'acquisitionTime' | 'contentTime'> => ({
  acquisitionTime: dicomTime(values.text(TAGS.acquisitionTime)),
  contentTime: dicomTime(values.text(TAGS.contentTime)),
});

/** What differs between frames: one entry where nothing can differ, else one per frame. */
export function frameHeaders(values: Values, memory: HeaderMemory, frames: number): readonly FrameHeader[] {
  const shared = values.item(TAGS.sharedGroups);
  const groups = values.items(TAGS.frameGroups);
  if (groups.length > 0) return groups.slice(0, frames).map((own) => frameHeader(values, shared, own));
  if (shared !== null) return [frameHeader(values, shared, null)];
  const kept = memory.kept(SHARED, () => frameHeader(values, null, null));
  const times = memory.kept(TIMES, () => timesOf(values));
  return [{
    position: positionOf(values.numbers(TAGS.position)), orientation: kept.orientation,
    pixelSpacing: kept.pixelSpacing, sliceThicknessMm: kept.sliceThicknessMm, rescale: kept.rescale,
    phasePercent: kept.phasePercent,
    triggerTimeMs: values.number(TAGS.triggerTime) ?? values.real(TAGS.triggerDelay),
    temporalPosition: kept.temporalPosition, acquisitionNumber: kept.acquisitionNumber,
    acquisitionTime: times.acquisitionTime, contentTime: times.contentTime,
  }];
}
