import { entryIdSchema, vesselIdSchema, type CaseId, type OperatorId, type SeriesId, type VesselId } from '../../../../core/contract/ids.ts';
import type { PlanView } from '../../../../core/contract/plans.ts';
import { pointLps } from '../../../../core/geometry/frame.ts';
import type { Outcome } from '../../../../core/plan/outcome.ts';
import type { PlanContent } from '../../../../core/plan/plan.ts';
import type { PlanEvidence } from '../../../../core/plan/sealedPlan.ts';
import { STANDARD_PARAMETERS } from '../../../../core/strategy/parameters.ts';
import { mm } from '../../../../core/units.ts';
import type { Store } from '../../../../electron/host/store/open.ts';
import { importedId, valueIn, type Wanted } from './imports.ts';

export const RCA = vesselIdSchema.parse('ves_00000000000000rc');
export const LAD = vesselIdSchema.parse('ves_00000000000000la');

/** A plan that may be signed; `notes` tells one from another. */
export const contentOf = (notes: string, changed: Partial<PlanContent> = {}): PlanContent => ({
  rungs: [
    {
      letter: 'A', title: 'Antegrade', note: '',
      steps: [{
        id: 'a-1', technique: 'Antegrade wiring', aim: 'the distal lumen', devices: [], minutes: 20, at: null, act: null,
        track: 'intraplaque', because: [], override: null,
      }],
      stop: { minutes: 30, attempts: null, contrastMl: null, airKermaGy: null, words: '' },
    },
    { letter: 'B', title: '', note: '', steps: [], stop: null },
    { letter: 'C', title: '', note: '', steps: [], stop: null },
  ],
  budget: { contrastMl: 200, airKermaGy: null, wireMinutes: null, totalMinutes: null },
  access: '', guides: '', notes, keyImages: [], ...changed,
});

/** What it was decided on, with as many points of J-CTO. */
export const evidenceOf = (vessel: VesselId, jCto: readonly [number, number] | null = [2, 3]): PlanEvidence => ({
  lesion: {
    name: 'RCA mid, CTO 31.4 mm', vessel, frameOfReferenceUid: '1.2.3.9', length: mm(31.4), proximalCap: pointLps(1, 2, 3),
    distalCap: pointLps(4, 5, 6), course: Array.from({ length: 400 }, (_, k) => pointLps(0.1 + k / 3, 2 * k, 1e-9)), sections: [], windows: [], algorithms: ['calcium/1'], cautions: [],
  },
  facts: [{ path: 'ageYears', value: 71, state: 'confirmed', range: null, source: 'header', by: 'Tina' }],
  scores: jCto === null ? [] : [{
    id: 'j-cto', name: 'J-CTO', least: jCto[0], most: jCto[1], category: null, outcome: null, citation: '', evidence: 'B', isProvisional: false,
  }],
  parameters: STANDARD_PARAMETERS, openPoints: [],
});

/** What became of a procedure by such a plan; it may be confirmed. */
export const outcomeWith = (changed: Partial<Outcome> = {}): Outcome => ({
  crossing: 'AWE', crossedWith: 'a-1', wireMinutes: 20, totalMinutes: 90, contrastMl: 120, airKermaGy: null, technicalSuccess: true,
  proceduralSuccess: true, complications: [], devices: ['Gaia 3'], ivus: '', notes: '', ...changed,
});

export interface Desk {
  readonly caseId: CaseId;
  readonly series: SeriesId;
  readonly tina: OperatorId;
}

/** A case of a patient with two traced vessels, and an operator. */
export const planDesk = async (store: Store, wanted: Wanted = {}): Promise<Desk> => tracedDesk(store, await importedId(store, wanted));

/** The same of a case that is there already. */
export function tracedDesk(store: Store, caseId: CaseId): Desk {
  const series = valueIn(store.library.openCase(caseId)).series[0]?.id;
  if (series === undefined) throw new Error('a case without a series');
  const known = valueIn(store.operators.list()).operators[0];
  const tina = (known ?? valueIn(store.operators.add('Tina Test'))).id;
  const base = valueIn(store.entries.list(caseId)).kept.length;
  const put = [RCA, LAD].map((vessel, n) => ({
    id: entryIdSchema.parse(`ent_${caseId.slice(4, 18)}${base}${n}`), vessel, revision: 0,
    content: { kind: 'path', series, frameOfReferenceUid: null, points: [pointLps(1, 2, 3)], target: null, segment: null } as const,
  }));
  valueIn(store.entries.change(caseId, { words: 'trace', put, remove: [] }, tina));
  return { caseId, series, tina };
}

/** Keeps a draft after whatever is there. */
export function drafted(store: Store, { caseId, tina }: Desk, notes: string, vessel = RCA, changed: Partial<PlanContent> = {}): PlanView {
  const revision = valueIn(store.plans.list(caseId)).find((plan) => plan.vessel === vessel)?.draft?.revision ?? 0;
  return valueIn(store.plans.edit({ caseId, vessel, revision, words: 'edit', content: contentOf(notes, changed) }, tina)).plan;
}

/** Drafts and signs the next version. */
export function signedBy(store: Store, desk: Desk, notes: string, vessel = RCA, changed: Partial<PlanContent> = {}): PlanView {
  const { id, draft } = drafted(store, desk, notes, vessel, changed);
  return valueIn(store.plans.sign({
    plan: id, revision: draft?.revision ?? 0, evidence: evidenceOf(vessel), series: [desk.series], by: desk.tina,
  })).plan;
}

/** A PNG of one pixel, different for each number. */
export const pngOf = (n: number): Buffer => Buffer.concat([
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.from(`pixels of ${n}`), Buffer.from('49454e44ae426082', 'hex'),
]);
