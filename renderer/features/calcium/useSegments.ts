import { centrelineAt } from '../../../core/centreline/centreline.ts';
import type { EntryId } from '../../../core/contract/ids.ts';
import type { Stretch } from '../../../core/geometry/stretch.ts';
import { mm, type Mm } from '../../../core/units.ts';
import { useVesselDesk } from '../../state/vesselDesk.ts';
import { useView } from '../../state/viewStore.ts';
import type { SegmentEnd } from '../../ui/ruler/RulerSegments.tsx';
import { useVesselActions } from '../vessel/useVessel.ts';
import { useCalciumDesk } from './calciumStore.ts';
import type { CalciumView } from './useCalcium.ts';
import type { Writes } from './useCalciumCommands.ts';

/** What can be done with the segments of a vessel. */
export interface SegmentsDo {
  readonly draw: (stretch: Stretch) => void;
  readonly moveEnd: (id: string, end: SegmentEnd, to: Mm, isLast: boolean) => void;
  /** The end that is dragged goes back to where it was. */
  readonly cancelEnd: () => void;
  readonly note: (id: EntryId, note: string | null) => void;
  readonly remove: (id: EntryId) => void;
  /** A segment is a stent, or a stent none. */
  readonly turnStent: (id: EntryId) => void;
  readonly choose: (id: string | null) => void;
  /** Begins one at the cursor, or ends the one that was begun. */
  readonly beginOrEnd: () => void;
  readonly chooseNext: () => void;
  /** As far as it is drawn by the keys. */
  readonly drawing: Stretch | null;
  readonly chosen: CalciumView['stretches'][number] | undefined;
}

/** None is shorter, mm: a section. */
const SHORTEST = 0.5;
const say = (words: string): void => useView.getState().say(words);

/** The segments of the vessel, drawn by pointer or keys. */
export function useSegments({ shown, findings, stretches }: CalciumView, writes: Writes): SegmentsDo {
  const actions = useVesselActions();
  const { chosen, drawFrom } = useCalciumDesk();
  const between = (a: Mm, b: Mm): Stretch => [mm(Math.min(a, b)), mm(Math.max(a, b))];
  const draw = writes((stretch: Stretch) => {
    const drawn = actions.addSegment(stretch);
    if (drawn === null) return;
    useCalciumDesk.setState({ chosen: drawn, drawFrom: null, tab: 'stretches' });
    say('Segment drawn');
  });
  return {
    draw,
    moveEnd(id, end, to, isLast) {
      const found = stretches.find((one) => one.id === id);
      if (found?.id == null) return;
      const [from, until] = found.stretch;
      const stretch: Stretch = end === 0 ? [mm(Math.min(to, until - SHORTEST)), until] : [from, mm(Math.max(to, from + SHORTEST))];
      if (isLast) {
        if (found.isStent) actions.setStent(stretch, found.id, `stent ${id} ${end}`);
        else actions.setSegment(found.id, stretch, found.note, `segment ${id} ${end}`);
        return;
      }
      const [a, b] = stretch.map((at) => centrelineAt(findings.centreline, at)?.at);
      if (a === undefined || b === undefined) return;
      const ends = { from: a, to: b };
      useVesselDesk.getState().setLive({ laid: [{ id: found.id, content: found.isStent ? { kind: 'stent', ...ends } : { kind: 'segment', ...ends, note: found.note } }] });
    },
    cancelEnd: () => useVesselDesk.getState().setLive(null),
    note: writes((id: EntryId, note: string | null) => {
      const found = stretches.find((one) => one.id === id);
      if (found !== undefined && found.note !== note) actions.setSegment(id, found.stretch, note);
    }),
    remove: writes((id: EntryId) => {
      actions.removeEntry(id);
      if (id === chosen) useCalciumDesk.setState({ chosen: null });
    }),
    turnStent: writes((id: EntryId) => {
      const found = stretches.find((one) => one.id === id);
      if (found === undefined) return;
      actions.turnStent(id);
      say(found.isStent ? 'No stent: calcium counts there again'
        : `Stent stated: nothing of it counts as calcium${found.note === null ? '' : '; its note is gone, Ctrl Z brings it back'}`);
    }),
    choose: (id) => useCalciumDesk.setState({ chosen: stretches.find((one) => one.id === id)?.id ?? null }),
    beginOrEnd: writes(() => {
      if (shown === undefined) return;
      if (drawFrom === null) {
        useCalciumDesk.setState({ drawFrom: shown.at });
        say('The segment begins here: move the cursor, then S ends it');
      } else if (Math.abs(drawFrom - shown.at) < SHORTEST - 1e-6) say('The segment has no length yet: move the cursor first');
      else draw(between(drawFrom, shown.at));
    }),
    chooseNext() {
      const ids = stretches.flatMap(({ id }) => (id === null ? [] : [id]));
      const at = chosen === null ? -1 : ids.indexOf(chosen);
      const next = ids[(at + 1) % Math.max(1, ids.length)];
      if (next === undefined) say('No segment is drawn yet');
      else useCalciumDesk.setState({ chosen: next, tab: 'stretches' });
    },
    drawing: drawFrom === null || shown === undefined ? null : between(drawFrom, shown.at),
    chosen: stretches.find(({ id }) => id !== null && id === chosen),
  };
}
