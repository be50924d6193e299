import { withEdges, type EdgeStrength } from '../../core/angiography/edges.ts';
import { opacityComposite, overlaidComposites, type Composite } from '../../core/angiography/opacity.ts';
import { laidMask, subtractedFrame, type FrameSamples, type LaidMask } from '../../core/angiography/subtraction.ts';
import type { FrameStore } from './frameStore.ts';
import type { Samples } from './painting.ts';

/** What is made of the frames before they are windowed. */
export interface PictureMaking {
  readonly edges: EdgeStrength;
  /** The frame that is subtracted, or several by their mean, and by how much it is moved, pixels; null for none. */
  readonly mask: { readonly frames: readonly number[]; readonly shift: readonly [right: number, down: number] } | null;
  /** Single frames; all frames at once; all of this run and of its partner. */
  readonly show: 'frames' | 'composite' | 'overlay';
  /** The phase of the heart's cycle whose frames are laid together, 0 to 1; null for all frames. */
  readonly phase: number | null;
}
/** Frames as they are. */
export const AS_STORED: PictureMaking = { edges: 'none', mask: null, show: 'frames', phase: null };

/** The pictures of a run as they are wanted, from the frames of its store. */
export interface RunPictures {
  /** The picture for frame n; null while it, or what it needs, is not there. */
  picture(n: number): Samples | null;
  make(making: PictureMaking): void;
  /** A frame has arrived. */
  arrived(n: number): void;
  /** How many frames are in the composite, and how many will be. */
  gathered(): number;
  wanted(): number;
  /** The first frame that is not in it yet; null where it is whole. */
  missing(): number | null;
  /** Of this run, once every frame is in it; null before, and where no composite is wanted. */
  composite(): FrameSamples | null;
  /** Lays the composite of the partner over this one. */
  overlay(partner: FrameSamples | null): void;
}

/**
 * Pictures made of the frames in `store`.
 *
 * Frames that cannot be read are not waited for.
 *
 * @param inPhase - the frames of a phase; null where the run has no beats: then all are taken
 */
export function createRunPictures(
  store: FrameStore, shape: { readonly frames: number; readonly columns: number; readonly rows: number; readonly bytesPerSample: 1 | 2 },
  intensity: 'linear' | 'logarithmic' | null, isContrastBright: boolean,
  inPhase: (phase: number) => readonly number[] | null,
): RunPictures {
  const { frames, columns, rows } = shape;
  const range = shape.bytesPerSample === 1 ? 256 : 65_536;
  let making = AS_STORED;
  let mask: { readonly key: string; readonly laid: LaidMask } | null = null;
  let all: Composite | null = null;
  let seen = new Set<number>();
  const every = Array.from({ length: frames }, (_, n) => n);
  let members: readonly number[] = every;
  let partner: FrameSamples | null = null;
  let both: FrameSamples | null = null;

  const stored = (n: number): FrameSamples | null => {
    const samples = store.frame(n);
    return samples instanceof Int16Array ? null : samples;
  };

  function laid(): LaidMask | null {
    if (making.mask === null) return null;
    const { frames: of, shift } = making.mask;
    const key = `${of.join(' ')} by ${shift.join(' ')}`;
    if (mask?.key === key) return mask.laid;
    const there = of.map(stored);
    if (of.some((n, at) => there[at] === null && store.failure(n) === null)) return null;
    const samples = there.filter((frame) => frame !== null);
    if (samples.length === 0) return null;
    mask = { key, laid: laidMask(samples, columns, rows, intensity, shift, range) };
    return mask.laid;
  }

  function add(n: number): void {
    if (all === null || seen.has(n) || !members.includes(n) || !store.has(n)) return;
    seen.add(n);
    const samples = store.failure(n) === null ? store.peek(n) : null;
    if (samples !== null && !(samples instanceof Int16Array)) all.add(samples);
    both = null;
  }
  const isWhole = (): boolean => all !== null && seen.size === members.length;

  function base(n: number): Samples | null {
    // Signed ones, too: slices of a series that is only looked at.
    if (making.show === 'frames') return store.frame(n);
    const own = all?.samples() ?? null;
    if (making.show === 'composite' || own === null || partner === null || !isWhole()) return own;
    both ??= overlaidComposites(own, partner);
    return both;
  }

  return {
    picture(n) {
      const samples = base(n);
      if (samples === null) return null;
      if (making.mask === null || samples instanceof Int16Array) return withEdges(samples, columns, rows, making.edges);
      const under = laid();
      return under === null ? null : withEdges(subtractedFrame(samples, under), columns, rows, making.edges);
    },
    make(next) {
      making = next;
      if (next.show === 'frames') {
        all = null;
        both = null;
        return;
      }
      const laid = next.phase === null ? every : inPhase(next.phase) ?? every;
      if (all !== null && laid.length === members.length && laid.every((n, at) => n === members[at])) return;
      all = opacityComposite(isContrastBright);
      members = laid;
      seen = new Set();
      both = null;
      for (const n of members) add(n);
    },
    arrived: add,
    gathered: () => seen.size,
    wanted: () => members.length,
    missing: () => members.find((n) => !seen.has(n)) ?? null,
    composite: () => (isWhole() ? all?.samples() ?? null : null),
    overlay(samples) {
      if (samples === partner) return;
      partner = samples;
      both = null;
    },
  };
}
