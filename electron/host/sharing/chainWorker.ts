import { parentPort, workerData } from 'node:worker_threads';
import { readChainBlock } from './chainBlock.ts';

parentPort?.postMessage(readChainBlock(workerData as string));
