import { commandTable } from '../../state/commands.ts';
import { PLANES_COMMANDS, WINDOW_COMMANDS } from '../images/commands.ts';
import { PLANES_ACTIONS } from '../../viewer/planesState.ts';

const ALONG = 'along the vessel 0.5 mm, with Shift 5 mm';
const TURN = 'turn about the vessel 5°, with Shift 30°';
const MOVE = 'move the chosen point 0.5 mm, with Shift 5 mm';

/** What can be done with a vessel. */
export const VESSEL_COMMANDS = commandTable('Vessel', [
  { id: 'back', keys: ['←'], does: 'Back along the vessel 0.5 mm', row: ALONG },
  { id: 'on', keys: ['→'], does: 'On along the vessel 0.5 mm', row: ALONG },
  { id: 'farBack', keys: ['Shift ←'], does: 'Back along the vessel 5 mm', row: ALONG },
  { id: 'farOn', keys: ['Shift →'], does: 'On along the vessel 5 mm', row: ALONG },
  { id: 'start', keys: ['Home'], does: 'To where the path begins', row: 'to where the path begins, ends' },
  { id: 'end', keys: ['End'], does: 'To where the path ends', row: 'to where the path begins, ends' },
  { id: 'toProximal', keys: ['P'], does: 'To the proximal cap', row: 'to the proximal, distal cap' },
  { id: 'toDistal', keys: ['D'], does: 'To the distal cap', row: 'to the proximal, distal cap' },
  { id: 'turnLeft', keys: ['Q'], does: 'Turn about the vessel 5° back', row: TURN },
  { id: 'turnRight', keys: ['W'], does: 'Turn about the vessel 5° on', row: TURN },
  { id: 'turnFarLeft', keys: ['Shift Q'], does: 'Turn about the vessel 30° back', row: TURN },
  { id: 'turnFarRight', keys: ['Shift W'], does: 'Turn about the vessel 30° on', row: TURN },
  { id: 'proximalCap', keys: ['['], does: 'Proximal cap here', row: 'proximal, distal cap here' },
  { id: 'distalCap', keys: [']'], does: 'Distal cap here', row: 'proximal, distal cap here' },
  { id: 'autoProximalCap', keys: ['{'], does: 'Leave the proximal cap to the program', row: 'leave the cap to the program' },
  { id: 'autoDistalCap', keys: ['}'], does: 'Leave the distal cap to the program', row: 'leave the cap to the program' },
  { id: 'proximalReference', keys: ['Alt ['], does: 'Proximal reference about here', row: 'proximal, distal reference about here' },
  { id: 'distalReference', keys: ['Alt ]'], does: 'Distal reference about here', row: 'proximal, distal reference about here' },
  { id: 'landing', keys: ['Alt L'], does: 'Landing zone from here on' },
  { id: 'branch', keys: ['J'], does: 'Side branch here', row: 'side branch here; there is none here' },
  { id: 'noBranch', keys: ['Shift J'], does: 'There is no side branch here', row: 'side branch here; there is none here' },
  { id: 'confirm', keys: ['Enter'], does: 'Confirm what is proposed, one after the other' },
  { id: 'setPoint', keys: ['X'], does: 'Set a point of the path at the crosshair', row: 'set, insert a point at the crosshair' },
  { id: 'insert', keys: ['I'], does: 'Insert a point of the path at the crosshair', row: 'set, insert a point at the crosshair' },
  { id: 'nextPoint', keys: ['N'], does: 'Choose the next point', row: 'choose the next, previous point' },
  { id: 'previousPoint', keys: ['Shift N'], does: 'Choose the point before', row: 'choose the next, previous point' },
  { id: 'removePoint', keys: ['Delete', 'Backspace'], does: 'Remove the chosen point' },
  { id: 'letGo', keys: ['Esc'], does: 'Let go of the chosen point' },
  { id: 'newVessel', keys: ['V'], does: 'Begin another vessel with the next point' },
  { id: 'nextVessel', keys: ['U'], does: 'Next vessel', row: 'next, previous vessel' },
  { id: 'previousVessel', keys: ['Shift U'], does: 'Vessel before', row: 'next, previous vessel' },
  { id: 'name', keys: ['E'], does: 'Name the vessel' },
  { id: 'turnRound', keys: ['Shift F'], does: 'Turn the path round: distal becomes proximal' },
  { id: 'import', keys: ['Shift I'], does: 'Read the points of a path from a file' },
  { id: 'removeVessel', keys: ['Shift Delete'], does: 'Remove the vessel with all that was entered of it' },
  { id: 'trace', keys: ['T'], does: 'Trace: clicks on the pictures set points', row: 'trace; the crosshair: clicks and arrows on the planes move it' },
  { id: 'cross', keys: ['C'], does: 'Crosshair: clicks and arrows on the planes move the cursor', row: 'trace; the crosshair: clicks and arrows on the planes move it' },
  { id: 'along', keys: ['A'], does: 'Planes along the vessel, or along the patient' },
  { id: 'marks', keys: ['H'], does: 'Hide path and outlines, or show them' },
  { id: 'large', keys: ['L'], does: 'The picture in use alone, or all six' },
  { id: 'zoom', keys: ['Z'], does: 'Straightened view: the occlusion, or all of the vessel' },
  { id: 'thicker', keys: ['B'], does: 'Thicker slab of the pictures along and across the vessel', row: 'thicker slab, with Shift thinner' },
  { id: 'thinner', keys: ['Shift B'], does: 'Thinner slab of the pictures along and across the vessel', row: 'thicker slab, with Shift thinner' },
  { id: 'rule', keys: ['S'], does: 'Slab: mean, max, min' },
  ...WINDOW_COMMANDS,
], [
  ['Click', 'on a plane or the rendering: set a point; on the path: insert one'], ['Drag a point', 'move it'], ['Drag', 'move the cursor'],
  ['Wheel', 'on the planes slices, elsewhere along the vessel'], ['Shift Wheel', 'turn about the vessel'], ['Double click', 'one picture alone, and back'],
]);

/** How the chosen point of a path is moved, while a plane has the focus. */
export const PATH_POINT_COMMANDS = commandTable('Point of the path', [
  { id: 'left', keys: ['←'], does: 'Move the point 0.5 mm left', row: MOVE },
  { id: 'right', keys: ['→'], does: 'Move the point 0.5 mm right', row: MOVE },
  { id: 'up', keys: ['↑'], does: 'Move the point 0.5 mm up', row: MOVE },
  { id: 'down', keys: ['↓'], does: 'Move the point 0.5 mm down', row: MOVE },
  { id: 'farLeft', keys: ['Shift ←'], does: 'Move the point 5 mm left', row: MOVE },
  { id: 'farRight', keys: ['Shift →'], does: 'Move the point 5 mm right', row: MOVE },
  { id: 'farUp', keys: ['Shift ↑'], does: 'Move the point 5 mm up', row: MOVE },
  { id: 'farDown', keys: ['Shift ↓'], does: 'Move the point 5 mm down', row: MOVE },
]);

type PlanesCommand = (typeof PLANES_ACTIONS)[number];
const isPlanesCommand = (id: string): id is PlanesCommand => id !== 'flip' && PLANES_ACTIONS.some((action) => action === id);

/** What can be done with the planes while one of them has the focus. */
export const VESSEL_PLANES_COMMANDS = commandTable(
  'Planes of the vessel',
  PLANES_COMMANDS.commands.filter((command): command is typeof command & { id: PlanesCommand } => isPlanesCommand(command.id)),
);
