import { describe, expect, it } from 'vitest';
import { stockCsv, stockOf } from '../../../core/plan/stockCsv.ts';
import type { StockRow } from '../../../core/plan/stockRow.ts';

const row = (more: Partial<StockRow> = {}): StockRow => ({ item: null, name: 'Gaia 3', sizeMm: null, count: 1, useBy: null, ...more });
const read = (csv: string): readonly StockRow[] => {
  const rows = stockOf(csv);
  if (!rows.ok) throw new Error(rows.failure.problems.join(' '));
  return rows.value;
};
const problems = (csv: string): readonly string[] => {
  const rows = stockOf(csv);
  return rows.ok ? [] : rows.failure.problems;
};

describe('a stock list as CSV', () => {
  it('comes back exactly from what is written, whatever its names hold', () => {
    const names = [
      '=SUM(A1)', '+1', '-1', '@cmd', "'=quoted", "''@twice", "'plain", 'a "b" c', 'a, b; c', 'two\r\nlines', 'tab\tin it', '\u00fcber', '日本',
    ];
    const rows = names.map((name, n) => row({ name, count: n, sizeMm: n % 2 === 0 ? 1.25 : null, useBy: n % 3 === 0 ? '2027-02-28' : null, item: 'nc-balloon' }));
    expect(read(stockCsv(rows))).toEqual(rows);
  });

  it('writes nothing that a spreadsheet would run', () => {
    const csv = stockCsv(['=1', '+1', '-1', '@x'].map((name) => row({ name })));
    const fields = csv.split('\r\n').slice(1, 5).map((line) => line.split(',')[1]);
    expect(fields).toEqual(['"\'=1"', '"\'+1"', '"\'-1"', '"\'@x"']);
  });

  it('reads what spreadsheets write: another separator, another order, decimal commas, empty lines, a mark of the encoding', () => {
    const csv = '\uFEFFName;Count;Size mm;Comment\r\n"NC 3,25 x 15";4;3,25;"with ""care"""\r\n;;;\r\nGaia 3;0;;\n';
    expect(read(csv)).toEqual([row({ item: 'nc-balloon', name: 'NC 3,25 x 15', sizeMm: 3.25, count: 4 }), row({ count: 0 })]);
  });

  it('takes the kind by id, by words, or from the name', () => {
    expect(read('kind,name,count\nivl-balloon,C2,1\nguide extension,Guidezilla,1\n,Turnpike Gold,2').map(({ item }) => item))
      .toEqual(['ivl-balloon', 'guide-extension', 'screwing-microcatheter']);
  });

  it('says line by line what is wrong, and takes nothing', () => {
    expect(problems('name,count\n,1\nGaia 3,many\n')).toEqual([
      'Line 2: a name of 1 to 120 characters is missing.', 'Line 3: the count must be a whole number from 0 to 9999.',
    ]);
    expect(problems('name,count,size_mm,use_by,kind\nA,1,14,,\nA,1,,2027-02-30,\nA,1,,,hammer')).toEqual([
      'Line 2: the size must be a diameter up to 12 mm, or empty.', 'Line 3: the date must read YYYY-MM-DD, or be empty.',
      'Line 4: "hammer" is no kind of equipment that is known here; leave it empty.',
    ]);
    expect(problems('name,count\n"open,1')).toEqual(['A quotation mark is opened and never closed.']);
    expect(problems('device,number\nA,1')[0]).toMatch(/^The first line names no column "name" and "count"\./);
    expect(problems('')[0]).toContain('kind,name,size_mm,count,use_by');
  });

  it.each(['2027-02-28', '2028-02-29', '2000-02-29', '2027-12-31', '2027-01-01'])('takes the day %s', (day) => {
    expect(read(`name,count,use_by\nA,1,${day}`)).toEqual([row({ name: 'A', count: 1, useBy: day })]);
  });

  it.each(['2027-02-29', '2100-02-29', '2027-04-31', '2027-13-01', '2027-00-10', '2027-01-00', '27-01-01', 'soon'])('takes no day %s', (day) => {
    expect(problems(`name,count,use_by\nA,1,${day}`)).toEqual(['Line 2: the date must read YYYY-MM-DD, or be empty.']);
  });

  it('names the line at which a field over several lines begins', () => {
    expect(problems('name,count\n"a\nb",1\nc,x')).toEqual(['Line 4: the count must be a whole number from 0 to 9999.']);
  });
});
