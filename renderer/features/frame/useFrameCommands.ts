import { useCommands } from '../../state/commands.ts';
import { useView, type Station } from '../../state/viewStore.ts';
import { FRAME_COMMANDS } from './commands.ts';
import { stationOf } from './stations.ts';
import { steppedBack } from './steppedBack.ts';

/** Commands that work in every station. */
export function useFrameCommands(): void {
  const { show, seek, showPlans } = useView.getState();
  useCommands(FRAME_COMMANDS, {
    worklist: () => enter('worklist'), images: () => enter('images'), vessel: () => enter('vessel'),
    calcium: () => enter('calcium'), angiogram: () => enter('angiogram'), lesion: () => enter('lesion'),
    plan: () => enter('plan'),
    palette: () => show('palette'), search: seek, plans: showPlans, settings: () => show('settings'), outcomes: () => show('outcomes'), keys: () => show('keys'),
    about: () => show('about'),
    undo: () => steppedBack(false), redo: () => steppedBack(true),
  });
}

function enter(station: Station): void {
  const view = useView.getState();
  const { closed } = stationOf(station, view.caseId !== null);
  if (closed === null) view.go(station);
  else view.say(closed);
}
