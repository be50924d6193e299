import type { SealedFact, SealedPlan, SealedScore } from '../../../core/plan/sealedPlan.ts';
import type { PlannedStep } from '../../../core/plan/plan.ts';
import { examplePlan, step } from './examplePlan.ts';

type Said = readonly [technique: string, aim: string, rule: PlannedStep['because'][number], devices: readonly string[], track?: 'intraplaque' | 'extraplaque'];
const stepsOf = (letter: string, all: readonly Said[]) => all.map(([technique, aim, rule, devices, track], n) =>
  step(`${letter}${n}`, technique, {
    aim, because: [rule], track: track ?? null, devices: devices.map((name) => ({ item: null, name, sizeMm: null, count: 1 })),
  }));
const stop = (minutes: number | null, contrastMl: number | null, words: string) => ({ minutes, attempts: null, contrastMl, airKermaGy: null, words });

const score = (name: string, least: number, most: number, outcome: string | null, citation: string): SealedScore => ({
  id: 'j-cto', name, least, most, category: null, outcome, citation, evidence: 'A', isProvisional: true,
});
const fact = (path: SealedFact['path'], value: SealedFact['value'], range: SealedFact['range'] = null): SealedFact => ({
  path, value, range, state: 'proposed', source: 'CT', by: 'calcium/1',
});

/** A plan as it is suggested for a calcified occlusion and signed as it stands: the longest that is usual. */
export const suggestedPlan: SealedPlan = {
  ...examplePlan,
  content: {
    ...examplePlan.content,
    rungs: [
      {
        letter: 'A', title: 'Through the cap and the occlusion', note: '', stop: stop(30, 130, 'change the strategy, or come back another day'),
        steps: stepsOf('a', [
          ['Wire intraplaque', 'antegrade first; it keeps the tools against calcium usable', 'S080', ['microcatheter'], 'intraplaque'],
          ['Wire of high tip load on a dedicated microcatheter', 'along the whole occlusion, not at the cap alone', 'S082', ['Confianza Pro 12', 'microcatheter'], 'intraplaque'],
          ['Step up to a stiffer wire', 'high tip load penetrates calcium', 'S071', ['Confianza Pro 12']],
          ['More support', 'Amplatz guide, guide extension, anchoring, trapping of the wire', 'S072', ['guide extension', 'anchoring balloon']],
          ['Screw a metal tip into the cap', 'it cuts a track through the calcium', 'S073', ['Turnpike Gold']],
          ['Move the cap: BASE', 'extraplaque entry before the cap', 'S074', ['semicompliant balloon, 1:1', 'polymer-jacketed wire'], 'extraplaque'],
          ['Carlino', 'a small selective injection breaks up the cap', 'S077', ['microcatheter']],
          ['Knuckle along the occlusion', 'within the architecture of the vessel, around the calcium', 'S083', ['polymer-jacketed wire'], 'extraplaque'],
        ]),
      },
      {
        letter: 'B', title: 'A device will not cross', note: '', stop: stop(null, null, 'track not proven intraplaque by IVUS: no atherectomy'),
        steps: stepsOf('b', [
          ['Better guide', 'large lumen, or a shape such as Amplatz', 'S102', ['Amplatz guide']],
          ['Low-profile balloon', 'less than 1.5 mm, or another microcatheter', 'S103', ['balloon 1.20 mm']],
          ['Guide extension', 'support', 'S104', ['guide extension']],
          ['Anchor, or trap the wire', 'support', 'S105', ['anchoring balloon']],
          ['Screw a microcatheter through', 'active penetration', 'S106', ['Turnpike Gold']],
          ['Rupture a small balloon at the cap (BAM)', 'worked in about half of a small series', 'S107', ['balloon 1.25 mm']],
          ['Rotational atherectomy', 'with care, and intraplaque only', 'S108', ['burr 1.25 mm', 'wire for atherectomy']],
        ]),
      },
      {
        letter: 'C', title: 'The lesion will not expand', note: '', stop: stop(null, null, 'a waist remains in two views: no stent'),
        steps: stepsOf('c', [
          ['Non-compliant balloon 1:1', 'full expansion in two views, then IVUS', 'S121', ['NC balloon, 1:1', 'IVUS']],
          ['High pressure, undersized and shorter', 'non-compliant balloon, below 30 atm', 'S122', ['NC balloon, short']],
          ['OPN at 40 to 50 atm', 'only where IVUS has proven the track intraplaque', 'S123', ['OPN NC']],
          ['IVUS, then stent', 'after full expansion in two views', 'S134', ['IVUS']],
        ]),
      },
    ],
    keyImages: ['a', 'b', 'c'].map((id) => ({ id, sha256: id.repeat(64), series: null, caption: 'Axial picture', detail: 'z +32.0 mm, slice 232 of 320' })),
  },
  evidence: {
    ...examplePlan.evidence,
    openPoints: [
      'B7, C3 and C4 hang on what only the procedure will show', '103 sections not confirmed',
      'Whether calcium fills half of a section lies within the plausible range: look at the ranges, not at one number.',
      '19 measured facts not confirmed', '12 rules of the review wait for a fact',
    ],
    scores: [
      score('J-CTO', 2, 4, 'guidewire crossing within 30 min: 10 to 42 %, derivation: 329 native CTO lesions, 12 Japanese centres (Morino 2011)', 'Morino Y et al. JACC Cardiovasc Interv 2011;4(2):213-221. DOI 10.1016/j.jcin.2010.09.024'),
      score('J-CTO on CT', 3, 4, 'very difficult', 'Fujino A et al. JACC Cardiovasc Imaging 2018;11:209-217. DOI 10.1016/j.jcmg.2017.01.028'),
      score('PROGRESS-CTO', 0, 2, null, 'Christopoulos G et al. JACC Cardiovasc Interv 2016;9(1):1-9. DOI 10.1016/j.jcin.2015.09.022'),
      score('CL score', 3.5, 8, null, 'Alessandrino G et al. JACC Cardiovasc Interv 2015;8(12):1540-1548. DOI 10.1016/j.jcin.2015.07.009'),
      score('EuroCTO CASTLE', 3, 5, 'technical failure: 35 %, EuroCTO registry, operators with more than 50 CTO PCIs a year: 14,882 derivation, 5,745 validation (Szijgyarto 2019)', 'Szijgyarto Z et al. JACC Cardiovasc Interv 2019;12(4):335-342. DOI 10.1016/j.jcin.2018.11.020'),
      score('KCCT', 4, 7, 'as measured 5 to 7; guidewire crossing within 30 min: 30 %, 684 CTO lesions with CT before PCI, four Korean centres (Yu 2017); rates of 1 to 7 points from a secondary source', 'Yu CW et al. Circ Cardiovasc Imaging 2017;10(4):e005800. DOI 10.1161/CIRCIMAGING.116.005800'),
      score('CT-RECTOR', 2, 5, 'guidewire crossing within 30 min: 22 to 57 %, 240 CTO lesions, several centres (Opolski 2015), from a secondary source', 'Opolski MP et al. JACC Cardiovasc Interv 2015;8(2):257-267. DOI 10.1016/j.jcin.2014.07.031'),
      score('PROGRESS-CTO complications 2016', 5, 6, 'high; any periprocedural complication: 6.5 %, derivation, two thirds of 1,569 CTO PCIs (Danek 2016)', 'Danek BA et al. J Am Heart Assoc 2016. DOI 10.1161/JAHA.116.004272'),
      score('PROGRESS-CTO MACE', 2, 5, 'in-hospital MACE: 1.5 to 4.9 %, external validation: 4,569 CTO PCIs (Simsek, Int J Cardiol 2022)', 'Simsek B et al. JACC Cardiovasc Interv 2022;15(14):1413-1422'),
      score('PROGRESS-CTO death', 1, 4, null, 'Simsek B et al. JACC Cardiovasc Interv 2022;15(14):1413-1422'),
      score('PROGRESS-CTO pericardiocentesis', 1, 4, null, 'Simsek B et al. JACC Cardiovasc Interv 2022;15(14):1413-1422'),
      score('PROGRESS-CTO perforation', 2, 5, null, 'Kostantinis S et al. EuroIntervention 2023;18:1022-1030. DOI 10.4244/EIJ-D-22-00593'),
      score('ORA', 0, 3, null, 'Galassi AR et al. JACC Cardiovasc Interv 2016;9:911-922 (volume and pages unverified)'),
      score('W-CTO', 3.5, 5.5, 'antegrade wire crossing: 42.5 to 74.2 %, derivation: 285 lesions, one centre (W-CTO)', 'Weighted angiographic scoring model (W-CTO score). PMC9706745 (authors, journal and year unverified)'),
      score('RECHARGE', 3, 5, null, 'Maeremans J et al. Catheter Cardiovasc Interv 2018;91:192-202. DOI 10.1002/ccd.27092 (unverified)'),
      score('IVUS calcium', 0, 4, null, 'Zhang M et al. Circ Cardiovasc Interv 2021;14:e010296 (citation unverified)'),
      score('OCT calcium', 0, 4, 'stent expansion reached: a degree of expansion, not a probability: 78 to 96 %, validation: 133 patients, not a CTO cohort (Fujino 2018)', 'Fujino A et al. EuroIntervention 2018. DOI 10.4244/EIJ-D-17-00962'),
    ],
    facts: [
      { ...fact('vessel', 'RCA'), state: 'stated', source: 'stated', by: 'operator' }, { ...fact('ageYears', 71), state: 'stated', source: 'header of the images', by: 'DICOM header' },
      { ...fact('sex', 'M'), state: 'stated', source: 'header of the images', by: 'DICOM header' }, { ...fact('egfr', 45), state: 'stated', source: 'stated', by: 'Dr. Test, Tina' },
      fact('stump', 'blunt'), fact('proximalCapCalcified', true), { ...fact('sideBranchAtProximalCap', true), by: 'branches/1' }, { ...fact('distalCapAtBifurcation', false), by: 'branches/1' },
      fact('occlusionLengthMm.ct', 31.4, [29.9, 32.9]), fact('bendInOcclusionDeg.ct', 33, [25, 41]), { ...fact('proximalTortuosity', 'none'), by: 'tortuosity/1' },
      { ...fact('ctCalcium.maxArcDeg', 360, [340, 360]), state: 'confirmed', by: 'Dr. Test, Tina' },
      { ...fact('angioCalcium', 'severe'), state: 'stated', source: 'angiogram', by: 'Dr. Test, Tina' }, { ...fact('priorFailedAttempt', false), state: 'stated', source: 'stated', by: 'Dr. Test, Tina' },
      { ...fact('ctCalcium.maxCsaPercent', 100, [97, 100]), state: 'confirmed', by: 'Dr. Test, Tina' }, fact('ctCalcium.peripheralSevere', true), fact('ctCalcium.fullMoon', true), fact('ctCalcium.lengthPercent', 89, [84, 90]),
      fact('distalVessel.diameterMm', 2.9, [2.6, 3.2]), fact('distalVessel.diseased', true), fact('distalVessel.calciumArcDeg', 110, [90, 120]), fact('ctDone', true),
      fact('proximalReferenceMm', 3.6, [3.3, 3.9]), fact('distalReferenceMm', 3.1, [2.8, 3.4]),
    ],
  },
};
