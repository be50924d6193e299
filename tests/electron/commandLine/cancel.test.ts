import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { doubledSlice } from '../../phantoms/faults.ts';
import { cleanSeries, type SliceFile } from '../../phantoms/series.ts';
import { coded } from '../../phantoms/codings.ts';
import { filesBelow } from '../host/running.ts';
import { tempFolder } from '../../tempFolder.ts';
import { folderOf, uidOf } from './said.ts';

const main = join(import.meta.dirname, '../../../electron/commandLine/main.ts');
const hangs = pathToFileURL(join(import.meta.dirname, 'hangingDecoder.ts')).href;

/** Runs a command whose decoders hang, gives it the signal once they do, and waits for its end. */
async function ended(words: readonly string[], signal: NodeJS.Signals, temp: string) {
  const child = spawn(process.execPath, ['--import', hangs, main, ...words],
    { env: { ...process.env, TMPDIR: temp } });
  let [out, err, signalled] = ['', '', 0];
  child.stdout.setEncoding('utf8').on('data', (text: string) => { out += text; });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
    if (signalled > 0 || !err.includes('decoding\n')) return;
    signalled = performance.now();
    child.kill(signal);
  });
  const status = await new Promise((resolve) => { child.on('close', resolve); });
  const ms = signalled === 0 ? Infinity : performance.now() - signalled;
  return { status, answer: JSON.parse(out), said: err.replaceAll('decoding\n', ''), ms };
}

const files = cleanSeries({ slices: 8 });
const CANCELLED = {
  status: 1, answer: { error: { code: 'cancelled', message: 'Ended before it was done.' } },
  said: 'Ended before it was done.\n',
};
/** A frame that hangs is given up after 10 s: whoever waits for that has not ended at once. */
const AT_ONCE_MS = 5_000;

describe.each(['SIGINT', 'SIGTERM'] as const)('%s', (signal) => {
  it('ends a volume at once while it is being decoded', async () => {
    const temp = tempFolder();
    const { ms, ...rest } = await ended(['volume', folderOf(files), '--series', uidOf(files)], signal, temp);
    expect(rest).toEqual(CANCELLED);
    expect(ms).toBeLessThan(AT_ONCE_MS);
    expect(filesBelow(temp)).toEqual([]);
  });

  it('ends a scan at once while it compares two codings of one picture', async () => {
    const [slice] = files;
    const twice: readonly SliceFile[] = slice === undefined ? []
      : [...files, { ...(await coded(slice, 'RLE')), name: 'again' }];
    const { ms, ...rest } = await ended(['scan', folderOf(twice)], signal, tempFolder());
    expect(rest).toEqual(CANCELLED);
    expect(ms).toBeLessThan(AT_ONCE_MS);
  });
});

it('copies of which the bytes agree are not decoded at all', async () => {
  const child = spawn(process.execPath,
    ['--import', hangs, main, 'scan', folderOf(doubledSlice(files, 3, 'same uid'))]);
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => { err += text; });
  child.stdout.resume();
  expect(await new Promise((resolve) => { child.on('close', resolve); })).toBe(0);
  expect(err).toBe('');
});
