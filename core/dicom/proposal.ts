import type { SeriesItem } from './series.ts';

/** The item to open first, and why in a few words. */
export interface Proposal { readonly index: number; readonly why: string }

/**
 * Phases in which the coronaries stand still, best first, per cent of R to R, both ends inclusive.
 * @source measurements.md 4: mid-diastole 70-80 % (rate < 65/min), end-systole 35-45 % at higher rates.
 * Unverified
 */
const STILL_PHASES: readonly { readonly from: number; readonly to: number; readonly name: string }[] = [
  { from: 70, to: 80, name: 'mid-diastole' }, { from: 35, to: 45, name: 'end-systole' },
];
/**
 * Slices up to this thick show a coronary wall. @source measurements.md 3: slice <= 0.6 mm advised; with room
 * for 0.75
 */
const THIN_SLICE = 0.8;
/** From this many slices on a stack can hold a heart. Own choice: 8 cm at 1 mm. */
const HEART_SLICES = 80;

/**
 * Sharp kernels by their names: Siemens B46 and up (Bv, Br, Hv, Qr …), GE BONE, EDGE, LUNG, DETAIL, HD;
 * Philips
 * XC to E; Canon FC30 and FC50 on. From vendors' manuals, second hand; only used to choose what to open
 * first.
 */
export function isSharpKernel(kernel: string): boolean {
  const name = kernel.trim().toUpperCase();
  const siemens = /^(?:B|H|U|Q|BV|BR|HV|HR|QR|BL|BF|BI)(\d{2})/.exec(name)?.[1];
  if (siemens !== undefined) return Number(siemens) >= 46;
  const canon = /^FC(\d{2})/.exec(name)?.[1];
  if (canon !== undefined) return (Number(canon) >= 30 && Number(canon) < 40) || Number(canon) >= 50;
  return /BONE|EDGE|LUNG|DETAIL|HD|SHARP|^X?C[DE]$|^[DEL]$|^Y[C-E]$/.test(name);
}

interface Judged {
  readonly index: number;
  readonly score: readonly number[];
  readonly why: readonly string[];
}

function judged(item: SeriesItem, index: number): Judged {
  const { phasePercent: phase, kernel, spacing, geometry, contrastAgent } = item;
  const still = phase === null ? -1 : STILL_PHASES.findIndex(({ from, to }) => phase >= from && phase <= to);
  const step = spacing?.[2] ?? geometry.correctedRecipe?.grid.spacing[2] ?? null;
  const isThin = step !== null && step <= THIN_SLICE;
  const isSmooth = kernel !== null && !isSharpKernel(kernel);
  const isLarge = item.frames >= HEART_SLICES;
  const centre = still < 0 ? 0 : ((STILL_PHASES[still]?.from ?? 0) + (STILL_PHASES[still]?.to ?? 0)) / 2;
  return {
    index,
    // Earlier figures decide before later ones.
    score: [
      geometry.usable ? 2 : geometry.correctedRecipe === null ? 0 : 1,
      isLarge ? 1 : 0, contrastAgent === null ? 0 : 1, isThin ? 1 : 0, still < 0 ? 0
        : STILL_PHASES.length - still,
      still < 0 ? 0 : -Math.abs((phase ?? 0) - centre), isSmooth ? 1 : 0, item.frames,
    ],
    why: [
      ...(still < 0 ? [] : [`${STILL_PHASES[still]?.name} (${phase} %)`]),
      ...(isSmooth ? [`smooth kernel ${kernel}`] : []),
      ...(step === null ? [] : [`${isThin ? 'thin slices' : 'slices'} every ${Number(step.toFixed(2))} mm`]),
      ...(contrastAgent === null ? [] : ['contrast stated']),
    ],
  };
}

const better = (a: Judged, b: Judged): number => {
  const at = a.score.findIndex((figure, place) => figure !== b.score[place]);
  return at < 0 ? a.index - b.index : (b.score[at] ?? 0) - (a.score[at] ?? 0);
};

/**
 * The CT stack to open first: measurable, large enough for a heart, with contrast, thin, in a phase in which
 * the heart stands still, made with a smooth kernel. Where there is no CT, the first run. Null for neither.
 */
export function proposedSeries(items: readonly SeriesItem[]): Proposal | null {
  const [best] = items.map((item, index) => ({ item, index })).filter(({ item }) => item.kind === 'ct-volume')
    .map(({ item, index }) => judged(item, index)).toSorted(better);
  if (best !== undefined) {
    return { index: best.index, why: best.why.length === 0 ? 'the only CT series' : best.why.join(', ') };
  }
  const run = items.findIndex(({ kind }) => kind === 'xa-run');
  return run < 0 ? null : { index: run, why: 'the first run' };
}
