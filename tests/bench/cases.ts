import { writeFileSync } from 'node:fs';
import { randomCases, type Richness } from '../phantoms/randomCases.ts';
import { timed, where, type Course } from './harness.ts';
import { madeOnce } from './inputs.ts';
import { COMMAND_LINE, output, processorTime, program } from './peers.ts';

const MANY = 10_000;
/** Every fact known and measured ones with their ranges; or nine in ten, each case with holes of its own. */
const RICH: readonly { readonly words: string; readonly name: string; readonly richness: Richness }[] = [
  { words: 'all facts known', name: 'full', richness: { known: 1, ranged: 1 } },
  { words: 'nine facts in ten known', name: 'rich', richness: { known: 0.9, ranged: 0.5 } },
];

/** Whole processes that read 10,000 cases, no two alike, and hand their answers to a pipe. */
export async function manyCases(): Promise<readonly Course[]> {
  const courses: Course[] = [];
  for (const { words, name, richness } of RICH) {
    const file = await madeOnce(`cases-${name}.json`, (path) => {
      writeFileSync(path, JSON.stringify(randomCases(20_261_128, MANY, richness)));
    });
    for (const command of ['score', 'strategy']) {
      const what = `${command} of 10,000 cases, ${words}`;
      const line = [process.execPath, ...COMMAND_LINE, command, file].map((word) => `'${word}'`).join(' ');
      courses.push({
        title: `${what}, whole process into a pipe`, unit: 'ms', rounds: 5, warmUps: 1,
        contenders: [{
          name: 'Fullmoon',
          run: where(program('sh'), (sh) => timed(() => output(sh, ['-c', `${line} | cat > /dev/null`]))),
        }],
        goals: [{ id: command, atMost: 2000 }],
      }, {
        title: `${what}, processor time of the same`, unit: 'ms', rounds: 3, warmUps: 0,
        contenders: [{
          name: 'Fullmoon',
          run: processorTime('true', []) === null ? null
            : () => processorTime(process.execPath, [...COMMAND_LINE, command, file]) ?? Number.NaN,
        }],
        goals: [],
      });
    }
  }
  return courses;
}
