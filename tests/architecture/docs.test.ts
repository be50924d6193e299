import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeOf, ourSources, sources } from './sources.ts';

const root = join(import.meta.dirname, '../..');

/** Exports that carry no comment of their own, as `file: name`. */
function undocumented(path: string, text: string): readonly string[] {
  const lines = text.split('\n');
  return lines.flatMap((line, at) => {
    const name = /^export (?:async )?(?:function\*?|const|interface|type|class) (\w+)/.exec(line)?.[1];
    if (name === undefined) return [];
    const above = lines[at - 1]?.trim() ?? '';
    // A type named after the schema or the table just above it shares that one's comment.
    const isNamedSchema = /^export type \w+ = (z\.infer<typeof \w+>|\(typeof \w+\)\[number\]);$/.test(line);
    return above.endsWith('*/') || isNamedSchema ? [] : [`${path}: ${name}`];
  });
}

describe('documentation', () => {
  it('stands on every export of the core but kernels, whose typed neighbours speak for them', () => {
    const known = new Set(['core/contract/contract.ts', 'core/result.ts']);
    const speaking = sources('core').filter(({ path }) => !known.has(path) && !path.endsWith('.kernel.ts'));
    expect(speaking.flatMap(({ path, text }) => undocumented(path, text))).toEqual([]);
  });

  it('names its source in scores, calcium and strategy', () => {
    const clinical = sources('core').filter(({ path }) => /^core\/(scores|calcium|strategy)\//.test(path));
    expect(clinical.filter(({ text }) => !text.includes('@source')).map(({ path }) => path)).toEqual([]);
  });

  it('is British in our own names', () => {
    const american = /\b\w*(centerline|Centerline|colorize|Colorize)\w*/;
    expect(
      ourSources()
        .filter(({ path }) => !path.startsWith('renderer/viewer/'))
        .filter(({ text }) => american.test(codeOf(text)))
        .map(({ path }) => path),
    ).toEqual([]);
  });

  it('leaves nothing for later', () => {
    const later = /\b(TODO|FIXME|XXX|HACK)\b/;
    expect(
      [...ourSources(), ...sources('tests')]
        .filter(({ path }) => !path.startsWith('tests/architecture/'))
        .filter(({ text }) => later.test(text))
        .map(({ path }) => path),
    ).toEqual([]);
  });

  it('points only at files that exist', () => {
    const pages = [
      'README.md',
      ...readdirSync(join(root, 'docs'))
        .filter((name) => name.endsWith('.md'))
        .map((name) => `docs/${name}`),
    ];
    const tracked = (path: string): boolean => {
      try {
        readFileSync(join(root, path));
        return true;
      } catch (failure) {
        return (failure as NodeJS.ErrnoException).code === 'EISDIR';
      }
    };
    const broken = pages.filter(tracked).flatMap((page) =>
      [...readFileSync(join(root, page), 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g)]
        .map(([, to = '']) => join(page, '..', to))
        .filter((to) => !tracked(to))
        .map((to) => `${page}: ${to}`),
    );
    expect(broken).toEqual([]);
  });
});

it('this test sees an export without a comment', () => {
  expect(undocumented('x.ts', '/** said */\nexport const a = 1;\nexport const b = 2;')).toEqual(['x.ts: b']);
});
