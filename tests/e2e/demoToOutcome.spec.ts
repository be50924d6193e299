import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { mm } from '../../core/units.ts';
import { centrelineAt } from '../../core/centreline/centreline.ts';
import { pointLps, type PointLps } from '../../core/geometry/frame.ts';
import { reachOf } from '../../core/plan/sealedPlan.ts';
import { readMigrations } from '../../electron/host/store/migrate.ts';
import { openStore } from '../../electron/host/store/open.ts';
import { anna, valueIn } from '../electron/host/store/imports.ts';
import { drafted, evidenceOf, outcomeWith, planDesk, RCA } from '../electron/host/store/planFixture.ts';
import { expect } from './app.ts';
import { apart, asked, atStation, clickByWheel, makeDemoLibrary, offCourse, onArtery, test, truth } from './demoDesk.ts';
import { caseRow } from './desk.ts';
import { filesIn } from './packFiles.ts';
import { wholeSeries } from './pictures.ts';

/**
 * What the evening's work is for, in one go: from the demo case to the signed plan, to the room, to the outcome. Each figure is
 * held against the phantom, and then against the screen that it came from.
 */

/** One procedure of another patient counts already: the demo's never does. */
async function withOneProcedure(folder: string): Promise<void> {
  const store = valueIn(openStore({
    folder, migrations: readMigrations(join(import.meta.dirname, '../../migrations')), appVersion: '0.0.0-test', timeZone: 'Europe/Vienna',
  }));
  const desk = await planDesk(store, { patient: anna });
  const { id, draft } = drafted(store, desk, '');
  valueIn(store.plans.sign({ plan: id, revision: draft?.revision ?? 0, evidence: evidenceOf(RCA, [2, 2]), series: [desk.series], by: desk.tina }));
  valueIn(store.outcomes.save(id, 1, { revision: 0, outcome: outcomeWith({ contrastMl: 121 }), isConfirmed: true }, desk.tina));
  store.close();
}

test.use({ library: { prepare: withOneProcedure }, viewport: { width: 1920, height: 1080 } });
test.beforeAll(async ({ browser }) => {
  test.setTimeout(500_000);
  await makeDemoLibrary(browser);
});

const region = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
const field = (page: Page, name: string): Locator => page.getByRole('textbox', { name, exact: true });
const step = (page: Page, label: string): Locator => page.getByRole('group', { name: new RegExp(`^${label} `) });
const row = (page: Page, name: string): Locator => region(page, 'Outcome').getByRole('group', { name, exact: true });
const banner = (page: Page): Locator => page.getByRole('banner', { name: 'Patient' });
const isFresh = (desk: Locator): Promise<void> => expect(desk).toHaveAttribute('data-state', 'fresh', { timeout: 60_000 });
const numberIn = (words: string): number => Number(/[\d.]+/.exec(words)?.[0]);
const { occlusion } = truth;

/** Traced by four clicks, its caps and references confirmed as they are proposed: where they are in truth. */
async function traced(page: Page): Promise<void> {
  await atStation(page, '3', 'Vessel');
  const points = region(page, 'Path').getByRole('listitem');
  for (const [n, at] of [2, 30, 60, 95].entries()) {
    await clickByWheel(page, onArtery(at));
    await expect(points).toHaveCount(n + 1);
  }
  await isFresh(page.locator('.vessel'));
  await page.getByRole('button', { name: 'Name it RCA' }).click();
  for (let left = 5; left > 0; left -= 1) {
    await region(page, 'Found').getByRole('button', { name: `Confirm ${left} of 5` }).click();
    await isFresh(page.locator('.vessel'));
  }
  const { centreline, findings } = await asked(page);
  if (centreline === null || findings === null) throw new Error('nothing is traced');
  expect(offCourse(centreline)).toBeLessThan(0.5);
  const cap = (at: number): PointLps => centrelineAt(findings.centreline, mm(at))?.at ?? pointLps(999, 0, 0);
  expect(apart(cap(findings.proximalCap.abscissa), occlusion.proximalCap)).toBeLessThan(1.5);
  expect(apart(cap(findings.distalCap.abscissa), occlusion.distalCap)).toBeLessThan(1.5);
  await page.keyboard.press('Control+p');
  await expect(page.getByRole('contentinfo')).toContainText('key image 1 of 6');
}

/** Every section of calcium that matters, read and confirmed. */
async function calciumConfirmed(page: Page): Promise<void> {
  await page.keyboard.press('4');
  await isFresh(page.locator('.calcium'));
  const figures = await page.locator('.ruler-figures').innerText();
  expect(Math.abs(numberIn(figures) - occlusion.calcifiedMm)).toBeLessThan(1.5);
  expect(Math.abs(numberIn(figures.replace(/^.*full moon/, '')) - occlusion.fullMoonMm)).toBeLessThan(1.5);
  const values = region(page, 'Values of the section');
  const neighbours = region(page, 'Neighbouring sections');
  for (let left = 12; left > 0 && !/all \d+ that matter are confirmed/.test(await neighbours.innerText()); left -= 1) {
    const here = await values.getByRole('heading').innerText();
    await page.keyboard.press('Enter');
    await expect.poll(async () => await values.getByRole('heading').innerText() !== here || /all \d+ that matter/.test(await neighbours.innerText())).toBe(true);
  }
  await expect(neighbours).toContainText(/all \d+ that matter are confirmed/);
}

/** What the lesion station tells: its figures as they are in truth, what is asked for answered, the scores read. */
interface Told { readonly length: string; readonly jCto: string; readonly kcct: string }

async function scoresRead(page: Page): Promise<Told> {
  await page.keyboard.press('6');
  const fact = (path: string): Locator => page.locator(`tr.fact[data-path="${path}"]`);
  const value = (path: string): Locator => fact(path).locator('.fact-value');
  const total = (name: string): Promise<string> => page.getByRole('article', { name, exact: true }).locator('.score-total b').innerText();
  await expect(value('occlusionLengthMm.ct')).toContainText('mm');
  const length = await value('occlusionLengthMm.ct').innerText();
  expect(Math.abs(numberIn(length) - occlusion.lengthMm)).toBeLessThan(1.5);
  expect(Math.abs(numberIn(await value('bendInOcclusionDeg.ct').innerText()) - occlusion.bendDeg)).toBeLessThan(8);
  expect(numberIn(await value('ctCalcium.maxArcDeg').innerText())).toBe(occlusion.maxArcDeg);
  await expect(fact('ctCalcium.maxArcDeg')).toHaveAttribute('data-state', 'confirmed');
  for (const [path, answer] of [['angioCalcium', 'severe'], ['priorFailedAttempt', 'no']] as const) {
    await fact(path).getByRole('button', { name: 'Answer' }).click();
    await fact(path).locator('.fact-answer').getByRole('button', { name: answer, exact: true }).click();
    await expect(value(path)).toHaveText(answer);
  }
  await fact('egfr').getByRole('button', { name: 'Answer' }).click();
  await page.keyboard.type('45');
  await page.keyboard.press('Enter');
  await expect(value('egfr')).toContainText('45');
  // Blunt, severely calcified, longer than 20 mm, a gentle bend, a first attempt: three points.
  expect(await total('J-CTO')).toBe('3');
  await page.keyboard.press('m');
  await expect(region(page, 'Scores')).toContainText(/read today/);
  return { length, jCto: await total('J-CTO'), kcct: await total('KCCT') };
}

/** A ladder as the review suggests it, changed by hand; the version is signed. */
async function planSigned(page: Page, { length }: Told): Promise<string> {
  await page.keyboard.press('7');
  await expect(region(page, 'Ladder')).toContainText(`CTO ${length}`);
  await page.keyboard.press('g');
  await expect(step(page, 'A1')).toBeFocused();
  await field(page, 'Technique of A1').fill('Gaia 3 on Turnpike Gold');
  await field(page, 'Devices of A1').fill('Gaia 3, Turnpike Gold');
  await field(page, 'Minutes of A1, min').fill('10');
  await field(page, 'Access').fill('right radial 7F');
  await field(page, 'Contrast, ml').fill('150');
  await field(page, 'Contrast, ml').press('Enter');
  await expect(banner(page)).toContainText('v1 draft, saved');
  await region(page, 'Sign').getByRole('checkbox', { name: /I have seen/ }).check();
  await region(page, 'Sign').getByRole('button', { name: /^Sign version 1/ }).click();
  await expect(page.getByRole('contentinfo')).toContainText('Version 1 is signed and sealed');
  await expect(region(page, 'Versions')).toContainText('chain intact');
  return await region(page, 'Versions').locator('.plan-seal').getAttribute('title') ?? '';
}

/** What a PDF says, on one line; null where nothing is installed that reads it, which is said. */
function textOf(path: string): string | null {
  const { error, stdout } = spawnSync('pdftotext', ['-raw', path, '-'], { encoding: 'utf8' });
  if (error !== undefined) process.stderr.write('pdftotext is not installed: the text of the printed plan is not judged here\n');
  return error === undefined ? stdout.replaceAll(/\s+/g, ' ') : null;
}

/** Amounts of the room, by their keys. */
async function entered(room: Page, key: string, amount: string): Promise<void> {
  await room.keyboard.press(key);
  await expect(room.getByRole('dialog')).toBeVisible();
  await room.keyboard.type(amount);
  await room.keyboard.press('Enter');
  await expect(room.getByRole('dialog')).toHaveCount(0);
}

/** The phase or the track of that name. */
async function chosen(room: Page, key: string, words: string): Promise<void> {
  await room.keyboard.press(key);
  await room.getByRole('dialog').getByRole('button', { name: words }).click();
  await expect(room.getByRole('dialog')).toHaveCount(0);
}

test('demo case to signed plan to room screen to outcome', async ({ app, planner: page, context }) => {
  test.setTimeout(400_000);
  await traced(page);
  await calciumConfirmed(page);
  const told = await scoresRead(page);
  const seal = await planSigned(page, told);
  expect(seal).toMatch(/^[0-9a-f]{64}$/);

  // The plan on paper says the same.
  const [printed] = await Promise.all([page.waitForEvent('download'), region(page, 'Versions').getByRole('button', { name: 'Save v1 as PDF' }).click()]);
  const pdf = readFileSync(await printed.path());
  const paper = textOf(await printed.path());
  for (const words of [
    'DEMO-ALBRECHT-WIESENBURGER', `CTO ${told.length}`, `J-CTO evidence A UNVERIFIED ${told.jCto} `, 'Gaia 3 on Turnpike Gold', 'contrast 150 ml', 'right radial 7F', seal,
    'Not for primary diagnosis', `${occlusion.maxArcDeg}°`,
  ]) expect.soft(paper ?? words).toContain(words);

  // In the room, as a page of its own with a pass of its own.
  const [room] = await Promise.all([page.waitForEvent('popup'), region(page, 'Versions').getByRole('button', { name: 'Open v1 in the room' }).click()]);
  await room.setViewportSize({ width: 1920, height: 1080 });
  const screen = room.locator('.room');
  await expect(screen).toHaveAttribute('data-step', 'A1');
  const scope = /\/room\/(pln_[0-9a-z]+)\/1\/$/.exec(new URL(room.url()).pathname);
  expect(scope, room.url()).not.toBeNull();
  await expect(room.getByRole('banner')).toContainText('DEMO-ALBRECHT-WIESENBURGER');
  await expect(room.getByRole('banner')).toContainText(`CTO ${told.length}`);
  await expect(room.getByRole('banner')).toContainText('v1 signed');
  await expect(region(room, 'Step at hand')).toContainText('Gaia 3 on Turnpike Gold');
  await expect(region(room, 'Contrast and dose')).toContainText('not entered of 150 ml');
  await expect(region(room, 'Key images').getByRole('img')).toBeVisible();
  await expect(region(room, 'Ruler').getByRole('img', { name: /Calcium along RCA/ })).toBeVisible();
  await room.keyboard.press('a');
  await room.keyboard.press('w');
  await room.keyboard.press('Space');
  await expect(screen).toHaveAttribute('data-step', 'A2');
  await entered(room, 'c', '90');
  await expect(region(room, 'Contrast and dose')).toContainText('90 of 150 ml');
  await expect(room.getByText('nears its limit')).toHaveCount(0);
  await expect(screen).toHaveAttribute('data-waiting', '0');

  // The desk is closed, and the room goes on: ticked, warned before the limit, told what the track takes off the table.
  await page.close();
  await entered(room, 'c', '132');
  await expect(region(room, 'Contrast and dose')).toContainText('132 of 150 ml');
  await expect(room.getByText('Contrast nears its limit')).toBeVisible();
  await entered(room, 'k', '1.85');
  await chosen(room, 't', 'Extraplaque');
  await expect(region(room, 'Track')).toContainText('No rotational, orbital, laser');
  await expect(room.getByRole('status').filter({ hasText: 'Now off the table' })).toContainText('rotational, orbital, laser');
  await chosen(room, 't', 'Intraplaque, proven by IVUS');
  await expect(room.getByRole('status').filter({ hasText: 'Possible now' })).toContainText('OPN');
  await room.keyboard.press('Space');
  await expect(screen).toHaveAttribute('data-step', 'A3');
  await chosen(room, 'f', 'Device will not cross');
  await expect(region(room, 'Track')).toContainText('Phase: device will not cross');
  const changed = room.getByRole('status').filter({ hasText: 'Now: device will not cross' });
  await expect(changed).toBeVisible();
  await expect(changed).not.toContainText('Nothing changes in the advice');
  await room.keyboard.press('n');
  await room.keyboard.type('septal donor stayed open');
  await room.keyboard.press('Enter');
  await room.keyboard.press('e');
  await expect(room.getByText('Press E once more')).toBeVisible();
  await room.keyboard.press('e');
  await expect(room.getByRole('banner')).toContainText('record the outcome at the desk');
  await expect(screen).toHaveAttribute('data-waiting', '0');
  await room.close();

  // Afterwards at the desk: what the room noted is there, and only what nobody else knows is asked.
  const desk = await context.newPage();
  await desk.goto(app.address);
  await caseRow(desk, 'DEMO').press('Enter');
  await wholeSeries(desk);
  await desk.keyboard.press('7');
  await expect(region(desk, 'Versions')).toContainText('the procedure has ended: record it');
  await desk.keyboard.press('e');
  await expect(region(desk, 'Outcome')).toContainText(`of version 1, `);
  await expect(region(desk, 'Outcome')).toContainText(`CTO ${told.length}`);
  await expect(row(desk, 'Contrast').getByRole('textbox')).toHaveValue('132');
  await expect(row(desk, 'Air kerma').getByRole('textbox')).toHaveValue('1.85');
  await expect(row(desk, 'Notes').getByRole('textbox')).toHaveValue('septal donor stayed open');
  await expect(row(desk, 'Step that crossed').getByRole('combobox')).toHaveValue('a-s082');
  for (const device of ['Gaia 3', 'Turnpike Gold', 'Confianza Pro 12']) await expect(row(desk, 'Devices used').getByRole('checkbox', { name: device, exact: true })).toBeChecked();
  await expect(row(desk, 'Devices used').getByRole('checkbox', { name: 'OPN NC' })).not.toBeChecked();
  await row(desk, 'How it crossed').getByRole('radio', { name: 'AWE' }).press('Space');
  await row(desk, 'Technical success').getByRole('radio', { name: 'Yes' }).press('Space');
  await row(desk, 'Complications in hospital').getByRole('checkbox', { name: 'none' }).press('Space');
  await row(desk, 'Procedural success').getByRole('radio', { name: 'Yes' }).press('Space');
  await row(desk, 'IVUS result').getByRole('textbox').fill('intraplaque throughout, MSA 6.1 mm²');
  await row(desk, 'IVUS result').getByRole('textbox').press('Enter');
  const reality = region(desk, 'Plan against reality');
  await expect(reality.getByRole('row', { name: /^A1/ })).toContainText('Gaia 3 on Turnpike Gold');
  await expect(reality.getByRole('row', { name: /^A2/ })).toContainText('crossed with it');
  await expect(reality.getByRole('row', { name: /^A3/ })).toContainText('not needed');
  await expect(reality.getByRole('row', { name: /^Contrast/ })).toContainText(/at most 150 ml.*132 ml.*within/);
  await expect(reality.getByRole('row', { name: /^Air kerma/ })).toContainText(/at most 5 Gy.*1\.85 Gy.*within/);
  await expect(region(desk, 'Outcome')).toContainText('Everything is said. It is of the demo case: it counts in no curve.');
  await desk.getByRole('button', { name: /^Confirm outcome/ }).click();
  await expect(region(desk, 'Outcome')).toContainText('confirmed today');

  // The centre's curve counts the one procedure that is no demo, and says that one is too few.
  await desk.keyboard.press('Shift+O');
  const sheet = desk.getByRole('dialog', { name: 'Outcomes of this centre' });
  await expect(sheet).toContainText('1 procedure with a confirmed outcome');
  await expect(sheet).toContainText('Not counted: 1 is of the demo case.');
  await expect(sheet.getByRole('region', { name: 'J-CTO', exact: true })).toContainText('Too few: with fewer than 10 procedures');
  const [table] = await Promise.all([desk.waitForEvent('download'), sheet.getByRole('button', { name: 'Export CSV' }).click()]);
  const csv = readFileSync(await table.path(), 'utf8').trim().split('\r\n');
  expect(csv).toHaveLength(2);
  expect(csv[1]).toContain(',121,');
  expect(csv.join('\n')).not.toMatch(/132|1\.85|WIESENBURGER|Muster|MRN/);
  await desk.keyboard.press('Escape');

  // Handed over: the JSON that was sealed, and the same paper byte by byte.
  await desk.keyboard.press('Escape');
  await desk.keyboard.press('h');
  await expect(desk.getByRole('radio', { name: /^Pack PDF/ })).toBeFocused();
  const [pack] = await Promise.all([desk.waitForEvent('download'), desk.keyboard.press('Enter')]);
  const files = await filesIn(await pack.path());
  expect(files.get('plan.pdf')?.equals(pdf)).toBe(true);
  const { version, evidence, content } = JSON.parse(files.get('plan.json')?.toString('utf8') ?? '') as {
    readonly version: number; readonly evidence: ReturnType<typeof evidenceOf>; readonly content: { readonly budget: object };
  };
  expect(version).toBe(1);
  expect(`${evidence.lesion?.length.toFixed(1)} mm`).toBe(told.length);
  for (const [id, points] of [['j-cto', told.jCto], ['kcct', told.kcct]] as const) {
    const sealed = evidence.scores.find((score) => score.id === id);
    if (sealed === undefined) throw new Error(`${id} is not in the plan`);
    const { least, most } = reachOf(sealed);
    expect(least === most ? `${least}` : `${least}–${most}`, id).toBe(points);
  }
  expect(content.budget).toMatchObject({ contrastMl: 150, airKermaGy: 5 });
});
