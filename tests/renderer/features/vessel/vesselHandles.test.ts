import { describe, expect, it } from 'vitest';
import { pointLps, vectorLps } from '../../../../core/geometry/frame.ts';
import { withCapsSet } from '../../../../core/lesion/capsSet.ts';
import { lesionMeasures, NO_ZONES, type LaidOver } from '../../../../core/lesion/lesionMeasures.ts';
import { vesselWork } from '../../../../core/lesion/vesselWork.ts';
import { deg, mm } from '../../../../core/units.ts';
import { branchHandles, capHandles, movedHandle, ontoPath, zoneHandles } from '../../../../renderer/features/vessel/vesselHandles.ts';
import { openProposals } from '../../../../renderer/features/vessel/useVesselHandles.ts';
import { kept, lineThrough, plainFindings, straight, vessel } from '../../../core/lesion/plainFindings.ts';

const findings = plainFindings(straight(80), [30, 50]);
const at = (x: number) => pointLps(x, 0, 0);
const caps = (proximal: number | null, distal: number | null, of = findings) => {
  const entries = kept([
    ...(proximal === null ? [] : [{ kind: 'cap', which: 'proximal', at: at(proximal) } as const]),
    ...(distal === null ? [] : [{ kind: 'cap', which: 'distal', at: at(distal) } as const]),
  ]);
  return capHandles(of, entries, vesselWork(entries, vessel).caps);
};
const zones = (laid: LaidOver = {}, of = findings) => {
  const measures = lesionMeasures(of, laid);
  if (!measures.ok) throw new Error('not measured');
  return zoneHandles(measures.value);
};
const chosen = (stretch: readonly [number, number]) => [mm(stretch[0]), mm(stretch[1])] as const;

describe('caps', () => {
  it('are proposed until somebody sets one, with what was seen', () => {
    expect(caps(null, null).map(({ id, at: place, value, state, why }) => [id, place, value, state, why])).toEqual([
      ['proximal', 30, 'blunt', 'proposed', 'Proposed by the program: contrast ends there, blunt.'],
      ['distal', 50, 'blunt', 'proposed', 'Proposed by the program: contrast resumes there, blunt.'],
    ]);
  });

  it('are confirmed where they are set at what was proposed, edited elsewhere; the proposal stays beside', () => {
    const [proximal, distal] = caps(30.2, 46);
    expect([proximal?.state, distal?.state, distal?.at]).toEqual(['confirmed', 'edited', 46]);
    expect(distal?.why).toBe('Set 4.0 mm before what the program proposed: contrast resumes there, blunt.');
    expect(proximal?.why).toMatch(/^Confirmed where the program proposed it/);
  });

  it('say nothing of what the picture shows where they are set and not measured yet', () => {
    const [proximal] = caps(27, null, withCapsSet(findings, { proximal: at(27), distal: null }));
    expect(proximal).toMatchObject({ at: 27, value: '', why: 'Set 3.0 mm before what the program proposed: contrast ends there, blunt.' });
    expect(caps(27, null, { ...withCapsSet(findings, { proximal: at(27), distal: null }), proposedCaps: null })[0]?.why)
      .toBe('Set by the operator: what the picture shows there is not measured yet.');
  });

  it('are confirmed within a quarter of a millimetre, no farther', () => {
    expect([30.25, 30.26].map((x) => caps(x, null)[0]?.state)).toEqual(['confirmed', 'edited']);
  });

  it('are edited where the program proposes none', () => {
    expect(caps(31, null, { ...findings, proposedCaps: null })[0]).toMatchObject({ state: 'edited', why: 'Set by the operator: contrast ends there, blunt.' });
  });

  it('say where nothing is seen', () => {
    const unseen = { ...findings, proximalCap: { abscissa: mm(30), isSeen: false, shape: null, taper: null } };
    expect(caps(null, null, unseen)[0]).toMatchObject({ value: 'end of contrast not seen' });
  });
});

describe('zones', () => {
  it('are proposed beside the occlusion: references at its ends, the landing zone beyond', () => {
    expect(zones().map(({ id, state }) => [id, state])).toEqual([['proximal-reference', 'proposed'], ['distal-reference', 'proposed'], ['landing', 'proposed']]);
    const [proximal, distal, landing] = zones().map(({ stretch }) => stretch ?? [NaN, NaN]);
    expect([(proximal?.[1] ?? 99) <= 30, (distal?.[0] ?? 0) >= 50, landing?.[1]]).toEqual([true, true, 70]);
  });

  it('are confirmed where the operator chose what was proposed, edited elsewhere', () => {
    const own = zones()[0]?.stretch ?? [mm(0), mm(0)];
    expect(zones({ zones: { ...NO_ZONES, proximalReference: own } })[0]?.state).toBe('confirmed');
    const moved = zones({ zones: { ...NO_ZONES, proximalReference: chosen([10, 15]) } })[0];
    expect([moved?.state, moved?.stretch, moved?.proposed]).toEqual(['edited', [10, 15], own]);
    expect(moved?.why).toContain('the program proposed');
  });

  it('say why there is none', () => {
    const closed = plainFindings(straight(52), [30, 50]);
    expect(zones({}, closed).at(-1)).toMatchObject({ stretch: null, value: 'none', state: 'proposed', why: 'Only 1.5 mm of open lumen were traced beyond the distal cap; at least 5 mm are needed.' });
  });
});

describe('side branches', () => {
  it('are found, or entered by an operator', () => {
    const branch = { ostium: at(10), abscissa: mm(10), diameter: mm(1.8), angle: deg(54), isAdded: false };
    expect(branchHandles([branch, { ...branch, isAdded: true, diameter: null }]).map(({ id, value, state }) => [id, value, state])).toEqual([
      ['branch 0', '1.8 mm', 'proposed'], ['branch 1', 'width not known', 'edited'],
    ]);
    expect(branchHandles(null)).toEqual([]);
  });
  it('are confirmed where they are as found, and say why they are proposed and what is missing', () => {
    const found = { ostium: at(10), abscissa: mm(10), diameter: mm(1.8), angle: deg(54), direction: vectorLps(0, 1, 0), course: [] };
    const branch = { ostium: at(10), abscissa: mm(10), diameter: mm(1.8), angle: deg(54), isAdded: true };
    const handles = branchHandles([branch, { ...branch, diameter: mm(2) }, { ...branch, ostium: at(11) }, { ...branch, diameter: null, angle: null }], [found]);
    expect(handles.map(({ state }) => state)).toEqual(['confirmed', 'edited', 'edited', 'edited']);
    expect([handles[0]?.why, handles[3]?.why]).toEqual([
      'Confirmed as the program found it: contrast leaves the lumen here at 54°.',
      'Entered by the operator. Say how wide it is: whether it is a side branch at a cap hangs on it.',
    ]);
  });
});

describe('on a newer path', () => {
  it('everything lies at the place of the patient where it lay', () => {
    // The same vessel, begun 10 mm later.
    const later = lineThrough([at(10), at(80)]);
    const onto = ontoPath(findings, later);
    expect([onto(mm(30)), onto(mm(50))].map((place) => Math.round(place * 100) / 100)).toEqual([20, 40]);
    const [proximal] = caps(null, null);
    const [reference] = zones();
    if (proximal === undefined || reference?.stretch == null) throw new Error('no handles');
    expect(movedHandle(proximal, onto).at).toBeCloseTo(20, 6);
    expect(movedHandle(reference, onto).stretch?.[0]).toBeCloseTo(reference.stretch[0] - 10, 6);
  });

  it('nothing moves on the path that it was found on', () => {
    expect([ontoPath(findings, findings.centreline)(mm(33.3)), ontoPath(findings, null)(mm(33.3))]).toEqual([33.3, 33.3]);
  });
});

it('are confirmed in order: caps, references, landing zone, without what is not there', () => {
  const handles = { caps: caps(30, null), zones: zones(), branches: [], zero: mm(30), lesion: null };
  expect(openProposals(handles).map(({ id }) => id)).toEqual(['distal', 'proximal-reference', 'distal-reference', 'landing']);
});
