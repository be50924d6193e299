import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Change } from '../../../core/contract/contract.ts';
import { planIdSchema, type CaseId } from '../../../core/contract/ids.ts';
import { CHANNELS, dropHandler, ipcHandler, type Invocation, type SenderFrame } from '../../../electron/desktop/ipc.ts';
import { MOST_WINDOWS, WEB_PREFERENCES } from '../../../electron/desktop/securityPolicy.ts';
import type { HostOptions } from '../../../electron/host/runningHost.ts';
import { err, ok } from '../../../core/result.ts';
import { BOX_REF, scriptedHost, VOLUME_REF, type Scripted } from '../../contract/scriptedHost.ts';
import { smallPage, smallPageFolder } from '../loopback/running.ts';
import { fakeElectron, FakeContents, FakeWindow, type FakeElectron, type FakeSession } from './fakeElectron.ts';

const stage = vi.hoisted(() => ({
  fake: undefined as FakeElectron | undefined,
  host: undefined as Scripted | undefined,
  options: undefined as HostOptions | undefined,
}));
vi.mock(
  'electron',
  () =>
    new Proxy(
      {},
      {
        get: (_, name) => stage.fake?.[name as keyof FakeElectron],
        has: (_, name) => name !== 'then',
        getOwnPropertyDescriptor: () => ({ configurable: true, enumerable: true }),
      },
    ),
);
vi.mock('../../../electron/host/createHost.ts', () => ({
  createHost: async (options: HostOptions) => {
    stage.options = options;
    return stage.host === undefined ? err({ code: 'store/damaged' }) : ok(stage.host);
  },
}));
vi.mock('../../../electron/host/serve/rendererFolder.ts', () => ({
  rendererFolder: () => smallPageFolder(),
}));

const from = (senderFrame: SenderFrame | null, sender = new FakeContents()): Invocation => ({ senderFrame, sender });
const ours = from({ url: 'app://planner/', parent: null });
const fake = (): FakeElectron => stage.fake as FakeElectron;
const session = (): FakeElectron['session']['defaultSession'] => fake().session.defaultSession;

/** Starts the real main process on a stage. */
async function begin(isPackaged = true): Promise<void> {
  stage.fake = fakeElectron();
  stage.fake.app.isPackaged = isPackaged;
  vi.resetModules();
  await import('../../../electron/desktop/main.ts');
  await vi.waitFor(() => {
    if (FakeWindow.all.length === 0 && fake().dialog.showErrorBox.mock.calls.length === 0)
      throw new Error('not yet');
  });
}

beforeEach(() => {
  stage.host = scriptedHost();
});

describe('at its start the program', () => {
  it('puts every page into the sandbox and knows its scheme before anything opens', async () => {
    await begin();
    expect(fake().app.enableSandbox).toHaveBeenCalled();
    expect(fake().protocol.registerSchemesAsPrivileged).toHaveBeenCalledWith([
      expect.objectContaining({ scheme: 'app' }),
    ]);
    expect(fake().app.commandLine.appendSwitch).toHaveBeenCalledWith(
      'host-resolver-rules',
      'MAP * ~NOTFOUND',
    );
  });

  it('lends the host the keyring of the system, where it deserves the name', async () => {
    await begin();
    const keyring = stage.options?.keyring;
    const sealed = keyring?.seal('secret') ?? '';
    expect(sealed).not.toContain('secret');
    expect(keyring?.open(sealed)).toBe('secret');
    expect(keyring?.open(Buffer.from('other').toString('base64'))).toBeNull();
  });

  it.runIf(process.platform === 'linux')('lends none that everybody can open', async () => {
    stage.fake = fakeElectron();
    stage.fake.safeStorage.getSelectedStorageBackend.mockReturnValue('basic_text');
    vi.resetModules();
    const { systemKeyring } = await import('../../../electron/desktop/keyring.ts');
    expect(systemKeyring()).toBeUndefined();
    stage.fake.safeStorage.getSelectedStorageBackend.mockReturnValue('kwallet6');
    stage.fake.safeStorage.isEncryptionAvailable.mockReturnValue(false);
    expect(systemKeyring()).toBeUndefined();
  });

  it('opens one window on its own page, with the policy and nothing weaker', async () => {
    await begin();
    const [window] = FakeWindow.all;
    expect(window?.url).toBe('app://planner/');
    expect(window?.options.webPreferences).toMatchObject({ ...WEB_PREFERENCES, devTools: false });
    expect(window?.options.webPreferences['preload']).toMatch(/preload\.cjs$/);
  });

  it('tells the host what it can do, and lends it the system’s dialog', async () => {
    await begin();
    expect(stage.options).toMatchObject({
      shell: 'electron',
      capabilities: { nativeDialog: true, dropPaths: true, secondWindow: true },
    });
    fake().dialog.showOpenDialog.mockResolvedValue({ canceled: false, filePaths: ['/disc'] });
    expect(await stage.options?.chooseNative?.('folder')).toBe('/disc');
    expect(fake().dialog.showOpenDialog.mock.lastCall?.at(-1)).toMatchObject({
      properties: ['openDirectory', 'dontAddToRecent'],
    });
    fake().dialog.showOpenDialog.mockResolvedValue({ canceled: true, filePaths: [] });
    expect(await stage.options?.chooseNative?.('file')).toBeNull();
  });

  it('says why and ends where the library cannot be opened', async () => {
    stage.host = undefined;
    await begin();
    expect(fake().dialog.showErrorBox).toHaveBeenCalledWith(
      'Fullmoon cannot start',
      expect.stringMatching(/\.$/),
    );
    expect(fake().app.exit).toHaveBeenCalledWith(1);
    expect(FakeWindow.all).toEqual([]);
  });

  it('leaves the library to the Fullmoon that already runs', async () => {
    stage.fake = fakeElectron();
    stage.fake.app.requestSingleInstanceLock.mockReturnValue(false);
    vi.resetModules();
    await import('../../../electron/desktop/main.ts');
    expect(fake().app.quit).toHaveBeenCalled();
    expect(fake().app.whenReady).not.toHaveBeenCalled();
  });
});

describe('the session', () => {
  it('grants full screen and no other permission', async () => {
    await begin();
    const granted = (permission: string): boolean => {
      let answer = false;
      session().permissionRequest?.(null, permission, (isGranted) => {
        answer = isGranted;
      });
      expect(session().permissionCheck?.(null, permission)).toBe(answer);
      return answer;
    };
    expect(granted('fullscreen')).toBe(true);
    for (const permission of [
      'media',
      'geolocation',
      'notifications',
      'clipboard-read',
      'openExternal',
      'usb',
      'midi',
      'hid',
      'serial',
    ]) {
      expect(granted(permission), permission).toBe(false);
    }
    expect(session().devicePermission?.()).toBe(false);
    expect(session().isSpellChecking).toBe(false);
  });

  it('lets no request out but to the own scheme', async () => {
    await begin();
    const cancelled = (url: string): boolean | undefined => {
      let answer: boolean | undefined;
      session().beforeRequest?.({ url }, ({ cancel }) => {
        answer = cancel;
      });
      return answer;
    };
    expect(cancelled('app://planner/assets/a.js')).toBe(false);
    for (const url of ['https://example.org/', 'http://127.0.0.1/', 'file:///etc/passwd', 'ws://evil.test'])
      expect(cancelled(url), url).toBe(true);
  });

  it('keeps as a file what the page itself made, and nothing else', async () => {
    await begin();
    const stopped = (url: string): boolean => {
      const event = { preventDefault: vi.fn() };
      session().emit('will-download', event, { getURL: () => url });
      return event.preventDefault.mock.calls.length > 0;
    };
    expect(stopped('blob:app://planner/5b1f')).toBe(false);
    expect(stopped('app://planner/export/exp_0123456789abcdef')).toBe(false);
    for (const url of ['https://example.org/a.exe', 'app://planner/blob/x', 'app://planner/export/../blob/x', 'https://example.org/export/exp_0123456789abcdef', 'blob:https://example.org/5b1f', 'data:text/plain,x'])
      expect(stopped(url), url).toBe(true);
  });
});

describe('a page', () => {
  const contents = async (isPackaged = true): Promise<FakeContents> => {
    await begin(isPackaged);
    const made = new FakeContents();
    fake().app.emit('web-contents-created', {}, made);
    return made;
  };

  it.each(['will-navigate', 'will-redirect', 'will-frame-navigate'])(
    'stays where it is on %s',
    async (name) => {
      const page = await contents();
      const outcome = (url: string): boolean => {
        const event = { url, preventDefault: vi.fn() };
        page.emit(name, event);
        return event.preventDefault.mock.calls.length === 0;
      };
      expect([
        outcome('app://planner/'),
        outcome('https://evil.test/'),
        outcome('file:///x'),
        outcome('data:text/html,x'),
      ]).toEqual([true, false, false, false]);
    },
  );

  const CASE = 'app://planner/#case=cas_0123456789abcdef';

  it('gets a second window of its case, with the policy of the first, on the other display', async () => {
    await begin();
    fake().displays.push({ id: 2, workArea: { x: 1920, y: 0, width: 2560, height: 1400 } });
    const [first] = FakeWindow.all;
    fake().app.emit('web-contents-created', {}, first?.webContents);
    expect(first?.webContents.opener?.({ url: CASE })).toEqual({ action: 'deny' });
    const [, second] = FakeWindow.all;
    expect(second?.url).toBe(CASE);
    expect(second?.options).toMatchObject({ x: 1920, y: 0, width: 2560, height: 1400 });
    expect(second?.options.webPreferences).toEqual(first?.options.webPreferences);
    second?.emit('ready-to-show');
    expect([second?.maximize.mock.calls.length, second?.show.mock.calls.length]).toEqual([1, 1]);
    stage.host?.announce({ what: 'cases' });
    expect(second?.webContents.sent).toEqual([[CHANNELS.change, { what: 'cases' }]]);
  });

  it('gets it beside the first on a single display, and no more than there are displays for', async () => {
    const page = await contents();
    page.opener?.({ url: CASE });
    expect(FakeWindow.all[1]?.options).toMatchObject({ width: 1600, height: 1000 });
    expect(FakeWindow.all[1]?.options).not.toHaveProperty('x');
    for (let n = 0; n < 10; n += 1) page.opener?.({ url: CASE });
    expect(FakeWindow.all).toHaveLength(MOST_WINDOWS);
  });

  it.each([
    'https://evil.test/#case=cas_0123456789abcdef', 'app://other/#case=cas_0123456789abcdef',
    'app://planner/', 'app://planner/#case=', 'app://planner/#case=../x', 'app://planner/blob/x#case=cas_0123456789abcdef',
    'app://planner/?a#case=cas_0123456789abcdef', 'app://planner/#case=cas_0123456789abcdef&more=1',
    'file:///x#case=cas_0123456789abcdef', 'about:blank', 'blob:app://planner/x#case=cas_0123456789abcdef', '',
  ])('opens no window on %j', async (url) => {
    const page = await contents();
    expect(page.opener?.({ url })).toEqual({ action: 'deny' });
    expect(FakeWindow.all).toHaveLength(1);
  });

  it('holds no webview', async () => {
    const page = await contents();
    const event = { preventDefault: vi.fn() };
    page.emit('will-attach-webview', event);
    expect(event.preventDefault).toHaveBeenCalled();
  });

  it('has its developer tools shut again in a release', async () => {
    const page = await contents();
    page.emit('devtools-opened');
    expect(page.closeDevTools).toHaveBeenCalled();
    const open = await contents(false);
    open.emit('devtools-opened');
    expect(open.closeDevTools).not.toHaveBeenCalled();
  });

  it('is loaded again where its process dies', async () => {
    const page = await contents();
    fake().app.emit('render-process-gone', {}, page, { reason: 'oom' });
    expect(page.reload).toHaveBeenCalled();
    expect(stage.host?.bugs).toHaveLength(1);
  });
});

describe('the scheme', () => {
  it('answers pixels with the headers of the policy, and nobody by another name', async () => {
    await begin();
    const answer = session().schemes.get('app');
    const pixels = await answer?.(new Request(`app://planner/blob/${VOLUME_REF}?slice=0`));
    expect(pixels?.status).toBe(200);
    expect(pixels?.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect((await answer?.(new Request(`app://other/blob/${VOLUME_REF}?slice=0`)))?.status).toBe(403);
  });

  it('turns a bug into an incident', async () => {
    const { serveApp } = await import('../../../electron/desktop/appProtocol.ts');
    const electron = fakeElectron();
    const files = smallPageWithout('index.html');
    serveApp(
      electron.session.defaultSession as never,
      { files, running: scriptedHost(), onViolation: () => {} },
      () => 'incident-1',
    );
    const answer = await electron.session.defaultSession.schemes.get('app')?.(new Request('app://planner/'));
    expect(answer?.status).toBe(500);
    expect(await answer?.json()).toEqual(err({ code: 'carriage/host-fault', incident: 'incident-1' }));
  });
});

describe('the room screen', () => {
  const scope = { plan: planIdSchema.parse('pln_0123456789abcdef'), version: 3 };
  const URL_OF_IT = 'app://planner/room/pln_0123456789abcdef/3/';

  it('fills the other display, with the policy of every window, and is opened once', async () => {
    await begin();
    fake().displays.push({ id: 2, workArea: { x: 1920, y: 0, width: 1920, height: 1080 } });
    expect(stage.options?.openRoom?.(scope)).toBeNull();
    const [desk, room] = FakeWindow.all;
    expect(room?.url).toBe(URL_OF_IT);
    expect(room?.options).toMatchObject({ x: 1920, y: 0, width: 1920, height: 1080 });
    expect(room?.options.webPreferences).toEqual({ ...desk?.options.webPreferences, session: [...fake().partitions.values()][0] });
    room?.emit('ready-to-show');
    expect(room?.setFullScreen).toHaveBeenCalledWith(true);
    stage.options?.openRoom?.(scope);
    expect(FakeWindow.all).toHaveLength(2);
    expect(room?.focus).toHaveBeenCalled();
    stage.options?.openRoom?.({ ...scope, version: 4 });
    expect(FakeWindow.all).toHaveLength(3);
  });

  it('stays beside the desk, in a window, where there is one display', async () => {
    await begin();
    stage.options?.openRoom?.(scope);
    FakeWindow.all[1]?.emit('ready-to-show');
    expect(FakeWindow.all[1]?.setFullScreen).not.toHaveBeenCalled();
  });

  it('outlives the desk, which a second start opens again', async () => {
    await begin();
    stage.options?.openRoom?.(scope);
    FakeWindow.all = FakeWindow.all.filter(({ url }) => url === URL_OF_IT);
    fake().app.emit('second-instance');
    expect(FakeWindow.all.map(({ url }) => url)).toEqual([URL_OF_IT, 'app://planner/']);
    fake().app.emit('second-instance');
    expect(FakeWindow.all).toHaveLength(2);
  });

  /** Opens the room screen, and what its window may be asked and told. */
  async function opened(): Promise<{ readonly contents: FakeContents; readonly own: FakeSession; readonly asks: (method: string, input: unknown) => unknown }> {
    await begin();
    stage.options?.openRoom?.(scope);
    const { webContents: contents, options } = FakeWindow.all[1] as FakeWindow;
    fake().app.emit('web-contents-created', {}, contents);
    const call = fake().handlers.get(CHANNELS.call) as unknown as (event: Invocation, method: string, input: unknown) => unknown;
    return {
      contents, own: options.webPreferences['session'] as FakeSession,
      asks: (method, input) => call(from({ url: URL_OF_IT, parent: null }, contents), method, input),
    };
  }
  const refused = err({ code: 'carriage/refused', why: 'origin' });

  it('may ask for its version and nothing else, and drops nothing', async () => {
    const { contents, asks } = await opened();
    expect(await asks('room.log', scope)).toEqual(ok({}));
    for (const [method, input] of [['cases.list', {}], ['room.open', scope], ['room.log', { ...scope, version: 2 }], ['plans.sign', scope]] as const)
      expect(await asks(method, input)).toEqual(refused);
    expect(stage.host?.asked).toEqual([{ method: 'room.log', input: scope }]);
    const drop = fake().handlers.get(CHANNELS.drop) as unknown as (event: Invocation, path: string) => unknown;
    expect(await drop(from({ url: URL_OF_IT, parent: null }, contents), '/here')).toEqual(refused);
  });

  it('is no desk for having written the address of one above its page', async () => {
    const { contents } = await opened();
    const written = from({ url: 'app://planner/', parent: null }, contents);
    const [call, drop] = [CHANNELS.call, CHANNELS.drop].map((name) => fake().handlers.get(name) as unknown as (event: Invocation, ...rest: unknown[]) => unknown);
    expect(await call?.(written, 'cases.list', {})).toEqual(refused);
    expect(await drop?.(written, '/here')).toEqual(refused);
  });

  it('hears of its version and of plans, and of nothing else; the desk hears of all', async () => {
    const { contents } = await opened();
    const told = { what: 'room', ...scope } as const;
    const plans = { what: 'plans', id: 'cas_0123456789abcdef' as CaseId } as const;
    const all = [
      { what: 'cases' }, { what: 'opened', blob: VOLUME_REF }, { what: 'entries', id: plans.id }, { ...told, version: 2 }, told, plans,
    ] as const;
    for (const change of all) stage.host?.announce(change as Change);
    expect(contents.sent).toEqual([told, plans].map((change) => [CHANNELS.change, change]));
    expect(FakeWindow.all[0]?.webContents.sent).toEqual(all.map((change) => [CHANNELS.change, change]));
  });

  it('finds its page below its own address', async () => {
    const { own } = await opened();
    const answer = async (path: string): Promise<string> =>
      (await own.schemes.get('app')?.(new Request(`app://planner${path}`)))?.text() ?? '';
    expect(await answer('/room/pln_0123456789abcdef/3/')).toContain('<p>room');
    expect(await answer('/room/pln_0123456789abcdef/3/assets/index-abc123.js')).toBe('export {};');
  });

  it('is given no pixels, no file and no upload box, no page of the desk and no other version', async () => {
    const { own } = await opened();
    const answer = own.schemes.get('app');
    for (const path of [
      `blob/${VOLUME_REF}`, 'export/exp_0123456789abcdef', '', 'index.html', 'assets/index-abc123.js',
      'room/pln_0123456789abcdef/2/', 'room/pln_0123456789abcdef/3', 'room/pln_0123456789abcdef/3/../../../', `room/pln_0123456789abcdef/3/%2e%2e/%2e%2e/%2e%2e/blob/${VOLUME_REF}`,
    ]) expect((await answer?.(new Request(`app://planner/${path}`)))?.status, path).toBe(403);
    expect((await answer?.(new Request(`app://planner/upload/${BOX_REF}/a.dcm`, { method: 'PUT', body: 'x' })))?.status).toBe(403);
    expect(stage.host?.uploaded.size).toBe(0);
    for (const rest of [`blob/${VOLUME_REF}`, 'export/exp_0123456789abcdef', '..%2f..%2f..%2findex.html'])
      expect((await answer?.(new Request(`${URL_OF_IT}${rest}`)))?.status, rest).toBe(404);
    // What the policy stopped it may tell.
    expect((await answer?.(new Request('app://planner/csp-report', { method: 'POST', body: '{}' })))?.status).toBe(204);
  });

  it('has the guards of every session, once, however often its window is opened; another version has another session', async () => {
    const { own } = await opened();
    expect(own.permissionCheck?.(null, 'media')).toBe(false);
    let isCancelled: boolean | undefined;
    own.beforeRequest?.({ url: 'https://example.org/' }, ({ cancel }) => { isCancelled = cancel; });
    expect(isCancelled).toBe(true);
    FakeWindow.all = FakeWindow.all.slice(0, 1);
    stage.options?.openRoom?.(scope);
    stage.options?.openRoom?.({ ...scope, version: 4 });
    expect(FakeWindow.all.slice(1).map(({ options }) => options.webPreferences['session'] === own)).toEqual([true, false]);
    expect(fake().partitions.size).toBe(2);
    // A name with persist: before it would be kept on the disk.
    for (const name of fake().partitions.keys()) expect(name).toMatch(/^room-pln_0123456789abcdef-[34]$/);
  });

  it('goes nowhere but to itself, and opens no window', async () => {
    const { contents } = await opened();
    const goes = (url: string): boolean => {
      const event = { url, preventDefault: vi.fn() };
      contents.emit('will-navigate', event);
      return event.preventDefault.mock.calls.length === 0;
    };
    expect([URL_OF_IT, 'app://planner/', 'app://planner/room/pln_0123456789abcdef/2/', 'https://evil.test/'].map(goes)).toEqual([true, false, false, false]);
    expect(contents.opener?.({ url: 'app://planner/#case=cas_0123456789abcdef' })).toEqual({ action: 'deny' });
    expect(FakeWindow.all).toHaveLength(2);
  });
});

describe('the channels', () => {
  it('are two questions and one announcement', async () => {
    await begin();
    expect([...fake().handlers.keys()].toSorted()).toEqual([CHANNELS.drop, CHANNELS.call].toSorted());
    stage.host?.announce({ what: 'cases' });
    expect(FakeWindow.all[0]?.webContents.sent).toEqual([[CHANNELS.change, { what: 'cases' }]]);
  });

  it.each([
    ['no frame', null],
    ['a frame within', { url: 'app://planner/', parent: {} }],
    ['a stranger', { url: 'https://evil.test/', parent: null }],
    ['a file', { url: 'file:///x', parent: null }],
  ])('do not answer %s', async (_who, senderFrame) => {
    const host = scriptedHost();
    const refused = err({ code: 'carriage/refused', why: 'origin' });
    expect(await ipcHandler(host)(from(senderFrame), 'jobs.list', {})).toEqual(refused);
    expect(await dropHandler(host)(from(senderFrame), '/here')).toEqual(refused);
    expect(host.asked).toEqual([]);
  });

  it.each(['did-navigate', 'render-process-gone', 'destroyed'])('end what a page was with %s, and with nothing that is of another window', async (end) => {
    const host = scriptedHost();
    const ask = ipcHandler(host);
    const [left, right] = [new FakeContents(), new FakeContents()];
    const askedBy = async (sender: FakeContents): Promise<unknown> => {
      await ask(from(ours.senderFrame, sender), 'jobs.list', {});
      return host.askedBy();
    };
    const [first, other] = [await askedBy(left), await askedBy(right)];
    expect(await askedBy(left)).toBe(first);
    left.emit('did-navigate-in-page');
    expect(host.here()).toEqual([first, other]);
    left.emit(end);
    expect(host.here()).toEqual([other]);
    // It was loaded again: another page, which ends by itself.
    const again = await askedBy(left);
    expect(again).not.toBe(first);
    expect(host.here()).toEqual([other, again]);
    left.emit('destroyed');
    expect(host.here()).toEqual([other]);
    expect(await askedBy(right)).toBe(other);
  });

  it('listen to a window once, however often its page is loaded again', async () => {
    const contents = new FakeContents();
    const ask = ipcHandler(scriptedHost());
    for (let load = 0; load < 20; load += 1) {
      await ask(from(ours.senderFrame, contents), 'jobs.list', {});
      contents.emit('did-navigate');
    }
    expect(contents.listenerCount('destroyed')).toBe(1);
  });

  it.each(['constructor', '__proto__', 'toString', 'cases.steal', '', null, 7, {}])(
    'know no method %j',
    async (method) => {
      expect(await ipcHandler(scriptedHost())(ours, method, {})).toMatchObject({
        ok: false,
        failure: { code: 'carriage/bad-input' },
      });
    },
  );

  it('turn a dropped file into a reference, and its path stays behind', async () => {
    const drop = dropHandler(scriptedHost());
    expect(await drop(ours, '/here')).toEqual(ok({ ref: 'src_0123456789abcdef', name: 'here' }));
    for (const path of ['', 7, null, ['/here']])
      expect(await drop(ours, path)).toMatchObject({ failure: { code: 'carriage/bad-input' } });
    const failing = dropHandler({
      sourceFor: async () => {
        throw new Error('/secret/path');
      },
      report: () => 'incident-1',
    });
    expect(await failing(ours, '/here')).toEqual(
      err({ code: 'carriage/host-fault', incident: 'incident-1' }),
    );
  });
});

it('the preload gives the page named functions and no general one', async () => {
  stage.fake = fakeElectron();
  vi.resetModules();
  await import('../../../electron/desktop/preload.ts');
  const shell = fake().exposed.get('shell') as {
    methods: object;
    watch: (on: (change: unknown) => void) => () => void;
    drop: (file: File) => Promise<unknown>;
  };
  expect([...fake().exposed.keys()]).toEqual(['shell']);
  expect(Object.keys(shell).toSorted()).toEqual(['drop', 'methods', 'watch']);
  const seen: unknown[] = [];
  const unwatch = shell.watch((change) => seen.push(change));
  fake().ipcRenderer.emit(CHANNELS.change, { sender: 'Electron itself' }, { what: 'cases' });
  unwatch();
  fake().ipcRenderer.emit(CHANNELS.change, {}, { what: 'settings' });
  expect(seen).toEqual([{ what: 'cases' }]);
  fake().handlers.set(CHANNELS.drop, (async (_event: unknown, path: unknown) => path) as never);
  expect(await shell.drop(new File([], 'dropped.dcm'))).toBe('/here');
});

it('closes the host before it ends', async () => {
  await begin();
  const close = vi.spyOn(stage.host as Scripted, 'close');
  const event = { preventDefault: vi.fn() };
  fake().app.emit('will-quit', event);
  expect(event.preventDefault).toHaveBeenCalled();
  expect(close).toHaveBeenCalled();
  await vi.waitFor(() => expect(fake().app.exit).toHaveBeenCalledWith(0));
});

/** The small page as it was listed, with one file gone since. */
function smallPageWithout(name: string): ReturnType<typeof smallPage> {
  return new Map(
    [...smallPage()].map(([path, file]) => [
      path,
      path === `/${name}` ? { ...file, path: `${file.path}.gone` } : file,
    ]),
  );
}
