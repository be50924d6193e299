import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createHost } from '../host/createHost.ts';
import { dataFolder } from '../host/dataFolder.ts';
import { rendererFolder } from '../host/serve/rendererFolder.ts';
import { staticFiles } from '../host/serve/staticFiles.ts';
import { failureSentence } from '../host/store/failureSentence.ts';
import { hasDisplay, openAppWindow } from './browser.ts';
import { startLoopback } from './server.ts';

const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/** Ends the start with one sentence. */
function refuse(sentence: string): never {
  say(sentence);
  process.exit(1);
}

const page = rendererFolder();
if (!existsSync(join(page, 'index.html'))) refuse('The page is not built yet. Run: npm start');

const port = Number(process.env['FULLMOON_PORT'] ?? 0);
if (!Number.isInteger(port) || port < 0 || port > 65_535)
  refuse('FULLMOON_PORT must be a number from 0 to 65535. Change or remove it.');

const folder = dataFolder();
const started = await createHost({
  dataFolder: folder,
  shell: 'loopback',
  capabilities: { nativeDialog: false, dropPaths: false, secondWindow: true },
  // Asked by a page only, and pages come once the server listens.
  openRoom: (scope) => loopback.roomAddress(scope),
  demo: process.env['FULLMOON_DEMO'] !== '0',
});
if (!started.ok) refuse(failureSentence(started.failure));
const running = started.value;

const loopback = await startLoopback({ running, files: staticFiles(page), port }).catch((failure: Error) =>
  refuse(
    `Port ${port} cannot be used (${failure.message}). Choose another with FULLMOON_PORT, or remove it.`,
  ),
);
process.stdout.write(`${loopback.address}\n`);

if (
  process.env['FULLMOON_OPEN'] !== '0' &&
  hasDisplay() &&
  !openAppWindow(loopback.windowAddress(), join(folder, 'browser'))
) {
  say('No Chromium, Chrome or Edge was found: open the address above in a browser.');
}
say('Fullmoon runs. Press Ctrl+C here to end it.');

let isEnding = false;
/** Ends once, whoever asks: lets the store close, then goes. */
async function end(): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  await loopback.close();
  await running.close();
  process.exit(0);
}
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void end());
process.on('disconnect', () => void end());
