import { bandsOf, bandStretch } from '../../../core/calcium/bands.ts';
import type { ReviewedSection } from '../../../core/calcium/review.ts';
import { calciumSummary } from '../../../core/calcium/summary.ts';
import { thresholdAlong } from '../../../core/calcium/threshold.ts';
import { type FreeWindow, shortWindowWords, windowWords } from '../../../core/calcium/windows.ts';
import type { VesselWork } from '../../../core/contract/entries.ts';
import { liesIn, type Stretch } from '../../../core/geometry/stretch.ts';
import type { DrawnSegment, Laid } from '../../../core/lesion/laidOver.ts';
import type { LesionMeasures } from '../../../core/lesion/lesionMeasures.ts';
import type { CapFound } from '../../../core/section/caps.ts';
import type { VesselFindings } from '../../../core/lesion/vesselFindings.ts';
import { type Mm, mm } from '../../../core/units.ts';
import type { RulerCap, RulerMoon, RulerPlace, RulerSection, RulerSegment, RulerState, RulerStretch, RulerValues } from '../../ui/ruler/rulerValues.ts';
import { placeWords } from '../../ui/ruler/rulerAxis.ts';
import { arcWords, lengthWords, rangeWords, shareWords } from '../../ui/ruler/rulerWords.ts';
import { joinedState, sectionState } from './sectionStates.ts';

/** What the ruler is made from. */
export interface RulerSources {
  readonly findings: Pick<VesselFindings, 'centreline' | 'proximalCap' | 'distalCap' | 'threshold'>;
  /** Null where the program proposes one. */
  readonly caps: VesselWork['caps'];
  readonly measures: LesionMeasures;
  readonly laid: Pick<Laid, 'segments' | 'ivus'>;
  /** Nothing is shown of a section before its reader has said something of it. */
  readonly isBlind: boolean;
}

/** The ruler of a measured vessel. */
export function rulerOf({ findings, caps, measures, laid, isBlind }: RulerSources): RulerValues {
  const { sections, start, end } = measures;
  const states = sections.map((section) => sectionState(section, isBlind));
  const thresholds = thresholdAlong(findings.threshold, sections.map(({ abscissa }) => abscissa), start, end);
  return {
    zero: start, length: findings.centreline.length,
    sections: sections.map(({ abscissa, arc, arcRange, csaPercent, csaRange, peak, pattern }, n): RulerSection => ({
      at: abscissa, arc, arcRange, share: csaPercent, shareRange: csaRange, peak, threshold: thresholds[n] ?? findings.threshold.openHu,
      isMoon: pattern === 'full-moon', isMetal: liesIn(measures.metal, abscissa), state: states[n] ?? 'automatic',
    })),
    caps: [
      capOf('Proximal', findings.proximalCap, start, null, caps.proximal === null),
      capOf('Distal', findings.distalCap, end, mm(end - start), caps.distal === null),
    ],
    moons: moonsOf(sections.map((section) => (liesIn(measures.metal, section.abscissa) ? { ...section, pattern: 'none' } : section)), states),
    windows: isBlind ? [] : measures.windows.map(windowOf),
    branches: (measures.branches ?? []).map(({ abscissa, diameter }): RulerPlace => ({
      at: abscissa, title: `Side branch ${diameter === null ? '' : `of ${lengthWords(diameter)} `}at ${placeWords(abscissa - start, 1)} mm`,
      words: diameter === null ? ['branch'] : [`branch ${lengthWords(diameter)}`, diameter.toFixed(1)],
    })),
    ivus: laid.ivus.map(({ abscissa, content: { arc } }): RulerPlace => ({
      at: abscissa, title: `IVUS at ${placeWords(abscissa - start, 1)} mm`, words: arc === null ? ['IVUS'] : [`IVUS ${arcWords(arc)}`, 'IVUS'],
    })),
    metal: measures.metal.map((stretch): RulerStretch => ({ stretch, words: ['stent'], below: ['not measured'], title: 'Stent: no calcium is told there' })),
    segments: [occlusionOf(measures, isBlind), ...laid.segments.map((segment) => segmentOf(measures, segment, isBlind))],
  };
}

function capOf(
  name: 'Proximal' | 'Distal', { isSeen, shape }: CapFound, at: Mm, length: Mm | null, isProposed: boolean,
): RulerCap {
  const words = [`${name} cap`, ...(length === null ? [] : [length.toFixed(1)])].join(' ');
  return {
    at, words: shape === null ? [words, name] : [`${words}, ${shape}`, words, name], isProposed,
    title: `${name} cap, ${isProposed ? 'proposed by the program' : 'set by you'}${isSeen ? '' : '; where contrast ends is not seen'}`,
  };
}

function moonsOf(sections: readonly ReviewedSection[], states: readonly RulerState[]): readonly RulerMoon[] {
  return bandsOf(sections).filter(({ kind }) => kind === 'full-moon').map((band): RulerMoon => {
    const stretch = bandStretch(sections, band);
    const own = sections.slice(band.first, band.last + 1);
    const state = joinedState(states.slice(band.first, band.last + 1));
    const length = lengthWords(stretch[1] - stretch[0]);
    const area = moonShareWords(own);
    return {
      stretch, state, words: [`Full moon ${length}`, `Moon ${length}`, 'Moon'],
      below: area === shareWords(100) ? [state] : [`area ${area}, ${state}`, state],
      title: `Full moon over ${length}, ${state}; area ${area}`,
    };
  });
}

/** What its sections are told to hold, then how far that may reach: "100 % (90–100)". The figure that was read comes first. */
function moonShareWords(own: readonly ReviewedSection[]): string {
  const shares = own.map(({ csaPercent }) => csaPercent);
  const [least, most] = [Math.min(...shares), Math.max(...shares)];
  const told = rangeWords([least, most]);
  const reach = rangeWords([Math.min(...own.map(({ csaRange }) => csaRange[0])), Math.max(...own.map(({ csaRange }) => csaRange[1]))]);
  return `${told === '' ? shareWords(most) : `${told} %`}${reach === '' || reach === told ? '' : ` (${reach})`}`;
}

const windowOf = (window: FreeWindow): RulerStretch => ({
  stretch: window.stretch, words: ['window', 'free'], below: [windowWords(window), ...shortWindowWords(window)],
  title: `Calcium-free window of ${windowWords(window)}, vessel ${lengthWords(window.diameter)}; `
    + `${lengthWords(window.fromProximalCap)} from the proximal cap, ${lengthWords(window.toDistalCap)} to the distal one`,
});

/** What a stretch comes to: its length and the calcium in it. */
export interface StretchFigures { readonly length: Mm; readonly calcified: Mm; readonly percent: number; readonly maxArc: number; readonly maxShare: number; readonly moon: Mm }

/** The figures of a stretch of the vessel, stents left out. */
export function stretchFigures({ sections, metal }: Pick<LesionMeasures, 'sections' | 'metal'>, [from, to]: Stretch): StretchFigures {
  const { calcifiedLength, calcifiedPercent, maxArcDeg, maxCsaPercent, fullMoonLength } = calciumSummary(sections, from, to, metal);
  return { length: mm(to - from), calcified: calcifiedLength, percent: calcifiedPercent, maxArc: maxArcDeg, maxShare: maxCsaPercent, moon: fullMoonLength };
}

const calciumWords = ({ calcified, percent }: StretchFigures): string => `calcium ${lengthWords(calcified)} (${shareWords(percent)})`;

function occlusionOf(measures: LesionMeasures, isBlind: boolean): RulerSegment {
  const stretch = [measures.start, measures.end] as const;
  const figures = stretchFigures(measures, stretch);
  const length = `Occlusion ${lengthWords(figures.length)}`;
  return { id: null, stretch, title: isBlind ? length : `${length}, ${calciumWords(figures)}`, words: isBlind ? [length] : [`${length}, ${calciumWords(figures)}`, length] };
}

function segmentOf(measures: LesionMeasures, { id, stretch, note, isStent }: DrawnSegment, isBlind: boolean): RulerSegment {
  if (isStent) {
    const words = `Stent ${lengthWords(stretch[1] - stretch[0])}`;
    return { id, stretch, title: `${words}, stated`, words: [words, 'Stent'] };
  }
  const figures = stretchFigures(measures, stretch);
  const length = lengthWords(figures.length);
  const all = isBlind ? length : `${length}, ${calciumWords(figures)}`;
  const noted = note === null ? [] : [`${note}: ${all}`, note];
  return { id, stretch, title: [note, all].filter((part) => part !== null).join(': '), words: [...noted, all, length, figures.length.toFixed(1)] };
}
