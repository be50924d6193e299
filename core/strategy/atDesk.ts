import { isKnownBefore } from '../lesion/factGroups.ts';
import type { WaitingRule } from './advice.ts';

/**
 * Whether an answer at the desk can settle a rule; the others wait for what happens in the room.
 *
 * @source own reading: by the groups of the fact sheet
 */
export const isAtDesk = ({ facts }: Pick<WaitingRule, 'facts'>): boolean =>
  facts.every((path) => path === 'phase' || isKnownBefore(path));
