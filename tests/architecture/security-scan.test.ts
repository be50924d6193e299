import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { codeOf, ourSources, type Source } from './sources.ts';

const root = join(import.meta.dirname, '../..');

/** What a word may do is decided in these files and nowhere else. */
const ONLY_IN: readonly {
  readonly what: string;
  readonly pattern: RegExp;
  readonly files: readonly string[];
}[] = [
  {
    what: 'BrowserWindow',
    pattern: /\bnew BrowserWindow\b|\bBrowserView\b|\bWebContentsView\b/,
    files: ['electron/desktop/window.ts'],
  },
  { what: 'ipcMain', pattern: /\bipcMain\b/, files: ['electron/desktop/main.ts'] },
  {
    what: 'ipcRenderer',
    pattern: /\bipcRenderer\b|\bcontextBridge\b/,
    files: ['electron/desktop/preload.ts'],
  },
  {
    what: 'Electron’s session and protocol',
    pattern: /\b(setPermissionRequestHandler|onBeforeRequest|setWindowOpenHandler)\b/,
    files: ['electron/desktop/guards.ts'],
  },
  {
    what: 'a protocol of its own',
    pattern: /\bprotocol\.(handle|register)/,
    files: ['electron/desktop/appProtocol.ts', 'electron/desktop/main.ts'],
  },
  {
    what: 'the file dialog',
    pattern: /\bshowOpenDialog\b|\bshowSaveDialog\b/,
    files: ['electron/desktop/dialogs.ts'],
  },
  {
    what: 'web preferences',
    pattern: /\b(nodeIntegration|contextIsolation|webSecurity|sandbox):/,
    files: ['electron/desktop/securityPolicy.ts'],
  },
  { what: 'a server', pattern: /\bcreateServer\(|\.listen\(/, files: ['electron/loopback/server.ts'] },
  {
    what: 'a program started',
    pattern: /(?<!\.)\b(spawn|spawnSync|exec|execFile|execSync|fork)\(/,
    files: ['electron/loopback/browser.ts'],
  },
  // Of our own page only, with a case: see the address it takes.
  { what: 'a second window', pattern: /\bwindow\.open\(/, files: ['renderer/state/secondWindow.ts'] },
  { what: 'the shell of the page', pattern: /\bwindow\.shell\b/, files: ['renderer/api/pickCarrier.ts'] },
  {
    what: 'one place for the policy',
    pattern: /\bcontentSecurityPolicy\b|\bcspDirectives\b/,
    files: ['electron/host/serve/headers.ts'],
  },
];

/** What nobody may use. */
const NOWHERE: readonly { readonly what: string; readonly pattern: RegExp; readonly among: RegExp }[] = [
  { what: 'code from text', pattern: /\beval\(|\bnew Function\(|\bsetTimeout\(\s*''/, among: /./ },
  {
    what: 'mark-up from text',
    pattern: /\b(innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML)\b|\bdocument\.write\b/,
    among: /^renderer\//,
  },
  { what: 'links out', pattern: /\bopenExternal\b/, among: /./ },
  {
    what: 'the network',
    pattern:
      /\b(WebSocket|XMLHttpRequest|RTCPeerConnection|sendBeacon)\b|\bhttps?\.(get|request)\(|\bnet\.connect\(/,
    among: /./,
  },
  {
    what: 'places to store outside the library',
    pattern: /\b(localStorage|sessionStorage|indexedDB|document\.cookie)\b/,
    among: /^renderer\//,
  },
  { what: 'the remote module or a web view', pattern: /<webview\b/, among: /^renderer\// },
];

const found = (pattern: RegExp, among: readonly Source[]): readonly string[] =>
  among.filter(({ text }) => pattern.test(codeOf(text))).map(({ path }) => path);

it.each(ONLY_IN.map((rule) => [rule.what, rule] as const))(
  '%s stands in its own file only',
  (_what, { pattern, files }) => {
    expect(found(pattern, ourSources()).filter((path) => !files.includes(path))).toEqual([]);
    expect(found(pattern, ourSources()).length, 'the pattern still finds its own file').toBeGreaterThan(0);
  },
);

it.each(NOWHERE.map((rule) => [rule.what, rule] as const))(
  '%s is used nowhere',
  (_what, { pattern, among }) => {
    expect(
      found(
        pattern,
        ourSources().filter(({ path }) => among.test(path)),
      ),
    ).toEqual([]);
  },
);

it('no address of the internet stands in what runs', () => {
  const harmless = /https?:\/\/(127\.0\.0\.1|localhost|www\.w3\.org\/)/;
  const lines = ourSources().flatMap(({ path, text }) =>
    text
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .split('\n')
      .filter((line) => /https?:\/\/[a-z0-9]/i.test(line.replace(/^\s*\/\/.*/, '')) && !harmless.test(line))
      .map((line) => `${path}: ${line.trim()}`),
  );
  expect(lines).toEqual([]);
});

it('the page itself holds no script or style of its own and no foreign address', () => {
  const page = readFileSync(join(root, 'renderer/index.html'), 'utf8');
  expect(page).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|https?:\/\//i);
});
