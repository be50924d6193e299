import { join } from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, protocol, session, type Session } from 'electron';
import { createHost } from '../host/createHost.ts';
import { dataFolder } from '../host/dataFolder.ts';
import type { RunningHost } from '../host/runningHost.ts';
import { rendererFolder } from '../host/serve/rendererFolder.ts';
import { concernsRoom, type RoomScope } from '../host/serve/roomScope.ts';
import { staticFiles } from '../host/serve/staticFiles.ts';
import { failureSentence } from '../host/store/failureSentence.ts';
import { serveApp } from './appProtocol.ts';
import { chosenPath } from './dialogs.ts';
import { guardContents, guardSession } from './guards.ts';
import { CHANNELS, dropHandler, ipcHandler } from './ipc.ts';
import { systemKeyring } from './keyring.ts';
import { setMenu } from './menu.ts';
import { roomOf } from './roomOf.ts';
import { SCHEME, SCHEME_PRIVILEGES, SWITCHES } from './securityPolicy.ts';
import { deskWindow, openBeside, openRoomWindow, openWindow } from './window.ts';

const { isPackaged } = app;
const folder = dataFolder();
let running: RunningHost | undefined;

/** Puts a session under the policy, and answers its pages. */
function openSession(own: Session, host: RunningHost, room: RoomScope | null): void {
  guardSession(own, isPackaged);
  serveApp(own, {
    files: staticFiles(rendererFolder()),
    running: host,
    onViolation: (text) => host.report(new Error(`policy stopped: ${text}`)),
  }, host.report, room);
}

/** The session of a room screen: in memory, apart from that of the desk and from that of every other version. */
function roomSession(host: RunningHost, room: RoomScope): Session {
  const own = session.fromPartition(`room-${room.plan}-${room.version}`);
  // It outlives its window, which may be opened again.
  if (!own.protocol.isProtocolHandled(SCHEME)) openSession(own, host, room);
  return own;
}

/** Connects page and host, then shows the page. */
async function start(): Promise<void> {
  setMenu(isPackaged);
  const started = await createHost({
    dataFolder: folder,
    shell: 'electron',
    capabilities: { nativeDialog: true, dropPaths: true, secondWindow: true },
    chooseNative: (kind) => chosenPath(BrowserWindow.getFocusedWindow(), kind),
    openRoom: (scope) => {
      if (running !== undefined) openRoomWindow(isPackaged, { scope, session: roomSession(running, scope) });
      return null;
    },
    keyring: systemKeyring(),
    demo: process.env['FULLMOON_DEMO'] !== '0',
  });
  if (!started.ok) {
    dialog.showErrorBox('Fullmoon cannot start', failureSentence(started.failure));
    app.exit(1);
    return;
  }
  const host = started.value;
  running = host;
  openSession(session.defaultSession, host, null);
  ipcMain.handle(CHANNELS.call, ipcHandler(host));
  ipcMain.handle(CHANNELS.drop, dropHandler(host));
  host.watch((change) => {
    for (const { webContents } of BrowserWindow.getAllWindows()) {
      const room = roomOf(webContents);
      if (room === null || concernsRoom(room, change)) webContents.send(CHANNELS.change, change);
    }
  });
  openWindow(isPackaged);
}

/** Brings the desk of the running Fullmoon to the front; where only the room screen was left, it is opened again. */
function show(): void {
  if (running === undefined) return;
  const window = deskWindow() ?? openWindow(isPackaged);
  if (window.isMinimized()) window.restore();
  window.focus();
}

// One program per library; what the browser inside keeps lies beside it.
app.setPath('userData', join(folder, 'desktop'));
if (app.requestSingleInstanceLock()) {
  app.enableSandbox();
  for (const [name, value] of Object.entries(SWITCHES)) app.commandLine.appendSwitch(name, value ?? '');
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: SCHEME_PRIVILEGES }]);
  app.on('web-contents-created', (_event, contents) => guardContents(contents, isPackaged, (url) => openBeside(contents, isPackaged, url)));
  app.on('render-process-gone', (_event, contents, { reason }) => {
    running?.report(new Error(`the page ended: ${reason}`));
    if (reason !== 'clean-exit') contents.reload();
  });
  app.on('second-instance', show);
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    const host = running;
    if (host === undefined) return;
    event.preventDefault();
    running = undefined;
    void host.close().finally(() => app.exit(0));
  });
  app
    .whenReady()
    .then(start)
    .catch((bug: unknown) => {
      dialog.showErrorBox('Fullmoon cannot start', bug instanceof Error ? bug.message : 'An unknown fault.');
      app.exit(1);
    });
} else {
  app.quit();
}
