import type { EntryId, OperatorId, VesselId } from '../../../core/contract/ids.ts';
import type { FactPath, FactValue } from '../../../core/lesion/caseFacts.ts';
import type { Entry, EntryContent, FactEntry } from '../../../core/lesion/entry.ts';
import { measured, unknown } from '../../../core/lesion/fact.ts';
import type { MeasuredFacts } from '../../../core/lesion/measuredFacts.ts';

/** Vessels of a made-up case. */
export const RCA = 'ves_00000000000000rc' as VesselId;
export const LAD = 'ves_00000000000000ld' as VesselId;
const TINA = { id: 'opr_000000000000tina' as OperatorId, name: 'Dr. Test, Tina' };

/** An entry as the host keeps it; `at` orders them. */
export const entry = <Content extends EntryContent>(
  content: Content, vessel: VesselId | null = null, at = '2026-11-12T19:31:00.000Z',
): Entry<Content> => ({
  id: `ent_${at.replace(/\D/g, '').slice(1)}` as EntryId, vessel, content, revision: 1,
  author: TINA, createdAt: at, changedBy: TINA, changedAt: at,
});

/** A stated fact. */
export const said = <P extends FactPath>(
  path: P, value: FactValue<P> | null, more: Partial<FactEntry> = {},
): FactEntry => ({ kind: 'fact', path, value, source: 'stated', by: null, range: null, note: null, ...more });

/** What an engine found of an occlusion of 31.4 mm with a full moon. */
export const MEASURED: MeasuredFacts = {
  facts: {
    'occlusionLengthMm.ct': measured(31.42, 'calcium/1'),
    'ctCalcium.maxArcDeg': measured(357.3, 'calcium/1'),
    'ctCalcium.maxCsaPercent': measured(99.6, 'calcium/1'),
    'ctCalcium.freeWindowsMm': measured([[21.8, 24.3], [28.7, 31.4]], 'calcium/1'),
    stump: measured('blunt', 'calcium/1'),
    inStent: unknown('No metal is seen.'),
  },
  ranges: { 'occlusionLengthMm.ct': [29.92, 32.92], 'ctCalcium.maxCsaPercent': [91.2, 100], 'ctCalcium.maxArcDeg': [356, 360] },
  places: { 'ctCalcium.maxCsaPercent': 14, 'ctCalcium.maxArcDeg': 14 },
  origins: {},
  reviews: {},
};
