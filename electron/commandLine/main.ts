import { run } from './run.ts';

// npm runs its scripts in the folder of the package; paths are meant from where the user is.
const { npm_lifecycle_event: script, INIT_CWD: folder } = process.env;
if (script === 'fullmoon' && folder !== undefined) process.chdir(folder);
// Whoever reads the answer may stop early: then there is nobody left to tell.
process.stdout.on('error', (fault) => { process.exit('code' in fault && fault.code === 'EPIPE' ? 0 : 1); });
process.exitCode = await run(process.argv.slice(2), {
  out: (line) => (process.stdout.write(`${line}\n`)
    ? undefined
    : new Promise<void>((resolve) => { process.stdout.once('drain', resolve); })),
  say: (line) => { process.stderr.write(`${line}\n`); },
});
