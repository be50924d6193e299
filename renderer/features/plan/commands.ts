import { commandTable } from '../../state/commands.ts';

/** What can be done at the plan station. */
export const PLAN_COMMANDS = commandTable('Plan', [
  { id: 'suggest', keys: ['G'], does: 'Suggest the ladder from the lesion’s strategy' },
  { id: 'templates', keys: ['T'], does: 'Templates: use one, or save this plan as one' },
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
  { id: 'handOver', keys: ['H'], does: 'Hand over the version shown, else the newest: PDF, DICOM, a pack, one without identity' },
  { id: 'room', keys: ['R'], does: 'Open the room screen of the version shown, else of the newest' },
  { id: 'outcome', keys: ['E'], does: 'Record the outcome of the version shown, else of the newest that was in the room' },
  { id: 'send', keys: ['X'], does: 'Send the version shown, else the newest, to an archive' },
  { id: 'close', keys: ['Esc'], does: 'Back to the draft' },
]);

/** What can be done with templates while they are in front. */
export const TEMPLATE_COMMANDS = commandTable('Templates of plans', [
  { id: 'next', keys: ['↓'], does: 'Next template', row: 'next, previous template' },
  { id: 'previous', keys: ['↑'], does: 'Previous template', row: 'next, previous template' },
  { id: 'use', keys: ['Enter'], does: 'Use the template in the place of the ladder' },
  { id: 'A', keys: ['A'], does: 'Add rung A of the template', row: 'add one rung of the template' },
  { id: 'B', keys: ['B'], does: 'Add rung B of the template', row: 'add one rung of the template' },
  { id: 'C', keys: ['C'], does: 'Add rung C of the template', row: 'add one rung of the template' },
  { id: 'new', keys: ['N'], does: 'Save this plan as a new template' },
  { id: 'over', keys: ['O'], does: 'Save this plan over the template' },
  { id: 'rename', keys: ['F2'], does: 'Rename the template' },
  { id: 'up', keys: ['Alt ↑'], does: 'Move the template up', row: 'move the template up, down' },
  { id: 'down', keys: ['Alt ↓'], does: 'Move the template down', row: 'move the template up, down' },
  { id: 'share', keys: ['S'], does: 'Share the template with all who work here, or keep it to yourself' },
  { id: 'export', keys: ['E'], does: 'Export the template as a file' },
  { id: 'import', keys: ['I'], does: 'Import a template from a file' },
  { id: 'remove', keys: ['Delete'], does: 'Remove the template' },
  { id: 'close', keys: ['Esc', 'T'], does: 'Back to the draft' },
], [], true);

/** What can be done for the plan at every station of a case. */
export const KEY_IMAGE_COMMANDS = commandTable('Plan, from any station', [
  { id: 'keep', keys: ['Ctrl P'], does: 'Add to plan: the picture in use becomes a key image' },
]);
