import { describe, expect, it } from 'vitest';
import type { FoundThen } from '../../../../core/calcium/review.ts';
import { seriesIdSchema } from '../../../../core/contract/ids.ts';
import type { RunState } from '../../../../core/contract/runs.ts';
import type { SeriesView } from '../../../../core/contract/schemas.ts';
import type { EntryContent } from '../../../../core/lesion/entry.ts';
import { knownFacts, scorableFacts } from '../../../../core/lesion/knownFacts.ts';
import { lesionMeasures } from '../../../../core/lesion/lesionMeasures.ts';
import { sectionsToReview } from '../../../../core/lesion/sectionsToReview.ts';
import { pointUv } from '../../../../core/geometry/plane.ts';
import { pointLps } from '../../../../core/geometry/frame.ts';
import { scoreCard } from '../../../../core/scores/scoreCard.ts';
import { deg, mm, mm2 } from '../../../../core/units.ts';
import { stationMarks, targetWords, type MarkSources } from '../../../../renderer/features/frame/stationMarks.ts';
import { entry, MEASURED, RCA, said } from '../../../core/lesion/lesionEntries.ts';
import { calcified, plainFindings, straight } from '../../../core/lesion/plainFindings.ts';

const vessel = plainFindings(straight(70), [20, 40], (at) => (at >= 25 && at <= 32 ? calcified(120, 30) : {}));
const measures = (read: readonly number[] = [], found: FoundThen | null = null) => {
  const all = lesionMeasures(vessel, { reviews: read.map((abscissa) => ({ abscissa: mm(abscissa), centre: pointUv(0, 0), arcs: null, areas: null, isFullMoon: false, found, by: 'Dr', at: '2026' })) });
  return all.ok ? all.value : null;
};
const series = seriesIdSchema.parse('ser_0123456789abcdef');
const path: EntryContent & { kind: 'path' } = { kind: 'path', series, frameOfReferenceUid: null, points: [], target: 'RCA', segment: '2' };
const cap = (which: 'proximal' | 'distal') => entry({ kind: 'cap', which, at: pointLps(0, 0, 0) } as const, RCA);
const run = (calibration: unknown): RunState => ({ series, role: null, calibration }) as RunState;
const nothing = knownFacts({ measured: null, entries: [], vessel: null, header: {}, ivus: {} });
const MEASURED_NOW = { failure: null, refusal: null };
const sources = (more: Partial<MarkSources> = {}): MarkSources => ({
  caseView: { selected: null, series: [] }, vessel: { path: null, entries: [], measures: null, failure: null, refusal: null }, runs: [], known: nothing, scores: scoreCard({}).scores, ...more,
});
const mark = (station: 'images' | 'vessel' | 'calcium' | 'angiogram' | 'lesion', more: Partial<MarkSources>) => stationMarks(sources(more))[station];

describe('the mark of a station', () => {
  it('says of a case that was only opened what is not known', () => {
    expect(stationMarks(sources())).toEqual({ worklist: 'confirmed', images: 'proposed', vessel: 'unknown', calcium: 'unknown', lesion: 'unknown' });
  });
  it('of the images is confirmed once somebody chose a series', () => {
    expect(mark('images', { caseView: { selected: series, series: [] } })).toBe('confirmed');
  });
  it('of the vessel is proposed until both caps are where somebody put them', () => {
    const traced = (...entries: readonly ReturnType<typeof cap>[]) => mark('vessel', { vessel: { path: entry(path, RCA), entries, measures: null, ...MEASURED_NOW } });
    expect([traced(), traced(cap('proximal')), traced(cap('proximal'), cap('proximal')), traced(cap('proximal'), cap('distal'))])
      .toEqual(['proposed', 'proposed', 'proposed', 'confirmed']);
    const refusal = { code: 'measure/caps-in-wrong-order', message: '' };
    expect(mark('vessel', { vessel: { path: entry(path, RCA), entries: [cap('proximal'), cap('distal')], measures: null, failure: null, refusal } })).toBe('unknown');
  });
  it('of the calcium is confirmed once every section on which a figure hangs was read', () => {
    const read = (at: readonly number[]) => mark('calcium', { vessel: { path: entry(path, RCA), entries: [], measures: measures(at), ...MEASURED_NOW } });
    const all = measures();
    const places = all === null ? [] : sectionsToReview(all).map(({ abscissa }) => Number(abscissa));
    expect(places.length).toBeGreaterThan(2);
    expect([read([]), read(places.slice(1)), read(places)]).toEqual(['proposed', 'proposed', 'confirmed']);
  });
  it('of the calcium is proposed again once another arc is found where sections were read', () => {
    const all = measures();
    const places = all === null ? [] : sectionsToReview(all).map(({ abscissa }) => Number(abscissa));
    const found: FoundThen = { arc: deg(120), share: 44, vesselArea: mm2(12) };
    expect(mark('calcium', { vessel: { path: entry(path, RCA), entries: [], measures: measures(places, found), ...MEASURED_NOW } })).toBe('proposed');
  });
  it('of the angiogram is unknown until a run is calibrated, and none without runs', () => {
    const runs = [{ kind: 'xa-run', setAside: null } as SeriesView];
    const with_ = (...notes: readonly RunState[]) => mark('angiogram', { caseView: { selected: null, series: runs }, runs: notes });
    expect([with_(), with_(run(null)), with_(run(null), run({})), mark('angiogram', {})]).toEqual(['unknown', 'unknown', 'confirmed', undefined]);
  });
  it('of the lesion is unknown while a score is open, proposed while one rests on what nobody confirmed', () => {
    const of = (isConfirmed: boolean, isOpen: boolean) => {
      const known = knownFacts({
        measured: MEASURED, vessel: RCA, header: {}, ivus: {},
        entries: [entry(said('angioCalcium', 'severe'), RCA), entry(said('bendInOcclusionDeg.ct', 38), RCA), ...(isOpen ? [] : [entry(said('priorFailedAttempt', false), RCA)]),
          ...(isConfirmed ? [entry(said('stump', 'blunt', { source: 'confirmed' }), RCA), entry(said('occlusionLengthMm.ct', 31.42, { source: 'confirmed' }), RCA)] : [])],
      });
      return mark('lesion', { known, scores: scoreCard(scorableFacts(known, {})).scores.filter(({ id }) => id === 'j-cto') });
    };
    expect([of(true, true), of(false, false), of(true, false)]).toEqual(['unknown', 'proposed', 'confirmed']);
  });
});

describe('the target in the banner', () => {
  const words = (target: typeof path.target, segment: string | null, isMeasured: boolean) => targetWords({ path: entry({ ...path, target, segment }, RCA) },
    isMeasured ? knownFacts({ measured: MEASURED, entries: [], vessel: RCA, header: {}, ivus: {} }) : nothing);
  it('is the segment with the length of the occlusion, as far as they are known', () => {
    expect([words('RCA', '2', true), words('RCA', null, true), words('LM', null, false), words(null, null, true), targetWords({ path: null }, nothing)])
      .toEqual(['Middle RCA, CTO 31.4 mm', 'RCA, CTO 31.4 mm', 'Left main', 'Vessel not named, CTO 31.4 mm', null]);
  });
});
