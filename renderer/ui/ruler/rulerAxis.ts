import { scaleLinear } from 'd3-scale';
import type { Stretch } from '../../../core/geometry/stretch.ts';
import { type Mm, mm } from '../../../core/units.ts';

/** The one axis of the ruler: abscissae along it, CSS pixels across its canvas. */
export interface RulerAxis {
  readonly domain: Stretch;
  readonly left: number;
  readonly width: number;
  readonly x: (at: number) => number;
  /** The abscissa under a pixel, within the domain. */
  readonly at: (x: number) => Mm;
}

/** The axis of a stretch over a width from `left` on. */
export function rulerAxis(domain: Stretch, left: number, width: number): RulerAxis {
  const scale = scaleLinear([...domain], [left, left + width]);
  return {
    domain, left, width, x: (at) => scale(at),
    at: (x) => mm(Math.min(domain[1], Math.max(domain[0], scale.invert(x)))),
  };
}

/** What is shown beside the lesion, mm. */
const MARGIN = 10;

/** The stretch that shows a lesion and what is beside it; the whole vessel where there is no lesion. */
export const lesionDomain = (lesion: Stretch | null, length: Mm): Stretch =>
  (lesion === null ? [mm(0), length] : [mm(Math.max(0, lesion[0] - MARGIN)), mm(Math.min(length, lesion[1] + MARGIN))]);

/** The stretch moved as little as is needed to show a place of the vessel. */
export function domainHolding([from, to]: Stretch, at: Mm, length: Mm): Stretch {
  const by = at < from ? at - from : at > to ? at - to : 0;
  const kept = Math.min(length - to, Math.max(0 - from, by));
  return by === 0 ? [from, to] : [mm(from + kept), mm(to + kept)];
}

/** A place on the axis that is marked, with its words. */
export interface RulerTick { readonly at: Mm; readonly words: string }

/** Narrowest that two marks stand, CSS pixels. */
const APART = 44;

/** The marks of the axis, in mm from `zero`; the last one says the unit. */
export function rulerTicks({ domain: [from, to], x }: RulerAxis, zero: Mm): readonly RulerTick[] {
  const most = Math.max(2, Math.floor(Math.abs(x(to) - x(from)) / APART));
  const places = scaleLinear([from - zero, to - zero], [0, 1]).ticks(Math.min(most, 12));
  return places.map((place, n) => ({ at: mm(place + zero), words: `${placeWords(place)}${n === places.length - 1 ? ' mm' : ''}` }));
}

/** A place in mm from the proximal cap, with a true minus. */
export const placeWords = (place: number, digits = 0): string => {
  const rounded = place.toFixed(digits);
  return Number(rounded) < 0 ? `−${rounded.slice(1)}` : Number(rounded) === 0 ? (0).toFixed(digits) : rounded;
};
