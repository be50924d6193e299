import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { paintedVessel, vesselCase, type VesselCase } from '../phantoms/randomVessel.ts';
import { type CentrelineErrors, centrelineErrors } from './centreline.ts';
import { distributionSvg, summaryLine } from './distribution.ts';

/** What is measured, in what unit, and the goal that each vessel or their 95th percentile is held against. */
const QUANTITIES = [
  { key: 'openMean', title: 'Centreline, open vessel, mean distance', unit: 'mm', goal: 0.2 },
  { key: 'occludedMean', title: 'Centreline, occlusion, mean distance', unit: 'mm', goal: 0.35 },
  { key: 'occludedMost', title: 'Centreline, occlusion, greatest distance', unit: 'mm', goal: null },
  { key: 'overlap', title: 'Centreline, share within the radius', unit: '0 to 1', goal: 0.99 },
  { key: 'withinStated', title: 'Centreline, share within the stated uncertainty', unit: '0 to 1', goal: null },
  { key: 'bend', title: 'Bend of the occlusion, error', unit: 'degrees', goal: 8 },
] as const satisfies readonly { readonly key: keyof CentrelineErrors; readonly title: string; readonly unit: string; readonly goal: number | null }[];
const SURROUNDINGS = ['fat', 'mixed', 'myocardium'] as const;

const { values: chosen } = parseArgs({ options: {
  count: { type: 'string', default: '200' }, first: { type: 'string', default: '0' }, out: { type: 'string', default: 'test-results/accuracy' },
} });
const [count, first] = [Number(chosen.count), Number(chosen.first)];
if (!Number.isInteger(count) || !Number.isInteger(first) || count < 1 || first < 0) {
  process.stderr.write('accuracy: --count and --first are whole numbers, --count at least 1.\n');
  process.exit(2);
}

const rows: { readonly case: VesselCase; readonly errors: CentrelineErrors }[] = [];
const refused: { readonly case: VesselCase; readonly code: string }[] = [];
for (let seed = first; seed < first + count; seed += 1) {
  const painted = paintedVessel(vesselCase(seed));
  const errors = centrelineErrors(painted);
  if (typeof errors === 'string') refused.push({ case: painted.case, code: errors });
  else rows.push({ case: painted.case, errors });
  if ((seed - first + 1) % 20 === 0) process.stderr.write(`${seed - first + 1} of ${count}\n`);
}

mkdirSync(chosen.out, { recursive: true });
writeFileSync(join(chosen.out, 'accuracy.json'), `${JSON.stringify({ rows, refused }, null, 1)}\n`);
process.stdout.write(`${'quantity'.padEnd(34)}    n     mean       5%      50%      95%     most\n`);
for (const { key, title, unit, goal } of QUANTITIES) {
  const groups = SURROUNDINGS.map((name) => ({ name,
    values: rows.filter((row) => row.case.surroundings === name).map(({ errors }) => errors[key]) }));
  writeFileSync(join(chosen.out, `${key}.svg`), distributionSvg(title, unit, groups, goal));
  process.stdout.write(`${title}, ${unit}${goal === null ? '' : `; goal ${goal}`}\n`);
  for (const { name, values } of groups) if (values.length > 0) process.stdout.write(`${summaryLine(`  ${name}`, values)}\n`);
}
process.stdout.write(`${refused.length} of ${count} refused${refused.map((one) => `; ${one.case.seed} ${one.code}`).join('')}\n`
  + `Plots and every vessel: ${chosen.out}\n`);
