import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { hasSharedData } from '../electron/host/dicom/sharedData.ts';
import { distributionSvg, trendSvg } from './distribution.ts';
import type { Job, MeasuredVessel } from './job.ts';
import { CURVES } from './quantities.ts';
import { curveTable, reportOf, reportTable } from './report.ts';

/** Seeds from here on were never looked at while the methods were worked on. */
const FRESH_FROM = 10_000;

const { values: chosen } = parseArgs({ options: {
  count: { type: 'string', default: '200' }, first: { type: 'string', default: String(FRESH_FROM) },
  thorax: { type: 'string', default: '40' }, threads: { type: 'string', default: '2' },
  out: { type: 'string', default: 'test-results/accuracy' },
} });
const [count, first, thorax, threads] = [chosen.count, chosen.first, chosen.thorax, chosen.threads].map(Number) as
  [number, number, number, number];
if (![count, first, thorax, threads].every((value) => Number.isInteger(value) && value >= 0) || count < 1 || threads < 1) {
  process.stderr.write('accuracy: --count, --first, --thorax and --threads are whole numbers, --count and --threads at least 1.\n');
  process.exit(2);
}

/** All vessels of a place, shared among the threads. */
async function measured(place: Job['place'], of: number): Promise<readonly MeasuredVessel[]> {
  const found: MeasuredVessel[] = [];
  await Promise.all(Array.from({ length: Math.min(threads, of) }, (_, n) => new Promise<void>((done, failed) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url));
    worker.on('error', failed);
    worker.on('message', (answer: MeasuredVessel | 'done') => {
      if (answer === 'done') {
        void worker.terminate().then(() => done());
        return;
      }
      found.push(answer);
      if (found.length % 20 === 0) process.stderr.write(`${place}: ${found.length} of ${of}\n`);
    });
    worker.postMessage({ place, first: first + n, count: of - n, every: threads } satisfies Job);
  })));
  return found.toSorted((a, b) => a.case.seed - b.case.seed);
}

if (!hasSharedData && thorax > 0) process.stdout.write('No real series at ../shared/data: vessels in a real thorax are left out.\n');
const vessels = [...await measured('calculated', count), ...(hasSharedData ? await measured('thorax', thorax) : [])];

mkdirSync(chosen.out, { recursive: true });
writeFileSync(join(chosen.out, 'accuracy.json'), `${JSON.stringify(vessels, (_, value: unknown) =>
  (typeof value === 'number' ? Math.round(value * 1000) / 1000 : value))}\n`);
const calculated = vessels.filter(({ place }) => place === 'calculated');
for (const { key, title, unit, goal, of } of CURVES) {
  const groups = (['fat', 'mixed', 'myocardium'] as const).map((name) => ({
    name, values: calculated.filter((one) => one.case.surroundings === name).flatMap(({ errors }) => (errors === null ? [] : of(errors))) }));
  writeFileSync(join(chosen.out, `${key}.svg`), distributionSvg(title, unit, groups, goal));
  for (const [by, words, figure] of [['noiseSd', 'noise, HU', 'noise'], ['radius', 'radius of the lumen, mm', 'radius'], ['fwhm', 'point spread, mm', 'blur']] as const) {
    const trends = groups.map(({ name }) => ({ name, points: calculated.filter((one) => one.case.surroundings === name)
      .flatMap(({ errors, case: own }) => (errors === null ? [] : of(errors).map((error) => [own[by], error] as const))) }));
    writeFileSync(join(chosen.out, `${key}-by-${figure}.svg`), trendSvg(`${title}, error`, unit, words, trends, goal));
  }
}
const report = reportOf(vessels);
writeFileSync(join(chosen.out, 'report.txt'), report);
writeFileSync(join(chosen.out, 'report.md'), `${reportTable(vessels)}\n${curveTable(vessels)}`);
process.stdout.write(`${report}Curves and every vessel: ${chosen.out}\n`);
