import { describe, expect, it } from 'vitest';
import { pointLps } from '../../../core/geometry/frame.ts';
import { withCapsSet } from '../../../core/lesion/capsSet.ts';
import { lesionMeasures } from '../../../core/lesion/lesionMeasures.ts';
import { measuredFacts } from '../../../core/lesion/measuredFacts.ts';
import { plainFindings, straight } from './plainFindings.ts';

const findings = plainFindings(straight(80), [30, 50]);
const at = (x: number) => pointLps(x, 1, 0);

describe('findings with caps set since', () => {
  it('have them where they are set, on the path, and say nothing of what the picture shows there', () => {
    const moved = withCapsSet(findings, { proximal: at(27.25), distal: null });
    expect(moved.proximalCap).toEqual({ abscissa: 27.25, isSeen: true, shape: null, taper: null });
    expect({ ...moved, proximalCap: findings.proximalCap }).toEqual(findings);
    expect(withCapsSet(findings, { proximal: null, distal: at(61) }).distalCap.abscissa).toBeCloseTo(61, 9);
  });
  it('are the very same where no cap lies elsewhere', () => {
    expect(withCapsSet(findings, { proximal: null, distal: null })).toBe(findings);
    expect(withCapsSet(findings, { proximal: at(30), distal: at(50) })).toBe(findings);
  });
  it('have the length that will be found, and no shape of the stump that was seen elsewhere', () => {
    const measures = lesionMeasures(withCapsSet(findings, { proximal: at(25), distal: at(52) }));
    if (!measures.ok) throw new Error('not measured');
    expect(measures.value.end - measures.value.start).toBeCloseTo(27, 9);
    expect(measures.value.warnings.map(({ code }) => code)).not.toContain('cap/proximal-not-seen');
    expect(measuredFacts(measures.value).facts.stump).toMatchObject({ state: 'unknown', why: 'What is seen at the proximal cap is not measured yet.' });
  });
});
