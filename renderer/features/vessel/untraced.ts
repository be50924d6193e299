import { useView } from '../../state/viewStore.ts';
import type { Now } from './vesselActions.ts';

/** Whether no place along the path can be entered now, for it is only bent: places on it would lie off the vessel. Says so. */
export function isUntraced(now: Now): boolean {
  const { isPathDraft } = now();
  if (isPathDraft) useView.getState().say('The path is not traced yet: let go, wait a moment, and try again');
  return isPathDraft;
}
