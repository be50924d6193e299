import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test as base, type Page } from '@playwright/test';

const root = join(import.meta.dirname, '../..');

/** A running Fullmoon with its own, empty library. */
export interface App {
  /** Address with its token; opening it once is enough for a browser context. */
  readonly address: string;
  readonly origin: string;
  readonly dataFolder: string;
  /** The process, for those who look at its memory. */
  readonly pid: number;
  /** Everything that the program has said so far on standard error. */
  said(): string;
  /** What the content security policy stopped in any page of this app. */
  violations(): readonly string[];
  /** Ends it as a user would; with 'SIGKILL' as a power cut would. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

const ended = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((done) => child.once('exit', () => done()));

/** Starts the loopback shell; it is ready when this resolves. */
export async function startApp(
  dataFolder: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<App> {
  const child = spawn(process.execPath, [join(root, 'electron/loopback/main.ts')], {
    cwd: root,
    env: {
      ...process.env,
      FULLMOON_DATA: dataFolder,
      FULLMOON_OPEN: '0',
      FULLMOON_DEMO: '0',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const address = await new Promise<string>((done, failed) => {
    createInterface({ input: child.stdout }).once('line', done);
    child.once('exit', (status) => failed(new Error(`Fullmoon ended at its start (${status}):\n${said}`)));
  });
  return {
    address,
    origin: new URL(address).origin,
    dataFolder,
    pid: child.pid ?? 0,
    said: () => said,
    violations: () => said.split('\n').filter((line) => line.includes('policy stopped:')),
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal);
      await ended(child);
    },
  };
}

interface Options {
  /** Variables of the environment of the app, such as FULLMOON_DEMO: '1'. */
  readonly environment: Readonly<Record<string, string>>;
  /** True where a test breaks the content security policy on purpose; elsewhere a breach fails the test. */
  readonly mayBreach: boolean;
}

/** Playwright's `test` with an app of its own per test, and a page that shows it. */
export const test = base.extend<Options & { app: App; planner: Page }>({
  environment: [{}, { option: true }],
  mayBreach: [false, { option: true }],
  app: async ({ environment, mayBreach }, use) => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'fullmoon-e2e-'));
    const app = await startApp(dataFolder, environment);
    await use(app);
    await app.stop();
    if (!mayBreach) expect(app.violations()).toEqual([]);
    rmSync(dataFolder, { recursive: true, force: true });
  },
  planner: async ({ app, page }, use) => {
    await page.goto(app.address);
    await use(page);
  },
});
export { expect };
