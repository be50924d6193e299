import Database from 'better-sqlite3';
import { searchedCases } from '../../electron/host/store/caseSearch.ts';
import { listOfCases, tenThousand } from '../phantoms/listOfCases.ts';
import { timed, type Course } from './harness.ts';

const TYPED = ['mu', 'muller7', 'given12 gruber', 'PID-00777', '2026', '2019-11', 'g', 'nobody', ''];

/** What the worklist asks with each letter that is typed, in a library of 10,000 cases. */
export async function worklistSearches(): Promise<readonly Course[]> {
  const { sql } = listOfCases(new Database(':memory:'), tenThousand());
  return TYPED.map((text, n): Course => ({
    title: `10,000 cases by “${text}”`, unit: 'ms', rounds: 9, warmUps: 2,
    contenders: [{
      name: 'Fullmoon',
      run: () => timed(() => searchedCases({ sql }, { text, sort: 'opened', order: 'desc', limit: 50, offset: 0 })),
    }],
    goals: [{ id: `worklist ${n + 1}`, atMost: 50 }],
  }));
}
