import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { VesselId } from '../../../core/contract/ids.ts';
import type { PlanView } from '../../../core/contract/plans.ts';
import type { CaseView } from '../../../core/contract/schemas.ts';
import type { VesselWork } from '../../../core/contract/entries.ts';
import type { Entry, PathEntry } from '../../../core/lesion/entry.ts';
import { type Laid, laidOver } from '../../../core/lesion/laidOver.ts';
import { lesionMeasures } from '../../../core/lesion/lesionMeasures.ts';
import { measuredFacts } from '../../../core/lesion/measuredFacts.ts';
import type { VesselFindings } from '../../../core/lesion/vesselFindings.ts';
import { measureSentence } from '../../../core/lesion/occlusion.ts';
import { vesselsOf, vesselWork } from '../../../core/lesion/vesselWork.ts';
import { keptOfCase, sayStale, useFedJournal } from '../../api/caseJournal.ts';
import { useAnswer, useHost } from '../../api/useHost.ts';
import { doingNow } from '../../state/atWork.ts';
import { type AsksToRemove, createEntryBook, entryScope, type EntryBook } from '../../state/entryBook.ts';
import { type LiveEntry, useVesselDesk } from '../../state/vesselDesk.ts';
import { createVesselMeter, type VesselMeter } from '../../state/vesselMeter.ts';
import { useView } from '../../state/viewStore.ts';
import { dropHeld } from '../../ui/heldPointer.ts';
import type { VolumeAtHand } from '../images/useOpenVolume.ts';
import { chosenOf, goneVessel, type PlansKnown, validVersion } from './goneVessel.ts';
import type { OpenVessels } from './useVessel.ts';
import { vesselActions } from './vesselActions.ts';
import { lookAt } from './vesselView.ts';
import { useHandShown } from './useHandShown.ts';
import { entriesWithHand, isDrawnHere, isTried, measuredFor, nextQuestion, questionOf, restingQuestion, upToOf, type VesselOnDesk, withHand } from './vesselOnDesk.ts';

/** The book with its meter: nothing is measured twice while the worklist is in front. */
export const entriesKeptOf = keptOfCase({
  scopes: (caseId) => [entryScope(caseId)],
  make: (host, caseId) => {
    useVesselDesk.getState().open(caseId);
    const known: { plans: PlansKnown } = { plans: null };
    const asksFirst: AsksToRemove = (vessel, wayBack, goOn) => {
      if (known.plans !== null && validVersion(known.plans, vessel) === null) return false;
      const remove = (): void => { if (!goOn()) useView.getState().say(PASSED); };
      lookAt({ leaving: { vessel, wayBack, remove } });
      useView.getState().go('vessel');
      return true;
    };
    const book = createEntryBook(host, caseId, doingNow, sayStale, asksFirst);
    book.store.subscribe(({ entries }, { entries: before }) => {
      if (entries === before) return;
      const { vessel: chosen } = useVesselDesk.getState();
      const [was, now] = [before, entries].map((all) => chosenOf(vesselsOf(all), chosen, null).id);
      if (was == null || was === now || entries.some(({ vessel }) => vessel === was)) return;
      // What was in the hand belongs to the vessel that went: nothing of it is kept on another.
      dropHeld();
      useVesselDesk.getState().setLive(null);
      useView.getState().say(now === null ? 'The vessel was removed' : 'The vessel that was shown was removed: another one is shown now');
    });
    return { book, meter: createVesselMeter(host), known, asksFirst };
  },
  leave({ meter }) {
    meter.stop();
    // A yes would act on the book that is left.
    lookAt({ leaving: null });
  },
});

/** What a yes says that comes too late. */
const PASSED = 'Something else was done meanwhile: the vessel was left as it is';

/** What is entered of a case, and which vessel is worked on. */
export interface CaseVessels {
  readonly book: EntryBook;
  /** Where a signed plan rests on a vessel, or may: in the list of vessels. */
  readonly asksFirst: AsksToRemove;
  readonly meter: VesselMeter;
  readonly isDamaged: boolean;
  readonly id: VesselId | null;
  readonly path: Entry<PathEntry> | null;
  /** Of that vessel. */
  readonly own: readonly Entry[];
  readonly plans: readonly PlanView[] | null;
  /** The vessel in whose place no other is taken, though it is gone. */
  readonly missing: VesselId | null;
  readonly gone: PlanView | null;
}

/** What is entered of a case, fed with what the host has. */
export function useCaseVessels({ row: { id: caseId }, stored }: CaseView): CaseVessels {
  const host = useHost();
  const [{ book, meter, known, asksFirst }] = useState(() => entriesKeptOf(host, caseId));
  const answer = useAnswer('entries.list', { caseId });
  useFedJournal(book, answer, stored);
  const isDamaged = answer?.ok === false && answer.failure.code === 'case/damaged';
  const entries = useStore(book.store, (state) => state.entries);
  const chosen = useVesselDesk((desk) => desk.vessel);
  const vessels = useMemo(() => vesselsOf(entries), [entries]);
  const listed = useAnswer('plans.list', { caseId });
  const plans = listed?.ok === true ? listed.value.plans : null;
  useLayoutEffect(() => {
    known.plans = plans;
    // Nobody hears of a plan that is signed while no case is in front.
    return () => {
      known.plans = null;
    };
  }, [known, plans]);
  // Elsewhere the first is worked on; a plan never stands in the place of another's.
  const isPlanInFront = useView(({ station }) => station === 'plan');
  const missing = isPlanInFront ? goneVessel(vessels, chosen, plans) : null;
  const { id, path } = chosenOf(vessels, chosen, missing);
  // What the host has is in the book a moment later, and what was removed is with the host a moment later.
  const isRemoving = useStore(book.store, (state) => state.waiting > 0);
  const isGone = isDamaged || (answer?.ok === true && (isRemoving || goneVessel(vesselsOf(answer.value.entries), chosen, plans) !== null));
  const gone = missing !== null && isGone ? plans?.find(({ vessel }) => vessel === missing) ?? null : null;
  const own = useStore(book.store, useShallow((state) => (id === null ? NO_ENTRIES : state.entries.filter((entry) => entry.vessel === id))));
  return useMemo(() => ({ book, asksFirst, meter, isDamaged, id, path, own, plans, missing, gone }),
    [book, asksFirst, meter, isDamaged, id, path, own, plans, missing, gone]);
}

/** The vessel that is worked on, measured in the volume at hand; without one it is not measured. */
export function useOpenCase(
  { book, asksFirst, meter, isDamaged, id, path, own, missing, gone }: CaseVessels, volume: VolumeAtHand | null,
): OpenVessels {
  const vessel = useVesselOnDesk(meter, id, path, own, volume);
  const shown = useRef({ vessel, missing });
  useLayoutEffect(() => {
    shown.current = { vessel, missing };
  });
  // Actions look at what is there when they are done: another vessel may have been chosen since the page was drawn.
  const actions = useMemo(() => vesselActions(book, useVesselDesk, () => {
    const vessels = vesselsOf(book.store.getState().entries);
    const { id: now } = chosenOf(vessels, useVesselDesk.getState().vessel, shown.current.missing);
    return shown.current.vessel.id === now ? shown.current.vessel : { ...NOT_SHOWN_YET, id: now };
  }, asksFirst), [book, asksFirst]);
  return useMemo(() => ({ book, isDamaged, vessel, actions, gone }), [book, isDamaged, vessel, actions, gone]);
}

/** A hand that has not moved for so long rests, ms: shorter stops belong to one drag. */
const RESTS_MS = 500;
const NO_ENTRIES: readonly Entry[] = [];
const NOTHING_LAID: readonly LiveEntry[] = [];
const NO_WORK: VesselWork = { points: [], caps: { proximal: null, distal: null }, threshold: { openHu: null, occlusionHu: null }, contours: [] };

/** Of a vessel that was chosen since the page was drawn. */
const NOT_SHOWN_YET = { centreline: null, findings: null, exact: null, facts: null, failure: null, state: 'measuring', isDraft: false, isPathDraft: false, isInHand: false } as const;

function useVesselOnDesk(
  meter: VesselMeter, id: VesselId | null, path: Entry<PathEntry> | null, own: readonly Entry[], volume: VolumeAtHand | null,
): VesselOnDesk {
  const live = useHandShown(meter, id);
  const reading = useVesselDesk((desk) => desk.reading);
  const [series, blob] = [volume?.series?.id ?? null, volume?.blob ?? null];
  const kept = useSame(useMemo(() => (id === null ? NO_WORK : vesselWork(own, id)), [own, id]));
  const work = useSame(useMemo(() => withHand(kept, live), [kept, live]));
  const measuredIn = useMemo(() => (series === null || blob === null ? null : { series, blob }), [series, blob]);
  const question = useMemo(() => questionOf(id, path, work, live, measuredIn), [id, path, work, live, measuredIn]);
  // The host begins with what the hand does before anything of it is drawn.
  useEffect(() => useVesselDesk.subscribe(({ live: now }, before) => {
    if (now === before.live || now === null || upToOf(now) !== 'sketch') return;
    const asked = questionOf(id, path, withHand(kept, now), now, measuredIn);
    if (asked !== null) meter.ask(asked, true);
  }), [meter, id, path, kept, measuredIn]);
  const isComing = blob === null && volume !== null && volume.state === 'opening' && path?.content.series === series && work.points.length > 1;
  const known = useStore(meter.store, (all) => (id === null ? undefined : all.get(id)));
  useEffect(() => {
    if (question === null) return;
    if (!isDrawnHere(live)) meter.ask(nextQuestion(question, known), isTried(live));
    const resting = restingQuestion(question, live, known);
    if (resting === null) return;
    const timer = setTimeout(() => { if (useVesselDesk.getState().live === live) meter.ask(resting, true); }, RESTS_MS);
    return () => clearTimeout(timer);
  }, [meter, question, known, live]);
  const isInHand = live !== null;
  const measured = useMemo(() => measuredFor(question, known, isInHand, isComing), [question, known, isInHand, isComing]);
  const { findings } = measured;
  const inHand = live?.laid ?? NOTHING_LAID;
  // Facts lie on no path: what is said of them makes nothing of it anew.
  const onPath = useShallow((entries: readonly Entry[]) => entries.filter(({ content: { kind } }) => kind !== 'fact' && kind !== 'scores-read'))(own);
  const laid = useMemo(() => (id === null || findings === null ? null : laidOver(entriesWithHand(onPath, inHand, id), id, findings)),
    [onPath, inHand, id, findings]);
  const firstRead = useMemo(() => measuresOf(findings, laid, laid?.reviews), [findings, laid]);
  const secondRead = useMemo(() => (reading === 1 && laid?.secondReviews.length === 0 ? null : measuresOf(findings, laid, laid?.secondReviews)),
    [findings, laid, reading]);
  const facts = useMemo(() => (firstRead?.ok === true ? measuredFacts(firstRead.value) : null), [firstRead]);
  return useMemo((): VesselOnDesk => {
    const [first, second] = [firstRead?.ok === true ? firstRead.value : null, secondRead?.ok === true ? secondRead.value : null];
    // Both readings have the same caps: what refuses one refuses the other.
    const refusal = firstRead?.ok === false ? { code: firstRead.failure.code, message: measureSentence(firstRead.failure) } : measured.refusal;
    return { id, path, entries: own, work, ...measured, refusal, laid, measures: first, secondRead: second, facts, isInHand };
  }, [id, path, own, work, measured, laid, firstRead, secondRead, facts, isInHand]);
}

/** The measures with one reader's reviews laid over; null where nothing is found yet. */
const measuresOf = (findings: VesselFindings | null, laid: Laid | null, reviews: Laid['reviews'] = []) =>
  (findings === null || laid === null ? null : lesionMeasures(findings, { ...laid, reviews }));

/** The same value for as long as nothing in it differs. */
function useSame(value: VesselWork): VesselWork {
  const [same, setSame] = useState(value);
  if (same === value || JSON.stringify(same) === JSON.stringify(value)) return same;
  setSame(value);
  return value;
}
