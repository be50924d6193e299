import type { SeriesView } from '../../../core/contract/schemas.ts';
import { plural } from '../../ui/amountWords.ts';
import type { Tone } from '../../ui/Sign.tsx';

/** What an item of the picker is called. */
export function seriesTitle(series: SeriesView): string {
  if (series.kind === 'xa-run') return series.angles?.words ?? series.description ?? 'Angiogram, angles not stated';
  const name = series.description ?? `${series.modality} series${series.number === null ? '' : ` ${series.number}`}`;
  const phase = phaseWords(series);
  return phase === null || name.includes(phase) ? name : `${name}, ${phase}`;
}

/** The cardiac phase, where the header states one. */
export function phaseWords({ phasePercent, triggerTimeMs }: SeriesView): string | null {
  if (phasePercent !== null) return `${phasePercent} %`;
  return triggerTimeMs === null ? null : `${Math.round(triggerTimeMs)} ms`;
}

/** What distinguishes an item from its neighbours: kernel, slice distance and number; frames and rate. */
export function seriesDetail(series: SeriesView): string {
  if (series.kind === 'xa-run') {
    const rate = series.frameRate === null ? 'rate not stated' : `${tidy(series.frameRate)}/s`;
    const { angles, description } = series;
    // The angles stand in the title; many systems write them into the description too.
    const name = angles === null || description === null ? null
      : description.replace(angles.words, '').replace(/^[\s,;:]+|[\s,;:]+$/g, '');
    return [name === '' ? null : name, `${series.frames} ${series.frames === 1 ? 'frame' : 'frames'}`, ...(series.frames > 1 ? [rate] : [])]
      .filter((part) => part !== null).join(', ');
  }
  const slice = series.spacing === null ? null : `${tidy(series.spacing[2])} mm`;
  const stack = series.stacks > 1 ? `part ${series.stack} of ${series.stacks}` : null;
  return [series.kernel, slice, `${series.frames} slices`, stack].filter((part) => part !== null).join(', ');
}

/** At most two decimals, without empty ones. */
export const tidy = (value: number): string => `${Math.round(value * 100) / 100}`;

/** Short names of problems; the whole sentence stands beside the pictures. */
const SHORT: Readonly<Record<string, string>> = {
  'missing-slice': 'slices missing', 'duplicate-slice': 'two slices in one place', 'uneven-spacing': 'uneven slices',
  'mixed-orientation': 'mixed directions', 'mixed-size': 'mixed sizes', 'mixed-spacing': 'mixed pixel sizes',
  'gantry-tilt': 'tilted gantry', 'no-pixel-spacing': 'no pixel size', 'no-position': 'no positions',
  'too-few-slices': 'too few slices', 'unsupported-transfer-syntax': 'coding not readable',
  'truncated-pixels': 'files cut short', 'unreadable-slice': 'files not readable', 'mixed-frame-of-reference': 'mixed frames of reference',
  'mixed-patient': 'two patients', 'mixed-rescale': 'mixed rescale', 'no-rescale': 'stored values, not HU',
  'not-hu': 'not HU', 'unsupported-photometric': 'not grey', 'lossy': 'lossy', 'uid-clash': 'identifier clash',
  'mixed-pixel-format': 'mixed pixel formats', 'implausible-rescale': 'impossible rescale',
};

/** What is told of values that could not be kept as they are. */
export const clampedWords = (voxels: number): string =>
  `${plural(voxels, 'voxel')} of this series lay outside −32,768 to 32,767 and ${voxels === 1 ? 'was' : 'were'} set to the nearer end: `
  + 'densities there are not what was scanned.';

/** Whether an item may be measured, with its sign. */
export function seriesVerdict(series: SeriesView): { readonly tone: Tone; readonly words: string } {
  if (series.kind === 'xa-run') {
    const isBlocked = series.problems.some(({ weight }) => weight === 'blocks');
    if (isBlocked) return { tone: 'warning', words: firstProblem(series, 'look only') };
    // What its millimetres rest on (header, catheter, nothing) is shown where it is measured.
    return { tone: 'info', words: 'scale: see Angiogram' };
  }
  switch (series.measurable) {
    case 'yes': return { tone: 'ok', words: 'may be measured' };
    case 'after correction': return { tone: 'warning', words: firstProblem(series, 'after correction') };
    default: return { tone: 'warning', words: firstProblem(series, 'look only') };
  }
}

function firstProblem({ problems }: SeriesView, then: string): string {
  const code = problems.find(({ weight }) => weight !== 'note')?.code;
  const short = code === undefined ? undefined : SHORT[code];
  return short === undefined ? then : `${short}, ${then}`;
}
