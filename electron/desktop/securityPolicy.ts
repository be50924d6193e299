import { caseIdSchema } from '../../core/contract/ids.ts';
import { mayFetchInRoom, type RoomScope } from '../host/serve/roomScope.ts';

/**
 * What the Electron shell allows, as data. Tests read every row; the shell applies it and decides nothing by
 * itself.
 * The content security policy is that of host/serve, the same in both shells.
 */

/** Scheme and origin of our own page. */
export const SCHEME = 'app';
export const ORIGIN = 'app://planner';
export const START_PAGE = `${ORIGIN}/`;

/** A web-like origin of its own: not file:, no exemption from any policy, no service worker. */
export const SCHEME_PRIVILEGES = {
  standard: true,
  secure: true,
  supportFetchAPI: true,
  stream: true,
  bypassCSP: false,
  corsEnabled: false,
  allowServiceWorkers: false,
} as const;

/** Preferences of every window. The page is a plain web page without Node. */
export const WEB_PREFERENCES = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  safeDialogs: true,
  spellcheck: false,
  plugins: false,
} as const;

/** The developer tools show patients; they are for developing only. */
export const mayInspect = (isPackaged: boolean): boolean => !isPackaged;

/** What a page may ask the system for: the room screen fills the monitor, a picture is copied to the clipboard. */
export const PERMISSIONS: readonly string[] = ['fullscreen', 'clipboard-sanitized-write'];

const parsed = (url: string): URL | undefined => (URL.canParse(url) ? new URL(url) : undefined);

/** Is this address our own page, or something that it serves? */
export function isOwn(url: string): boolean {
  const address = parsed(url);
  return (
    address?.protocol === `${SCHEME}:` &&
    address.host === 'planner' &&
    address.username === '' &&
    address.password === ''
  );
}

/** May a page be given what lies there, and go there? Only what is our own; a room screen only what is its own. */
export const mayFetch = (url: string, room: RoomScope | null): boolean =>
  isOwn(url) && (room === null || mayFetchInRoom(room, new URL(url).pathname));

/** May a page open one more window there? Only one of our own page, which begins with a case: for a second display. */
export function mayOpen(url: string): boolean {
  const address = parsed(url);
  if (address === undefined || !isOwn(url) || address.pathname !== '/' || address.search !== '') return false;
  const asked = [...new URLSearchParams(address.hash.slice(1))];
  return asked.length === 1 && asked[0]?.[0] === 'case' && caseIdSchema.safeParse(asked[0][1]).success;
}

/** More windows than anybody has displays for; a page opens no more than these. */
export const MOST_WINDOWS = 4;

/** May a request leave the page? Only to the own scheme, and to what the page itself made in memory. */
export function mayRequest(url: string, isPackaged: boolean): boolean {
  const address = parsed(url);
  if (address === undefined) return false;
  if (address.protocol === 'data:') return true;
  if (address.protocol === 'blob:') return isOwn(url.slice('blob:'.length));
  return isOwn(url) || (mayInspect(isPackaged) && address.protocol === 'devtools:');
}

/** May it be kept as a file? Only what the page itself made in memory, and the packs that the host made for it. */
export const mayDownload = (url: string): boolean =>
  (url.startsWith('blob:') && isOwn(url.slice('blob:'.length)))
  || (isOwn(url) && /^\/export\/exp_[0-9a-z]{16}$/.test(new URL(url).pathname));

/** Switches of the browser inside: nothing calls home, and what it cannot reach it does not look up. */
export const SWITCHES: Readonly<Record<string, string | null>> = {
  'disable-background-networking': null,
  'disable-component-update': null,
  'disable-domain-reliability': null,
  'disable-sync': null,
  'no-pings': null,
  'disable-http-cache': null,
  'host-resolver-rules': 'MAP * ~NOTFOUND',
};

/** Fuses that the packaged program is burnt with; electron-builder.yml says the same. */
export const FUSES = {
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
} as const;
