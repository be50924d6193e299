import { isCorrected, type ReviewedSection, saidArcs } from '../calcium/review.ts';
import { PATTERN_RULE } from '../calcium/pattern.ts';
import { calciumSummary, piecesBetween } from '../calcium/summary.ts';
import { windowWords } from '../calcium/windows.ts';
import { courseBetween } from '../centreline/centreline.ts';
import { greatestBend } from '../geometry/bend.ts';
import type { Stretch } from '../geometry/stretch.ts';
import { mm, type Mm } from '../units.ts';
import type { FactPath } from './caseFacts.ts';
import type { FactDetail } from './factSheet.ts';
import type { LesionMeasures } from './lesionMeasures.ts';
import { confirmedAs, isFigureAlike, reviewStands, type SectionFigures } from './reviewStanding.ts';

/** Where the picture of a fact is: its station and an abscissa of the centreline. */
export interface Evidence {
  readonly station: 'vessel' | 'calcium';
  readonly at: Mm;
  /** From the proximal cap: "section 14.0", "path 18–23". */
  readonly words: string;
}

/** What an operator said of the section that a fact is read in. */
export interface SectionSaid {
  readonly by: string;
  readonly at: string;
  /** Drawn otherwise than found; else what was found is confirmed. */
  readonly isDrawn: boolean;
  /** The value that was confirmed where another is found since; null while it stands. */
  readonly before: number | null;
}

/** What the measures of a lesion know of a fact beside its value. */
export interface MeasureDetail extends FactDetail {
  readonly evidence: Evidence;
  readonly said: SectionSaid | null;
}

/** What the measures add to the facts: words, where their pictures are, and what was said of the section that they are read in. */
export function measureDetails(measures: LesionMeasures): ReadonlyMap<FactPath, MeasureDetail> {
  const { start, end, summary, landing, proximalReference, distalReference, tortuosity } = measures;
  const place = placeFrom(start);
  const ruler = (at: Mm = start): Evidence => ({ station: 'calcium', at, words: 'ruler' });
  const section = (at: Mm | null): Evidence => (at === null ? ruler() : { station: 'calcium', at, words: `section ${place(at)}` });
  const stretch = ([from, to]: Stretch, station: Evidence['station'] = 'calcium'): Evidence =>
    ({ station, at: from, words: `${station === 'vessel' ? 'path ' : ''}${place(from)}${from < start ? ' to ' : '–'}${place(to)}` });
  const plain = (evidence: Evidence, more: FactDetail & { readonly said?: SectionSaid | null } = {}): MeasureDetail => ({ said: null, ...more, evidence });
  const automatic = calciumSummary(measures.sections.map((one) => one.automatic), start, end, summary.metal);
  const widest = saidAt(measures.sections, summary.maxArcAt, 'arc');
  const fullest = saidAt(measures.sections, summary.maxCsaAt, 'share');
  const moon = fullMoon(measures);
  const bend = greatestBend(courseBetween(measures.findings.centreline, start, end));
  const zone = 'why' in landing ? null : landing;
  return new Map<FactPath, MeasureDetail>([
    ['occlusionLengthMm.ct', plain(ruler())],
    ['stump', plain(section(start))],
    ['proximalCapCalcified', plain(section(start))],
    ['sideBranchAtProximalCap', plain({ ...section(start), station: 'vessel' }, branchWords(measures, start))],
    ['distalCapAtBifurcation', plain({ ...section(end), station: 'vessel' }, branchWords(measures, end))],
    ['inStent', plain(ruler(summary.metal[0]?.[0]))],
    ['ctDone', plain(ruler())],
    ['bendInOcclusionDeg.ct', plain(bend.ok ? stretch([mm(start + bend.value.from), mm(start + bend.value.to)], 'vessel') : { ...ruler(), station: 'vessel' })],
    ['ctCalcium.maxCsaPercent', plain(section(summary.maxCsaAt), { said: fullest, ...automaticWords(fullest, `${Math.round(automatic.maxCsaPercent)} %`) })],
    ['ctCalcium.maxArcDeg', plain(section(summary.maxArcAt), { said: widest, ...automaticWords(widest, `${10 * Math.round(automatic.maxArcDeg / 10)}°`) })],
    ['ctCalcium.peripheralSevere', plain(section(summary.maxCsaAt))],
    ['ctCalcium.fullMoon', plain(moon.from === null ? section(summary.maxCsaAt) : stretch([moon.from, mm(moon.from + moon.length)]),
      { ...(moon.length > 0 ? { value: `${moon.length.toFixed(1)} mm` } : {}), range: millimetres([moon.least, moon.most]) })],
    ['ctCalcium.lengthPercent', plain(ruler(), { value: `${summary.calcifiedLength.toFixed(1)} mm, ${Math.round(summary.calcifiedPercent)} %` })],
    ['ctCalcium.freeWindowsMm', plain(ruler(measures.windows[0]?.stretch[0]), windowDetail(measures))],
    ['proximalTortuosity', plain({ station: 'vessel', at: tortuosity?.from ?? mm(0), words: 'path' },
      tortuosity === null ? {} : { beside: bendWords(tortuosity.over70) })],
    ['proximalReferenceMm', plain(proximalReference === null ? ruler() : stretch(proximalReference.stretch), { beside: 'lumen' })],
    ['distalReferenceMm', plain(distalReference === null ? ruler(end) : stretch(distalReference.stretch), { beside: 'lumen' })],
    ['distalVessel.diameterMm', plain(zone === null ? ruler(end) : stretch(zone.stretch),
      zone === null ? {} : { beside: `${(zone.stretch[1] - zone.stretch[0]).toFixed(0)} mm long` })],
    ['distalVessel.diseased', plain(zone === null ? ruler(end) : stretch(zone.stretch))],
    ['distalVessel.calciumArcDeg', plain(zone === null ? ruler(end) : stretch(zone.stretch))],
  ]);
}

/** A place from the proximal cap, as it is told: "14.0", "−4.1". */
export const placeFrom = (start: Mm) => (at: number): string => {
  const words = Math.abs(at - start).toFixed(1);
  return at < start && words !== '0.0' ? `−${words}` : words;
};

const millimetres = ([least, most]: readonly [number, number]): string => {
  const [from, to] = [least.toFixed(1), most.toFixed(1)];
  return from === to ? `${from} mm` : `${from}–${to} mm`;
};

const bendWords = (count: number): string => (count === 0 ? 'no bend above 70°' : `${count} ${count === 1 ? 'bend' : 'bends'} above 70°`);

/** What somebody said of a figure of the section at an abscissa. */
function saidAt(sections: readonly ReviewedSection[], at: Mm | null, figure: keyof SectionFigures): SectionSaid | null {
  const section = at === null ? undefined : sections.find(({ abscissa }) => abscissa === at);
  if (section === undefined || section.review === null) return null;
  const { review, automatic } = section;
  const said = { by: review.by, at: review.at, isDrawn: isCorrected(section), before: null };
  if (reviewStands(review, automatic)) return said;
  const before = confirmedAs(review)?.[figure] ?? null;
  if (before !== null && !isFigureAlike(figure, before, figure === 'arc' ? section.arc : section.csaPercent)) return { ...said, before };
  // The section has changed elsewhere: of this figure only what he drew himself is still his.
  return (figure === 'arc' ? saidArcs(review) : review.areas) === null ? null : said;
}

const automaticWords = (said: SectionSaid | null, words: string): FactDetail => (said?.isDrawn === true ? { automatic: words } : {});

/** Length of the full moon as it counts, as little and as much as is plausible; and where it begins. */
function fullMoon({ sections, start, end, summary }: LesionMeasures):
  { readonly length: Mm; readonly least: number; readonly most: number; readonly from: Mm | null } {
  const pieces = piecesBetween(sections, start, end);
  const length = (side: 0 | 1): number => pieces
    .filter(({ section: { arcRange, csaRange } }) => arcRange[side] >= PATTERN_RULE.fullMoonDeg && csaRange[side] >= PATTERN_RULE.fullMoonPercent)
    .reduce((sum, { from, to }) => sum + (to - from), 0);
  const first = pieces.find(({ section }) => section.pattern === 'full-moon');
  return {
    length: summary.fullMoonLength, least: Math.min(length(0), summary.fullMoonLength), most: Math.max(length(1), summary.fullMoonLength),
    from: first?.from ?? null,
  };
}

/** Lengths of the calcium-free windows, best and sure, and where they begin: in the order of the fact. */
function windowDetail({ windows, start }: LesionMeasures): FactDetail {
  const along = windows.toSorted((a, b) => a.stretch[0] - b.stretch[0]);
  if (along.length === 0) return {};
  const beside = `at ${along.map(({ stretch: [from] }) => placeFrom(start)(from)).join(', ')}`;
  // Where all are sure the fact's own words say it.
  const isSure = along.every(({ length, sureLength }) => length === sureLength);
  return isSure ? { beside } : { beside, value: along.map(windowWords).join(', ') };
}

/** Width and place of the nearest side branch, where it is no farther than matters to anybody. */
function branchWords(measures: LesionMeasures, cap: Mm): FactDetail {
  const nearest = (measures.branches ?? []).toSorted((a, b) => Math.abs(a.abscissa - cap) - Math.abs(b.abscissa - cap)).at(0);
  if (nearest === undefined || Math.abs(nearest.abscissa - cap) > NEAR_MM) return {};
  const width = nearest.diameter === null ? '' : `${nearest.diameter.toFixed(1)} mm `;
  return { beside: `${width}at ${placeFrom(measures.start)(nearest.abscissa)}` };
}

/** A branch farther from a cap is not spoken of, mm; own. */
const NEAR_MM = 10;
