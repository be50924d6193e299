import { RENDER_PRESETS } from '../../../core/rendering/transfer.ts';
import { commandTable } from '../../state/commands.ts';

/** Views of a C-arm that are asked for by name, by what they are for. */
export const NAMED_VIEWS = [
  { name: 'AP', primary: 0, secondary: 0 }, { name: 'LAO 45', primary: 45, secondary: 0 }, { name: 'RAO 30', primary: -30, secondary: 0 },
  { name: 'LAO 40 CRA 30', primary: 40, secondary: 30 }, { name: 'RAO 20 CAU 25', primary: -20, secondary: -25 },
  { name: 'LAO 45 CAU 30', primary: 45, secondary: -30 }, { name: 'CRA 40', primary: 0, secondary: 40 },
] as const;

/** What can be done with the volume rendering. Its keys count while it has the focus. */
export const RENDERING_COMMANDS = commandTable('Volume rendering', [
  { id: 'turnLeft', keys: ['←'], does: 'Turn 5° towards RAO', row: 'turn 5°, with Shift 30°' },
  { id: 'turnRight', keys: ['→'], does: 'Turn 5° towards LAO', row: 'turn 5°, with Shift 30°' },
  { id: 'turnUp', keys: ['↑'], does: 'Turn 5° cranial', row: 'turn 5°, with Shift 30°' },
  { id: 'turnDown', keys: ['↓'], does: 'Turn 5° caudal', row: 'turn 5°, with Shift 30°' },
  { id: 'farLeft', keys: ['Shift ←'], does: 'Turn 30° towards RAO', row: 'turn 5°, with Shift 30°' },
  { id: 'farRight', keys: ['Shift →'], does: 'Turn 30° towards LAO', row: 'turn 5°, with Shift 30°' },
  { id: 'farUp', keys: ['Shift ↑'], does: 'Turn 30° cranial', row: 'turn 5°, with Shift 30°' },
  { id: 'farDown', keys: ['Shift ↓'], does: 'Turn 30° caudal', row: 'turn 5°, with Shift 30°' },
  { id: 'larger', keys: ['+'], does: 'Magnify the rendering', row: 'magnify, shrink the rendering' },
  { id: 'smaller', keys: ['−'], does: 'Shrink the rendering', row: 'magnify, shrink the rendering' },
  { id: 'moveLeft', keys: ['Ctrl Shift ←'], does: 'Move the rendering left', row: 'move the rendering' },
  { id: 'moveRight', keys: ['Ctrl Shift →'], does: 'Move the rendering right', row: 'move the rendering' },
  { id: 'moveUp', keys: ['Ctrl Shift ↑'], does: 'Move the rendering up', row: 'move the rendering' },
  { id: 'moveDown', keys: ['Ctrl Shift ↓'], does: 'Move the rendering down', row: 'move the rendering' },
  { id: 'reset', keys: ['R'], does: 'Reset the rendering' },
  ...RENDER_PRESETS.map(({ preset, name }, index) => ({
    id: preset, keys: [`Alt ${index + 1}`], does: `Render ${name.toLowerCase()}`, row: 'vessel, calcium, bone',
  })),
  ...(['axial', 'coronal', 'sagittal'] as const).map((cut, index) => ({
    id: `cut ${cut}` as const, keys: [`Alt ${'ABC'.charAt(index)}`], does: `Cut by the ${cut} plane, or close it again`,
    row: 'cut by plane A, B, C',
  })),
  { id: 'angles', keys: ['V'], does: 'Type the C-arm angles of the view' },
  ...NAMED_VIEWS.map(({ name }) => ({ id: `view ${name}` as const, keys: [], does: `View from ${name}` })),
], [['Drag', 'turn'], ['Wheel', 'magnify'], ['Middle drag', 'move']]);
