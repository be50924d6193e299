import { commandTable } from '../../state/commands.ts';
import { PICTURE_COMMANDS } from '../images/commands.ts';

/** What can be done with an angiographic run, or with two on one clock. */
export const RUN_COMMANDS = commandTable('Angiogram', [
  { id: 'play', keys: ['Space'], does: 'Play or pause' },
  { id: 'back', keys: ['←', 'PgUp'], does: 'One frame back', row: 'one frame' },
  { id: 'on', keys: ['→', 'PgDn'], does: 'One frame on', row: 'one frame' },
  { id: 'lastBeat', keys: ['Shift ←'], does: 'One heart beat back', row: 'one heart beat' },
  { id: 'nextBeat', keys: ['Shift →'], does: 'One heart beat on', row: 'one heart beat' },
  { id: 'first', keys: ['Home'], does: 'First frame', row: 'first, last frame' },
  { id: 'last', keys: ['End'], does: 'Last frame', row: 'first, last frame' },
  { id: 'slower', keys: ['['], does: 'Play slower', row: 'slower, faster' },
  { id: 'faster', keys: [']'], does: 'Play faster', row: 'slower, faster' },
  { id: 'round', keys: ['B'], does: 'Loop, back and forth, or once' },
  { id: 'invert', keys: ['V'], does: 'Black for white' },
  { id: 'edges', keys: ['E'], does: 'Edges: none, slight, strong' },
  { id: 'shutter', keys: ['H'], does: 'Shutter on or off' },
  { id: 'composite', keys: ['M'], does: 'All frames at once (maximum opacity)' },
  { id: 'samePhase', keys: ['F'], does: 'All frames of this phase of the heart at once' },
  { id: 'mask', keys: ['S'], does: 'Subtract this frame, or nothing' },
  { id: 'maskLeft', keys: ['Alt ←'], does: 'Mask ¼ pixel left', row: 'move the mask ¼ pixel' },
  { id: 'maskRight', keys: ['Alt →'], does: 'Mask ¼ pixel right', row: 'move the mask ¼ pixel' },
  { id: 'maskUp', keys: ['Alt ↑'], does: 'Mask ¼ pixel up', row: 'move the mask ¼ pixel' },
  { id: 'maskDown', keys: ['Alt ↓'], does: 'Mask ¼ pixel down', row: 'move the mask ¼ pixel' },
  ...PICTURE_COMMANDS,
  { id: 'reset', keys: ['R'], does: 'Reset the view' },
], [['Wheel', 'scroll frames'], ['Alt drag', 'move the mask']]);

/** What can be done at the angiogram station besides. */
export const ANGIOGRAM_COMMANDS = commandTable('Runs of a case', [
  { id: 'previousRun', keys: ['↑'], does: 'Previous run', row: 'previous, next run' },
  { id: 'nextRun', keys: ['↓'], does: 'Next run', row: 'previous, next run' },
  { id: 'beside', keys: ['W'], does: 'Two runs side by side, or one' },
  { id: 'overlay', keys: ['U'], does: 'Donor and target in one picture' },
  { id: 'lead', keys: ['X'], does: 'The other run leads' },
  { id: 'earlier', keys: ['<'], does: 'Second run one frame earlier', row: 'second run one frame earlier, later' },
  { id: 'later', keys: ['>'], does: 'Second run one frame later', row: 'second run one frame earlier, later' },
  { id: 'catheter', keys: ['K'], does: 'Calibrate by a catheter' },
  { id: 'sphere', keys: [], does: 'Calibrate by a sphere' },
  { id: 'distance', keys: [], does: 'Calibrate by a known distance' },
  { id: 'gap', keys: ['J'], does: 'Draw the gap between the stumps' },
]);

/** While two places are picked; before the keys of the cine. */
export const PICKING_COMMANDS = commandTable('Picking two places', [
  { id: 'left', keys: ['←'], does: 'Cross one pixel left', row: 'move the cross a pixel, with Shift ten' },
  { id: 'right', keys: ['→'], does: 'Cross one pixel right', row: 'move the cross a pixel, with Shift ten' },
  { id: 'up', keys: ['↑'], does: 'Cross one pixel up', row: 'move the cross a pixel, with Shift ten' },
  { id: 'down', keys: ['↓'], does: 'Cross one pixel down', row: 'move the cross a pixel, with Shift ten' },
  { id: 'farLeft', keys: ['Shift ←'], does: 'Cross ten pixels left', row: 'move the cross a pixel, with Shift ten' },
  { id: 'farRight', keys: ['Shift →'], does: 'Cross ten pixels right', row: 'move the cross a pixel, with Shift ten' },
  { id: 'farUp', keys: ['Shift ↑'], does: 'Cross ten pixels up', row: 'move the cross a pixel, with Shift ten' },
  { id: 'farDown', keys: ['Shift ↓'], does: 'Cross ten pixels down', row: 'move the cross a pixel, with Shift ten' },
  { id: 'place', keys: ['Enter'], does: 'Place it; with both placed, use what was measured' },
  { id: 'again', keys: ['Backspace'], does: 'Pick again' },
  { id: 'cancel', keys: ['Esc'], does: 'Leave it' },
]);
