import { createContext, useContext, useEffect } from 'react';
import { useStore } from 'zustand';
import { clientOver } from '../../core/contract/carry.ts';
import type {
  CarriageFailure,
  Failure,
  HostClient,
  Input,
  Method,
  Output,
} from '../../core/contract/contract.ts';
import type { Result } from '../../core/result.ts';
import { createHeldSeries, type HeldSeries } from '../state/heldSeries.ts';
import { createHostCache, keyOf, type HostCache } from '../state/hostCache.ts';
import { blobFetcher } from './blobFetcher.ts';
import type { Drop, Link } from './link.ts';

/** The host as the features see it. */
export interface HostSide {
  readonly client: HostClient;
  readonly cache: HostCache;
  readonly drop: Drop;
  readonly held: HeldSeries;
}

/** Client, cache and opened series over a link. */
export function hostSide(link: Link): HostSide {
  const client = clientOver(link);
  return { client, cache: createHostCache(link.call), drop: link.drop, held: createHeldSeries(client, blobFetcher) };
}

/** Given once by main.tsx. */
export const HostContext = createContext<HostSide | null>(null);

const useHostSide = (): HostSide => {
  const side = useContext(HostContext);
  if (side === null) throw new Error('HostContext is not given');
  return side;
};

/** The typed client: one function for each method of the contract. */
export const useHost = (): HostClient => useHostSide().client;

/** The series that are open. */
export const useHeldSeries = (): HeldSeries => useHostSide().held;

/** How dropped files reach the host. */
export const useDrop = (): Drop => useHostSide().drop;

/** Asks a question again whose answer was a failure. */
export const useAskAgain = (): (<M extends Method>(method: M, input: Input<M>) => void) => useHostSide().cache.askAgain;

/** What came back of a method, failures of the way included. */
export type Reply<M extends Method> = Result<Output<M>, Failure<M> | CarriageFailure>;

/** The newest answer to a question; undefined until the first. Asked again when the host announces a change. */
export function useAnswer<M extends Method>(method: M, input: Input<M>): Reply<M> | undefined {
  const { cache } = useHostSide();
  const key = keyOf(method, input);
  const answer = useStore(cache.store, (answers) => answers.get(key));
  const isWanted = answer?.isStale ?? true;
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer that came and is stale is asked for again
  useEffect(() => {
    if (isWanted) cache.ask(method, JSON.parse(key.slice(method.length + 1)));
  }, [cache, method, key, isWanted, answer]);
  return answer?.result as Reply<M> | undefined;
}
