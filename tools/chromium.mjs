// The browser of the end-to-end tests: found, or Debian's installed where this may be done.
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { say } from './prepare.mjs';
import { run } from './withNode24.mjs';

const isExecutable = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Browsers on the path and in their usual places. */
const usual = () => [
  ...['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'].flatMap(
    (name) => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)),
  ),
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) =>
    process.env[name]
      ? [
          join(process.env[name], 'Google\\Chrome\\Application\\chrome.exe'),
          join(process.env[name], 'Microsoft\\Edge\\Application\\msedge.exe'),
        ]
      : [],
  ),
];

/** A browser that Playwright fetched earlier. */
function fetchedByPlaywright() {
  const folder = process.env.PLAYWRIGHT_BROWSERS_PATH ?? join(homedir(), '.cache', 'ms-playwright');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.startsWith('chromium-'))
    .flatMap((name) =>
      ['chrome-linux64', 'chrome-linux'].map((place) => join(folder, name, place, 'chrome')),
    );
}

/** The browser's path; FULLMOON_CHROMIUM wins. */
export const chromium = () =>
  [process.env.FULLMOON_CHROMIUM, ...usual(), ...fetchedByPlaywright()].find(
    (path) => path && isExecutable(path),
  );

const mayInstall = () =>
  process.platform === 'linux' && process.getuid?.() === 0 && isExecutable('/usr/bin/apt-get');

/**
 * The browser, installed from Debian where it is missing and this may be done; undefined, and said so,
 * otherwise.
 */
export async function provideChromium() {
  const found = chromium();
  if (found !== undefined) return found;
  if (mayInstall()) {
    say('Installing Chromium for the end-to-end tests (once) …');
    const apt = (...args) =>
      run('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=600', ...args], {
        stdio: ['ignore', 2, 2],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
    if ((await apt('update')) === 0)
      await apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core');
  }
  const installed = chromium();
  if (installed === undefined) {
    say(
      'The end-to-end tests need Chromium: install it ' +
        '(Debian, Ubuntu: "apt-get install chromium"; elsewhere Google Chrome), then run this again.',
    );
  }
  return installed;
}
