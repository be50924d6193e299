import { describe, expect, it } from 'vitest';
import { segmentProposal, type VesselName } from '../../../core/tree/segment.ts';
import { mm } from '../../../core/units.ts';

const proposed = (vessel: VesselName | null, fromAorta: number | null, leftMain: number | null = null) =>
  segmentProposal({ vessel, fromAorta: fromAorta === null ? null : mm(fromAorta), leftMain: leftMain === null ? null : mm(leftMain) });
const codes = (...given: Parameters<typeof proposed>): unknown => proposed(...given).segments.map(({ syntax }) => syntax);

describe('the segment where a lesion begins', () => {
  it.each([
    [10, ['1']], [24.9, ['1']], [30, ['1', '2']], [45, ['2', '1']], [55, ['2']], [80, ['2', '3']], [105, ['3']], [170, ['4']],
  ])('of the right coronary at %d mm is %j', (at, expected) => expect(codes('RCA', at)).toEqual(expected));
  it('of the LAD counts from the end of the left main', () => {
    expect(codes('LAD', 20, 12)).toEqual(['6']);
    expect(codes('LAD', 50, 12)).toEqual(['7']);
    expect(codes('LAD', 110, 12)).toEqual(['8']);
  });
  it('is left open as far as the left main is not known', () => {
    expect(codes('LAD', 50)).toEqual(['7', '6', '8']);
    expect(proposed('LAD', 50).because).toContain('unknown part');
  });
  it('of the left main needs no distance', () => expect(codes('LM', null)).toEqual(['5']));
  it.each([[null, 40, 'Nobody'], ['RCA', null, 'does not begin in the aorta']] as const)(
    'is not proposed for %s at %s', (vessel, at, why) => {
      const { segments, because } = proposed(vessel, at);
      expect([segments, because.includes(why)]).toEqual([[], true]);
    });
  it('says what it was judged on', () => {
    expect(proposed('RCA', 30).because).toBe('Judged on the distance alone: RCA, 30 mm from the aorta.');
    expect(proposed('LCx', 30, 11).because).toContain('11 mm are left main');
  });
});
