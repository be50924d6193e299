import { conditionWords, edgeWords } from './conditionWords.ts';
import type { Category, Item, Published, Rate, ScoreTable } from './score.ts';

const PREAMBLE = `# The scores, as Fullmoon computes them

Made from the tables in \`core/scores\` by \`npm run pages\`; do not edit. For a clinician to hold against the
papers.

Marks: **A** read in the primary abstract, the seed review or a society's summary; **B** read in a secondary
source only; **I** inferred from A and B; **M** unverified, from memory: such rates are never shown in the
product; **-** not found.

A fact that was not asked widens the points: least without, greatest with its points. Length and bend are read
in the score's own modality first, then in the other, marked; calcium never. Outcomes differ from score to
score and are never averaged or converted. "At the edge" says whether a value exactly there counts.
`;

/**
 * The page of all scores for review on paper, in Markdown, made from their tables.
 *
 * @source the paper of each table
 */
export function scoresPage(tables: readonly ScoreTable[]): string {
  return `${[PREAMBLE, calciumSection(tables), ...tables.map(section)].join('\n')}`;
}

const row = (...cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
const grid = (heads: readonly string[], rows: readonly string[]): string =>
  [row(...heads), row(...heads.map(() => '---')), ...rows].join('\n');

const calciumSection = (tables: readonly ScoreTable[]): string => `## Calcium in each score

${grid(
  ['Score', 'Modality', 'What scores', 'Points', 'At the edge', 'Mark'],
  tables.flatMap((table) => {
    const asked = table.items.flatMap((item) =>
      item.about === undefined || item.about === 'plan'
        ? []
        : [
            row(
              table.name,
              item.about.calcium,
              item.definition,
              pointsCell(item),
              edgeCell(item),
              item.evidence,
            ),
          ],
    );
    return asked.length > 0 ? asked : [row(table.name, '', 'no item', '0', '', '')];
  }),
)}
`;

const section = (table: ScoreTable): string => `## ${table.name} (\`${table.id}\`)

${table.citation}. Range ${table.range[0]} to ${table.range[1]}.
Mark of its points as a whole: **${table.evidence}**.

${grid(['Item', 'What scores', 'As computed', 'Points', 'At the edge', 'Mark'], table.items.map(itemRow))}

${grid(['Points', 'Category', 'Reading', 'Mark'], table.categories.map(categoryRow))}

${grid(['Outcome', 'Cohort', 'Points', 'Rate', 'Mark'], table.published.flatMap(publishedRows))}

${table.notes.map((note) => `- ${note}`).join('\n')}
`;

const itemRow = (item: Item): string =>
  row(
    item.label,
    item.definition,
    item.grades
      .map(({ points, when }) => (item.grades.length > 1 ? `${points}: ` : '') + conditionWords(when))
      .join('; '),
    pointsCell(item),
    edgeCell(item),
    item.evidence,
  );
const pointsCell = ({ grades }: Item): string => grades.map(({ points }) => `${points}`).join(' or ');
const edgeCell = ({ grades }: Item): string =>
  [...new Set(grades.flatMap(({ when }) => edgeWords(when)))].join('; ');

const stretch = (least: number, most: number): string =>
  least === most ? `${least}` : `${least} to ${most}`;
const categoryRow = ({ least, most, name, reading, evidence }: Category): string =>
  row(stretch(least, most), name ?? 'none found', reading ?? '', evidence);
const publishedRows = ({ outcome, cohort, rates }: Published): readonly string[] =>
  rates.map((one) => row(outcome, cohort, stretch(one.least, one.most), rateCell(one), one.evidence));
const rateCell = ({ lowPercent, highPercent, evidence }: Rate): string => {
  if (lowPercent === null || highPercent === null) return 'not read';
  return `${stretch(lowPercent, highPercent)} %${evidence === 'M' ? ', unverified, not shown' : ''}`;
};
