import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { algorithmsPage } from '../../../core/strategy/algorithmsPage.ts';

const page = algorithmsPage();
const rowsOf = (name: string): readonly string[] =>
  page.split('\n').filter((line) => line.startsWith(`| ${name} |`));

describe('the page of the crossing algorithms', () => {
  it('is current: npm run pages writes it', () => {
    expect(readFileSync(join(import.meta.dirname, '../../../docs/algorithms.md'), 'utf8')).toBe(page);
  });

  it('shows a row with its condition, answer, mark and status', () => {
    expect(rowsOf('H2')[0]).toBe(
      '| H2 | ambiguous proximal cap: no AND NOT the landing zone is poor AND '
      + 'occlusion length on angiography, else occlusion length on CT ≥ 20 mm | ADR | – | '
      + 'Clear cap, good distal vessel, occlusion of 20 mm or more: antegrade dissection and re-entry. '
      + '| READ | read |',
    );
  });

  it('says where a row puts nothing first, where it holds always, and what its options depend on', () => {
    expect(rowsOf('A7')[0]).toContain('| no order | parallel wire; ADR |');
    expect(rowsOf('C0')[0]).toContain('| – | – | Only for a first strategy');
    expect(rowsOf('S080')[0]).toContain(
      '| S080 | always | AWE | RWE if collateral that a wire and microcatheter can cross: yes; '
      + 'stiffer wires (S082) if calcium is severe; knuckle (S083)',
    );
  });

  it('shows the rows that are off as off and not verified', () => {
    expect(rowsOf('E3')[0]).toMatch(/^\| E3 \| off \| – \| – \| .* \| UNVERIFIED \| unverified \|$/);
  });

  it('shows the equipment with its reasons, sizes and cautions', () => {
    expect(rowsOf('low-profile balloon')[1]).toBe(
      '| low-profile balloon | balloons | S103, S154 | – | less than 1.5 mm (S147) | – | – |',
    );
    expect(rowsOf('small balloon to be ruptured (BAM)')[0])
      .toContain('| S107 | kind of balloon: BAM | 1.25 to 1.5 mm (S148) |');
    expect(rowsOf('semicompliant balloon for BASE')[0]).toContain('| 1:1 to the proximal reference (S150) |');
    expect(rowsOf('non-compliant balloon')[0]).toContain('| 1:1 between the references (S149) |');
    expect(rowsOf('rotational atherectomy with burrs')[0])
      .toContain('| less than 1.5 mm if track of the wire: transition (S144) |');
    expect(rowsOf('orbital atherectomy')[0]).toContain('| S088, S089, S109, S143 |');
    expect(rowsOf('metal-tipped microcatheter that is screwed in')[0])
      .toContain('| Tornus, Turnpike Spiral, Turnpike Gold |');
  });
});
