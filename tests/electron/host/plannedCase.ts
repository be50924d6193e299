import type { Input } from '../../../core/contract/contract.ts';
import { entryIdSchema, type CaseId, type SeriesId } from '../../../core/contract/ids.ts';
import { pointLps } from '../../../core/geometry/frame.ts';
import type { RunningHost } from '../../../electron/host/runningHost.ts';
import { contentOf, evidenceOf, RCA } from './store/planFixture.ts';

/** Traces the artery that plans of the tests are for. */
export const traced = (running: RunningHost, caseId: CaseId, series: SeriesId) => running.host['entries.change']({
  caseId, words: 'trace', remove: [],
  put: [{
    id: entryIdSchema.parse('ent_0123456789abcdef'), vessel: RCA, revision: 0,
    content: { kind: 'path', series, frameOfReferenceUid: null, points: [pointLps(1, 2, 3)], target: null, segment: null },
  }],
});
/** The first draft of its plan. */
export const edit = (caseId: CaseId, notes: string, more: Partial<Input<'plans.edit'>> = {}): Input<'plans.edit'> =>
  ({ caseId, vessel: RCA, revision: 0, words: 'edit', content: contentOf(notes), ...more });
/** Its signature. */
export const signing = (plan: Input<'plans.sign'>['plan'], series: SeriesId, more: Partial<Input<'plans.sign'>> = {}): Input<'plans.sign'> =>
  ({ plan, revision: 1, evidence: evidenceOf(RCA), series: [series], ...more });
