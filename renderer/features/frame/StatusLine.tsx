import { useLinkState } from '../../state/linkState.ts';
import { useStatusLine } from '../../state/statusLine.ts';
import { useView } from '../../state/viewStore.ts';
import { Keys } from '../../ui/Keys.tsx';

/** Key hints of the station in front on the left, its state on the right. */
export function StatusLine() {
  const { hints, state } = useStatusLine();
  const said = useView((view) => view.said);
  const isUp = useLinkState((link) => link.isUp);
  return (
    <footer className="status">
      {hints.map((hint) => (
        <Keys key={hint.does} hint={hint} />
      ))}
      <span className="gap" />
      <span role="status">{said}</span>
      {isUp ? null : (
        <span className="warn" role="alert">
          No connection to Fullmoon’s service; trying again
        </span>
      )}
      {state.map((words) => (
        <span key={words}>{words}</span>
      ))}
      <b>Not for primary diagnosis</b>
    </footer>
  );
}
