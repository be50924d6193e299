import { useEffect, type RefObject } from 'react';
import { create } from 'zustand';
import { PAINT_RULE, type Painting } from '../../../core/calcium/paintedArea.ts';
import type { EntryId, OperatorId, VesselId } from '../../../core/contract/ids.ts';
import type { PointUv } from '../../../core/geometry/plane.ts';
import type { SectionGround } from '../../../core/lesion/laidOver.ts';
import type { SectionFigures } from '../../../core/lesion/reviewStanding.ts';
import { type Mm, mm } from '../../../core/units.ts';
import type { Window } from '../../viewer/painting.ts';
import type { ReviewDrawn } from '../vessel/calciumActions.ts';

/** What is in the hand over the section. */
export type SectionTool = 'arc' | 'wall' | 'lumen' | 'brush' | 'outline';
/** What the panel at the lower right shows. */
export type CalciumTab = 'scores' | 'stretches' | 'readers';
/** Its tabs, in their order. */
export const TABS: readonly { readonly tab: CalciumTab; readonly words: string }[] = [
  { tab: 'scores', words: 'Six scores, live' }, { tab: 'stretches', words: 'Stretches' }, { tab: 'readers', words: 'Readers' },
];
/** The name of the threshold's handle. */
export const THRESHOLD_HANDLE = 'threshold';
/** Which part of the vessel the threshold is set in. */
export type ThresholdPart = 'occlusion' | 'open';

/** A section as it was shown when it was confirmed. */
export interface Queued extends SectionFigures {
  readonly vessel: VesselId;
  readonly at: Mm;
  readonly reading: 1 | 2;
  /** Who confirmed it. */
  readonly by: OperatorId | null;
  /** What a blind reader had drawn, and where the section lay; null in the first reading, which stands by what was found. */
  readonly blind: { readonly drawn: ReviewDrawn; readonly ground: SectionGround } | null;
}

interface CalciumDesk {
  /** Null: the hand is empty, and only the cursor moves. */
  readonly tool: SectionTool | null;
  readonly brush: { readonly radius: Mm; readonly how: Painting };
  /** The handle that the keys shall hold as soon as it is there; null once they do, or the station goes. */
  readonly wish: string | null;
  readonly tab: CalciumTab;
  readonly part: ThresholdPart;
  /** The segment that is chosen. */
  readonly chosen: EntryId | null;
  /** The section whose confirmation waits for the present work to be measured. */
  readonly queued: Queued | null;
  /** Where a segment begins that is drawn by keys. */
  readonly drawFrom: Mm | null;
  /** The whole vessel on the ruler, and not the lesion alone. */
  readonly isWhole: boolean;
  readonly windows: { readonly section: Window; readonly bare: Window };
}

/** Windows that tell calcium from its blur, and plaque beside it. @source mock-up of the calcium station */
export const FIRST_WINDOWS: CalciumDesk['windows'] = { section: { width: 2000, level: 600 }, bare: { width: 1500, level: 500 } };

const FIRST: CalciumDesk = {
  tool: 'arc', brush: { radius: PAINT_RULE.first, how: 'add' }, wish: null, tab: 'scores', part: 'occlusion', chosen: null, queued: null, drawFrom: null,
  isWhole: false, windows: FIRST_WINDOWS,
};

/** How the calcium station is arranged; it stays so while other stations are in front. */
export const useCalciumDesk = create<CalciumDesk>()(() => FIRST);

/** Where the pointer is over the section, or its bare twin: mm in the section's plane. By itself, since it moves with each event. */
export const useSectionPointer = create<{ readonly at: PointUv | null; readonly isOnBare: boolean }>()(() => ({ at: null, isOnBare: false }));

/** Takes a tool, or puts it down where it is in the hand already. */
export const takeTool = (tool: SectionTool | null): void => useCalciumDesk.setState({ tool });

/** Holds a handle by the keys as soon as it is there. */
export const holdHandle = (handle: string): void => useCalciumDesk.setState({ wish: handle });

/** Holds the handle of this name where it is wished for. */
export function useWishedFocus(handle: string, own: RefObject<HTMLElement | null>): void {
  const isWished = useCalciumDesk(({ wish }) => wish === handle);
  useEffect(() => {
    if (!isWished || own.current === null) return;
    own.current.focus({ preventScroll: true });
    useCalciumDesk.setState({ wish: null });
  }, [isWished, own]);
}

const BRUSHES = [0.1, 0.15, 0.2, 0.3, 0.45, 0.7, 1, 1.5] as const;
/** The brush one size larger or smaller. */
export const stepBrush = (by: 1 | -1): void => useCalciumDesk.setState(({ brush }) => {
  const now = BRUSHES.findIndex((radius) => radius >= brush.radius - 1e-9);
  return { brush: { ...brush, radius: mm(BRUSHES[Math.min(BRUSHES.length - 1, Math.max(0, now + by))] ?? brush.radius) } };
});

/** What is drawn adds to the calcium, or takes from it. */
export const turnBrush = (): void => useCalciumDesk.setState(({ brush }) => ({ brush: { ...brush, how: brush.how === 'add' ? 'take' : 'add' } }));
