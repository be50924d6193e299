import { factRow } from '../lesion/caseFacts.ts';
import { algorithmAdvice, type AlgorithmAdvice } from './algorithms/algorithmAdvice.ts';
import { asiaPacific } from './algorithms/asiaPacific.ts';
import { ctHybrid } from './algorithms/ctHybrid.ts';
import { euroCto } from './algorithms/euroCto.ts';
import { globalCrossing } from './algorithms/globalCrossing.ts';
import { hybrid } from './algorithms/hybrid.ts';
import { seed } from './algorithms/seed.ts';
import { STRATEGIES, type Strategy, type StrategyRow } from './algorithms/strategies.ts';
import type { CrossingAlgorithm } from './algorithms/table.ts';
import type { World } from './evaluation.ts';

/** The crossing algorithms, in the order in which they are shown. @source each names its own */
export const CROSSING_ALGORITHMS: readonly CrossingAlgorithm[] = [
  seed, hybrid, asiaPacific, euroCto, globalCrossing, ctHybrid,
];

/** The answers of all algorithms, and in words where they agree and differ: never blended into one. */
export interface SideBySide {
  readonly algorithms: readonly AlgorithmAdvice[];
  readonly comparison: readonly string[];
}

/**
 * What every crossing algorithm answers to a case in its present phase, side by side.
 *
 * @source the papers named in the tables
 */
export function crossingAlgorithms(world: World): SideBySide {
  const algorithms = CROSSING_ALGORITHMS.map((algorithm) => algorithmAdvice(algorithm, world));
  return { algorithms, comparison: comparisonOf(algorithms) };
}

/** Where the answers agree and differ, sentence by sentence. */
function comparisonOf(answers: readonly AlgorithmAdvice[]): readonly string[] {
  const firsts = answers.flatMap(
    (answer) => (answer.first === null ? [] : [{ answer, first: answer.first }]),
  );
  const sentences = [
    compared(firsts, 'way', ['antegrade', 'retrograde']),
    compared(firsts, 'by', ['wires', 'dissection']),
  ];
  return [
    ...sentences.filter((sentence) => sentence !== null),
    ...answers.flatMap((answer) => standingWords(answer)),
  ];
}

interface First { readonly answer: AlgorithmAdvice; readonly first: Strategy }

const row = (strategy: Strategy): StrategyRow => STRATEGIES[strategy];
const nameOf = ({ answer, first }: First): string =>
  `${answer.name} (${first}${answer.status === 'unverified' ? ', not verified' : ''})`;

const QUESTIONS = { way: 'the way in', by: 'the means' } as const;

/** One sentence on whether those that take a side take the same; null for fewer than two. */
function compared<Of extends 'way' | 'by'>(
  firsts: readonly First[], of: Of, sides: readonly StrategyRow[Of][],
): string | null {
  const taken = sides
    .map((side) => ({ side, by: firsts.filter(({ first }) => row(first)[of] === side) }))
    .filter(({ by }) => by.length > 0);
  if (taken.flatMap(({ by }) => by).length < 2) return null;
  const words = taken.map(({ side, by }) => `${side} in ${listed(by.map(nameOf))}`).join('; ');
  return `${taken.length === 1 ? 'Agreement' : 'Disagreement'} on ${QUESTIONS[of]}: ${words}.`;
}

/** What stands beside an answer, or in its place. */
function standingWords({ name, standing, needs, alternatives, reason }: AlgorithmAdvice): readonly string[] {
  const asked = listed(needs.map((path) => factRow(path).label));
  switch (standing) {
    case 'waits': return [`${name} waits for: ${asked}.`];
    case 'on-condition': return [`${name} could change with: ${asked}.`];
    case 'options': return [`${name} leaves open: ${listed(alternatives)}.`];
    case 'silent':
    case 'ended': return [`${name}: ${reason}`];
    case 'decided': return [];
  }
}

const listed = (words: readonly string[]): string => words.join(', ');
