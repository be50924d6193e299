import { describe, expect, it } from 'vitest';
import { caseIdSchema, vesselIdSchema } from '../../../../core/contract/ids.ts';
import type { Entry } from '../../../../core/lesion/entry.ts';
import { toldStanding } from '../../../../renderer/features/frame/toldStanding.ts';
import type { CaseStanding } from '../../../../renderer/state/caseStanding.ts';

const [rca, lad] = [vesselIdSchema.parse('ves_0000000000000001'), vesselIdSchema.parse('ves_0000000000000002')];
const [entries, edited]: readonly (readonly Entry[])[] = [[], []];
const standing = (of: Partial<CaseStanding>): CaseStanding => ({
  caseId: caseIdSchema.parse('cas_0000000000000001'), vessel: rca, target: 'Middle RCA', of: entries ?? null, marks: { vessel: 'confirmed', calcium: 'unknown', lesion: 'unknown' }, ...of,
});
const measured = standing({ target: 'Middle RCA, CTO 31.4 mm', marks: { vessel: 'confirmed', calcium: 'proposed', lesion: 'confirmed' } });
const UNKNOWN = { vessel: 'confirmed', calcium: 'unknown', lesion: 'unknown' };

describe('what banner and rail are told', () => {
  it.each(['nothing', 'measuring'] as const)('stays while of the same work on the same vessel less is known: %s', (state) => {
    const told = toldStanding(measured, standing({}), { state });
    expect(told).toEqual(measured);
    expect(toldStanding(told, standing({}), { state })).toEqual(measured);
  });

  it.each(['nothing', 'measuring', 'fresh', 'stale', 'failed'] as const)('is of the vessel that is worked on, never of another: %s', (state) => {
    expect(toldStanding(measured, standing({ vessel: lad, target: 'Proximal LAD' }), { state })).toMatchObject({ vessel: lad, target: 'Proximal LAD', marks: UNKNOWN });
  });

  // A refusal is a fresh answer without figures.
  it.each(['failed', 'fresh'] as const)('keeps no length of a vessel that cannot be measured as it is: %s', (state) => {
    expect(toldStanding(measured, standing({}), { state })).toMatchObject({ target: 'Middle RCA', marks: UNKNOWN });
  });

  it('keeps no length of work that was changed since, however it is come by', () => {
    const stale = toldStanding(measured, standing({ target: 'Middle RCA, CTO 31.4 mm', of: edited ?? null }), { state: 'stale' });
    expect(stale.target).toBe('Middle RCA, CTO 31.4 mm');
    for (const state of ['nothing', 'measuring', 'failed'] as const) {
      for (const before of [stale, measured]) expect(toldStanding(before, standing({ of: edited ?? null }), { state }).target).toBe('Middle RCA');
    }
  });
});
