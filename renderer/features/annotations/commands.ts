import type { ShapeKind } from '../../../core/annotation/annotation.ts';
import { commandTable } from '../../state/commands.ts';

/** A tool that draws a shape, with its key. */
export interface DrawingTool { readonly kind: ShapeKind; readonly key: string; readonly name: string }

/** What can be drawn by hand, in the order of the tool bar. */
export const DRAWING_TOOLS = [
  { kind: 'distance', key: 'D', name: 'Distance: drag, or click both ends' },
  { kind: 'path', key: 'P', name: 'Path length: click point by point, the last one twice' },
  { kind: 'angle', key: 'A', name: 'Angle: click arm, vertex, arm' },
  { kind: 'ellipse', key: 'O', name: 'Region: drag an ellipse, with Shift a circle, for its densities' },
  { kind: 'polygon', key: 'G', name: 'Outline: click corner by corner, the last one twice, for its densities' },
  { kind: 'arrow', key: 'T', name: 'Arrow with text: drag from the tip' },
] as const satisfies readonly DrawingTool[];

const MOVE = 'move what is chosen, or the next point, 0.5 mm; with Shift 5 mm';

/** What can be done with what is drawn on planes and runs. */
export const ANNOTATION_COMMANDS = commandTable('Drawing and measuring', [
  ...DRAWING_TOOLS.map(({ kind, key, name }) => ({ id: kind, keys: [key], does: name })),
  { id: 'set', keys: ['Enter'], does: 'Set the next point here', row: 'set the next point; twice ends a path' },
  { id: 'finish', keys: ['Ctrl Enter'], does: 'End the path or outline' },
  { id: 'shorten', keys: ['Backspace'], does: 'Take the newest point back' },
  { id: 'cancel', keys: ['Esc'], does: 'Put the tool down, choose nothing' },
  { id: 'left', keys: ['←'], does: 'Move what is chosen 0.5 mm left', row: MOVE },
  { id: 'right', keys: ['→'], does: 'Move what is chosen 0.5 mm right', row: MOVE },
  { id: 'up', keys: ['↑'], does: 'Move what is chosen 0.5 mm up', row: MOVE },
  { id: 'down', keys: ['↓'], does: 'Move what is chosen 0.5 mm down', row: MOVE },
  { id: 'farLeft', keys: ['Shift ←'], does: 'Move what is chosen 5 mm left', row: MOVE },
  { id: 'farRight', keys: ['Shift →'], does: 'Move what is chosen 5 mm right', row: MOVE },
  { id: 'farUp', keys: ['Shift ↑'], does: 'Move what is chosen 5 mm up', row: MOVE },
  { id: 'farDown', keys: ['Shift ↓'], does: 'Move what is chosen 5 mm down', row: MOVE },
  { id: 'next', keys: ['N'], does: 'Next annotation, and there', row: 'next, previous annotation' },
  { id: 'previous', keys: ['Shift N'], does: 'Annotation before, and there', row: 'next, previous annotation' },
  { id: 'nextHandle', keys: [']'], does: 'Next handle of what is chosen', row: 'handle of what is chosen' },
  { id: 'previousHandle', keys: ['['], does: 'Handle before', row: 'handle of what is chosen' },
  { id: 'text', keys: ['Enter'], does: 'Write on what is chosen' },
  { id: 'copy', keys: ['Ctrl Alt C'], does: 'Copy the value of what is chosen' },
  { id: 'remove', keys: ['Delete'], does: 'Remove what is chosen' },
], [['[ ]  ← → ↑ ↓', 'mean this while a tool is in the hand or something is chosen; Esc gives them back']], true);
