import { useUndo } from '../../state/undoStore.ts';
import { useView } from '../../state/viewStore.ts';

/** Takes the last step back, or does it again, and says so; where a question waits for an answer first, that. Why one came too late is said by whoever keeps it. */
export function steppedBack(isForward: boolean): void {
  const { undo, redo } = useUndo.getState();
  const walked = isForward ? redo() : undo();
  if (walked?.isDone === false) return;
  useView.getState().say(
    walked === null
      ? `Nothing to ${isForward ? 'do again' : 'take back'}`
      : walked.isAsked
        ? `Not ${isForward ? 'done again' : 'taken back'} yet: ${walked.words}. Answer the question first`
        : `${isForward ? 'Done again' : 'Taken back'}: ${walked.words}`,
  );
}
