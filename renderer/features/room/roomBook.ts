import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CarriageFailure, Change, HostClient, Output } from '../../../core/contract/contract.ts';
import type { PlanId } from '../../../core/contract/ids.ts';
import type { RoomEvent, RoomHappening } from '../../../core/plan/roomLog.ts';
import { err, type Result } from '../../../core/result.ts';
import { offsetAfter, type ClockOffset } from './hostClock.ts';
import { isInLog, type RoomAct } from './roomAct.ts';

/** Why nothing can be shown, or nothing more can be kept. */
export type RoomFault = 'plan/not-found' | 'plan/damaged' | 'pass-ended';

/** What the page knows. */
export interface RoomKnown {
  readonly version: Output<'plans.version'> | null;
  readonly events: readonly RoomEvent[];
  readonly waiting: readonly RoomAct[];
  readonly fault: RoomFault | null;
  /** Since when the host does not answer, by its clock; null while it does. */
  readonly cutOffSince: string | null;
  /** Why what was done cannot be written although the host answers; null where it can. */
  readonly notKept: 'store/disk-full' | 'store/read-only' | null;
  /** What the host will never take and is in no log; until something else is done. */
  readonly refused: readonly RoomAct[];
}

/** The page's side of the log of one version. */
export interface RoomBook {
  /** By which id the plan is asked for; a received one is sealed under that of the workstation that made it. */
  readonly plan: PlanId;
  readonly store: StoreApi<RoomKnown>;
  /** Shows it at once, and sends it as soon as it can. */
  add(happening: RoomHappening): void;
  /** The host's clock, ms. */
  now(): number;
  close(): void;
}

/** What the book works with; tests lend their own. */
export interface RoomBookParts {
  readonly client: Pick<HostClient, 'plans.version' | 'room.log' | 'room.add'>;
  readonly watch: (onChange: (change: Change) => void, onState: (isUp: boolean) => void) => () => void;
  readonly scope: { readonly plan: PlanId; readonly version: number };
  readonly waiting: readonly RoomAct[];
  /** Told whenever what waits has changed. */
  readonly remember: (waiting: readonly RoomAct[]) => void;
  /** A clock of the page that only goes forward, ms; and the page's guess of the time until the host has told it. */
  readonly clock: () => number;
  readonly guess: number;
}

/** How often the host is asked whether it is there, and how long it may take to answer, ms. */
const ASK_EVERY = 5_000;
const ASK_AGAIN = 1_500;
const PATIENCE = 4_000;

/** The log of a version as the room keeps it: what is done is seen at once, and what cannot be sent waits. */
export function createRoomBook({ client, watch, scope, waiting, remember, clock, guess }: RoomBookParts): RoomBook {
  const store = createStore<RoomKnown>()(() =>
    ({ version: null, events: [], waiting, fault: null, cutOffSince: null, notKept: null, refused: [] }));
  let offset: ClockOffset | null = null;
  let isClosed = false;
  let running: Promise<void> | null = null;
  let isWanted = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const now = (): number => clock() + (offset?.ms ?? guess - clock());
  const last = (): number => store.getState().events.at(-1)?.sequence ?? 0;
  const setWaiting = (next: readonly RoomAct[]): void => {
    store.setState({ waiting: next });
    remember(next);
  };

  /** An answer in time, or that there is none. */
  const inTime = <T, F>(asked: Promise<Result<T, F>>): Promise<Result<T, F | CarriageFailure>> => {
    let late: ReturnType<typeof setTimeout> | undefined;
    const none = new Promise<Result<T, CarriageFailure>>((done) => {
      late = setTimeout(() => done(err({ code: 'carriage/unreachable' })), PATIENCE);
    });
    return Promise.race([asked, none]).finally(() => clearTimeout(late));
  };

  /** Whatever the host says of the whole: that it is away, that the pass has ended, that the plan cannot be read. */
  const noted = ({ code }: { readonly code: string }): void => {
    if (code === 'plan/not-found' || code === 'plan/damaged') store.setState({ fault: code });
    else if (code === 'carriage/refused') store.setState({ fault: 'pass-ended' });
    else store.setState(({ cutOffSince }) => ({ cutOffSince: cutOffSince ?? new Date(now()).toISOString() }));
  };
  const answered = (): void => {
    const { cutOffSince, fault } = store.getState();
    if (cutOffSince !== null || fault !== null) store.setState({ cutOffSince: null, fault: null });
  };

  const logged = (log: Output<'room.log'>, asked: number): void => {
    offset = offsetAfter(offset, { asked, answered: clock(), host: Date.parse(log.now) });
    if ((log.events.at(-1)?.sequence ?? 0) < last()) return;
    store.setState({ events: log.events });
    const [first, ...rest] = store.getState().waiting;
    if (first !== undefined && isInLog(first, log.events)) setWaiting(rest);
  };

  /** Reads everything; false where the host is not to be had. */
  const read = async (): Promise<boolean> => {
    const version = await inTime(client['plans.version'](scope));
    if (!version.ok) {
      noted(version.failure);
      return false;
    }
    // A plan is shown with its log, never before it: it would be at its first step. A withdrawal is shown at once.
    if (store.getState().version !== null || version.value.standing.withdrawn !== null) store.setState({ version: version.value });
    const asked = clock();
    const log = await inTime(client['room.log'](scope));
    if (!log.ok) {
      noted(log.failure);
      return false;
    }
    answered();
    logged(log.value, asked);
    store.setState({ version: version.value });
    return true;
  };

  /** Sends the first of what waits; false where it has to wait on. */
  const sendFirst = async (): Promise<boolean> => {
    const [first, ...rest] = store.getState().waiting;
    if (first === undefined) return false;
    const after = last();
    const sent: RoomAct = { ...first, sentAfter: first.sentAfter ?? after };
    setWaiting([sent, ...rest]);
    const asked = clock();
    const { happening, doneAt } = sent;
    const added = await inTime(client['room.add']({ ...scope, after, happening, doneAt }));
    const others = (): readonly RoomAct[] => store.getState().waiting.slice(1);
    if (added.ok) {
      answered();
      setWaiting(others());
      store.setState({ notKept: null });
      logged(added.value, asked);
      return true;
    }
    const { failure } = added;
    switch (failure.code) {
      case 'room/stale': return read();
      case 'plan/withdrawn': await read(); return false;
      case 'store/disk-full':
      case 'store/read-only': store.setState({ notKept: failure.code }); return false;
      // No host will ever take it: it must not hold up what comes after it.
      case 'carriage/bad-input':
        setWaiting(others());
        store.setState(({ refused }) => ({ refused: [...refused, sent] }));
        return true;
      default: noted(failure); return false;
    }
  };

  const round = async (): Promise<void> => {
    do {
      isWanted = false;
      if (!(await read())) break;
      while (!isClosed && store.getState().version?.standing.withdrawn === null && (await sendFirst()));
    } while (isWanted && !isClosed);
  };
  const work = (): void => {
    isWanted = true;
    if (running !== null || isClosed) return;
    clearTimeout(timer);
    running = round().finally(() => {
      running = null;
      const { cutOffSince, fault } = store.getState();
      if (!isClosed) timer = setTimeout(work, cutOffSince === null && fault === null ? ASK_EVERY : ASK_AGAIN);
    });
  };

  const unwatch = watch((change) => {
    if (change.what === 'plans' || (change.what === 'room' && change.plan === scope.plan && change.version === scope.version)) work();
  }, () => work());
  work();
  return {
    plan: scope.plan,
    store, now,
    add: (happening) => {
      store.setState({ refused: [] });
      setWaiting([...store.getState().waiting, { happening, doneAt: new Date(now()).toISOString(), sentAfter: null }]);
      work();
    },
    close: () => {
      isClosed = true;
      clearTimeout(timer);
      unwatch();
    },
  };
}
