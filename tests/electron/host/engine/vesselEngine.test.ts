import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import type { VesselWork } from '../../../../core/contract/entries.ts';
import { vesselIdSchema } from '../../../../core/contract/ids.ts';
import { between, norm, pointLps } from '../../../../core/geometry/frame.ts';
import { lesionMeasures } from '../../../../core/lesion/lesionMeasures.ts';
import { courseAt } from '../../../../core/phantom/course.ts';
import { occlusionTruth } from '../../../../core/phantom/truth.ts';
import { hu } from '../../../../core/units.ts';
import { createVesselEngine, type VesselEngine } from '../../../../electron/host/engine/vesselEngine.ts';
import type { VesselGround, VesselQuestion } from '../../../../electron/host/engine/vesselJob.ts';
import { arcVessel, scene } from '../../../core/centreline/scene.ts';
import { wholeAnswer } from '../../../core/lesion/wholeAnswer.ts';
import { evenDeposit } from '../../../core/phantom/straightVessel.ts';

const vessel = arcVessel({ deposits: [evenDeposit(24.5, 29.5, 360, 2, 0)],
  occlusion: { fromMm: 22, toMm: 34, proximalCap: { shape: 'blunt' }, distalCap: { shape: 'blunt' }, plaqueHu: 85 } });
const volume = scene(vessel);
const shared = new Int16Array(new SharedArrayBuffer(2 * volume.voxels.length));
shared.set(Array.from(volume.voxels));
const ground: VesselGround = { grid: volume.grid, voxels: shared, seriesUid: '1.2.3' };
const at = (abscissa: number) => courseAt(vessel.course, abscissa);
const WORK: VesselWork = {
  points: [at(2), at(54)], caps: { proximal: null, distal: null }, threshold: { openHu: null, occlusionHu: null }, contours: [],
};
const vesselOf = (n: number) => vesselIdSchema.parse(`ves_${String(n).padStart(16, '0')}`);
const question = (changed: Partial<VesselQuestion> = {}): VesselQuestion => ({ blob: 'b', vessel: vesselOf(0), work: WORK, upTo: 'all', has: null, ...changed });
const engine = createVesselEngine();
afterAll(() => engine.close());

const found = async (asked: VesselQuestion) => {
  const answer = await engine.measure(asked, ground);
  if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
  return wholeAnswer(answer.value);
};

describe('the engine in its thread', () => {
  it('traces a vessel, proposes its caps where contrast ends, and measures it to the truth', async () => {
    const { centreline, findings, refusal } = await found(question());
    expect([refusal, findings?.areCapsProposed, findings?.seriesUid]).toEqual([null, true, '1.2.3']);
    expect(norm(between(centreline.points[0]?.at ?? pointLps(0, 0, 0), at(2)))).toBeLessThan(1);
    const measures = findings === null ? null : lesionMeasures(findings);
    const truth = occlusionTruth(vessel);
    if (measures === null || !measures.ok || truth === null) throw new Error('not measured');
    expect(Math.abs(measures.value.end - measures.value.start - (truth?.lengthMm ?? 0))).toBeLessThan(1.5);
    expect(measures.value.summary.fullMoon).toBe(true);
  });

  it('answers in what survives JSON: the same before and after', async () => {
    const answer = await found(question());
    expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
  });

  it('gives for a change what it gives for the same from the start', async () => {
    await found(question());
    const changes: readonly Partial<VesselWork>[] = [
      { threshold: { openHu: null, occlusionHu: hu(420) } }, { caps: { proximal: at(21), distal: at(35) } },
      { points: [at(2), at(28), at(54)] }, {},
    ];
    for (const [n, change] of changes.entries()) {
      const work = { ...WORK, ...change };
      const [after, anew] = [await found(question({ work })), await found(question({ work, vessel: vesselOf(1 + n) }))];
      expect(after, JSON.stringify(change)).toEqual(anew);
    }
  });

  it('leaves caps where an operator puts them, and tells beside them what it would propose', async () => {
    const own = { proximal: at(19), distal: at(37) };
    const [free, set] = [await found(question()), await found(question({ work: { ...WORK, caps: own } }))];
    const where = (value: typeof free) => [value.findings?.proximalCap.abscissa ?? NaN, value.findings?.distalCap.abscissa ?? NaN];
    expect([free.findings?.areCapsProposed, set.findings?.areCapsProposed]).toEqual([true, false]);
    const [from = NaN, to = NaN] = where(set);
    const line = set.centreline.points;
    expect([[from, own.proximal], [to, own.distal]].map(([abscissa, point]) => {
      const nearest = line.reduce((best, one) => (Math.abs(one.abscissa - Number(abscissa)) < Math.abs(best.abscissa - Number(abscissa)) ? one : best));
      return norm(between(nearest.at, point as typeof own.proximal)) < 1;
    })).toEqual([true, true]);
    expect(free.findings?.proposedCaps).toEqual({ proximal: free.findings?.proximalCap, distal: free.findings?.distalCap });
    expect(set.findings?.proposedCaps).toEqual(free.findings?.proposedCaps);
  });

  it('tells the path alone where that is asked, and side branches only where everything is', async () => {
    expect(await found(question({ upTo: 'path', vessel: vesselOf(11) }))).toMatchObject({ findings: null, refusal: null });
    expect((await found(question({ upTo: 'draft', vessel: vesselOf(12) }))).findings?.surroundings).toBeNull();
    expect((await found(question({ vessel: vesselOf(13) }))).findings?.surroundings).not.toBeNull();
  });

  it('says which point stands in the way, and why', async () => {
    const outside = { ...WORK, points: [at(2), pointLps(9999, 0, 0), at(54)] };
    expect(await engine.measure(question({ work: outside }), ground)).toMatchObject({
      ok: false, failure: { code: 'vessel/not-traced', reason: 'centreline/point-outside', point: 1, message: expect.stringContaining('Point 2') },
    });
    expect(await engine.measure(question({ work: { ...WORK, points: [at(2)] } }), ground)).toMatchObject({
      ok: false, failure: { code: 'vessel/not-traced', reason: 'centreline/too-few-points', point: null },
    });
  });

  it('keeps the path where the caps cannot be, and asks for caps where contrast fills the whole of it', async () => {
    const turned = await found(question({ work: { ...WORK, caps: { proximal: at(34), distal: at(22) } } }));
    expect([turned.findings, turned.refusal?.code]).toEqual([null, 'measure/caps-in-wrong-order']);
    const open = await found(question({ work: { ...WORK, points: [at(2), at(18)] }, vessel: vesselOf(14) }));
    expect([open.findings, open.refusal?.code]).toEqual([null, 'caps/nothing-bridged']);
    expect(open.centreline.points.length).toBeGreaterThan(20);
  });
});

const fresh = (worker?: URL): VesselEngine => {
  const opened = worker === undefined ? createVesselEngine() : createVesselEngine(worker);
  onTestFinished(() => opened.close());
  return opened;
};
const asking = (opened: VesselEngine) => async (changed: Partial<VesselQuestion>): Promise<string> => {
  const answer = await opened.measure(question(changed), ground);
  return answer.ok ? 'answered' : answer.failure.code === 'vessel/not-traced' ? answer.failure.reason : answer.failure.code;
};
const whole = async (opened: VesselEngine, changed: Partial<VesselQuestion> = {}) => {
  const answer = await opened.measure(question(changed), ground);
  return answer.ok ? wholeAnswer(answer.value) : answer.failure;
};
const movedBy = (by: number): Partial<VesselQuestion> => ({ work: { ...WORK, points: [at(2), at(54 - by)] } });

describe('questions to the engine', () => {
  it('are given up for newer ones about the same vessel, waiting or at work, and the last is answered as if it were alone', async () => {
    const ask = asking(fresh());
    expect(await Promise.all([1, 2, 3, 4].map((by) => ask(movedBy(by))))).toEqual(['vessel/superseded', 'vessel/superseded', 'vessel/superseded', 'answered']);
    const opened = fresh();
    void opened.measure(question(movedBy(1)), ground);
    expect(await whole(opened, movedBy(4))).toEqual(await whole(fresh(), movedBy(4)));
  });
  it('about two vessels, or two volumes, are answered one after the other', async () => {
    const ask = asking(fresh());
    expect(await Promise.all([ask({ upTo: 'path' }), ask({ upTo: 'path', vessel: vesselOf(1) }), ask({ upTo: 'path', blob: 'c' })]))
      .toEqual(['answered', 'answered', 'answered']);
  });
  it('that are faulty leave what is known as it is', async () => {
    const opened = fresh();
    const first = await whole(opened);
    expect(await asking(opened)({ work: { ...WORK, points: [at(2)] } })).toBe('centreline/too-few-points');
    expect(await whole(opened)).toEqual(first);
  });
  it('end with their volume, waiting or at work; those about others go on', async () => {
    const opened = fresh();
    const ask = asking(opened);
    const answers = [ask({}), ask({ vessel: vesselOf(1) }), ask({ blob: 'c', upTo: 'path' })];
    opened.forget('b');
    expect(await Promise.all(answers)).toEqual(['vessel/closed', 'vessel/closed', 'answered']);
  });
  it('end with the engine, and none is taken afterwards', async () => {
    const opened = fresh();
    const lost = asking(opened)({});
    await opened.close();
    expect([await lost, await asking(opened)({})]).toEqual(['vessel/closed', 'vessel/closed']);
  });
  it('are answered at once when they are given up, whatever the thread is at', async () => {
    const ask = asking(fresh(new URL('./standInVesselWorker.ts', import.meta.url)));
    const hanging = ask({ blob: 'hangs' });
    void ask({ blob: 'hangs' });
    expect(await hanging).toBe('vessel/superseded');
  });
  it('that a thread dies of fail alone: another thread answers those that wait', async () => {
    const ask = asking(fresh(new URL('./standInVesselWorker.ts', import.meta.url)));
    const [dead, thrown, alive] = [ask({ blob: 'dies' }), ask({ blob: 'throws' }), ask({ blob: 'lives' })];
    await expect(dead).rejects.toThrow('the measuring thread stopped');
    await expect(thrown).rejects.toThrow('out of its mind');
    expect(await alive).toBe('lives');
  });
});
