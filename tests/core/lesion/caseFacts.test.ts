import { describe, expect, it } from 'vitest';
import {
  caseFactsOf,
  FACT_PATHS,
  factAt,
  factRow,
  NUMBER_PATHS,
  withFact,
  type CaseFacts,
} from '../../../core/lesion/caseFacts.ts';
import { measured, stated, unknown } from '../../../core/lesion/fact.ts';

/** The names of the contract of the command line, as it prints them. */
const CONTRACT = `
vessel branch ostial
ageYears sex priorCabg graftOnTarget priorMi atrialFibrillation lvefPercent egfr
renalFailure hypercalcaemia hyperphosphataemia parathyroidDisorder
priorFailedAttempt durationMonths inStent
stump proximalCapAmbiguous proximalCapCalcified sideBranchAtProximalCap
distalCapAtBifurcation multipleOcclusions
occlusionLengthMm.ct occlusionLengthMm.angio bendInOcclusionDeg.ct bendInOcclusionDeg.angio
proximalTortuosity
angioCalcium angioCalciumLengthPercent
ctCalcium.maxArcDeg ctCalcium.maxCsaPercent ctCalcium.peripheralSevere ctCalcium.fullMoon
ctCalcium.lengthPercent
ctCalcium.freeWindowsMm
distalVessel.diameterMm distalVessel.diseased distalVessel.calciumArcDeg
collaterals.interventional collaterals.rentrop collaterals.wernerCc collaterals.kind
ctDone coRegistration plannedStrategies
phase
capImpenetrable wireCrossed deviceUncrossable undilatable balloonFullExpansionTwoViews
dissection preparationDone
baseChosen ivlDeliverable octPlanned microcatheterStuck ivusWillNotPass intraplaqueSpent rotationalConsidered
proximalReferenceMm distalReferenceMm highVolumeCentre
track plannedTrack trackConfirmedByIvus
ivus.depth ivus.pattern ivus.arcDeg ivus.lengthMm ivus.ring ivus.nodule ivus.vesselMm ivus.mlaReduced
oct.arcDeg oct.thicknessMm oct.lengthMm
balloon.kind balloon.diameterMm balloon.pressureAtm atherectomy.kind atherectomy.burrMm
devices skills elapsedMin contrastMl airKermaGy`
  .trim()
  .split(/\s+/);

/** What the boards of the lesion station ask beside them. */
const BESIDE = ['proximalCapSeen.angio', 'proximalCapSeen.ct', 'proximalCapSettledBy', 'collaterals.donor'];

describe('the table of facts', () => {
  it('names exactly the facts of the contract, and those of the boards', () => {
    expect(FACT_PATHS.toSorted()).toEqual([...CONTRACT, ...BESIDE].toSorted());
  });
  it('says what each is in words of its own', () => {
    const labels = FACT_PATHS.map((path) => factRow(path).label);
    expect(new Set(labels).size).toBe(labels.length);
    expect(labels.every((label) => label.length > 2)).toBe(true);
  });
  it('gives every number bounds, and the unit of its name', () => {
    const endings = {
      Mm: 'mm',
      Deg: '°',
      Percent: '%',
      Years: 'years',
      Months: 'months',
      Min: 'min',
      Ml: 'mL',
      Gy: 'Gy',
      Atm: 'atm',
    };
    for (const path of NUMBER_PATHS) {
      const { kind } = factRow(path);
      if (kind.is !== 'number') throw new Error(path);
      expect(kind.least).toBeLessThan(kind.most);
      const name = path.replace(/\.(ct|angio)$/, '');
      const [, unit] = Object.entries(endings).find(([ending]) => name.endsWith(ending)) ?? [];
      if (unit !== undefined) expect([path, kind.unit]).toEqual([path, unit]);
    }
  });
});

describe('a fact of a case', () => {
  const facts: CaseFacts = {
    ageYears: 0,
    ostial: false,
    ctCalcium: { maxArcDeg: 0, fullMoon: null },
    oct: null,
  };
  it('is found at its path; zero and no are answers', () => {
    expect([
      factAt(facts, 'ageYears'),
      factAt(facts, 'ostial'),
      factAt(facts, 'ctCalcium.maxArcDeg'),
    ]).toEqual([0, false, 0]);
  });
  it('is null where it is absent, null, or its group is', () => {
    expect([
      factAt(facts, 'sex'),
      factAt(facts, 'ctCalcium.fullMoon'),
      factAt(facts, 'ctCalcium.maxCsaPercent'),
      factAt(facts, 'oct.arcDeg'),
      factAt(facts, 'ivus.arcDeg'),
    ]).toEqual([null, null, null, null, null]);
  });
  it('is changed in a copy, its neighbours kept', () => {
    expect(withFact(facts, 'ctCalcium.maxCsaPercent', 50)).toEqual({
      ...facts,
      ctCalcium: { maxArcDeg: 0, fullMoon: null, maxCsaPercent: 50 },
    });
    expect(withFact(facts, 'oct.arcDeg', 90).oct).toEqual({ arcDeg: 90 });
    expect(withFact({}, 'ivus.ring', true)).toEqual({ ivus: { ring: true } });
    expect(withFact(facts, 'ageYears', null).ageYears).toBe(null);
    expect(facts).toEqual({
      ageYears: 0,
      ostial: false,
      ctCalcium: { maxArcDeg: 0, fullMoon: null },
      oct: null,
    });
  });
});

describe('the facts of the workspace', () => {
  it('become plain facts: what is unknown is left out, what was measured or stated keeps its value', () => {
    expect(
      caseFactsOf({
        'ageYears': stated(71, 'operator'),
        'ctCalcium.maxArcDeg': measured(210, 'calcium/1'),
        'ctCalcium.fullMoon': unknown('not measured'),
        'durationMonths': stated('unknown', 'operator'),
      }),
    ).toEqual({ ageYears: 71, ctCalcium: { maxArcDeg: 210 }, durationMonths: 'unknown' });
  });
  it('carry the ranges and places of the engine with them', () => {
    const beside = { ranges: { 'ctCalcium.maxArcDeg': [200, 230] }, places: { 'ctCalcium.maxArcDeg': 14 } } as const;
    expect(caseFactsOf({ ageYears: stated(71, 'operator') }, beside)).toEqual({ ageYears: 71, ...beside });
  });
});
