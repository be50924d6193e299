import type { Change } from '../../core/contract/contract.ts';
import type { RunningHost } from '../host/runningHost.ts';

const HEARTBEAT_MS = 15_000;

/** Changes as server-sent events. The heartbeat lets both ends notice that the other has gone. */
export function changeStream(
  watch: RunningHost['watch'], isTold: (change: Change) => boolean = () => true,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  let stop = (): void => {};
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      const send = (text: string): void => controller.enqueue(encoder.encode(text));
      const heartbeat = setInterval(() => send(': here\n\n'), HEARTBEAT_MS);
      const unwatch = watch((change) => {
        if (isTold(change)) send(`data: ${JSON.stringify(change)}\n\n`);
      });
      stop = () => {
        clearInterval(heartbeat);
        unwatch();
      };
      send(': here\n\n');
    },
    cancel() {
      stop();
    },
  });
}
