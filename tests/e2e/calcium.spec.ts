import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { centrelineAt } from '../../core/centreline/centreline.ts';
import { pointLps } from '../../core/geometry/frame.ts';
import { footOnLine } from '../../core/geometry/polyline.ts';
import { mm } from '../../core/units.ts';
import { expect } from './app.ts';
import { asked, atStation, clickPoint, kept, makeDemoLibrary, onArtery, test, truth } from './demoDesk.ts';
import { barriers, scratch } from './desk.ts';
import { greysOf } from './pictures.ts';

test.beforeAll(async ({ browser }) => {
  test.setTimeout(500_000);
  await makeDemoLibrary(browser);
});
test.beforeEach(() => test.setTimeout(300_000));

const desk = (page: Page): Locator => page.locator('.calcium');
const isMeasured = (page: Page): Promise<void> => expect(desk(page)).toHaveAttribute('data-state', 'fresh', { timeout: 60_000 });
const section = (page: Page): Locator => page.getByRole('group', { name: 'Section at the cursor' });
const title = (page: Page): Locator => section(page).locator('.overlay-title');
const figures = (page: Page): Locator => page.locator('.ruler-figures');
const values = (page: Page): Locator => page.getByRole('region', { name: 'Values of the section' });
const operator = (page: Page, row: string): Locator => values(page).getByRole('row', { name: row }).getByRole('cell').nth(1);
const automatic = (page: Page, row: string): Locator => values(page).getByRole('row', { name: row }).getByRole('cell').nth(0);
const tool = (page: Page, name: RegExp): Locator => page.getByRole('toolbar', { name: 'Section' }).getByRole('button', { name });
const panel = (page: Page, name: string): Promise<void> => page.getByRole('group', { name: 'Panel' }).getByRole('button', { name }).click();
/** The first number of some words; a comma parts thousands. */
const numberIn = (words: string): number => Number(/[−-]?[\d,.]+/.exec(words)?.[0].replaceAll(',', '').replace('−', '-') ?? NaN);
const shown = async (place: Locator): Promise<number> => numberIn(await place.innerText());
const reviews = async (page: Page): Promise<readonly Readonly<Record<string, unknown>>[]> =>
  (await kept(page)).flatMap(({ content }) => (content.kind === 'review' && content['reading'] !== 'draft' ? [content] : []));

/** The calcium of the artery between places along it: its points are read from a file. */
async function atCalcium(page: Page, at: readonly number[] = [2, 30, 60, 95]): Promise<void> {
  await atStation(page, '3', 'Vessel');
  const file = join(scratch(), 'rca.json');
  writeFileSync(file, JSON.stringify({ points: at.map(onArtery) }));
  await page.getByLabel('File of points').setInputFiles(file);
  await expect(page.getByRole('region', { name: 'Path' }).getByRole('listitem')).toHaveCount(at.length);
  await page.keyboard.press('4');
}

/** Where a place along the vessel lies on the ruler, mm from the proximal cap, at a height of the ruler's share. */
async function onRuler(page: Page, at: number, share = 0.7): Promise<readonly [x: number, y: number]> {
  const [x, y] = await page.locator('.ruler-front').evaluate((front, [from, down]) => {
    const { left, top, height } = front.getBoundingClientRect();
    const [start = 0, end = 1] = front.getAttribute('data-domain')?.split(' ').map(Number) ?? [];
    const [, width = 0] = front.getAttribute('data-plot')?.split(' ').map(Number) ?? [];
    const zero = Number(/M([\d.]+)/.exec(front.querySelector('.ruler-cap-line')?.getAttribute('d') ?? '')?.[1]);
    return [left + zero + (from * width) / (end - start), top + down * height] as const;
  }, [at, share] as const);
  return [x, y];
}

/** The middle of a handle of the section. */
async function handleAt(page: Page, name: string | RegExp): Promise<readonly [x: number, y: number]> {
  const box = await section(page).getByRole('slider', { name }).boundingBox() ?? { x: 0, y: 0, width: 0, height: 0 };
  return [box.x + box.width / 2, box.y + box.height / 2];
}

/** Where the middle of the vessel lies in the picture of the section. */
async function middleOf(page: Page): Promise<readonly [x: number, y: number]> {
  const box = await section(page).boundingBox() ?? { x: 0, y: 0, width: 0, height: 0 };
  return [box.x + box.width / 2, box.y + box.height / 2];
}

/** Takes hold of a place and goes through others, without letting go. */
async function drag(page: Page, ...[from, ...through]: readonly (readonly [x: number, y: number])[]): Promise<void> {
  await page.mouse.move(...from ?? [0, 0]);
  await page.mouse.down();
  for (const to of through) await page.mouse.move(...to, { steps: 4 });
}

/** What is true where the cursor stands on the ruler. */
async function truthHere(page: Page, { centreline, findings }: Awaited<ReturnType<typeof asked>>): Promise<{ readonly arc: number; readonly share: number }> {
  const at = (findings?.proximalCap.abscissa ?? NaN) + await shown(title(page));
  const place = centreline === null ? undefined : centrelineAt(centreline, mm(at))?.at;
  const foot = footOnLine(truth.course, place ?? pointLps(0, 0, 0));
  const known = truth.sections[Math.round((foot?.abscissa ?? NaN) / 0.5)];
  return { arc: known?.arcDeg ?? NaN, share: 100 * (known?.areaShare ?? NaN) };
}
/** So far the program may be off to be of use to an operator. */
const MOST_OFF = { arc: 20, share: 8, length: 1.5 };

test('the calcium of an occlusion with the mouse: read, corrected and confirmed on one ruler, true to the phantom, and there after a reload', async ({ planner: page }) => {
  await atCalcium(page);
  await isMeasured(page);
  expect(await barriers(page)).toEqual([]);

  // Lengths of the lesion against what the phantom is made of.
  const occlusion = page.locator('.ruler-occlusion title');
  expect(Math.abs(numberIn(await occlusion.textContent() ?? '') - truth.occlusion.lengthMm)).toBeLessThan(MOST_OFF.length);
  const said = await figures(page).innerText();
  expect(Math.abs(numberIn(said) - truth.occlusion.calcifiedMm)).toBeLessThan(MOST_OFF.length);
  expect(Math.abs(numberIn(said.replace(/^.*full moon/, '')) - truth.occlusion.fullMoonMm)).toBeLessThan(MOST_OFF.length);

  const answered = await asked(page);

  // A click on the ruler takes every picture along; its values are the phantom's.
  for (const at of [3, 7.5, 16, 22, 31]) {
    const before = await greysOf(page.locator('.section-bare'), 16);
    await page.mouse.click(...await onRuler(page, at));
    await expect.poll(async () => Math.abs(await shown(title(page)) - at)).toBeLessThan(0.3);
    const place = (await title(page).innerText()).replace('Section at ', '');
    await expect(values(page).getByRole('heading')).toHaveText(`Section ${place}`);
    await expect(page.locator('.ruler-cursor .ruler-foot-words')).toHaveText(place.replace(' mm', ''));
    await expect(page.locator('.neighbour[aria-current="true"]')).toHaveAccessibleName(new RegExp(`^Section at ${place}: arc `));
    await expect.poll(async () => (await greysOf(page.locator('.section-bare'), 16)).greys).not.toEqual(before.greys);
    const known = await truthHere(page, answered);
    expect(Math.abs(await shown(automatic(page, 'Arc')) - known.arc)).toBeLessThanOrEqual(MOST_OFF.arc);
    expect(Math.abs(await shown(automatic(page, 'Area share')) - known.share)).toBeLessThanOrEqual(MOST_OFF.share);
  }

  // Only pointed at, a place is read and the cursor stays; dragged, the cursor comes along.
  const [stays, tag] = [await title(page).innerText(), page.locator('.ruler-tag').first()];
  const read = await tag.textContent();
  await page.mouse.move(...await onRuler(page, 16));
  await expect(page.locator('.ruler-hover')).toBeVisible();
  await expect(tag).toHaveText(/^360°/);
  expect(read).not.toMatch(/^360°/);
  await expect(title(page)).toHaveText(stays);
  await drag(page, await onRuler(page, 16), await onRuler(page, 9));
  await expect.poll(async () => Math.abs(await shown(title(page)) - 9)).toBeLessThan(0.3);
  await page.mouse.move(...await onRuler(page, 5), { steps: 3 });
  await page.mouse.up();
  await expect.poll(async () => Math.abs(await shown(title(page)) - 5)).toBeLessThan(0.3);

  // The threshold on its histogram: everything follows while it is dragged, and goes back to the rule.
  const rule = page.getByRole('slider', { name: /^Threshold/ });
  await expect(rule).toHaveAttribute('aria-valuetext', '300 HU, by the rule');
  const row = values(page).getByRole('row', { name: 'Area share' });
  const [was, before] = [await figures(page).innerText(), await row.innerText()];
  const { x, y, width, height } = await rule.boundingBox() ?? { x: 0, y: 0, width: 0, height: 0 };
  await drag(page, [x + width / 2, y + height / 2], [x + width / 2 + 110, y + height / 2]);
  await expect(figures(page)).not.toHaveText(was);
  await expect.poll(() => row.innerText()).not.toBe(before);
  // Each figure of it says that it is about so much, until the hand rests.
  const marks = (): Promise<readonly string[]> => desk(page).locator('.of-figures').evaluateAll((all) => [...new Set(all.map((one) => getComputedStyle(one, '::before').content))]);
  await expect.poll(async () => {
    await page.mouse.move(x + width / 2 + 108, y + height / 2);
    await page.mouse.move(x + width / 2 + 110, y + height / 2);
    return marks();
  }).toEqual(['"≈ "']);
  await expect.poll(marks).toEqual(['none']);
  await page.mouse.up();
  await isMeasured(page);
  await expect(rule).toHaveAttribute('aria-valuetext', /^\d+ HU, set by hand$/);
  await page.getByRole('region', { name: 'Threshold' }).getByRole('button', { name: 'Rule' }).click();
  await isMeasured(page);
  await expect(figures(page)).toHaveText(was);

  // The contour of the vessel is pulled by a handle: its neighbours adapt.
  const vesselArea = await shown(automatic(page, 'Vessel'));
  const middle = await middleOf(page);
  await tool(page, /^Contour/).click();
  const pulled = await handleAt(page, 'Vessel contour at 0°, radius');
  await drag(page, pulled, [pulled[0] + 25, pulled[1]]);
  await expect.poll(() => shown(operator(page, 'Vessel'))).toBeGreaterThan(vesselArea + 0.5);
  await page.mouse.up();
  await isMeasured(page);
  await expect(automatic(page, 'Vessel')).toHaveText('drawn');
  const drawn = await shown(operator(page, 'Vessel'));
  await page.mouse.move(0, 0);
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => shown(automatic(page, 'Vessel'))).toBeGreaterThan(vesselArea + 0.3);
  await page.keyboard.press('Control+z');
  await isMeasured(page);
  await page.keyboard.press('ArrowLeft');
  await expect(automatic(page, 'Vessel')).toHaveText(`${vesselArea.toFixed(1)} mm²`);
  await page.keyboard.press('Control+Shift+z');
  await isMeasured(page);
  await expect.poll(() => shown(operator(page, 'Vessel'))).toBe(drawn);
  await page.keyboard.press('Control+z');
  await isMeasured(page);

  // The arc by its end: the program's value stays beside the operator's.
  await tool(page, /^Arc/).click();
  const found = await shown(automatic(page, 'Arc'));
  const end = await handleAt(page, 'End of calcium arc');
  const turned = turnedAbout(middle, end, 40);
  await drag(page, end, turned);
  await expect.poll(() => shown(operator(page, 'Arc'))).toBeGreaterThan(found + 20);
  await page.mouse.up();
  await expect(values(page)).toContainText(/edited \d\d:\d\d/);
  const own = await shown(operator(page, 'Arc'));
  expect(Math.abs(own - found - 40)).toBeLessThanOrEqual(15);
  expect(await shown(automatic(page, 'Arc'))).toBe(found);
  await expect(page.locator('.section-reading')).toContainText(`automatic ${found}°`);
  await expect(values(page)).toContainText('Calcium: Dr. Test, Tina');

  // Calcium is painted with the brush and wiped out with Alt.
  await tool(page, /^Area/).click();
  const share = await shown(automatic(page, 'Area share'));
  await drag(page, middle, [middle[0] + 20, middle[1] + 10]);
  await page.mouse.up();
  await expect.poll(() => shown(operator(page, 'Area share'))).toBeGreaterThan(share);
  const painted = await shown(operator(page, 'Area share'));
  await page.keyboard.down('Alt');
  await drag(page, [middle[0] - 10, middle[1]], [middle[0] + 25, middle[1] + 12]);
  await page.mouse.up();
  await page.keyboard.up('Alt');
  await expect.poll(() => shown(operator(page, 'Area share'))).toBeLessThan(painted);
  expect(await shown(operator(page, 'Arc'))).toBe(own);
  expect(await shown(automatic(page, 'Area share'))).toBe(share);

  // Full moon by one key, and not; confirmed, and on to the next section that matters.
  await page.mouse.move(0, 0);
  await page.keyboard.press('f');
  await expect(operator(page, 'Arc')).toHaveText('360°');
  await expect(operator(page, 'Area share')).toHaveText('100 %');
  await page.keyboard.press('f');
  await expect.poll(() => shown(operator(page, 'Arc'))).toBe(own);
  const here = await title(page).innerText();
  await values(page).getByRole('button', { name: /^Confirm Enter/ }).click();
  await expect(title(page)).not.toHaveText(here);
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await reviews(page)).length).toBe(2);

  // A segment from A to B: its own length, calcium and note; the occlusion is the first of them.
  await page.keyboard.down('Shift');
  await drag(page, await onRuler(page, 3), await onRuler(page, 12));
  await page.mouse.up();
  await page.keyboard.up('Shift');
  const segments = page.getByRole('table', { name: 'Segments' }).getByRole('row');
  await expect(segments).toHaveCount(3);
  await expect(segments.nth(1)).toContainText('Occlusion');
  expect(Math.abs(await shown(segments.nth(2).getByRole('cell').first()) - 9)).toBeLessThan(0.3);
  await page.getByLabel('Note on the segment').fill('rotational atherectomy?');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Stent', exact: true }).click();
  await expect(segments.nth(2)).toContainText('no calcium is told in it');
  await page.keyboard.press('Control+z');
  await expect(segments.nth(2)).toContainText('rotational atherectomy?');
  await expect(page.locator('.ruler-segment title')).toContainText('rotational atherectomy?: 9');
  const windows = page.getByRole('table', { name: 'Calcium-free windows' }).getByRole('row');
  await expect(windows.nth(1)).toContainText(/1\. at 2\d/);
  expect(await barriers(page)).toEqual([]);

  await page.keyboard.press('Escape');
  await page.reload();
  await isMeasured(page);
  await expect.poll(async () => (await reviews(page)).length).toBe(2);
  await panel(page, 'Stretches');
  await expect(segments.nth(2)).toContainText('rotational atherectomy?');
  await page.mouse.click(...await onRuler(page, 5));
  await expect.poll(() => shown(operator(page, 'Arc'))).toBe(own);
  await expect(values(page)).toContainText('edited');
});

/** A place turned about another, clockwise, degrees. */
function turnedAbout([cx, cy]: readonly [number, number], [x, y]: readonly [number, number], degrees: number): readonly [number, number] {
  const [angle, far] = [Math.atan2(y - cy, x - cx) + (degrees * Math.PI) / 180, Math.hypot(x - cx, y - cy)];
  return [cx + far * Math.cos(angle), cy + far * Math.sin(angle)];
}

/** Where the cursor stands, mm from the proximal cap, once picture and values say the same. */
async function placeHere(page: Page): Promise<number> {
  const heading = values(page).getByRole('heading');
  await expect.poll(async () => (await title(page).innerText()).replace('Section at', 'Section') === await heading.innerText()).toBe(true);
  await expect(heading).toHaveText(/\d mm$/);
  return shown(heading);
}

/** Goes to a place by the arrow keys, mm from the proximal cap. */
async function walkTo(page: Page, to: number): Promise<void> {
  for (let here = await placeHere(page); Math.abs(to - here) > 0.3; here = await placeHere(page)) {
    const before = await title(page).innerText();
    await page.keyboard.press(`${Math.abs(to - here) > 4 ? 'Shift+' : ''}${to > here ? 'ArrowRight' : 'ArrowLeft'}`);
    await expect(title(page)).not.toHaveText(before);
  }
}

test('the same by keys alone; ten keystrokes confirm a lesion', async ({ planner: page }) => {
  await atCalcium(page);
  await isMeasured(page);
  await page.mouse.move(0, 0);
  const allRead = page.getByText('Every section that matters is confirmed');
  // The first look is at the section that matters most.
  await expect(automatic(page, 'Arc')).toHaveText('360°');
  let presses = 0;
  while (!await allRead.isVisible()) {
    const here = await title(page).innerText();
    presses += 1;
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await reviews(page)).length).toBe(presses);
    await expect.poll(async () => await title(page).innerText() !== here || await allRead.isVisible()).toBe(true);
  }
  expect(presses).toBeLessThanOrEqual(10);
  await expect(page.getByRole('region', { name: 'Neighbouring sections' })).toContainText(new RegExp(`all \\d+ that matter are confirmed, of \\d+ in the occlusion`));

  // Along the vessel, to its caps and about it.
  await page.keyboard.press('Home');
  await expect.poll(() => shown(title(page))).toBeLessThan(-40);
  await page.keyboard.press('p');
  await expect.poll(async () => Math.abs(await shown(title(page)))).toBeLessThan(0.3);
  await page.keyboard.press('d');
  await expect.poll(async () => Math.abs(await shown(title(page)) - truth.occlusion.lengthMm)).toBeLessThan(MOST_OFF.length);
  await page.keyboard.press('Shift+w');
  await expect(page.locator('.ruler')).toContainText('at 30°');
  await page.keyboard.press('Shift+q');
  await walkTo(page, 6);

  // The threshold by its handle, and back to the rule.
  const rule = page.getByRole('slider', { name: /^Threshold/ });
  await page.keyboard.press('t');
  await expect(rule).toBeFocused();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(rule).toHaveAttribute('aria-valuetext', '360 HU, set by hand');
  await page.keyboard.press('Delete');
  await expect(rule).toHaveAttribute('aria-valuetext', '300 HU, by the rule');
  await page.keyboard.press('Escape');
  await isMeasured(page);

  // The contour by a handle.
  const vesselArea = await shown(automatic(page, 'Vessel'));
  await page.keyboard.press('c');
  await expect(section(page).getByRole('slider', { name: 'Vessel contour at 0°, radius' })).toBeFocused();
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(() => shown(operator(page, 'Vessel'))).toBeGreaterThan(vesselArea + 0.3);
  await isMeasured(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('x');
  await isMeasured(page);
  await expect(automatic(page, 'Vessel')).toHaveText(`${vesselArea.toFixed(1)} mm²`);

  // The arc by its ends; one more, and removed.
  const found = await shown(automatic(page, 'Arc'));
  await page.keyboard.press('a');
  await expect(section(page).getByRole('slider', { name: 'Beginning of calcium arc' })).toBeFocused();
  await page.keyboard.press(']');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => Math.abs(await shown(operator(page, 'Arc')) - found - 25)).toBeLessThanOrEqual(6);
  const own = await shown(operator(page, 'Arc'));
  await page.keyboard.press('Shift+w');
  await page.keyboard.press('Shift+w');
  await page.keyboard.press('Insert');
  await expect(section(page).getByRole('slider', { name: /calcium arc/ })).toHaveCount(4);
  await page.keyboard.press('Insert');
  await expect(page.getByText('An arc lies where the cut is')).toBeVisible();
  await page.keyboard.press('Delete');
  await expect(section(page).getByRole('slider', { name: /calcium arc/ })).toHaveCount(2);
  await expect.poll(() => shown(operator(page, 'Arc'))).toBe(own);
  await page.keyboard.press('Escape');

  // Calcium is painted and wiped out; full moon by one key, and taken back.
  const share = await shown(automatic(page, 'Area share'));
  await page.keyboard.press('b');
  await expect(section(page).getByRole('button', { name: /^Brush/ })).toBeFocused();
  await page.keyboard.press('+');
  await page.keyboard.press('Space');
  await expect.poll(() => shown(operator(page, 'Area share'))).toBeGreaterThan(share);
  await page.keyboard.press('e');
  await page.keyboard.press('Space');
  await expect.poll(() => shown(operator(page, 'Area share'))).toBeLessThanOrEqual(share + 1);
  await page.keyboard.press('Escape');
  await page.keyboard.press('f');
  await expect(operator(page, 'Arc')).toHaveText('360°');
  await page.keyboard.press('Control+z');
  await expect.poll(() => shown(operator(page, 'Arc'))).toBe(own);
  await page.keyboard.press('Control+Shift+z');
  await expect(operator(page, 'Arc')).toHaveText('360°');
  await page.keyboard.press('x');
  await expect(operator(page, 'Arc')).toHaveText('not yet');

  // A whole band is confirmed by one key; a segment is begun, ended, chosen and removed.
  const before = (await reviews(page)).length;
  await page.keyboard.press('Shift+Enter');
  await expect.poll(async () => (await reviews(page)).length).toBeGreaterThan(before + 10);
  await page.keyboard.press('s');
  await walkTo(page, 11);
  await page.keyboard.press('s');
  const segments = page.getByRole('table', { name: 'Segments' }).getByRole('row');
  await expect(segments).toHaveCount(3);
  expect(Math.abs(await shown(segments.nth(2).getByRole('cell').first()) - 5)).toBeLessThan(0.6);
  await page.keyboard.press('k');
  // Stated to be a stent nothing of it counts; its section says so, and it is a segment again.
  await page.keyboard.press('m');
  await expect(segments.nth(2)).toContainText(/Stent, .* to .*no calcium is told in it/);
  await expect(page.locator('.ruler-metal')).toHaveCount(1);
  await page.keyboard.press('m');
  await expect(page.locator('.ruler-metal')).toHaveCount(0);
  await page.keyboard.press('Delete');
  await expect(segments).toHaveCount(2);

  // The ruler as a picture that stands alone: whose it is, what it shows, how long a millimetre is.
  await page.keyboard.press('Control+s');
  const sheet = page.getByRole('dialog', { name: 'Save the ruler as a picture' });
  await expect(sheet).toBeVisible();
  expect(await barriers(page)).toEqual([]);
  const saving = page.waitForEvent('download');
  await sheet.getByRole('button', { name: 'Lines (SVG)' }).press('Enter');
  const picture = await saving;
  expect(picture.suggestedFilename()).toMatch(/^fullmoon calcium-ruler [\d-]+ [\d.]+\.svg$/);
  const drawn = readFileSync(await picture.path(), 'utf8');
  const wanted = ['DEMO-ALBRECHT-WIESENBURGER', 'Moon 6', 'Millimetres from the proximal cap', 'not for primary diagnosis'];
  expect(wanted.filter((words) => !drawn.includes(words))).toEqual([]);
  expect([drawn.match(/<image href="data:image\/png/g)?.length, /(href|src)="http/.test(drawn)]).toEqual([2, false]);
});

test('two readers: the second reads blind, and the figures say how far both agree on arc, area and length', async ({ planner: page }) => {
  await atCalcium(page);
  await isMeasured(page);
  await page.mouse.move(0, 0);
  // The first reader stands by three sections; what each holds is noted.
  const first: { readonly arc: number; readonly share: number }[] = [];
  for (const at of [4, 8, 23]) {
    await walkTo(page, at);
    first.push({ arc: await shown(automatic(page, 'Arc')), share: await shown(automatic(page, 'Area share')) });
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await reviews(page)).length).toBe(first.length);
  }
  const readFirst = (await reviews(page)).length;

  await page.getByRole('button', { name: /^At work/ }).click();
  await page.getByLabel('Somebody else').fill('Prof. Lindqvist, Erik');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Settings' }).getByRole('button', { name: /Lindqvist/ })).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Escape');
  await section(page).focus();
  await page.keyboard.press('r');
  const readers = page.getByRole('region', { name: 'Readers' });
  await expect(readers).toContainText('No section is read by both; at least 3 are needed');

  // Blind: nothing of what was found or said is seen before it is confirmed.
  await expect(figures(page)).toHaveText('second reading: hidden until confirmed');
  await page.keyboard.press('n');
  for (const row of ['Arc', 'Area share', 'Peak']) await expect(automatic(page, row)).toHaveText('? hidden');
  await expect(page.locator('.section-reading')).toHaveText('hidden until you confirm it');
  await expect(page.locator('.section-area')).toHaveAttribute('d', '');
  expect(await barriers(page)).toEqual([]);

  // What he has drawn and not confirmed is there after a reload, and is taken back.
  await page.keyboard.press('f');
  await expect(operator(page, 'Arc')).toHaveText('not yet');
  await expect(tool(page, /full moon/i)).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(async () => (await kept(page)).some(({ content }) => content['reading'] === 'draft')).toBe(true);
  await page.reload();
  await isMeasured(page);
  await expect(tool(page, /full moon/i)).toHaveAttribute('aria-pressed', 'true');
  await expect(page.locator('.section-reading')).toHaveText('360°yours, not confirmed yet');
  await page.mouse.move(0, 0);
  await page.keyboard.press('f');
  await expect(tool(page, /full moon/i)).toHaveAttribute('aria-pressed', 'false');

  // One section is a full moon to him, one holds the usual new arc, one nothing.
  const second: number[] = [];
  for (const draw of ['f', 'a', null]) {
    if (draw !== null) await page.keyboard.press(draw);
    await page.keyboard.press('Escape');
    const here = await placeHere(page);
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await reviews(page)).length).toBe(readFirst + second.length + 1);
    await walkTo(page, here);
    second.push(await shown(operator(page, 'Arc')));
    await page.keyboard.press('n');
  }
  expect(second).toEqual([360, expect.any(Number), 0]);
  expect(await reviews(page)).toEqual(expect.arrayContaining([expect.objectContaining({ reading: 2, isFullMoon: true }), expect.objectContaining({ reading: 1 })]));

  await panel(page, 'Readers');
  const board = page.getByRole('table', { name: 'Agreement of two readers' });
  await expect(board.getByRole('row').first()).toContainText('3 sections of both');
  const off = first.reduce((sum, { arc }, n) => sum + arc - (second[n] ?? arc), 0) / first.length;
  const row = (name: RegExp): Locator => board.getByRole('row', { name });
  // What is shown is rounded, the arc to ten degrees.
  expect(Math.abs(await shown(row(/^Arc/).getByRole('cell').first()) - off)).toBeLessThanOrEqual(5.5);
  // Of the section on which he drew an arc alone the area is the program's, and says nothing of him.
  await expect(row(/^Area share/)).toContainText('Two sections are read for the area by both; at least 3 are needed');
  await expect(row(/^Full moon/)).toContainText('Two sections are read for the area by both');
  const calcified = [first[0], first[2]].filter((read) => (read?.share ?? 0) >= 10).length / 2;
  await expect(row(/^Calcified length/)).toContainText(new RegExp(`${calcified.toFixed(1)} and 0\\.5 mm2 of \\d+ sections read by both for area`));
  await expect(readers.getByRole('img', { name: /^Differences of the arc over its mean: mean/ })).toBeVisible();
  expect(await barriers(page)).toEqual([]);

  // While he reads blind, nothing changes what the first reading rests on, and no station shows what was found.
  const entered = await reviews(page);
  for (const key of ['c', 't', 's']) {
    await page.keyboard.press(key);
    await expect(page.getByRole('contentinfo')).toContainText('A blind second reading is under way');
  }
  for (const key of ['3', '6']) {
    await page.keyboard.press(key);
    await expect(page.getByRole('main')).toContainText('A blind second reading is under way: finish it or leave it (R) to see this.');
    await expect(page.getByRole('main').locator('table, canvas')).toHaveCount(0);
    expect(await barriers(page)).toEqual([]);
  }
  await page.keyboard.press('7');
  await expect(page.getByRole('main')).toContainText('A blind second reading is under way at Calcium; facts and plan rest on the first reading alone.');
  await page.keyboard.press('4');
  await isMeasured(page);
  expect(await reviews(page)).toEqual(entered);

  // It counts for their agreement alone: the first reading is as it was, also after a reload, which stays with the second.
  await page.reload();
  await isMeasured(page);
  await expect(figures(page)).toHaveText('second reading: hidden until confirmed');
  await page.keyboard.press('r');
  await expect(figures(page)).toContainText(/full moon [67]\.\d mm/);
  await walkTo(page, 4);
  await expect(operator(page, 'Arc')).toHaveText(`${first[0]?.arc ?? NaN}°`);
  await expect(values(page)).toContainText('Calcium: Dr. Test, Tina');
});

test('what is missing is said in plain words with the one thing to do: no vessel, one point, no occlusion, no answer, stale values', async ({ planner: page }) => {
  await atStation(page, '3', 'Vessel');
  await page.keyboard.press('4');
  const room = page.getByRole('main');
  await expect(room).toContainText('No vessel is traced yet. Click along the artery at station 3');
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Trace the vessel' }).click();
  await clickPoint(page, onArtery(2));
  await page.keyboard.press('4');
  await expect(room).toContainText('The vessel has one point only. Set a second one beyond the occlusion');
  await page.getByRole('button', { name: 'Set the second point' }).click();

  // In the open part alone nothing is occluded.
  await clickPoint(page, onArtery(38));
  await page.keyboard.press('4');
  await expect(room.getByRole('alert')).toContainText('The vessel is traced, but not measured. Contrast fills the traced vessel: no occlusion is seen.', { timeout: 60_000 });
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Back to the vessel' }).click();

  // Where the host does not answer that is said; once it does, the work goes on by itself and nothing is lost.
  await page.route('**/api/vessels.measure', (route) => route.abort());
  await clickPoint(page, onArtery(95));
  await page.keyboard.press('4');
  await expect(room.getByRole('alert')).toContainText('The vessel could not be measured. Fullmoon’s own service does not answer.');
  await page.unroute('**/api/vessels.measure');
  await isMeasured(page);
  await expect(figures(page)).toContainText(/full moon [67]\.\d mm/);

  // Values of the work before stay to be read, and say of what they are stale.
  const held = Promise.withResolvers<void>();
  await page.route('**/api/vessels.measure', async (route) => {
    await held.promise;
    await route.continue();
  });
  await page.keyboard.press('t');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(desk(page)).toHaveAttribute('data-state', 'stale');
  await expect(page.locator('.stale-chip')).toHaveText(/^stale: threshold changed \d\d:\d\d$/);
  await expect(figures(page)).toContainText(/full moon [67]\.\d mm/);
  expect(await barriers(page)).toEqual([]);
  held.resolve();
  await isMeasured(page);
  await expect(page.locator('.stale-chip')).toHaveCount(0);
});

test('a confirmed section is changed once another threshold finds something else there, and is confirmed anew', async ({ planner: page }) => {
  await atCalcium(page);
  await isMeasured(page);
  const here = await onRuler(page, 3);
  await page.mouse.click(...here);
  await page.keyboard.press('Enter');
  await expect.poll(() => reviews(page)).toMatchObject([{ found: { arc: expect.any(Number), share: expect.any(Number) } }]);
  await page.mouse.click(...here);
  await expect(values(page)).toContainText('confirmed');

  // While the present work is measured nothing is confirmed.
  const held = Promise.withResolvers<void>();
  await page.route('**/api/vessels.measure', async (route) => {
    await held.promise;
    await route.continue();
  });
  await page.keyboard.press('t');
  for (let n = 0; n < 40; n += 1) await page.keyboard.press('Shift+ArrowRight');
  await expect(desk(page)).toHaveAttribute('data-state', 'stale');
  await values(page).getByRole('button', { name: /^Confirm/ }).first().click();
  await expect(page.getByText('Measuring: it is confirmed as soon as that is done, if it stays as shown')).toBeVisible();
  held.resolve();
  await isMeasured(page);
  await page.mouse.move(0, 0);
  // It did not stay as shown: what was asked for is not done, and says so.
  await expect(page.getByText('the section is another than shown before')).toBeVisible();
  await expect(values(page)).toContainText(/changed since \d\d:\d\d/);
  await expect(values(page)).toContainText(/Confirmed as \d+°, \d+ %; now \d+°, \d+ %\./);
  await expect(page.locator('.ruler-svg [data-state="changed"]').first()).toBeVisible();
  expect(await barriers(page)).toEqual([]);

  await values(page).getByRole('button', { name: /^Confirm/ }).first().click();
  await expect.poll(() => reviews(page)).toHaveLength(1);
  await page.mouse.click(...here);
  await expect(values(page)).toContainText(/confirmed \d\d:\d\d/);
});

test('a threshold, an arc and the end of a segment go back where the hand ends without letting go', async ({ planner: page }) => {
  await atCalcium(page);
  await isMeasured(page);
  const was = await figures(page).innerText();
  const before = (await kept(page)).length;
  const isBack = async (): Promise<void> => {
    await page.mouse.up();
    await page.mouse.move(0, 0, { steps: 3 });
    await isMeasured(page);
    await expect(figures(page)).toHaveText(was);
    expect(await kept(page)).toHaveLength(before);
  };
  // The threshold: the system takes the pointer, and another station comes to the front.
  const rule = page.getByRole('slider', { name: /^Threshold/ });
  const { x, y, width, height } = await rule.boundingBox() ?? { x: 0, y: 0, width: 0, height: 0 };
  const byRule = '300 HU, by the rule';
  for (const end of [() => rule.dispatchEvent('pointercancel'), () => page.keyboard.press('Escape'), async () => {
    await page.keyboard.press('3');
    await expect(page.locator('.vessel')).toBeVisible();
    await page.keyboard.press('4');
  }]) {
    await drag(page, [x + width / 2, y + height / 2], [x + width / 2 + 110, y + height / 2]);
    await expect(rule).toHaveAttribute('aria-valuetext', /set by hand$/);
    await end();
    await expect(rule).toHaveAttribute('aria-valuetext', byRule);
    await page.mouse.move(x + width / 2 + 60, y + height / 2, { steps: 3 });
    await expect(rule).toHaveAttribute('aria-valuetext', byRule);
    await isBack();
  }
  // The button went up where nobody told it: what hovers drags nothing.
  await drag(page, [x + width / 2, y + height / 2], [x + width / 2 + 110, y + height / 2]);
  await expect(rule).toHaveAttribute('aria-valuetext', /set by hand$/);
  await rule.dispatchEvent('pointermove', { buttons: 0, clientX: x + 60, clientY: y + height / 2 });
  await expect(rule).toHaveAttribute('aria-valuetext', byRule);
  await isBack();

  // The arc of a section.
  await page.mouse.click(...await onRuler(page, 7.5));
  const said = await values(page).innerText();
  for (const end of [() => section(page).dispatchEvent('pointercancel', { pointerId: 1 }), () => page.keyboard.press('Escape'), async () => {
    await page.keyboard.press('3');
    await expect(page.locator('.vessel')).toBeVisible();
    await page.keyboard.press('4');
  }]) {
    const at = await handleAt(page, 'End of calcium arc');
    await drag(page, at, turnedAbout(await middleOf(page), at, 40));
    await expect.poll(() => values(page).innerText()).not.toBe(said);
    await end();
    await expect.poll(() => values(page).innerText()).toBe(said);
    await isBack();
  }

  // A handle held by the keys is let go of with its station, and with what it confirms: the arrows go along the vessel again.
  await page.keyboard.press('a');
  await expect(page.getByRole('slider', { name: 'Beginning of calcium arc' })).toBeFocused();
  await page.keyboard.press('3');
  await expect(page.locator('.vessel')).toBeVisible();
  await page.keyboard.press('4');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await isBack();

  // The end of a segment.
  await page.keyboard.down('Shift');
  await drag(page, await onRuler(page, 4), await onRuler(page, 14));
  await page.mouse.up();
  await page.keyboard.up('Shift');
  const grip = page.locator('.ruler-grip').last();
  const place = await grip.getAttribute('cx');
  const segments = async () => (await kept(page)).filter(({ content }) => content.kind === 'segment');
  await expect.poll(async () => (await segments()).length).toBe(1);
  const drawn = await segments();
  const box = await grip.boundingBox() ?? { x: 0, y: 0, width: 0, height: 0 };
  await drag(page, [box.x + box.width / 2, box.y + box.height / 2], [box.x + 60, box.y + box.height / 2]);
  await expect(grip).not.toHaveAttribute('cx', place ?? '');
  await page.keyboard.press('Escape');
  await expect(grip).toHaveAttribute('cx', place ?? '');
  await page.mouse.up();
  expect(await segments()).toEqual(drawn);
});
