import { commandTable } from '../../state/commands.ts';

/** What can be done while an outcome is recorded. */
export const OUTCOME_COMMANDS = commandTable('Outcome of a procedure', [
  { id: 'confirm', keys: ['Ctrl Enter'], does: 'Confirm the outcome' },
  { id: 'close', keys: ['Esc'], does: 'Back to the plan' },
], [['Tab ← →', 'from field to field, from choice to choice']], true);
