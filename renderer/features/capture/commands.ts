import { commandTable } from '../../state/commands.ts';

/** What can be done to take a picture along. */
export const CAPTURE_COMMANDS = commandTable('Pictures to take along', [
  { id: 'sheet', keys: ['Ctrl S'], does: 'Save or record a picture' },
  { id: 'copy', keys: ['Ctrl C'], does: 'Copy the picture to the clipboard' },
  { id: 'stop', keys: ['Ctrl Shift S'], does: 'End the recording and save it' },
]);
