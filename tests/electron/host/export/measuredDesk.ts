import type { SeriesId } from '../../../../core/contract/ids.ts';
import { entryIdSchema } from '../../../../core/contract/ids.ts';
import type { PlanView } from '../../../../core/contract/plans.ts';
import { pointLps, type PointLps } from '../../../../core/geometry/frame.ts';
import { pointPixel } from '../../../../core/geometry/plane.ts';
import { knownFacts } from '../../../../core/lesion/knownFacts.ts';
import { laidOver } from '../../../../core/lesion/laidOver.ts';
import { lesionMeasures } from '../../../../core/lesion/lesionMeasures.ts';
import { vesselWork } from '../../../../core/lesion/vesselWork.ts';
import { courseAt } from '../../../../core/phantom/course.ts';
import type { KeyImage } from '../../../../core/plan/plan.ts';
import { planEvidence } from '../../../../core/plan/planEvidence.ts';
import type { PlanEvidence } from '../../../../core/plan/sealedPlan.ts';
import { STANDARD_PARAMETERS } from '../../../../core/strategy/parameters.ts';
import { derivedUid } from '../../../../electron/host/dicom/derivedUid.ts';
import type { RunningHost } from '../../../../electron/host/runningHost.ts';
import { wholeAnswer } from '../../../core/lesion/wholeAnswer.ts';
import { arcVessel, scene } from '../../../core/centreline/scene.ts';
import { evenDeposit } from '../../../core/phantom/straightVessel.ts';
import { cleanRun } from '../../../phantoms/runs.ts';
import { cleanSeries, writeSeries } from '../../../phantoms/series.ts';
import { tempFolder } from '../../../tempFolder.ts';
import { imported, only, opened, value } from '../running.ts';
import { contentOf, RCA } from '../store/planFixture.ts';
import { greyPng } from './greyPng.ts';

export const vessel = arcVessel({ deposits: [evenDeposit(24.5, 29.5, 360, 2, 0)] });
const { grid: { dims: [nx, ny, nz] }, voxels } = scene(vessel);
export const SERIES = cleanSeries({
  columns: nx, rows: ny, slices: nz, spacing: [0.45, 0.45, 0.45], origin: pointLps(-36, -17, -18),
  field: (x, y, z) => voxels[Math.round((x + 36) / 0.45) + nx * (Math.round((y + 17) / 0.45) + ny * Math.round((z + 18) / 0.45))] ?? 0,
});
export const RUN = cleanRun({ study: { uid: derivedUid('study of the run') } });
const at = (abscissa: number): PointLps => courseAt(vessel.course, abscissa);
const entryId = (n: number) => entryIdSchema.parse(`ent_000000000000000${n}`);

export interface MeasuredDesk { readonly running: RunningHost; readonly data: string; readonly plan: PlanView; readonly series: readonly SeriesId[]; readonly evidence: PlanEvidence }

/** A folder with the images of the case. */
export function imageDisc(): string {
  const folder = tempFolder();
  writeSeries(folder, [...SERIES, RUN]);
  return folder;
}

/** A case whose vessel was measured and whose plan was signed, as the page does it. */
export async function measuredDesk(data: string, running: RunningHost): Promise<MeasuredDesk> {
  const { host } = running;
  const caseId = only((await imported(running, imageDisc())).job.cases);
  const { series } = await opened(running, caseId);
  const [ct, run] = ['ct-volume', 'xa-run'].map((kind) => series.find((one) => one.kind === kind)?.id);
  if (ct === undefined || run === undefined) throw new Error('a series is missing');
  value(await host['operators.choose']({ id: value(await host['operators.add']({ name: 'Tina Test' })).id }));
  const put = (n: number, content: object) => ({ id: entryId(n), vessel: RCA, revision: 0, content }) as never;
  value(await host['entries.change']({ caseId, words: 'trace', remove: [], put: [
    put(1, { kind: 'path', series: ct, frameOfReferenceUid: null, points: [at(2), at(54)], target: 'RCA', segment: null }),
    put(2, { kind: 'threshold', openHu: null, occlusionHu: 350 }),
  ] }));
  const { entries } = value(await host['entries.list']({ caseId }));
  const { blob } = value(await host['series.open']({ series: ct, as: 'acquired' }));
  const { findings } = wholeAnswer(
    value(await host['vessels.measure']({ blob, vessel: RCA, work: vesselWork(entries, RCA), upTo: 'all', has: null })),
  );
  if (findings === null) throw new Error('nothing was found');
  const measures = value(lesionMeasures(findings, laidOver(entries, RCA, findings)));
  const known = knownFacts({ measured: null, entries: [], vessel: RCA, header: {}, ivus: {} });
  const evidence = planEvidence({
    name: 'RCA', vessel: RCA, frameOfReferenceUid: null, measures, entries, known, scores: [], parameters: STANDARD_PARAMETERS,
  });
  const { sha256 } = value(await host['plans.keepImage']({ caseId, pngBase64: Buffer.from(greyPng(20, 10)).toString('base64') }));
  const window = { width: 900, level: 300 };
  const mark = { shape: 'point', points: [pointPixel(3, 4)], words: '' } as const;
  const keyImages: readonly KeyImage[] = [
    { id: 'a', sha256, series: ct, caption: 'axial', detail: '', frame: { of: 'volume', index: 17, area: [0, 0, nx - 1, ny - 1], window, isInverted: false, marks: [mark] } },
    { id: 'b', sha256, series: run, caption: 'run', detail: '', frame: { of: 'run', index: 3, area: [0, 0, 63, 47], window, isInverted: false, marks: [mark] } },
    { id: 'c', sha256, series: ct, caption: 'curved', detail: '' },
  ];
  const draft = value(await host['plans.edit']({ caseId, vessel: RCA, revision: 0, words: 'plan', content: contentOf('', { keyImages }) }));
  const plan = value(await host['plans.sign']({ plan: draft.id, revision: 1, evidence, series: [ct, run] }));
  // What is entered afterwards is of no version that is signed.
  value(await host['entries.change']({ caseId, words: 'threshold', remove: [], put: [
    { ...put(2, { kind: 'threshold', openHu: null, occlusionHu: 900 }) as object, revision: 1 } as never,
  ] }));
  return { running, data, plan, series: [ct, run], evidence };
}
