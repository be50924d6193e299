import { useLayoutEffect } from 'react';
import { useUndo } from '../../state/undoStore.ts';
import { STATIONS, useView } from '../../state/viewStore.ts';
import { stationOf } from './stations.ts';
import { isCovered, isTyping } from './useKeys.ts';

/** Keys that work in every station. Does nothing while text is typed or a sheet is open. */
export function useFrameKeys(): void {
  // Before the page is shown: a key pressed at first sight counts.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isTyping(event.target) || isCovered()) return;
      if (pressed(event)) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

/** Acts on a key; true where the key was one of the frame's. */
function pressed(event: KeyboardEvent): boolean {
  const view = useView.getState();
  if (event.altKey || event.metaKey) return false;
  if (event.ctrlKey) return event.key.toLowerCase() === 'z' && steppedBack(event.shiftKey);
  const station = STATIONS[Number(event.key) - 1];
  if (station !== undefined) {
    const { closed } = stationOf(station, view.caseId !== null);
    if (closed === null) view.go(station);
    else view.say(closed);
    return true;
  }
  switch (event.key) {
    case ',':
      view.show('settings');
      return true;
    case '/':
      view.seek();
      return true;
    case '?':
      view.show('keys');
      return true;
    default:
      return false;
  }
}

function steppedBack(isForward: boolean): boolean {
  const step = isForward ? useUndo.getState().redo() : useUndo.getState().undo();
  useView
    .getState()
    .say(
      step === null ? 'Nothing to take back' : `${isForward ? 'Done again' : 'Taken back'}: ${step.words}`,
    );
  return true;
}
