import { useRef, useEffect, useMemo } from 'react';
import { factRow, type FactPath, type FactValue } from '../../../core/lesion/caseFacts.ts';
import { placedFact, usualSource } from '../../../core/lesion/factGroups.ts';
import { weightiestIvusAt } from '../../../core/lesion/ivusFacts.ts';
import { isToConfirm } from '../../../core/lesion/knownFacts.ts';
import { scoresAsRead } from '../../../core/scores/scoresRead.ts';
import type { Mm } from '../../../core/units.ts';
import { useVesselDesk } from '../../state/vesselDesk.ts';
import { useView, type Station } from '../../state/viewStore.ts';
import { stationOf } from '../frame/stations.ts';
import { useVesselActions } from '../vessel/useVessel.ts';
import type { FindingActions } from './IvusBoard.tsx';
import { rowsWalked, type SheetActions } from './FactsPanel.tsx';
import { answerFact, closeAnswer, selectFact, suppose, supposeNot, useLesionDesk } from './lesionStore.ts';
import type { Lesion } from './useLesion.ts';

/** What can be done at the lesion station. */
export interface LesionActions extends SheetActions {
  /** Unfolds its group, and chooses it. */
  readonly show: (path: FactPath) => void;
  readonly step: (by: number) => void;
  readonly end: (last: boolean) => void;
  readonly say: (value: FactValue<FactPath> | null) => void;
  readonly read: () => void;
  readonly toggleWhatIf: () => void;
  readonly findings: FindingActions;
}

const say = (words: string): void => useView.getState().say(words);

/** Actions on the lesion as it is when something is done. */
export function useLesionActions(lesion: Lesion): LesionActions {
  const vessel = useVesselActions();
  const now = useRef(lesion);
  useEffect(() => {
    now.current = lesion;
  });
  return useMemo(() => {
    const desk = useLesionDesk.getState;
    const walked = () => rowsWalked(now.current.sheet, desk().folded, desk().whole).map(({ path }) => path);
    const stepFrom = (path: FactPath | null, by: number): void => {
      const paths = walked();
      const at = path === null ? -1 : paths.indexOf(path);
      const next = at < 0 ? (by > 0 ? paths[0] : paths.at(-1)) : paths[Math.max(0, Math.min(paths.length - 1, at + by))];
      if (next !== undefined) selectFact(next);
    };
    /** Chooses a fact that may be folded away, or be a rare one. */
    const show = (path: FactPath): void => {
      const group = placedFact(path)?.group.id;
      if (group === undefined) return;
      const { folded, whole } = desk();
      useLesionDesk.setState({ folded: new Set([...folded].filter((one) => one !== group)) });
      if (!walked().includes(path)) useLesionDesk.setState({ whole: new Set([...whole, group]) });
      selectFact(path);
    };
    const answer = (path: FactPath, value: FactValue<FactPath> | null, note: string | null = null): void => {
      if (desk().supposed === null) vessel.setFact(path, value, usualSource(path), note);
      else suppose(path, value);
      useLesionDesk.setState({ editing: null, selected: path });
    };
    const advance = (path: FactPath): void => {
      const fact = now.current.known.get(path);
      if (fact === undefined || fact.value === null) return answerFact(path);
      if (desk().supposed !== null) return say('What if is on: answers are supposed, and nothing is confirmed. End it with W');
      if (isToConfirm(fact) && !vessel.confirmFact(path)) return;
      stepFrom(path, 1);
    };
    const go = (station: Station): boolean => {
      const view = useView.getState();
      const { closed } = stationOf(station, view.caseId !== null);
      if (closed === null) view.go(station);
      else view.say(closed);
      return closed === null;
    };
    const at = (place: Mm): void => useVesselDesk.getState().moveTo(place);
    const evidence = (path: FactPath): void => {
      const { details, known, findings } = now.current;
      const fact = known.get(path);
      const ivus = fact?.from === 'ivus' ? weightiestIvusAt(findings) : null;
      const picture = details.get(path)?.evidence;
      if (ivus !== null) {
        at(ivus);
        go('calcium');
      } else if (fact?.from === 'angiogram' && fact.value !== null) go('angiogram');
      else if (picture !== undefined && fact?.measured != null) {
        at(picture.at);
        go(picture.station);
      } else say(fact?.value == null ? 'It is not known: there is no evidence to show' : `It was said by ${fact.by ?? 'nobody'}: there is no picture of it`);
    };
    return {
      select: selectFact, advance, open: answerFact, answer, evidence, show,
      close: closeAnswer,
      takeBack: (path) => {
        const fact = now.current.known.get(path);
        if (desk().supposed?.has(path) === true) supposeNot(path);
        else if ((fact?.entry ?? fact?.unassigned) == null) say('Nobody has said anything of it: there is nothing to take back');
        else vessel.clearFact(path);
      },
      step: (by) => stepFrom(desk().selected, by),
      end: (last) => {
        const path = last ? walked().at(-1) : walked()[0];
        if (path !== undefined) selectFact(path);
      },
      nextUnknown: (by) => {
        const asked = now.current.questions.map(({ fact }) => fact);
        const { selected } = desk();
        const place = selected === null ? -1 : asked.indexOf(selected);
        const next = asked[place < 0 ? (by > 0 ? 0 : asked.length - 1) : (place + by + asked.length) % asked.length];
        if (next === undefined) return say('Nothing is unknown that a score or a rule of this phase waits for');
        show(next);
        answerFact(next);
      },
      say: (value) => {
        const { selected } = desk();
        if (selected === null) say('Choose a fact first: U for the next unknown one');
        else if (value !== null && factRow(selected).kind.is !== 'yes-no') answerFact(selected);
        else answer(selected, value, now.current.known.get(selected)?.entry?.content.note ?? null);
      },
      confirmGroup: () => {
        const group = now.current.sheet.find(({ rows }) => rows.some(({ path }) => path === desk().selected));
        const open = group?.rows.map(({ path }) => path).filter((path) => {
          const fact = now.current.known.get(path);
          return fact !== undefined && isToConfirm(fact);
        }) ?? [];
        if (group === undefined || open.length === 0) say(group === undefined ? 'Choose a fact of the group first' : 'Nothing of this group waits to be confirmed');
        else if (desk().supposed !== null) say('What if is on: nothing is confirmed. End it with W');
        else vessel.confirmFacts(open, `confirm ${open.length} facts: ${group.title.toLowerCase()}`);
      },
      read: () => {
        const { supposed } = desk();
        if (supposed !== null && supposed.size > 0) return say('What if is on: these scores are supposed. End it with W, then mark them as read');
        if (vessel.readScores(scoresAsRead(now.current.scores, now.current.facts))) say('Scores marked as read: what changes from now on is shown against them');
      },
      toggleWhatIf: () => (desk().supposed === null ? useLesionDesk.setState({ supposed: new Map(), editing: null }) : supposeNot()),
      findings: {
        add: () => {
          const { measures } = now.current.vessel;
          if (measures === null) return say('A finding lies at a place of the vessel: trace it first, in station 3');
          // A cursor that nobody has moved yet stands where the path begins.
          const { at: place } = useVesselDesk.getState().cursor;
          const id = vessel.setIvus(place === 0 ? measures.start : place, { arc: null, length: null, depth: null, pattern: null, isNodule: null, note: null });
          useLesionDesk.setState({ view: 'boards', score: null, finding: id });
        },
        set: (place, finding, id, gesture) => void vessel.setIvus(place, finding, id, gesture),
        remove: (id) => vessel.removeEntry(id),
        go: at,
      },
    };
  }, [vessel]);
}
