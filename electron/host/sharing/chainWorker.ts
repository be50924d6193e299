import { parentPort, workerData } from 'node:worker_threads';
import { readChainBlock } from './chainBlock.ts';
import type { Asked } from './readChain.ts';
import { reportMeasuresOf } from './reportMeasures.ts';

const { path, what } = workerData as Asked;
parentPort?.postMessage(what === 'chain' ? readChainBlock(path) : reportMeasuresOf(path));
