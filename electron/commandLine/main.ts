import { enableCompileCache } from 'node:module';
import { compiledCode } from '../host/jobs/workerThread.ts';

// Most of a short command is loading its modules; the second time they need no compiling.
if (compiledCode !== null) enableCompileCache(compiledCode);
// npm runs its scripts in the folder of the package; paths are meant from where the user is.
const { npm_lifecycle_event: script, INIT_CWD: folder } = process.env;
if (script === 'fullmoon' && folder !== undefined) process.chdir(folder);
const { run } = await import('./run.ts');
process.exitCode = await run(process.argv.slice(2), {
  out: (line) => { process.stdout.write(`${line}\n`); },
  say: (line) => { process.stderr.write(`${line}\n`); },
});
