import { useMemo } from 'react';
import { type Band, bandAt, bandsOf, bandStretch } from '../../../core/calcium/bands.ts';
import type { SectionReview } from '../../../core/calcium/review.ts';
import { isSettled } from '../../../core/lesion/reviewStanding.ts';
import { deg } from '../../../core/units.ts';
import { useCommands } from '../../state/commands.ts';
import { useVesselDesk } from '../../state/vesselDesk.ts';
import { useView } from '../../state/viewStore.ts';
import { placeWords } from '../../ui/ruler/rulerAxis.ts';
import { CT_WINDOWS } from '../../viewer/windows.ts';
import { BLIND_WORDS } from '../vessel/blindEditing.ts';
import { useVesselActions, useVessels } from '../vessel/useVessel.ts';
import { STEP } from '../vessel/useVesselCursor.ts';
import type { VesselActions } from '../vessel/vesselActions.ts';
import { unsettledWords } from '../vessel/vesselStates.ts';
import { FIRST_WINDOWS, holdHandle, stepBrush, TABS, takeTool, THRESHOLD_HANDLE, turnBrush, useCalciumDesk } from './calciumStore.ts';
import { AREA_COMMANDS, CALCIUM_COMMANDS } from './commands.ts';
import { arcHandleId, arcsAdded, contourHandleId, keptArcs } from './sectionHand.ts';
import { BRUSH_HANDLE } from './SectionHandles.tsx';
import type { BandLeft } from './SectionTable.tsx';
import type { CalciumView } from './useCalcium.ts';
import { confirmedDraft, useReviewing } from './useReviewing.ts';
import { type SegmentsDo, useSegments } from './useSegments.ts';
import { useQueuedConfirm } from './useQueuedConfirm.ts';
import { type ThresholdDo, useThreshold } from './useThreshold.ts';

/** Does what is asked where the library can be written, else says that it cannot. */
export type Writes = <Args extends readonly unknown[]>(act: (...args: Args) => void) => (...args: Args) => void;

/** What can be done at the station, by pointer and by keys alike. */
export interface CalciumDoes {
  readonly actions: VesselActions;
  readonly segments: SegmentsDo;
  readonly threshold: ThresholdDo;
  /** To the section nearest to an abscissa. */
  readonly goTo: (at: number) => void;
  /** Notches of the wheel: along the vessel, with Shift about it. */
  readonly scroll: (steps: number, keys: { readonly shiftKey: boolean }) => void;
  readonly turnTo: (degrees: number) => void;
  readonly confirm: () => void;
  readonly confirmBand: () => void;
  readonly automatic: () => void;
  readonly moon: () => void;
  readonly editArc: () => void;
  readonly setReading: (reading: 1 | 2) => void;
  /** What of the band about the cursor is not confirmed; null where all of it is. */
  readonly band: BandLeft | null;
}

const say = (words: string): void => useView.getState().say(words);
const BAND_WORDS: Readonly<Record<Band['kind'], string>> = { 'none': 'without calcium', 'calcium': 'calcium', 'full-moon': 'full moon' };
/** What was drawn of a section stays beneath a full moon, and counts again when it is none after all. */
const beneath = (said: Pick<SectionReview, 'arcs' | 'areas'> | null): Pick<SectionReview, 'arcs' | 'areas'> => ({ arcs: said?.arcs ?? null, areas: said?.areas ?? null });
/** Sections in 5 mm. */
const FAR = 10;

/** What can be done at the calcium station, bound to its keys. */
export function useCalciumCommands(view: CalciumView, isReadOnly: boolean, onSave: () => void): CalciumDoes {
  const actions = useVesselActions();
  const vessels = useVessels();
  const { shown, measures, findings, ruler, vessel, isBlind, next } = view;
  const { sections } = measures;
  // Nobody confirms figures that are about to be replaced, nor such as rest on what is in the hand.
  const unsettled = unsettledWords(vessel);
  const reading = useVesselDesk((desk) => desk.reading);
  const { chosen, drawFrom, tool, part } = useCalciumDesk();
  const writes: Writes = (act) => (...args) => {
    if (isReadOnly) say('The library is open for reading only: nothing can be kept');
    else act(...args);
  };
  /** What the first reading rests on is left alone while somebody reads blind. */
  const onFirst = (act: () => void): (() => void) => (isBlind ? () => say(BLIND_WORDS) : act);
  const reviewing = useReviewing();
  const segments = useSegments(view, writes);
  const threshold = useThreshold(view, writes);
  const queue = useQueuedConfirm(view, actions);
  const bands = useMemo(() => bandsOf(sections), [sections]);
  const band = shown === undefined ? undefined : bandAt(bands, shown.n);
  const open = band === undefined ? [] : sections.slice(band.first, band.last + 1).filter((section) => !isSettled(section));

  const goToSection = (n: number): void => {
    const section = sections[Math.min(sections.length - 1, Math.max(0, n))];
    if (section !== undefined) useVesselDesk.getState().moveTo(section.abscissa);
  };
  const goTo = (at: number): void => goToSection(Math.round(at / findings.centreline.step));
  const step = (by: number): void => { if (shown !== undefined) goToSection(shown.n + by); };
  const turnTo = (degrees: number): void => useVesselDesk.getState().turnTo(deg(degrees));
  const turn = (by: number): void => turnTo(useVesselDesk.getState().cursor.angle + by);
  const stepVessel = (by: 1 | -1): void => {
    const other = vessels[(vessels.findIndex(({ id }) => id === vessel.id) + by + vessels.length) % vessels.length];
    if (other === undefined || other.id === vessel.id) say('No other vessel is traced');
    else useVesselDesk.getState().choose(other.id);
  };
  const leadOn = (): void => {
    if (next === null) say(isBlind ? 'Every section of the first reading is read' : 'Every section that matters is confirmed');
    else useVesselDesk.getState().moveTo(next.at);
  };

  const confirm = writes(() => {
    if (unsettled !== null) {
      // A reading that is confirmed stays as it is.
      if (shown !== undefined && isBlind && isSettled(shown.section)) leadOn();
      else queue();
      return;
    }
    if (shown !== undefined && !isSettled(shown.section)) {
      if (isBlind) actions.review(shown.at, confirmedDraft(shown));
      else actions.confirm([shown.at]);
    }
    leadOn();
  });
  const confirmBand = writes(() => {
    if (unsettled !== null) say(unsettled);
    else if (isBlind) say('In a second reading each section is read by itself');
    else if (open.length === 0) say('Every section of this band is confirmed');
    else actions.confirm(open.map(({ abscissa }) => abscissa));
  });
  const automatic = writes(() => {
    if (shown === undefined) return;
    const { review, wallFrom, lumenFrom } = shown.section;
    if (review !== null || shown.said !== null) reviewing.keep(shown, null);
    else if (wallFrom === 'operator') actions.setContour('wall', shown.at, null);
    else if (lumenFrom === 'operator') actions.setContour('lumen', shown.at, null);
    else say('This section is automatic already');
  });
  const moon = writes(() => {
    if (shown === undefined) return;
    if (!reviewing.mayDraw(shown)) return;
    const drawn = beneath(shown.said);
    if (shown.said?.isFullMoon === true) {
      reviewing.keep(shown, drawn.arcs === null && drawn.areas === null ? null : { ...drawn, isFullMoon: false });
      return;
    }
    if (!reviewing.keep(shown, { ...drawn, isFullMoon: true }) || isBlind) return;
    const isAlone = ![shown.n - 1, shown.n + 1].some((n) => sections[n]?.pattern === 'full-moon' || sections[n]?.review?.isFullMoon === true);
    if (isAlone) say('One section alone is no full moon yet: it takes two neighbours');
  });
  const moonSegment = writes(() => {
    const { chosen: segment } = segments;
    if (segment === undefined) return;
    const [from, to] = segment.stretch;
    for (const { abscissa, review } of sections.filter(({ abscissa: at }) => at >= from && at <= to))
      if (!actions.review(abscissa, { ...beneath(review), isFullMoon: true }, `full moon ${segment.id}`)) return;
  });
  const editArc = (): void => {
    takeTool('arc');
    if (shown === undefined || !reviewing.mayDraw(shown)) return;
    if (shown.arcs.length === 0 && !isReadOnly) {
      // Where there is none yet, one is made where the cut lies.
      const added = arcsAdded([], useVesselDesk.getState().cursor.angle);
      if (added !== null) reviewing.keep(shown, { arcs: keptArcs(added.arcs), areas: shown.said?.areas ?? null, isFullMoon: false });
    }
    holdHandle(arcHandleId(0, 'from'));
  };
  const setReading = (to: 1 | 2): void => {
    useVesselDesk.getState().setReading(to);
    useCalciumDesk.setState({ tab: 'readers' });
    say(to === 2 ? 'Second reading, blind' : 'First reading');
  };
  const setWindow = (key: string) => (): void => {
    const preset = CT_WINDOWS.find((one) => one.key === key);
    if (preset !== undefined) useCalciumDesk.setState(({ windows }) => ({ windows: { ...windows, section: preset.window } }));
  };

  useCommands(CALCIUM_COMMANDS, {
    back: () => step(-1), on: () => step(1), farBack: () => step(-FAR), farOn: () => step(FAR),
    start: () => goToSection(0), end: () => goToSection(sections.length - 1), toProximal: () => goTo(measures.start), toDistal: () => goTo(measures.end),
    turnLeft: () => turn(-STEP.turn), turnRight: () => turn(STEP.turn), turnFarLeft: () => turn(-STEP.farTurn), turnFarRight: () => turn(STEP.farTurn),
    nextVessel: () => stepVessel(1), previousVessel: () => stepVessel(-1),
    confirm, confirmBand, next: leadOn, automatic, arc: editArc,
    contour: onFirst(() => {
      takeTool(tool === 'wall' ? 'lumen' : 'wall');
      holdHandle(contourHandleId(0));
    }),
    area: () => {
      takeTool(tool === 'brush' ? 'outline' : 'brush');
      if (tool !== 'brush') holdHandle(BRUSH_HANDLE);
    },
    moon, moonSegment: segments.chosen === undefined ? undefined : onFirst(moonSegment),
    threshold: onFirst(() => holdHandle(THRESHOLD_HANDLE)), rule: onFirst(threshold.backToRule),
    part: () => useCalciumDesk.setState({ part: part === 'occlusion' ? 'open' : 'occlusion' }),
    segment: onFirst(segments.beginOrEnd), nextSegment: segments.chooseNext,
    stent: chosen === null ? undefined : onFirst(() => segments.turnStent(chosen)), remove: chosen === null ? undefined : onFirst(() => segments.remove(chosen)),
    zoom: () => useCalciumDesk.setState(({ isWhole }) => ({ isWhole: !isWhole })),
    tab: () => useCalciumDesk.setState(({ tab }) => ({ tab: TABS[(TABS.findIndex((one) => one.tab === tab) + 1) % TABS.length]?.tab ?? 'scores' })),
    reading: writes(() => setReading(reading === 1 ? 2 : 1)), picture: onSave,
    cancel: drawFrom !== null || tool !== null || chosen !== null ? () => {
      if (drawFrom !== null) useCalciumDesk.setState({ drawFrom: null });
      else if (tool !== null) takeTool(null);
      else useCalciumDesk.setState({ chosen: null });
    } : undefined,
    'window F1': setWindow('F1'), 'window F2': setWindow('F2'), 'window F3': setWindow('F3'), 'window F4': setWindow('F4'), 'window F5': setWindow('F5'), 'window F6': setWindow('F6'),
    firstWindows: () => useCalciumDesk.setState({ windows: FIRST_WINDOWS }),
  });
  useCommands(AREA_COMMANDS, tool === 'brush' || tool === 'outline' ? { smaller: () => stepBrush(-1), larger: () => stepBrush(1), how: turnBrush } : {});

  const range = band === undefined ? null : bandStretch(sections, band);
  return {
    actions, segments, threshold, goTo, turnTo, confirm, confirmBand, automatic, moon, editArc, setReading,
    scroll: (steps, { shiftKey }) => (shiftKey ? turn(steps * STEP.turn) : step(steps)),
    band: isBlind || open.length === 0 || band === undefined || range === null ? null
      : { place: `${placeWords(range[0] - ruler.zero, 1)} to ${placeWords(range[1] - ruler.zero, 1)}`, kind: BAND_WORDS[band.kind], count: open.length },
  };
}
