import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { pointLps, type PointLps } from '../../core/geometry/frame.ts';
import { pointAt } from '../../core/geometry/polyline.ts';
import { DEMO_RECIPE, heartPhantom } from '../../core/phantom/phantom.ts';
import { mm } from '../../core/units.ts';
import { expect } from './app.ts';
import { asked, atStation, makeDemoLibrary, onArtery, test, truth } from './demoDesk.ts';
import { barriers, scratch } from './desk.ts';

test.beforeAll(async ({ browser }) => {
  test.setTimeout(500_000);
  await makeDemoLibrary(browser);
});
test.beforeEach(() => test.setTimeout(300_000));

/** The course of the demo's left anterior descending artery, which is open. */
const lad = heartPhantom(DEMO_RECIPE).truth('LAD')?.centreline ?? [];
const sheet = (page: Page): Locator => page.getByRole('region', { name: 'Facts' });
const fact = (page: Page, path: string): Locator => page.locator(`tr.fact[data-path="${path}"]`);
const value = (page: Page, path: string): Locator => fact(page, path).locator('.fact-value');
const answer = (page: Page, path: string): Locator => fact(page, path).locator('.fact-answer');
const strip = (page: Page): Locator => page.locator('.fact-strip');
const card = (page: Page, name: string): Locator => page.getByRole('article', { name, exact: true });
const total = (page: Page, name: string): Locator => card(page, name).locator('.score-total b');
const strategy = (page: Page): Locator => page.getByRole('region', { name: 'Strategy' });
/** The facts that are kept, by their path. */
const keptFacts = async (page: Page): Promise<Readonly<Record<string, unknown>>> => Object.fromEntries(
  (await asked(page)).kept.filter(({ content }) => content.kind === 'fact').map(({ content }) => [content['path'], content['value']]));

/** The lesion station with the demo's artery measured. */
async function atLesion(page: Page): Promise<void> {
  await atStation(page, '3', 'Vessel');
  await traceAndGo(page);
}

/** Reads the artery's points from a file, waits for its measures, and goes on to the lesion. */
async function traceAndGo(page: Page): Promise<void> {
  const file = join(scratch(), 'rca.json');
  writeFileSync(file, JSON.stringify({ points: [2, 30, 60, 95].map(onArtery) }));
  await page.getByLabel('File of points').setInputFiles(file);
  await expect(page.locator('.vessel')).toHaveAttribute('data-state', 'fresh', { timeout: 60_000 });
  await toLesion(page);
}

async function toLesion(page: Page): Promise<void> {
  await page.keyboard.press('6');
  await expect(value(page, 'occlusionLengthMm.ct')).toContainText('mm');
}

/** The number that a fact shows. */
const shown = async (page: Page, path: string): Promise<number> => Number(/-?[\d.]+/.exec(await value(page, path).innerText())?.[0]);

test('facts come from the vessel as it is in truth; each leads to its picture; every score says what it sees of the calcium', async ({ planner: page }) => {
  await atStation(page, '3', 'Vessel');
  await page.keyboard.press('6');
  await expect(page.locator('.lesion')).toContainText('No vessel is traced yet, so that nothing is measured.');
  await expect(value(page, 'occlusionLengthMm.ct')).toHaveText('? unknown');
  // What the header tells is there all the same.
  await expect(value(page, 'ageYears')).toContainText('71');
  await expect(total(page, 'J-CTO')).toHaveText('0–5');
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press('3');
  await expect(page.locator('.vessel')).toBeVisible();
  await traceAndGo(page);

  const { occlusion } = truth;
  // Acceptance of the measures: caps within 1.5 mm, bends within 8°, diameters within 0.3 mm.
  expect(Math.abs(await shown(page, 'occlusionLengthMm.ct') - occlusion.lengthMm)).toBeLessThan(1.5);
  expect(Math.abs(await shown(page, 'bendInOcclusionDeg.ct') - occlusion.bendDeg)).toBeLessThan(8);
  expect(Math.abs(await shown(page, 'proximalReferenceMm') - occlusion.proximalReferenceMm)).toBeLessThan(0.3);
  expect(Math.abs(await shown(page, 'distalReferenceMm') - occlusion.distalReferenceMm)).toBeLessThan(0.3);
  expect(await shown(page, 'ctCalcium.maxArcDeg')).toBe(occlusion.maxArcDeg);
  expect(Math.abs(await shown(page, 'ctCalcium.maxCsaPercent') - 100 * occlusion.maxAreaShare)).toBeLessThan(5);
  expect(Math.abs(await shown(page, 'ctCalcium.fullMoon') - occlusion.fullMoonMm)).toBeLessThan(1.5);
  expect(Math.abs(await shown(page, 'ctCalcium.lengthPercent') - occlusion.calcifiedMm)).toBeLessThan(1.5);
  await expect(value(page, 'stump')).toHaveText('blunt');
  await expect(fact(page, 'stump')).toHaveAttribute('data-state', 'proposed');
  await expect(page.getByRole('banner')).toContainText('CTO');

  // The evidence of a fact: the station, and the place in it.
  const section = fact(page, 'ctCalcium.maxCsaPercent').locator('.fact-evidence button');
  const at = /section ([\d.]+)/.exec(await section.innerText())?.[1] ?? '';
  await section.click();
  await expect(page.getByRole('button', { name: 'Calcium', exact: true })).toHaveAttribute('aria-current', 'page');
  await expect(page.getByRole('group', { name: 'Calcium ruler' }).locator('output')).toContainText(`${at} mm from the proximal cap`);
  await toLesion(page);
  await fact(page, 'bendInOcclusionDeg.ct').getByRole('button', { name: 'Bend inside' }).click();
  await page.keyboard.press('e');
  await expect(page.getByRole('button', { name: 'Vessel', exact: true })).toHaveAttribute('aria-current', 'page');
  await toLesion(page);

  // The same calcium, as each score sees it: what it asks, finds, and what would turn it.
  const table = page.getByRole('group', { name: 'The same calcium, as each score sees it' });
  const seen = (score: string): Locator => table.getByRole('row').filter({ has: page.getByRole('rowheader', { name: score, exact: true }) });
  await expect(seen('J-CTO')).toContainText('angiogram');
  await expect(seen('J-CTO')).toContainText('open until it is answered');
  await expect(seen('J-CTO, CT')).toContainText('100 %');
  await expect(seen('KCCT').first()).toContainText(/full moon .*: total/s);
  await expect(seen('PROGRESS')).toContainText('does not ask');
  expect(await barriers(page)).toEqual([]);
});

test('what is asked for is answered in place by mouse: ranges narrow, a score says which facts it reads, steps are undone, and all is there after a reload', async ({ planner: page }) => {
  await atLesion(page);
  await expect(total(page, 'J-CTO')).toHaveText('2–4');
  // The one that settles most comes first.
  await page.getByRole('button', { name: /^Next unknown/ }).click();
  await answer(page, 'angioCalcium').getByRole('button', { name: 'severe' }).click();
  await expect(value(page, 'angioCalcium')).toHaveText('severe');
  await expect(total(page, 'J-CTO')).toHaveText('3–4');
  await fact(page, 'priorFailedAttempt').getByRole('button', { name: 'Answer' }).click();
  await answer(page, 'priorFailedAttempt').getByLabel(/^Note/).fill('Referral letter');
  await answer(page, 'priorFailedAttempt').getByRole('button', { name: 'no', exact: true }).click();
  await expect(total(page, 'J-CTO')).toHaveText('3');
  await expect(strip(page)).toContainText('Note: Referral letter.');
  await expect(strip(page)).toContainText('Dr. Test, Tina');

  // What cannot be is one sentence, and what was typed stays.
  await fact(page, 'durationMonths').getByRole('button', { name: 'Answer' }).click();
  const months = answer(page, 'durationMonths').getByLabel('duration of the occlusion', { exact: true });
  await months.fill('2000');
  await answer(page, 'durationMonths').getByRole('button', { name: 'Keep' }).click();
  await expect(answer(page, 'durationMonths').getByRole('alert')).toContainText('must be a number from 0 to 1200');
  await expect(months).toHaveValue('2000');
  await months.fill('9');
  await answer(page, 'durationMonths').getByRole('button', { name: 'Keep' }).click();
  await expect(value(page, 'durationMonths')).toHaveText('9 months');

  // A score shows which fact it reads; the chosen one is confirmed below the sheet, wherever the pointer rests.
  const length = card(page, 'J-CTO').getByRole('button', { name: /^Length/ });
  await length.hover();
  await expect(fact(page, 'occlusionLengthMm.ct')).toHaveAttribute('data-lit', 'true');
  await expect(strip(page).getByRole('button')).toHaveCount(0);
  await length.click();
  await expect(fact(page, 'occlusionLengthMm.ct')).toHaveAttribute('aria-current', 'true');
  await expect(fact(page, 'occlusionLengthMm.ct')).toHaveAttribute('data-lit', 'true');
  await expect(strip(page).getByRole('button', { name: 'Confirm' })).toBeVisible();
  await strip(page).getByRole('button', { name: 'Confirm' }).click();
  await expect(fact(page, 'occlusionLengthMm.ct')).toHaveAttribute('data-state', 'confirmed');
  await page.keyboard.press('Control+z');
  await expect(fact(page, 'occlusionLengthMm.ct')).toHaveAttribute('data-state', 'proposed');
  await page.keyboard.press('Control+Shift+z');
  await expect(fact(page, 'occlusionLengthMm.ct')).toHaveAttribute('data-state', 'confirmed');

  // A measured value is corrected, and stays beneath what was said.
  await fact(page, 'stump').getByRole('button', { name: 'Proximal cap' }).click();
  await strip(page).getByRole('button', { name: 'Change' }).click();
  await answer(page, 'stump').getByRole('button', { name: 'tapered' }).click();
  await expect(fact(page, 'stump')).toHaveAttribute('data-state', 'edited');
  await expect(fact(page, 'stump')).toContainText('measured blunt');
  await expect(total(page, 'J-CTO')).toHaveText('2');
  await strip(page).getByRole('button', { name: 'Take back' }).click();
  await expect(fact(page, 'stump')).toHaveAttribute('data-state', 'proposed');

  await expect.poll(() => keptFacts(page)).toMatchObject({ angioCalcium: 'severe', priorFailedAttempt: false, durationMonths: 9 });
  await page.reload();
  await expect(total(page, 'J-CTO')).toHaveText('3', { timeout: 60_000 });
  await expect(fact(page, 'occlusionLengthMm.ct')).toHaveAttribute('data-state', 'confirmed');
  await expect(fact(page, 'angioCalcium')).toContainText('angiogram');
});

/** Steps through the sheet to a fact. */
async function walkTo(page: Page, path: string): Promise<void> {
  for (let left = 70; left > 0 && await fact(page, path).getAttribute('aria-current') !== 'true'; left -= 1) {
    const before = await sheet(page).locator('tr[aria-current="true"]').getAttribute('data-path');
    await page.keyboard.press('ArrowDown');
    await expect(sheet(page).locator('tr[aria-current="true"]')).not.toHaveAttribute('data-path', before ?? '');
  }
}

test('the same by keys alone: unknown facts in their order, confirmed and corrected, scores in detail, phases', async ({ planner: page }) => {
  await atLesion(page);
  await page.mouse.move(0, 0);
  await page.keyboard.press('u');
  await expect(answer(page, 'angioCalcium').getByRole('button', { name: 'none' })).toBeFocused();
  for (let n = 0; n < 3; n += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(value(page, 'angioCalcium')).toHaveText('severe');
  await expect(fact(page, 'angioCalcium').getByRole('button', { name: 'Calcium, angiogram' })).toBeFocused();
  for (const [path, key, words] of [['priorFailedAttempt', 'n', 'no'], ['priorCabg', 'y', 'yes']] as const) {
    await walkTo(page, path);
    await page.keyboard.press(key);
    await expect(value(page, path)).toHaveText(words);
  }
  await expect(total(page, 'J-CTO')).toHaveText('3');
  await page.keyboard.press('x');
  await expect(fact(page, 'priorCabg')).toContainText('Asked, and not known.');
  await page.keyboard.press('Delete');
  await expect(fact(page, 'priorCabg')).toContainText('Not asked yet.');
  await walkTo(page, 'lvefPercent');
  await page.keyboard.press('a');
  await page.keyboard.type('520');
  await page.keyboard.press('Enter');
  await expect(answer(page, 'lvefPercent').getByRole('alert')).toContainText('must be a number from 0 to 100');
  await page.keyboard.press('Escape');
  await page.keyboard.press('a');
  await page.keyboard.type('52');
  await page.keyboard.press('Enter');
  await expect(value(page, 'lvefPercent')).toHaveText('52 %');

  // Confirmed one by one, then the rest of the group at once, which is one step of undo.
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(fact(page, 'occlusionLengthMm.ct')).toHaveAttribute('data-state', 'confirmed');
  await expect(fact(page, 'stump')).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('Shift+Enter');
  await expect(fact(page, 'bendInOcclusionDeg.ct')).toHaveAttribute('data-state', 'confirmed');
  await expect(fact(page, 'ctCalcium.maxArcDeg')).toHaveAttribute('data-state', 'proposed');
  await page.keyboard.press('Control+z');
  await expect(fact(page, 'bendInOcclusionDeg.ct')).toHaveAttribute('data-state', 'proposed');
  await expect(fact(page, 'occlusionLengthMm.ct')).toHaveAttribute('data-state', 'confirmed');

  // A group folds away, and its rare facts come forth.
  await page.keyboard.press('f');
  await expect(fact(page, 'stump')).toHaveCount(0);
  await page.keyboard.press('f');
  await page.keyboard.press('t');
  await expect(fact(page, 'occlusionLengthMm.angio')).toBeVisible();

  // Scores in detail with cohort and citation; their sets; the phases.
  await page.keyboard.press('d');
  const detail = page.getByRole('region', { name: 'J-CTO in detail' });
  await expect(detail).toContainText('Morino');
  await expect(detail).toContainText(/\d+ % .*in /s);
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(detail).toHaveCount(0);
  await page.keyboard.press('s');
  await expect(card(page, 'ORA')).toBeVisible();
  await page.keyboard.press('s');
  await expect(card(page, 'PROGRESS-CTO MACE')).toBeVisible();
  await page.keyboard.press('p');
  await expect(page.getByRole('button', { name: 'Cap (P)' })).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText('answer yes, no, asked and not known');
});

test('strategy: why a rule holds and another does not, limits, ladders, algorithms that disagree; what if is never kept', async ({ planner: page }) => {
  await atLesion(page);
  const rules = strategy(page).getByRole('region', { name: 'Fired rules' });
  await expect(rules.getByRole('listitem').filter({ hasText: 'S002' })).toContainText('because largest area share 100 %');
  await expect(strategy(page).getByRole('region', { name: 'Safety limits' })).toContainText('< 14 atm');
  await rules.getByRole('button', { name: 'S002: why?' }).click();
  const why = page.getByRole('region', { name: /^Why S/ });
  await expect(why).toContainText('S002 applies');
  await expect(why).toContainText('Condition, part by part');
  await expect(why.getByRole('img', { name: 'holds', exact: true }).first()).toBeVisible();
  await page.getByLabel('Find a rule').fill('silent');
  await page.keyboard.press('ArrowDown');
  await expect(why).toContainText('silent');
  await expect(why.getByRole('img', { name: 'does not hold' }).first()).toBeVisible();
  await page.getByRole('button', { name: /^Rules, limits/ }).click();

  // What waits names the fact that it waits for; algorithms stand beside each other, each with its paper.
  const algorithms = strategy(page).getByRole('region', { name: 'Published algorithms' });
  await expect(algorithms).toContainText('they disagree');
  await algorithms.getByRole('button', { name: 'EuroCTO 2019' }).click();
  await expect(algorithms.getByRole('listitem').filter({ hasText: 'EuroCTO 2019' }).first()).toContainText(/EuroIntervention|2019/);
  await strategy(page).getByRole('region', { name: 'Waiting rules' }).getByRole('button', { name: 'Planned strategies' }).first().click();
  await expect(fact(page, 'plannedStrategies')).toHaveAttribute('aria-current', 'true');

  // Supposed: marked on sheet, bar and cards, and nothing is sent.
  const sent: string[] = [];
  page.on('request', (request) => { if (request.url().endsWith('/api/entries.change')) sent.push(request.url()); });
  await page.keyboard.press('w');
  const bar = page.getByRole('region', { name: 'What if' });
  await expect(bar).toContainText('Answers are supposed now, and not kept.');
  await fact(page, 'priorFailedAttempt').getByRole('button', { name: 'Answer' }).click();
  await answer(page, 'priorFailedAttempt').getByRole('button', { name: 'yes', exact: true }).click();
  await expect(bar).toContainText('Previous attempt failed: yes');
  await expect(bar).toContainText('J-CTO 2–4 → 3–4');
  await expect(card(page, 'J-CTO')).toContainText('what if, from 2–4');
  await expect(fact(page, 'priorFailedAttempt')).toContainText('supposed, not kept; really unknown');
  await fact(page, 'stump').getByRole('button', { name: 'Proximal cap' }).click();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'What if is on' })).toBeVisible();
  await page.keyboard.press('m');
  expect(await barriers(page)).toEqual([]);
  expect(sent).toEqual([]);
  expect(await keptFacts(page)).toEqual({});
  await page.reload();
  await expect(total(page, 'J-CTO')).toHaveText('2–4', { timeout: 60_000 });
  await expect(bar).toHaveCount(0);
  await expect(value(page, 'priorFailedAttempt')).toHaveText('? unknown');

  // A ladder as it would be, and entered once the cap resists.
  await page.keyboard.press('l');
  const ladder = strategy(page).getByRole('region', { name: 'Ladders' });
  await expect(ladder.getByText('Entered.')).toHaveCount(0);
  await ladder.getByRole('button', { name: 'Cap impenetrable' }).click();
  await page.keyboard.press('y');
  await expect(value(page, 'capImpenetrable')).toHaveText('yes');
  await expect(ladder.getByText('Entered.')).toHaveCount(1);
  await expect(ladder.locator('li[data-state="next"]').first()).toContainText('next');
});

test('boards: collaterals and the cap with what settled it; findings of IVUS at the ruler’s cursor, stepped by key', async ({ planner: page }) => {
  await atLesion(page);
  await page.keyboard.press('b');
  const board = (name: string): Locator => page.getByRole('region', { name, exact: true });
  const choose = (name: string, label: string, words: string): Promise<void> =>
    board(name).getByRole('group', { name: label, exact: true }).getByRole('button', { name: words, exact: true }).click();
  await expect(total(page, 'PROGRESS-CTO')).toHaveText('0–3');
  await choose('Collaterals', 'collateral that a wire and microcatheter can cross', 'yes');
  await choose('Collaterals', 'donor vessel of the collateral', 'LAD');
  await choose('Collaterals', 'kind of collateral', 'septal');
  await choose('Collaterals', 'Rentrop grade of the collateral filling', '2');
  await expect(value(page, 'collaterals.rentrop')).toHaveText('2');
  await expect(fact(page, 'collaterals.rentrop')).toContainText('angiogram');
  await expect(total(page, 'PROGRESS-CTO')).toHaveText('0–2');

  await choose('Proximal cap', 'proximal cap as angiography shows it', 'ambiguous');
  await expect(board('Proximal cap')).toContainText('From this: ambiguous');
  await choose('Proximal cap', 'proximal cap as CT shows it', 'clear');
  await choose('Proximal cap', 'what settled an ambiguous proximal cap', 'CT');
  await expect(board('Proximal cap')).toContainText('not ambiguous, ambiguous on the angiogram, clear on CT');
  await board('Proximal cap').getByRole('button', { name: 'Take it over' }).click();
  await expect(value(page, 'proximalCapAmbiguous')).toHaveText('no');
  await expect(total(page, 'PROGRESS-CTO')).toHaveText('0–1');
  expect(await barriers(page)).toEqual([]);

  // The cursor of the ruler goes along by its keys; the finding lies where it is.
  const place = page.getByLabel('Place on the ruler');
  await expect(place).toContainText('−44.');
  for (let n = 0; n < 12; n += 1) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await expect(place).toContainText(/^1[45]\.\d mm/);
  await expect(place).toContainText('CT: arc 360°');
  await page.keyboard.press('i');
  const finding = board('IVUS findings').getByRole('listitem');
  await expect(finding.getByLabel(/^Arc at/)).toBeFocused();
  await page.keyboard.type('270');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowUp');
  await expect(finding.getByLabel(/^Arc at/)).toHaveValue('280');
  // What is no arc is said and not kept, and on leaving the field the old one is back; so is a place beyond the path.
  await finding.getByLabel(/^Arc at/).fill('abc');
  await page.keyboard.press('Tab');
  await expect(finding.getByRole('alert')).toHaveText('“abc” is not kept: from 0 to 360 °');
  await expect(finding.getByLabel(/^Arc at/)).toHaveValue('280');
  const placed = Number(await finding.getByLabel(/^Place/).inputValue());
  await finding.getByLabel(/^Place/).fill('90');
  await page.keyboard.press('Enter');
  await expect(finding.getByRole('alert').filter({ hasText: '“90” is not kept' })).toBeVisible();
  expect(Math.abs(placed - 15)).toBeLessThan(0.2);
  await finding.getByLabel(/^Place/).press('ArrowDown');
  await expect.poll(async () => Number(await finding.getByLabel(/^Place/).inputValue())).toBeCloseTo(placed - 0.5, 0);
  await finding.getByRole('button', { name: 'superficial' }).click();
  await finding.getByRole('button', { name: 'concentric', exact: true }).click();
  await page.getByRole('button', { name: /^Tracking/ }).click();
  await expect(value(page, 'ivus.arcDeg')).toHaveText('280°');
  await expect(value(page, 'ivus.depth')).toHaveText('superficial');
  await expect(fact(page, 'ivus.arcDeg').locator('.fact-source')).toContainText('IVUS');
  // On the calcium ruler, too.
  await fact(page, 'ivus.arcDeg').locator('.fact-evidence button').click();
  await expect(page.locator('.ruler-ivus title')).toHaveText(/^IVUS at 14\.\d mm/);
  await toLesion(page);
  await finding.getByRole('button', { name: /^Remove/ }).click();
  await expect(finding).toHaveCount(0);
  await expect(value(page, 'ivus.arcDeg')).toHaveText('? unknown');
  await page.keyboard.press('Control+z');
  await expect(finding).toHaveCount(1);
});

test('a measurement edited after a score was read marks the score as changed, with before and after', async ({ planner: page }) => {
  await atLesion(page);
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(fact(page, 'occlusionLengthMm.ct')).toHaveAttribute('data-state', 'confirmed');
  const before = await value(page, 'occlusionLengthMm.ct').innerText();
  await page.keyboard.press('m');
  await expect(page.getByRole('region', { name: 'Scores' })).toContainText(/read today/);
  await expect(page.locator('.scores-changed')).toHaveCount(0);

  // The distal cap, 15 mm behind the proximal one.
  await page.keyboard.press('3');
  await page.locator('.vessel-section').focus();
  await page.keyboard.press('p');
  for (let n = 0; n < 3; n += 1) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press(']');
  await expect(page.getByRole('slider', { name: /^Distal cap/ })).toHaveAttribute('data-state', 'edited');
  await expect(page.locator('.vessel')).toHaveAttribute('data-state', 'fresh', { timeout: 60_000 });
  await toLesion(page);
  const changed = page.locator('.scores-changed');
  await expect(changed).toContainText(`Length cap to cap ${before} → 15.0 mm`);
  await expect(changed).toContainText('J-CTO 2–4 → 1–3');
  await expect(card(page, 'J-CTO')).toHaveAttribute('data-changed', 'true');
  await expect(card(page, 'J-CTO')).toContainText('was 2–4 when read');
  await expect(fact(page, 'occlusionLengthMm.ct')).toHaveAttribute('data-state', 'changed');
  await page.keyboard.press('d');
  await expect(page.getByRole('region', { name: 'J-CTO in detail' })).toContainText(`Read as 2–4, now 1–3: Length cap to cap ${before} → 15.0 mm`);
  await page.keyboard.press('Escape');
  expect(await barriers(page)).toEqual([]);

  await page.reload();
  await expect(card(page, 'J-CTO')).toHaveAttribute('data-changed', 'true', { timeout: 60_000 });
  await expect(changed).toContainText('J-CTO 2–4 → 1–3');
  // Read again it is no longer changed; the fact waits to be confirmed anew.
  await page.keyboard.press('m');
  await expect(changed).toHaveCount(0);
  await expect(fact(page, 'occlusionLengthMm.ct')).toHaveAttribute('data-state', 'changed');
});

/** Reads an artery's points from a file: a vessel of its own, measured. */
async function traceFile(page: Page, name: string, points: readonly PointLps[]): Promise<void> {
  const file = join(scratch(), `${name}.json`);
  writeFileSync(file, JSON.stringify({ points }));
  await page.keyboard.press('3');
  await page.getByLabel('File of points').setInputFiles(file);
  await expect(page.locator('.vessel')).toHaveAttribute('data-state', 'fresh', { timeout: 60_000 });
}
async function answered(page: Page, path: string, words: string): Promise<void> {
  await fact(page, path).getByRole('button', { name: 'Answer' }).click();
  await answer(page, path).getByRole('button', { name: words, exact: true }).click();
  await expect(value(page, path)).toHaveText(words);
}

test('what was said before a vessel was traced is of the only one there is; of two it is asked for each, and what is the patient’s holds for both', async ({ planner: page }) => {
  await atStation(page, '3', 'Vessel');
  await page.keyboard.press('6');
  await answered(page, 'priorFailedAttempt', 'yes');
  await answered(page, 'priorCabg', 'no');
  await traceFile(page, 'rca', [2, 30, 60, 95].map(onArtery));
  await toLesion(page);
  await expect(value(page, 'priorFailedAttempt')).toHaveText('yes');
  await expect(total(page, 'J-CTO')).toHaveText('3–4');

  // With a second vessel nobody has said which of them it was.
  await traceFile(page, 'lad', [2, 25, 50].map((at) => pointAt(lad, mm(at)) ?? pointLps(0, 0, 0)));
  const vessels = page.getByRole('region', { name: 'Vessels' }).getByRole('listitem');
  await expect(vessels).toHaveCount(2);
  await vessels.first().getByRole('button').first().click();
  await toLesion(page);
  await expect(value(page, 'priorFailedAttempt')).toHaveText('? unknown');
  await expect(fact(page, 'priorFailedAttempt')).toContainText('Said before a vessel was traced: yes. Answer it for this vessel.');
  await expect(total(page, 'J-CTO')).toHaveText('2–4');
  await expect(value(page, 'priorCabg')).toHaveText('no');
  await answered(page, 'priorFailedAttempt', 'yes');
  await expect(total(page, 'J-CTO')).toHaveText('3–4');

  // Said of the one, it is still asked of the other.
  await page.keyboard.press('3');
  await vessels.last().getByRole('button').first().click();
  await expect(vessels.last()).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('6');
  await expect(fact(page, 'priorFailedAttempt')).toContainText('Said before a vessel was traced: yes. Answer it for this vessel.');
  await expect(value(page, 'priorCabg')).toHaveText('no');
  await answered(page, 'priorFailedAttempt', 'no');
  await page.keyboard.press('3');
  await vessels.first().getByRole('button').first().click();
  await toLesion(page);
  await expect(value(page, 'priorFailedAttempt')).toHaveText('yes');
});
