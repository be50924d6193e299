import { randomUUID } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { searchSpace, type SearchSpace } from '../../../core/centreline/searchSpace.ts';
import type { VesselId } from '../../../core/contract/ids.ts';
import { type Named, told } from '../../../core/contract/told.ts';
import { sentOf, type VesselSent } from '../../../core/lesion/vesselSent.ts';
import { vesselSteps, type KnownVessel } from '../../../core/lesion/vesselSteps.ts';
import { ok } from '../../../core/result.ts';
import { finished } from '../jobs/turns.ts';
import { freeMemory } from './freedMemory.ts';
import type { VesselGround, VesselOrder, VesselQuestion, VesselReply } from './vesselJob.ts';

/** What is kept of an opened volume: of its vessels what is known, and the answer that was told last. */
interface Worked { readonly space: SearchSpace; readonly vessels: Map<VesselId, { readonly known: KnownVessel; readonly sent: Named<VesselSent> }> }

/** So many vessels of a volume stay as they were measured, some tens of megabytes each; the one asked for longest ago goes first. */
const MOST_VESSELS = 3;

/** The thread that traces and measures: one question at a time, with its ears open between the steps. */
const volumes = new Map<string, Worked>();
/** The question at work; without a number where nobody waits for it any more, null where its volume is closed as well. */
let asked: { readonly number: number | null; readonly blob: string } | null = null;

async function answerTo(number: number, { blob, vessel, work, upTo, has }: VesselQuestion, ground: VesselGround): Promise<VesselReply['answer']> {
  asked = { number, blob };
  const kept: Worked = volumes.get(blob) ?? { space: searchSpace(ground), vessels: new Map() };
  volumes.set(blob, kept);
  const isWanted = (): boolean => asked?.number === number;
  const before = kept.vessels.get(vessel);
  const worked = await finished(vesselSteps(kept.space, work, upTo, ground.seriesUid, before?.known ?? null), isWanted);
  if (worked === null || !worked.ok) return worked;
  const { known, answer } = worked.value;
  const sent = { name: randomUUID(), answer: sentOf(answer) };
  kept.vessels.delete(vessel);
  kept.vessels.set(vessel, { known, sent });
  for (const old of [...kept.vessels.keys()].slice(0, -MOST_VESSELS)) kept.vessels.delete(old);
  // Here what has not changed is one and the same object: it is neither looked into nor copied out of the thread.
  return ok(told(sent, before?.sent.name === has ? before.sent : null));
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
