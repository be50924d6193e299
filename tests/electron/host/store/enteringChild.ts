// Enters vessels until it is killed: `node enteringChild.ts FOLDER CASE SERIES ROUND`. One line for each step that was kept.
import { caseIdSchema, entryIdSchema, seriesIdSchema, vesselIdSchema } from '../../../../core/contract/ids.ts';
import { pointLps } from '../../../../core/geometry/frame.ts';
import { deg } from '../../../../core/units.ts';
import { openStore } from '../../../../electron/host/store/open.ts';
import { migrations } from '../../../migrations/stepped.ts';

const [folder = '', caseId = '', series = '', round = '0'] = process.argv.slice(2);
const opened = openStore({ folder, migrations, appVersion: '0.0.0-test', timeZone: 'UTC' });
if (!opened.ok) throw new Error(opened.failure.code);
process.stdout.write('ready\n');
for (let k = 0; k < 10_000; k += 1) {
  const number = String(10_000 * Number(round) + k).padStart(15, '0');
  const vessel = vesselIdSchema.parse(`ves_0${number}`);
  const at = pointLps(0, 1, k);
  const put = [
    { id: entryIdSchema.parse(`ent_a${number}`), vessel, revision: 0, content: {
      kind: 'path' as const, series: seriesIdSchema.parse(series), frameOfReferenceUid: null, points: [at, at], target: null, segment: null } },
    { id: entryIdSchema.parse(`ent_b${number}`), vessel, revision: 0, content: {
      kind: 'review' as const, at, found: null, arcs: [{ from: at, sweep: deg(90) }], areas: [[at, at, at]], isFullMoon: false, reading: 1 as const } },
  ];
  const kept = opened.value.entries.change(caseIdSchema.parse(caseId), { words: 'enter', put, remove: [] }, null);
  if (!kept.ok) throw new Error(kept.failure.code);
  process.stdout.write(`${number}\n`);
}
