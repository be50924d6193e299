import { parentPort } from 'node:worker_threads';
import { searchSpace, type SearchSpace } from '../../../core/centreline/searchSpace.ts';
import type { VesselId } from '../../../core/contract/ids.ts';
import { vesselSteps, type KnownVessel } from '../../../core/lesion/vesselSteps.ts';
import { ok } from '../../../core/result.ts';
import { finished } from '../jobs/turns.ts';
import { freeMemory } from './freedMemory.ts';
import type { VesselGround, VesselOrder, VesselQuestion, VesselReply } from './vesselJob.ts';

/** What is kept of an opened volume. */
interface Worked { readonly space: SearchSpace; readonly vessels: Map<VesselId, KnownVessel> }

/** So many vessels of a volume stay as they were measured, some tens of megabytes each; the one asked for longest ago goes first. */
const MOST_VESSELS = 3;

/** The thread that traces and measures: one question at a time, with its ears open between the steps. */
const volumes = new Map<string, Worked>();
/** The question at work; without a number where nobody waits for it any more, null where its volume is closed as well. */
let asked: { readonly number: number | null; readonly blob: string } | null = null;

async function answerTo(number: number, { blob, vessel, work, upTo }: VesselQuestion, ground: VesselGround): Promise<VesselReply['answer']> {
  asked = { number, blob };
  const kept = volumes.get(blob) ?? { space: searchSpace(ground), vessels: new Map<VesselId, KnownVessel>() };
  volumes.set(blob, kept);
  const isWanted = (): boolean => asked?.number === number;
  const worked = await finished(vesselSteps(kept.space, work, upTo, ground.seriesUid, kept.vessels.get(vessel) ?? null), isWanted);
  if (worked === null || !worked.ok) return worked;
  kept.vessels.delete(vessel);
  kept.vessels.set(vessel, worked.value.known);
  for (const old of [...kept.vessels.keys()].slice(0, -MOST_VESSELS)) kept.vessels.delete(old);
  return ok(worked.value.answer);
}

const port = parentPort;
port?.on('message', (order: VesselOrder) => {
  switch (order.kind) {
    case 'measure':
      void answerTo(order.number, order.question, order.ground).then((answer) => {
        const reply: VesselReply = { number: order.number, answer };
        port.postMessage(reply);
      });
      return;
    case 'give up':
      if (asked?.number === order.number) asked = { number: null, blob: asked.blob };
      return;
    case 'forget':
      volumes.delete(order.blob);
      if (asked?.blob === order.blob) asked = null;
      freeMemory();
  }
});
