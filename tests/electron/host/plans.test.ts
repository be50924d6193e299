import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { contract, type Input, type Method } from '../../../core/contract/contract.ts';
import { planIdSchema, seriesIdSchema, templateIdSchema, type CaseId, type SeriesId } from '../../../core/contract/ids.ts';
import { templateOf } from '../../../core/plan/planTemplate.ts';
import type { HostOptions, RunningHost } from '../../../electron/host/runningHost.ts';
import { cleanSeries, writeSeries } from '../../phantoms/series.ts';
import { tempFolder } from '../../tempFolder.ts';
import { ended, filesBelow, imported, jobWhen, only, opened, runningHost, started, value, watched } from './running.ts';
import { edit, signing, traced } from './plannedCase.ts';
import { contentOf, evidenceOf, LAD, pngOf, RCA } from './store/planFixture.ts';

/** Plans through everything that stands between a shell and the library: what the page asks, and what it is answered. */

const noCase = 'cas_zzzzzzzzzzzzzzzz' as CaseId;
const noPlan = planIdSchema.parse('pln_zzzzzzzzzzzzzzzz');
const failed = (code: string) => ({ ok: false, failure: { code } });
const png = (n: number): string => pngOf(n).toString('base64');
const templateDraft: Input<'templates.save'> = {
  id: templateIdSchema.parse('tpl_0123456789abcdef'), revision: 0, name: 'Antegrade', isShared: false, place: 0, content: templateOf(contentOf('')),
};

interface Desk {
  readonly running: RunningHost; readonly data: string; readonly caseId: CaseId; readonly series: SeriesId;
  /** The folder that it was imported from. */
  readonly source: string;
}

/** A host with a case whose artery is traced, and somebody who works. */
async function desk(more: Partial<HostOptions> = {}): Promise<Desk> {
  const data = tempFolder();
  const running = await runningHost(data, more);
  const { host } = running;
  value(await host['operators.choose']({ id: value(await host['operators.add']({ name: 'Tina Test' })).id }));
  const source = tempFolder();
  writeSeries(source, cleanSeries());
  const caseId = only((await imported(running, source)).job.cases);
  const series = only((await opened(running, caseId)).series).id;
  await traced(running, caseId, series);
  return { running, data, caseId, series, source };
}
/** The same with a plan of one signed version. */
async function signedDesk(more: Partial<HostOptions> = {}) {
  const at = await desk(more);
  const { id } = value(await at.running.host['plans.edit'](edit(at.caseId, 'one')));
  const plan = value(await at.running.host['plans.sign'](signing(id, at.series)));
  return { ...at, plan, id };
}
const everything = { text: '', from: null, to: null, jCto: null, kind: 'all', sort: 'newest', order: 'desc', limit: 10, offset: 0 } as const;

describe('a plan through the whole host', () => {
  it('is drafted, signed, shown, printed, noted in the room and withdrawn; each act is announced, and all is there after a new start', async () => {
    const { running, data, caseId, series } = await desk();
    const { host } = running;
    expect(value(await host['plans.list']({ caseId }))).toEqual({ plans: [] });
    const changes = watched(running);
    const { sha256 } = value(await host['plans.keepImage']({ caseId, pngBase64: png(1) }));
    const keyImages = [{ id: 'k', sha256, series, caption: 'cap', detail: '' }];
    const drafted = value(await host['plans.edit'](edit(caseId, 'one', { content: contentOf('one', { keyImages }) })));
    expect(drafted).toMatchObject({ vessel: RCA, versions: [], draft: { revision: 1, changedBy: { name: 'Tina Test' } } });
    const scope = { plan: drafted.id, version: 1 };
    const signed = value(await host['plans.sign'](signing(drafted.id, series)));
    expect(signed.versions).toMatchObject([{ version: 1, by: { name: 'Tina Test' }, withdrawn: null }]);
    const shown = value(await host['plans.version'](scope));
    expect(shown).toMatchObject({ sealed: { content: { notes: 'one', keyImages } }, standing: signed.versions[0], newest: signed.versions[0] });
    expect(value(await host['plans.image']({ sha256 })).pngBase64).toBe(png(1));
    const printed = value(await host['exports.pdf'](scope));
    expect(Buffer.from(printed.pdfBase64, 'base64').toString('latin1')).toMatch(/^%PDF-/);
    const logged = value(await host['room.add']({ ...scope, after: 0, happening: { what: 'access' }, doneAt: null }));
    expect(logged.events).toMatchObject([{ sequence: 1, by: { name: 'Tina Test' }, happening: { what: 'access' } }]);
    expect(value(await host['room.log'](scope)).events).toEqual(logged.events);
    expect(value(await host['plans.search']({ ...everything, text: 'cto' }))).toMatchObject({ total: 1, rows: [{ plan: drafted.id, version: 1 }] });
    const second = value(await host['plans.edit'](edit(caseId, 'two', { revision: 1 })));
    expect(second).toMatchObject({ id: drafted.id, draft: { revision: 2 } });
    const withdrawn = value(await host['plans.withdraw']({ ...scope, reason: 'wrong phase' }));
    expect(withdrawn.versions).toMatchObject([{ withdrawn: { reason: 'wrong phase' } }]);
    const own = { what: 'plans', id: caseId } as const;
    const room = { what: 'room', ...scope } as const;
    // Archives that have the version are told of its withdrawal.
    expect(changes).toEqual([own, own, room, own, own, room, { what: 'sendings', plan: scope.plan }]);
    const answers: readonly (readonly [Method, unknown])[] = [
      ['plans.list', value(await host['plans.list']({ caseId }))], ['plans.version', value(await host['plans.version'](scope))],
      ['plans.search', value(await host['plans.search'](everything))], ['room.log', value(await host['room.log'](scope))],
    ];
    for (const [method, answer] of answers) expect(contract[method].output.parse(answer), method).toEqual(answer);
    await running.close();
    const again = (await runningHost(data)).host;
    expect(value(await again['plans.list']({ caseId })).plans).toEqual([withdrawn]);
    expect(value(await again['room.log'](scope)).events).toEqual(logged.events);
    expect(value(await again['plans.image']({ sha256 })).pngBase64).toBe(png(1));
  });

  it('is refused by name, and is then as it was', async () => {
    const { running: { host }, caseId, series, id } = await signedDesk();
    const before = value(await host['plans.list']({ caseId }));
    const scope = { plan: id, version: 1 };
    const image = { id: 'k', sha256: '0'.repeat(64), series: null, caption: '', detail: '' };
    expect([
      await host['plans.list']({ caseId: noCase }), await host['plans.edit'](edit(noCase, 'x')), await host['plans.edit'](edit(caseId, 'x')),
      await host['plans.edit'](edit(caseId, 'x', { vessel: LAD })), await host['plans.edit'](edit(caseId, 'x', { revision: 1, content: contentOf('x', { keyImages: [image] }) })),
      await host['plans.sign'](signing(noPlan, series)), await host['plans.sign'](signing(id, series, { revision: 7 })),
      await host['plans.sign'](signing(id, seriesIdSchema.parse('ser_zzzzzzzzzzzzzzzz'))),
      await host['plans.version']({ ...scope, version: 2 }), await host['plans.withdraw']({ plan: noPlan, version: 1, reason: 'x' }),
      await host['plans.keepImage']({ caseId, pngBase64: Buffer.from('no picture').toString('base64') }),
      await host['plans.keepImage']({ caseId: noCase, pngBase64: png(1) }), await host['plans.image']({ sha256: '0'.repeat(64) }),
      await host['exports.pdf']({ ...scope, version: 2 }), await host['room.log']({ ...scope, version: 2 }),
      await host['room.add']({ ...scope, after: 3, happening: { what: 'access' }, doneAt: null }), await host['room.open'](scope),
    ]).toEqual([
      'case/not-found', 'case/not-found', 'plan/stale', 'plan/no-vessel', 'plan/no-image', 'plan/not-found', 'plan/stale', 'series/not-found',
      'plan/not-found', 'plan/not-found', 'image/not-png', 'case/not-found', 'image/not-found', 'plan/not-found', 'plan/not-found', 'room/stale',
      'shell/no-window',
    ].map(failed));
    expect(await host['plans.sign'](signing(id, series, { evidence: evidenceOf(LAD) })))
      .toEqual({ ok: false, failure: { code: 'plan/not-ready', reasons: ['The measures are of another vessel: open the plan again.'] } });
    expect(value(await host['plans.list']({ caseId }))).toEqual(before);
    value(await host['plans.withdraw']({ ...scope, reason: 'wrong' }));
    expect([
      await host['plans.withdraw']({ ...scope, reason: 'again' }), await host['room.add']({ ...scope, after: 0, happening: { what: 'access' }, doneAt: null }),
    ]).toEqual([failed('plan/withdrawn'), failed('plan/withdrawn')]);
  });

  it('is signed by nobody where nobody works', async () => {
    const running = await runningHost();
    const folder = tempFolder();
    writeSeries(folder, cleanSeries());
    const caseId = only((await imported(running, folder)).job.cases);
    const series = only((await opened(running, caseId)).series).id;
    await traced(running, caseId, series);
    const { id, draft } = value(await running.host['plans.edit'](edit(caseId, 'one')));
    expect(draft?.changedBy).toBeNull();
    expect(await running.host['plans.sign'](signing(id, series))).toEqual(failed('plan/no-author'));
  });

  it('waits for the end of the import: until then there is none, and none can be kept', async () => {
    const running = await runningHost();
    const folder = tempFolder();
    writeSeries(folder, cleanSeries());
    const job = await started(running, folder);
    const caseId = only((await jobWhen(running, job, ({ cases }) => cases.length > 0)).cases);
    const answers = [
      await running.host['plans.list']({ caseId }), await running.host['plans.edit'](edit(caseId, 'x')),
      await running.host['plans.keepImage']({ caseId, pngBase64: png(1) }),
    ];
    expect(answers).toEqual([{ ok: true, value: { plans: [] } }, failed('case/not-stored'), failed('case/not-stored')]);
    await ended(running, job);
    expect(value(await running.host['plans.list']({ caseId }))).toEqual({ plans: [] });
  });

  it('opens its room where the shell has windows, for a version that is there', async () => {
    const asked: unknown[] = [];
    const { running: { host }, id } = await signedDesk({ openRoom: (scope) => {
      asked.push(scope);
      return '/room/';
    } });
    expect(value(await host['room.open']({ plan: id, version: 1 }))).toEqual({ address: '/room/' });
    expect([await host['room.open']({ plan: id, version: 2 }), asked]).toEqual([failed('plan/not-found'), [{ plan: id, version: 1 }]]);
  });

  it.each([
    ['a draft', `UPDATE plan_edit SET content_json = replace(content_json, '"one"', '"two"')`, 'draft'],
    ['a version', `UPDATE plan_version SET sealed_json = replace(sealed_json, '"one"', '"two"')`, 'version'],
    ['an event of the room', `UPDATE room_event SET happening_json = '{"what":"end"}'`, 'room'],
  ] as const)('is not shown as valid where %s is not as it was sealed, and everything else goes on', async (_, harm, what) => {
    const { running, data, caseId, series, id } = await signedDesk();
    const scope = { plan: id, version: 1 };
    value(await running.host['room.add']({ ...scope, after: 0, happening: { what: 'access' }, doneAt: null }));
    await running.close();
    const db = new Database(join(data, 'library.sqlite'));
    const triggers = db.prepare<[], { readonly name: string; readonly sql: string }>(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`).all();
    for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
    expect(db.prepare(harm).run().changes).toBe(1);
    for (const { sql } of triggers) db.exec(sql);
    db.close();
    const { host } = await runningHost(data);
    const answers = {
      draft: async () => [await host['plans.list']({ caseId }), await host['plans.edit'](edit(caseId, 'x', { revision: 1 })), await host['plans.sign'](signing(id, series))],
      version: async () => [
        await host['plans.list']({ caseId }), await host['plans.version'](scope), await host['plans.withdraw']({ ...scope, reason: 'x' }),
        await host['exports.pdf'](scope), await host['plans.sign'](signing(id, series)),
      ],
      room: async () => [await host['room.log'](scope), await host['room.add']({ ...scope, after: 1, happening: { what: 'end' }, doneAt: null })],
    };
    const codes = { draft: ['case', 'case', 'case'], version: ['case', 'plan', 'plan', 'plan', 'case'], room: ['plan', 'plan'] };
    expect(await answers[what]()).toEqual(codes[what].map((whose) => failed(`${whose}/damaged`)));
    expect((await opened({ host } as RunningHost, caseId)).row.id).toBe(caseId);
  });

  it('is shown by a second host on the library, which keeps nothing and says so', async () => {
    const { data, caseId, series, id, plan } = await signedDesk();
    const { host } = await runningHost(data);
    expect(value(await host['plans.list']({ caseId }))).toEqual({ plans: [plan] });
    const scope = { plan: id, version: 1 };
    expect([
      await host['plans.edit'](edit(caseId, 'x', { revision: 1 })), await host['plans.sign'](signing(id, series)),
      await host['plans.withdraw']({ ...scope, reason: 'x' }), await host['plans.keepImage']({ caseId, pngBase64: png(1) }),
      await host['room.add']({ ...scope, after: 0, happening: { what: 'access' }, doneAt: null }), await host['templates.save'](templateDraft),
    ].map((answer) => (answer.ok ? 'kept' : answer.failure))).toEqual(Array.from({ length: 6 }, () => ({ code: 'store/read-only' })));
    expect(value(await host['plans.list']({ caseId }))).toEqual({ plans: [plan] });
  });

  it('stands whatever becomes of ten files that it was signed on: they are not shown, it is, and the disc they came from is not missed', async () => {
    const { running, data, caseId, series, id, plan, source } = await signedDesk();
    const { host } = running;
    rmSync(source, { recursive: true });
    const shown = value(await host['plans.version']({ plan: id, version: 1 }));
    const files = filesBelow(join(data, 'files')).map((name) => join(data, 'files', name)).slice(0, 10);
    expect(files).toHaveLength(10);
    for (const [n, file] of files.entries()) {
      const bytes = readFileSync(file);
      // Gone, or one bit of a voxel another one.
      if (n % 2 === 0) rmSync(file);
      else writeFileSync(file, bytes.with(bytes.length - 5, (bytes.at(-5) ?? 0) ^ 1));
      const pictures = await host['series.open']({ series, as: 'acquired' });
      if (pictures.ok) await expect.poll(() => host['series.state']({ blob: pictures.value.blob }), { timeout: 30_000 }).toMatchObject(failed('series/files-changed'));
      else expect(pictures).toMatchObject(failed('series/files-changed'));
      expect(value(await host['plans.version']({ plan: id, version: 1 }))).toEqual(shown);
      writeFileSync(file, bytes);
    }
    expect(value(await host['plans.list']({ caseId }))).toEqual({ plans: [plan] });
    expect((await host['series.open']({ series, as: 'acquired' })).ok).toBe(true);
  }, 120_000);

  it('goes with its case', async () => {
    const { running: { host }, caseId, id } = await signedDesk();
    value(await host['cases.remove']({ id: caseId }));
    const scope = { plan: id, version: 1 };
    expect([await host['plans.list']({ caseId }), await host['plans.version'](scope), await host['room.log'](scope), await host['exports.pdf'](scope)])
      .toEqual([failed('case/not-found'), failed('plan/not-found'), failed('plan/not-found'), failed('plan/not-found')]);
    expect(value(await host['plans.search'](everything))).toEqual({ rows: [], total: 0 });
  });
});

describe('templates through the whole host', () => {
  it('are kept for whoever works, announced, and refused by their names', async () => {
    const running = await runningHost();
    const { host } = running;
    expect(value(await host['templates.list']({}))).toEqual({ templates: [] });
    expect(await host['templates.save'](templateDraft)).toEqual(failed('template/no-operator'));
    const [tina, eva] = [value(await host['operators.add']({ name: 'Tina Test' })).id, value(await host['operators.add']({ name: 'Eva Berg' })).id];
    value(await host['operators.choose']({ id: tina }));
    const changes = watched(running);
    const kept = value(await host['templates.save']({ ...templateDraft, isShared: true }));
    expect(contract['templates.save'].output.parse(kept)).toEqual(kept);
    expect(await host['templates.save'](templateDraft)).toEqual(failed('template/stale'));
    expect(await host['templates.save']({ ...templateDraft, id: templateIdSchema.parse('tpl_0123456789abcdeg') })).toEqual(failed('template/exists'));
    value(await host['operators.choose']({ id: eva }));
    expect(value(await host['templates.list']({}))).toEqual({ templates: [{ ...kept, isOwn: false }] });
    expect(await host['templates.remove']({ id: kept.id, revision: 1 })).toEqual(failed('template/not-own'));
    value(await host['operators.choose']({ id: tina }));
    expect(await host['templates.remove']({ id: kept.id, revision: 2 })).toEqual(failed('template/stale'));
    expect(value(await host['templates.remove']({ id: kept.id, revision: 1 }))).toEqual({});
    expect(changes.filter(({ what }) => what === 'templates')).toHaveLength(2);
    expect(value(await host['templates.list']({}))).toEqual({ templates: [] });
  });
});
