import { parentPort, workerData } from 'node:worker_threads';
import { planPdf, type Printed } from './planPdf.ts';

parentPort?.postMessage(await planPdf(workerData as Printed));
