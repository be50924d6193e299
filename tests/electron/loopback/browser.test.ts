import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { appModeArguments, chromiumBrowser, hasDisplay } from '../../../electron/loopback/browser.ts';
import { dataFolder } from '../../../electron/host/dataFolder.ts';
import { tempFolder } from '../../tempFolder.ts';

const folderWith = (...names: readonly string[]): string => {
  const folder = tempFolder();
  for (const name of names) {
    writeFileSync(join(folder, name), '');
    chmodSync(join(folder, name), name.endsWith('.txt') ? 0o644 : 0o755);
  }
  return folder;
};

describe('the browser', () => {
  it('is Chromium before Chrome before Edge, wherever on the path', () => {
    const [edge, chrome, chromium] = [
      folderWith('microsoft-edge'),
      folderWith('google-chrome'),
      folderWith('chromium'),
    ];
    expect(chromiumBrowser({ PATH: `${edge}:${chrome}:${chromium}` }, 'linux')).toBe(
      join(chromium, 'chromium'),
    );
    expect(chromiumBrowser({ PATH: `${edge}:${chrome}` }, 'linux')).toBe(join(chrome, 'google-chrome'));
    expect(chromiumBrowser({ PATH: edge }, 'linux')).toBe(join(edge, 'microsoft-edge'));
  });

  it('is none where there is none', () => {
    expect(chromiumBrowser({ PATH: folderWith('firefox') }, 'linux')).toBeUndefined();
    expect(chromiumBrowser({}, 'linux')).toBeUndefined();
  });

  it('opens as an app, with a profile of its own, and calls nobody', () => {
    const args = appModeArguments('http://127.0.0.1:1/?token=x', '/data/browser', false);
    expect(args).toEqual(
      expect.arrayContaining([
        '--app=http://127.0.0.1:1/?token=x',
        '--user-data-dir=/data/browser',
        '--disable-background-networking',
        '--no-first-run',
      ]),
    );
    expect(args).not.toContain('--no-sandbox');
    expect(appModeArguments('x', 'y', true)).toContain('--no-sandbox');
  });
});

it('there is a display on Windows and macOS, on Linux where one is named', () => {
  expect([hasDisplay({}, 'win32'), hasDisplay({}, 'darwin'), hasDisplay({}, 'linux')]).toEqual([
    true,
    true,
    false,
  ]);
  expect([
    hasDisplay({ DISPLAY: ':0' }, 'linux'),
    hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux'),
    hasDisplay({ DISPLAY: '' }, 'linux'),
  ]).toEqual([true, true, false]);
});

describe('the data folder', () => {
  it('is the one that is named', () =>
    expect(dataFolder({ FULLMOON_DATA: '/srv/cto' }, 'linux')).toBe('/srv/cto'));
  it('is else where the system keeps such data', () => {
    expect(dataFolder({ XDG_DATA_HOME: '/x' }, 'linux')).toBe('/x/fullmoon');
    expect(dataFolder({ XDG_DATA_HOME: '' }, 'linux')).toMatch(/[/\\]\.local[/\\]share[/\\]fullmoon$/);
    expect(dataFolder({}, 'darwin')).toMatch(/Library[/\\]Application Support[/\\]Fullmoon$/);
    expect(dataFolder({ APPDATA: '/roaming' }, 'win32')).toBe(join('/roaming', 'Fullmoon'));
  });
});
