import { CAP_MM } from '../../core/calcium/capCalcium.ts';
import type { CalciumForm } from '../../core/calcium/form.ts';
import type { SectionMeasure } from '../../core/calcium/profile.ts';
import type { LandingZone } from '../../core/lesion/landingZone.ts';
import type { LesionBranch } from '../../core/lesion/lesionBranches.ts';
import type { LesionMeasures } from '../../core/lesion/lesionMeasures.ts';
import { CAP_BEFORE_OSTIUM, type MeasuredFacts, scorable } from '../../core/lesion/measuredFacts.ts';
import type { CapFound } from '../../core/section/caps.ts';
import { AT_CAP, branchesAtCap } from '../../core/tree/branchesAtCap.ts';

/** What was measured of one vessel. */
export interface Measured {
  readonly measures: LesionMeasures;
  readonly facts: MeasuredFacts;
}

/** Of what lies about a vessel. */
const NOT_LOOKED = 'What lies about the vessel was not looked for.';

/** A number as it is printed: to a thousandth. */
export const rounded = (value: number): number => Math.round(value * 1000) / 1000;
const round = (value: number | null): number | null => (value === null ? null : rounded(value));
const stretch = (values: readonly number[]): readonly number[] => values.map(rounded);

/** The answer of measure, by the contract of the command line; what stands there besides was added. */
export function measureAnswer({ measures, facts }: Measured) {
  const { findings: { centreline, proximalCap, distalCap, threshold, forms, surroundings }, start, end, summary, landing, remodelling, burden,
    tortuosity } = measures;
  const branches = measures.branches ?? [];
  const wide = branches.flatMap(({ diameter, ...branch }) => (diameter === null ? [] : [{ ...branch, diameter }]));
  return {
    centreline: centreline.points.map(({ at }) => at.map(rounded)),
    stepMm: rounded(centreline.step), lengthMm: rounded(centreline.length),
    occlusion: {
      startMm: rounded(start), endMm: rounded(end), lengthMm: rounded(end - start), bendDeg: rounded(measures.bend),
      proximalCap: capAnswer(proximalCap, measures.capCalcium.proximal), distalCap: capAnswer(distalCap, measures.capCalcium.distal),
    },
    threshold: {
      openHu: rounded(threshold.openHu), occlusionHu: rounded(threshold.occlusionHu), method: threshold.method,
      lumenMeanHu: round(threshold.lumenMeanHu), lumenSdHu: round(threshold.lumenSdHu),
    },
    sections: measures.sections.map((section, n) => sectionAnswer(section, forms[n])),
    summary: {
      maxArcDeg: summary.maxArcDeg, maxCsaPercent: rounded(summary.maxCsaPercent),
      peripheralSevere: summary.peripheralSevere, fullMoon: summary.fullMoon,
      fullMoonLengthMm: rounded(summary.fullMoonLength), calcifiedLengthMm: rounded(summary.calcifiedLength),
      calcifiedLengthPercent: rounded(summary.calcifiedPercent), calciumFreeWindows: summary.freeWindows.map(stretch),
      proximalReferenceMm: round(measures.proximalReference?.diameter ?? null),
      distalReferenceMm: round(measures.distalReference?.diameter ?? null),
      maxArcAtMm: round(summary.maxArcAt), maxCsaAtMm: round(summary.maxCsaAt), severeLengthMm: rounded(summary.severeLength),
      windows: measures.windows.map((window) => ({
        fromMm: rounded(window.stretch[0]), toMm: rounded(window.stretch[1]), lengthMm: rounded(window.length),
        sureLengthMm: rounded(window.sureLength),
        diameterMm: rounded(window.diameter), fromProximalCapMm: rounded(window.fromProximalCap), toDistalCapMm: rounded(window.toDistalCap),
      })),
      burden: { volumeMm3: rounded(burden.volume), volumeRangeMm3: stretch(burden.volumeRange), words: burden.words },
      metal: measures.metal.map(stretch),
      remodelling: remodelling === null ? null : {
        indexByDiameter: rounded(remodelling.byDiameter), indexByArea: rounded(remodelling.byArea), kind: remodelling.kind,
        lesionMm: rounded(remodelling.lesion), proximalMm: rounded(remodelling.proximal), distalMm: rounded(remodelling.distal),
      },
    },
    landingZone: 'why' in landing ? landing : landingAnswer(landing),
    tree: {
      branches: branches.map(branchAnswer),
      atProximalCap: branchesAtCap(wide, start).map(branchAnswer),
      atDistalCap: branchesAtCap(wide, end).map(branchAnswer),
      atCapRule: { widerThanMm: AT_CAP.wider, withinMm: AT_CAP.within },
      ostium: measures.ostium?.state === 'found' ? { abscissaMm: rounded(measures.ostium.abscissa) } : { why: measures.ostium?.why ?? NOT_LOOKED },
      segment: measures.segment,
      tortuosity: tortuosity === null ? { why: surroundings === null ? NOT_LOOKED : CAP_BEFORE_OSTIUM } : { grade: tortuosity.grade, over70: tortuosity.over70,
        over90: tortuosity.over90, over120: tortuosity.over120, fromMm: rounded(tortuosity.from), toMm: rounded(tortuosity.to) },
    },
    facts: { proposed: scorable(facts), origins: facts.origins, unknown: Object.fromEntries(Object.entries(facts.facts)
      .flatMap(([path, fact]) => (fact.state === 'unknown' ? [[path, fact.why]] : []))) },
    by: { centreline: centreline.by, calcium: measures.by, branches: surroundings?.branches.by ?? null, tortuosity: tortuosity?.by ?? null },
  };
}

const capAnswer = (cap: CapFound, calcium: LesionMeasures['capCalcium']['proximal']) => ({
  sMm: rounded(cap.abscissa), isSeen: cap.isSeen, shape: cap.shape, taperMm: round(cap.taper),
  calcium: calcium === null ? null : { overMm: CAP_MM, maxArcDeg: calcium.maxArc, maxCsaPercent: rounded(calcium.maxCsaPercent),
    isCalcified: calcium.isCalcified },
});

const sectionAnswer = (section: SectionMeasure, form: CalciumForm | undefined) => ({
  sMm: rounded(section.abscissa), arcDeg: section.arc, arcSpanDeg: section.arcSpan, csaPercent: rounded(section.csaPercent),
  vesselAreaMm2: rounded(section.vesselArea), lumenAreaMm2: round(section.lumenArea),
  thicknessMm: rounded(section.thickness), peakHu: Math.round(section.peak), pattern: section.pattern,
  arcRangeDeg: stretch(section.arcRange), csaRangePercent: stretch(section.csaRange),
  wallSeenPercent: rounded(100 * section.wallSeen), depth: form?.depth ?? null, arcs: form?.arcs ?? 0,
  eccentricity: round(form?.eccentricity ?? null),
});

const landingAnswer = (zone: LandingZone) => ({
  fromMm: rounded(zone.stretch[0]), toMm: rounded(zone.stretch[1]), diameterMm: rounded(zone.diameter),
  leastDiameterMm: rounded(zone.leastDiameter), maxArcDeg: zone.maxArc, maxArcRangeDeg: stretch(zone.maxArcRange),
  diseased: zone.isDiseased, because: zone.because, branches: zone.branches?.map(branchAnswer) ?? null,
  reentryZones: zone.reentry.map((one) => ({
    fromMm: rounded(one.stretch[0]), toMm: rounded(one.stretch[1]), fromDistalCapMm: rounded(one.fromDistalCap),
    lengthMm: rounded(one.length), diameterMm: rounded(one.diameter), maxArcDeg: one.maxArc,
  })),
});

const branchAnswer = ({ abscissa, angle, diameter, ostium }: LesionBranch) => ({
  sMm: rounded(abscissa), angleDeg: round(angle), diameterMm: round(diameter), ostium: ostium.map(rounded),
});
