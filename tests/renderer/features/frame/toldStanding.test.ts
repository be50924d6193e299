import { describe, expect, it } from 'vitest';
import { caseIdSchema, vesselIdSchema } from '../../../../core/contract/ids.ts';
import { pointLps } from '../../../../core/geometry/frame.ts';
import { toldStanding } from '../../../../renderer/features/frame/toldStanding.ts';
import type { CaseStanding } from '../../../../renderer/state/caseStanding.ts';
import { entry } from '../../../core/lesion/lesionEntries.ts';

const [rca, lad] = [vesselIdSchema.parse('ves_0000000000000001'), vesselIdSchema.parse('ves_0000000000000002')];
const cap = (which: 'proximal' | 'distal') => entry({ kind: 'cap', which, at: pointLps(0, 0, 0) } as const, rca);
const entries = [cap('proximal'), cap('distal')];
const edited = [...entries.slice(1), cap('proximal')];
const standing = (of: Partial<CaseStanding>): CaseStanding => ({
  caseId: caseIdSchema.parse('cas_0000000000000001'), vessel: rca, target: 'Middle RCA', of: entries, marks: { vessel: 'confirmed', calcium: 'unknown', lesion: 'unknown' }, ...of,
});
const measured = standing({ target: 'Middle RCA, CTO 31.4 mm', marks: { vessel: 'confirmed', calcium: 'proposed', lesion: 'confirmed' } });
const UNKNOWN = { vessel: 'confirmed', calcium: 'unknown', lesion: 'unknown' };

describe('what banner and rail are told', () => {
  it.each(['nothing', 'measuring'] as const)('stays while of the same work on the same vessel less is known: %s', (state) => {
    const told = toldStanding(measured, standing({}), { state });
    expect(told).toEqual(measured);
    expect(toldStanding(told, standing({}), { state })).toEqual(measured);
  });

  it('stays where a station that does not measure hears the same entries in a list of its own', () => {
    const heard = toldStanding(measured, standing({ of: [...entries] }), { state: 'nothing' });
    expect(heard).toEqual({ ...measured, of: entries });
    expect(toldStanding(heard, standing({ of: entries.slice(1) }), { state: 'nothing' })).toMatchObject({ target: 'Middle RCA', marks: UNKNOWN });
  });

  it.each(['nothing', 'measuring', 'fresh', 'stale', 'failed'] as const)('is of the vessel that is worked on, never of another: %s', (state) => {
    expect(toldStanding(measured, standing({ vessel: lad, target: 'Proximal LAD' }), { state })).toMatchObject({ vessel: lad, target: 'Proximal LAD', marks: UNKNOWN });
  });

  // A refusal is a fresh answer without figures.
  it.each(['failed', 'fresh'] as const)('keeps no length of a vessel that cannot be measured as it is: %s', (state) => {
    expect(toldStanding(measured, standing({}), { state })).toMatchObject({ target: 'Middle RCA', marks: UNKNOWN });
  });

  it('keeps no length of work that was changed since, however it is come by', () => {
    const stale = toldStanding(measured, standing({ target: 'Middle RCA, CTO 31.4 mm', of: edited }), { state: 'stale' });
    expect(stale.target).toBe('Middle RCA, CTO 31.4 mm');
    for (const state of ['nothing', 'measuring', 'failed'] as const) {
      for (const before of [stale, measured]) expect(toldStanding(before, standing({ of: edited }), { state }).target).toBe('Middle RCA');
    }
  });
});
