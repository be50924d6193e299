// npm run bench [-- NAME …]: every figure as a table, with its goal, and all of them as JSON in dist/bench.
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { manyCases } from './cases.ts';
import { centrelineCourses } from './centreline.ts';
import { cineCourses } from './cine.ts';
import { cine, decoders } from './decode.ts';
import { raced, table, type Course, type CourseResult } from './harness.ts';
import { ctFolder, warmed } from './inputs.ts';
import { measureCourses } from './measure.ts';
import { installPeers } from './peers.ts';
import { planesCourses } from './planes.ts';
import { planSearches } from './plans.ts';
import { renderingCourses } from './rendering.ts';
import { scanGrowth, scanInProcess, scanWholeProcess } from './scan.ts';
import { sectionCourses } from './sections.ts';
import { viewerCourses } from './viewer.ts';
import { assembly, threads } from './volume.ts';
import { worklistSearches } from './worklist.ts';
import { workspaceCourses } from './workspace.ts';

type Courses = () => Promise<Course | readonly Course[]>;
const ALL: Readonly<Record<string, readonly Courses[]>> = {
  scan: [scanInProcess, scanWholeProcess, scanGrowth],
  volume: [assembly, threads],
  decode: [decoders, cine],
  centreline: [centrelineCourses],
  sections: [sectionCourses],
  measure: [measureCourses],
  viewer: [viewerCourses],
  planes: [planesCourses],
  rendering: [renderingCourses],
  cases: [manyCases],
  cine: [cineCourses],
  plans: [planSearches],
  worklist: [worklistSearches],
  workspace: [workspaceCourses],
};

const named = process.argv.slice(2);
const unknown = named.find((name) => !Object.hasOwn(ALL, name));
if (unknown !== undefined) {
  process.stderr.write(`There is no benchmark ${unknown}. There are: ${Object.keys(ALL).join(', ')}.\n`);
  process.exit(2);
}

const say = (text: string): void => { process.stdout.write(`${text}\n`); };
const machine = `${cpus().length} x ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
say(`${machine}\nMedian [least .. greatest], then the ratio to ours, round by round. A goal is missed where both the median and the least figures miss it.\n`);
const names = named.length > 0 ? named : Object.keys(ALL);
// These need neither a CT nor anybody else's program.
const ALONE = new Set(['cases', 'cine', 'plans', 'worklist', 'workspace']);
if (names.some((name) => !ALONE.has(name))) {
  if (!installPeers()) say('The npm peers could not be installed: they are not measured.\n');
  warmed(await ctFolder());
}

const results: CourseResult[] = [];
for (const name of names) {
  for (const courses of ALL[name] ?? []) {
    for (const course of [await courses()].flat()) {
      const result = await raced(course);
      results.push(result);
      say(`${table(result)}\n`);
    }
  }
}
const verdicts = results.flatMap((result) => result.verdicts);
const of = (reached: boolean | 'not measured'): number => verdicts.filter((one) => one.reached === reached).length;
say(`Goals: ${of(true)} reached, ${of(false)} missed, ${of('not measured')} not measured.`);
const folder = join(import.meta.dirname, '..', '..', 'dist', 'bench');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'results.json'), JSON.stringify({ machine, results }, null, 2));
