import { EventEmitter } from 'node:events';
import { vi } from 'vitest';

type Listener = (...values: never[]) => unknown;

/** Options with which a window was made, and what happened to it. */
export class FakeContents extends EventEmitter {
  opener: ((details: { readonly url: string }) => unknown) | undefined;
  readonly sent: unknown[][] = [];
  setWindowOpenHandler(handler: (details: { readonly url: string }) => unknown): void {
    this.opener = handler;
  }
  send(...values: unknown[]): void {
    this.sent.push(values);
  }
  closeDevTools = vi.fn();
  reload = vi.fn();
}

interface FakeWindowOptions extends Partial<FakeArea> { readonly webPreferences: Record<string, unknown> }
interface FakeArea { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
interface FakeDisplay { readonly id: number; readonly workArea: FakeArea }

export class FakeWindow extends EventEmitter {
  static all: FakeWindow[] = [];
  static getAllWindows = (): FakeWindow[] => FakeWindow.all;
  static fromWebContents = (contents: unknown): FakeWindow | null =>
    FakeWindow.all.find(({ webContents }) => webContents === contents) ?? null;
  static getFocusedWindow = (): FakeWindow | null => FakeWindow.all[0] ?? null;
  readonly webContents = new FakeContents();
  readonly options: FakeWindowOptions;
  url: string | undefined;
  constructor(options: FakeWindowOptions) {
    super();
    this.options = options;
    FakeWindow.all.push(this);
  }
  async loadURL(url: string): Promise<void> {
    this.url = url;
  }
  show = vi.fn();
  maximize = vi.fn();
  setFullScreen = vi.fn();
  getBounds = (): FakeArea => ({ x: 10, y: 10, width: 1600, height: 1000 });
  focus = vi.fn();
  restore = vi.fn();
  isMinimized = (): boolean => true;
}

/** A session that remembers which handlers it was given. */
export class FakeSession extends EventEmitter {
  permissionRequest:
    | ((contents: unknown, permission: string, done: (isGranted: boolean) => void) => void)
    | undefined;
  permissionCheck: ((contents: unknown, permission: string) => boolean) | undefined;
  devicePermission: (() => boolean) | undefined;
  beforeRequest:
    | ((details: { url: string }, done: (answer: { cancel: boolean }) => void) => void)
    | undefined;
  isSpellChecking = true;
  readonly schemes = new Map<string, (request: Request) => Promise<Response>>();
  setPermissionRequestHandler(handler: NonNullable<FakeSession['permissionRequest']>): void {
    this.permissionRequest = handler;
  }
  setPermissionCheckHandler(handler: NonNullable<FakeSession['permissionCheck']>): void {
    this.permissionCheck = handler;
  }
  setDevicePermissionHandler(handler: () => boolean): void {
    this.devicePermission = handler;
  }
  setSpellCheckerEnabled(isOn: boolean): void {
    this.isSpellChecking = isOn;
  }
  readonly webRequest = {
    onBeforeRequest: (handler: NonNullable<FakeSession['beforeRequest']>): void => {
      this.beforeRequest = handler;
    },
  };
  readonly protocol = {
    handle: (scheme: string, handler: (request: Request) => Promise<Response>): void => {
      if (this.schemes.has(scheme)) throw new Error(`${scheme} is handled already`);
      this.schemes.set(scheme, handler);
    },
    isProtocolHandled: (scheme: string): boolean => this.schemes.has(scheme),
  };
}

/** What the main process of Electron offers, as far as it is used; every part remembers. */
export function fakeElectron() {
  FakeWindow.all = [];
  const handlers = new Map<string, Listener>();
  const defaultSession = new FakeSession();
  const partitions = new Map<string, FakeSession>();
  const exposed = new Map<string, Record<string, unknown>>();
  const renderer = new EventEmitter();
  /** The displays of the desk; the first one holds the first window. */
  const displays: FakeDisplay[] = [{ id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1040 } }];
  const app = Object.assign(new EventEmitter(), {
    isPackaged: true,
    setPath: vi.fn(),
    requestSingleInstanceLock: vi.fn(() => true),
    enableSandbox: vi.fn(),
    commandLine: { appendSwitch: vi.fn() },
    whenReady: vi.fn(async () => {}),
    quit: vi.fn(),
    exit: vi.fn(),
  });
  /** The frame that the page is: tests put strangers in its place. */
  const frame: { sender: unknown } = { sender: { url: 'app://planner/', parent: null } };
  const sender = new FakeContents();
  return {
    app,
    handlers,
    exposed,
    frame,
    displays,
    screen: {
      getAllDisplays: () => displays,
      getDisplayMatching: () => displays[0],
      getPrimaryDisplay: () => displays[0],
    },
    BrowserWindow: FakeWindow,
    partitions,
    session: {
      defaultSession,
      fromPartition: (name: string): FakeSession => {
        const made = partitions.get(name) ?? new FakeSession();
        partitions.set(name, made);
        return made;
      },
    },
    safeStorage: {
      isEncryptionAvailable: vi.fn(() => true),
      getSelectedStorageBackend: vi.fn(() => 'gnome_libsecret'),
      encryptString: (words: string): Buffer => Buffer.from(`sealed ${words}`),
      decryptString: (sealed: Buffer): string => {
        if (!sealed.toString().startsWith('sealed ')) throw new Error('sealed by somebody else');
        return sealed.toString().slice(7);
      },
    },
    protocol: { registerSchemesAsPrivileged: vi.fn() },
    dialog: { showErrorBox: vi.fn(), showOpenDialog: vi.fn() },
    Menu: { buildFromTemplate: vi.fn((template: unknown) => template), setApplicationMenu: vi.fn() },
    ipcMain: {
      handle: (channel: string, handler: Listener): void => {
        handlers.set(channel, handler);
      },
    },
    contextBridge: {
      exposeInMainWorld: (name: string, value: Record<string, unknown>): void => {
        exposed.set(name, value);
      },
    },
    ipcRenderer: Object.assign(renderer, {
      /** Copies both ways as Electron does. */
      invoke: async (channel: string, ...values: unknown[]): Promise<unknown> => {
        const handler = handlers.get(channel) as ((...all: unknown[]) => Promise<unknown>) | undefined;
        if (handler === undefined) throw new Error(`no handler for ${channel}`);
        return structuredClone(await handler({ senderFrame: frame.sender, sender }, ...structuredClone(values)));
      },
    }),
    webUtils: { getPathForFile: (file: File): string => (file.name === 'dropped.dcm' ? '/here' : '') },
  };
}

/** What `fakeElectron` makes. */
export type FakeElectron = ReturnType<typeof fakeElectron>;
