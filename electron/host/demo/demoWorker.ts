import { parentPort } from 'node:worker_threads';
import { type DemoPart, writePart } from './demoFiles.ts';

/** What the thread is asked for; it answers each with `{ done }` messages and one `{ finished }`. */
export interface DemoRequest { readonly folder: string; readonly part: DemoPart }
export type DemoAnswer = { readonly units: number } | { readonly finished: true };

const port = parentPort;
port?.on('message', ({ folder, part }: DemoRequest) => {
  const answer = (message: DemoAnswer): void => port.postMessage(message);
  writePart(folder, part, (units) => answer({ units }));
  answer({ finished: true });
});
