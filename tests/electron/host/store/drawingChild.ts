// Draws on a case until it is killed: `node drawingChild.ts FOLDER CASE SERIES ROUND`. One line for each step that was kept.
import { annotationIdSchema, caseIdSchema, seriesIdSchema } from '../../../../core/contract/ids.ts';
import { pointLps, vectorLps } from '../../../../core/geometry/frame.ts';
import { openStore } from '../../../../electron/host/store/open.ts';
import { migrations } from '../../../migrations/stepped.ts';

const [folder = '', caseId = '', series = '', round = '0'] = process.argv.slice(2);
const opened = openStore({ folder, migrations, appVersion: '0.0.0-test', timeZone: 'UTC' });
if (!opened.ok) throw new Error(opened.failure.code);
process.stdout.write('ready\n');
for (let k = 0; k < 10_000; k += 1) {
  const number = 10_000 * Number(round) + k;
  const put = ['a', 'b'].map((letter) => ({
    id: annotationIdSchema.parse(`ann_${letter}${String(number).padStart(15, '0')}`), series: seriesIdSchema.parse(series),
    kind: 'distance' as const, text: `${number}`, revision: 0,
    place: { space: 'patient' as const, points: [pointLps(0, 0, 0), pointLps(1, 0, number)], normal: vectorLps(0, 0, 1), frameOfReferenceUid: null },
  }));
  const kept = opened.value.annotations.change(caseIdSchema.parse(caseId), { words: 'draw', put, remove: [] }, null);
  if (!kept.ok) throw new Error(kept.failure.code);
  process.stdout.write(`${number}\n`);
}
