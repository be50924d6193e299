import type { Locator, Page, TestInfo } from '@playwright/test';
import { centrelineAt } from '../../core/centreline/centreline.ts';
import { pointLps, type PointLps } from '../../core/geometry/frame.ts';
import { mm } from '../../core/units.ts';
import { expect } from './app.ts';
import { apart, asked, clickByWheel, makeDemoLibrary, offCourse, onArtery, test, truth } from './demoDesk.ts';
import { caseRow } from './desk.ts';
import { misfits, SIZES } from './misfits.ts';
import { atRest, wholeSeries } from './pictures.ts';

/** The evening before, with the mouse alone: from the imported demo to the advice. */

test.beforeAll(async ({ browser }) => {
  test.setTimeout(500_000);
  await makeDemoLibrary(browser);
});

const rail = (page: Page, name: string): Locator => page.getByRole('navigation', { name: 'Stations' }).getByRole('button', { name });
const isFresh = (desk: Locator): Promise<void> => expect(desk).toHaveAttribute('data-state', 'fresh', { timeout: 60_000 });
const numberIn = (words: string): number => Number(/[\d.]+/.exec(words)?.[0]);

/** All of the station is in sight at both sizes, and lies over nothing; pictures of it are kept with the results. */
async function fits(page: Page, info: TestInfo, name: string): Promise<void> {
  for (const size of SIZES.toReversed()) {
    await page.setViewportSize(size);
    await atRest(page);
    await page.screenshot({ path: info.outputPath(`${name} ${size.width}.png`) });
    expect(await misfits(page), `${name} at ${size.width} x ${size.height}`).toEqual([]);
  }
}

test('the whole job on the demo case with the mouse: traced, capped, its calcium confirmed, facts answered, scores and advice read', async ({ planner: page }, info) => {
  test.setTimeout(400_000);
  await caseRow(page, 'DEMO').dblclick();
  await wholeSeries(page);

  // The path, click by click; named as the program says.
  await rail(page, 'Vessel').click();
  await expect(page.getByRole('region', { name: 'First steps' })).toBeVisible();
  const points = page.getByRole('region', { name: 'Path' }).getByRole('listitem');
  for (const [n, at] of [2, 30, 60, 95].entries()) {
    await clickByWheel(page, onArtery(at));
    await expect(points).toHaveCount(n + 1);
  }
  await isFresh(page.locator('.vessel'));
  await page.getByRole('button', { name: 'Name it RCA' }).click();

  // Caps, references and landing zone as they are proposed.
  const found = page.getByRole('region', { name: 'Found' });
  for (let left = 5; left > 0; left -= 1) {
    await found.getByRole('button', { name: `Confirm ${left} of 5` }).click();
    await isFresh(page.locator('.vessel'));
  }
  await expect(found.getByRole('button', { name: '5 of 5 places confirmed' })).toBeDisabled();
  const { centreline, findings } = await asked(page);
  if (centreline === null || findings === null) throw new Error('nothing is traced');
  expect(offCourse(centreline)).toBeLessThan(0.5);
  const cap = (at: number): PointLps => centrelineAt(findings.centreline, mm(at))?.at ?? pointLps(999, 0, 0);
  expect(apart(cap(findings.proximalCap.abscissa), truth.occlusion.proximalCap)).toBeLessThan(1.5);
  expect(apart(cap(findings.distalCap.abscissa), truth.occlusion.distalCap)).toBeLessThan(1.5);
  await fits(page, info, 'vessel');

  // The calcium: every section that matters is confirmed, one after the other.
  await page.getByRole('toolbar', { name: 'Vessel tools' }).getByRole('button', { name: 'Calcium 4' }).click();
  await isFresh(page.locator('.calcium'));
  const figures = await page.locator('.ruler-figures').innerText();
  expect(Math.abs(numberIn(figures) - truth.occlusion.calcifiedMm)).toBeLessThan(1.5);
  expect(Math.abs(numberIn(figures.replace(/^.*full moon/, '')) - truth.occlusion.fullMoonMm)).toBeLessThan(1.5);
  const values = page.getByRole('region', { name: 'Values of the section' });
  const neighbours = page.getByRole('region', { name: 'Neighbouring sections' });
  for (let left = 12; left > 0 && !/all \d+ that matter are confirmed/.test(await neighbours.innerText()); left -= 1) {
    const here = await values.getByRole('heading').innerText();
    await values.getByRole('button', { name: /^Confirm Enter/ }).click();
    await expect.poll(async () => await values.getByRole('heading').innerText() !== here || /all \d+ that matter/.test(await neighbours.innerText())).toBe(true);
  }
  await expect(neighbours).toContainText(/all \d+ that matter are confirmed, of \d+ in the occlusion/);
  await fits(page, info, 'calcium');

  // The facts: measured as in the phantom, confirmed with their sections, and what is asked for answered.
  await rail(page, 'Lesion').click();
  const fact = (path: string): Locator => page.locator(`tr.fact[data-path="${path}"]`);
  const shown = async (path: string): Promise<number> => numberIn(await fact(path).locator('.fact-value').innerText());
  await expect(fact('occlusionLengthMm.ct').locator('.fact-value')).toContainText('mm');
  const { occlusion } = truth;
  expect(Math.abs(await shown('occlusionLengthMm.ct') - occlusion.lengthMm)).toBeLessThan(1.5);
  expect(Math.abs(await shown('bendInOcclusionDeg.ct') - occlusion.bendDeg)).toBeLessThan(8);
  expect(await shown('ctCalcium.maxArcDeg')).toBe(occlusion.maxArcDeg);
  await expect(fact('ctCalcium.maxArcDeg')).toHaveAttribute('data-state', 'confirmed');
  for (const [path, answer] of [['angioCalcium', 'severe'], ['priorFailedAttempt', 'no']] as const) {
    await fact(path).getByRole('button', { name: 'Answer' }).click();
    await fact(path).locator('.fact-answer').getByRole('button', { name: answer, exact: true }).click();
    await expect(fact(path).locator('.fact-value')).toHaveText(answer);
  }

  // Blunt, severely calcified, longer than 20 mm, a gentle bend, a first attempt: three points.
  const total = page.getByRole('article', { name: 'J-CTO', exact: true }).locator('.score-total b');
  await expect(total).toHaveText('3');
  const scores = page.getByRole('region', { name: 'Scores' });
  await scores.getByRole('button', { name: /^Mark as read/ }).click();
  await expect(scores).toContainText(/read today/);
  const strategy = page.getByRole('region', { name: 'Strategy' });
  await expect(strategy.getByRole('region', { name: 'Fired rules' }).getByRole('listitem').filter({ hasText: 'S002' })).toContainText('because largest area share 100 %');
  await expect(strategy.getByRole('region', { name: 'Safety limits' })).toContainText('< 14 atm');
  await fits(page, info, 'lesion');
});
