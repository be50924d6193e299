import { beamAxes } from '../../../core/geometry/carm.ts';
import { angleWords } from '../../../core/dicom/words.ts';
import { orientationLetters } from '../../../core/geometry/orientation.ts';
import { pointLps, scaled } from '../../../core/geometry/frame.ts';
import { pointPixel } from '../../../core/geometry/plane.ts';
import {
  draggedView, pannedRender, turnedView, zoomedRender, type RenderView,
} from '../../../core/rendering/camera.ts';
import type { CutPlane } from '../../../core/rendering/rayCast.ts';
import { RENDER_PRESETS, type RenderPreset } from '../../../core/rendering/transfer.ts';
import { CUTS } from '../../../core/volume/planeAxes.ts';
import type { Cut } from '../../../core/volume/standardPlanes.ts';
import { deg, type Deg } from '../../../core/units.ts';
import { inFrame, notInFrame } from '../frames.ts';
import { cubeFaces } from '../orientationCube.ts';
import { middleOf, type OpenedCt } from '../openPlanes.ts';
import { MOVE_PIXELS } from '../pictureActions.ts';
import { createOverlay } from '../overlay.ts';
import { connectPointer } from '../pointer.ts';
import type { PointCanvas } from '../viewTransform.ts';
import { createRenderCanvas } from './renderCanvas.ts';
import { createRenderCrew, crewSize, type RenderCrew } from './renderCrew.ts';
import type { Voxels } from './renderMessages.ts';
import { createRenderPasses, type Look, type RenderPasses } from './renderPasses.ts';
import { createRenderingSeam, type RenderingSeam } from './renderingSeam.ts';
import { startRenderWorker } from './workerScript.ts';

/** The series that is rendered, whole in memory. */
export interface RenderSource extends Voxels { readonly opened: OpenedCt }

/** What the interface around the rendering shows. */
export interface RenderingState {
  readonly preset: RenderPreset;
  readonly primary: Deg;
  readonly secondary: Deg;
  readonly cuts: readonly Cut[];
  /** None, on its way, as it turns, as good as it gets; or the workers ended. */
  readonly quality: 'none' | 'preparing' | 'coarse' | 'fine' | 'failed';
  /** Whose picture is on the screen. */
  readonly drawn: OpenedCt | null;
}

/** What can be done by command. */
export const RENDERING_ACTIONS = [
  'turnLeft', 'turnRight', 'turnUp', 'turnDown', 'farLeft', 'farRight', 'farUp', 'farDown', 'larger', 'smaller',
  'moveLeft', 'moveRight', 'moveUp', 'moveDown', 'reset',
] as const;
export type RenderingAction = (typeof RENDERING_ACTIONS)[number];

/** A rendering of one volume in a tile. */
export interface RenderingViewer {
  /** Begins anew with another volume; null takes the picture away and ends the workers. */
  open(source: RenderSource | null): void;
  setPreset(preset: RenderPreset): void;
  setAngles(primary: Deg, secondary: Deg): void;
  setCut(cut: Cut, isOn: boolean): void;
  /** The planes may lie elsewhere now. */
  planesMoved(): void;
  act(action: RenderingAction): void;
  state(): RenderingState;
  /** Where marks on the picture meet the viewer. */
  readonly seam: RenderingSeam;
  dispose(): void;
}

const FIRST_ANGLES = { primary: deg(30), secondary: deg(10) };
/** Radius of the ball that a drag turns: about a heart. */
const BALL_MM = 60;
const STEP_DEG = 5;
const FAR_DEG = 30;
const ZOOM_STEP = 1.15;
/** A press that moved no farther is a click. */
const CLICK_PIXELS = 4;
/** Share of the volume's longest edge that fits into the picture at first: a heart fills less than its field. */
const FITTED = 0.86;

/** The rendering in `tile`; `planeOf` gives the planes that may cut it, `onState` is told at most once a frame. */
export function createRenderingViewer(
  tile: HTMLElement, planeOf: (cut: Cut) => CutPlane | null, onState: (state: RenderingState) => void,
): RenderingViewer {
  let source: RenderSource | null = null;
  let crew: RenderCrew | null = null;
  let passes: RenderPasses | null = null;
  let view: RenderView = { ...FIRST_ANGLES, centre: pointLps(0, 0, 0), mmPerPixel: 0.4, size: [1, 1] };
  let isFitted = true;
  let preset: RenderPreset = 'vessel';
  let cuts: readonly Cut[] = [];
  let cutPlanes: readonly CutPlane[] = [];
  let quality: RenderingState['quality'] = 'none';
  let drawn: { readonly of: RenderSource; readonly look: Look } | null = null;
  let openedAt = 0;

  const seam = createRenderingSeam(tile, () => drawn?.look.view ?? null);
  const overlay = createOverlay(tile);
  const canvas = createRenderCanvas(tile, (size) => {
    view = { ...view, size };
    if (isFitted) showAll();
    changed();
  }, () => changed());

  const state = (): RenderingState => ({
    preset, primary: view.primary, secondary: view.secondary, cuts, quality, drawn: drawn?.of.opened ?? null,
  });
  const tellState = (): void => onState(state());

  function refresh(): void {
    tile.dataset['quality'] = quality;
    seam.drawn();
    if (drawn === null) {
      overlay.update(null);
      return;
    }
    const { look: { view: seen, preset: shown, cuts: cutBy } } = drawn;
    const { right, up } = beamAxes(seen.primary, seen.secondary);
    overlay.update({
      letter: null, title: 'Volume rendering',
      place: [RENDER_PRESETS.find(({ preset: one }) => one === shown)?.shows ?? '', ...(cutBy.length === 0 ? [] : ['cut open'])].join(', '),
      display: [`as seen from ${angleWords(seen.primary, seen.secondary) ?? ''}`],
      cautions: ['a picture: nothing is measured here'],
      letters: {
        right: orientationLetters(right), left: orientationLetters(scaled(right, -1)), top: orientationLetters(up),
        bottom: orientationLetters(scaled(up, -1)),
      },
      cube: cubeFaces({ u: right, v: scaled(up, -1) }), scale: null, lines: [], cross: null, probe: '',
    });
  }

  const update = (): void => {
    refresh();
    tellState();
  };
  const tell = (): void => inFrame(update);

  function showAll(): void {
    if (source === null) return;
    const { dims, spacing } = source.grid;
    const widest = Math.max(...dims.map((count, axis) => count * (spacing[axis] ?? 1)));
    view = { ...view, centre: middleOf(source.grid), mmPerPixel: Math.max(0.05, (FITTED * widest) / Math.max(1, Math.min(...view.size))) };
  }

  /** Asks for the picture as it should be now. */
  function changed(): void {
    if (passes !== null && view.size[0] > 1) passes.want({ view, preset, cuts: cutPlanes }, canvas.perPixel());
    tell();
  }

  function setView(next: RenderView, isFit = false): void {
    view = next;
    isFitted = isFit;
    changed();
  }

  const planesNow = (): readonly CutPlane[] => cuts.map(planeOf).filter((plane) => plane !== null);

  function planesMoved(): void {
    const next = planesNow();
    const isSame = next.length === cutPlanes.length && next.every((plane, n) => {
      const before = cutPlanes[n];
      return before !== undefined && [plane.origin, plane.u, plane.v].flat().every((value, at) => value === [before.origin, before.u, before.v].flat()[at]);
    });
    if (isSame) return;
    cutPlanes = next;
    changed();
  }

  function close(): void {
    passes?.dispose();
    crew?.dispose();
    [passes, crew, source, drawn, quality] = [null, null, null, null, 'none'];
    canvas.clear();
    tell();
  }

  function open(next: RenderSource | null): void {
    close();
    if (next === null || Math.min(...next.grid.dims) < 2) return;
    source = next;
    quality = 'preparing';
    openedAt = performance.now();
    const hired = createRenderCrew(startRenderWorker, crewSize(navigator.hardwareConcurrency), () => {
      passes?.dispose();
      hired.dispose();
      [passes, crew, quality] = [null, null, 'failed'];
      tell();
    });
    crew = hired;
    if (isFitted) showAll();
    void hired.prepare({ grid: next.grid, voxels: next.voxels }).then(() => {
      // Another volume, or none, by now.
      if (crew !== hired) return;
      passes = createRenderPasses(hired, Math.min(...next.grid.spacing) * 2, () => performance.now(), (piece) => {
        canvas.paint(piece);
        if (!piece.isLast && !piece.isFine) return;
        if (drawn === null) tile.dataset['firstMs'] = Math.round(performance.now() - openedAt).toString();
        drawn = { of: next, look: piece.look };
        quality = piece.isFine && piece.isLast ? 'fine' : 'coarse';
        tile.dataset['frameMs'] = Math.round(passes?.coarseMs() ?? 0).toString();
        tell();
      });
      cutPlanes = planesNow();
      changed();
    });
    tell();
  }

  const actions: Readonly<Record<RenderingAction, () => void>> = {
    turnLeft: () => turn(-STEP_DEG, 0), turnRight: () => turn(STEP_DEG, 0), turnUp: () => turn(0, STEP_DEG), turnDown: () => turn(0, -STEP_DEG),
    farLeft: () => turn(-FAR_DEG, 0), farRight: () => turn(FAR_DEG, 0), farUp: () => turn(0, FAR_DEG), farDown: () => turn(0, -FAR_DEG),
    larger: () => magnify(1.25), smaller: () => magnify(0.8), reset,
    moveLeft: () => move(-1, 0), moveRight: () => move(1, 0), moveUp: () => move(0, -1), moveDown: () => move(0, 1),
  };
  const turn = (primary: number, secondary: number): void => setView(turnedView(view, deg(primary), deg(secondary)), isFitted);
  const move = (x: number, y: number): void => setView(pannedRender(view, [x * MOVE_PIXELS, y * MOVE_PIXELS]));
  const magnify = (factor: number): void => setView(zoomedRender(view, factor, pointPixel((view.size[0] - 1) / 2, (view.size[1] - 1) / 2)));

  function reset(): void {
    view = { ...view, ...FIRST_ANGLES };
    isFitted = true;
    [cuts, cutPlanes, preset] = [[], [], 'vessel'];
    showAll();
    changed();
  }

  /** Where the button went down, while the pointer has not moved since: a click is no turn. */
  let pressed: PointCanvas | null = null;
  function pick(at: PointCanvas): void {
    const seen = drawn?.look;
    if (crew === null || seen === undefined || !seam.isWanted()) return;
    const of = drawn?.of;
    void crew.pick({ view: seen.view, preset: seen.preset, cuts: seen.cuts, pixel: pointPixel(at[0] - 0.5, at[1] - 0.5) }).then((point) => {
      if (drawn?.of === of) seam.picked(point, at);
    });
  }

  const stopPointer = connectPointer(tile, {
    tool: () => 'cross',
    begin: (at, chosen) => {
      tile.focus({ preventScroll: true });
      if (chosen === 'pan') return (_, by) => setView(pannedRender(view, by));
      pressed = chosen === 'cross' ? at : null;
      if (chosen === 'window') return (_, [, dy]) => setView(zoomedRender(view, Math.exp(-dy / 200), pointPixel(at[0], at[1])));
      return (to, by) => {
        if (pressed !== null && Math.hypot(to[0] - pressed[0], to[1] - pressed[1]) < CLICK_PIXELS) return;
        pressed = null;
        setView(draggedView(view, by, BALL_MM), isFitted);
      };
    },
    end: () => {
      if (pressed !== null) pick(pressed);
      pressed = null;
    },
    cancel: () => {
      pressed = null;
    },
    hover: () => undefined,
    scroll: (steps) => magnify(ZOOM_STEP ** -steps),
    zoom: (factor, at) => setView(zoomedRender(view, factor, pointPixel(at[0], at[1]))),
  });
  tell();

  return {
    open, planesMoved, state, seam: seam.seam,
    setPreset(next) {
      preset = next;
      changed();
    },
    setAngles: (primary, secondary) => setView({ ...view, primary, secondary }, isFitted),
    setCut(cut, isOn) {
      cuts = CUTS.filter((each) => (each === cut ? isOn : cuts.includes(each)));
      cutPlanes = planesNow();
      changed();
    },
    act: (action) => actions[action](),
    dispose() {
      close();
      stopPointer();
      canvas.dispose();
      overlay.dispose();
      seam.dispose();
      notInFrame(update);
    },
  };
}
