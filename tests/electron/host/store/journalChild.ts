// Draws on a case and enters vessels until it is killed: `node journalChild.ts FOLDER CASE SERIES ROUND`. One line for each step that was kept.
import { flushCompileCache } from 'node:module';
import { annotationIdSchema, caseIdSchema, entryIdSchema, seriesIdSchema, vesselIdSchema } from '../../../../core/contract/ids.ts';
import { pointLps, vectorLps } from '../../../../core/geometry/frame.ts';
import { deg } from '../../../../core/units.ts';
import { openStore } from '../../../../electron/host/store/open.ts';
import { migrations } from '../../../migrations/stepped.ts';
import { valueIn } from './imports.ts';

// Whoever is killed writes nothing at its end: what was compiled is left to the next one now.
flushCompileCache();
const [folder = '', caseId = '', seriesId = '', round = '0'] = process.argv.slice(2);
const store = valueIn(openStore({ folder, migrations, appVersion: '0.0.0-test', timeZone: 'UTC' }));
const [id, series] = [caseIdSchema.parse(caseId), seriesIdSchema.parse(seriesId)];
for (let k = 0; k < 10_000; k += 1) {
  const number = String(10_000 * Number(round) + k).padStart(15, '0');
  const at = pointLps(0, 1, k);
  // Two at a time, both or none.
  const lines = ['a', 'b'].map((letter) => ({
    id: annotationIdSchema.parse(`ann_${letter}${number}`), series, kind: 'distance' as const, text: number, revision: 0,
    place: { space: 'patient' as const, points: [pointLps(0, 0, 0), at], normal: vectorLps(0, 0, 1), frameOfReferenceUid: null },
  }));
  valueIn(store.annotations.change(id, { words: 'draw', put: lines, remove: [] }, null));
  process.stdout.write(`drawn ${number}\n`);
  const vessel = vesselIdSchema.parse(`ves_0${number}`);
  const entries = [
    { id: entryIdSchema.parse(`ent_a${number}`), vessel, revision: 0, content: {
      kind: 'path' as const, series, frameOfReferenceUid: null, points: [at, at], target: null, segment: null } },
    { id: entryIdSchema.parse(`ent_b${number}`), vessel, revision: 0, content: {
      kind: 'review' as const, at, found: null, arcs: [{ from: at, sweep: deg(90) }], areas: [[at, at, at]], isFullMoon: false, reading: 1 as const } },
  ];
  valueIn(store.entries.change(id, { words: 'enter', put: entries, remove: [] }, null));
  process.stdout.write(`entered ${number}\n`);
}
