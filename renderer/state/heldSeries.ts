import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CarriageFailure, Failure, HostClient, Input } from '../../core/contract/contract.ts';
import type { SeriesId } from '../../core/contract/ids.ts';
import type { Opened } from '../../core/contract/schemas.ts';
import { createOpenVolumes, type OpenVolume } from '../viewer/openVolumes.ts';
import type { FetchBlob } from '../viewer/volumeStore.ts';
import { isSameData } from './sameData.ts';

export type OpenAs = Input<'series.open'>['as'];
export type Refusal = Failure<'series.open'> | CarriageFailure;

/** How the opening of a series stands. */
export type Opening =
  | { readonly kind: 'opening' }
  | { readonly kind: 'opened'; readonly opened: Opened }
  | { readonly kind: 'refused'; readonly failure: Refusal };

/** The series that stations hold open, by what they are and how they are opened. */
export interface HeldSeries {
  /** How each stands, by `heldKey`. */
  readonly store: StoreApi<ReadonlyMap<string, Opening>>;
  /** Holds a series open until the returned function is called. */
  hold(series: SeriesId, as: OpenAs): () => void;
  /** Opens a series anew for all who hold it. */
  again(series: SeriesId, as: OpenAs): void;
  /** The voxels of an opened volume: read once, for all who show it. */
  volumeOf(opened: Extract<Opened, { readonly kind: 'ct-volume' }>): OpenVolume;
  /** Closes what nobody holds: the case is closed. */
  closeUnused(): void;
  /** The case was opened once more: what it shows is asked for anew, and read anew only where it is not what it was. */
  renew(): void;
  /** The case has left the screen: what nobody holds is closed after a while, unless the returned function is called before. */
  leave(): () => void;
}

/** Volumes that are open at once: what is held, and as many of those held before as there is room for. */
const MOST_VOLUMES = 2;
/** What nobody holds is kept only while all of it together is no larger, bytes. */
const MOST_BYTES = 2 ** 30;

/** So long the volumes of a case wait for its return: a look at the worklist reads nothing twice. A case that is left for longer is closed. */
export const AWAY_MS = 5000;

/** Names a held series. */
export const heldKey = (series: SeriesId, as: OpenAs): string => `${series} ${as}`;

interface Held {
  readonly series: SeriesId;
  readonly as: OpenAs;
  users: number;
  opening: Opening;
  /** The last question to the host: an answer to an earlier one tells of what was given up. */
  asked: object;
  /** Asked for anew as soon as somebody holds it. */
  isDue: boolean;
}

/**
 * Series opened on the host. A volume stays open after its last user has gone, with its voxels, until another one needs
 * the room or the case is closed or left: going from station to station reads nothing twice. All else closes with its last user.
 */
export function createHeldSeries(
  host: Pick<HostClient, 'series.open' | 'series.close'>, fetchBlob: (blob: string) => FetchBlob,
): HeldSeries {
  const volumes = createOpenVolumes(fetchBlob);
  /** In the order of last use. */
  const held = new Map<string, Held>();
  const store = createStore<ReadonlyMap<string, Opening>>(() => new Map());
  const show = (): void => store.setState(new Map([...held].map(([key, { opening }]) => [key, opening])), true);

  /** Gives back what the host opened. The host gives one reference to all who open the same, and counts them: voxels stay that are shown under it. */
  function close(opening: Opening): void {
    if (opening.kind !== 'opened') return;
    const { blob } = opening.opened;
    const isHeld = [...held.values()].some(({ opening: other }) => other.kind === 'opened' && other.opened.blob === blob);
    if (!isHeld) volumes.close(blob);
    void host['series.close']({ blob });
  }
  function drop(one: Held): void {
    held.delete(heldKey(one.series, one.as));
    close(one.opening);
  }
  const isVolume = ({ opening }: Held): boolean => opening.kind === 'opened' && opening.opened.kind === 'ct-volume';

  /** Closes what nobody holds and nothing is gained from, the longest unused first. */
  function tidy(): void {
    for (const one of held.values()) {
      if (one.users > 0 || one.opening.kind === 'opening') continue;
      const kept = [...held.values()].filter((each) => isVolume(each) || each.users > 0);
      if (!isVolume(one) || kept.length > MOST_VOLUMES || bytesOf(kept) > MOST_BYTES) drop(one);
    }
    show();
  }

  /** Asks the host for it. What is shown of it stays until the answer: the same again is not read again. */
  function ask(one: Held): void {
    const asked = {};
    Object.assign(one, { asked, isDue: false });
    void host['series.open']({ series: one.series, as: one.as }).then((reply) => {
      const next: Opening = reply.ok ? { kind: 'opened', opened: reply.value } : { kind: 'refused', failure: reply.failure };
      // Given up, or asked for anew, meanwhile.
      if (held.get(heldKey(one.series, one.as)) !== one || one.asked !== asked) {
        close(next);
        return;
      }
      const before = one.opening;
      if (!isSameData(before, next)) one.opening = next;
      close(before);
      // The voxels are asked for before anybody is laid out to show them, and once more where they did not come.
      if (one.users > 0 && reply.ok && reply.value.kind === 'ct-volume') volumes.of(reply.value).store.retry();
      tidy();
    });
  }

  function closeUnused(): void {
    for (const one of held.values()) if (one.users === 0) drop(one);
    show();
  }

  return {
    store,
    hold(series, as) {
      const key = heldKey(series, as);
      const known = held.get(key);
      const one: Held = known ?? { series, as, users: 0, opening: { kind: 'opening' }, asked: {}, isDue: true };
      held.delete(key);
      held.set(key, one);
      one.users += 1;
      if (one.isDue) ask(one);
      tidy();
      let isHeld = true;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        one.users -= 1;
        // What was not opened yet is not waited for.
        if (one.users === 0 && one.opening.kind === 'opening' && held.get(key) === one) held.delete(key);
        tidy();
      };
    },
    again(series, as) {
      const one = held.get(heldKey(series, as));
      if (one === undefined) return;
      const before = one.opening;
      one.opening = { kind: 'opening' };
      close(before);
      ask(one);
      show();
    },
    volumeOf: volumes.of,
    closeUnused,
    renew() {
      for (const one of held.values()) {
        // What is being opened was asked for just now.
        if (one.opening.kind === 'opening') continue;
        if (one.users > 0) ask(one);
        else one.isDue = true;
      }
    },
    leave() {
      const timer = setTimeout(closeUnused, AWAY_MS);
      return () => clearTimeout(timer);
    },
  };
}

const bytesOf = (held: readonly Held[]): number => held.reduce((sum, { opening }) => (
  opening.kind === 'opened' && opening.opened.kind === 'ct-volume'
    ? sum + 2 * opening.opened.grid.dims.reduce((product, count) => product * count, 1) : sum), 0);
