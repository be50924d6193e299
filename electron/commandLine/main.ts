import { enableCompileCache } from 'node:module';

// Most of a short command is loading its modules; the second time they come from the cache of the system.
enableCompileCache();
const { run } = await import('./run.ts');
process.exitCode = await run(process.argv.slice(2), {
  out: (line) => { process.stdout.write(`${line}\n`); },
  say: (line) => { process.stderr.write(`${line}\n`); },
});
