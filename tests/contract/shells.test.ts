import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { clientOver, methods, type Carrier } from '../../core/contract/carry.ts';
import { contract, type Method } from '../../core/contract/contract.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { CHANNELS, ipcHandler } from '../../electron/desktop/ipc.ts';
import { httpCarrier } from '../../renderer/api/httpCarrier.ts';
import { ipcCarrier, type ShellBridge } from '../../renderer/api/ipcCarrier.ts';
import { started, type Started } from '../electron/loopback/running.ts';
import { fakeElectron, type FakeElectron } from '../electron/desktop/fakeElectron.ts';
import { accepted } from './fixtures/accept.ts';
import { refused } from './fixtures/refuse.ts';
import { scriptedHost, type Scripted } from './scriptedHost.ts';

const electron = vi.hoisted(() => ({ fake: undefined as FakeElectron | undefined }));
vi.mock(
  'electron',
  () =>
    new Proxy(
      {},
      {
        get: (_, name) => electron.fake?.[name as keyof FakeElectron],
        has: (_, name) => name !== 'then',
        getOwnPropertyDescriptor: () => ({ configurable: true, enumerable: true }),
      },
    ),
);

interface Shell {
  readonly carrier: Pick<Carrier, 'call'>;
  close(): Promise<void>;
}

/** The renderer's own carrier over a real socket. */
async function loopback(scripted: Scripted): Promise<Shell> {
  const server: Started = await started(scripted);
  const { origin, cookie } = server;
  const real = globalThis.fetch;
  vi.stubGlobal('fetch', (path: string, init: RequestInit) =>
    real(`${origin}${path}`, {
      ...init,
      headers: { ...(init.headers as Record<string, string>), origin, cookie },
    }),
  );
  return {
    carrier: httpCarrier(),
    close: async () => {
      vi.unstubAllGlobals();
      await server.close();
    },
  };
}

/** The renderer's own carrier over the real preload and the real handler; only Electron itself is played. */
async function desktop(scripted: Scripted): Promise<Shell> {
  electron.fake = fakeElectron();
  electron.fake.ipcMain.handle(CHANNELS.call, ipcHandler(scripted) as never);
  vi.resetModules();
  await import('../../electron/desktop/preload.ts');
  return {
    carrier: ipcCarrier(electron.fake.exposed.get('shell') as unknown as ShellBridge),
    close: async () => {},
  };
}

const overJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;

/** Every failure code that the schema of a method names. */
function codesOf(schema: unknown): readonly string[] {
  const { def } = schema as {
    def: {
      type: string;
      options?: unknown[];
      shape?: { code: { def: { values?: string[]; entries?: Record<string, string> } } };
    };
  };
  if (def.type === 'never') return [];
  if (def.type === 'union') return (def.options ?? []).flatMap(codesOf);
  const code = def.shape?.code.def;
  return code?.values ?? Object.values(code?.entries ?? {});
}

describe.each([
  ['loopback', loopback],
  ['Electron', desktop],
] as const)('the %s shell', (_name, open) => {
  const scripted = scriptedHost();
  let shell: Shell;
  beforeAll(async () => {
    shell = await open(scripted);
  });
  afterAll(() => shell.close());
  afterEach(() => {
    scripted.asked.length = 0;
  });
  const call = (method: Method, input: unknown): Promise<Result<unknown, unknown>> =>
    (
      clientOver(shell.carrier) as unknown as Record<
        Method,
        (input: unknown) => Promise<Result<unknown, unknown>>
      >
    )[method](input);

  describe.each(methods)('%s', (method) => {
    it.each(accepted[method].calls.map((one) => [one]))(
      'carries question and answer unchanged',
      async ({ input, output }) => {
        scripted.next(() => ok(output));
        expect(await call(method, input)).toEqual(ok(output));
        expect(scripted.asked).toEqual([{ method, input: contract[method].input.parse(input) }]);
      },
    );

    it('carries every failure that it names', async () => {
      const carried: unknown[] = [];
      for (const failure of accepted[method].failures) {
        scripted.next(() => err(failure));
        carried.push(await call(method, accepted[method].calls[0]?.input));
      }
      expect(carried).toEqual(accepted[method].failures.map((failure) => err(failure)));
    });

    it.each(refused[method].map((one) => [one]))(
      'refuses a bad question and names the field: %j',
      async ({ input, field }) => {
        const answer = await call(method, input);
        expect(answer).toMatchObject({ ok: false, failure: { code: 'carriage/bad-input' } });
        const { issues } = (answer as { failure: { issues: string[] } }).failure;
        expect(issues.some((issue) => issue.startsWith(`${field}:`))).toBe(true);
        expect(scripted.asked).toEqual([]);
      },
    );
  });

  it('turns a bug of the host into a calm failure with an incident number', async () => {
    scripted.next(() => {
      throw new Error('secret detail');
    });
    const answer = await call('jobs.list', {});
    expect(answer).toEqual(
      err({ code: 'carriage/host-fault', incident: `incident-${scripted.bugs.length}` }),
    );
    expect(JSON.stringify(answer)).not.toContain('secret detail');
  });
});

describe('the fixtures', () => {
  it('hold every method of the contract and no other', () => {
    expect(Object.keys(accepted).toSorted()).toEqual(methods.toSorted());
    expect(Object.keys(refused).toSorted()).toEqual(methods.toSorted());
    for (const method of methods) {
      expect(accepted[method].calls.length, `${method} has a question that passes`).toBeGreaterThan(0);
      expect(refused[method].length, `${method} has a question that is refused`).toBeGreaterThan(0);
    }
  });

  it.each(methods)('hold every failure that %s names, and only those', (method) => {
    const codes = accepted[method].failures.map(({ code }) => code);
    expect(codes.toSorted()).toEqual(codesOf(contract[method].failure).toSorted());
    for (const failure of accepted[method].failures)
      expect(contract[method].failure.parse(failure)).toEqual(failure);
  });

  it.each(methods)('hold answers of %s that survive JSON and structured clone alike', (method) => {
    for (const { output } of accepted[method].calls) {
      const parsed = contract[method].output.parse(output);
      expect(parsed).toEqual(output);
      expect(overJson(parsed)).toEqual(parsed);
      expect(structuredClone(parsed)).toEqual(parsed);
    }
  });

  it('hold no answer with a field that the contract does not know', () => {
    for (const method of methods) {
      for (const { output } of accepted[method].calls) {
        expect(contract[method].output.safeParse({ ...output, voxels: [1] }).success, method).toBe(false);
      }
    }
  });
});
