import { startThread } from '../jobs/workerThread.ts';
import type { Printed } from './planPdf.ts';

/** Named as it stands here; the build renames it along with the imports. */
const WORKER = new URL('./printWorker.ts', import.meta.url);
/** What a plan with the most pictures takes, several times over. */
const MEMORY_MB = 512;

/** A plan as PDF, made in a thread of its own: it takes about a second, and the host goes on answering, whatever becomes of the thread. */
export async function printPlan(printed: Printed, memoryMb: number = MEMORY_MB): Promise<Uint8Array> {
  const thread = startThread(WORKER, memoryMb, printed);
  try {
    return await new Promise<Uint8Array>((resolve, reject) => {
      thread.once('message', resolve);
      thread.once('error', reject);
      thread.once('exit', () => reject(new Error('the thread that prints plans ended')));
    });
  } finally {
    await thread.terminate();
  }
}
