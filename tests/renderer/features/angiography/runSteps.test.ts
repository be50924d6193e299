import { beforeEach, expect, it, vi } from 'vitest';
import type { RunState } from '../../../../core/contract/runs.ts';
import { caseIdSchema, seriesIdSchema } from '../../../../core/contract/ids.ts';
import { pointPixel } from '../../../../core/geometry/plane.ts';
import { err, ok } from '../../../../core/result.ts';
import { createRunSteps, runStepsOf } from '../../../../renderer/features/angiography/runSteps.ts';
import { useUndo } from '../../../../renderer/state/undoStore.ts';
import { useView } from '../../../../renderer/state/viewStore.ts';

const [caseId, other] = ['cas_0123456789abcdef', 'cas_fedcba9876543210'].map((id) => caseIdSchema.parse(id)) as [ReturnType<typeof caseIdSchema.parse>, ReturnType<typeof caseIdSchema.parse>];
const series = seriesIdSchema.parse('ser_0123456789abcdef');
const measured = { by: 'sphere', knownMm: 10, measuredPixels: 50, spreadPixels: 0.2, french: null, shaft: null, frame: 3, from: pointPixel(1, 2), to: pointPixel(51, 2) } as const;

/** A host that keeps what is said of one run. */
function keeper() {
  let kept: RunState = { series, role: null, calibration: null };
  const refused = { now: false };
  const answer = (change: Partial<RunState>) => {
    if (refused.now) return Promise.resolve(err({ code: 'store/read-only' } as const));
    kept = { ...kept, ...change };
    return Promise.resolve(ok({}));
  };
  const host = {
    'runs.list': () => Promise.resolve(ok({ runs: [kept] })),
    'runs.name': ({ role }: { readonly role: RunState['role'] }) => answer({ role }),
    'runs.calibrate': ({ measured: to }: { readonly measured: typeof measured | null }) =>
      answer({ calibration: to === null ? null : { ...to, author: null, at: '2026-11-30T12:00:00.000Z' } as RunState['calibration'] }),
  } as unknown as Parameters<typeof createRunSteps>[0];
  return { host, refused, kept: () => kept };
}
const settled = (): Promise<void> => new Promise((done) => { setTimeout(done); });

beforeEach(() => useUndo.setState({ done: [], undone: [] }));

it('a role and a calibration are kept, taken back and done again', async () => {
  const { host, kept } = keeper();
  const steps = createRunSteps(host, caseId);
  expect(await steps.name({ series, note: kept() }, 'donor')).toBeNull();
  expect(await steps.calibrate({ series, note: kept() }, measured, 'calibration')).toBeNull();
  useUndo.getState().undo();
  await settled();
  expect(kept()).toMatchObject({ role: 'donor', calibration: null });
  useUndo.getState().undo();
  await settled();
  expect(kept().role).toBeNull();
  useUndo.getState().redo();
  useUndo.getState().redo();
  await settled();
  expect(kept()).toMatchObject({ role: 'donor', calibration: { knownMm: 10 } });
});

it('what another window said since is left as it is, and said', async () => {
  const { host, kept } = keeper();
  const say = vi.spyOn(useView.getState(), 'say').mockImplementation(() => {});
  await createRunSteps(host, caseId).name({ series, note: null }, 'donor');
  await host['runs.name']({ series, role: 'target' });
  useUndo.getState().undo();
  await settled();
  expect(kept().role).toBe('target');
  expect(say).toHaveBeenCalledWith(expect.stringContaining('Another window changed this meanwhile'));
  say.mockRestore();
});

it('an undo that the library refuses is said', async () => {
  const { host, kept, refused } = keeper();
  const say = vi.spyOn(useView.getState(), 'say').mockImplementation(() => {});
  await createRunSteps(host, caseId).name({ series, note: null }, 'donor');
  refused.now = true;
  useUndo.getState().undo();
  await settled();
  expect([kept().role, say.mock.calls.length]).toEqual(['donor', 1]);
  say.mockRestore();
});

it('with another case its steps go: nothing of the patient before is changed from there', async () => {
  const { host } = keeper();
  useView.setState({ caseId });
  await runStepsOf(host as Parameters<typeof runStepsOf>[0], caseId).name({ series, note: null }, 'donor');
  expect(useUndo.getState().done).toHaveLength(1);
  useView.setState({ caseId: other });
  expect(useUndo.getState().done).toHaveLength(0);
});
