import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { deflateSync, crc32 } from 'node:zlib';
import type { PatientIdentity } from '../../core/dicom/header.ts';
import type { PlanContent, PlannedStep } from '../../core/plan/plan.ts';
import type { SealedSection } from '../../core/plan/sealedPlan.ts';
import { deg, mm } from '../../core/units.ts';
import { readMigrations } from '../../electron/host/store/migrate.ts';
import { openStore } from '../../electron/host/store/open.ts';
import { valueIn } from '../electron/host/store/imports.ts';
import { drafted, evidenceOf, planDesk, RCA } from '../electron/host/store/planFixture.ts';
import { expect, startApp, test as base, type App } from './app.ts';

/** A signed plan, and its room screen. */

/** A step that says no more than that. */
export const step = (id: string, technique: string, rest: Partial<PlannedStep> = {}): PlannedStep => ({
  id, technique, aim: '', devices: [], minutes: null, at: null, act: null, track: null, because: [], override: null, ...rest,
});
export const device = (name: string): PlannedStep['devices'][number] => ({ item: null, name, sizeMm: null, count: 1 });

/** The ladder of that plan. */
export const RUNGS: PlanContent['rungs'] = [
  {
    letter: 'A', title: 'Through the cap and the occlusion', note: '',
    steps: [
      step('a-1', 'Gaia 3 on Turnpike Gold', { aim: 'intraplaque first', minutes: 10, track: 'intraplaque', at: mm(0) }),
      step('a-2', 'Confianza Pro 12', { aim: 'aim between the calcium', devices: [device('guide extension 7F')], at: mm(4.5) }),
      step('a-3', 'Knuckle past the full moon, stop at 21.8 mm', {
        aim: 'Re-enter beyond 31.4 mm: no calcium there.', devices: [device('polymer-jacketed wire'), device('Turnpike Gold')],
        minutes: 10, at: mm(10), track: 'extraplaque',
      }),
      step('a-4', 'Re-enter at 33 mm', { devices: [device('re-entry kit')], at: mm(33) }),
    ],
    stop: { minutes: 30, attempts: null, contrastMl: 200, airKermaGy: null, words: 'change the strategy, or come back another day' },
  },
  {
    letter: 'B', title: 'A device will not cross', note: '',
    steps: [
      step('b-1', 'Balloon 1.20 mm', { act: { do: 'dilate', balloon: { kind: 'SC', diameterMm: 1.2 } } }),
      step('b-2', 'Rotational atherectomy, burr 1.50 mm', { act: { do: 'ablate', atherectomy: { kind: 'rotational', burrMm: 1.5 } } }),
    ],
    stop: { minutes: null, attempts: 2, contrastMl: null, airKermaGy: null, words: 'track not proven intraplaque: no atherectomy' },
  },
  { letter: 'C', title: '', note: '', steps: [], stop: null },
];

/** A section each half millimetre: calcium grows to a full moon from 11 to 17 mm. */
const SECTIONS = Array.from({ length: 90 }, (_, n): SealedSection => {
  const at = n / 2 - 6;
  const isFullMoon = at >= 11 && at < 17;
  const isFree = at < 0.5 || (at >= 21.5 && at < 24.5) || at > 29;
  return {
    at: mm(at), arc: deg(isFullMoon ? 360 : isFree ? 0 : 90 + 8 * Math.min(at, 34 - at)),
    sharePercent: isFullMoon ? 97 : isFree ? 0 : 15 + 3 * Math.min(at, 30 - at), isFullMoon, state: 'confirmed',
  };
});

/** A grey picture with a vessel in it, as PNG. */
function picture(n: number): Buffer {
  const [width, height] = [480, 400];
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const off = Math.abs(x - width / 2 - 90 * Math.sin((y / height) * Math.PI * (1 + n / 2)));
      rows[y * (width + 1) + 1 + x] = off < 14 ? 235 - 6 * off : 40 + ((x * 7 + y * 13 + n * 31) % 23);
    }
  }
  const chunk = (name: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
    const whole = Buffer.alloc(body.length + 8);
    whole.writeUInt32BE(data.length, 0);
    body.copy(whole, 4);
    whole.writeUInt32BE(crc32(body), body.length + 4);
    return whole;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** What was signed. */
export interface SignedPlan { readonly plan: string; readonly version: number }

/** What of the signed plan is otherwise than usual. */
export interface RoomWanted {
  readonly patient?: PatientIdentity;
  readonly content?: Partial<PlanContent>;
  /** What the lesion is called; null where none was measured. */
  readonly lesion?: string | null;
  readonly captions?: readonly (readonly [caption: string, detail: string])[];
}

const PATIENT = { name: 'DEMO-ALBRECHT-WIESENBURGER, Josef Maximilian', id: 'FM-DEMO-0047', birthDate: '1955-03-14', sex: 'M' as const };

const CAPTIONS = [
  ['LAO 42° CRA 8°', 'C-arm for A3'], ['Run 4', 'blunt cap, course'], ['Straightened', 'full moon, 11 to 17 mm'], ['Donor', 'septal 2'],
] as const;

/** A library with one signed plan. */
async function libraryWithPlan(folder: string, { patient = PATIENT, content = {}, lesion, captions = CAPTIONS }: RoomWanted): Promise<SignedPlan> {
  const store = valueIn(openStore({
    folder, migrations: readMigrations(join(import.meta.dirname, '../../migrations')), appVersion: '0.0.0-test', timeZone: 'Europe/Vienna',
  }));
  const desk = await planDesk(store, { patient });
  const keyImages = await Promise.all(captions.map(async ([caption, detail], n) => ({
    id: `k-${n}`, sha256: valueIn(await store.planImages.keep(desk.caseId, picture(n), desk.tina)), series: null, caption, detail,
  })));
  const { id, draft } = drafted(store, desk, '', RCA, {
    rungs: RUNGS, keyImages, budget: { contrastMl: 200, airKermaGy: 5, wireMinutes: 30, totalMinutes: 180 }, ...content,
  });
  const evidence = evidenceOf(RCA, [2, 2]);
  const measured = evidence.lesion === null || lesion === null ? null : {
    ...evidence.lesion, name: lesion ?? evidence.lesion.name, sections: SECTIONS, windows: [[mm(21.5), mm(24.5)], [mm(29), mm(31.4)]] as const,
  };
  const { plan: signed } = valueIn(store.plans.sign({
    plan: id, revision: draft?.revision ?? 0, series: [desk.series], by: desk.tina,
    evidence: { ...evidence, lesion: measured },
  }));
  store.close();
  return { plan: signed.id, version: signed.versions.length };
}

/** Asks the host as the page does, below a base; the answer as it came. */
export const asking = (page: Page, method: string, input: object, from = ''): Promise<{ readonly status: number; readonly body: never }> =>
  page.evaluate(async ([path, body]) => {
    const reply = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    return { status: reply.status, body: await reply.json() };
  }, [`${from}/api/${method}`, JSON.stringify(input)] as const) as never;

/** The room screen of a signed plan in a browser context of its own, by the address that the desk is given. */
export async function openRoom(planner: Page, context: BrowserContext, { plan, version }: SignedPlan): Promise<Page> {
  const { body } = await asking(planner, 'room.open', { plan, version });
  const { value: { address } } = body as { readonly value: { readonly address: string } };
  const room = await context.newPage();
  await room.goto(address);
  return room;
}

/** Playwright's `test` with an app whose library holds a signed plan, and a browser context without the secret of the desk. */
export const test = base.extend<{ wanted: RoomWanted; library: SignedPlan & { readonly folder: string }; app: App; roomContext: BrowserContext }>({
  wanted: [{}, { option: true }],
  library: async ({ wanted }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'fullmoon-room-'));
    await use({ folder, ...await libraryWithPlan(folder, wanted) });
    rmSync(folder, { recursive: true, force: true });
  },
  app: async ({ library, mayBreach, environment }, use) => {
    const app = await startApp(library.folder, environment);
    await use(app);
    await app.stop();
    if (!mayBreach) expect(app.violations()).toEqual([]);
  },
  roomContext: async ({ browser }, use) => {
    const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
    await use(context);
    await context.close();
  },
});
export { expect };
