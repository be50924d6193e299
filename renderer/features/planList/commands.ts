import { commandTable } from '../../state/commands.ts';

/** What can be done in the list of all plans. */
export const PLAN_LIST_COMMANDS = commandTable(
  'All plans',
  [
    { id: 'table', keys: ['↓'], does: 'Go to the list of plans', row: 'choose a plan' },
    {
      id: 'filter',
      keys: ['F'],
      does: 'Next filter: drafts, signed, withdrawn, received',
      row: 'next, previous filter',
    },
    { id: 'filterBack', keys: ['Shift F'], does: 'Previous filter', row: 'next, previous filter' },
    { id: 'days', keys: ['D'], does: 'Filter by day: from, to', row: 'from which day, which J-CTO' },
    { id: 'nextJCto', keys: ['Shift J'], does: 'Next J-CTO filter: any, 0 to 5', row: 'from which day, which J-CTO' },
    {
      id: 'newest',
      keys: ['N'],
      does: 'Order by last change',
      row: 'order by last change, patient, vessel, J-CTO',
    },
    {
      id: 'name',
      keys: ['P'],
      does: 'Order by patient',
      row: 'order by last change, patient, vessel, J-CTO',
    },
    {
      id: 'lesion',
      keys: ['V'],
      does: 'Order by vessel',
      row: 'order by last change, patient, vessel, J-CTO',
    },
    { id: 'jCto', keys: ['J'], does: 'Order by J-CTO', row: 'order by last change, patient, vessel, J-CTO' },
  ],
  [
    ['↑', 'the plan above'],
    ['PgUp PgDn', 'a page back, on'],
    ['Home End', 'first, last'],
    ['Enter', 'open it at station 7'],
  ],
);
