import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** A file of ours by its path from the root, with its text. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** All TypeScript files of ours below a folder. */
export const sources = (folder: string): readonly Source[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.split(sep).includes('node_modules'))
    .map((name) => join(folder, name))
    .map((path) => ({ path: path.split(sep).join('/'), text: readFileSync(join(root, path), 'utf8') }));

/** Everything under the three source folders. */
export const ourSources = (): readonly Source[] => ['core', 'electron', 'renderer'].flatMap(sources);

/**
 * What a file imports: packages by name, our own files by their path from the root. Worker files named by URL
 * count too.
 */
export const importsOf = ({ path, text }: Source): readonly string[] =>
  [...text.matchAll(/(?:\bfrom |\bimport |\bimport\(|new URL\((?=[^,]*\.ts'))'([^']+)'/g)]
    .map(([, to = '']) => to)
    .map((to) =>
      to.startsWith('.')
        ? relative('.', join(dirname(path), to))
            .split(sep)
            .join('/')
        : to,
    );

/**
 * Does an import, or a path, lie in a place? A place that ends in ':', '/' or '-' stands for all that begins
 * with it.
 */
export const lies = (to: string, place: string): boolean =>
  to === place || to.startsWith(/[:/-]$/.test(place) ? place : `${place}/`);

/** Text without comments and without what stands in quotes: only code. */
export const codeOf = (text: string): string =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|[^:'"`])\/\/.*$/gm, '$1')
    .replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, "''");
