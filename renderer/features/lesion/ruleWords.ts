import type { FactPath } from '../../../core/lesion/caseFacts.ts';
import type { SheetRow } from '../../../core/lesion/factSheet.ts';
import { lowerFirst } from './scoreWords.ts';
import type { Verb } from '../../../core/strategy/rule.ts';

/** A verb in the word that is read first, and how it is said in full. */
export const VERB_WORDS: Readonly<Record<Verb, { readonly word: string; readonly full: string; readonly tone: 'stop' | 'care' | 'do' | 'know' }>> = {
  GATE: { word: 'STOP', full: 'a safety gate: it blocks, or asks for a reason', tone: 'stop' },
  AVOID: { word: 'AVOID', full: 'to be avoided', tone: 'stop' },
  CAUT: { word: 'CARE', full: 'a caution', tone: 'care' },
  REC: { word: 'DO', full: 'recommended', tone: 'do' },
  CONS: { word: 'WEIGH', full: 'to be considered', tone: 'do' },
  INFO: { word: 'KNOW', full: 'risk or context', tone: 'know' },
  DEF: { word: 'MEANS', full: 'a definition', tone: 'know' },
};

/** Facts with their values in the words of the sheet: "largest area share 100 %, stump blunt". */
export const groundWords = (facts: readonly FactPath[], rows: ReadonlyMap<FactPath, SheetRow>, phase: string): string =>
  facts.map((path) => {
    if (path === 'phase') return `the phase is ${phase}`;
    const row = rows.get(path);
    return row === undefined ? path : `${lowerFirst(row.name)} ${row.value ?? 'not known'}`;
  }).join(', ');

/** The text of a rule in what is read first and the rest: up to where its sentence first pauses. */
export function headAndRest(text: string): readonly [head: string, rest: string] {
  const pause = /[:;.,](?= )/g;
  pause.lastIndex = 18;
  const at = pause.exec(text)?.index ?? text.length;
  return [text.slice(0, at + 1), text.slice(at + 1)];
}

/** A fact’s name as it stands on the sheet. */
export const factName = (path: FactPath, rows: ReadonlyMap<FactPath, SheetRow>): string =>
  (path === 'phase' ? 'Phase' : rows.get(path)?.name ?? path);

/** The phases in the order of a procedure, in words. */
export const PHASES = [
  ['planning', 'Planning'], ['cap', 'Cap'], ['tracking', 'Tracking'], ['device', 'Device'], ['preparation', 'Preparation'],
  ['before-stent', 'Before stent'], ['after-stent', 'After stent'], ['follow-up', 'Follow-up'],
] as const;
