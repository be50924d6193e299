// Writes THIRD_PARTY_NOTICES.txt: what ships with Fullmoon, under which licence. Run: npm run notices
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(import.meta.dirname, '..');

/** Licences under which something may ship. Another one needs a decision, and a line here. */
const ALLOWED: readonly string[] = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'OFL-1.1',
  'Python-2.0',
  'Unlicense',
  'Zlib',
];

/** Packages whose licence stands in its own file and not in their package.json: read, and found to be this one. */
const READ: Readonly<Record<string, string>> = { 'png-js': 'MIT' };

/** Packages in the page that those which need them do not name. */
const UNNAMED = ['events'];

/** Libraries compiled into a package, which its package.json does not name. */
const WITHIN = [
  'CharLS (JPEG-LS), BSD-3-Clause, https://github.com/team-charls/charls, in @cornerstonejs/codec-charls',
  'OpenJPEG (JPEG 2000), BSD-2-Clause, https://www.openjpeg.org, in @cornerstonejs/codec-openjpeg',
  'OpenJPH (HTJ2K), BSD-2-Clause, https://github.com/aous72/OpenJPH, in @cornerstonejs/codec-openjph',
  'libjpeg-turbo, IJG AND BSD-3-Clause AND Zlib, https://libjpeg-turbo.org, in @cornerstonejs/codec-libjpeg-turbo-8bit',
  'Yoga, MIT, https://www.yogalayout.dev, in yoga-layout',
  'SQLite, public domain, https://sqlite.org, in better-sqlite3',
  'Electron (MIT) and Chromium: see LICENSE.electron.txt and LICENSES.chromium.html beside the program',
];

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  /** How old packages say it. */
  readonly licenses?: readonly { readonly type: string }[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** A package that ships. */
export interface Shipped {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
}

const manifestOf = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

/** Names of the packages that the page imports; the bundler takes them and what they need. */
function importedByPage(): readonly string[] {
  const files = readdirSync(join(root, 'renderer'), { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.(tsx?|css)$/.test(name) && !name.endsWith('.config.ts'),
  );
  const named = files.flatMap((name) =>
    [
      ...readFileSync(join(root, 'renderer', name), 'utf8').matchAll(
        /(?:from|import|@import|import\()\s*'([^'./][^']*)'/g,
      ),
    ].map(([, to = '']) => to),
  );
  return named.map((to) =>
    to
      .split('/')
      .slice(0, to.startsWith('@') ? 2 : 1)
      .join('/'),
  );
}

/** Folder in which a package is found from another one: Node's own search. */
function folderOf(name: string, from: string): string | undefined {
  for (let at = from; at.startsWith(root); at = join(at, '..')) {
    const folder = join(at, 'node_modules', name);
    if (existsSync(join(folder, 'package.json'))) return folder;
  }
  return undefined;
}

function licenceText(folder: string): string {
  const file = readdirSync(folder)
    .toSorted()
    .find((name) => /^(licen[cs]e|copying|ofl)/i.test(name) && !name.endsWith('.js'));
  return file === undefined ? '' : readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim();
}

/**
 * Everything that ships: the dependencies of the program and the packages of the page, with what they need.
 */
export function shipped(): readonly Shipped[] {
  const program = Object.keys(manifestOf(root).dependencies ?? {});
  const waiting = [...program, ...importedByPage(), ...UNNAMED].map((name) => ({ name, from: root }));
  const seen = new Map<string, Shipped>();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const folder = folderOf(next.name, next.from);
    if (folder === undefined || next.name.startsWith('@types/')) continue;
    const {
      name,
      version,
      licenses,
      license = licenses?.map(({ type }) => type).join(' OR ') ?? READ[name] ?? 'none named',
      dependencies = {},
    } = manifestOf(folder);
    if (seen.has(`${name}@${version}`)) continue;
    seen.set(`${name}@${version}`, { name, version, licence: license, text: licenceText(folder) });
    waiting.push(...Object.keys(dependencies).map((needed) => ({ name: needed, from: folder })));
  }
  return [...seen.values()].toSorted((a, b) =>
    `${a.name}@${a.version}`.localeCompare(`${b.name}@${b.version}`, 'en'),
  );
}

/**
 * Are all licences of an expression such as "(MIT OR GPL-3.0)" or "MIT AND Zlib" allowed, where it leaves a
 * choice: one?
 */
export const isAllowed = (licence: string): boolean =>
  licence
    .replace(/[()]/g, '')
    .split(' AND ')
    .every((part) => part.split(' OR ').some((one) => ALLOWED.includes(one.trim())));

/** The text of the notices. Equal licence texts stand once. */
export function noticesText(packages: readonly Shipped[]): string {
  const texts = [...new Set(packages.map(({ text }) => text).filter((text) => text !== ''))];
  const list = packages.map(
    ({ name, version, licence, text }) =>
      `${name} ${version}, ${licence}${text === '' ? '' : `, text ${texts.indexOf(text) + 1}`}`,
  );
  return [
    'Fullmoon is licensed under the Apache License 2.0; see LICENSE. It ships with the following.',
    '',
    ...list,
    '',
    'Compiled into them:',
    '',
    ...WITHIN,
    '',
    ...texts.flatMap((text, at) => [`---- text ${at + 1} ----`, '', text, '']),
  ].join('\n');
}

// Not import.meta.main: the launcher imports what it runs.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const packages = shipped();
  const refused = packages.filter(({ licence }) => !isAllowed(licence));
  for (const { name, licence } of refused)
    process.stderr.write(`${name} is licensed under ${licence}, which is not on the list.\n`);
  if (refused.length > 0) process.exit(1);
  writeFileSync(join(root, 'THIRD_PARTY_NOTICES.txt'), noticesText(packages));
}
