import type { Change } from '../../core/contract/contract.ts';
import { err, type Result } from '../../core/result.ts';
import { newPageId } from '../state/newId.ts';
import type { Link } from './link.ts';

const RETRY_MS = 2_000;

/** What a status other than 200 means: the carriage failed, whatever the domain would have said. */
const refusals: Readonly<Record<number, Result<unknown, unknown>>> = {
  401: err({ code: 'carriage/refused', why: 'token' }),
  403: err({ code: 'carriage/refused', why: 'origin' }),
  421: err({ code: 'carriage/refused', why: 'origin' }),
};

/**
 * The contract over the loopback server: POST /api/<method> for calls, GET /events for announcements. A page with
 * rights of its own has them below a `base`. The page names itself in both, so that what it has opened is closed once it listens no more.
 */
export const httpCarrier = (base = '', page = newPageId()): Link => ({
  call: async (method, input) => {
    try {
      const response = await fetch(`${base}/api/${method}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'fullmoon-page': page },
        body: JSON.stringify(input),
      });
      if (!response.ok) return refusals[response.status] ?? err({ code: 'carriage/unreachable' });
      return (await response.json()) as Result<unknown, unknown>;
    } catch {
      return err({ code: 'carriage/unreachable' });
    }
  },
  watch: (onChange, onState) => {
    let events: EventSource | null = null;
    let retry: ReturnType<typeof setTimeout> | undefined;
    const connect = (): void => {
      const source = new EventSource(`${base}/events?page=${page}`);
      events = source;
      source.onopen = () => onState(true);
      source.onmessage = (event: MessageEvent<string>) => onChange(JSON.parse(event.data) as Change);
      source.onerror = () => {
        onState(false);
        // The browser tries again by itself after a cut, but not after a refusal.
        if (source.readyState === EventSource.CLOSED) retry = setTimeout(connect, RETRY_MS);
      };
    };
    connect();
    return () => {
      clearTimeout(retry);
      events?.close();
    };
  },
  drop: { by: 'upload' },
});
