import { expect, it } from 'vitest';
import { calciumTable } from '../../../core/scores/calciumTable.ts';
import { scoreCard } from '../../../core/scores/scoreCard.ts';

it('shows one lesion as each score sees it: 180°, 50 %, moderate on angiography', () => {
  const { scores } = scoreCard({
    ctCalcium: { maxArcDeg: 180, maxCsaPercent: 50 },
    angioCalcium: 'moderate',
    oct: { arcDeg: 180 },
  });
  const both = { 'ctCalcium.maxCsaPercent': 50, 'ctCalcium.maxArcDeg': 180 };
  expect(
    calciumTable(scores).map(({ score, item, modality, value, points: { min, max }, most, flag }) => [
      score,
      item,
      modality,
      value,
      min,
      max,
      most,
      flag,
    ]),
  ).toEqual([
    ['j-cto', 'calcification', 'angiography', 'moderate', 1, 1, 1, null],
    ['j-cto-ct', 'calcification', 'CT', 50, 0, 0, 1, 'boundary'],
    ['progress-cto', null, null, null, 0, 0, 0, null],
    ['cl', 'calcification', 'angiography', 'moderate', 0, 0, 2, null],
    ['castle', 'extent', 'angiography', 'moderate', 0, 1, 1, 'unknown'],
    ['kcct', 'peripheral', 'CT', both, 1, 1, 1, 'boundary'],
    ['kcct', 'full-moon', 'CT', both, 0, 0, 1, null],
    ['ct-rector', 'calcification', 'CT', 50, 1, 1, 1, 'boundary'],
    ['progress-complications-2016', null, null, null, 0, 0, 0, null],
    ['progress-mace', 'calcification', 'angiography', 'moderate', 1, 1, 1, null],
    ['progress-death', 'calcification', 'angiography', 'moderate', 1, 1, 1, null],
    ['progress-pericardiocentesis', 'calcification', 'angiography', 'moderate', 1, 1, 1, null],
    ['progress-perforation', 'calcification', 'angiography', 'moderate', 1, 1, 1, null],
    ['ora', null, null, null, 0, 0, 0, null],
    ['w-cto', 'calcification', 'angiography', 'moderate', 1, 1, 1, null],
    ['recharge', 'calcification', 'angiography', 'moderate', 1, 1, 1, null],
    ['ivus-calcium', 'arc', 'IVUS', null, 0, 1, 1, 'unknown'],
    ['ivus-calcium', 'ring', 'IVUS', null, 0, 1, 1, 'unknown'],
    ['ivus-calcium', 'nodule', 'IVUS', null, 0, 1, 1, 'unknown'],
    ['oct-calcium', 'arc', 'OCT', 180, 0, 0, 2, 'boundary'],
    ['oct-calcium', 'thickness', 'OCT', null, 0, 1, 1, 'unknown'],
    ['oct-calcium', 'length', 'OCT', null, 0, 1, 1, 'unknown'],
  ]);
});
