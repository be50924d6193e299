import type { NoScale, RunScale } from '../../core/angiography/runScale.ts';
import type { OverlayContent } from './overlay.ts';
import type { Window } from './painting.ts';
import { maskFrameWords, type PictureLook } from './pictureLook.ts';
import type { PictureSet } from './pictureSet.ts';
import { windowWords } from './planeWords.ts';
import type { PictureMaking } from './runPicture.ts';
import { scaleBar, type View } from './viewTransform.ts';

/** What is on the screen. */
interface OnScreen {
  readonly frame: number;
  readonly view: View;
  /** Null for colours. */
  readonly window: Window | null;
  readonly look: PictureLook;
  /** Null where there is nothing to be calibrated. */
  readonly scale: RunScale | NoScale | null;
  /** Frames in the composite so far, and of how many. */
  readonly gathered: number;
  readonly wanted: number;
}

/** What is written over a single picture of `set`. */
export function runOverlay(set: PictureSet, hasShutter: boolean, on: OnScreen): OverlayContent {
  const { frame, view, window, look, scale } = on;
  const bar = scale?.mmPerPixel == null ? null : scaleBar(view.mmPerPixel * scale.mmPerPixel, view.size[0] * 0.28);
  return {
    letter: null, title: set.title, place: placeWords(set, on),
    display: [
      ...(window === null ? [] : [windowWords(Math.round(window.width), Math.round(window.level))]),
      `${(1 / view.mmPerPixel).toFixed(1)}× interpolated`, ...lookWords(set.isInverted, hasShutter, look),
    ],
    cautions: [...set.cautions, ...(scale !== null && scale.mmPerPixel === null ? ['pixels only: not calibrated'] : [])],
    letters: set.letters(frame), cube: [], lines: [], cross: null, probe: '',
    // Of slices without a sure place no millimetre is known.
    scale: bar === null || scale?.mmPerPixel == null ? null : { words: `${bar.mm} mm, ${scale.beside}`, pixels: bar.pixels },
  };
}

function placeWords(set: PictureSet, { frame, look: { show }, gathered, wanted }: OnScreen): string {
  if (show === 'frames') return set.place(frame);
  const words = show === 'overlay' ? 'donor and target' : 'maximum opacity';
  const which = wanted < set.shape.frames ? `frames of one phase, of ${set.shape.frames}` : 'frames';
  return `${words}, ${gathered} of ${wanted} ${which}`;
}

const lookWords = (isStoredInverted: boolean, hasShutter: boolean, look: PictureLook): readonly string[] => [
  ...(isStoredInverted !== look.isInverted ? [look.isInverted ? 'inverted' : 'stored inverted, shown upright'] : []),
  ...(look.mask === null ? [] : [maskWords(look.mask)]),
  ...(look.edges === 'none' ? [] : [`edges ${look.edges}`]),
  ...(hasShutter && look.isShuttered ? ['shutter'] : []),
];

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2).replace(/\.?0+$/, '')}`;
const maskWords = ({ frames, shift: [right, down] }: NonNullable<PictureMaking['mask']>): string =>
  `minus ${frames.length > 1 ? 'the mean of ' : ''}${maskFrameWords(frames)}${right === 0 && down === 0 ? '' : `, moved ${signed(right)} ${signed(down)} pixels`}`;
