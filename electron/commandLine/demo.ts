import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeDemo } from '../host/demo/makeDemo.ts';
import { done, refused, usage, type Call, type Outcome } from './outcome.ts';

/** demo FOLDER: writes the DICOM files of the demo case. */
export async function demo(call: Call): Promise<Outcome> {
  const [folder, ...rest] = call.args;
  if (folder === undefined || rest.length > 0) return usage('demo takes one FOLDER, new or empty.');
  const target = resolve(folder);
  const found = statSync(target, { throwIfNoEntry: false });
  if (found !== undefined && (!found.isDirectory() || readdirSync(target).length > 0)) {
    return refused({
      code: 'demo/folder-not-empty',
      message: `${folder} is there and not empty. Name a new folder.`,
    });
  }
  let told = 0;
  try {
    await makeDemo(target, (count, of) => {
      if (performance.now() - told < 1_000) return;
      told = performance.now();
      call.say(`making: ${Math.round((100 * count) / of)} %`);
    }, call.signal);
  } catch (fault) {
    if (call.signal.aborted)
      return refused({ code: 'demo/cancelled', message: 'Ended; nothing was written.' });
    const code = fault instanceof Error && 'code' in fault ? fault.code : undefined;
    if (typeof code !== 'string') throw fault;
    return refused({
      code: 'demo/not-written',
      message: `The demo could not be written (${code}). Check the place and the free space.`,
    });
  }
  const files = readdirSync(target, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(join(target, name))).filter((one) => one.isFile());
  return done({ folder: target, files: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) });
}
