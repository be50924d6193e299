import { STRATEGIES, type StrategyRow } from './algorithms/strategies.ts';
import type { CrossingAlgorithm, Option, Row } from './algorithms/table.ts';
import { conditionWords } from './conditionWords.ts';
import type { Condition } from './expression.ts';
import { EQUIPMENT, type ItemRow, type SizeRule } from './equipmentItems.ts';
import { definitionRow, definitionsOf, row, section } from './rulesPage.ts';
import { CROSSING_ALGORITHMS } from './sideBySide.ts';

const PREAMBLE = `# The crossing algorithms and the equipment, as Fullmoon reads them

Made from the tables in \`core/strategy\` by \`npm run pages\`; do not edit. For a clinician to hold
against the papers. Of most algorithms the figure itself was not read: each row carries its mark. READ:
taken from a text that was read. SEED: stated by the review of the EuroCTO Club, which was read. OWN: ours.
UNVERIFIED: not read; such rows are shown as not verified, and rows that are off are never evaluated.

The first row that holds answers. A row whose condition hangs on a fact that is not known waits. Findings
that only add to a row (a bifurcation, distal calcium, a further difficulty) do not hold the answer up: it
is given on condition that they are absent, and they are named.
`;

/**
 * The page of the crossing algorithms and the equipment list for review on paper, in Markdown.
 *
 * @source the papers named in the tables
 */
export const algorithmsPage = (): string =>
  [
    PREAMBLE,
    ...CROSSING_ALGORITHMS.map(algorithmSection),
    section(
      'Definitions',
      ['Name', 'Means', 'Source'],
      [...new Set(definitionsOf(CROSSING_ALGORITHMS.flatMap(conditionsOf)).map(definitionRow))],
    ),
    section(
      'Strategies',
      ['Name', 'Means', 'Way', 'By'],
      Object.entries<StrategyRow>(STRATEGIES).map(([name, { words, way, by }]) => row(name, words, way, by)),
    ),
    section(
      'Equipment',
      ['Item', 'Group', 'Asked for by', 'Or by the plan', 'Size', 'Cautions', 'Examples'],
      Object.values<ItemRow>(EQUIPMENT).map(itemRow),
    ),
  ].join('\n');

const NOTHING = '–';

const algorithmSection = ({ name, citation, rows, remarks, off }: CrossingAlgorithm): string =>
  section(
    name,
    ['Row', 'When', 'First', 'Also', 'Says', 'Mark', 'Status'],
    [
      ...rows.map(answerRow),
      ...remarks.map(({ id, when, text, mark, status }) =>
        row(id, conditionWords(when), NOTHING, NOTHING, text, mark, status)),
      ...off.map(({ id, text, mark }) => row(id, 'off', NOTHING, NOTHING, text, mark, 'unverified')),
    ],
    [citation],
  );

const conditionsOf = ({ ends, rows }: CrossingAlgorithm): readonly Condition[] => [
  ends, ...rows.flatMap(({ when, others = [] }) => [when, ...others.flatMap((option) => option.when ?? [])]),
];

const answerRow = ({ id, when, first, others = [], text, mark, status }: Row): string =>
  row(
    id,
    conditionWords(when) || 'always',
    first ?? (others.length === 0 ? NOTHING : 'no order'),
    others.map(optionWords).join('; ') || NOTHING,
    text,
    mark,
    status,
  );

const optionWords = ({ strategy, when, id }: Option): string => {
  const named = id === undefined ? strategy : `${strategy} (${id})`;
  return when === undefined ? named : `${named} if ${conditionWords(when)}`;
};

const itemRow = ({ name, group, rules, plan, size, cautions = [], examples = [] }: ItemRow): string =>
  row(
    name,
    group,
    rules.join(', '),
    plan === undefined ? NOTHING : conditionWords(plan),
    size === undefined ? NOTHING : `${sizeWords(size)} (${size.rule})`,
    cautions.join(', ') || NOTHING,
    examples.join(', ') || NOTHING,
  );

function sizeWords(size: SizeRule): string {
  if ('below' in size) {
    const limit = `less than ${size.below} mm`;
    return size.only === undefined ? limit : `${limit} if ${conditionWords(size.only)}`;
  }
  if ('least' in size) return `${size.least} to ${size.most} mm`;
  return size.oneToOne === 'proximal' ? '1:1 to the proximal reference' : '1:1 between the references';
}
