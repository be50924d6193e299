import { describe, expect, it } from 'vitest';
import { codeOf, importsOf, lies, ourSources, sources } from './sources.ts';

/** Folder → the only places it may import from. The longest matching folder decides. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: ['core'],
  'core/contract': ['core', 'zod'],
  'electron/host': [
    'core',
    'electron/host',
    'node:',
    'better-sqlite3',
    'dicom-parser',
    'yauzl',
    'yazl',
    'pino',
    'zod',
    '@cornerstonejs/codec-',
  ],
  // The network's own language.
  'electron/host/archive': ['core', 'electron/host', 'node:', 'zod', 'dcmjs-dimse'],
  // The printed plan is laid out by a library of its own.
  'electron/host/export': ['core', 'electron/host', 'node:', '@react-pdf/', 'react'],
  'electron/commandLine': ['core', 'electron/host', 'electron/commandLine', 'node:'],
  'electron/loopback': ['core', 'electron/host', 'electron/loopback', 'node:', 'hono', '@hono/'],
  'electron/desktop': ['core', 'electron/host', 'electron/desktop', 'node:', 'electron'],
  renderer: [
    'core',
    'renderer',
    'react',
    'react-dom',
    'zustand',
    '@mantine/',
    '@fontsource/',
    '@fontsource-variable/',
    'd3-',
  ],
  'renderer/viewer': ['core', 'renderer/viewer', '@cornerstonejs/'],
  // The calcium ruler is drawn over scales of d3.
  'renderer/ui': ['core', 'renderer/ui', 'react', '@mantine/', 'd3-scale'],
};

/** Single files that stand between two layers, and why. */
const EXCEPTIONS: Readonly<Record<string, readonly string[]>> = {
  // So does that of the preload.
  'electron/desktop/preload.config.ts': ['vite'],
  // Tells the schema library of the contract not to try code made from text.
  'renderer/api/noEval.ts': ['zod'],
  // The bundler's configuration knows the bundler, and the nonce that the host replaces.
  'renderer/vite.config.ts': ['vite', '@vitejs/', 'electron/host/serve/headers.ts'],
};

const allowedFor = (path: string): readonly string[] => {
  const [home = ''] = Object.keys(MAY_IMPORT)
    .filter((folder) => lies(path, folder))
    .toSorted((a, b) => b.length - a.length);
  return [...(MAY_IMPORT[home] ?? []), ...(EXCEPTIONS[path] ?? [])];
};

it.each(ourSources().map((source) => [source.path, source] as const))(
  '%s imports only what its folder may',
  (path, source) => {
    expect(importsOf(source).filter((to) => !allowedFor(path).some((place) => lies(to, place)))).toEqual([]);
  },
);

describe('core', () => {
  it('neither throws, nor reads the clock, nor rolls dice, nor prints', () => {
    const impure = /\bthrow\b|Date\.now|new Date\(|Math\.random|console\.|performance\.|process\./;
    const offenders = sources('core')
      .filter(({ path }) => path !== 'core/result.ts')
      .filter(({ text }) => impure.test(codeOf(text)));
    expect(offenders.map(({ path }) => path)).toEqual([]);
  });
});

/** The type `any`, not a field of that name. */
const ANY = /[:<,|&]\s*any\b(?!\s*\??:)|\bas any\b|\bany\[\]/;

describe('our code', () => {
  const offending = (pattern: RegExp, isExempt: (path: string) => boolean): readonly string[] =>
    ourSources()
      .filter(({ path }) => !isExempt(path))
      .filter(({ text }) => pattern.test(codeOf(text)))
      .map(({ path }) => path);

  it('asserts presence with ! only in kernels and frame.ts', () => {
    expect(
      offending(
        /[\w)\]]!(?=[.;,)\]\s*/+-])(?!=)/,
        (path) => path.endsWith('.kernel.ts') || path === 'core/geometry/frame.ts',
      ),
    ).toEqual([]);
  });

  it('has no any', () => {
    expect(offending(ANY, () => false)).toEqual([]);
  });

  it('has no default export but configurations', () => {
    expect(offending(/\bexport default\b/, (path) => path.endsWith('.config.ts'))).toEqual([]);
  });

  it('names no Cornerstone type outside the viewer', () => {
    const others = ourSources().filter(
      ({ path }) => path.startsWith('renderer/') && !path.startsWith('renderer/viewer/'),
    );
    expect(
      others
        .filter((source) => importsOf(source).some((to) => to.startsWith('@cornerstonejs/')))
        .map(({ path }) => path),
    ).toEqual([]);
  });

  it('keeps files to one idea: 400 lines at most', () => {
    expect(
      ourSources()
        .filter(({ text }) => text.split('\n').length > 400)
        .map(({ path }) => path),
    ).toEqual([]);
  });

  it('has no drawer for odds and ends, and no barrel', () => {
    expect(
      ourSources()
        .filter(({ path }) => /\/(utils?|helpers?|common|misc|index)(\/|\.tsx?$)/.test(path))
        .map(({ path }) => path),
    ).toEqual([]);
  });
});

describe('this test', () => {
  it('sees a foreign import, a layer jumped and a worker named by URL', () => {
    const source = {
      path: 'core/x.ts',
      text: "import { a } from 'zod';\nimport '../electron/host/log.ts';\nnew URL('./w.ts', import.meta.url)",
    };
    expect(importsOf(source)).toEqual(['zod', 'electron/host/log.ts', 'core/w.ts']);
    expect(
      importsOf(source).filter((to) => !allowedFor(source.path).some((place) => lies(to, place))),
    ).toEqual(['zod', 'electron/host/log.ts']);
  });

  it('sees the type any, and lets a field have that name', () => {
    const typed = ['(x: any)', 'Map<string, any>', 'Set<any>', 'string | any', 'x as any', 'x: any[]'];
    expect(typed.filter((text) => !ANY.test(text))).toEqual([]);
    expect(["{ is: 'planned', any: ['RWE'] }", '{ a: 1, any?: string }', 'anyOf(a, b)']
      .filter((text) => ANY.test(text))).toEqual([]);
  });

  it('reads code, not comments or quotes', () => {
    expect(codeOf('a // throw\n/* throw */ \'throw\' "x" b')).not.toMatch(/throw/);
    expect(codeOf('throw x')).toMatch(/throw/);
  });
});
