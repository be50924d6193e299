import { Button } from '@mantine/core';
import { useCommands } from '../../state/commands.ts';
import { useStationStatus, type StatusLine } from '../../state/statusLine.ts';
import { useVesselDesk } from '../../state/vesselDesk.ts';
import { useView } from '../../state/viewStore.ts';
import { CALCIUM_COMMANDS } from '../calcium/commands.ts';

const LINE: StatusLine = { hints: [{ keys: ['4'], does: 'on with the second reading' }, { keys: ['R'], does: 'leave it' }], state: [] };

/** In place of a station that shows the calcium that was found and read first, while a second reader reads blind. */
export function BlindStation() {
  const leave = (): void => {
    useVesselDesk.getState().setReading(1);
    useView.getState().say('First reading');
  };
  useCommands(CALCIUM_COMMANDS, { reading: leave });
  useStationStatus(LINE);
  return (
    <section className="blind-station" aria-label="Second reading">
      <p role="status">A blind second reading is under way: finish it or leave it (R) to see this.</p>
      <div className="row">
        <Button onClick={() => useView.getState().go('calcium')}>On with the second reading<kbd>4</kbd></Button>
        <Button variant="default" onClick={leave}>Leave the second reading<kbd>R</kbd></Button>
      </div>
    </section>
  );
}
