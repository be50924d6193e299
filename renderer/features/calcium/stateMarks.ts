import type { ShownState } from '../../ui/StateMark.tsx';
import type { RulerState } from '../../ui/ruler/rulerValues.ts';

/** The mark of a state. */
export const MARK_OF: Readonly<Record<RulerState, ShownState>> = { automatic: 'proposed', confirmed: 'confirmed', edited: 'edited', changed: 'changed', hidden: 'unknown' };
