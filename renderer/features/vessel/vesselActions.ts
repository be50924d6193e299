import { calciumActions, type CalciumActions } from './calciumActions.ts';
import { blindEditing } from './blindEditing.ts';
import { editingOver } from './editing.ts';
import { factActions, type FactActions } from './factActions.ts';
import { lesionActions, type LesionActions } from './lesionActions.ts';
import { pathActions, type PathActions } from './pathActions.ts';
import type { AsksToRemove, EntryBook } from '../../state/entryBook.ts';
import type { useVesselDesk } from '../../state/vesselDesk.ts';
import type { VesselOnDesk } from './vesselOnDesk.ts';

/**
 * What can be done to what is entered. Each is one step of undo, and ends whatever was in the hand: points and places in
 * the patient are LPS mm, abscissae are of the newest findings, those of zones of the newest path.
 */
export type VesselActions = PathActions & CalciumActions & LesionActions & FactActions;

/** The vessel that is there when something is done. */
export type Now = () => Pick<VesselOnDesk, 'id' | 'centreline' | 'findings' | 'exact' | 'facts' | 'failure' | 'state' | 'isDraft' | 'isPathDraft' | 'isInHand'>;

/** Actions over a book, on the vessel that is there when something is done; `asksFirst` before a vessel goes. */
export function vesselActions(book: EntryBook, desk: typeof useVesselDesk, now: Now, asksFirst: AsksToRemove): VesselActions {
  const editing = blindEditing(editingOver(book), desk);
  return {
    ...pathActions(editing, desk, now, asksFirst), ...calciumActions(editing, desk, now), ...lesionActions(editing, desk, now), ...factActions(editing, now),
  };
}
