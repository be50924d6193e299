import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scoresPage } from '../../../core/scores/scoresPage.ts';
import { SCORES } from '../../../core/scores/scores.ts';

const page = readFileSync(join(import.meta.dirname, '../../../docs/scores.md'), 'utf8');

it('docs/scores.md is what the tables say today: npm run pages', () => {
  expect(page).toBe(scoresPage(SCORES));
});

it('shows the operator, the edge and the mark of an item as they are computed', () => {
  const rows = page.split('\n');
  const row = (...parts: readonly string[]) =>
    rows.some((line) => parts.every((part) => line.includes(part)));
  expect([
    row('| Length |', 'occlusion length on angiography ≥ 20 mm (elsewhere >)', '20 mm: yes', '| A |'),
    row(
      '| Bend |',
      'bend inside the occlusion on CT > 45°; where not known: bend inside the occlusion on angiography ' +
        '> 45°',
    ),
    row('| Duration |', 'duration of the occlusion ≥ 12 months, or "unknown"'),
    row('| Tortuosity |', 'moderate, severe; mild too, marked as not in the paper; unseen leaves it open'),
    row('| Circumflex occlusion |', 'target vessel: LCx; a branch leaves it open'),
    row('| Not the LAD |', 'target vessel: not LAD'),
    row('| Planned strategy |', '2: planned: RWE or RDR; 1: planned: ADR', '| 2 or 1 |'),
    row(
      '| Wide and long',
      'arc on IVUS > 270° and length of the calcium on IVUS > 5 mm and calcium not known to lie deep',
    ),
    row(
      '| Severe calcification |',
      'where not known: greatest calcium arc on CT ≥ 180° and greatest calcified share',
    ),
    row('| No interventional collateral |', 'can cross: no'),
    row('| Low ejection fraction |', '≤ 45 %', '45 %: yes'),
    row('| Small vessel |', '< 3.5 mm', '3.5 mm: no'),
  ]).toEqual(Array.from({ length: 12 }, () => true));
});

it('marks an unverified rate as not shown, and says where none was read', () => {
  expect(page).toContain(
    '| first-attempt procedural success | validation: 514 first attempts (Alessandrino 2015) | 0 to 1 ' +
      '| 88.3 %, unverified, not shown | M |',
  );
  expect(page).toContain('| 2 to 3 | not read | - |');
  expect(page).toContain('| 1 to 2 | 0.1 to 0.5 % | A |');
});
