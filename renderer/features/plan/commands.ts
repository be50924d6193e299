import { commandTable } from '../../state/commands.ts';

/** What can be done at the plan station. */
export const PLAN_COMMANDS = commandTable('Plan', [
  { id: 'suggest', keys: ['G'], does: 'Suggest the ladder from the lesion’s strategy' },
  { id: 'next', keys: ['↓'], does: 'Next step', row: 'next, previous step' },
  { id: 'previous', keys: ['↑'], does: 'Previous step', row: 'next, previous step' },
  { id: 'edit', keys: ['Enter'], does: 'Write in the step' },
  { id: 'details', keys: ['D'], does: 'Details of the step: place, track, what is dilated or ablated' },
  { id: 'add', keys: ['A'], does: 'Add a step after the chosen one' },
  { id: 'remove', keys: ['Delete'], does: 'Remove the step' },
  { id: 'up', keys: ['Alt ↑'], does: 'Move the step up, also to the rung before', row: 'move the step up, down' },
  { id: 'down', keys: ['Alt ↓'], does: 'Move the step down, also to the next rung', row: 'move the step up, down' },
  { id: 'stop', keys: ['S'], does: 'Write the stop rule of the rung' },
  { id: 'override', keys: ['O'], does: 'Give a reason for the step against a safety gate' },
  { id: 'limits', keys: ['L'], does: 'Write the limits of the procedure' },
  { id: 'image', keys: ['I'], does: 'Add a key image' },
  { id: 'seen', keys: ['V'], does: 'I have seen the open points' },
  { id: 'sign', keys: ['Ctrl Enter'], does: 'Sign the version' },
  { id: 'compare', keys: ['C'], does: 'Compare two versions' },
  { id: 'print', keys: ['P'], does: 'Save the printed plan (PDF) of the version shown, else of the newest' },
  { id: 'room', keys: ['R'], does: 'Open the room screen of the version shown, else of the newest' },
  { id: 'outcome', keys: ['E'], does: 'Record the outcome of the version shown, else of the newest' },
  { id: 'close', keys: ['Esc'], does: 'Back to the draft' },
]);

/** What can be done for the plan at every station of a case. */
export const KEY_IMAGE_COMMANDS = commandTable('Plan, from any station', [
  { id: 'keep', keys: ['Ctrl P'], does: 'Add to plan: the picture in use becomes a key image' },
]);
