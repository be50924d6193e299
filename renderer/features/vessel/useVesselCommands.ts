import type { Dispatch, RefObject, SetStateAction } from 'react';
import type { Stretch } from '../../../core/geometry/stretch.ts';
import { nearestOnPath } from '../../../core/centreline/pathEnds.ts';
import { isOf } from '../../../core/lesion/vesselWork.ts';
import { mm } from '../../../core/units.ts';
import type { Slab } from '../../../core/volume/reslice.ts';
import { useCommands } from '../../state/commands.ts';
import { useVesselDesk } from '../../state/vesselDesk.ts';
import { useView } from '../../state/viewStore.ts';
import type { PathDesk } from '../../viewer/path/pathTool.ts';
import { steppedDepth } from '../../viewer/planesState.ts';
import { windowHandlers } from '../images/commands.ts';
import { VESSEL_COMMANDS } from './commands.ts';
import { useHandleMoves } from './useHandleMoves.ts';
import { useVessel, useVesselActions, useVessels } from './useVessel.ts';
import { STEP, stepAlong, turnAbout } from './useVesselCursor.ts';
import { openProposals, type VesselHandlesNow } from './useVesselHandles.ts';
import type { PlanesHandle } from './VesselPlanes.tsx';
import { chosenOf, lookAt, useVesselView, type VesselTile } from './vesselView.ts';
import { pointOf } from './vesselHandles.ts';
import { unsettledWords } from './vesselStates.ts';

/** Length that a zone begins with where a key sets it, mm. */
const ZONE_MM = 5;
const LANDING_MM = 20;
const RULES = ['mean', 'maximum', 'minimum'] as const;
const TILES: readonly VesselTile[] = ['axial', 'coronal', 'sagittal', 'section', 'stretched', 'rendering'];
/** A branch farther than this from the cursor is not the one that is meant, mm. */
const NEAR_MM = 3;

interface Parts {
  readonly desk: PathDesk; readonly handles: VesselHandlesNow; readonly planes: RefObject<PlanesHandle | null>;
  readonly nameField: RefObject<HTMLSelectElement | null>; readonly file: RefObject<HTMLInputElement | null>; readonly station: RefObject<HTMLElement | null>;
  readonly slab: Slab; readonly setSlab: Dispatch<SetStateAction<Slab>>; readonly goToPoint: (n: number) => void; readonly onZoom: () => void;
}

/** The station's commands; gives what confirms the next proposal. */
export function useVesselCommands({ desk, handles, planes, nameField, file, station, slab, setSlab, goToPoint, onZoom }: Parts): () => void {
  const vessel = useVessel();
  const vessels = useVessels();
  const actions = useVesselActions();
  const moves = useHandleMoves();
  const { centreline, findings, measures, entries, id, work } = vessel;
  const { moveTo, choose } = useVesselDesk.getState();
  const say = useView.getState().say;
  const here = (): number => useVesselDesk.getState().cursor.at;
  // Cursor and handles lie on the newest path, which may be ahead of the findings.
  const line = centreline ?? findings?.centreline ?? null;
  const pointHere = () => (line === null ? null : pointOf({ centreline: line }, mm(here())));
  const along = (by: number) => (line === null ? undefined : () => stepAlong(line, by));
  const turn = (by: number) => (line === null ? undefined : () => turnAbout(by));
  const within = (from: number, to: number): Stretch => [mm(Math.max(0, from)), mm(Math.min(line?.length ?? 0, to))];

  const cap = (which: 'proximal' | 'distal') => (line === null ? undefined : () => {
    const point = pointHere();
    const other = which === 'proximal' ? 'distal' : 'proximal';
    const place = entries.some((entry) => isOf('cap')(entry) && entry.content.which === other) ? handles.caps.find((handle) => handle.id === other)?.at : undefined;
    // Set by hand, the other one stays where it is.
    if (place !== undefined && (which === 'proximal' ? here() >= place : here() <= place)) say(`The ${which} cap cannot lie ${which === 'proximal' ? 'beyond the distal' : 'before the proximal'} one, which was set by hand: move that first`);
    else if (point !== null) actions.setCap(which, point);
  });
  const release = (which: 'proximal' | 'distal') => (entries.some((entry) => isOf('cap')(entry) && entry.content.which === which) ? () => actions.setCap(which, null) : undefined);
  const nearBranch = () => handles.branches.toSorted((a, b) => Math.abs(a.at - here()) - Math.abs(b.at - here())).find(({ at }) => Math.abs(at - here()) <= NEAR_MM);

  const confirmNext = (): void => {
    const unsettled = findings === null ? null : unsettledWords(vessel);
    if (unsettled !== null) {
      say(unsettled);
      return;
    }
    const [next] = openProposals(handles);
    if (next === undefined || moves === null) {
      say(findings === null ? 'Nothing is proposed yet' : 'All that is proposed is confirmed');
      return;
    }
    moveTo(next.kind === 'zone' ? next.stretch?.[0] ?? mm(0) : next.at);
    moves.confirm(next);
    say(`Confirmed: ${next.name.toLowerCase()}`);
  };
  const step = (by: 1 | -1) => (vessels.length < 2 ? undefined : () => {
    const at = vessels.findIndex((one) => one.id === id);
    choose(vessels[(at + by + vessels.length) % vessels.length]?.id ?? null);
  });
  const point = (by: 1 | -1) => (work.points.length === 0 ? undefined : () => {
    const { chosen } = useVesselView.getState();
    const at = chosen !== null && chosen.vessel === id ? chosen.n : by > 0 ? -1 : work.points.length;
    goToPoint((at + by + work.points.length) % work.points.length);
  });
  const hasPath = vessel.path !== null;
  const { lesion } = handles;
  const chosen = useVesselView(chosenOf(id));

  useCommands(VESSEL_COMMANDS, {
    back: along(-STEP.along), on: along(STEP.along), farBack: along(-STEP.far), farOn: along(STEP.far),
    start: along(-1e6), end: along(1e6),
    toProximal: lesion === null ? undefined : () => moveTo(lesion[0]),
    toDistal: lesion === null ? undefined : () => moveTo(lesion[1]),
    turnLeft: turn(-STEP.turn), turnRight: turn(STEP.turn), turnFarLeft: turn(-STEP.farTurn), turnFarRight: turn(STEP.farTurn),
    proximalCap: cap('proximal'), distalCap: cap('distal'), autoProximalCap: release('proximal'), autoDistalCap: release('distal'),
    proximalReference: findings === null ? undefined : () => actions.setZone('proximal-reference', within(here() - ZONE_MM / 2, here() + ZONE_MM / 2)),
    distalReference: findings === null ? undefined : () => actions.setZone('distal-reference', within(here() - ZONE_MM / 2, here() + ZONE_MM / 2)),
    landing: findings === null ? undefined : () => actions.setZone('landing', within(here(), here() + LANDING_MM)),
    branch: findings === null ? undefined : () => {
      const at = pointHere();
      if (at !== null) actions.setBranch({ at, diameter: null, isThere: true });
    },
    noBranch: measures === null ? undefined : () => {
      const handle = nearBranch();
      if (handle === undefined || moves === null) say('No side branch lies here');
      else moves.strike(handle);
    },
    confirm: confirmNext,
    setPoint: () => {
      const at = planes.current?.cursor() ?? null;
      if (at !== null) desk.added(at);
    },
    insert: work.points.length < 2 ? undefined : () => {
      const at = planes.current?.cursor() ?? null;
      const place = at === null ? undefined : nearestOnPath(desk.shown()?.legs ?? [], at);
      if (at !== null && place !== undefined) desk.chose(desk.inserted(place.leg, at));
    },
    nextPoint: point(1), previousPoint: point(-1),
    removePoint: chosen === null ? undefined : () => {
      lookAt({ chosen: null });
      actions.removePoint(chosen);
    },
    letGo: chosen === null ? undefined : () => lookAt({ chosen: null }),
    newVessel: hasPath ? () => lookAt({ isBeginning: !useVesselView.getState().isBeginning, tool: 'trace' }) : undefined,
    nextVessel: step(1), previousVessel: step(-1),
    name: hasPath ? () => nameField.current?.focus() : undefined,
    turnRound: work.points.length < 2 ? undefined : () => actions.setPoints(work.points.toReversed(), 'turn path round'),
    import: () => file.current?.click(),
    removeVessel: hasPath ? () => actions.removeVessel() : undefined,
    trace: () => lookAt({ tool: 'trace' }), cross: () => lookAt({ tool: 'cross' }),
    along: line === null ? undefined : () => lookAt({ isAlong: !useVesselView.getState().isAlong }),
    marks: () => lookAt({ areMarksShown: !useVesselView.getState().areMarksShown }),
    large: () => {
      const tile = tileInUse(station.current);
      lookAt({ large: useVesselView.getState().large === null ? tile : null });
    },
    zoom: findings === null ? undefined : onZoom,
    thicker: () => setSlab({ ...slab, thickness: steppedDepth(slab.thickness, 1) }),
    thinner: () => setSlab({ ...slab, thickness: steppedDepth(slab.thickness, -1) }),
    rule: () => setSlab({ ...slab, rule: RULES[(RULES.indexOf(slab.rule) + 1) % RULES.length] ?? 'mean' }),
    ...windowHandlers(true, (window) => lookAt({ window })),
  });
  return confirmNext;
}

/** The picture that has the focus; the first plane where none has. */
function tileInUse(station: HTMLElement | null): VesselTile {
  const focus = document.activeElement?.closest('[data-tile]');
  const name = focus instanceof HTMLElement && station?.contains(focus) === true ? focus.dataset['tile'] : undefined;
  return TILES.find((tile) => tile === name) ?? 'axial';
}
