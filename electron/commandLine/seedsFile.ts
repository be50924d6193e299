import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { UserThreshold } from '../../core/calcium/threshold.ts';
import { PLACE_WORDS, placeOf } from '../../core/centreline/pointsRead.ts';
import type { PointLps } from '../../core/geometry/frame.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { VesselName } from '../../core/tree/segment.ts';
import type { Refused } from './outcome.ts';

/** What an operator says of one vessel. */
export interface Seeds {
  readonly points: readonly PointLps[];
  readonly proximalCap: PointLps;
  readonly distalCap: PointLps;
  readonly threshold: UserThreshold;
  /** Null where the file does not say. */
  readonly vessel: VesselName | null;
  /** Taken instead of tracing: the course of the vessel, or its segmentation. Null where it is to be traced. */
  readonly instead: Instead | null;
}

/** What is taken instead of tracing. */
export type Instead =
  | { readonly is: 'centreline'; readonly line: readonly PointLps[] }
  /** A DICOM SEG; the path is as seen from the file of seeds. */
  | { readonly is: 'segmentation'; readonly path: string; readonly segment: number | null };

/** Seeds are a few lines of JSON; a larger file is something else. */
const GREATEST_BYTES = 1024 * 1024;
const VESSELS: readonly VesselName[] = ['LM', 'LAD', 'LCx', 'RCA'];
/** Thresholds that a CT can mean, HU. */
const LEAST_HU = 100;
const MOST_HU = 3000;

const refusal = (code: string, message: string): Result<never, Refused> => err({ code, message });

/** The seeds in a JSON file, or what is wrong with them. */
export function seedsIn(path: string): Result<Seeds, Refused> {
  const text = textOf(path);
  if (!text.ok) return text;
  const name = basename(path);
  let value: unknown;
  try {
    value = JSON.parse(text.value);
  } catch (fault) {
    const what = (fault instanceof Error ? fault.message : String(fault)).replace(/\s+/g, ' ');
    return refusal('seeds/not-json', `${name} is not JSON (${what}). Correct it there; JSON has no NaN.`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refusal('seeds/not-an-object', `${name} must hold one object with points, proximalCap and distalCap.`);
  return seedsOf(new Map(Object.entries(value)), dirname(path));
}

function seedsOf(given: ReadonlyMap<string, unknown>, folder: string): Result<Seeds, Refused> {
  const list = given.get('points');
  if (!Array.isArray(list))
    return refusal('seeds/no-points', 'points is missing: give at least two places [x, y, z] in mm, proximal to distal.');
  const points: PointLps[] = [];
  for (const [n, one] of list.entries()) {
    const place = placeOf(one);
    if (place === null)
      return refusal('seeds/not-a-place', `Point ${n + 1} is no place: it needs ${PLACE_WORDS}.`);
    points.push(place);
  }
  if (points.length < 2)
    return refusal('seeds/too-few-points',
      `A centreline needs at least two points, and there ${points.length === 1 ? 'is one' : 'are none'}. Set one before the occlusion and one beyond it.`);
  const [proximalCap, distalCap] = [placeOf(given.get('proximalCap')), placeOf(given.get('distalCap'))];
  if (proximalCap === null || distalCap === null)
    return refusal('seeds/no-cap',
      `${proximalCap === null ? 'proximalCap' : 'distalCap'} is missing or no place: give ${PLACE_WORDS}.`);
  const [openHu, occlusionHu] = [thresholdOf(given.get('openHu')), thresholdOf(given.get('occlusionHu'))];
  if (openHu === undefined || occlusionHu === undefined)
    return refusal('seeds/not-a-threshold',
      `${openHu === undefined ? 'openHu' : 'occlusionHu'} must be a number from ${LEAST_HU} to ${MOST_HU} HU, or be left out.`);
  const named = given.get('vessel') ?? null;
  const vessel = VESSELS.find((name) => name === named) ?? null;
  if (named !== null && vessel === null)
    return refusal('seeds/not-a-vessel', `vessel must be one of ${VESSELS.join(', ')}, or be left out.`);
  const instead = insteadOf(given, folder);
  return instead.ok ? ok({ points, proximalCap, distalCap, threshold: { openHu, occlusionHu }, vessel, instead: instead.value }) : instead;
}

/** The centreline or segmentation of a file that names one. */
function insteadOf(given: ReadonlyMap<string, unknown>, folder: string): Result<Instead | null, Refused> {
  const [line = null, path = null, segment = null] = ['centreline', 'segmentation', 'segment'].map((name) => given.get(name));
  if (line !== null && path !== null)
    return refusal('seeds/two-sources', 'centreline and segmentation are two ways to say where the vessel runs: give one of them.');
  if (line !== null) {
    const places = Array.isArray(line) ? line.map(placeOf) : [];
    const known = places.filter((place) => place !== null);
    if (known.length < 2)
      return refusal('seeds/not-a-centreline', 'centreline must be a list of at least two places [x, y, z] in mm, proximal to distal.');
    if (known.length < places.length)
      return refusal('seeds/not-a-centreline', `Point ${places.indexOf(null) + 1} of the centreline is no place: it needs ${PLACE_WORDS}.`);
    return ok({ is: 'centreline', line: known });
  }
  if (path === null) return ok(null);
  if (typeof path !== 'string' || path === '')
    return refusal('seeds/not-a-segmentation', 'segmentation must be the path of a DICOM SEG file, or be left out.');
  if (segment !== null && !(typeof segment === 'number' && Number.isInteger(segment) && segment > 0))
    return refusal('seeds/not-a-segment', 'segment must be the number of a segment, from 1, or be left out.');
  return ok({ is: 'segmentation', path: resolve(folder, path), segment: segment === null ? null : Number(segment) });
}

/** Null where none is given, undefined where it is none. */
function thresholdOf(value: unknown): number | null | undefined {
  if (value === undefined || value === null) return null;
  return typeof value === 'number' && value >= LEAST_HU && value <= MOST_HU ? value : undefined;
}

function textOf(path: string): Result<string, Refused> {
  const name = basename(path);
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined)
      return refusal('seeds/not-found', `There is no file ${JSON.stringify(path)}. Check the path after --seeds.`);
    if (!found.isFile())
      return refusal('seeds/not-a-file', `${name} is no file. Name one JSON file of seeds.`);
    if (found.size > GREATEST_BYTES)
      return refusal('seeds/too-large', `${name} is larger than 1 MiB: that is no file of seeds.`);
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path)));
  } catch (fault) {
    return fault instanceof TypeError
      ? refusal('seeds/not-text', `${name} is no UTF-8 text. Save it as JSON in UTF-8.`)
      : refusal('seeds/not-readable', `${name} cannot be read. Check its permissions.`);
  }
}
