import { stopWords, type NamedStep } from '../../../core/plan/plan.ts';
import { RoomSign } from './RoomSign.tsx';

/** When to leave the rung at hand. */
export const StopRule = ({ current, onKeys }: { readonly current: NamedStep | null; readonly onKeys: () => void }) => {
  const stop = current?.rung.stop ?? null;
  return (
    <section className={stop === null ? 'room-stop-rule is-empty' : 'room-stop-rule'} aria-label="Stop rule">
      {current === null || stop === null ? <span>No stop rule here</span> : (
        <span><b><RoomSign is="octagon" /> STOP {current.rung.letter}</b> {stopWords(stop)}</span>
      )}
      <button type="button" className="room-key" onPointerDown={(event) => event.preventDefault()} onClick={onKeys} aria-label="Keys">
        <kbd>?</kbd> keys
      </button>
    </section>
  );
};
