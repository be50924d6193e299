import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Change, Method } from '../../core/contract/contract.ts';
import type { Result } from '../../core/result.ts';

/** The last answer to a question, and whether the host has since said that it may have changed. */
export interface Answer {
  readonly result: Result<unknown, unknown>;
  readonly isStale: boolean;
}
type Answers = ReadonlyMap<string, Answer>;

/** Answers of the host by method and input, dropped when the host says so. */
export interface HostCache {
  readonly store: StoreApi<Answers>;
  /** Asks, unless a fresh answer is there or on its way. */
  readonly ask: (method: Method, input: unknown) => void;
  /** Marks one answer: it is asked for again, though the host knows of no change. */
  readonly askAgain: (method: Method, input: unknown) => void;
  /** Marks what a change may have touched; the old answers stay readable until the new ones are there. */
  readonly drop: (change: Change) => void;
  /** Marks everything: after the link was cut nobody knows what was missed. */
  readonly dropAll: () => void;
}

/** The name under which an answer is kept. */
export const keyOf = (method: Method, input: unknown): string => `${method} ${JSON.stringify(input)}`;

const touched = (change: Change): ((key: string) => boolean) => {
  switch (change.what) {
    case 'cases':
      // With a case go its plans, and their outcomes.
      return (key) => /^(cases\.(list|reports)|plans\.(list|received|version|search)|outcomes\.(load|observed)|sendings\.list) /.test(key);
    case 'case':
      return (key) =>
        key.startsWith('cases.list ') || (/^(cases\.(open|reports)|plans\.received) /.test(key) && key.includes(change.id));
    case 'runs':
      return (key) => key.startsWith('runs.list ') && key.includes(change.id);
    case 'annotations':
      return (key) => key.startsWith('annotations.list ') && key.includes(change.id);
    case 'entries':
      // Drafts are listed under the names of their vessels.
      return (key) => (key.startsWith('entries.list ') && key.includes(change.id)) || key.startsWith('plans.search ');
    case 'plans':
      return (key) =>
        (/^plans\.(list|received) /.test(key) && key.includes(change.id)) || /^(plans\.(version|search)|outcomes\.observed) /.test(key);
    case 'room':
      return (key) => (key.startsWith('room.log ') && key.includes(change.plan)) || /^(plans\.search|outcomes\.observed) /.test(key);
    case 'outcome':
      return (key) => /^(plans\.search|outcomes\.observed) /.test(key) || (key.startsWith('outcomes.load ') && key.includes(change.plan));
    case 'operators':
      return (key) => /^(operators\.list|views\.load|templates\.list) /.test(key);
    case 'opened':
      return (key) => key.startsWith('series.state ') && key.includes(change.blob);
    case 'stock':
      return (key) => key.startsWith('stock.load ');
    case 'templates':
      return (key) => key.startsWith('templates.list ');
    case 'archives':
      return (key) => /^(archives|sendings)\.list /.test(key);
    case 'sendings':
      return (key) => key === 'sendings.list {"plan":null}' || (key.startsWith('sendings.list ') && key.includes(change.plan));
    case 'settings':
      return (key) => key.startsWith('settings.load ') || key.startsWith('views.load ');
    case 'views':
      return (key) => key.startsWith('views.load ');
    case 'job':
      return (key) =>
        key.startsWith('jobs.list ') || (key.startsWith('imports.report ') && key.includes(change.id));
    default:
      return () => true;
  }
};

/** An empty cache over the calls of a carrier. */
export function createHostCache(
  call: (method: Method, input: unknown) => Promise<Result<unknown, unknown>>,
): HostCache {
  const store = createStore<Answers>(() => new Map());
  /** Questions on their way; true once a change made their answer stale before it arrived. */
  const asked = new Map<string, boolean>();
  const keep = (key: string, answer: Answer): void => {
    store.setState(new Map(store.getState()).set(key, answer), true);
  };
  const dropWhere = (isTouched: (key: string) => boolean): void => {
    for (const key of asked.keys()) if (isTouched(key)) asked.set(key, true);
    store.setState(
      new Map(
        [...store.getState()].map(([key, answer]) => [
          key,
          isTouched(key) ? { ...answer, isStale: true } : answer,
        ]),
      ),
      true,
    );
  };
  return {
    store,
    ask: (method, input) => {
      const key = keyOf(method, input);
      if (asked.has(key) || store.getState().get(key)?.isStale === false) return;
      asked.set(key, false);
      void call(method, input).then((result) => {
        const isStale = asked.get(key) === true;
        asked.delete(key);
        keep(key, { result, isStale });
      });
    },
    askAgain: (method, input) => {
      const key = keyOf(method, input);
      dropWhere((one) => one === key);
    },
    drop: (change) => dropWhere(touched(change)),
    dropAll: () => dropWhere(() => true),
  };
}
