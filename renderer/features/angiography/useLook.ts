import { phaseAt } from '../../../core/angiography/beats.ts';
import type { EdgeStrength } from '../../../core/angiography/edges.ts';
import { useView } from '../../state/viewStore.ts';
import { FIRST_LOOK, MOST_SHIFT, type PictureLook } from '../../viewer/pictureLook.ts';
import type { Desk } from './useRunDesk.ts';

export const EDGES: readonly EdgeStrength[] = ['none', 'slight', 'strong'];
/** By how much a key moves the mask, pixels. */
export const MASK_STEP = 0.25;

/** What can be changed about how the pictures look, and how they look now. */
export interface Look {
  readonly look: PictureLook;
  readonly hasShutter: boolean;
  readonly invert: () => void;
  readonly setEdges: (edges: EdgeStrength) => void;
  readonly nextEdges: () => void;
  readonly shutter: () => void;
  /** All frames at once, or those of the phase on the screen. */
  readonly composite: () => void;
  readonly samePhase: () => void;
  /** One at a time again. */
  readonly frames: () => void;
  readonly hasPhase: boolean;
  readonly overlay: (isShown: boolean) => void;
  /** Subtracts the frame on the screen of the run that leads, or the one its file proposes; nothing where one is. */
  readonly mask: () => void;
  readonly moveMask: (right: number, down: number) => void;
}

/** Looks are those of all runs; a mask is of the run that leads. */
export function useLook({ runs, lead, cine, clock }: Desk): Look {
  const run = runs[lead];
  const look = run?.state?.look ?? FIRST_LOOK;
  const all = (change: Partial<PictureLook>): void => {
    for (const { viewer } of runs) viewer?.setLook(change);
  };
  /** As it is now, not as it was last drawn: of keys pressed in quick succession none is lost. */
  const now = (): PictureLook => run?.viewer?.state().look ?? FIRST_LOOK;
  const isColour = run?.opened.samplesPerPixel === 3;
  const phaseNow = (): number | null => (run === undefined ? null : phaseAt(run.beats, clock.getState().withinMs[lead] ?? 0));
  const hasPhase = runs.length > 0 && runs.every(({ beats }) => beats.length > 1);
  const together = (show: 'composite' | 'overlay', at: number | null): void => {
    cine?.pause();
    all({ show, mask: null, phase: at });
  };
  const refuse = (words: string): void => useView.getState().say(words);
  const setEdges = (edges: EdgeStrength): void => (isColour ? refuse('Edges are brought out in grey pictures only') : all({ edges }));
  return {
    look,
    hasShutter: runs.some(({ opened }) => opened.details.shutter !== null),
    invert: () => all({ isInverted: !now().isInverted }),
    setEdges,
    nextEdges: () => setEdges(EDGES[(EDGES.indexOf(now().edges) + 1) % EDGES.length] ?? 'none'),
    shutter: () => all({ isShuttered: !now().isShuttered }),
    hasPhase,
    frames: () => all({ show: 'frames', phase: null }),
    composite: () => {
      if (isColour) refuse('Frames can be laid together in grey pictures only');
      else if (now().show === 'composite' && now().phase === null) all({ show: 'frames', phase: null });
      else together(now().show === 'overlay' ? 'overlay' : 'composite', null);
    },
    samePhase: () => {
      const phase = phaseNow();
      if (isColour) refuse('Frames can be laid together in grey pictures only');
      else if (phase === null) refuse('This run has no heart beats to tell a phase by');
      else if (now().show === 'composite' && now().phase !== null) all({ show: 'frames', phase: null });
      else together(now().show === 'overlay' ? 'overlay' : 'composite', now().phase === null ? phase : null);
    },
    overlay: (isShown) => {
      // Of one phase where both runs have beats: otherwise the heart's motion smears what lies between the stumps.
      if (isShown) together('overlay', hasPhase ? phaseNow() : null);
      else all({ show: 'frames', phase: null });
    },
    mask: () => {
      if (run === undefined || run.viewer === null) return;
      const frame = run.viewer.frame();
      if (now().mask !== null) run.viewer.setLook({ mask: null });
      else if (isColour || run.opened.frames < 2) refuse('Nothing can be subtracted here: it needs a grey run of two frames or more');
      else if (frame !== null) run.viewer.setLook({ mask: { frames: [frame], shift: [0, 0] }, show: 'frames' });
    },
    moveMask: (right, down) => {
      const { mask } = now();
      if (mask === null) return;
      const [x, y] = mask.shift;
      const within = (value: number): number => Math.min(MOST_SHIFT, Math.max(-MOST_SHIFT, value));
      run?.viewer?.setLook({ mask: { ...mask, shift: [within(x + right), within(y + down)] } });
    },
  };
}
