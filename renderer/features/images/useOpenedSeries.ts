import { useLayoutEffect, useState } from 'react';
import type { Input } from '../../../core/contract/contract.ts';
import type { Opened, SeriesView } from '../../../core/contract/schemas.ts';
import { useHost, type Reply } from '../../api/useHost.ts';

export type OpenAs = Input<'series.open'>['as'];

/** How a series is shown at first: as acquired where that is a volume, else slice by slice. */
export const firstAs = ({ kind, measurable }: SeriesView): OpenAs =>
  (kind === 'ct-volume' && measurable !== 'yes' ? 'slices' : 'acquired');

export type Refusal = Extract<Reply<'series.open'>, { readonly ok: false }>['failure'];

/** How the opening of a series stands. An answer for a series that is no longer wanted is dropped. */
export type Opening =
  | { readonly kind: 'opening' }
  | { readonly kind: 'opened'; readonly opened: Opened }
  | { readonly kind: 'refused'; readonly failure: Refusal };

/** Opens a series on the host for as long as it is wanted, and closes it there afterwards. `attempt` opens it anew. */
export function useOpenedSeries(id: SeriesView['id'] | null, as: OpenAs, attempt: number): Opening {
  const host = useHost();
  const wish = `${id} ${as} ${attempt}`;
  const [answer, setAnswer] = useState<{ readonly wish: string; readonly opening: Opening } | null>(null);
  // Asked for before the station is laid out and painted: the host reads meanwhile.
  useLayoutEffect(() => {
    if (id === null) return;
    let isWanted = true;
    let blob: string | null = null;
    void host['series.open']({ series: id, as }).then((reply) => {
      if (reply.ok) blob = reply.value.blob;
      if (isWanted) {
        setAnswer({ wish, opening: reply.ok ? { kind: 'opened', opened: reply.value } : { kind: 'refused', failure: reply.failure } });
      } else if (blob !== null) void host['series.close']({ blob });
    });
    return () => {
      isWanted = false;
      if (blob !== null) void host['series.close']({ blob });
    };
  }, [host, id, as, wish]);
  return answer?.wish === wish ? answer.opening : { kind: 'opening' };
}

/** The bytes of an opened series, over either shell. */
export const blobFetcher = (blob: string) => (query: string, signal: AbortSignal): Promise<Response> =>
  fetch(`/blob/${blob}${query}`, { signal });
