import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

const LINUX = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];
const MAC = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const WINDOWS = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];

/** Keeps the browser from calling home: nothing leaves the machine. */
const QUIET = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-domain-reliability',
  '--disable-breakpad',
  '--no-pings',
  '--metrics-recording-only',
  '--disable-features=Translate,OptimizationHints,MediaRouter,AutofillServerCommunication',
];

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

function candidates(env: Environment, system: NodeJS.Platform): readonly string[] {
  if (system === 'darwin') return MAC;
  if (system === 'win32') {
    return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) =>
      WINDOWS.map((program) => join(env[name] ?? '', program)),
    );
  }
  return (env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => LINUX.map((name) => join(folder, name)))
    .toSorted(
      (a, b) =>
        LINUX.findIndex((name) => a.endsWith(`/${name}`)) - LINUX.findIndex((name) => b.endsWith(`/${name}`)),
    );
}

/** A Chromium browser of this machine, the open one first; undefined where there is none. */
export const chromiumBrowser = (
  env: Environment = process.env,
  system: NodeJS.Platform = process.platform,
): string | undefined => candidates(env, system).find(isExecutable);

/** Is there a screen to show a window on? */
export const hasDisplay = (
  env: Environment = process.env,
  system: NodeJS.Platform = process.platform,
): boolean => system === 'darwin' || system === 'win32' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);

/**
 * The arguments of an app window: its own profile, no address bar, no calls home. Root has no browser
 * sandbox.
 */
export const appModeArguments = (
  address: string,
  profileFolder: string,
  isRoot: boolean,
): readonly string[] => [
  `--app=${address}`,
  `--user-data-dir=${profileFolder}`,
  ...QUIET,
  ...(isRoot ? ['--no-sandbox'] : []),
];

/**
 * Opens the address as an app window; false where there is no browser for it. The window outlives this
 * process.
 */
export function openAppWindow(address: string, profileFolder: string): boolean {
  const browser = chromiumBrowser();
  if (browser === undefined) return false;
  const isRoot = process.getuid?.() === 0;
  const child = spawn(browser, [...appModeArguments(address, profileFolder, isRoot)], {
    detached: true,
    stdio: 'ignore',
  });
  const say = (why: string): void => {
    process.stderr.write(`The browser did not open (${why}): open the address above in one.\n`);
  };
  child.on('error', (failure) => say(failure.message));
  child.on('exit', (status) => {
    if (status !== null && status !== 0) say(`it ended with status ${status}`);
  });
  child.unref();
  return true;
}
