import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, Locator, Page } from '@playwright/test';
import { AxeBuilder } from '@axe-core/playwright';
import { cleanSeries, writeSeries, type SeriesOptions } from '../phantoms/series.ts';
import { expect } from './app.ts';

/** What an operator does at the desk, in the words of the tests. */

/** A folder for discs, which the folder window shows first; gone after the tests of the file. */
export function discFolder(name: string): {
  readonly path: string;
  readonly make: () => void;
  readonly remove: () => void;
} {
  const path = join(tmpdir(), `fullmoon-discs-${name}-${process.pid}`);
  return {
    path,
    make: () => mkdirSync(path, { recursive: true }),
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** A small clean CT in a folder of its own; `key` tells patients apart. */
export function ctDisc(
  home: string,
  folder: string,
  options: Partial<SeriesOptions> & { readonly key: string },
): string {
  const path = join(home, folder);
  writeSeries(path, cleanSeries({ columns: 32, rows: 32, slices: 12, ...options }));
  return path;
}

/** A temporary folder for what must not lie in the folder window. */
export const scratch = (): string => mkdtempSync(join(tmpdir(), 'fullmoon-scratch-'));

/** Files that are no DICOM: notes, pictures, an empty one. */
export function strayFiles(folder: string, count: number): void {
  mkdirSync(folder, { recursive: true });
  for (let n = 0; n < count; n += 1)
    writeFileSync(join(folder, `note ${n}.txt`), n === 0 ? '' : `note ${n} ${'x'.repeat(300)}`);
}

/** Says who is working, where that is not said yet. */
export async function startWork(page: Page, name = 'Dr. Test, Tina'): Promise<void> {
  await page.getByLabel('Your name').fill(name);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Worklist' })).toBeVisible();
}

/** Imports a folder or file of the first folder that the folder window shows. */
export async function importByWindow(page: Page, entry: string): Promise<void> {
  await page.keyboard.press('o');
  await page.getByRole('option', { name: entry }).click();
  await page.keyboard.press('Control+Enter');
}

export const job = (page: Page, title: string): Locator =>
  page.getByRole('article', { name: `Import of ${title}` });
/**
 * The row of a case. Opened with Enter: while an import ends, the list below it moves, and the second click of a double click
 * may fall beside its row.
 */
export const caseRow = (page: Page, name: string): Locator => page.locator('tr.case', { hasText: name });

/** Drops real files and folders on the window, as the operating system would. */
export async function dropPaths(page: Page, paths: readonly string[]): Promise<void> {
  const session: CDPSession = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  const send = (type: 'dragEnter' | 'dragOver' | 'drop') =>
    session.send('Input.dispatchDragEvent', { type, x: 400, y: 400, data });
  await send('dragEnter');
  await send('dragOver');
  await expect(page.getByText('Drop to import')).toBeVisible();
  await send('drop');
  await session.detach();
}

/** Barriers that keep somebody from using the page: serious and critical findings of axe. */
export async function barriers(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
    );
}
