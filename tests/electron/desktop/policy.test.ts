import { describe, expect, it, vi } from 'vitest';
import { cspDirectives } from '../../../electron/host/serve/headers.ts';
import { isOurs } from '../../../electron/desktop/ipc.ts';
import { menuTemplate } from '../../../electron/desktop/menu.ts';
import {
  FUSES,
  isOwn,
  mayFetch,
  mayInspect,
  mayRequest,
  PERMISSIONS,
  SCHEME_PRIVILEGES,
  START_PAGE,
  SWITCHES,
  WEB_PREFERENCES,
} from '../../../electron/desktop/securityPolicy.ts';

vi.mock('electron', () => ({ Menu: {} }));

const STRANGERS = [
  'file:///etc/passwd',
  'https://planner/',
  'http://planner/',
  'app://planner.evil.test/',
  'app://evil@planner/',
  'app://planner@evil.test/',
  'app://planner:80/',
  'app:planner',
  'apps://planner/',
  'javascript:alert(1)',
  'about:blank',
  'about:srcdoc',
  '',
  'planner',
  'ws://127.0.0.1/',
  'http://127.0.0.1/',
  'chrome://gpu',
  'view-source:app://planner/',
  'vbscript:x',
  'app://PLANNER.evil/',
  'app://',
];

/** The switches of a policy by their position; one that is not named in it is at the mercy of a default. */
const switches = (policy: Readonly<Record<string, boolean>>): Readonly<Record<'on' | 'off', string>> => {
  const named = (isOn: boolean): string =>
    Object.keys(policy).filter((name) => policy[name] === isOn).toSorted().join(' ');
  return { on: named(true), off: named(false) };
};

it('every window is a plain, isolated, sandboxed web page', () => {
  expect(switches(WEB_PREFERENCES)).toEqual({
    on: 'contextIsolation safeDialogs sandbox webSecurity',
    off: 'allowRunningInsecureContent experimentalFeatures navigateOnDragDrop nodeIntegration'
      + ' nodeIntegrationInSubFrames nodeIntegrationInWorker plugins spellcheck webviewTag',
  });
});

it('the scheme is a secure web origin without exemptions, and not file:', () => {
  expect(switches(SCHEME_PRIVILEGES)).toEqual({
    on: 'secure standard stream supportFetchAPI', off: 'allowServiceWorkers bypassCSP corsEnabled',
  });
  expect(START_PAGE).toBe('app://planner/');
});

describe('our own address', () => {
  it.each([
    'app://planner/',
    'app://planner/index.html',
    'app://planner/blob/x?slice=1',
    'app://planner/#worklist',
  ])('is %s', (url) => {
    expect([isOwn(url), mayFetch(url, null), mayRequest(url, true)]).toEqual([true, true, true]);
  });

  it.each(STRANGERS)('is not %s', (url) => {
    expect([isOwn(url), mayFetch(url, null), mayRequest(url, true), isOurs({ url, parent: null })]).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});

it('only the top frame of our page may ask the program', () => {
  expect(isOurs({ url: START_PAGE, parent: null })).toBe(true);
  expect(isOurs({ url: START_PAGE, parent: { url: START_PAGE } })).toBe(false);
  expect(isOurs(null)).toBe(false);
});

it('pages may use what they made in memory, and nothing of others', () => {
  expect(mayRequest('blob:app://planner/0b1c', true)).toBe(true);
  expect(mayRequest('blob:https://evil.test/0b1c', true)).toBe(false);
  expect(mayRequest('blob:null/0b1c', true)).toBe(false);
  expect(mayRequest('data:image/png;base64,AA==', true)).toBe(true);
  expect(mayFetch('data:text/html,x', null)).toBe(false);
  expect(mayFetch('blob:app://planner/0b1c', null)).toBe(false);
});

it('developer tools exist while developing only', () => {
  expect([mayInspect(true), mayInspect(false)]).toEqual([false, true]);
  expect([
    mayRequest('devtools://devtools/bundled/x.html', true),
    mayRequest('devtools://devtools/bundled/x.html', false),
  ]).toEqual([false, true]);
  expect(JSON.stringify(menuTemplate(true))).not.toMatch(/toggleDevTools|reload/);
  expect(JSON.stringify(menuTemplate(false))).toMatch(/toggleDevTools/);
});

it('two permissions are granted, and no other', () => {
  expect(PERMISSIONS).toEqual(['fullscreen', 'clipboard-sanitized-write']);
});

it('the browser inside calls nobody and resolves no name', () => {
  expect(Object.keys(SWITCHES)).toEqual(
    expect.arrayContaining(['disable-background-networking', 'disable-component-update', 'disable-sync']),
  );
  expect(SWITCHES['host-resolver-rules']).toBe('MAP * ~NOTFOUND');
});

it('fuses leave no door for other code', () => {
  expect(FUSES).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  });
});

it('the content security policy is the one of table 4.1', () => {
  const policy = cspDirectives('n');
  expect(policy).toMatchObject({
    'default-src': ["'none'"],
    'script-src': ["'self'", "'wasm-unsafe-eval'"],
    'worker-src': ["'self'"],
    'style-src': ["'self'", "'nonce-n'"],
    'img-src': ["'self'", 'data:', 'blob:'],
    'connect-src': ["'self'"],
    'font-src': ["'self'"],
    'frame-ancestors': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'require-trusted-types-for': ["'script'"],
  });
  expect(
    Object.values(policy)
      .flat()
      .filter((source) => /^(\*|https?:|unsafe|'unsafe-eval')/.test(source)),
  ).toEqual([]);
});
