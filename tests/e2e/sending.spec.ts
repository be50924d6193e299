import type { Locator, Page } from '@playwright/test';
import { COMPREHENSIVE_3D_SR } from '../../electron/host/export/dicom/measurementReport.ts';
import { SECONDARY_CAPTURE } from '../../electron/host/export/dicom/secondaryCapture.ts';
import { fakeArchive, type FakeArchive } from '../electron/host/sending/fakeArchive.ts';
import { barriers } from './desk.ts';
import { asking, expect, test as base } from './roomDesk.ts';

/** A library with one signed plan of seven objects, and an archive on loopback that goes down and comes back. */
const test = base.extend<{ archive: FakeArchive }>({
  archive: async ({ browserName: _any }, use) => {
    const archive = await fakeArchive();
    await use(archive);
    await archive.goDown();
  },
});

const versions = (page: Page): Locator => page.getByRole('region', { name: 'Versions', exact: true });
const atArchives = (page: Page): Locator => versions(page).getByRole('list', { name: 'Archives of version 1' }).getByRole('listitem');

/** The plan station of the one case. */
async function atPlan(page: Page): Promise<void> {
  const operator = page.getByRole('button', { name: /Tina Test/ });
  await expect(operator.first()).toBeVisible();
  if (await page.getByRole('heading', { name: 'Who is working?' }).isVisible()) await operator.first().click();
  await page.getByRole('region', { name: 'Worklist' }).getByRole('row', { name: /DEMO-ALBRECHT/ }).dblclick();
  await expect(page.getByRole('banner', { name: 'Patient' })).toContainText('DEMO-ALBRECHT');
  await page.keyboard.press('7');
  await expect(versions(page)).toContainText('v1 signed');
}
const added = async (page: Page, name: string, address: string): Promise<void> => {
  const { body } = await asking(page, 'archives.save', { id: null, name, place: { kind: 'dicomweb', address, user: null }, password: { do: 'remove' } });
  expect((body as { readonly ok: boolean }).ok).toBe(true);
};

test('a plan waits while the archive is down, is sent once it is back, and its withdrawal follows by itself', async ({ planner: page, archive }) => {
  test.setTimeout(180_000);
  await atPlan(page);
  await expect(versions(page).getByRole('button', { name: 'Send v1: add an archive in the settings first' })).toBeVisible();
  await added(page, 'Radiology', archive.address);
  await archive.goDown();

  await versions(page).getByRole('button', { name: 'Send v1 to Radiology' }).click();
  await expect(atArchives(page)).toContainText('Radiology: waiting, next try');
  await expect(atArchives(page)).toContainText('The archive does not answer');
  const onTheWay = page.getByRole('contentinfo').getByRole('button', { name: '1 plan on the way to an archive' });
  await expect(onTheWay).toBeVisible();
  expect(await barriers(page)).toEqual([]);

  // From anywhere, the sign leads there.
  await page.keyboard.press('1');
  // Who removes the case is told what goes with it.
  await page.getByRole('region', { name: 'Worklist' }).getByRole('row', { name: /DEMO-ALBRECHT/ }).click();
  await page.keyboard.press('Delete');
  await expect(page.getByRole('alertdialog')).toContainText('1 sending still waits (1 to Radiology): it is dropped with the case.');
  await page.keyboard.press('Escape');
  await onTheWay.click();
  await expect(atArchives(page)).toContainText('Radiology: waiting');

  await archive.comeBack();
  await atArchives(page).getByRole('button', { name: 'Send now: Radiology' }).click();
  await expect(atArchives(page)).toContainText(/Radiology: sent \d\d:\d\d/);
  await expect(onTheWay).toHaveCount(0);
  expect(archive.kept.size).toBe(7);

  await versions(page).getByRole('button', { name: 'Withdraw v1' }).click();
  await page.keyboard.type('wrong phase');
  await page.keyboard.press('Enter');
  await expect(atArchives(page)).toContainText(/Radiology: withdrawal sent \d\d:\d\d/);
  expect(archive.kept.size).toBe(8);
});

test('by keys: the archive is chosen, what it refuses says why, and is sent again or given up', async ({ planner: page, archive }) => {
  test.setTimeout(180_000);
  await atPlan(page);
  await added(page, 'Cath lab', archive.address);
  await added(page, 'Radiology', archive.address.replace('127.0.0.1', 'localhost'));
  archive.mood = 'refuses';
  await expect(versions(page).getByRole('button', { name: 'Send v1 to an archive' })).toBeVisible();
  await page.keyboard.press('x');
  const menu = versions(page).getByRole('group', { name: 'Send version 1 to' });
  await expect(menu.getByRole('button', { name: 'Cath lab' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(menu).toHaveCount(0);
  await expect(versions(page).getByRole('button', { name: 'Send v1 to an archive' })).toBeFocused();
  await page.keyboard.press('x');
  await expect(menu.getByRole('button', { name: 'Cath lab' })).toBeFocused();
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(atArchives(page)).toContainText('Cath lab: refused');
  await expect(atArchives(page)).toContainText('The archive refused all 7 objects (reason 0110)');
  await expect(page.getByRole('contentinfo')).toContainText('1 plan refused by an archive');
  // The other one is still there to be chosen.
  await expect(versions(page).getByRole('button', { name: 'Send v1 to Radiology' })).toBeVisible();
  expect(await barriers(page)).toEqual([]);

  archive.mood = 'hangs';
  await atArchives(page).getByRole('button', { name: 'Send again: Cath lab' }).press('Enter');
  await expect(atArchives(page)).toContainText('Cath lab: sending 0 of 7');
  await atArchives(page).getByRole('button', { name: 'Cancel: Cath lab' }).press('Enter');
  await expect(atArchives(page)).toContainText('a part may be there');
  await expect(page.getByRole('contentinfo')).not.toContainText('archive');
});

test('an archive that takes none of some kinds has the rest: the row names what is missing, and sends only that', async ({ planner: page, archive }) => {
  test.setTimeout(180_000);
  await atPlan(page);
  await added(page, 'Radiology, central archive of the university hospitals', archive.address);
  archive.takesNone.set(SECONDARY_CAPTURE, 'of the object').set(COMPREHENSIVE_3D_SR, 'of the object');
  await versions(page).getByRole('button', { name: /Send v1 to Radiology/ }).click();
  await expect(atArchives(page)).toContainText(/hospitals: sent in part \d\d:\d\d/);
  await expect(atArchives(page)).toContainText('the measures (Comprehensive 3D SR) and 4 key images (Secondary Capture): it takes no such objects.');
  await expect(page.getByRole('contentinfo').getByRole('button', { name: '1 plan sent to an archive in part' })).toBeVisible();
  expect(await barriers(page)).toEqual([]);
  const [has, posts] = [archive.kept.size, archive.posts()];
  archive.takesNone.clear();
  await atArchives(page).getByRole('button', { name: /Send the rest/ }).press('Enter');
  await expect(atArchives(page)).toContainText(/hospitals: sent \d\d:\d\d, found there/);
  expect([archive.kept.size, archive.posts()]).toEqual([posts, 2 * posts - has]);

  // It says “stored” and drops what it got: asked what it has, it does not list it.
  archive.kept.clear();
  archive.drops.add(SECONDARY_CAPTURE);
  await atArchives(page).getByRole('button', { name: /Send again/ }).press('Enter');
  await expect(atArchives(page)).toContainText(/hospitals: sent \d\d:\d\d, not all found in the archive/, { timeout: 90_000 });
  await expect(atArchives(page)).toContainText('does not list 4 of 7 objects: 4 key images (Secondary Capture). It may still be taking them in');
  await expect(page.getByRole('contentinfo').getByRole('button', { name: '1 plan sent and not found in the archive' })).toBeVisible();
  expect(await barriers(page)).toEqual([]);
});
