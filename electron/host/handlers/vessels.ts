import { randomUUID } from 'node:crypto';
import type { Host } from '../../../core/contract/contract.ts';
import { type Named, told } from '../../../core/contract/told.ts';
import { frameFailureSentence } from '../../../core/dicom/codec/frameFailure.ts';
import { sentOf, type VesselSent } from '../../../core/lesion/vesselSent.ts';
import { err, ok } from '../../../core/result.ts';
import type { Blobs } from '../blobs.ts';
import type { VesselEngine } from '../engine/vesselEngine.ts';

interface Parts { readonly blobs: Pick<Blobs, 'open'>; readonly engine: Pick<VesselEngine, 'measure'> }

/** Of so many vessels the last answer is kept, to tell the next one by its difference; who has another one is told all of it. */
const MOST_KEPT = 4;

/** Tracing and measuring of vessels in what is opened. Nothing of it is stored. */
export function vesselHandlers({ blobs, engine }: Parts): Pick<Host, 'vessels.measure'> {
  /** By series and vessel, the one asked for longest ago first. */
  const lately = new Map<string, Named<VesselSent>>();
  const keep = (of: string, named: Named<VesselSent>): void => {
    lately.delete(of);
    lately.set(of, named);
    const [oldest] = lately.keys();
    if (lately.size > MOST_KEPT && oldest !== undefined) lately.delete(oldest);
  };
  return {
    'vessels.measure': async ({ blob, vessel, work, upTo, has }) => {
      const served = blobs.open(blob);
      if (served?.kind !== 'ct') return err({ code: 'series/not-found' });
      const { volume: { grid }, measured } = served;
      if (measured.valuesAre !== 'HU') return err({ code: 'series/not-hu' });
      // Nothing is measured before all of it is there.
      const read = await measured.done;
      if (blobs.open(blob) !== served) return err({ code: 'series/not-found' });
      if (!read.ok) return err({ code: 'series/pixels-unreadable', reason: frameFailureSentence(read.failure) });
      const { voxels, seriesUid } = measured;
      const answer = await engine.measure({ blob, vessel, work, upTo }, { grid, voxels, seriesUid });
      if (!answer.ok) {
        const { failure } = answer;
        return err(failure.code === 'vessel/closed' ? { code: 'series/not-found' } : failure);
      }
      const of = `${blob} ${vessel}`;
      const named = { name: randomUUID(), answer: sentOf(answer.value) };
      const before = lately.get(of);
      keep(of, named);
      return ok(told(named, before !== undefined && before.name === has ? before : null));
    },
  };
}
