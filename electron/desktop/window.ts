import { join } from 'node:path';
import { BrowserWindow, screen, type Rectangle, type Session, type WebContents } from 'electron';
import { roomPath, type RoomScope } from '../host/serve/roomScope.ts';
import { beRoom, roomOf } from './roomOf.ts';
import { mayInspect, MOST_WINDOWS, ORIGIN, START_PAGE, WEB_PREFERENCES } from './securityPolicy.ts';

const DARK = '#101418';

/** A room screen and its session, in which it is given what is its own and nothing else. */
export interface RoomPlace {
  readonly scope: RoomScope;
  readonly session: Session;
}

/** Opens a window on our page. Its title never changes: no patient's name shows in a task bar. */
export function openWindow(
  isPackaged: boolean, url = START_PAGE, on: Rectangle | null = null, room: RoomPlace | null = null,
): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Fullmoon',
    width: 1600,
    height: 1000,
    ...on,
    minWidth: 1024,
    minHeight: 700,
    show: false,
    backgroundColor: DARK,
    webPreferences: {
      ...WEB_PREFERENCES, devTools: mayInspect(isPackaged), preload: join(import.meta.dirname, 'preload.cjs'),
      ...(room === null ? {} : { session: room.session }),
    },
  });
  window.on('page-title-updated', (event) => event.preventDefault());
  window.once('ready-to-show', () => {
    if (on !== null) window.maximize();
    window.show();
  });
  if (room !== null) beRoom(window.webContents, room.scope);
  void window.loadURL(url);
  return window;
}

/** The display beside the one that a window is on; null where there is one display. */
function otherDisplay(window: BrowserWindow | null): Rectangle | null {
  const here = window === null ? screen.getPrimaryDisplay() : screen.getDisplayMatching(window.getBounds());
  return screen.getAllDisplays().find(({ id }) => id !== here.id)?.workArea ?? null;
}

/** Opens one more window for a page that asks: over another display where there is one, else beside. */
export function openBeside(asking: WebContents, isPackaged: boolean, url: string): void {
  if (BrowserWindow.getAllWindows().length >= MOST_WINDOWS) return;
  openWindow(isPackaged, url, otherDisplay(BrowserWindow.fromWebContents(asking)));
}

/** A window of the desk; undefined where all that is left is the room. */
export const deskWindow = (): BrowserWindow | undefined => BrowserWindow.getAllWindows().find(({ webContents }) => roomOf(webContents) === null);

/** Opens the room screen of a version, or brings it to the front: filling another display where there is one. */
export function openRoomWindow(isPackaged: boolean, place: RoomPlace): void {
  const path = roomPath(place.scope);
  const open = BrowserWindow.getAllWindows().find(({ webContents }) => {
    const room = roomOf(webContents);
    return room !== null && roomPath(room) === path;
  });
  if (open !== undefined) {
    open.focus();
    return;
  }
  const other = otherDisplay(BrowserWindow.getFocusedWindow());
  const window = openWindow(isPackaged, `${ORIGIN}${path}`, other, place);
  if (other !== null) window.once('ready-to-show', () => window.setFullScreen(true));
}
