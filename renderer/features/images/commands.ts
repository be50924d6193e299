import { commandTable, type Command, type Handlers } from '../../state/commands.ts';
import type { Window } from '../../viewer/painting.ts';
import type { PictureAction } from '../../viewer/pictureActions.ts';
import { CT_WINDOWS } from '../../viewer/windows.ts';

/** The window presets as commands, for every view of CT: `window F1` and so on. */
export const WINDOW_COMMANDS = CT_WINDOWS.map(({ name, key }) => ({
  id: `window ${key}` as const, keys: [key], does: `Window ${name}`, row: 'window presets',
}));

/** What can be done with any picture, in place of dragging it. */
export const PICTURE_COMMANDS = [
  { id: 'larger', keys: ['+'], does: 'Magnify the picture', row: 'magnify, shrink the picture' },
  { id: 'smaller', keys: ['−'], does: 'Shrink the picture', row: 'magnify, shrink the picture' },
  { id: 'wider', keys: ['Ctrl →'], does: 'Wider window', row: 'window wider, narrower, brighter, darker' },
  { id: 'narrower', keys: ['Ctrl ←'], does: 'Narrower window', row: 'window wider, narrower, brighter, darker' },
  { id: 'brighter', keys: ['Ctrl ↑'], does: 'Brighter window', row: 'window wider, narrower, brighter, darker' },
  { id: 'darker', keys: ['Ctrl ↓'], does: 'Darker window', row: 'window wider, narrower, brighter, darker' },
  { id: 'moveLeft', keys: ['Ctrl Shift ←'], does: 'Move the picture left', row: 'move the picture' },
  { id: 'moveRight', keys: ['Ctrl Shift →'], does: 'Move the picture right', row: 'move the picture' },
  { id: 'moveUp', keys: ['Ctrl Shift ↑'], does: 'Move the picture up', row: 'move the picture' },
  { id: 'moveDown', keys: ['Ctrl Shift ↓'], does: 'Move the picture down', row: 'move the picture' },
] as const satisfies readonly Command<PictureAction>[];

/** What can be done with the images of a case, whatever they are. */
export const IMAGES_COMMANDS = commandTable('Images', [
  { id: 'report', keys: ['I'], does: 'Import report of the case' },
  { id: 'secondWindow', keys: ['Shift D'], does: 'A second window of this case, for a second display' },
]);

/** What can be done with the planes of a CT. */
export const PLANES_COMMANDS = commandTable('Planes of a CT', [
  { id: 'on', keys: ['PgDn'], does: 'One slice on', row: 'one slice, with Shift ten' },
  { id: 'back', keys: ['PgUp'], does: 'One slice back', row: 'one slice, with Shift ten' },
  { id: 'tenOn', keys: ['Shift PgDn'], does: 'Ten slices on', row: 'one slice, with Shift ten' },
  { id: 'tenBack', keys: ['Shift PgUp'], does: 'Ten slices back', row: 'one slice, with Shift ten' },
  { id: 'first', keys: ['Home'], does: 'First slice', row: 'first, last slice' },
  { id: 'last', keys: ['End'], does: 'Last slice', row: 'first, last slice' },
  { id: 'centre', keys: ['Space'], does: 'Centre the crosshair here' },
  { id: 'left', keys: ['←'], does: 'Cursor 0.5 mm left', row: 'move the cursor 0.5 mm, with Shift 5 mm' },
  { id: 'right', keys: ['→'], does: 'Cursor 0.5 mm right', row: 'move the cursor 0.5 mm, with Shift 5 mm' },
  { id: 'up', keys: ['↑'], does: 'Cursor 0.5 mm up', row: 'move the cursor 0.5 mm, with Shift 5 mm' },
  { id: 'down', keys: ['↓'], does: 'Cursor 0.5 mm down', row: 'move the cursor 0.5 mm, with Shift 5 mm' },
  { id: 'farLeft', keys: ['Shift ←'], does: 'Cursor 5 mm left', row: 'move the cursor 0.5 mm, with Shift 5 mm' },
  { id: 'farRight', keys: ['Shift →'], does: 'Cursor 5 mm right', row: 'move the cursor 0.5 mm, with Shift 5 mm' },
  { id: 'farUp', keys: ['Shift ↑'], does: 'Cursor 5 mm up', row: 'move the cursor 0.5 mm, with Shift 5 mm' },
  { id: 'farDown', keys: ['Shift ↓'], does: 'Cursor 5 mm down', row: 'move the cursor 0.5 mm, with Shift 5 mm' },
  ...WINDOW_COMMANDS,
  ...PICTURE_COMMANDS,
  { id: 'turnLeft', keys: ['Q'], does: 'Turn the other planes 1° anticlockwise', row: 'turn the other planes 1°, with Shift 10°' },
  { id: 'turnRight', keys: ['W'], does: 'Turn the other planes 1° clockwise', row: 'turn the other planes 1°, with Shift 10°' },
  { id: 'turnFarLeft', keys: ['Shift Q'], does: 'Turn the other planes 10° anticlockwise', row: 'turn the other planes 1°, with Shift 10°' },
  { id: 'turnFarRight', keys: ['Shift W'], does: 'Turn the other planes 10° clockwise', row: 'turn the other planes 1°, with Shift 10°' },
  { id: 'turnAfterLeft', keys: ['Alt Q'], does: 'Turn the plane after this one alone 1° anticlockwise', row: 'turn one plane alone 1°: the one after this, with Shift the one before' },
  { id: 'turnAfterRight', keys: ['Alt W'], does: 'Turn the plane after this one alone 1° clockwise', row: 'turn one plane alone 1°: the one after this, with Shift the one before' },
  { id: 'turnBeforeLeft', keys: ['Alt Shift Q'], does: 'Turn the plane before this one alone 1° anticlockwise', row: 'turn one plane alone 1°: the one after this, with Shift the one before' },
  { id: 'turnBeforeRight', keys: ['Alt Shift W'], does: 'Turn the plane before this one alone 1° clockwise', row: 'turn one plane alone 1°: the one after this, with Shift the one before' },
  { id: 'free', keys: ['F'], does: 'Turn planes one by one, or keep right angles' },
  { id: 'thicker', keys: ['B'], does: 'Thicker slab', row: 'thicker slab, with Shift thinner' },
  { id: 'thinner', keys: ['Shift B'], does: 'Thinner slab', row: 'thicker slab, with Shift thinner' },
  { id: 'rule', keys: ['S'], does: 'Slab: mean, max, min' },
  { id: 'nextLayout', keys: ['L'], does: 'Next layout' },
  { id: 'layout planes', keys: ['F7'], does: 'Layout: four equal tiles', row: 'layouts: four tiles, one large, in a row, one alone' },
  { id: 'layout large', keys: ['F8'], does: 'Layout: one large, two small', row: 'layouts: four tiles, one large, in a row, one alone' },
  { id: 'layout row', keys: ['F9'], does: 'Layout: three in a row', row: 'layouts: four tiles, one large, in a row, one alone' },
  { id: 'layout single', keys: ['F10'], does: 'Layout: one alone', row: 'layouts: four tiles, one large, in a row, one alone' },
  { id: 'main axial', keys: ['Shift A'], does: 'Plane A large', row: 'plane A, B or C large' },
  { id: 'main coronal', keys: ['Shift C'], does: 'Plane B large', row: 'plane A, B or C large' },
  { id: 'main sagittal', keys: ['Shift S'], does: 'Plane C large', row: 'plane A, B or C large' },
  { id: 'compare', keys: ['C'], does: 'Compare with another phase or kernel: beside, by turns, not' },
  { id: 'flip', keys: ['X'], does: 'By turns: the other series' },
  { id: 'blink', keys: ['Shift X'], does: 'By turns: by itself, or stop' },
  { id: 'straighten', keys: ['Shift R'], does: 'Reset the planes' },
  { id: 'reset', keys: ['R'], does: 'Reset the views' },
], [
  ['Wheel', 'scroll slices'], ['Ctrl Wheel', 'magnify'], ['Drag a circle', 'turn a plane'], ['Shift drag', 'turn the planes'],
  ['Drag a square', 'slab thickness'], ['Double click', 'one plane alone, and back'],
]);

/** What can be done with a series that is looked at slice by slice. */
export const SLICES_COMMANDS = commandTable('Slices of a series that is no volume', [
  { id: 'back', keys: ['←', 'PgUp'], does: 'One slice back', row: 'one slice' },
  { id: 'on', keys: ['→', 'PgDn'], does: 'One slice on', row: 'one slice' },
  { id: 'first', keys: ['Home'], does: 'First slice', row: 'first, last slice' },
  { id: 'last', keys: ['End'], does: 'Last slice', row: 'first, last slice' },
  ...WINDOW_COMMANDS,
  ...PICTURE_COMMANDS,
  { id: 'reset', keys: ['R'], does: 'Reset the view' },
]);

/** What the window presets do; nothing where the values are no HU. */
export const windowHandlers = (isHu: boolean, setWindow: (window: Window) => void): Handlers =>
  (isHu ? Object.fromEntries(CT_WINDOWS.map(({ key, window }) => [`window ${key}`, () => setWindow(window)])) : {});
