import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { keptStatements } from '../../electron/host/store/keptStatements.ts';
import { readMigrations } from '../../electron/host/store/migrate.ts';
import { searchedPlans, type PlanQuery } from '../../electron/host/store/planSearch.ts';
import { listOfPlans, type ListOfPlans } from '../phantoms/listOfPlans.ts';
import { timed, type Course } from './harness.ts';
import { madeOnce } from './inputs.ts';

const MANY = 100_000;
const SCHEMA = readMigrations(join(import.meta.dirname, '../../migrations')).all.length;
const ASKED: readonly (readonly [words: string, query: Partial<PlanQuery>])[] = [
  ['all of them', {}], ['a first name and a vessel', { text: 'given12 lad' }], ['one letter', { text: 'g' }], ['a patient ID', { text: 'PID-0777' }],
  ['a lesion that a quarter have', { text: 'rca mid' }], ['a day in the text', { text: '14.03.2019' }],
  ['a month', { from: '2019-03-01', to: '2019-03-31' }], ['a J-CTO', { jCto: 3 }],
  ['a name, a year and a J-CTO', { text: 'gruber', from: '2020-01-01', to: '2020-12-31', jCto: 3 }], ['the last page', { offset: MANY - 50 }],
  ['the drafts', { kind: 'draft' }], ['patient, the last page', { sort: 'name', order: 'asc', offset: MANY - 50 }],
  ['one letter, in the order of vessels', { text: 'g', sort: 'lesion', order: 'asc' }],
  ['a year and a J-CTO, in the order of patients', { from: '2020-01-01', to: '2020-12-31', jCto: 3, sort: 'name', order: 'asc' }],
  ['days and a J-CTO that nothing has, signed', { from: '2031-01-01', jCto: 5, kind: 'signed', sort: 'jCto' }],
  ['a lesion, signed, by J-CTO from the highest', { text: 'rca mid', kind: 'signed', sort: 'jCto', order: 'desc' }],
];

/** A page of the search over 100,000 plans and how many there are in all; beside it a walk through all rows with LIKE. */
export async function planSearches(): Promise<readonly Course[]> {
  const path = await madeOnce(`plans-100000-schema-${SCHEMA}.sqlite`, (file) => {
    rmSync(file, { force: true });
    const db = new Database(file);
    db.pragma('journal_mode = OFF');
    listOfPlans(db, MANY);
    db.close();
  });
  const db = new Database(path, { readonly: true });
  const sql = keptStatements(db);
  return ASKED.map(([words, changed], n): Course => {
    const query: PlanQuery = { text: '', from: null, to: null, jCto: null, kind: 'all', sort: 'newest', order: 'desc', limit: 50, offset: 0, ...changed };
    return {
      title: `100,000 plans by ${words}`, unit: 'ms', rounds: 9, warmUps: 2,
      contenders: [
        { name: 'Fullmoon', run: () => timed(() => searchedPlans({ sql }, query)) },
        { name: 'LIKE over all rows', run: () => timed(() => walked(sql, query)) },
      ],
      goals: [{ id: `plans ${n + 1}`, atMost: 50 }],
    };
  });
}

const FROM = `FROM plan_listing JOIN plan USING (plan_number) JOIN patient_case USING (case_number) WHERE (@from IS NULL OR day >= @from)
  AND (@to IS NULL OR day <= @to) AND (@jCto IS NULL OR (j_cto_least <= @jCto AND j_cto_most >= @jCto))`;

/** What is asked without any index, as a first version would do it. */
function walked(sql: ListOfPlans['sql'], { text, limit, offset, ...filters }: PlanQuery): unknown {
  const words = text.split(' ').filter((word) => word !== '');
  const likes = words.map((_, n) => ` AND patient_name || ' ' || patient_case.patient_id || ' ' || lesion || ' ' || day LIKE @word${n}`).join('');
  const given = { ...filters, ...Object.fromEntries(words.map((word, n) => [`word${n}`, `%${word}%`])) };
  return [
    sql(`SELECT count(*) ${FROM}${likes}`).get(given),
    sql(`SELECT plan_listing.*, patient_name ${FROM}${likes} ORDER BY place DESC LIMIT @limit OFFSET @offset`).all({ ...given, limit, offset }),
  ];
}
