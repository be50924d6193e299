import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect } from '../../tests/e2e/app.ts';
import { clickPoint, makeDemoLibrary, onArtery, test } from '../../tests/e2e/demoDesk.ts';
import { caseRow } from '../../tests/e2e/desk.ts';
import { tile, wholeSeries } from '../../tests/e2e/pictures.ts';

const docs = join(import.meta.dirname, '../../docs');
const FOLDER = 'fiveMinutes';
/** Of a picture in WebP: letters stay crisp, and it takes about a tenth of a megabyte. */
const QUALITY = 0.7;

/** Pictures in a row with a line for each, and the page that shows them. */
async function album(page: Page): Promise<{ readonly take: (name: string, words: string) => Promise<void>; readonly bind: () => void }> {
  const taken: { readonly file: string; readonly picture: Buffer; readonly words: string }[] = [];
  const darkroom = await page.context().newPage();
  return {
    async take(name, words) {
      const png = (await page.screenshot({ animations: 'disabled' })).toString('base64');
      const webp = await darkroom.evaluate(async ([picture, quality]) => {
        const image = new Image();
        image.src = `data:image/png;base64,${picture}`;
        await image.decode();
        const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
        canvas.getContext('2d')?.drawImage(image, 0, 0);
        return canvas.toDataURL('image/webp', quality).slice('data:image/webp;base64,'.length);
      }, [png, QUALITY] as const);
      taken.push({ file: `${FOLDER}/${String(taken.length + 1).padStart(2, '0')}-${name}.webp`, picture: Buffer.from(webp, 'base64'), words });
    },
    // All at once: a job that breaks off leaves the pictures before as they were.
    bind() {
      rmSync(join(docs, FOLDER), { recursive: true, force: true });
      mkdirSync(join(docs, FOLDER));
      for (const { file, picture } of taken) writeFileSync(join(docs, file), picture);
      const lines = taken.map(({ file, words }, n) => `${n + 1}. ${words}\n\n   ![${words.replace(/[.:;].*/s, '')}](${file})\n`);
      writeFileSync(join(docs, `${FOLDER}.md`), `${HEAD}\n${lines.join('\n')}`);
    },
  };
}

const HEAD = `# From the images to a strategy in five minutes

The demo case, made by calculation and of no patient, from the worklist to the advice. Each picture is the screen as it is, at 1920 × 1080;
\`npm run pictures\` takes them anew.
`;

test.beforeAll(async ({ browser }) => {
  await makeDemoLibrary(browser);
});

test('the five-minute job', async ({ planner: page }) => {
  const { take, bind } = await album(page);
  const vessel = page.locator('.vessel');
  const isMeasured = (): Promise<void> => expect(vessel).toHaveAttribute('data-state', 'fresh', { timeout: 60_000 });
  const isFine = (): Promise<void> => expect(page.locator('.rendering-picture')).toHaveAttribute('data-quality', 'fine', { timeout: 60_000 });
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const total = (score: string) => page.getByRole('article', { name: score, exact: true }).locator('.score-total b');
  const fact = (path: string) => page.locator(`tr.fact[data-path="${path}"]`);

  await expect(caseRow(page, 'DEMO')).toBeVisible();
  await caseRow(page, 'DEMO').click();
  await take('worklist', 'Worklist: the case is found and opened; its import says what was read and what may be measured.');
  await caseRow(page, 'DEMO').press('Enter');
  await wholeSeries(page);
  await isFine();
  await take('images', 'Images: three linked planes and the volume rendering, to see where the artery ends.');

  await press('3');
  await expect(tile(page, 'axial').locator('.overlay-place')).toContainText('slice');
  for (const at of [2, 30]) await clickPoint(page, onArtery(at));
  await isMeasured();
  await take('trace', 'Vessel: click where the artery leaves the aorta, and along it; the path appears at once.');
  for (const at of [60, 95]) await clickPoint(page, onArtery(at));
  await isMeasured();
  await page.getByRole('button', { name: 'Name it RCA' }).click();
  await page.getByRole('button', { name: 'SCCT 2' }).click();
  await press('p', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight');
  await isMeasured();
  await isFine();
  await take('caps', 'Beyond the occlusion: caps, references, side branches and landing zone are proposed, each with its reason; the bridged part is dashed.');
  for (let left = 5; left > 0; left -= 1) {
    await expect(page.getByRole('button', { name: `Confirm ${left} of 5 Enter` })).toBeVisible();
    await press('Enter');
    await isMeasured();
  }
  await expect(page.getByRole('button', { name: '5 of 5 places confirmed Enter' })).toBeVisible();
  await isFine();
  await take('confirmed', 'What is right is confirmed with Enter; what is not is dragged by its handle, and everything follows.');

  await press('4');
  const ruler = page.getByRole('group', { name: 'Calcium ruler' });
  await expect(ruler.locator('.ruler-moon').first()).toBeVisible();
  await press('n');
  await expect(ruler.locator('output')).toContainText('full moon');
  await take('calcium', 'Calcium: the ruler shows arc, area and density over the whole occlusion, with the full moon and the windows free of calcium; hatched is measured and not confirmed.');
  // Before the full moon: a ring turned about itself is the same ring.
  await press('Shift+ArrowLeft', 'a', 'Shift+ArrowLeft', 'Shift+ArrowLeft');
  await expect(ruler.locator('output')).toContainText('edited');
  await take('section', 'A section is corrected where it must be: its arc by two handles; the automatic value stays beside it.');
  await press('Control+z', 'Control+z', 'Escape', 'Escape');
  await expect(ruler.locator('output')).toContainText('automatic');
  for (let section = 0; section < 10; section += 1) await press('Enter');
  await press('Shift+Enter');
  await expect(ruler.locator('[data-state="confirmed"]').first()).toBeVisible();
  await take('reviewed', 'Enter confirms a section and goes to the next one that matters; ten keystrokes confirm a lesion.');

  await press('6');
  await expect(fact('occlusionLengthMm.ct')).toContainText('mm');
  await take('lesion', 'Lesion: one sheet of facts with range, source and evidence; all scores beside each other, as a range while facts are missing.');
  await press('u');
  await expect(fact('angioCalcium').locator('.fact-answer')).toBeVisible();
  await take('asked', 'The fact that settles most scores is asked first, and answered in its place.');
  await fact('angioCalcium').getByRole('button', { name: 'severe' }).click();
  for (const path of ['priorFailedAttempt', 'priorCabg', 'priorMi']) {
    await fact(path).getByRole('button', { name: 'Answer' }).click();
    await fact(path).getByRole('button', { name: 'no', exact: true }).click();
  }
  await fact('durationMonths').getByRole('button', { name: 'Answer' }).click();
  await page.keyboard.type('9');
  await press('Enter', 'Home', 'Enter', 'Shift+Enter');
  await expect(total('J-CTO')).toHaveText('3');
  await page.getByRole('article', { name: 'KCCT', exact: true }).getByRole('button', { name: /^Length/ }).hover();
  await take('scores', 'Ranges close as facts are answered and confirmed; an item under the pointer lights the fact that it reads.');
  await page.mouse.move(0, 0);
  await page.getByRole('button', { name: 'S002: why?' }).first().click();
  await expect(page.getByRole('region', { name: 'Why S002' })).toBeVisible();
  await take('why', 'Every rule of the review says why it holds, or why not.');
  await press('b');
  const board = (label: string, words: string) => page.getByRole('group', { name: label, exact: true }).getByRole('button', { name: words, exact: true }).click();
  await board('collateral that a wire and microcatheter can cross', 'yes');
  await board('Rentrop grade of the collateral filling', '2');
  await board('proximal cap as angiography shows it', 'ambiguous');
  await board('proximal cap as CT shows it', 'clear');
  // From the distal end back into the full moon.
  await press('Shift+ArrowLeft', 'Shift+ArrowLeft', 'Shift+ArrowLeft', 'i');
  await page.keyboard.type('320');
  await press('Enter');
  await page.mouse.move(0, 0);
  await take('boards', 'Boards for collaterals, the proximal cap and IVUS, on the ruler’s own axis.');
  await press('Escape', 'g', 'w');
  await fact('priorFailedAttempt').getByRole('button', { name: 'Previous attempt failed' }).click();
  await press('y');
  await expect(page.getByRole('region', { name: 'What if' })).toContainText('J-CTO 3 → 4');
  await take('what-if', 'What if: a supposed answer, marked everywhere, and never kept. Rules, safety limits and the published algorithms stand beside each other; you decide.');
  bind();
});
