import { type Centreline, centrelineAt } from '../../../core/centreline/centreline.ts';
import type { EntryId } from '../../../core/contract/ids.ts';
import type { PointLps } from '../../../core/geometry/frame.ts';
import type { Stretch } from '../../../core/geometry/stretch.ts';
import type { BranchEntry, EntryContent, IvusEntry, ZoneEntry } from '../../../core/lesion/entry.ts';
import { isOf } from '../../../core/lesion/vesselWork.ts';
import type { Mm } from '../../../core/units.ts';
import type { useVesselDesk } from '../../state/vesselDesk.ts';
import type { Editing } from './editing.ts';
import { isUntraced } from './untraced.ts';
import type { Now } from './vesselActions.ts';

/** What IVUS showed, without the place. */
export type IvusFinding = Omit<IvusEntry, 'kind' | 'at'>;

/** What can be entered along a vessel. Stretches and places are abscissae of the newest findings; those of zones, of the newest path. */
export interface LesionActions {
  readonly addSegment: (stretch: Stretch, note?: string | null) => EntryId | null;
  readonly setSegment: (id: EntryId, stretch: Stretch, note: string | null, gesture?: string) => void;
  /** On the newest path, which may be ahead of the findings. Null leaves it to the program. */
  readonly setZone: (which: ZoneEntry['which'], stretch: Stretch | null, gesture?: string) => void;
  /** Of an entry that is there, or a new one; the place is the branch's ostium. */
  readonly setBranch: (branch: Omit<BranchEntry, 'kind'>, id?: EntryId | null, gesture?: string) => EntryId | null;
  readonly setStent: (stretch: Stretch, id?: EntryId | null, gesture?: string) => EntryId | null;
  /** A drawn segment is a stent, or a stent a segment; a stent has no note. */
  readonly turnStent: (id: EntryId) => void;
  readonly setIvus: (at: Mm, finding: IvusFinding, id?: EntryId | null, gesture?: string) => EntryId | null;
  /** Removes an entry, whatever it is. */
  readonly removeEntry: (id: EntryId) => void;
}

const ZONE_WORDS: Readonly<Record<ZoneEntry['which'], string>> = {
  'proximal-reference': 'proximal reference', 'distal-reference': 'distal reference', landing: 'landing zone',
};
const REMOVE_WORDS: Readonly<Record<EntryContent['kind'], string>> = {
  path: 'remove path', cap: 'remove cap', threshold: 'remove threshold', contour: 'remove contour', review: 'remove reading of section',
  segment: 'remove segment', zone: 'remove zone', branch: 'remove side branch', stent: 'remove stent', ivus: 'remove IVUS finding',
  fact: 'remove fact', 'scores-read': 'forget scores as read',
};

/** Actions along the vessel that is there. */
export function lesionActions(editing: Editing, desk: typeof useVesselDesk, now: Now): LesionActions {
  const measuredLine = (): Centreline | null => now().findings?.centreline ?? now().centreline;
  const newestLine = (): Centreline | null => now().centreline ?? now().findings?.centreline ?? null;
  const pointAt = (line: Centreline | null, at: Mm): PointLps | null => (line === null ? null : centrelineAt(line, at)?.at ?? null);
  const ends = ([from, to]: Stretch, line = measuredLine()): { readonly from: PointLps; readonly to: PointLps } | null => {
    const [a, b] = [pointAt(line, from), pointAt(line, to)];
    return a === null || b === null ? null : { from: a, to: b };
  };
  const put = (id: EntryId | null, content: EntryContent, [added, changed]: readonly [string, string], gesture?: string): EntryId | null => {
    desk.getState().setLive(null);
    const vessel = now().id;
    const before = id === null ? undefined : editing.find(id);
    return vessel === null ? null : editing.put(vessel, before, content, before === undefined ? added : changed, gesture);
  };
  return {
    addSegment(stretch, note = null) {
      const places = ends(stretch);
      return places === null ? null : put(null, { kind: 'segment', ...places, note }, ['draw segment', 'change segment']);
    },
    setSegment(id, stretch, note, gesture) {
      const places = ends(stretch);
      if (places !== null) put(id, { kind: 'segment', ...places, note }, ['draw segment', 'change segment'], gesture);
    },
    setZone(which, stretch, gesture) {
      if (stretch !== null && isUntraced(now)) return;
      desk.getState().setLive(null);
      const { id } = now();
      if (id === null) return;
      const drawn = editing.of(id).filter(isOf('zone')).filter(({ content }) => content.which === which);
      const places = stretch === null ? null : ends(stretch, newestLine());
      if (places === null) editing.remove(drawn, `leave ${ZONE_WORDS[which]} to the program`);
      else put(drawn.at(-1)?.id ?? null, { kind: 'zone', which, ...places },
        [`choose ${ZONE_WORDS[which]}`, `move ${ZONE_WORDS[which]}`], gesture);
    },
    setBranch: (branch, id = null, gesture) => (branch.isThere && isUntraced(now) ? null : put(id, { kind: 'branch', ...branch },
      branch.isThere ? ['add side branch', 'change side branch'] : ['strike side branch', 'strike side branch'], gesture)),
    setStent(stretch, id = null, gesture) {
      const places = ends(stretch);
      return places === null ? null : put(id, { kind: 'stent', ...places }, ['state stent', 'change stent'], gesture);
    },
    turnStent(id) {
      const entry = editing.find(id);
      if (entry?.content.kind !== 'segment' && entry?.content.kind !== 'stent') return;
      const { kind, from, to } = entry.content;
      if (kind === 'segment') put(id, { kind: 'stent', from, to }, ['state stent', 'state stent']);
      else put(id, { kind: 'segment', from, to, note: null }, ['draw segment', 'stent is a segment']);
    },
    setIvus(at, finding, id = null, gesture) {
      const point = pointAt(measuredLine(), at);
      return point === null ? null : put(id, { kind: 'ivus', at: point, ...finding }, ['enter IVUS finding', 'change IVUS finding'], gesture);
    },
    removeEntry(id) {
      const entry = editing.find(id);
      if (entry !== undefined) editing.remove([entry], REMOVE_WORDS[entry.content.kind]);
    },
  };
}
