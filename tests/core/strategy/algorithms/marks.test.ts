import { describe, expect, it } from 'vitest';
import type { Status } from '../../../../core/strategy/algorithms/table.ts';
import { CROSSING_ALGORITHMS } from '../../../../core/strategy/sideBySide.ts';

/**
 * The mark of every line of the tables in the notes on the crossing algorithms, sections 3.1 to 3.5, and of
 * the rules of the review that order its own column; word for word. What we added is marked OWN.
 */
const LINES: Readonly<Record<string, string>> = {
  H1: 'READ', H2: 'READ', H3: 'READ (arm), length split READ', H4: 'READ', H5: 'READ', H6: 'UNVERIFIED',
  H7: 'UNVERIFIED', H8: 'READ (early switch)',
  A1: 'READ (role), condition UNVERIFIED', A2: 'READ', A3: 'READ', A4: 'READ',
  A5: 'READ; how many are needed UNVERIFIED', A6: 'READ', A7: 'READ', A8: 'READ ("final options")',
  A9: 'numbers UNVERIFIED (that guidance exists: READ)',
  E1: 'SEED', E2: 'UNVERIFIED', E3: 'UNVERIFIED', E4: 'UNVERIFIED', E5: 'UNVERIFIED', E6: 'UNVERIFIED',
  G1: 'READ', G2: 'READ', G3: 'READ', G4: 'READ', G5: 'READ', G6: 'READ (title)',
  G7: 'READ/SEED; criteria list UNVERIFIED', G8: 'READ', G9: 'READ', G10: 'READ (numbers UNVERIFIED)',
  ...Object.fromEntries(
    ['C0', 'C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7'].map((id) => [id, 'READ idea, node detail UNVERIFIED']),
  ),
  ...Object.fromEntries(
    ['S052', 'S071', 'S080', 'S081', 'S090', 'S102', 'S112', 'S121', 'S122'].map((id) => [id, 'SEED']),
  ),
};
/** Lines of which only a part that decides nothing is unverified: the numbers of a switch, other criteria. */
const READ_IN_WHAT_DECIDES = ['G7', 'G10', 'H8'];
const statusOf = (id: string, mark: string): Status =>
  (/UNVERIFIED|OWN/.test(mark) && !READ_IN_WHAT_DECIDES.includes(id) ? 'unverified' : 'read');

const rows = CROSSING_ALGORITHMS.flatMap(({ rows: strict, unlessFound }) => [...strict, ...unlessFound]);
const remarks = CROSSING_ALGORITHMS.flatMap((algorithm) => algorithm.remarks);
const off = CROSSING_ALGORITHMS.flatMap((algorithm) => algorithm.off);

describe('the marks of the crossing algorithms', () => {
  it('are those of the lines of the notes, row by row', () => {
    expect(rows.filter(({ id, mark }) => LINES[id] !== mark).map(({ id, mark }) => [id, mark])).toEqual([]);
    expect(off.filter(({ id, mark }) => LINES[id] !== mark)).toEqual([]);
  });

  it('are those of the lines in what is said beside, or say that it is ours or was read elsewhere', () => {
    const elsewhere = [['H2', 'OWN'], ['C2', 'OWN'], ['C0', 'READ']].map(String);
    expect(remarks.map(({ id, mark }) => [id, mark])
      .filter(([id = '', mark]) => LINES[id] !== mark && !elsewhere.includes(`${id},${mark}`))).toEqual([]);
  });

  it('give each row the status of the weakest part that decides', () => {
    const sayings = [...rows, ...remarks];
    expect(sayings.filter(({ id, mark, status }) => status !== statusOf(id, mark))).toEqual([]);
  });

  it('cover every line: none of the notes is left out', () => {
    const said = new Set([
      ...rows.flatMap(({ id, others }) => [id, ...(others ?? []).flatMap((option) => option.id ?? [])]),
      ...remarks.map(({ id }) => id), ...off.map(({ id }) => id),
    ]);
    expect(Object.keys(LINES).filter((id) => !said.has(id))).toEqual([]);
  });

  it('stand on two readings of the same rows', () => {
    for (const { rows: strict, unlessFound } of CROSSING_ALGORITHMS) {
      expect(unlessFound.map(({ id, text }) => [id, text])).toEqual(strict.map(({ id, text }) => [id, text]));
    }
  });

  it('keep rows off in the EuroCTO algorithm only', () => {
    expect(CROSSING_ALGORITHMS.filter((one) => one.off.length > 0).map(({ id }) => id)).toEqual(['euro']);
  });
});
