import { commandTable } from '../../state/commands.ts';

/** What can be done in the worklist. */
export const WORKLIST_COMMANDS = commandTable('Worklist', [
  { id: 'table', keys: ['↓'], does: 'Go to the list of cases', row: 'choose a case' },
  { id: 'report', keys: ['R'], does: 'Import report of the chosen case', row: 'its import report' },
  { id: 'export', keys: ['X'], does: 'Export everything of the chosen case', row: 'export everything of it' },
  { id: 'folder', keys: ['O'], does: 'Import a folder' },
  { id: 'file', keys: ['Z'], does: 'Import a zip or file' },
  { id: 'archive', keys: ['F'], does: 'Fetch a study from an archive' },
], [
  ['↑', 'the case above'],
  ['Home End', 'first, last'],
  ['Enter', 'open it'],
  ['Delete', 'remove it; asks first'],
]);

/** What the folder window does by keys of its own. */
export const FOLDER_COMMANDS = commandTable('Folder window', [], [
  ['↑ ↓', 'choose'],
  ['Enter', 'open a folder, import a file'],
  ['Backspace', 'one folder up'],
  ['Ctrl Enter', 'import'],
]);
