import { COLLATERALS, type CoronaryTree } from './coronaries.ts';
import type { Vessel } from './vessel.ts';

/** When contrast reaches each place of a vessel, and how strong it is there. */
export interface Flow {
  readonly vessel: Vessel;
  /** Seconds after the injection begins; Infinity where none comes. */
  readonly arrivalS: (atMm: number) => number;
  /** Concentration at its height, 1 is undiluted. */
  readonly strength: number;
  /** Seconds for which it stays before it washes out, and how long that takes. */
  readonly holdS: number;
  readonly clearS: number;
}

const FAST = 170;
const INJECTION_S = 2.2;

/** Concentration of contrast at a place and time, 0 to 1. */
export function concentration(flow: Flow, atMm: number, seconds: number): number {
  const since = seconds - flow.arrivalS(atMm);
  return flow.strength * smooth(since / 0.4) * (1 - smooth((since - flow.holdS) / flow.clearS));
}

const smooth = (t: number): number => (t <= 0 ? 0 : t >= 1 ? 1 : t * t * (3 - 2 * t));

/** Injection into the right artery: it fills to the stump, with the branches before it; at the stump it lingers. */
export function targetFlows(tree: CoronaryTree): readonly Flow[] {
  const arrival = arrivals(tree, 'RCA', 0);
  return tree.vessels.flatMap((vessel): readonly Flow[] => {
    const start = arrival.get(vessel.name);
    if (start === undefined) return [];
    const stump = vessel.occlusion?.fromMm ?? Infinity;
    return [{
      vessel, strength: 1, holdS: INJECTION_S, clearS: vessel.occlusion === null ? 1 : 1.8,
      arrivalS: (at) => (at > stump ? Infinity : start + at / (vessel.occlusion === null ? 0.8 * FAST : FAST)),
    }];
  });
}

/** Injection into the left artery: its tree, then the collaterals, then the right one backwards to the distal cap. */
export function donorFlows(tree: CoronaryTree, ways: readonly Vessel[]): readonly Flow[] {
  const arrival = arrivals(tree, 'LM', 0);
  const left = tree.vessels.flatMap((vessel): readonly Flow[] => {
    const start = arrival.get(vessel.name);
    return start === undefined ? [] : [{
      vessel, strength: 1, holdS: INJECTION_S, clearS: 1.1, arrivalS: (at) => start + at / FAST,
    }];
  });
  const lad = arrival.get('LAD') ?? 0;
  const SLOW = 55;
  const across = ways.map((vessel, n): Flow => {
    const start = lad + (COLLATERALS[n]?.fromMm ?? 0) / FAST + 0.25;
    return { vessel, strength: 0.65, holdS: INJECTION_S + 0.3, clearS: 1.5,
      arrivalS: (at) => start + at / SLOW };
  });
  const rca = tree.vessels.find(({ name }) => name === 'RCA');
  if (rca === undefined) return [...left, ...across];
  const cap = rca.occlusion?.toMm ?? 0;
  const entries = across.map((way, n) => ({
    atMm: COLLATERALS[n]?.toMm ?? 0, seconds: way.arrivalS(way.vessel.course.length),
  }));
  const backwards = (at: number): number => (at < cap ? Infinity
    : Math.min(...entries.map(({ atMm, seconds }) => seconds + Math.abs(at - atMm) / 70)));
  const beyond = tree.origins.filter(({ parent, atMm }) =>
    parent === 'RCA' && atMm > cap).flatMap(({ vessel: name, atMm }): readonly Flow[] => {
    const vessel = tree.vessels.find((candidate) => candidate.name === name);
    return vessel === undefined ? [] : [{
      vessel, strength: 0.55, holdS: INJECTION_S + 0.4, clearS: 1.6,
        arrivalS: (at) => backwards(atMm) + at / 70,
    }];
  });
  return [...left, ...across, { vessel: rca, strength: 0.7, holdS: INJECTION_S + 0.6, clearS: 1.8,
    arrivalS: backwards }, ...beyond];
}

/** When contrast enters each vessel of the tree that hangs on the named one, s. */
function arrivals(tree: CoronaryTree, root: string, at: number): ReadonlyMap<string, number> {
  return new Map([[root, at] as const, ...tree.origins.filter(({ parent }) =>
    parent === root).flatMap(({ vessel, atMm }) => {
    const stump = tree.vessels.find(({ name }) => name === root)?.occlusion?.fromMm ?? Infinity;
    return atMm > stump ? [] : [...arrivals(tree, vessel, at + atMm / FAST)];
  })]);
}
