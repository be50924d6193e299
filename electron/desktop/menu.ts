import { Menu, type MenuItemConstructorOptions } from 'electron';
import { mayInspect } from './securityPolicy.ts';

/** The menu that systems expect; everything of ours is in the page. */
export const menuTemplate = (isPackaged: boolean): MenuItemConstructorOptions[] => [
  { role: 'fileMenu' },
  { role: 'editMenu' },
  {
    label: 'View',
    submenu: [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
      ...(mayInspect(isPackaged) ? [{ role: 'reload' as const }, { role: 'toggleDevTools' as const }] : []),
    ],
  },
  { role: 'windowMenu' },
];

/** Sets the menu of the application. */
export const setMenu = (isPackaged: boolean): void =>
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(isPackaged)));
