import { parentPort } from 'node:worker_threads';
import { realThorax } from '../phantoms/realVessel.ts';
import { type Job, measuredVessels } from './job.ts';

parentPort?.on('message', (job: Job) => {
  void (async () => {
    const thorax = job.place === 'thorax' ? await realThorax() : null;
    for (const one of measuredVessels(job, thorax)) parentPort?.postMessage(one);
    parentPort?.postMessage('done');
  })();
});
