import { describe, expect, it } from 'vitest';
import { adviceFor } from '../../../core/strategy/advice.ts';
import { RULE_IDS } from '../../../core/strategy/rules.ts';
import { CONTEXT } from './contextVignettes.ts';
import { CROSSING } from './crossingVignettes.ts';
import { GOLDEN } from './goldenVignettes.ts';
import { PREPARATION } from './preparationVignettes.ts';
import type { Vignette } from './vignette.ts';

const own = [...CONTEXT, ...CROSSING, ...PREPARATION];
const vignettes = [...GOLDEN, ...own];

const ids = (rules: readonly { readonly id: string }[]): readonly string[] => rules.map(({ id }) => id);

/** What each named rule does in the case. */
function seen({ facts }: Vignette, named: readonly string[]): Readonly<Record<string, string>> {
  const { fired, needs, blocked } = adviceFor(facts);
  return Object.fromEntries(
    named.map((id) => [
      id,
      ids(fired).includes(id)
        ? 'fires'
        : ids(blocked).includes(id)
          ? 'blocks'
          : ids(needs).includes(id)
            ? 'waits'
            : 'is silent',
    ]),
  );
}

describe('a vignette', () => {
  it.each(vignettes.map((vignette) => [vignette.name, vignette] as const))('%s', (_name, vignette) => {
    const { fires = [], blocks = [], waits = [], silent = [], not = [] } = vignette;
    const named = [...fires, ...blocks, ...waits, ...silent];
    const expected = [
      ...fires.map((id) => [id, 'fires']),
      ...blocks.map((id) => [id, 'blocks']),
      ...waits.map((id) => [id, 'waits']),
      ...silent.map((id) => [id, 'is silent']),
    ];
    expect(seen(vignette, named)).toEqual(Object.fromEntries(expected));
    expect(Object.values(seen(vignette, not))).not.toContain('fires');
    expect(Object.values(seen(vignette, not))).not.toContain('blocks');
  });
});

describe('the vignettes together', () => {
  // Scores and algorithms are always on show here; `shown.test.ts` takes them away.
  const whileShown = new Set(['S020', 'S021', 'S022', 'S023', 'S026']);

  it('are twelve golden ones and at least forty more, each with a name of its own', () => {
    expect(GOLDEN.map(({ name }) => name.split(':')[0])).toEqual(
      Array.from({ length: 12 }, (_, at) => `V${at + 1}`),
    );
    expect(own.length).toBeGreaterThanOrEqual(40);
    expect(new Set(vignettes.map(({ name }) => name)).size).toBe(vignettes.length);
  });

  it('name only rules that exist', () => {
    const named = vignettes.flatMap(({ fires = [], blocks = [], waits = [], silent = [], not = [] }) => [
      ...fires,
      ...blocks,
      ...waits,
      ...silent,
      ...not,
    ]);
    expect(named.filter((id) => !RULE_IDS.some((known) => known === id))).toEqual([]);
  });

  it('fire every rule at least once', () => {
    const fired = new Set(vignettes.flatMap(({ fires = [], blocks = [] }) => [...fires, ...blocks]));
    expect(RULE_IDS.filter((id) => !fired.has(id) && !whileShown.has(id))).toEqual([]);
  });

  it('keep every rule silent at least once', () => {
    const silent = new Set(vignettes.flatMap(({ silent: kept = [] }) => kept));
    expect(RULE_IDS.filter((id) => !silent.has(id) && !whileShown.has(id))).toEqual([]);
  });
});
