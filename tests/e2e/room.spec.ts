import type { Page } from '@playwright/test';
import { startApp } from './app.ts';
import { barriers } from './desk.ts';
import { asking, expect, openRoom, test, type SignedPlan } from './roomDesk.ts';

/** The room screen: ticked by keys, told by the desk, and what it may not do. */

const step = (room: Page): ReturnType<Page['locator']> => room.locator('.room');
const logged = async (planner: Page, { plan, version }: SignedPlan): Promise<readonly string[]> => {
  const { body } = await asking(planner, 'room.log', { plan, version });
  return (body as { readonly value: { readonly events: readonly { readonly happening: { readonly what: string; readonly step?: string } }[] } })
    .value.events.map(({ happening }) => [happening.what, happening.step].filter((part) => part !== undefined).join(' '));
};
const all = { timeout: 10_000 };

test('shows whose plan it is, the step at hand, the stop rule, limits, pictures and the ruler', async ({ planner, roomContext, library }) => {
  const room = await openRoom(planner, roomContext, library);
  await expect(step(room)).toHaveAttribute('data-step', 'A1');
  const head = room.getByRole('banner');
  await expect(head).toContainText('DEMO-ALBRECHT-WIESENBURGER, Josef Maximilian');
  await expect(head).toContainText('RCA mid, CTO 31.4 mm');
  await expect(head).toContainText('v1 signed');
  await expect(room.getByRole('region', { name: 'Stop rule' })).toContainText('STOP A 30 min without progress');
  await expect(room.getByRole('region', { name: 'Track' })).toContainText('No atherectomy or OPN before IVUS');
  await expect(room.getByRole('img', { name: 'Run 4' })).toBeVisible();
  await expect(room.getByRole('img', { name: /Calcium along RCA mid.*now at 0\.0 mm/ })).toBeVisible();
  expect(new URL(room.url()).search).toBe('');
  expect(await room.title()).toBe('Fullmoon');
});

test('is worked by keys; each act is in the log, and a tick can be taken back', async ({ planner, roomContext, library }) => {
  const room = await openRoom(planner, roomContext, library);
  await expect(step(room)).toHaveAttribute('data-step', 'A1');
  await room.keyboard.press('a');
  await room.keyboard.press('w');
  await room.keyboard.press('Space');
  await expect(step(room)).toHaveAttribute('data-step', 'A2');
  await room.keyboard.press('PageDown');
  await expect(step(room)).toHaveAttribute('data-step', 'A3');
  await room.keyboard.press('PageUp');
  await expect(step(room)).toHaveAttribute('data-step', 'A2');
  await room.keyboard.press('c');
  await room.keyboard.type('170');
  await room.keyboard.press('Enter');
  await expect(room.getByRole('region', { name: 'Contrast and dose' })).toContainText('170 of 200 ml');
  await expect(room.getByText('Contrast nears its limit')).toBeVisible();
  await room.keyboard.press('k');
  await room.keyboard.type('2600');
  await room.keyboard.press('Enter');
  await expect(room.getByRole('alert')).toContainText('2600 mGy would be 2.6 Gy');
  await room.keyboard.press('Control+a');
  await room.keyboard.type('2.6');
  await room.keyboard.press('Enter');
  await expect(room.getByRole('region', { name: 'Contrast and dose' })).toContainText('2.6 of 5.0 Gy');
  await expect(step(room)).toHaveAttribute('data-waiting', '0');
  expect(await logged(planner, library)).toEqual(['access', 'first-wire', 'tick a-1', 'tick a-2', 'untick a-2', 'contrast', 'air-kerma']);
  // A time that is set wants its key twice.
  await room.keyboard.press('w');
  await expect(room.getByRole('status').filter({ hasText: 'Press W once more' })).toBeVisible();
  expect(await logged(planner, library)).toHaveLength(7);
});

test('says what is off the table once the wire is extraplaque', async ({ planner, roomContext, library }) => {
  const room = await openRoom(planner, roomContext, library);
  await expect(step(room)).toHaveAttribute('data-step', 'A1');
  await room.keyboard.press('t');
  await room.keyboard.press('1');
  const track = room.getByRole('region', { name: 'Track' });
  await expect(track).toContainText('Track: extraplaque');
  await expect(track).toContainText('No rotational, orbital, laser');
  await expect(room.getByRole('status').filter({ hasText: 'Now off the table' })).toContainText('balloon from 14 atm; rotational, orbital, laser; OPN');
  for (let n = 0; n < 5; n += 1) await room.keyboard.press('ArrowRight');
  await expect(step(room)).toHaveAttribute('data-step', 'B2');
  await expect(room.getByRole('region', { name: 'Step at hand' })).toContainText('Off the table now.');
  await room.keyboard.press('t');
  await room.keyboard.press('3');
  await expect(track).toContainText('Track: intraplaque, proven by IVUS');
  await expect(room.getByRole('region', { name: 'Step at hand' })).not.toContainText('Off the table now.');
});

test('follows the desk within a second and outlives it', async ({ planner, roomContext, library }) => {
  const room = await openRoom(planner, roomContext, library);
  await expect(step(room)).toHaveAttribute('data-step', 'A1');
  const { plan, version } = library;
  await room.evaluate(() => {
    new MutationObserver(() => { document.documentElement.dataset['changedAt'] ??= `${Date.now()}`; })
      .observe(document.querySelector('.room') ?? document.body, { attributes: true, attributeFilter: ['data-step'] });
  });
  const toldAt = Date.now();
  await asking(planner, 'room.add', { plan, version, after: 0, happening: { what: 'tick', step: 'a-1' }, doneAt: null });
  await expect(step(room)).toHaveAttribute('data-step', 'A2');
  const changedAt = Number(await room.evaluate(() => document.documentElement.dataset['changedAt']));
  expect(changedAt - toldAt).toBeLessThan(1_000);
  await planner.close();
  await room.keyboard.press('Enter');
  await expect(step(room)).toHaveAttribute('data-step', 'A3');
  await expect(step(room)).toHaveAttribute('data-waiting', '0');
});

test('goes on without the host, survives a reload, and sends what waited under the time at which it was done', async ({ planner, roomContext, library }) => {
  const room = await openRoom(planner, roomContext, library);
  await expect(step(room)).toHaveAttribute('data-step', 'A1');
  // Questions are not answered, pages are.
  await roomContext.route('**/api/**', (route) => route.abort());
  await room.keyboard.press('w');
  await room.keyboard.press('Space');
  await expect(step(room)).toHaveAttribute('data-step', 'A2');
  await expect(step(room)).toHaveAttribute('data-waiting', '2');
  await expect(room.getByText('Not connected since')).toContainText('2 not sent yet');
  await expect(room.getByText('not sent yet', { exact: true })).toBeVisible();
  await room.reload();
  await expect(room.getByText('Reading the plan')).toBeVisible();
  expect(await logged(planner, library)).toEqual([]);
  await roomContext.unroute('**/api/**');
  await expect(step(room)).toHaveAttribute('data-step', 'A2', all);
  await expect(step(room)).toHaveAttribute('data-waiting', '0', all);
  await expect(room.getByText('Not connected since')).toHaveCount(0);
  expect(await logged(planner, library)).toEqual(['first-wire', 'tick a-1']);
});

test('is back at the same step after the host was killed and started again', async ({ app, planner, browser, roomContext, library }) => {
  const room = await openRoom(planner, roomContext, library);
  await expect(step(room)).toHaveAttribute('data-step', 'A1');
  await room.keyboard.press('Space');
  await room.keyboard.press('Space');
  await expect(step(room)).toHaveAttribute('data-step', 'A3');
  await expect(step(room)).toHaveAttribute('data-waiting', '0');
  await app.stop('SIGKILL');
  await expect(room.getByText('Not connected since')).toBeVisible(all);
  const again = await startApp(library.folder, { FULLMOON_PORT: new URL(app.address).port });
  await expect(room.getByText('This room screen may not ask any more')).toBeVisible(all);
  const desk = await browser.newPage();
  await desk.goto(again.address);
  const openedAt = Date.now();
  const anew = await openRoom(desk, roomContext, library);
  await expect(step(anew)).toHaveAttribute('data-step', 'A3');
  expect(Date.now() - openedAt).toBeLessThan(5_000);
  // The page that was left open is let in by the same pass, and goes on.
  await expect(room.getByText('This room screen may not ask any more')).toHaveCount(0, all);
  await desk.close();
  await again.stop();
});

test('killed with each of five ticks, its page is back within 5 s at the step that the log tells; what the host had is never lost', async ({ planner, roomContext, library }) => {
  const steps = ['A1', 'A2', 'A3', 'A4', 'B1', 'B2'];
  let before = 0;
  for (let round = 0; round < 5; round += 1) {
    const room = await openRoom(planner, roomContext, library);
    await expect(step(room)).toHaveAttribute('data-step', steps[before] ?? '', { timeout: 5_000 });
    await room.keyboard.press('Space');
    const isHeld = round % 2 === 0;
    if (isHeld) {
      await expect(step(room)).toHaveAttribute('data-step', steps[before + 1] ?? '');
      await expect(step(room)).toHaveAttribute('data-waiting', '0');
    }
    const gone = room.waitForEvent('crash');
    const session = await roomContext.newCDPSession(room);
    // The process of the page ends before it could answer.
    void session.send('Page.crash').catch(() => {});
    await gone;
    await room.close();
    const after = (await logged(planner, library)).length;
    // Killed with the key still warm, that tick alone may be missing.
    expect(after - before).toBeGreaterThanOrEqual(isHeld ? 1 : 0);
    expect(after - before).toBeLessThanOrEqual(1);
    before = after;
  }
  const room = await openRoom(planner, roomContext, library);
  await expect(step(room)).toHaveAttribute('data-step', steps[before] ?? '', { timeout: 5_000 });
  await expect(step(room)).toHaveAttribute('data-waiting', '0');
});

test('turns into a stop page once its version is withdrawn', async ({ planner, roomContext, library }) => {
  const room = await openRoom(planner, roomContext, library);
  await expect(step(room)).toHaveAttribute('data-step', 'A1');
  const { plan, version } = library;
  await asking(planner, 'plans.withdraw', { plan, version, reason: 'The vessel was the wrong one.' });
  const stop = room.getByRole('alert');
  await expect(stop).toContainText('Stop. Version 1 was withdrawn.');
  await expect(stop).toContainText('The vessel was the wrong one.');
  await expect(room.getByText('Gaia 3')).toHaveCount(0);
  await room.keyboard.press('Space');
  expect(await logged(planner, library)).toEqual([]);
  await room.screenshot({ path: test.info().outputPath('stop.png') });
});

test('may ask for its version and nothing else', async ({ planner, roomContext, library }) => {
  const room = await openRoom(planner, roomContext, library);
  await expect(step(room)).toHaveAttribute('data-step', 'A1');
  const { plan, version } = library;
  const base = `/room/${plan}/${version}`;
  expect((await asking(room, 'room.log', { plan, version }, base)).status).toBe(200);
  for (const [method, input] of [
    ['cases.list', { text: '', sort: 'name', order: 'asc', limit: 5, offset: 0 }], ['plans.withdraw', { plan, version, reason: 'x' }],
    ['room.open', { plan, version }], ['plans.version', { plan, version: 2 }], ['room.log', { plan: 'pln_zzzzzzzzzzzzzzzz', version }],
    ['plans.image', { sha256: '0'.repeat(64) }], ['settings.load', {}],
  ] as const) expect((await asking(room, method, input, base)).status, method).toBe(403);
  expect((await asking(room, 'cases.list', {})).status).toBe(401);
  expect((await asking(room, 'room.log', { plan, version }, `/room/${plan}/2`)).status).toBe(401);
});

for (const [width, height] of [[1920, 1080], [1366, 768]] as const) {
  test(`can be read and worked by everybody at ${width} x ${height}`, async ({ planner, roomContext, library }) => {
    const room = await openRoom(planner, roomContext, library);
    await room.setViewportSize({ width, height });
    await expect(room.getByRole('img', { name: 'Run 4' })).toBeVisible();
    const shot = (name: string): Promise<Buffer> => room.screenshot({ path: test.info().outputPath(`${name}.png`) });
    await shot('begin');
    expect(await barriers(room)).toEqual([]);
    const small = await room.evaluate(() => [...document.querySelectorAll('.room *')]
      .filter((one) => [...one.childNodes].some(({ nodeType, textContent }) => nodeType === 3 && textContent?.trim() !== ''))
      .filter((one) => !one.closest('.unseen') && !(one instanceof SVGElement))
      .filter((one) => Number.parseFloat(getComputedStyle(one).fontSize) < (28 * Math.min(innerWidth / 1920, innerHeight / 1080)) - 0.01)
      .map(({ outerHTML }) => outerHTML));
    expect(small).toEqual([]);
    for (const key of ['a', 'w', 'Space', 'Space', 'c', '1', '7', '2', 'Enter', 'k', '4', '.', '2', 'Enter']) await room.keyboard.press(key);
    await expect(room.getByText('172 of 200 ml')).toBeVisible();
    await expect(room.getByText('Air kerma nears its limit')).toBeVisible();
    await shot('middle');
    await room.keyboard.press('Space');
    await expect(room.getByText('Now off the table')).toBeVisible();
    await shot('changed');
    expect(await barriers(room)).toEqual([]);
    const cut = await room.evaluate(() => [...document.querySelectorAll('.room-head, .room-now, .room-strip li, .room-track, .room-panel, .room-stop-rule')]
      .filter((one) => one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1).map(({ className }) => className));
    expect(cut).toEqual([]);
    const outside = await room.evaluate(() => [...document.querySelectorAll('.room-right > *, .room-left > *')]
      .filter((one) => one.getBoundingClientRect().bottom > innerHeight).map(({ className }) => className));
    expect(outside).toEqual([]);
    await room.keyboard.press('t');
    await shot('track');
    expect(await barriers(room)).toEqual([]);
    await room.keyboard.press('Escape');
    await room.keyboard.press('?');
    await shot('keys');
    await room.keyboard.press('Escape');
    await room.keyboard.press('b');
    await expect(room.getByText('shows the plan again')).toBeVisible();
    await expect(room.getByText('DEMO-ALBRECHT')).toHaveCount(0);
  });
}
