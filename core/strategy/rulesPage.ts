import { conditionWords } from './conditionWords.ts';
import type { Condition, Definition } from './expression.ts';
import { PARAMETERS, type ParameterRow } from './parameters.ts';
import { MARKS, PLACES, type Rule } from './rule.ts';
import { CHAPTERS } from './rules.ts';

const PREAMBLE = `# The rules of the strategy, as Fullmoon reads them

Made from the tables in \`core/strategy\` by \`npm run pages\`; do not edit. For a clinician to hold
against the review: Mashayekhi K, Pyxaras SA, Werner GS, et al. Contemporary issues of PCI in heavily
calcified chronic total occlusions: an expert review from the European CTO Club. EuroIntervention 2023,
DOI 10.4244/EIJ-D-22-01096.

The review is expert opinion: the product says "the review suggests" and leaves the decision to the
operator. Where rules conflict the verbs go GATE (blocks, or asks for an override), AVOID, CAUT (caution),
REC (recommended), CONS (to be considered), INFO (risk or context), DEF (definition). A rule whose
condition hangs on a fact that is not known waits and names the fact; it is never silently left out.
"surely" means: as far as known, without waiting. The condition of a gate says when it is violated. Names
in square brackets are thresholds that the review leaves open.

Marks: ${Object.values(MARKS).join('; ')}.
`;

/**
 * The page of all rules for review on paper, in Markdown, made from their tables.
 *
 * @source Mashayekhi, EuroIntervention 2023, doi:10.4244/EIJ-D-22-01096
 */
export const rulesPage = (): string =>
  [
    PREAMBLE,
    ...CHAPTERS.map(({ title, rules }) =>
      section(
        title,
        ['Rule', 'Verb', 'When', 'Suggests', 'Why', 'Where', 'Mark'],
        rules.map(ruleRow),
        notesOf(rules),
      ),
    ),
    section(
      'Definitions',
      ['Name', 'Means', 'Source'],
      definitionsOf(CHAPTERS.flatMap(({ rules }) => rules.map(({ when }) => when))).map(definitionRow),
    ),
    section(
      'Thresholds that the review leaves open',
      ['Name', 'Meaning', 'Default', 'May be set', 'Origin', 'Mark'],
      Object.entries(PARAMETERS).map(([name, parameter]) => parameterRow(name, parameter)),
    ),
  ].join('\n');

/** A row of a table in Markdown. @source none */
export const row = (...cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

/** A chapter in Markdown: its title, its table, and what stands under it. @source none */
export const section = (
  title: string,
  heads: readonly string[],
  rows: readonly string[],
  after: readonly string[] = [],
): string =>
  [
    `## ${title}`,
    '',
    row(...heads),
    row(...heads.map(() => '---')),
    ...rows,
    '',
    ...(after.length > 0 ? [...after, ''] : []),
  ].join('\n');

const ruleRow = ({ id, verb, when, text, why, where, mark, rung }: Rule): string =>
  row(
    rung === undefined ? id : `${id} (${rung.ladder}${rung.step})`,
    verb,
    conditionWords(when),
    text,
    why,
    where.map((place) => PLACES[place]).join('; '),
    MARKS[mark],
  );

const notesOf = (rules: readonly Rule[]): readonly string[] =>
  rules.flatMap(({ id, notes = [] }) => notes.map((note) => `- ${id}: ${note}`));

const parameterRow = (
  name: string,
  { label, unit, standard, least, most, origin, mark }: ParameterRow,
): string => {
  const withUnit = (value: number): string => (unit === null ? `${value}` : `${value} ${unit}`);
  return row(
    name,
    label,
    withUnit(standard),
    `${least} to ${withUnit(most)}`,
    origin,
    mark.replace('-', ' '),
  );
};

/** A row of a table of definitions. @source the definition itself */
export const definitionRow = ({ name, of, source }: Definition): string =>
  row(name, conditionWords(of), source);

/** Every definition that conditions rest on, in the order in which they are met. @source the conditions */
export function definitionsOf(conditions: readonly Condition[]): readonly Definition[] {
  const found = new Set<Definition>();
  const walk = (condition: Condition): void => {
    switch (condition.kind) {
      case 'all':
      case 'any':
        for (const part of condition.of) walk(part);
        return;
      case 'not':
      case 'surely':
        return walk(condition.of);
      case 'stated':
        walk(condition.says);
        return walk(condition.otherwise);
      case 'named':
        found.add(condition);
        return walk(condition.of);
      default:
    }
  };
  for (const condition of conditions) walk(condition);
  return [...found];
}
