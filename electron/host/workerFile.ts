/**
 * Where the code of a worker thread lies: `workerFile(import.meta.url, './headerWorker.ts')`. Node runs the sources as they
 * are; in the packaged program every module is compiled in its own place, and the worker with it.
 */
export const workerFile = (from: string, name: `./${string}.ts`): URL =>
  new URL(from.endsWith('.ts') ? name : name.replace(/\.ts$/, '.js'), from);
