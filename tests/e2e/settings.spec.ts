import { expect, startApp, test } from './app.ts';
import { barriers, startWork } from './desk.ts';

test('asks who is working first, and says what Fullmoon is not', async ({ planner }) => {
  await expect(planner.getByRole('heading', { name: 'Who is working?' })).toBeVisible();
  await expect(planner.getByText('Not for primary diagnosis')).toBeVisible();
  await expect(planner.getByLabel('Your name')).toBeFocused();
  expect(await barriers(planner)).toEqual([]);
  await startWork(planner, 'Dr. Sato, Naoko');
  await expect(planner.getByRole('button', { name: 'At work Dr. Sato, Naoko' })).toBeVisible();
  await expect(planner.getByRole('contentinfo')).toContainText('Not for primary diagnosis');
});

test('takes no empty name, and no name twice', async ({ planner }) => {
  await expect(planner.getByRole('button', { name: 'Start' })).toBeDisabled();
  await startWork(planner, 'Dr. Sato, Naoko');
  await planner.keyboard.press(',');
  await planner.getByLabel('Somebody else').fill('Dr. Sato, Naoko');
  await planner.keyboard.press('Enter');
  await expect(planner.getByText('is there already')).toBeVisible();
});

test('changes who is working, for everything from then on', async ({ planner }) => {
  await startWork(planner, 'Dr. Sato, Naoko');
  await planner.getByRole('button', { name: /^At work/ }).click();
  await planner.getByLabel('Somebody else').fill('Prof. Lindqvist, Erik');
  await planner.keyboard.press('Enter');
  const settings = planner.getByRole('dialog', { name: 'Settings' });
  await expect(settings.getByRole('button', { name: /Lindqvist/ })).toHaveAttribute('aria-pressed', 'true');
  await settings.getByRole('button', { name: /Sato/ }).click();
  await expect(settings.getByRole('button', { name: /Sato/ })).toHaveAttribute('aria-pressed', 'true');
  await planner.keyboard.press('Escape');
  await expect(planner.getByRole('button', { name: 'At work Dr. Sato, Naoko' })).toBeVisible();
});

test('keeps a setting at once, takes it back and does it again', async ({ planner }) => {
  await startWork(planner);
  await planner.keyboard.press(',');
  const sharp = planner.getByRole('radio', { name: 'Sharp' });
  await expect(planner.getByRole('radio', { name: 'Smooth' })).toBeChecked();
  await planner.getByText('Sharp', { exact: true }).click();
  await expect(sharp).toBeChecked();
  expect(await barriers(planner)).toEqual([]);
  await planner.reload();
  await expect(planner.getByRole('region', { name: 'Worklist' })).toBeVisible();
  await planner.keyboard.press(',');
  await expect(sharp).toBeChecked();
  await planner.getByText('mSv', { exact: true }).click();
  await expect(planner.getByRole('radio', { name: 'mSv' })).toBeChecked();
  await planner.keyboard.press('Escape');
  await planner.keyboard.press('Control+z');
  await expect(planner.getByRole('contentinfo')).toContainText('Taken back: dose in mSv');
  await planner.keyboard.press(',');
  await expect(planner.getByRole('radio', { name: 'mGy cm' })).toBeChecked();
  await planner.keyboard.press('Escape');
  await planner.keyboard.press('Control+Shift+z');
  await planner.keyboard.press(',');
  await expect(planner.getByRole('radio', { name: 'mSv' })).toBeChecked();
});

test('changes a threshold that the review leaves open, within what may be set, and says the default', async ({ planner }) => {
  await startWork(planner);
  await planner.keyboard.press(',');
  const long = planner.getByRole('textbox', { name: 'An occlusion is long from' });
  await expect(long).toHaveValue('20 mm');
  await long.fill('15');
  await expect(planner.getByText('Default 20 mm.')).toBeVisible();
  await long.fill('4');
  await long.blur();
  await planner.reload();
  await expect(planner.getByRole('region', { name: 'Worklist' })).toBeVisible();
  await planner.keyboard.press(',');
  await expect(long).toHaveValue('15 mm');
});

test('shows where the data lie, and whose work ships with it', async ({ planner, app }) => {
  await startWork(planner);
  await planner.keyboard.press(',');
  await expect(planner.getByRole('dialog', { name: 'Settings' })).toContainText(app.dataFolder);
  await planner.keyboard.press('Escape');
  await planner.keyboard.press('?');
  expect(await barriers(planner)).toEqual([]);
  await planner.getByRole('button', { name: 'About Fullmoon' }).click();
  const about = planner.getByRole('dialog', { name: 'About Fullmoon' });
  await expect(about).toContainText('Not for primary diagnosis');
  await expect(about).toContainText(/Fullmoon \d+\.\d+\.\d+/);
  await expect(about.getByLabel('Notices')).toContainText('react');
  expect(await barriers(planner)).toEqual([]);
});

test('tells when the program behind the page has ended, and goes on when it is back', async ({
  planner,
  app,
}) => {
  await startWork(planner);
  await app.stop();
  await expect(planner.getByRole('alert')).toContainText('No connection');
  const again = await startApp(app.dataFolder, { FULLMOON_PORT: new URL(app.origin).port });
  await planner.goto(again.address);
  await expect(planner.getByRole('button', { name: /Dr. Test, Tina/ })).toBeVisible();
  await planner.keyboard.press('1');
  await expect(planner.getByRole('button', { name: 'At work Dr. Test, Tina' })).toBeVisible();
  await again.stop();
});

test('archives are added, tested, changed and removed; what is missing is said where it is', async ({ planner }) => {
  await startWork(planner);
  await planner.keyboard.press(',');
  const sheet = planner.getByRole('dialog', { name: 'Settings' });
  await expect(sheet).toContainText('No archive yet.');
  await sheet.getByRole('button', { name: 'Add an archive' }).press('Enter');
  const form = sheet.getByRole('form', { name: 'New archive' });
  await expect(form.getByLabel('Name')).toBeFocused();
  await planner.keyboard.press('Enter');
  await expect(form).toContainText('The archive needs a name.');
  await expect(form).toContainText('The address begins with http:// or https://');
  expect(await barriers(planner)).toEqual([]);
  await form.getByLabel('Name').fill('Radiology');
  // Nobody listens there.
  await form.getByLabel('Address of its DICOMweb root').fill('http://127.0.0.1:9/dicom-web');
  await form.getByLabel('User, where it asks for one').fill('desk');
  await form.getByLabel('Password').fill('secret');
  await planner.keyboard.press('Enter');
  const row = sheet.getByRole('list', { name: 'Archives' }).getByRole('listitem');
  await expect(row).toContainText('DICOMweb, http://127.0.0.1:9/dicom-web, user desk');
  await row.getByRole('button', { name: 'Test Radiology' }).press('Enter');
  await expect(row).toContainText('The archive does not answer');
  await row.getByRole('button', { name: 'Change Radiology' }).press('Enter');
  const change = sheet.getByRole('form', { name: 'Change Radiology' });
  await expect(change.getByLabel('Password')).toHaveValue('');
  await expect(change.getByLabel('Password')).toHaveAttribute('placeholder', 'kept; type to replace it');
  await change.getByText('DIMSE (C-STORE)').click();
  await expect(change).toContainText('Without TLS all of it can be read on the way');
  await change.getByLabel('Computer').fill('pacs');
  await change.getByLabel('Called AE title').fill('PACS');
  await change.getByLabel('Called AE title').press('Enter');
  await expect(row).toContainText('DIMSE, PACS at pacs:104, as FULLMOON');
  // Over TLS, with a file that is not there.
  await row.getByRole('button', { name: 'Change Radiology' }).press('Enter');
  await change.getByText('TLS', { exact: true }).click();
  await expect(change).not.toContainText('can be read on the way');
  await change.getByLabel('Authority that issued its certificate').fill('/nowhere/pki/university-hospital-radiology-root-authority.pem');
  await change.getByLabel('Certificate of this workstation').fill('desk.pem');
  await change.getByLabel('Certificate of this workstation').press('Enter');
  await expect(change).toContainText('The whole path of a file is needed');
  await change.getByLabel('Certificate of this workstation').fill('/pki/desk.pem');
  await change.getByLabel('Certificate of this workstation').press('Enter');
  await expect(change).toContainText('A certificate and its private key go together.');
  expect(await barriers(planner)).toEqual([]);
  await change.getByLabel('Certificate of this workstation').fill('');
  await change.getByLabel('Certificate of this workstation').press('Enter');
  await expect(row).toContainText('DIMSE over TLS, PACS at pacs:104, as FULLMOON');
  await row.getByRole('button', { name: 'Test Radiology' }).press('Enter');
  await expect(row).toContainText('The file of the authority is not there or cannot be read. Look at the archive in the settings.');
  // Esc leaves the form, not the settings.
  await row.getByRole('button', { name: 'Change Radiology' }).press('Enter');
  await expect(change.getByLabel('Name')).toBeFocused();
  await planner.keyboard.press('Escape');
  await expect(change).toHaveCount(0);
  await expect(sheet).toBeVisible();
  expect(await barriers(planner)).toEqual([]);
  await row.getByRole('button', { name: 'Remove Radiology' }).press('Enter');
  await expect(row.getByRole('button', { name: 'Remove Radiology' })).toBeFocused();
  await planner.keyboard.press('Enter');
  await expect(sheet).toContainText('No archive yet.');
});
