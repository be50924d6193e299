import type { Host } from '../../../core/contract/contract.ts';
import { frameFailureSentence } from '../../../core/dicom/codec/frameFailure.ts';
import { err } from '../../../core/result.ts';
import type { Blobs } from '../blobs.ts';
import type { VesselEngine } from '../engine/vesselEngine.ts';

interface Parts { readonly blobs: Pick<Blobs, 'open'>; readonly engine: Pick<VesselEngine, 'measure'> }

/** Tracing and measuring of vessels in what is opened. Nothing of it is stored. */
export function vesselHandlers({ blobs, engine }: Parts): Pick<Host, 'vessels.measure'> {
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
      const answer = await engine.measure({ blob, vessel, work, upTo, has }, { grid, voxels, seriesUid });
      if (answer.ok) return answer;
      const { failure } = answer;
      return err(failure.code === 'vessel/closed' ? { code: 'series/not-found' } : failure);
    },
  };
}
