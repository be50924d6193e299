import { describe, expect, it } from 'vitest';
import type { CaseId, JobId, PlanId } from '../../../core/contract/ids.ts';
import { ok, type Result } from '../../../core/result.ts';
import { createHostCache, keyOf } from '../../../renderer/state/hostCache.ts';

const caseId = 'cas_0000000000000001' as CaseId;
const other = 'cas_0000000000000002' as CaseId;
const jobId = 'job_0000000000000001' as JobId;
const plan = 'pln_0000000000000001' as PlanId;

/** A host that answers when it is told to, and counts what it was asked. */
function slowHost() {
  const waiting: ((result: Result<unknown, unknown>) => void)[] = [];
  const asked: string[] = [];
  const cache = createHostCache((method, input) => {
    asked.push(keyOf(method, input));
    return new Promise((answer) => {
      waiting.push(answer);
    });
  });
  return {
    cache,
    asked,
    answer: async (value: unknown) => {
      waiting.shift()?.(ok(value));
      await Promise.resolve();
      await Promise.resolve();
    },
    answerTo: (method: Parameters<typeof cache.ask>[0], input: unknown) =>
      cache.store.getState().get(keyOf(method, input)),
  };
}

describe('the cache of answers', () => {
  it('asks once while the answer is on its way, and not again while it is fresh', async () => {
    const { cache, asked, answer, answerTo } = slowHost();
    cache.ask('jobs.list', {});
    cache.ask('jobs.list', {});
    await answer('jobs');
    cache.ask('jobs.list', {});
    expect(asked).toEqual(['jobs.list {}']);
    expect(answerTo('jobs.list', {})).toEqual({ result: ok('jobs'), isStale: false });
  });

  it('keeps the old answer readable after a change, and asks again', async () => {
    const { cache, asked, answer, answerTo } = slowHost();
    cache.ask('settings.load', {});
    await answer('before');
    cache.drop({ what: 'settings' });
    expect(answerTo('settings.load', {})).toEqual({ result: ok('before'), isStale: true });
    cache.ask('settings.load', {});
    await answer('after');
    expect(asked).toHaveLength(2);
    expect(answerTo('settings.load', {})).toEqual({ result: ok('after'), isStale: false });
  });

  it('asks again for one answer alone where somebody wants to: a failure is no change', async () => {
    const { cache, answer, answerTo } = slowHost();
    cache.ask('settings.load', {});
    cache.ask('jobs.list', {});
    await answer('failed');
    await answer('jobs');
    cache.askAgain('settings.load', {});
    expect([answerTo('settings.load', {})?.isStale, answerTo('jobs.list', {})?.isStale]).toEqual([true, false]);
    cache.ask('settings.load', {});
    await answer('read');
    expect(answerTo('settings.load', {})).toEqual({ result: ok('read'), isStale: false });
  });

  it('takes an answer that was overtaken by a change for stale', async () => {
    const { cache, answer, answerTo } = slowHost();
    cache.ask('operators.list', {});
    cache.drop({ what: 'operators' });
    await answer('too early');
    expect(answerTo('operators.list', {})).toEqual({ result: ok('too early'), isStale: true });
  });

  it('drops what a change touches and nothing else', async () => {
    const questions = [
      ['cases.list', { text: '' }],
      ['cases.open', { id: caseId }],
      ['cases.open', { id: other }],
      ['cases.reports', { id: caseId }],
      ['jobs.list', {}],
      ['imports.report', { job: jobId }],
      ['operators.list', {}],
      ['templates.list', {}],
      ['settings.load', {}],
      ['archives.list', {}],
      ['sendings.list', { plan }],
      ['sendings.list', { plan: 'pln_0000000000000002' }],
      ['sendings.list', { plan: null }],
      ['shell.about', {}],
      ['plans.list', { caseId }],
      ['plans.list', { caseId: other }],
      ['plans.received', { caseId }],
      ['plans.version', { plan, version: 1 }],
      ['plans.search', { text: '' }],
      ['plans.image', { sha256: '0' }],
      ['room.log', { plan, version: 1 }],
      ['room.log', { plan: 'pln_0000000000000002', version: 1 }],
      ['outcomes.load', { plan, version: 1 }],
      ['outcomes.load', { plan: 'pln_0000000000000002', version: 1 }],
      ['outcomes.observed', {}],
    ] as const;
    const staleAfter = async (change: Parameters<ReturnType<typeof createHostCache>['drop']>[0]) => {
      const { cache, answer } = slowHost();
      for (const [method, input] of questions) {
        cache.ask(method, input);
        await answer(0);
      }
      cache.drop(change);
      return [...cache.store.getState()].filter(([, { isStale }]) => isStale).map(([key]) => key);
    };
    expect(await staleAfter({ what: 'cases' })).toEqual([
      'cases.list {"text":""}',
      `cases.reports {"id":"${caseId}"}`,
      `sendings.list {"plan":"${plan}"}`,
      'sendings.list {"plan":"pln_0000000000000002"}',
      'sendings.list {"plan":null}',
      `plans.list {"caseId":"${caseId}"}`,
      `plans.list {"caseId":"${other}"}`,
      `plans.received {"caseId":"${caseId}"}`,
      `plans.version {"plan":"${plan}","version":1}`,
      'plans.search {"text":""}',
      `outcomes.load {"plan":"${plan}","version":1}`,
      'outcomes.load {"plan":"pln_0000000000000002","version":1}',
      'outcomes.observed {}',
    ]);
    expect(await staleAfter({ what: 'outcome', plan, version: 1 })).toEqual(['plans.search {"text":""}', `outcomes.load {"plan":"${plan}","version":1}`, 'outcomes.observed {}']);
    expect(await staleAfter({ what: 'plans', id: caseId })).toEqual([
      `plans.list {"caseId":"${caseId}"}`,
      `plans.received {"caseId":"${caseId}"}`,
      `plans.version {"plan":"${plan}","version":1}`,
      'plans.search {"text":""}',
      'outcomes.observed {}',
    ]);
    expect(await staleAfter({ what: 'room', plan, version: 1 })).toEqual(['plans.search {"text":""}', `room.log {"plan":"${plan}","version":1}`, 'outcomes.observed {}']);
    expect(await staleAfter({ what: 'case', id: caseId })).toEqual([
      'cases.list {"text":""}',
      `cases.open {"id":"${caseId}"}`,
      `cases.reports {"id":"${caseId}"}`,
      `plans.received {"caseId":"${caseId}"}`,
    ]);
    expect(await staleAfter({ what: 'job', id: jobId, done: 1, of: 2 })).toEqual([
      'jobs.list {}',
      `imports.report {"job":"${jobId}"}`,
    ]);
    expect(await staleAfter({ what: 'operators' })).toEqual(['operators.list {}', 'templates.list {}']);
    expect(await staleAfter({ what: 'templates' })).toEqual(['templates.list {}']);
    expect(await staleAfter({ what: 'settings' })).toEqual(['settings.load {}']);
    expect(await staleAfter({ what: 'archives' })).toEqual([
      'archives.list {}', `sendings.list {"plan":"${plan}"}`, 'sendings.list {"plan":"pln_0000000000000002"}', 'sendings.list {"plan":null}',
    ]);
    expect(await staleAfter({ what: 'sendings', plan })).toEqual([`sendings.list {"plan":"${plan}"}`, 'sendings.list {"plan":null}']);
  });

  it('asks for everything of a case again that was removed, by what the host announces of it', async () => {
    const ofCase = (id: CaseId) => [
      ['cases.open', { id }], ['cases.reports', { id }], ['annotations.list', { caseId: id }], ['entries.list', { caseId: id }],
      ['runs.list', { caseId: id }], ['plans.list', { caseId: id }], ['plans.received', { caseId: id }],
    ] as const;
    const { cache, answer } = slowHost();
    for (const [method, input] of [...ofCase(caseId), ...ofCase(other)]) {
      cache.ask(method, input);
      await answer(0);
    }
    for (const what of ['case', 'annotations', 'entries', 'runs', 'plans'] as const) cache.drop({ what, id: caseId });
    const stale = [...cache.store.getState()].filter(([, { isStale }]) => isStale).map(([key]) => key);
    expect(stale).toEqual(ofCase(caseId).map(([method, input]) => keyOf(method, input)));
  });

  it('trusts nothing after the link was cut', async () => {
    const { cache, answer, answerTo } = slowHost();
    cache.ask('shell.about', {});
    await answer('about');
    cache.dropAll();
    expect(answerTo('shell.about', {})?.isStale).toBe(true);
  });
});
