import { commandTable } from '../../state/commands.ts';
import { STATIONS, type Station } from '../../state/viewStore.ts';
import { stationOf } from './stations.ts';

/** What can be done in every station. */
export const FRAME_COMMANDS = commandTable('Everywhere', [
  ...STATIONS.map((station, index) => ({
    id: station satisfies Station, keys: [`${index + 1}`], does: `Station ${stationOf(station, true).label}`,
    row: 'the seven stations',
  })),
  { id: 'palette', keys: ['Ctrl K'], does: 'Find a command', row: 'find any command by its words' },
  { id: 'search', keys: ['/'], does: 'Search in the worklist' },
  { id: 'plans', keys: ['Shift L'], does: 'All plans: search and open' },
  { id: 'settings', keys: [','], does: 'Settings' },
  { id: 'outcomes', keys: ['Shift O'], does: 'Outcomes: how the scores hold here' },
  { id: 'keys', keys: ['?'], does: 'All keys' },
  { id: 'undo', keys: ['Ctrl Z'], does: 'Take back' },
  { id: 'redo', keys: ['Ctrl Shift Z', 'Ctrl Y'], does: 'Do again' },
  { id: 'about', keys: [], does: 'About Fullmoon' },
], [
  ['Esc', 'close what is open, step out of a field'],
  ['Tab', 'next part: rail, tools, views, side'],
]);
