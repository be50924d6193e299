// Run by start.test.ts: tells which Node runs it, and ends as it is told.
process.stdout.write(JSON.stringify({ version: process.version, args: process.argv.slice(2) }));
process.exitCode = Number(
  process.argv.find((arg) => arg.startsWith('--exit='))?.slice('--exit='.length) ?? 0,
);
