import { Button, Progress } from '@mantine/core';
import type { JobId } from '../../../core/contract/ids.ts';
import { useAnswer, useHost } from '../../api/useHost.ts';
import { countWords } from '../../ui/amountWords.ts';

/**
 * How far a job is that makes a file, and a way to end it.
 *
 * @param before - what happens until its files are counted
 */
export function PackingProgress({ id, before }: { readonly id: JobId; readonly before: string }) {
  const host = useHost();
  const answer = useAnswer('jobs.list', {});
  const job = answer?.ok === true ? answer.value.jobs.find((one) => one.id === id) : undefined;
  const isCounted = job !== undefined && job.of > 0;
  return (
    <div className="packing">
      <Progress value={isCounted ? (100 * job.done) / job.of : 100} className={isCounted ? '' : 'endless'} aria-label="Packing" />
      <div className="row">
        <span role="status">{isCounted ? `${countWords(job.done)} of ${countWords(job.of)} files` : before}</span>
        <Button variant="default" size="compact-xs" ref={focusedIfLost} onClick={() => void host['jobs.cancel']({ id })}>Cancel</Button>
      </div>
    </div>
  );
}

/** Takes the keyboard where what had it has gone; it takes it from nobody. */
export function focusedIfLost(node: HTMLButtonElement | null): void {
  if (document.activeElement === document.body) node?.focus();
}
