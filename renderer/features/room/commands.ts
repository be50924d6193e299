import { commandTable } from '../../state/commands.ts';

/** What can be done at the room screen: by keys, by a pedal that sends them, by a presenter remote. */
export const ROOM_COMMANDS = commandTable('Room screen', [
  { id: 'done', keys: ['Space', 'Enter', 'PgDn'], does: 'Step is done' },
  { id: 'undo', keys: ['Backspace', 'PgUp'], does: 'Take the last tick back' },
  { id: 'previous', keys: ['←', '↑'], does: 'Go to the step before, without a tick', row: 'go to a step without a tick' },
  { id: 'next', keys: ['→', '↓'], does: 'Go to the next step, without a tick', row: 'go to a step without a tick' },
  { id: 'access', keys: ['A'], does: 'Arterial access now' },
  { id: 'firstWire', keys: ['W'], does: 'First wire now' },
  { id: 'contrast', keys: ['C'], does: 'Contrast in all: digits, then Enter' },
  { id: 'kerma', keys: ['K'], does: 'Air kerma in all: digits, then Enter' },
  { id: 'track', keys: ['T'], does: 'Track of the wire' },
  { id: 'phase', keys: ['F'], does: 'Phase of the procedure' },
  { id: 'note', keys: ['N'], does: 'Note' },
  { id: 'pictures', keys: ['I'], does: 'More key images' },
  { id: 'dark', keys: ['B', '.'], does: 'Dark screen, and back' },
  { id: 'end', keys: ['E'], does: 'End of the procedure' },
  { id: 'keys', keys: ['?'], does: 'These keys' },
]);
