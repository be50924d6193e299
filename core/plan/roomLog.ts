import type { Author } from '../annotation/annotation.ts';
import type { Track } from './plan.ts';

/** Where the procedure is; the strategy's phases that the room goes through. */
export const ROOM_PHASES = ['cap', 'tracking', 'device', 'preparation', 'before-stent', 'after-stent'] as const;
/** A phase of the procedure. */
export type RoomPhase = (typeof ROOM_PHASES)[number];

/** What happens in the room. Amounts are totals as they are read from the injector and the X-ray unit. */
export type RoomHappening =
  | { readonly what: 'access' }
  | { readonly what: 'first-wire' }
  | { readonly what: 'tick'; readonly step: string }
  | { readonly what: 'untick'; readonly step: string }
  | { readonly what: 'go-to'; readonly step: string }
  | { readonly what: 'contrast'; readonly totalMl: number }
  | { readonly what: 'air-kerma'; readonly totalGy: number }
  | { readonly what: 'track'; readonly track: Track; readonly isProvenByIvus: boolean }
  | { readonly what: 'phase'; readonly phase: RoomPhase }
  | { readonly what: 'note'; readonly words: string }
  | { readonly what: 'end' };

/** A row of the room's log. Time and author come from the host; rows are only added. */
export interface RoomEvent {
  readonly sequence: number;
  readonly at: string;
  readonly by: Author | null;
  readonly happening: RoomHappening;
}
