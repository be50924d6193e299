import type { PointLps } from '../../../core/geometry/frame.ts';
import { reducing, reductionOf } from '../../../core/rendering/reduced.ts';
import type { FromWorker, PickWanted, Prepared, RowsWanted, ToWorker, Voxels } from './renderMessages.ts';
import { inTurns } from './turns.ts';

/** Workers that render one volume. */
export interface RenderCrew {
  /** Makes the volume ready in all workers; resolves when they can render. */
  prepare(volume: Voxels): Promise<void>;
  /** How many workers have nothing to do. */
  idle(): number;
  /** Rows of a picture. At most as many at once as workers are idle. */
  rows(wanted: RowsWanted): Promise<Uint8ClampedArray<ArrayBuffer>>;
  /** The point of the patient that a pixel shows; null where it shows nothing, or nothing can be rendered yet. */
  pick(wanted: PickWanted): Promise<PointLps | null>;
  /** Ends all workers and all that they hold; nothing resolves afterwards. */
  dispose(): void;
}

/** A worker thread, or what stands for one. */
export type RenderThread = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

/** A worker answers in the order in which it is asked. */
interface Member { readonly thread: RenderThread; answers: readonly ((from: FromWorker) => void)[] }

/** Volumes that all threads see can be shared; others go to one worker alone, small. */
const isShared = (voxels: Int16Array): boolean =>
  typeof SharedArrayBuffer !== 'undefined' && voxels.buffer instanceof SharedArrayBuffer;

/** How many workers: a processor stays free for the window. */
export const crewSize = (processors: number): number => Math.max(1, Math.min(6, processors - 1));

/** A crew of `size` threads for volumes in shared memory. `onFault` is told once if one of them ends by itself. */
export function createRenderCrew(start: () => RenderThread, size: number, onFault: () => void): RenderCrew {
  let members: readonly Member[] = [];
  let isOver = false;

  function recruit(): Member {
    const member: Member = { thread: start(), answers: [] };
    member.thread.addEventListener('message', (event) => {
      const [answer, ...waiting] = member.answers;
      member.answers = waiting;
      if (!isOver) answer?.((event as MessageEvent<FromWorker>).data);
    });
    member.thread.addEventListener('error', () => {
      if (!isOver) onFault();
    });
    return member;
  }

  const asked = (member: Member, question: ToWorker, transfer: readonly Transferable[] = []): Promise<FromWorker> =>
    new Promise((done) => {
      member.answers = [...member.answers, done];
      member.thread.postMessage(question, [...transfer]);
    });

  async function prepare(volume: Voxels): Promise<void> {
    const factors = reductionOf(volume.grid);
    const first = recruit();
    members = [first];
    if (!isShared(volume.voxels)) {
      // The page thins the volume itself, a slice at a time, and gives it away.
      const small = await inTurns(reducing(volume, factors), 0, () => isOver);
      if (small !== null) await asked(first, { ask: 'prepare', volume: small, factors: [1, 1, 1], isShared: false }, [small.voxels.buffer as ArrayBuffer]);
      return;
    }
    const answer = await asked(first, { ask: 'prepare', volume, factors, isShared: true });
    if (answer.tell !== 'prepared') return;
    const { prepared } = answer;
    const others = Array.from({ length: size - 1 }, recruit);
    members = [first, ...others];
    await Promise.all(others.map((member) => asked(member, { ask: 'take', prepared } satisfies { ask: 'take'; prepared: Prepared })));
  }

  return {
    prepare,
    idle: () => members.filter(({ answers }) => answers.length === 0).length,
    async rows(wanted) {
      const member = members.find(({ answers }) => answers.length === 0);
      if (member === undefined) return new Promise(() => undefined);
      const answer = await asked(member, { ask: 'rows', wanted });
      return answer.tell === 'rows' ? answer.pixels : new Promise(() => undefined);
    },
    async pick(wanted) {
      // Of rows that it is asked for, a worker has a band or two before it: the shortest line is short.
      const [member] = members.toSorted((one, other) => one.answers.length - other.answers.length);
      if (member === undefined) return null;
      const answer = await asked(member, { ask: 'pick', wanted });
      return answer.tell === 'picked' ? answer.at : null;
    },
    dispose() {
      isOver = true;
      for (const { thread } of members) thread.terminate();
      members = [];
    },
  };
}
