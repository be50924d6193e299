import { parentPort } from 'node:worker_threads';
import { type BenchStretch, writeStretch } from './benchSeries.ts';

parentPort?.once('message', (stretch: BenchStretch) => {
  writeStretch(stretch);
  parentPort?.postMessage('done');
});
