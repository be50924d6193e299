import type { ReactNode } from 'react';
import './states.css';

/** How a value stands, as a mark: hatched square, tick, pencil, question mark in dashes, dots, or a person’s word. */
export type ShownState = 'proposed' | 'confirmed' | 'edited' | 'changed' | 'unknown' | 'supposed';

const DRAWN: Readonly<Partial<Record<ShownState, ReactNode>>> = {
  confirmed: <path d="M3 7.4l2.8 2.8L11 4.4" fill="none" stroke="#000" strokeWidth="2" />,
  edited: <path d="M3.4 10.6l.5-2.2 5-5 1.7 1.7-5 5z" fill="#000" />,
  changed: <path d="M7 3.4v4.2 M7 9.4v1.5" fill="none" stroke="currentColor" strokeWidth="1.6" />,
  unknown: <path d="M4.6 5a2.4 2.4 0 1 1 3.4 2.2c-.7.4-1 .7-1 1.4 M7 10.2v1.2" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  supposed: <path d="M4.6 5a2.4 2.4 0 1 1 3.4 2.2c-.7.4-1 .7-1 1.4 M7 10.2v1.2" fill="none" stroke="currentColor" strokeWidth="1.5" />,
};

/** The mark alone; whoever uses it puts words beside it, or a name on what holds it. */
export const StateMark = ({ state }: { readonly state: ShownState }) => (
  <svg className={`state-mark ${state}`} viewBox="0 0 14 14" aria-hidden="true">{DRAWN[state]}</svg>
);

/** What is not known, and why. */
export const Unknown = ({ why }: { readonly why?: string }) => (
  <span className="not-known" title={why}><b>?</b> unknown</span>
);
