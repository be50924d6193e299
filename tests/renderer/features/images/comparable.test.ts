import { expect, it } from 'vitest';
import type { SeriesView } from '../../../../core/contract/schemas.ts';
import { comparableWith } from '../../../../renderer/features/images/comparable.ts';
import { ctSeries } from '../../../contract/fixtures/values.ts';

const series = (name: string, part: Partial<SeriesView>): SeriesView => ({
  ...ctSeries, id: `ser_${name.padStart(16, '0')}` as SeriesView['id'], studyUid: '1', measurable: 'yes', phasePercent: 75, kernel: 'Bv40', ...part,
});
const shown = series('0', {});
const names = (all: readonly SeriesView[]): readonly string[] => comparableWith([shown, ...all], shown).map(({ id }) => id.slice(-1));

it('offers other kernels and phases of the same study, the nearest first', () => {
  expect(names([
    series('1', { phasePercent: 40 }), series('2', { kernel: 'Bv56' }), series('3', { phasePercent: 70 }),
  ])).toEqual(['2', '3', '1']);
});
it('offers nothing of another study, no run, nothing set aside, nothing that is no volume', () => {
  expect(names([
    series('1', { studyUid: '2' }), series('2', { kind: 'xa-run' }), series('3', { setAside: 'a scout' }), series('4', { measurable: 'no' }),
  ])).toEqual([]);
});
it('offers nothing beside what is no volume itself', () => {
  expect(comparableWith([shown], series('9', { kind: 'xa-run' }))).toEqual([]);
});
