import { commandTable } from '../../state/commands.ts';
import { CT_WINDOWS } from '../../viewer/windows.ts';

const ALONG = 'along the vessel 0.5 mm, with Shift 5 mm';
const TURN = 'turn about the vessel 5°, with Shift 30°';

/** What can be done at the calcium station. */
export const CALCIUM_COMMANDS = commandTable('Calcium', [
  { id: 'back', keys: ['←', 'PgUp'], does: 'Back along the vessel 0.5 mm', row: ALONG },
  { id: 'on', keys: ['→', 'PgDn'], does: 'On along the vessel 0.5 mm', row: ALONG },
  { id: 'farBack', keys: ['Shift ←'], does: 'Back along the vessel 5 mm', row: ALONG },
  { id: 'farOn', keys: ['Shift →'], does: 'On along the vessel 5 mm', row: ALONG },
  { id: 'start', keys: ['Home'], does: 'To where the path begins', row: 'to where the path begins, ends' },
  { id: 'end', keys: ['End'], does: 'To where the path ends', row: 'to where the path begins, ends' },
  { id: 'toProximal', keys: ['P'], does: 'To the proximal cap', row: 'to the proximal, distal cap' },
  { id: 'toDistal', keys: ['D'], does: 'To the distal cap', row: 'to the proximal, distal cap' },
  { id: 'turnLeft', keys: ['Q'], does: 'Turn the straightened cut 5° back', row: TURN },
  { id: 'turnRight', keys: ['W'], does: 'Turn the straightened cut 5° on', row: TURN },
  { id: 'turnFarLeft', keys: ['Shift Q'], does: 'Turn the straightened cut 30° back', row: TURN },
  { id: 'turnFarRight', keys: ['Shift W'], does: 'Turn the straightened cut 30° on', row: TURN },
  { id: 'confirm', keys: ['Enter'], does: 'Confirm the section and step to the next one that matters' },
  { id: 'confirmBand', keys: ['Shift Enter'], does: 'Confirm the whole band about the cursor' },
  { id: 'next', keys: ['N'], does: 'To the next section that matters' },
  { id: 'automatic', keys: ['X'], does: 'Section back to automatic' },
  { id: 'arc', keys: ['A'], does: 'Arc: drag its ends about the vessel' },
  { id: 'contour', keys: ['C'], does: 'Contour of the vessel; again, of the lumen' },
  { id: 'area', keys: ['B'], does: 'Area: brush; again, outline' },
  { id: 'moon', keys: ['F'], does: 'Full moon, or not' },
  { id: 'moonSegment', keys: ['Shift F'], does: 'Full moon over the chosen segment' },
  { id: 'threshold', keys: ['T'], does: 'Hold the threshold' },
  { id: 'rule', keys: ['Shift T'], does: 'Threshold back to the rule' },
  { id: 'part', keys: ['Y'], does: 'Threshold in the occlusion, or beside contrast' },
  { id: 'segment', keys: ['S'], does: 'Segment: begin it here, then end it here' },
  { id: 'nextSegment', keys: ['K'], does: 'Choose the next segment' },
  { id: 'stent', keys: ['M'], does: 'The chosen segment is a stent, or is none' },
  { id: 'remove', keys: ['Delete'], does: 'Remove the chosen segment' },
  { id: 'zoom', keys: ['Z'], does: 'Ruler: the occlusion, or all of the vessel' },
  { id: 'nextVessel', keys: ['U'], does: 'Next vessel', row: 'next, previous vessel' },
  { id: 'previousVessel', keys: ['Shift U'], does: 'Vessel before', row: 'next, previous vessel' },
  { id: 'tab', keys: ['G'], does: 'Scores, stretches or readers' },
  { id: 'reading', keys: ['R'], does: 'Second reading, blind, or the first' },
  { id: 'picture', keys: ['Ctrl S'], does: 'Save the ruler as a picture' },
  { id: 'cancel', keys: ['Esc'], does: 'Put the tool down, choose nothing' },
  ...CT_WINDOWS.map(({ name, key }) => ({ id: `window ${key}` as const, keys: [key], does: `Window of the section: ${name.toLowerCase()}`, row: 'windows of the section' })),
  { id: 'firstWindows', keys: ['0'], does: 'Windows of the sections as at first' },
], [
  ['Click, drag', 'on the ruler: the cursor'], ['Shift drag', 'on the ruler: a segment'], ['Wheel', 'along the vessel'], ['Shift Wheel', 'turn about the vessel'],
]);

const MOVE = 'the handle: 5° or 0.1 mm, with Shift 20° or 0.5 mm';

/** While a handle of the section is held by the keys. */
export const HANDLE_COMMANDS = commandTable('Handles of the section', [
  { id: 'less', keys: ['←', '↓'], does: 'Handle back, or inwards', row: MOVE },
  { id: 'more', keys: ['→', '↑'], does: 'Handle on, or outwards', row: MOVE },
  { id: 'farLess', keys: ['Shift ←', 'Shift ↓'], does: 'Handle far back, or inwards', row: MOVE },
  { id: 'farMore', keys: ['Shift →', 'Shift ↑'], does: 'Handle far on, or outwards', row: MOVE },
  { id: 'previousHandle', keys: ['['], does: 'Handle before', row: 'handle before, next' },
  { id: 'nextHandle', keys: [']'], does: 'Next handle', row: 'handle before, next' },
  { id: 'add', keys: ['+', 'Insert'], does: 'One more arc, where the cut is' },
  { id: 'removeArc', keys: ['Delete', 'Backspace'], does: 'Remove the arc' },
  { id: 'leave', keys: ['Esc'], does: 'Let the handle go' },
], [['Enter', 'confirm the section and step on']], true);

const CROSS = 'the brush 0.1 mm, with Shift 0.5 mm';

/** While calcium is painted. */
export const BRUSH_COMMANDS = commandTable('Painting calcium', [
  { id: 'left', keys: ['←'], does: 'Brush left', row: CROSS },
  { id: 'right', keys: ['→'], does: 'Brush right', row: CROSS },
  { id: 'up', keys: ['↑'], does: 'Brush up', row: CROSS },
  { id: 'down', keys: ['↓'], does: 'Brush down', row: CROSS },
  { id: 'farLeft', keys: ['Shift ←'], does: 'Brush far left', row: CROSS },
  { id: 'farRight', keys: ['Shift →'], does: 'Brush far right', row: CROSS },
  { id: 'farUp', keys: ['Shift ↑'], does: 'Brush far up', row: CROSS },
  { id: 'farDown', keys: ['Shift ↓'], does: 'Brush far down', row: CROSS },
  { id: 'dab', keys: ['Space'], does: 'Paint under the brush' },
  { id: 'leave', keys: ['Esc'], does: 'Let the brush go' },
], [['Alt drag', 'takes away']], true);

/** While a tool for areas is in the hand, wherever the focus is. */
export const AREA_COMMANDS = commandTable('Brush', [
  { id: 'smaller', keys: ['−'], does: 'Smaller brush', row: 'smaller, larger brush' },
  { id: 'larger', keys: ['+'], does: 'Larger brush', row: 'smaller, larger brush' },
  { id: 'how', keys: ['E'], does: 'Brush adds calcium, or takes it away' },
], [], true);

/** While the threshold is held by the keys. */
export const THRESHOLD_COMMANDS = commandTable('Threshold', [
  { id: 'less', keys: ['←', '↓'], does: 'Threshold 10 HU lower', row: 'threshold 10 HU, with Shift 50 HU' },
  { id: 'more', keys: ['→', '↑'], does: 'Threshold 10 HU higher', row: 'threshold 10 HU, with Shift 50 HU' },
  { id: 'farLess', keys: ['Shift ←', 'Shift ↓'], does: 'Threshold 50 HU lower', row: 'threshold 10 HU, with Shift 50 HU' },
  { id: 'farMore', keys: ['Shift →', 'Shift ↑'], does: 'Threshold 50 HU higher', row: 'threshold 10 HU, with Shift 50 HU' },
  { id: 'rule', keys: ['Delete', 'Backspace'], does: 'Threshold back to its rule' },
  { id: 'leave', keys: ['Esc'], does: 'Let the threshold go' },
], [], true);
