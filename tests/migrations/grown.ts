import type { CarriedPlan } from '../../core/contract/carriedPlan.ts';
import type { EntryDraft } from '../../core/contract/entries.ts';
import { annotationIdSchema, entryIdSchema, planIdSchema, templateIdSchema, vesselIdSchema, type CaseId, type SeriesId } from '../../core/contract/ids.ts';
import { pointLps, vectorLps } from '../../core/geometry/frame.ts';
import { pointPixel } from '../../core/geometry/plane.ts';
import type { EntryContent } from '../../core/lesion/entry.ts';
import { templateOf } from '../../core/plan/planTemplate.ts';
import { checkedCarried } from '../../electron/host/sharing/carriedPlan.ts';
import { rowsOfEntry } from '../../electron/host/store/entryRows.ts';
import type { Store } from '../../electron/host/store/open.ts';
import type { TryEnd } from '../../electron/host/store/sendings.ts';
import { AWKWARD_TEXT, contents, measured, stockList } from '../contract/fixtures/values.ts';
import { resealedChain } from '../electron/host/sharing/resealed.ts';
import { anna, imported, prepared, valueIn } from '../electron/host/store/imports.ts';
import { contentOf, drafted, LAD, outcomeWith, pngOf, RCA, signedBy, tracedDesk, type Desk } from '../electron/host/store/planFixture.ts';

/** The version of the schema that first could hold an entry. */
function sinceOf(content: EntryContent): number {
  const { isDraft, found, readFacts, readRanges } = rowsOfEntry(content);
  if (readRanges.length > 0) return 16;
  if (isDraft) return 15;
  if (found !== null) return 11;
  return readFacts.length > 0 ? 7 : 6;
}

const SCORES = 'ent_sssssssssssssssc';
/** Keeps every entry that a version could hold first; each on a vessel of its own. */
function entered(store: Store, caseId: CaseId, series: SeriesId, since: number): void {
  const put = contents.flatMap((content, n): readonly EntryDraft[] => {
    if (sinceOf(content) !== since || content.kind === 'scores-read') return [];
    const number = String(n).padStart(15, '0');
    const vessel = content.kind === 'fact' ? null : vesselIdSchema.parse(`ves_e${number}`);
    const path = { kind: 'path', series, frameOfReferenceUid: null, points: [pointLps(1, 2, 3)], target: null, segment: null } as const;
    return [
      ...(content.kind === 'path' || vessel === null ? [] : [{ id: entryIdSchema.parse(`ent_p${number}`), vessel, content: path, revision: 0 }]),
      { id: entryIdSchema.parse(`ent_e${number}`), vessel, content: content.kind === 'path' ? { ...content, series } : content, revision: 0 },
    ];
  });
  valueIn(store.entries.change(caseId, { words: `enter ${since}`, put, remove: [] }, null));
}

/** Scores as they were read; from version 16 on with the ranges of what they were read from. */
function scored(store: Store, caseId: CaseId, revision: number): void {
  const content = contents.find(({ kind }) => kind === 'scores-read');
  if (content?.kind !== 'scores-read') throw new Error('no scores');
  const facts = content.facts.map((fact) => (revision === 0 ? { ...fact, range: null } : fact));
  const put = [{ id: entryIdSchema.parse(SCORES), vessel: RCA, content: { ...content, facts }, revision }];
  valueIn(store.entries.change(caseId, { words: 'read scores', put, remove: [] }, null));
}

function drawn(store: Store, caseId: CaseId, series: SeriesId): void {
  const [one, two] = ['1', '2'].map((n) => annotationIdSchema.parse(`ann_${n.padStart(16, '0')}`));
  if (one === undefined || two === undefined) throw new Error('no ids');
  const place = { space: 'patient', points: [pointLps(0.1 + 0.2, -1e-9, 3), pointLps(1 / 3, 2, 3)], normal: vectorLps(0, 0, 1), frameOfReferenceUid: '1.2' } as const;
  const distance = { id: one, series, kind: 'distance', text: AWKWARD_TEXT, place, revision: 0 } as const;
  const points = [pointPixel(0.5, 1), pointPixel(2, 3), pointPixel(4, -5)];
  const angle = { id: two, series, kind: 'angle', text: null, revision: 0, place: { space: 'frame', frame: 7, points } } as const;
  for (const { put, remove } of [
    { put: [distance, angle], remove: [] }, { put: [{ ...distance, text: 'cap', revision: 1 }], remove: [{ id: two, revision: 1 }] },
  ]) valueIn(store.annotations.change(caseId, { words: 'draw', put, remove }, null));
}

/** A case of an angiographic run, with its scale and its part. */
async function calibrated(store: Store): Promise<void> {
  const given = await prepared(store, { patient: { ...anna, id: 'XA' }, study: '1.2.5', slices: 1 });
  const series = given.series.map((one) => ({ ...one, view: { ...one.view, kind: 'xa-run' as const, instanceUid: one.instances[0] ?? null } }));
  const { caseId } = valueIn(store.library.addCase({ ...given, series }));
  const run = valueIn(store.library.openCase(caseId)).series[0]?.id;
  if (run === undefined) throw new Error('no run');
  for (const scale of [measured, null, measured]) valueIn(store.runs.calibrate(run, scale, null));
  valueIn(store.runs.name(run, 'donor', null));
}

/** Three signed versions, the first withdrawn, the last in the room and drafted on; and the draft of another vessel. */
async function planned(store: Store, desk: Desk): Promise<void> {
  const sha256 = valueIn(await store.planImages.keep(desk.caseId, pngOf(1), desk.tina));
  const keyImages = [{ id: 'k-1', sha256, series: desk.series, caption: AWKWARD_TEXT, detail: '' }];
  const [first] = ['one', 'two', 'three'].map((notes) => signedBy(store, desk, notes, RCA, { keyImages }));
  if (first === undefined) throw new Error('no plan');
  valueIn(store.plans.withdraw(first.id, 1, 'wrong vessel', desk.tina));
  for (const after of [0, 1, 2]) {
    valueIn(store.rooms.add(first.id, 3, { after, happening: { what: 'contrast', totalMl: 10 * after }, doneAt: null }, desk.tina));
  }
  drafted(store, desk, 'after the third', RCA, { keyImages });
  drafted(store, desk, 'another vessel', LAD);
}

const planIn = (store: Store, { caseId }: Desk) => {
  const [plan] = valueIn(store.plans.list(caseId)).filter(({ vessel }) => vessel === RCA);
  if (plan === undefined) throw new Error('no plan');
  return plan.id;
};

/** What another workstation would have sent: a line of its own, and one that parts from it after two versions. */
function received(store: Store, desk: Desk): void {
  const { versions: own } = valueIn(store.receivedPlans.chain(planIn(store, desk), 3));
  const plan = planIdSchema.parse('pln_aaaaaaaaaaaaaaaa');
  const carried: CarriedPlan = { format: 1, origin: 'b'.repeat(64), head: '', versions: [...own], images: {} };
  for (const last of ['as it was', 'as another went on']) {
    const versions = own.map((_, n) => ({ plan, ...(n === 2 ? { content: contentOf(last) } : {}) }));
    valueIn(store.receivedPlans.receive(desk.caseId, valueIn(checkedCarried(resealedChain(carried, versions))), desk.tina));
  }
}

/** One sending to each archive that ends as it is told; without an end it waits. */
function sent(store: Store, desk: Desk, version: number, ...ends: readonly (TryEnd | null)[]): void {
  const plan = planIn(store, desk);
  for (const [n, { id: archive }] of valueIn(store.archives.list()).entries()) {
    const { id } = valueIn(store.sendings.ask(plan, version, archive, desk.tina));
    const end = ends[n] ?? null;
    if (end === null) continue;
    valueIn(store.sendings.begin(id));
    valueIn(store.sendings.end(id, end));
  }
}

/**
 * Fills a library with all that it can hold, in the order of its schema: what is told is the version that could hold all that
 * is there by then. A version that holds nothing new is told all the same.
 */
export async function* grown(store: Store): AsyncGenerator<number, void, undefined> {
  const tina = valueIn(store.operators.add('Tina Test')).id;
  valueIn(store.settings.save({ ...valueIn(store.settings.load()), preferredPhasePercent: 40 }, tina));
  valueIn(store.siteSecret());
  yield 1;
  // No case is without the report of its import, which is of version 3.
  yield 2;
  const { caseId } = valueIn(await imported(store, { slices: 4 }));
  const series = valueIn(store.library.openCase(caseId)).series[0]?.id;
  if (series === undefined) throw new Error('no series');
  yield 3;
  drawn(store, caseId, series);
  yield 4;
  await calibrated(store);
  yield 5;
  const desk = tracedDesk(store, caseId);
  entered(store, caseId, series, 6);
  yield 6;
  scored(store, caseId, 0);
  yield 7;
  await planned(store, desk);
  yield 8;
  yield 9;
  valueIn(store.stock.save(stockList, tina));
  yield 10;
  entered(store, caseId, series, 11);
  yield 11;
  for (const revision of [0, 1]) {
    valueIn(store.outcomes.save(planIn(store, desk), 3, { revision, outcome: outcomeWith({ notes: `${revision}` }), isConfirmed: revision === 1 }, tina));
  }
  yield 12;
  const template = { id: templateIdSchema.parse('tpl_0123456789abcdef'), name: 'Antegrade', isShared: true, place: 0, content: templateOf(contentOf('')) };
  for (const revision of [0, 1]) valueIn(store.templates.save({ ...template, revision }, tina));
  yield 13;
  valueIn(store.archives.save({ id: null, name: 'Cardiology', place: { kind: 'dicomweb', address: 'https://pacs.test/dicom', user: 'desk' } }, tina));
  valueIn(store.archives.save({ id: null, name: 'Radiology', place: { kind: 'dimse', host: '10.0.0.7', port: 104, calledAe: 'PACS', callingAe: 'DESK', tls: null } }, tina));
  yield 14;
  entered(store, caseId, series, 15);
  yield 15;
  scored(store, caseId, 1);
  yield 16;
  received(store, desk);
  yield 17;
  sent(store, desk, 3, { state: 'sent', what: 'plan', isFound: false, stored: [] }, { state: 'refused', what: null, reason: 'It takes none of them.', stored: [] });
  yield 18;
  sent(store, desk, 2, null, { state: 'in-part', what: 'plan', reason: 'It takes some of them.', stored: ['1.2.3', '1.2.4'] });
  yield 19;
  // A plan that is written on after it was signed is a draft again in the list.
  drafted(store, desk, 'written on');
  yield 20;
  const tls = { caFile: '/pki/ca.pem', certificateFile: '/pki/desk.pem', keyFile: '/pki/desk.key' };
  valueIn(store.archives.save({ id: null, name: 'Laboratory', place: { kind: 'dimse', host: '10.0.0.8', port: 2762, calledAe: 'PACS', callingAe: 'DESK', tls } }, tina));
  yield 21;
  sent(store, desk, 1, { state: 'sent', what: 'plan', isFound: true, stored: ['1.2.3'] },
    { state: 'not-found', what: 'plan', reason: 'It lists some of them.', stored: ['1.2.3', '1.2.4'], missing: ['1.2.4'], isPartFound: true });
  yield 22;
}

/** All that a library answers; what is refused or damaged ends it. */
export async function allAnswers(store: Store): Promise<unknown> {
  const { rows } = valueIn(store.library.cases({ text: '', sort: 'name', order: 'asc', limit: 50, offset: 0 }));
  const tina = valueIn(store.operators.list()).operators[0]?.id ?? null;
  const cases = rows.map(({ id }) => ({
    // Where a file lies is another place in every data folder; which it is says its hash.
    opened: valueIn(store.library.openCase(id)), instances: valueIn(store.library.instances(id)).map(({ path: _, ...rest }) => rest),
    runs: valueIn(store.runs.list(id)),
    annotations: valueIn(store.annotations.list(id)), entries: valueIn(store.entries.list(id)), received: valueIn(store.receivedPlans.list(id)),
    plans: valueIn(store.plans.list(id)),
  }));
  const versions = cases.flatMap(({ plans, received: others }) => [...plans, ...others]).flatMap(({ id, versions: signed }) =>
    signed.map(({ version }) => ({
      id, sealed: valueIn(store.plans.version(id, version)), room: valueIn(store.rooms.log(id, version)), outcome: valueIn(store.outcomes.load(id, version)),
      sendings: valueIn(store.sendings.list(id)),
    })));
  const images = new Set(versions.flatMap(({ sealed }) => sealed.sealed.content.keyImages.map(({ sha256 }) => sha256)));
  return {
    rows, cases, versions, audit: store.auditFault, walked: valueIn(store.plans.verify()), operators: valueIn(store.operators.list()),
    images: await Promise.all([...images].map(async (sha256) => [sha256, valueIn(await store.planImages.read(sha256))])),
    found: valueIn(store.plans.search({ text: 'muster', from: null, to: null, jCto: null, kind: 'all', sort: 'newest', order: 'desc', limit: 50, offset: 0 })),
    settings: valueIn(store.settings.load()), secret: valueIn(store.siteSecret()), stock: valueIn(store.stock.load()),
    templates: valueIn(store.templates.list(tina)), archives: valueIn(store.archives.list()), waiting: valueIn(store.sendings.list(null)),
  };
}
