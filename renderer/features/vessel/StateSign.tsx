import type { HandleState } from './vesselHandles.ts';

const WORDS: Readonly<Record<HandleState, string>> = { proposed: 'proposed', confirmed: 'confirmed', edited: 'set by the operator' };

/** How a value stands: hatched as proposed, a tick where it is confirmed, a pencil where somebody set it. */
export const StateSign = ({ state }: { readonly state: HandleState }) => (
  <span className="state-sign" data-state={state} title={WORDS[state]}>
    <svg viewBox="0 0 14 14" aria-hidden="true">
      {state === 'confirmed' ? <path d="M3 7.5l3 3 5-6.5" fill="none" stroke="currentColor" strokeWidth="2" /> : null}
      {state === 'edited' ? <path d="M3 11l.6-2.6L9.6 2.4l2 2-6 6zM8.4 3.6l2 2" fill="none" stroke="currentColor" strokeWidth="1.4" /> : null}
      {state === 'proposed' ? <path d="M1 9L9 1M1 13L13 1M5 13L13 5" fill="none" stroke="currentColor" strokeWidth="1.3" /> : null}
    </svg>
  </span>
);
