import type { BrowserContext, Page } from '@playwright/test';
import type { RoomHappening } from '../../core/plan/roomLog.ts';
import { mm } from '../../core/units.ts';
import { SIZES } from './misfits.ts';
import { asking, device, expect, openRoom, RUNGS, step, test, type RoomWanted, type SignedPlan } from './roomDesk.ts';
import { roomFaults } from './roomFaults.ts';

/** In every state of the room screen each word can be read from four metres: large, clear, whole, and on nothing else. */

/** Looks at a state at both sizes; pictures of it are kept with the results. */
async function legible(room: Page, name: string): Promise<void> {
  for (const size of SIZES.toReversed()) {
    await room.setViewportSize(size);
    await room.screenshot({ path: test.info().outputPath(`${name} ${size.width}.png`) });
    expect.soft(await roomFaults(room), `${name} at ${size.width} x ${size.height}`).toEqual([]);
  }
}
const current = (room: Page, label: string): Promise<void> => expect(room.locator('.room')).toHaveAttribute('data-step', label);
const isKept = (room: Page): Promise<void> => expect(room.locator('.room')).toHaveAttribute('data-waiting', '0');
/** Some minutes ago, as the desk may add it. */
async function happened(desk: Page, { plan, version }: SignedPlan, happening: RoomHappening, minutesAgo: number): Promise<void> {
  const { body } = await asking(desk, 'room.log', { plan, version });
  const { value } = body as { readonly value: { readonly events: readonly { readonly sequence: number }[] } };
  const doneAt = new Date(Date.now() - 60_000 * minutesAgo).toISOString();
  const added = await asking(desk, 'room.add', { plan, version, after: value.events.at(-1)?.sequence ?? 0, happening, doneAt });
  expect((added.body as { readonly ok: boolean }).ok).toBe(true);
}
/** Opens a sheet by its key, looks at it, and closes it. */
async function sheet(room: Page, key: string, name: string): Promise<void> {
  await room.keyboard.press(key);
  await expect(room.getByRole('dialog', { name })).toBeVisible();
  await legible(room, `sheet ${name}`);
  await room.keyboard.press('Escape');
  await expect(room.getByRole('dialog')).toHaveCount(0);
}
async function amount(room: Page, key: string, typed: string): Promise<void> {
  await room.keyboard.press(key);
  await expect(room.getByRole('dialog')).toBeVisible();
  await room.keyboard.type(typed);
  await room.keyboard.press('Enter');
  await expect(room.getByRole('dialog')).toHaveCount(0);
}

/** The host takes what is done for no input at all: it is told at its place, and can be done again. */
async function refused(room: Page, context: BrowserContext, words: string, name: string): Promise<void> {
  await context.route('**/api/room.add', (route) => route.fulfill({ json: { ok: false, failure: { code: 'carriage/bad-input', issues: ['happening'] } } }));
  await room.keyboard.press('Space');
  await expect(room.getByRole('banner').getByRole('status')).toContainText(words);
  await isKept(room);
  await legible(room, name);
  await context.unroute('**/api/room.add');
}

test('from the first step to the stop page', async ({ planner, roomContext, library }) => {
  test.setTimeout(240_000);
  const room = await openRoom(planner, roomContext, library);
  await current(room, 'A1');
  await expect(room.getByRole('img', { name: 'Run 4' })).toBeVisible();
  await legible(room, 'begin');
  for (const [key, name] of [['c', 'Contrast in all'], ['k', 'Air kerma in all'], ['t', 'Track of the wire'], ['f', 'Phase of the procedure'], ['n', 'Note'], ['?', 'Keys']] as const)
    await sheet(room, key, name);
  await room.keyboard.press('k');
  await room.keyboard.type('2600');
  await room.keyboard.press('Enter');
  await expect(room.getByRole('alert')).toContainText('2.6 Gy');
  await legible(room, 'sheet wrong');
  await room.keyboard.press('Escape');

  // The warnings come before the limit, each in its place.
  await happened(planner, library, { what: 'access' }, 150);
  await happened(planner, library, { what: 'first-wire' }, 26);
  await amount(room, 'c', '172');
  await amount(room, 'k', '4.2');
  await expect(room.getByText('nears 30 min')).toBeVisible();
  await expect(room.getByText('nears 180 min')).toBeVisible();
  await legible(room, 'near');
  await amount(room, 'c', '231');
  await amount(room, 'k', '10.3');
  await expect(room.getByText('Air kerma limit reached')).toBeVisible();
  await legible(room, 'over');

  await room.keyboard.press('Space');
  await room.keyboard.press('w');
  await expect(room.getByText('Press W once more')).toBeVisible();
  await legible(room, 'asked twice');
  await room.keyboard.press('t');
  await room.keyboard.press('1');
  await expect(room.getByText('Now off the table')).toBeVisible();
  await legible(room, 'changed');
  for (let n = 0; n < 4; n += 1) await room.keyboard.press('ArrowRight');
  await current(room, 'B2');
  await expect(room.getByRole('region', { name: 'Step at hand' })).toContainText('Off the table now.');
  await expect(room.getByText('Now off the table')).toBeHidden({ timeout: 20_000 });
  await legible(room, 'off the table');
  await room.keyboard.press('b');
  await expect(room.getByText('shows the plan again')).toBeVisible();
  await legible(room, 'dark');
  await room.keyboard.press('b');
  await isKept(room);
  await refused(room, roomContext, 'Refused: step B2 done, ', 'refused');
  await current(room, 'B2');

  await roomContext.route('**/api/**', (route) => route.abort());
  await room.keyboard.press('Space');
  await expect(room.getByText('Refused:')).toHaveCount(0);
  await expect(room.getByText('Not connected since')).toContainText('1 not sent yet');
  await legible(room, 'not connected');
  await room.reload();
  await expect(room.getByText('Reading the plan')).toBeVisible();
  await legible(room, 'reading');
  await roomContext.unroute('**/api/**');
  await current(room, 'A2');
  await isKept(room);

  await room.keyboard.press('e');
  await room.keyboard.press('e');
  await expect(room.getByRole('banner')).toContainText('Procedure ended');
  await legible(room, 'ended');
  const { plan, version } = library;
  await asking(planner, 'plans.withdraw', { plan, version, reason: 'The vessel was the wrong one: the left anterior descending artery is to be opened first, by the heart team of Monday.' });
  await expect(room.getByRole('alert')).toContainText('Stop. Version 1 was withdrawn.');
  await legible(room, 'withdrawn');
});

const LONG = 'Antegrade wiring with a stiff tapered wire, stepped up from Gaia 3 to Confianza Pro 12, on a screwing microcatheter, hold';
const many: RoomWanted['content'] = {
  rungs: [
    {
      letter: 'A', title: 'Through the proximal cap and the occlusion, intraplaque as far as it will go, and no further than that', note: 'anchor in the conus branch',
      steps: Array.from({ length: 10 }, (_, n) => step(`a-${n + 1}`, n % 2 === 0 ? `${LONG.slice(0, 116)} ${n + 1}` : `Confianza Pro 12, attempt ${n + 1}`, {
        aim: 'Aim between the calcium at 7 and 10 o’clock; leave it after two attempts without a step forward, and look at both views before each of them.',
        devices: [device('Confianza Pro 12'), device('Turnpike Gold'), device('guide extension 7F'), device('polymer-jacketed wire')],
        minutes: 10, at: mm(4.5 + n), track: 'intraplaque', override: n === 2 ? { rules: ['S147'], reason: 'large vessel, anchored, balloon sized by IVUS of the year before' } : null,
      })),
      stop: { minutes: 30, attempts: 4, contrastMl: 180, airKermaGy: 4.5, words: 'change the strategy, or come back another day with the second operator and IVUS from the side branch' },
    },
    ...RUNGS.slice(1),
  ],
};

test.describe('a long name, and ten long steps', () => {
  test.use({ wanted: {
    patient: { name: 'WOLFESCHLEGELSTEINHAUSENBERGERDORFF-ALBRECHT-WIESENBURGER, Hubert Blaine Maximilian Josef', id: 'MRN-0123456789-0047-ABCDEF', birthDate: '1938-03-14', sex: 'M' },
    lesion: 'Posterolateral branch of the RCA distal to the crux, CTO 131.4 mm, second of two', content: many,
    captions: [['Straightened view of the whole right coronary artery', 'the full moon lies from 11 to 17 mm behind the proximal cap'], ['LAO 42° CRA 8°', 'C-arm for the knuckle'], ['Run 4', ''], ['', 'septal 2']],
  } });
  test('can be read whole', async ({ planner, roomContext, library }) => {
    test.setTimeout(240_000);
    const room = await openRoom(planner, roomContext, library);
    await current(room, 'A1');
    await legible(room, 'long begin');
    await happened(planner, library, { what: 'access' }, 201);
    await happened(planner, library, { what: 'first-wire' }, 102);
    await expect(room.getByText('180 min passed')).toBeVisible();
    await expect(room.getByText('30 min passed')).toBeVisible();
    await room.keyboard.press('Space');
    await room.keyboard.press('Space');
    await current(room, 'A3');
    await amount(room, 'c', '231');
    await amount(room, 'k', '10.3');
    await legible(room, 'long middle');
    await room.keyboard.press('t');
    await room.keyboard.press('1');
    await expect(room.getByText('Now off the table')).toBeVisible();
    await legible(room, 'long changed');
    await isKept(room);
    await refused(room, roomContext, 'Refused: step A3 done, ', 'long refused');
    await roomContext.route('**/api/**', (route) => route.abort());
    await room.keyboard.press('e');
    await room.keyboard.press('e');
    await expect(room.getByText('Not connected since')).toBeVisible();
    await legible(room, 'long not connected');
    await roomContext.unroute('**/api/**');
    const { plan, version } = library;
    await asking(planner, 'plans.withdraw', { plan, version, reason: `${LONG} `.repeat(4).trim() });
    await expect(room.getByRole('alert')).toContainText('Stop. Version 1 was withdrawn.');
    await legible(room, 'long withdrawn');
  });
});

test.describe('names and words that are not Latin', () => {
  test.use({ wanted: {
    patient: { name: '김, 철수 · 陳, 大文 · Κωνσταντῖνος Ξ.', id: '환자-0047', birthDate: '1955-03-14', sex: 'F' }, lesion: '右冠状动脉中段, CTO 31.4 mm',
    content: { rungs: [{ ...RUNGS[0]!, title: '正向导丝', steps: [step('a-1', '정방향 와이어: Gaia 3, 微导管', { aim: 'Не дольше десяти минут', devices: [device('微导管 2.6F')], minutes: 10 })] }, ...RUNGS.slice(1)] },
    captions: [['右冠状动脉', '钙化环 11 至 17 mm'], ['Προβολή LAO 30', 'όγκος'], ['Правая артерия', '']],
  } });
  test('can be read whole', async ({ planner, roomContext, library }) => {
    const room = await openRoom(planner, roomContext, library);
    await current(room, 'A1');
    await expect(room.getByRole('img', { name: '右冠状动脉', exact: true })).toBeVisible();
    await legible(room, 'not Latin');
  });
});

test.describe('nothing but a ladder', () => {
  test.use({ wanted: {
    patient: { name: null, id: null, birthDate: null, sex: null }, lesion: null, captions: [],
    content: { rungs: RUNGS, budget: { contrastMl: null, airKermaGy: null, wireMinutes: null, totalMinutes: null } },
  } });
  test('can be read whole', async ({ planner, roomContext, library }) => {
    const room = await openRoom(planner, roomContext, library);
    await current(room, 'A1');
    await legible(room, 'nothing');
    for (let n = 0; n < 6; n += 1) await room.keyboard.press('Space');
    await expect(room.getByRole('region', { name: 'Step at hand' })).toContainText('Every step is done');
    await amount(room, 'c', '90');
    await legible(room, 'all done');
  });
});
