import { join } from 'node:path';
import { BrowserWindow } from 'electron';
import { mayInspect, START_PAGE, WEB_PREFERENCES } from './securityPolicy.ts';

const DARK = '#101418';

/** Opens a window on our page. Its title never changes: no patient's name shows in a task bar. */
export function openWindow(
  isPackaged: boolean,
  preload = join(import.meta.dirname, 'preload.cjs'),
): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Fullmoon',
    width: 1600,
    height: 1000,
    minWidth: 1024,
    minHeight: 700,
    show: false,
    backgroundColor: DARK,
    webPreferences: { ...WEB_PREFERENCES, devTools: mayInspect(isPackaged), preload },
  });
  window.on('page-title-updated', (event) => event.preventDefault());
  window.once('ready-to-show', () => window.show());
  void window.loadURL(START_PAGE);
  return window;
}
