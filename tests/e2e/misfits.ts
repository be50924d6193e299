import type { Page } from '@playwright/test';

/** A large and a small screen: on both everything is in sight, and nothing lies over anything. */
export const SIZES = [{ width: 1920, height: 1080 }, { width: 1366, height: 768 }] as const;

/** What does not fit: out of the window, cut off, or laid over something else. */
export const misfits = (page: Page): Promise<readonly string[]> => page.evaluate(() => {
  const wrong: string[] = [];
  const seen = (one: Element): boolean => one.checkVisibility() && one.getBoundingClientRect().width > 0 && (one.textContent ?? '') !== '';
  const called = (one: Element): string => `${one.className} "${(one.textContent ?? '').slice(0, 40)}"`;
  if (document.documentElement.scrollWidth > innerWidth || document.documentElement.scrollHeight > innerHeight) wrong.push('the page scrolls');
  for (const one of document.querySelectorAll('.picture, .tool-bar button, .banner .who, .status, .run-bar button, .rendering-bar button')) {
    if (!one.checkVisibility()) continue;
    const { left, top, right, bottom } = one.getBoundingClientRect();
    if (left < -0.5 || top < -0.5 || right > innerWidth + 0.5 || bottom > innerHeight + 0.5) wrong.push(`out of the window: ${called(one)}`);
    if (one.scrollWidth > one.clientWidth + 1 && one.matches('.who, button')) wrong.push(`cut off: ${called(one)}`);
  }
  for (const picture of document.querySelectorAll('.picture')) {
    if (!picture.checkVisibility()) continue;
    const edge = picture.getBoundingClientRect();
    const words = [...picture.querySelectorAll('.overlay-box, .overlay-letter, .overlay-scale')].filter(seen);
    words.forEach((one, n) => {
      const a = one.getBoundingClientRect();
      if (a.left < edge.left || a.top < edge.top || a.right > edge.right || a.bottom > edge.bottom) wrong.push(`cut off by its picture: ${called(one)}`);
      for (const other of words.slice(n + 1)) {
        const b = other.getBoundingClientRect();
        if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1) wrong.push(`${called(one)} over ${called(other)}`);
      }
    });
  }
  for (const panel of document.querySelectorAll('.panel')) {
    if (!panel.checkVisibility()) continue;
    for (const one of panel.querySelectorAll('button, .panel-head > *, .value-table :is(th, td)')) {
      if (!one.checkVisibility() || one.closest('.sr-only') !== null) continue;
      if (one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== 'visible' && one.clientWidth > 0) wrong.push(`cut off: ${called(one)}`);
    }
    const head = [...panel.querySelectorAll(':scope > .panel-head > *')].filter(seen);
    const edge = panel.getBoundingClientRect();
    head.forEach((one, n) => {
      const a = one.getBoundingClientRect();
      if (a.right > edge.right + 1 || a.left < edge.left - 1) wrong.push(`out of its panel: ${called(one)}`);
      for (const other of head.slice(n + 1)) {
        const b = other.getBoundingClientRect();
        if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1) wrong.push(`${called(one)} over ${called(other)}`);
      }
    });
  }
  return wrong;
});
