import type { HostClient } from '../../core/contract/contract.ts';
import type { JobId } from '../../core/contract/ids.ts';
import type { Tone } from '../ui/Sign.tsx';
import { failureWords } from '../words.ts';

/** How often it is asked whether a file is made, ms. */
const ASK_MS = 250;

/** Waits for a job that makes a file: null where it was made, else what to say. */
export async function howItEnded(
  host: Pick<HostClient, 'jobs.list'>, id: JobId,
): Promise<{ readonly tone: Tone; readonly words: string } | null> {
  for (;;) {
    const listed = await host['jobs.list']({});
    if (!listed.ok) return { tone: 'refused', words: failureWords(listed.failure) };
    const job = listed.value.jobs.find((one) => one.id === id);
    switch (job?.state) {
      case 'running': break;
      case 'done': return null;
      case 'cancelled': return { tone: 'info', words: 'Given up; nothing was saved' };
      default: return { tone: 'refused', words: job?.message ?? 'The file was not finished. Try again.' };
    }
    await new Promise((resolve) => setTimeout(resolve, ASK_MS));
  }
}
